"""Two processes behind nginx with one PostgreSQL: what one writes the other shows, and one may die."""

import os
import shutil
import signal
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import create_engine, make_url, text
from websockets.exceptions import WebSocketException

from ita.store import open_store
from tests.servers import ROOT, Server, free_port, running
from tests.visitor import Visitor, report

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CONFIGURATION = ROOT / "deploy" / "nginx.conf"


@pytest.fixture(scope="module")
def address(postgres: str) -> str:
    """A database of its own for this module."""
    server = make_url(postgres).set(drivername="postgresql+psycopg")
    name = f"ita_{uuid.uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.set(drivername="postgresql", database=name).render_as_string(False)


@pytest.fixture(scope="module")
def processes(address: str) -> Iterator[list[Server]]:
    """Two dashboards with one store."""
    environment = {"ITA_STORE": address}
    with running(environment=environment) as first, running(environment=environment) as second:
        yield [first, second]


@pytest.fixture(scope="module")
def proxy(processes: list[Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx with the configuration that is given out."""
    if NGINX is None:
        reason = "nginx is not installed (Debian: apt-get install nginx-light)"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    with nginx(processes, tmp_path_factory.mktemp("nginx")) as base:
        yield base


@contextmanager
def nginx(processes: list[Server], folder: Path) -> Iterator[str]:
    port = free_port()
    configuration = CONFIGURATION.read_text(encoding="utf-8")
    configuration = configuration.replace("listen 8080;", f"listen 127.0.0.1:{port};")
    for number, process in enumerate(processes, 1):
        configuration = configuration.replace(
            f"dashboard{number}:8501", f"127.0.0.1:{process.port}"
        )
    assert configuration.count("127.0.0.1:") == 3
    logs = f"pid {folder}/pid;\ndaemon off;\nerror_log {folder}/error.log;\n"
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = configuration.replace(
        "http {\n", f"http {{\naccess_log {folder}/access.log;\n{temporary}", 1
    )
    path = folder / "nginx.conf"
    path.write_text(logs + configuration, encoding="utf-8")
    started = subprocess.Popen([str(NGINX), "-c", str(path), "-p", str(folder)])
    try:
        for _ in range(100):
            with suppress(httpx2.HTTPError):
                httpx2.get(f"http://localhost:{port}/")
                break
            time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        started.terminate()
        started.wait(20)


def notes(address: str) -> set[str]:
    store = open_store(address)
    try:
        return set(store.follow_ups()["note"])
    finally:
        store.close()


def test_what_one_process_writes_the_other_shows(processes: list[Server]) -> None:
    with Visitor(processes[0].base) as writer, Visitor(processes[1].base) as reader:
        reader.open("measures", "section=work")
        assert report(writer, "เขียนผ่านเครื่องที่หนึ่ง")
        assert "เขียนผ่านเครื่องที่หนึ่ง" in reader.rerun().text


def test_a_browser_stays_with_its_process(proxy: str) -> None:
    with httpx2.Client(base_url=proxy) as client:
        first = client.get("/")
        assert "ita_process=" in first.headers["set-cookie"]
        assert "set-cookie" not in client.get("/").headers
        xsrf = {client.get("/_stcore/host-config").status_code for _ in range(5)}
        assert xsrf == {200}


@pytest.mark.parametrize("path", ["/ready", "/health", "/_stcore/metrics"])
def test_probes_and_counts_are_for_the_machine_itself(path: str) -> None:
    block = CONFIGURATION.read_text(encoding="utf-8").partition("location ~ ^/(")[2]
    names, _, rules = block.partition(")$ {")
    assert path.removeprefix("/") in names.split("|")
    assert rules.split()[:4] == ["allow", "127.0.0.1;", "deny", "all;"]


def write_through(base: str, name: str, stop: threading.Event, confirmed: list[str]) -> None:
    """Reports through the proxy again and again, as a browser that connects anew when cut off."""
    count, cookies = 0, httpx2.Cookies()
    while not stop.is_set():
        with (
            suppress(OSError, httpx2.HTTPError, WebSocketException),
            Visitor(base, cookies) as visitor,
        ):
            cookies = visitor.client.cookies
            while not stop.is_set():
                count += 1
                if report(visitor, f"{name} {count}"):
                    confirmed.append(f"{name} {count}")


def test_a_process_that_is_killed_loses_nothing_confirmed(
    proxy: str, processes: list[Server], address: str
) -> None:
    stop = threading.Event()
    confirmed: dict[str, list[str]] = {f"ผู้เขียน {n}": [] for n in range(2)}
    writers = [
        threading.Thread(target=write_through, args=(proxy, name, stop, notes_of_writer))
        for name, notes_of_writer in confirmed.items()
    ]
    for writer in writers:
        writer.start()
    try:
        wait_until(lambda: all(confirmed.values()))
        before = {name: len(notes_of_writer) for name, notes_of_writer in confirmed.items()}
        killed = processes[0].process
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait(20)
        # Everybody goes on, those too whose visit was in the process that is gone.
        wait_until(
            lambda: all(
                len(notes_of_writer) > before[name] for name, notes_of_writer in confirmed.items()
            )
        )
    finally:
        stop.set()
        for writer in writers:
            writer.join(60)
    assert {note for notes_of_writer in confirmed.values() for note in notes_of_writer} <= notes(
        address
    )


def wait_until(is_true, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.05)
