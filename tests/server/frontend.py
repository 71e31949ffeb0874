"""A script of Streamlit's frontend, and requests for it."""

import re
from pathlib import Path

import streamlit

FRONTEND = Path(streamlit.__file__).parent / "static"
SCRIPT = max((FRONTEND / "static" / "js").glob("*.js"), key=lambda file: file.stat().st_size)
SCRIPT_PATH = f"/static/js/{SCRIPT.name}"
EARLY = re.compile(rb'<script type="module" async src="\./([^"]+)"></script>')
GZIP = {"Accept-Encoding": "gzip, deflate"}
