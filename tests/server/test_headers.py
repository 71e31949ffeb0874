"""Headers of pages: links to what a page needs early, and what it may load."""

import gzip

import pytest

from tests.server.frontend import GZIP, SCRIPT, SCRIPT_PATH
from tests.servers import Server

WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "c29tZXRoaW5nIG9mIDE2IQ==",
    "Sec-WebSocket-Protocol": "streamlit",
}


def test_scripts_come_compressed_below_a_path(below_a_path: Server) -> None:
    answer = below_a_path.ask(f"/ita{SCRIPT_PATH}", **GZIP)
    assert gzip.decompress(answer.body) == SCRIPT.read_bytes()


@pytest.mark.parametrize("path", [SCRIPT_PATH, "/_stcore/health", "/manifest.json"])
def test_only_pages_carry_the_policy(server: Server, path: str) -> None:
    answer = server.ask(path, **GZIP)
    assert answer.status == 200
    assert "content-security-policy" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_page_may_ask_no_other_machine(server: Server) -> None:
    policy = server.ask("/").headers["content-security-policy"]
    sources = {what: whence for what, *whence in map(str.split, policy.split(";"))}
    assert sources["default-src"] == ["'self'"]
    local = {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"}
    assert all(set(whence) <= local for whence in sources.values())


def test_websocket_opens_and_carries_none_of_it(server: Server) -> None:
    answer = server.ask("/_stcore/stream", **WEBSOCKET)
    assert answer.status == 101
    added = {"content-security-policy", "referrer-policy", "vary", "content-encoding"}
    assert not added & set(answer.headers)
