"""What Streamlit's page names in addition, and whether all of it is there."""

import gzip
import re
from pathlib import Path

import pytest

from ita.server.first_visit import chunks_of, early_chunks, extend_page
from tests.server.frontend import ADDED, GZIP
from tests.servers import Server

ADDRESSES = re.compile(rb'"\./((?:static|app|_stcore)/[^"]+)"')


def check_added_addresses(server: Server, base: str, page: str) -> None:
    added = ADDED.search(gzip.decompress(server.ask(f"{base}{page}", **GZIP).body))
    assert added is not None
    addresses = {address.decode() for address in ADDRESSES.findall(added[0])}
    scripts = [f"static/js/{name}." for name in ("PlotlyChart", "DataFrame", "Selectbox")]
    for kind in ("_stcore/health", "_stcore/host-config", "app/static/sarabun", *scripts):
        assert any(address.startswith(kind) for address in addresses), kind
    for address in addresses:
        answer = server.ask(f"{base}/{address}", **GZIP)
        assert answer.status == 200, address
        assert not answer.headers["content-type"].startswith("text/html"), address


@pytest.mark.parametrize("page", ["/", "/questions"])
def test_all_that_the_page_names_in_addition_is_there(server: Server, page: str) -> None:
    check_added_addresses(server, "", page)


def test_added_addresses_hold_below_a_path(below_a_path: Server) -> None:
    check_added_addresses(below_a_path, "/ita", "/questions")


def test_a_frontend_without_those_scripts_gets_no_script(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<head></head>")
    page = extend_page(b"<head></head>", tmp_path, tmp_path)
    assert b"<script" not in page
    assert b"modulepreload" not in page


def test_chunks_are_followed_through_their_imports(tmp_path: Path) -> None:
    (tmp_path / "Chart.A-1_b.js").write_text('import{a as b}from"./one.1.js";import"./two.2.js";')
    (tmp_path / "one.1.js").write_text('import{c}from"./two.2.js";import("./later.4.js");')
    (tmp_path / "two.2.js").write_text('import{t}from"./Chart.A-1_b.js";')
    (tmp_path / "other.3.js").write_text("")
    chunks = chunks_of(tmp_path, ["Chart.*.js"])
    assert chunks == ["Chart.A-1_b.js", "one.1.js", "two.2.js"]


def test_scripts_that_the_page_names_are_not_named_again(tmp_path: Path) -> None:
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    (scripts / "PlotlyChart.1.js").write_text('import"./shared.2.js";import"./own.3.js";')
    (scripts / "shared.2.js").write_text("")
    (scripts / "own.3.js").write_text("")
    (tmp_path / "index.html").write_text('<script src="./static/js/shared.2.js">')
    assert early_chunks(tmp_path) == ["PlotlyChart.1.js", "own.3.js"]
