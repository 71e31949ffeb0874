"""Answers to the web server's questions: which messages a page sends, whose file it is."""

import json
import logging
from collections.abc import Mapping
from contextlib import suppress

from google.protobuf.message import DecodeError
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from ita.domain.access import ROLES, Access
from ita.store import StoreError
from ita.ui.access.person import is_sign_in_on
from ita.ui.store_access import system_store

logger = logging.getLogger(__name__)

# The others empty the caches of all visitors, ask for the program's repository, write into its folder,
# or serve those who develop Streamlit itself.
_PAGE_MESSAGES = {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"}
_PAGE_OPERATIONS = {"deferred_file", "dataframe_chunk"}


def is_page_message(data: bytes) -> bool:
    """Return whether our pages send such a message; malformed ones are left to Streamlit."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return True
    operation = message.backend_operation_request.WhichOneof("payload")
    return message.WhichOneof("type") in _PAGE_MESSAGES or operation in _PAGE_OPERATIONS


def wanted_file(data: bytes) -> str:
    """Return the id of the file that a message asks to make, "" if it asks for none."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return ""
    return message.backend_operation_request.deferred_file.file_id


def note_refused_download(cookies: Mapping[str, str], wanted: str) -> None:
    """Record that a signed-in person asked for a file that no page has offered to them."""
    if not is_sign_in_on():
        logger.warning("Refused a file that no page has offered: %s", wanted)
        return
    email = _email(cookies)
    nobody = Access(email or "?", email, dict.fromkeys(ROLES, frozenset()))
    with suppress(StoreError):
        system_store().for_person(nobody).record("download", wanted, is_allowed=False)


def _email(cookies: Mapping[str, str]) -> str:
    """Return the address in the signed cookie of a signed-in person, "" without one."""

    def read_cookie(name: str) -> bytes | None:
        value = cookies.get(name)
        signed = value.encode("latin-1", "ignore") if value else None
        return decode_signed_value(get_cookie_secret(), name, signed) if signed else None

    with suppress(ValueError):
        claims = json.loads(get_cookie_with_chunks(read_cookie, "_streamlit_user") or b"{}")
        return str(claims.get("email", ""))
    return ""
