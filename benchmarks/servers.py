"""The three servers that are compared: ours, a bare Streamlit script, a Dash app."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024**2

# What both Streamlit servers get alike: where to listen, to open no browser, to tell nobody.
_OPTIONS = ["--server.address=localhost", "--server.headless=true"]
_OPTIONS += ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]


@dataclass(frozen=True)
class Server:
    """A running server and its address, http://localhost:8501."""

    address: str
    process: subprocess.Popen[bytes]

    @property
    def megabytes(self) -> float:
        """What its process holds in memory."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE

    @property
    def processor_seconds(self) -> float:
        """Processor time of its process so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


@contextmanager
def run_dashboard(store: Path, app: Path = ROOT / "app.py") -> Iterator[Server]:
    """Our dashboard, on an empty store."""
    environment = {"ITA_STORE": str(store)}
    with _run_streamlit(app, environment) as server:
        yield server


@contextmanager
def run_bare() -> Iterator[Server]:
    """The bare Streamlit script."""
    with _run_streamlit(ROOT / "benchmarks" / "apps" / "bare.py", {}) as server:
        yield server


@contextmanager
def run_dash() -> Iterator[Server]:
    """The Dash app."""
    port = free_port()
    command = ["-m", "benchmarks.apps.dash_app", str(port)]
    with _run(command, ROOT, port, "/", {}) as server:
        yield server


@contextmanager
def _run_streamlit(script: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    port = free_port()
    command = ["-m", "streamlit", "run", script.name, f"--server.port={port}", *_OPTIONS]
    with _run(command, script.parent, port, "/_stcore/health", environment) as server:
        yield server


@contextmanager
def _run(
    command: Sequence[str], folder: Path, port: int, health: str, environment: Mapping[str, str]
) -> Iterator[Server]:
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://localhost:{port}"
        _wait_for(address + health, process)
        yield Server(address, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 90) -> None:
    """Returns once `url` answers; raises if the server ends or stays silent for too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer (exit code {process.poll()})")
