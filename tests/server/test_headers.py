"""Headers of pages: links to what a page needs early, and what it may load."""

import gzip
import re
from pathlib import Path

import pytest

from ita.server import chunks_of, early_links
from tests.server.frontend import GZIP, SCRIPT, SCRIPT_PATH
from tests.servers import Answer, Server

WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "c29tZXRoaW5nIG9mIDE2IQ==",
    "Sec-WebSocket-Protocol": "streamlit",
}


def linked(answer: Answer) -> list[str]:
    return re.findall(r"<\./([^>]+)>", answer.headers["link"])


@pytest.mark.parametrize("page", ["/", "/questions"])
def test_page_links_to_the_charts_and_fonts(server: Server, page: str) -> None:
    paths = linked(server.ask(page, **GZIP))
    assert any("PlotlyChart" in path for path in paths)
    assert any(path.endswith(".woff2") for path in paths)
    for path in paths:
        answer = server.ask(f"/{path}", **GZIP)
        assert answer.status == 200
        assert not answer.headers["content-type"].startswith("text/html"), path


def test_links_hold_below_a_path(below_a_path: Server) -> None:
    paths = linked(below_a_path.ask("/ita/questions"))
    assert any("PlotlyChart" in path for path in paths)
    for path in paths:
        answer = below_a_path.ask(f"/ita/{path}", **GZIP)
        assert answer.status == 200
        assert not answer.headers["content-type"].startswith("text/html"), path


def test_scripts_come_compressed_below_a_path(below_a_path: Server) -> None:
    answer = below_a_path.ask(f"/ita{SCRIPT_PATH}", **GZIP)
    assert gzip.decompress(answer.body) == SCRIPT.read_bytes()


@pytest.mark.parametrize("path", [SCRIPT_PATH, "/_stcore/health", "/manifest.json"])
def test_only_pages_carry_links_and_the_policy(server: Server, path: str) -> None:
    answer = server.ask(path, **GZIP)
    assert answer.status == 200
    assert not {"link", "content-security-policy"} & set(answer.headers)
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
    added = {"link", "content-security-policy", "referrer-policy", "vary", "content-encoding"}
    assert not added & set(answer.headers)


def test_chunks_are_followed_through_their_imports(tmp_path: Path) -> None:
    (tmp_path / "Chart.A-1_b.js").write_text('import{a as b}from"./one.1.js";import"./two.2.js";')
    (tmp_path / "one.1.js").write_text('import{c}from"./two.2.js";import("./later.4.js");')
    (tmp_path / "two.2.js").write_text('import{t}from"./Chart.A-1_b.js";')
    (tmp_path / "other.3.js").write_text("")
    found = chunks_of(tmp_path, ["Chart.*.js"])
    assert found == ["Chart.A-1_b.js", "one.1.js", "two.2.js"]


def test_links_are_absent_where_nothing_matches(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html></html>")
    assert early_links(tmp_path, tmp_path) == {}


def test_scripts_that_the_page_names_are_not_linked_again(tmp_path: Path) -> None:
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    (scripts / "PlotlyChart.1.js").write_text('import"./shared.2.js";import"./own.3.js";')
    (scripts / "shared.2.js").write_text("")
    (scripts / "own.3.js").write_text("")
    (tmp_path / "index.html").write_text('<script src="./static/js/shared.2.js">')
    paths = re.findall(r"<\./static/js/([^>]+)>", early_links(tmp_path, tmp_path)["Link"])
    assert paths == ["PlotlyChart.1.js", "own.3.js"]
