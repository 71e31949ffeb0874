"""A visitor without a browser: speaks with a running server over its websocket, as a page does.

What a browser would never send can be sent too: values of widgets that the page does not show,
buttons of other pages, any query.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import httpx2
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from ita.language import Words

WORDS = Words("th")
RERUN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
XSRF = "_streamlit_xsrf"


class Visitor:
    """One visit; `elements` are those of the last run, by their place, widgets with their states."""

    def __init__(self, base: str, cookies: httpx2.Cookies | None = None) -> None:
        """`base` is the address of the server, http://localhost:8501."""
        self.base, self.client = base, httpx2.Client(base_url=base, cookies=cookies)
        # The page's own first questions, which give the token that the websocket asks for.
        self.client.get("/_stcore/host-config")
        self.client.get("/_stcore/health")
        self.client.get("/")
        self.elements: dict[tuple[int, ...], Any] = {}
        self.states: dict[str, WidgetState] = {}
        self.page = self.query = ""
        self.session = ""
        self.sign_in_at = ""
        self._connect()

    def _connect(self) -> None:
        token = self.client.cookies.get(XSRF, "")
        subprotocols = [Subprotocol(each) for each in ("streamlit", token, self.session) if each]
        cookie = "; ".join(f"{each.name}={each.value}" for each in self.client.cookies.jar)
        self.socket: ClientConnection = connect(
            self.base.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=subprotocols,
            origin=self.base,  # type: ignore[arg-type]
            additional_headers={"Cookie": cookie},
            max_size=None,
            open_timeout=20,
            legacy=True,  # not a context manager of its own: the visitor is one
        )

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()
        self.client.close()

    def sign_in(self) -> "Visitor":
        """Presses the button, goes to the provider and back, and connects anew as a browser does."""
        self.open().press(self.widget("sign-in-default"))
        self.client.get(self.sign_in_at, follow_redirects=True)
        self.socket.close()
        self.session = ""
        self._connect()
        return self

    def open(self, page: str = "", query: str = "") -> "Visitor":
        """Goes to a page by its address, as a link does."""
        message = BackMsg()
        message.rerun_script.query_string = self.query = query
        message.rerun_script.page_name = page
        self.states = {}
        return self.send(message)

    def rerun(self, *states: WidgetState) -> "Visitor":
        """Runs the page again with some values of widgets, whether it shows them or not."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.page
        for state in states:
            self.states[state.id] = state
        message.rerun_script.widget_states.widgets.extend(self.states.values())
        # A button is pressed once.
        self.states = {key: state for key, state in self.states.items() if not is_trigger(state)}
        return self.send(message)

    def press(self, identity: str) -> "Visitor":
        """Presses a button by the identity that the page gave it."""
        return self.rerun(WidgetState(id=identity, trigger_value=True))

    def put(self, path: str, content: bytes) -> httpx2.Response:
        """Uploads a file to an address, with the token that a page of ours has."""
        token = {"X-Xsrftoken": self.client.cookies.get(XSRF, "")}
        return self.client.put(path, files={"file": ("file", content)}, headers=token, timeout=60)

    def upload(self, key: str, files: Sequence[tuple[str, bytes]]) -> "Visitor":
        """Uploads files, by name, with the uploader of a key and runs the page with them."""
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.session_id = self.session
        message.file_urls_request.file_names.extend(name for name, _ in files)
        self.socket.send(message.SerializeToString())
        answer = self._next(60)
        while answer.WhichOneof("type") != "file_urls_response":
            answer = self._next(60)
        state = WidgetState(id=self.widget(key))
        urls = answer.file_urls_response.file_urls
        for (name, content), url in zip(files, urls, strict=True):
            self.put(url.upload_url, content).raise_for_status()
            info = state.file_uploader_state_value.uploaded_file_info.add()
            info.name, info.size, info.file_id = name, len(content), url.file_id
            info.file_urls.CopyFrom(url)
        return self.rerun(state)

    def fetch_link(self, number: str, seconds: float = 3) -> str:
        """The address of a file that a click makes, by the number of its button; "" where none comes."""
        message = BackMsg()
        message.backend_operation_request.request_id = number
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = number
        self.socket.send(message.SerializeToString())
        with suppress(TimeoutError):
            while True:
                answer = self._next(seconds)
                if answer.WhichOneof("type") == "backend_operation_response":
                    return answer.backend_operation_response.deferred_file.url
        return ""

    def send(self, message: BackMsg) -> "Visitor":
        """Sends a message and takes in what the server says until the script has finished."""
        self.elements = {}
        self.socket.send(message.SerializeToString())
        return self.receive()

    def receive(self, seconds: float = 60) -> "Visitor":
        """Takes in a run of the page."""
        while True:
            answer = self._next(seconds)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.session = answer.new_session.initialize.session_id or self.session
            elif kind == "navigation":
                self.page = answer.navigation.page_script_hash
            elif kind == "delta":
                path = tuple(answer.metadata.delta_path)
                self.elements[path] = answer.delta
            elif kind == "auth_redirect":
                self.sign_in_at = answer.auth_redirect.url
            elif kind == "script_finished" and answer.script_finished != RERUN:
                return self

    def _next(self, seconds: float) -> ForwardMsg:
        data = self.socket.recv(timeout=seconds)
        answer = ForwardMsg()
        answer.ParseFromString(data if isinstance(data, bytes) else data.encode())
        return answer

    def elements_of_kind(self, kind: str) -> list[Any]:
        """The elements of a kind, in their order: "markdown", "button", "alert" …"""
        in_order = [self.elements[path] for path in sorted(self.elements)]
        return [
            getattr(delta.new_element, kind)
            for delta in in_order
            if delta.WhichOneof("type") == "new_element"
            and delta.new_element.WhichOneof("type") == kind
        ]

    def has_widget(self, key: str) -> bool:
        """Whether the page shows a widget with a key."""
        with suppress(KeyError):
            return bool(self.widget(key))
        return False

    def widget(self, key: str, *, is_whole: bool = True) -> str:
        """The identity of the widget with a key, or with a key that begins so."""
        for delta in self.elements.values():
            if delta.WhichOneof("type") != "new_element":
                continue
            element = getattr(delta.new_element, delta.new_element.WhichOneof("type"))
            identity = getattr(element, "id", "")
            of_user = identity.split("-", 2)[-1] if isinstance(identity, str) else ""
            if of_user == key or (not is_whole and of_user.startswith(key)):
                return str(identity)
        raise KeyError(key)

    @property
    def text(self) -> str:
        """Everything the page said, as one text."""
        return "\n".join(str(delta) for delta in self.elements.values())


def report(visitor: Visitor, note: str, who: str = "นาง ก") -> bool:
    """Reports on the measure that the measures page opens on; whether the page says it is saved."""
    visitor.rerun(*fill_report(visitor, note, who))
    saved = WORDS("follow_up.saved", count="1", at="|").split("|")[0]
    return any(alert.body.startswith(saved) for alert in visitor.elements_of_kind("alert"))


def fill_report(visitor: Visitor, note: str, who: str = "นาง ก") -> list[WidgetState]:
    """What a browser would send to save a report on that measure."""
    visitor.open("measures", "section=work")
    save = visitor.widget("FormSubmitter:one-", is_whole=False)
    form = save.rpartition("FormSubmitter:")[2].rpartition("-")[0]
    status = WidgetState(id=visitor.widget(f"{form}-status"))
    status.string_array_value.data.append(WORDS("measure_states.done"))
    # A browser sends blank fields too.
    typed = [
        status,
        WidgetState(id=visitor.widget(f"{form}-note"), string_value=note),
        WidgetState(id=visitor.widget(f"{form}-link"), string_value=""),
        WidgetState(id=visitor.widget(f"{form}-percent")),
    ]
    if visitor.has_widget("reporter"):
        typed.append(WidgetState(id=visitor.widget("reporter"), string_value=who))
    return [*typed, WidgetState(id=save, trigger_value=True)]


def is_trigger(state: WidgetState) -> bool:
    """Whether a state is the press of a button."""
    return state.WhichOneof("value") in ("trigger_value", "string_trigger_value")
