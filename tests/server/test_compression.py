"""Files of the frontend as a browser asks for them: compressed, whole, in parts, from a cache."""

import asyncio
import gzip
import re
import threading
from pathlib import Path

import brotli
import pytest
from starlette.staticfiles import StaticFiles

from ita.server import (
    KeptCompression,
    coding_for,
    compress_first_visit,
    compressed,
    prepare_meanwhile,
)
from tests.server.frontend import ADDED, FRONTEND, GZIP, SCRIPT, SCRIPT_PATH
from tests.servers import Server


def test_script_comes_compressed_to_whoever_takes_gzip(server: Server) -> None:
    answer = server.ask(SCRIPT_PATH, **GZIP)
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert "immutable" in answer.headers["cache-control"]
    assert int(answer.headers["content-length"]) == len(answer.body) < SCRIPT.stat().st_size / 2
    assert gzip.decompress(answer.body) == SCRIPT.read_bytes()


@pytest.mark.parametrize("wish", [{}, {"Accept-Encoding": "zstd"}, {"Accept-Encoding": "gzip;q=0"}])
def test_script_comes_as_it_is_to_others(server: Server, wish: dict[str, str]) -> None:
    answer = server.ask(SCRIPT_PATH, **wish)
    assert "content-encoding" not in answer.headers
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert answer.body == SCRIPT.read_bytes()


def test_every_script_and_style_of_the_page_comes_compressed_and_whole(server: Server) -> None:
    index = (FRONTEND / "index.html").read_text(encoding="utf-8")
    paths = re.findall(r'"\./(static/[^"]+\.(?:js|css))"', index)
    assert len(paths) > 10
    for path in paths:
        answer = server.ask(f"/{path}", **GZIP)
        assert gzip.decompress(answer.body) == (FRONTEND / path).read_bytes(), path


def test_font_is_not_compressed_again(server: Server) -> None:
    font = next((FRONTEND / "static" / "media").glob("*.woff2"))
    answer = server.ask(f"/static/media/{font.name}", **GZIP)
    assert "content-encoding" not in answer.headers
    assert answer.body == font.read_bytes()


@pytest.mark.parametrize("wish", [GZIP, {}])
def test_head_tells_what_get_would_send(server: Server, wish: dict[str, str]) -> None:
    head = server.ask(SCRIPT_PATH, "HEAD", **wish)
    sent = server.ask(SCRIPT_PATH, **wish)
    assert head.body == b""
    for name in ("content-length", "etag", "vary", "cache-control", "content-type"):
        assert head.headers[name] == sent.headers[name]
    assert head.headers.get("content-encoding") == sent.headers.get("content-encoding")


