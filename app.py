"""Entry point: `streamlit run app.py` finds `app` here, which serves dashboard.py."""

import os
from contextlib import suppress
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.errors import StreamlitAPIException

from ita.server import (
    KeptCompression,
    PageHeaders,
    compress_first_visit,
    health_routes,
    prepare_meanwhile,
)
from ita.server.guards import DownloadGuard, MessageGuard
from ita.ui.access.messages import is_page_message, note_refused_download, wanted_file
from ita.ui.errors import show_numbered_error
from ita.ui.store_access import can_use_store
from ita.ui.warm_up import warm_up

FRONTEND = Path(st.__file__).parent / "static"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # URLs contain the visitor's choices: not for other sites
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# The page may send requests to this server only, whatever a library tries to fetch. Inline styles,
# inline scripts and eval stay allowed because Streamlit's own page needs them. ITA_FRAME_ANCESTORS
# lists the sites that may embed the dashboard in a frame.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": os.environ.get("ITA_FRAME_ANCESTORS", "'self'"),
}
PAGE_HEADERS = {
    "Content-Security-Policy": "; ".join(
        f"{directive} {sources}" for directive, sources in POLICY.items()
    ),
}

# Until st.navigation is called for the first time, Streamlit serves the files of pages/ directly,
# so a link opened right after the start would run a page without dashboard.py. This call turns that
# off; it raises because the list is empty, but only afterwards.
with suppress(StreamlitAPIException):
    st.navigation([])


def prepare() -> None:
    """Do the work that the first visitor would wait for; first the scripts of every page."""
    compress_first_visit(FRONTEND)
    warm_up()


app = st.App(
    "dashboard.py",
    lifespan=prepare_meanwhile(prepare),
    on_script_error=show_numbered_error,
    routes=health_routes(can_use_store),
    middleware=[
        Middleware(MessageGuard, is_page_message=is_page_message),
        Middleware(DownloadGuard, wanted_file=wanted_file, note_refusal=note_refused_download),
        Middleware(KeptCompression),
        Middleware(PageHeaders, every=HEADERS, page=PAGE_HEADERS),
    ],
)
