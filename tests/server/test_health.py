"""Probes of a process, connections without waiting, and links of files in messages."""

import asyncio
import socket
import sys
import time

import pytest
from starlette.requests import Request

from ita.server import health_routes, no_waiting
from ita.server.guards import _LINK
from tests.servers import Server


def accepted_nodelay() -> bool:
    """Serve on a socket bound the way Streamlit binds its own; tell whether Nagle is off."""

    async def serve() -> bool:
        heard: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        class Listener(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                connection = transport.get_extra_info("socket")
                option = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
                heard.set_result(option != 0)
                transport.close()

        bound = socket.socket(socket.AF_INET)
        bound.bind(("127.0.0.1", 0))
        async with no_waiting(None):
            loop = asyncio.get_running_loop()
            async with await loop.create_server(Listener, sock=bound):
                _, writer = await asyncio.open_connection(*bound.getsockname())
                answer = await asyncio.wait_for(heard, 10)
                writer.close()
                return answer

    return asyncio.run(serve())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows may not hand options on")
def test_connections_send_at_once() -> None:
    assert accepted_nodelay()


def test_the_loop_is_given_back_as_it_was() -> None:
    async def before_and_after() -> bool:
        loop = asyncio.get_running_loop()
        before = loop.create_server
        async with no_waiting(None):
            assert loop.create_server != before
        return loop.create_server == before

    assert asyncio.run(before_and_after())


@pytest.mark.parametrize(("path", "text"), [("/health", b"ok"), ("/ready", b"ready")])
def test_probes_are_answered(server: Server, path: str, text: bytes) -> None:
    answer = server.ask(path)
    assert (answer.status, answer.body) == (200, text)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("seconds", [0.0, 0.5])
def test_a_store_that_fails_or_hangs_makes_a_process_unready(
    seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def can_use_store() -> bool:
        time.sleep(seconds)
        return seconds > 0

    monkeypatch.setattr("ita.server.STORE_SECONDS", 0.1)
    health, ready = (route.endpoint for route in health_routes(can_use_store))
    request = Request({"type": "http"})
    answer = asyncio.run(ready(request))
    assert (answer.status_code, answer.body) == (503, b"not ready")
    assert asyncio.run(health(request)).status_code == 200


def test_the_link_of_a_file_is_noted_whatever_follows_it_in_a_message() -> None:
    number, made = "0a" * 28, "1b" * 16
    message = b"\x32\x44/media/%b.xlsx8\x01 %bf" % (number.encode(), made.encode())
    assert [address or other for address, other in _LINK.findall(message)] == [
        number.encode(),
        made.encode(),
    ]
