"""A running dashboard for tests, and what it answers on the wire."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


class Answer:
    """Status, headers (names in small letters) and the bytes as they came over the wire."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = b"" if response.status == 101 else response.read()


class Server:
    """A running server under test."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port, self.process = port, process

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Sends one request, with no header that is not named."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=20)
        try:
            # Unlike `request`, this adds no Accept-Encoding of its own.
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            return Answer(connection.getresponse())
        finally:
            connection.close()


@contextmanager
def running(
    *options: str,
    health: str = "/health",
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
    port: int | None = None,
) -> Iterator[Server]:
    """A dashboard in a process of its own, which is stopped afterwards; `log` takes what it says."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    with log.open("wb") if log else open(os.devnull, "wb") as output:
        process = subprocess.Popen(
            [*command, "--server.headless=true", *options],
            cwd=ROOT,
            env=os.environ | (environment or {}),
            stdout=output,
            stderr=output,
        )
    server = Server(port, process)
    try:
        end = time.monotonic() + 60
        while True:
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < end, "the server does not answer"
            with suppress(OSError):
                if server.ask(health).status == 200:
                    break
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(20)