def test_head_sends_no_body_whatever_server_there_is(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("a = 1;" * 100)
    headers = [(b"accept-encoding", b"gzip")]
    scope = {"type": "http", "method": "HEAD", "path": "/a.js", "headers": headers}
    sent: list[dict] = []

    async def receive() -> dict:
        return {"type": "http.request", "body": b""}

    async def send(message: dict) -> None:
        sent.append(message)

    asyncio.run(KeptCompression(StaticFiles(directory=tmp_path))(scope, receive, send))
    assert dict(sent[0]["headers"])[b"content-encoding"] == b"gzip"
    assert [message["body"] for message in sent[1:]] == [b""]


def test_range_is_of_the_uncompressed_file(server: Server) -> None:
    answer = server.ask(SCRIPT_PATH, Range="bytes=100-199", **GZIP)
    assert answer.status == 206
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-range"] == f"bytes 100-199/{SCRIPT.stat().st_size}"
    assert answer.body == SCRIPT.read_bytes()[100:200]


def test_range_does_not_continue_a_compressed_file(server: Server) -> None:
    etag = server.ask(SCRIPT_PATH, **GZIP).headers["etag"]
    answer = server.ask(SCRIPT_PATH, Range="bytes=100-199", **{"If-Range": etag}, **GZIP)
    assert answer.status == 200
    assert gzip.decompress(answer.body) == SCRIPT.read_bytes()


@pytest.mark.parametrize("wish", [GZIP, {}])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_known_etag_is_answered_without_a_body(
    server: Server, wish: dict[str, str], method: str
) -> None:
    etag = server.ask(SCRIPT_PATH, **wish).headers["etag"]
    answer = server.ask(SCRIPT_PATH, method, **{"If-None-Match": etag}, **wish)
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == etag
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert "content-encoding" not in answer.headers


def test_other_etag_is_answered_in_full(server: Server) -> None:
    answer = server.ask(SCRIPT_PATH, **{"If-None-Match": '"another"'}, **GZIP)
    assert gzip.decompress(answer.body) == SCRIPT.read_bytes()


def test_the_two_forms_do_not_share_a_strong_etag(server: Server) -> None:
    plain, packed = server.ask(SCRIPT_PATH), server.ask(SCRIPT_PATH, **GZIP)
    assert packed.headers["etag"] == f"W/{plain.headers['etag']}"


@pytest.mark.parametrize("page", ["/", "/questions"])
def test_page_is_whole_in_both_forms(server: Server, page: str) -> None:
    index = (FRONTEND / "index.html").read_bytes()
    packed = server.ask(page, **GZIP)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["cache-control"] == "no-cache"
    assert ADDED.sub(b"", gzip.decompress(packed.body)) == index
    assert server.ask(page).body == index


def test_unknown_script_is_the_page_and_is_not_kept(server: Server) -> None:
    answer = server.ask("/static/js/none.js", **GZIP)
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"
    index = (FRONTEND / "index.html").read_bytes()
    assert ADDED.sub(b"", gzip.decompress(answer.body)) == index


@pytest.mark.parametrize("path", ["/app/static/none.js", "/_stcore/agent/none.js"])
def test_unknown_path_stays_unknown(server: Server, path: str) -> None:
    answer = server.ask(path, **GZIP)
    assert answer.status == 404
    assert "content-security-policy" not in answer.headers


@pytest.mark.parametrize("path", ["/static/js/../../../../__init__.py", "//static/js/x.js"])
def test_no_way_out_of_the_folder(server: Server, path: str) -> None:
    assert server.ask(path, **GZIP).status == 400


def test_scripts_cannot_be_posted_to(server: Server) -> None:
    assert server.ask(SCRIPT_PATH, "POST", **GZIP, **{"Content-Length": "0"}).status == 405


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("br, GZIP", True),
        ("gzip;q=0.5", True),
        ("gzip; q=0", False),
        ("gzip;q=0.000", False),
        ("*", True),
        ("*;q=0", False),
        ("gzip, *;q=0", True),
        ("gzip;q=0, br;q=0, *", False),
        ("x-gzip", False),
        ("identity", False),
        ("gzip;q=.", True),
        ("gzip;q=1.2.3", True),
        (";;,=, q=", False),
        ("", False),
    ],
)
def test_accept_encoding_is_read(header: str, accepted: bool) -> None:
    assert (coding_for(header) is not None) is accepted


def test_a_file_is_compressed_once_for_each_state(tmp_path: Path) -> None:
    file = tmp_path / "a.js"
    file.write_bytes(b"first")
    first = compressed(str(file), 1, "gzip")
    file.write_bytes(b"second")
    assert compressed(str(file), 1, "gzip") is first
    assert gzip.decompress(compressed(str(file), 2, "gzip")) == b"second"


def test_what_was_compressed_before_the_first_visit_is_what_it_asks_for(tmp_path: Path) -> None:
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    (tmp_path / "index.html").write_text('<script src="./static/js/main.js"></script>')
    (scripts / "main.js").write_text("a = 1;")
    (scripts / "PlotlyChart.x.js").write_text('import"./part.js"')
    (scripts / "part.js").write_text("b = 1;")
    compress_first_visit(tmp_path)
    before = compressed.cache_info().misses

    async def receive() -> dict:
        return {"type": "http.request", "body": b""}

    async def send(message: dict) -> None:
        pass

    app = KeptCompression(StaticFiles(directory=tmp_path, html=True))
    for path in ("/", "/static/js/main.js", "/static/js/PlotlyChart.x.js", "/static/js/part.js"):
        headers = [(b"accept-encoding", b"gzip, br")]
        scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
        asyncio.run(app(scope, receive, send))
    assert compressed.cache_info().misses == before


def test_a_server_prepares_while_it_already_answers() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def prepare() -> None:
        begun.set()
        may_end.wait(5)

    async def start() -> None:
        async with prepare_meanwhile(prepare)(None):
            assert await asyncio.to_thread(begun.wait, 5)
            may_end.set()

    asyncio.run(start())


@pytest.mark.parametrize(
    ("header", "coding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip, br;q=0", "gzip"), ("deflate", None), ("*", "br")],
)
def test_the_best_coding_that_is_taken(header: str, coding: str | None) -> None:
    assert coding_for(header) == coding


def test_brotli_for_whoever_takes_it(server: Server) -> None:
    answer = server.ask(SCRIPT_PATH, **{"Accept-Encoding": "gzip, br"})
    assert answer.headers["content-encoding"] == "br"
    assert brotli.decompress(answer.body) == SCRIPT.read_bytes()
