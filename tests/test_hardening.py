"""What a visitor can send by hand: nothing of it fails another visitor, changes or shows too much."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from websockets.exceptions import ConnectionClosed

from ita.store import open_store
from tests.reading.bad import CASES
from tests.servers import Server, running
from tests.visitor import Visitor, fill_report

TOTAL = "98.14"
# What must stand on no page: a file's place, a trace, the store's address.
ROOT = re.escape(str(Path(__file__).parent.parent))
INSIDE = re.compile(rf"Traceback|{ROOT}|/home/|site-packages|\.py\b|sqlite3?:|File \"")
FLOOD = 400
BATCH = 38


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hardening")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    environment = {
        "ITA_STORE": str(folder / "ita.sqlite3"),
        "ITA_FRAME_ANCESTORS": "https://www.office.go.th",
    }
    with running(environment=environment, log=folder / "log") as started:
        yield started


@pytest.fixture
def next_visitor(server: Server) -> Iterator[None]:
    """Afterwards somebody else comes and is answered."""
    yield
    assert server.process.poll() is None
    with Visitor(server.base) as visitor:
        assert TOTAL in visitor.open().text


def log_of(folder: Path) -> str:
    return (folder / "log").read_text(encoding="utf-8", errors="replace")


# The start


def test_what_the_first_visitor_needs_is_prepared_at_the_start(
    server: Server, folder: Path
) -> None:
    # The web server passes over a start that fails, and Streamlit then says so at the first request.
    assert server.ask("/health").status == 200
    assert "lifespan hooks will be skipped" not in log_of(folder)


# Errors


def test_a_fault_shows_a_number_that_the_log_explains(caplog: pytest.LogCaptureFixture) -> None:
    def page() -> None:
        from ita.ui.errors import show_numbered_error

        assert show_numbered_error(ValueError("/srv/ita/secret.py"))

    (message,) = [each.value for each in AppTest.from_function(page).run().error]
    assert not INSIDE.search(message)
    (number,) = re.findall(r"หมายเลข (\w+)", message)
    (entry,) = [each for each in caplog.records if number in each.getMessage()]
    assert entry.exc_info is not None
    assert "/srv/ita/secret.py" in str(entry.exc_info[1])


def test_a_form_without_its_fields_saves_nothing(server: Server, folder: Path) -> None:
    with Visitor(server.base) as visitor:
        save = fill_report(visitor, "x")
        for crafted in (save[-1:], [*save[:2], save[-1]]):
            visitor.rerun(*crafted)
            assert visitor.elements_of_kind("alert")
            assert not INSIDE.search(visitor.text)
    store = open_store(folder / "ita.sqlite3")
    assert store.follow_ups().empty
    store.close()


# Messages


@pytest.mark.usefixtures("next_visitor")
def test_messages_that_no_page_sends_are_dropped(server: Server, folder: Path) -> None:
    before = log_of(folder).count("Dropped a message")
    with Visitor(server.base) as visitor:
        visitor.open()
        for name in ("clear_cache", "set_run_on_save", "load_git_info", "debug_shutdown_runtime"):
            message = BackMsg()
            setattr(message, name, True)
            visitor.socket.send(message.SerializeToString())
        message = BackMsg()
        message.backend_operation_request.install_skills.SetInParent()
        visitor.socket.send(message.SerializeToString())
        assert TOTAL in visitor.rerun().text
    assert log_of(folder).count("Dropped a message") == before + 5


def flood(visitor: Visitor) -> None:
    """Sends far more than a person could, and listens for what becomes of it."""
    beat = BackMsg()
    beat.app_heartbeat = True
    for _ in range(FLOOD):
        visitor.socket.send(beat.SerializeToString())
    while True:
        visitor.socket.recv(timeout=60)


@pytest.mark.usefixtures("next_visitor")
def test_a_flood_of_messages_is_cut_off(server: Server, folder: Path) -> None:
    with Visitor(server.base) as visitor:
        visitor.open()
        with pytest.raises(ConnectionClosed):
            flood(visitor)
    assert "too many messages" in log_of(folder)


@pytest.mark.usefixtures("next_visitor")
@pytest.mark.parametrize("data", [b"\xff" * 50, b"\x00", b"\x0a\xff\xff\xff\xff\x0f"])
def test_bytes_that_are_no_message_end_only_their_own_visit(server: Server, data: bytes) -> None:
    with Visitor(server.base) as visitor:
        visitor.open()
        visitor.socket.send(data)


def nonsense(identity: str) -> list[WidgetState]:
    """Values of each kind that no widget of a page has."""
    states = [
        WidgetState(id=identity, string_value="../../etc/passwd\x00<script>" + "ก" * 20_000),
        WidgetState(id=identity, int_value=-(2**62)),
        WidgetState(id=identity, double_value=float("nan")),
        WidgetState(id=identity, json_value='{"selection": {"rows": [999999], "columns": 7}}'),
        WidgetState(id=identity, bool_value=True),
        WidgetState(id=identity, trigger_value=True),
        WidgetState(id=identity, bytes_value=b"\x80"),
    ]
    several = WidgetState(id=identity)
    several.string_array_value.data.extend(["nothing", ""])
    return [*states, several]


@pytest.mark.usefixtures("next_visitor")
@pytest.mark.parametrize("page", ["", "what_if", "measures"])
def test_values_that_no_widget_has(server: Server, folder: Path, page: str) -> None:
    with Visitor(server.base) as visitor:
        visitor.open(page)
        identities = [
            element.id
            for kind in ("checkbox", "selectbox", "button_group", "text_input", "multiselect")
            for element in visitor.elements_of_kind(kind)
        ]
        assert identities
        for number in range(len(nonsense(""))):
            visitor.states = {}
            visitor.rerun(*(nonsense(identity)[number] for identity in identities))
            assert not INSIDE.search(visitor.text)
    store = open_store(folder / "ita.sqlite3")
    assert store.follow_ups().empty
    assert not store.files("scores")
    store.close()


QUERIES = (
    "data=../../etc/passwd",
    "data=%00&plan=%00&measure=%00&section=%00&on=9999-99-99",
    "data=" + "ก" * 5000,
    "&".join(f"x{number}=1" for number in range(2000)),
    "data=' OR 1=1 --&question=<script>alert(1)</script>",
    "scenario=" + "9" * 400,
)


@pytest.mark.usefixtures("next_visitor")
@pytest.mark.parametrize("page", ["", "measures", "what_if"])
def test_addresses_that_no_page_gives(server: Server, page: str) -> None:
    with Visitor(server.base) as visitor:
        for query in QUERIES:
            assert not INSIDE.search(visitor.open(page, query).text)
            assert "alert(1)" not in "".join(each.body for each in visitor.elements_of_kind("html"))


# Requests


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../.streamlit/secrets.toml",
        "/app/static/%2e%2e/.streamlit/config.toml",
        "/app/static/..%2f..%2fetc/passwd",
        "/static/../../../../etc/passwd",
        "/media/../../etc/passwd",
        "/component/../../etc/passwd",
        "/_stcore/upload_file/../../x",
        "//etc/passwd",
        "/%00",
    ],
)
def test_paths_lead_to_no_file_of_the_machine(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert b"root:" not in answer.body
    assert b"[server]" not in answer.body
    assert not INSIDE.search(answer.body.decode("utf-8", "replace"))


def test_every_answer_has_the_headers(server: Server) -> None:
    page = server.ask("/")
    policy = page.headers["content-security-policy"]
    assert "frame-ancestors https://www.office.go.th" in policy
    assert "default-src 'self'" in policy
    for answer in (page, server.ask("/health"), server.ask("/nothing.js")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "camera=()" in answer.headers["permissions-policy"]


def test_another_site_opens_no_websocket(server: Server) -> None:
    answer = server.ask(
        "/_stcore/stream",
        **{
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "c29tZXRoaW5nIG9mIDE2IQ==",
            "Origin": "https://elsewhere.example",
        },
    )
    assert answer.status == 403


# Uploads


def test_nobody_uploads_into_another_visit(server: Server) -> None:
    with Visitor(server.base) as visitor, Visitor(server.base) as other:
        visitor.open("data")
        other.open("data")
        path = f"/_stcore/upload_file/{other.session}/1"
        # Without the token of a page of ours, as a page of another site would send it.
        assert visitor.client.put(path, files={"f": b"x"}).status_code == 403
        gone = "/_stcore/upload_file/00000000-0000-0000-0000-000000000000/1"
        assert visitor.put(gone, b"x").status_code == 400
        assert other.states == {}


@pytest.mark.usefixtures("next_visitor")
def test_an_upload_over_the_limit_is_refused(server: Server) -> None:
    with Visitor(server.base) as visitor:
        visitor.open("data")
        path = f"/_stcore/upload_file/{visitor.session}/1"
        assert visitor.put(path, b"\x00" * (51 * 1024**2)).status_code == 413


@pytest.mark.usefixtures("next_visitor")
@pytest.mark.parametrize("first", range(0, len(CASES), BATCH))
def test_the_bad_files_leave_the_server_to_the_next_visitor(server: Server, first: int) -> None:
    cases = CASES[first : first + BATCH]
    with Visitor(server.base) as visitor:
        visitor.open("data")
        visitor.upload("files-0", [(case.file, case.build()) for case in cases])
        assert not INSIDE.search(visitor.text)
        assert "หมายเลข" not in "".join(each.body for each in visitor.elements_of_kind("alert"))
