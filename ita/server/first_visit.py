"""Preload tags and a script added to Streamlit's page, which make a first visit faster."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

# The frontend's scripts; their names carry a hash of the version.
CHARTS, TABLES = "PlotlyChart.*.js", "DataFrame.*.js"
# Scripts of elements that nearly every page shows.
ELEMENTS = tuple(
    f"{name}.*.js"
    for name in (
        "Checkbox",
        "Selectbox",
        "ButtonGroup",
        "Metric",
        "BidiComponent",
        "PageLink",
        "Html",
    )
)
FONTS = Path(__file__).parents[2] / "static"
_SCRIPT = Path(__file__).with_suffix(".js")
# Addresses that Streamlit's script requests before it opens its connection.
_ANSWERS = ("health", "host-config")


def chunks_of(folder: Path, patterns: Iterable[str]) -> list[str]:
    """Return the scripts in `folder` that match, then all that those import, each once.

    A pattern that matches nothing gives nothing: another Streamlit may name its scripts otherwise.
    """
    scripts = [file.name for pattern in patterns for file in sorted(folder.glob(pattern))]
    for name in scripts:  # grows while it is walked
        script = (folder / name).read_text(encoding="utf-8")
        imported = re.findall(r'(?:from|import)"\./([\w.-]+\.js)"', script)
        scripts += [other for other in dict.fromkeys(imported) if other not in scripts]
    return scripts


def early_chunks(frontend: Path) -> list[str]:
    """Return the scripts of a first visit that Streamlit's page does not name, charts first."""
    index = (frontend / "index.html").read_text(encoding="utf-8")
    chunks = chunks_of(frontend / "static" / "js", [CHARTS, *ELEMENTS])
    return [name for name in chunks if name not in index]


def extend_page(index: bytes, frontend: Path, fonts: Path = FONTS) -> bytes:
    """Return Streamlit's page with what it would load only later named in its head.

    All of it stands behind the page's own scripts, which a browser then asks for first: they
    decide when the connection to the server opens. Addresses are relative, as those of the page
    itself are, so they hold under any base address.
    """
    folder = frontend / "static" / "js"
    tags = [
        f'<link rel="preload" as="fetch" crossorigin href="./_stcore/{name}">' for name in _ANSWERS
    ]
    tags += [
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">'
        for name in early_chunks(frontend)
    ]
    tags += [
        f'<link rel="preload" as="font" type="font/woff2" crossorigin'
        f' href="./app/static/{font.name}">'
        for font in sorted(fonts.glob("*.woff2"))
    ]
    charts, tables = (next(iter(chunks_of(folder, [name])), None) for name in (CHARTS, TABLES))
    if charts and tables:
        paths = {"charts": f"./static/js/{charts}", "tables": f"./static/js/{tables}"}
        script = _SCRIPT.read_text(encoding="utf-8").replace("SCRIPTS;", f"{json.dumps(paths)};", 1)
        tags.append(f"<script>{script}</script>")
    return index.replace(b"</head>", "".join([*tags, "</head>"]).encode())
