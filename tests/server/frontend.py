"""A script of Streamlit's frontend, and requests for it."""

import re
from pathlib import Path

import streamlit

FRONTEND = Path(streamlit.__file__).parent / "static"
SCRIPT = max((FRONTEND / "static" / "js").glob("*.js"), key=lambda file: file.stat().st_size)
SCRIPT_PATH = f"/static/js/{SCRIPT.name}"
# What the page gets in addition.
ADDED = re.compile(rb'<link rel="preload" as="fetch".*(?=</head>)', re.DOTALL)
GZIP = {"Accept-Encoding": "gzip, deflate"}
