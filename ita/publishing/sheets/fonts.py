"""The packaged Thai font as a style sheet with embedded font files."""

import tomllib
from base64 import b64encode
from functools import cache
from pathlib import Path

_PROJECT = Path(__file__).parents[3]


@cache
def font_css() -> str:
    """Return an @font-face rule for each face of the pages, its woff2 file embedded as base64.

    About 60 KB of ASCII. Faces and weights are those of .streamlit/config.toml, so that pictures
    and pages use the same fonts.
    """
    config = tomllib.loads((_PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return "\n".join(_rule(face) for face in config["theme"]["fontFaces"])


def _rule(face: dict[str, str]) -> str:
    content = (_PROJECT / "static" / Path(face["url"]).name).read_bytes()
    return (
        f"@font-face{{font-family:'{face['family']}';font-weight:{face['weight']};"
        f"src:url(data:font/woff2;base64,{b64encode(content).decode()}) format('woff2')}}"
    )
