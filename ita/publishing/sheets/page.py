"""Contents and charts rendered as one self-contained HTML document of one or more sheets."""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import unescape
from math import floor
from pathlib import Path
from typing import Any

import plotly
import plotly.graph_objects as go
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ita.charts.palette import BANDS, FONT, LIGHT, PATTERNS, SYMBOLS, Band, Look, state_colour
from ita.language import MISSING, Words
from ita.publishing.content.listing import Listing
from ita.publishing.content.model import (
    Agencies,
    BestPractice,
    Content,
    Head,
    Month,
    Result,
    Scored,
    Tasks,
    Weakest,
    WhatIf,
    Years,
)
from ita.publishing.sheets.fonts import font_css
from ita.publishing.sheets.logo import Logo
from ita.publishing.sheets.sizes import Size
from ita.thai.text import line_pieces

_TEMPLATES = Path(__file__).parent / "templates"
_PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_KINDS = {
    Result: "result",
    Weakest: "weakest",
    Tasks: "tasks",
    Month: "month",
    Years: "years",
    Agencies: "agencies",
    BestPractice: "best",
    WhatIf: "what_if",
    Listing: "listing",
}

# Font size and minimum width of a chart in its own pixels, and the minimum font size on a sheet
# in units of the sheet's size.
_LETTERS, _NARROWEST, _READABLE = 14, 374, 0.6
# Minimum height of head and foot together on a chart's sheet, in units.
_HEAD_AND_FOOT = 5
# Height of a chart's source line below its axis, in pixels.
_SOURCE_LINE = 26


@dataclass(frozen=True)
class Style:
    """How a sheet is drawn: its size, words, colours and logo."""

    size: Size
    words: Words
    look: Look = LIGHT
    logo: Logo | None = None


@dataclass(frozen=True)
class Page:
    """Sheets of one size as an HTML document; their number is known only once it is drawn.

    `drawing_html` is for a local browser: if it needs Plotly, it links to a file of this machine.
    """

    drawing_html: str
    size: Size

    @property
    def html(self) -> str:
        """The self-contained document; about 5 MB if it includes Plotly."""
        if _LINKED.tag not in self.drawing_html:
            return self.drawing_html
        inline = _inline_plotly()
        return self.drawing_html.replace(_LINKED.tag, inline.tag, 1).replace(
            _LINKED.policy, inline.policy, 1
        )


@dataclass(frozen=True)
class _Plotly:
    """The script tag that loads Plotly, and the content security policy that allows it."""

    tag: str
    policy: str


def _digest(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


_SCRIPT = (_TEMPLATES / "sheet.js").read_text(encoding="utf-8")


def _policy(*scripts: str) -> str:
    """Return a content security policy that allows only our script, `scripts` and inline data."""
    return (
        f"default-src 'none'; script-src {' '.join((_digest(_SCRIPT), *scripts))}; "
        "style-src 'unsafe-inline'; font-src data:; img-src data:"
    )


_LINKED = _Plotly(f'<script src="{_PLOTLY.as_uri()}"></script>', _policy("file:"))


@cache
def _inline_plotly() -> _Plotly:
    source = _PLOTLY.read_text(encoding="utf-8")
    return _Plotly(f"<script>{source}</script>", _policy(_digest(source)))


def composition_page(content: Content | Listing, style: Style) -> Page:
    """Return a composition on as many sheets as its rows need; a listing has one sheet."""
    kind = _KINDS[type(content)]
    html = _rendered(kind, content.head, style, content=content)
    return Page(html, style.size)


def chart_page(figure: go.Figure, head: Head, style: Style) -> Page | None:
    """Return a chart on a sheet; None if its text would be too small to read.

    `head` replaces the chart's own title and source line; `figure` itself is not changed.
    """
    layout = figure.to_plotly_json()["layout"]
    height = layout["height"] - layout["margin"]["t"] - _SOURCE_LINE
    below = layout["margin"]["b"] - _SOURCE_LINE
    bare = go.Figure(figure)
    bare.update_layout(title_text=None, annotations=[], margin_t=0, margin_b=below)
    room = style.size.height - _HEAD_AND_FOOT * style.size.unit
    if _LETTERS * room / height < _READABLE * style.size.unit:
        return None
    html = _rendered(
        "chart",
        head,
        style,
        plotly=Markup(_LINKED.tag),
        policy=Markup(_LINKED.policy),
        figure=Markup(bare.to_json().replace("<", "\\u003c")),
        figure_height=height,
        figure_width=_NARROWEST,
    )
    return Page(html, style.size)


def camera(figure: go.Figure, size: Size) -> dict[str, float]:
    """Return options of Plotly's camera button so that its png has the pixels of a size."""
    height = figure.to_plotly_json()["layout"]["height"]
    zoom = min(size.height / height, size.width / _NARROWEST) * size.scale
    # Slightly more, since the browser rounds down to whole pixels.
    width, height = ((pixels + 0.001) / zoom for pixels in size.pixels)
    return {"width": width, "height": height, "scale": zoom}


def chart_head(figure: go.Figure, made: str) -> Head:
    """Return a sheet head with a chart's title, and its source line followed by `made`."""
    layout = figure.to_plotly_json()["layout"]
    title = unescape(re.sub("</?b>", "", layout["title"]["text"]))
    return Head("", title, "", f"{unescape(layout['annotations'][0]['text'])} · {made}")


def scale_start(scores: Iterable[float]) -> int:
    """Return the start of the scale for these scores: a multiple of ten below all, at least 0."""
    return max(0, floor((min(scores, default=100) - 1) / 10) * 10)


def breakable(text: str) -> Markup:
    """Return a text as HTML in which lines break only between the pieces that BudouX finds.

    Every piece is an inline box, since browsers break Thai by their own dictionary even if CSS
    asks them to keep words whole.
    """
    pieces = (
        Markup('<span class="w">{}</span>{}').format(piece.rstrip(), " " * piece.endswith(" "))
        for piece in line_pieces(text)
    )
    return Markup("").join(pieces)


def _rendered(kind: str, head: Head, style: Style, **parts: Any) -> str:
    look, logo = style.look, style.logo
    defaults = {"policy": Markup(_policy()), "plotly": ""}
    return (
        _environment()
        .get_template(f"{kind}.html")
        .render(
            **(defaults | parts),
            kind=kind,
            head=head,
            size=style.size,
            words=style.words,
            look=look,
            logo=logo and f"data:{logo.kind};base64,{b64encode(logo.data).decode()}",
            # States without a report are grey; on white they need the darker of the two greys.
            state_colour=lambda state: (
                look.quiet if (colour := state_colour(state, look)) == look.track else colour
            ),
            month_colour=lambda state: state_colour(state, look),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ita.publishing.sheets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"breakable": breakable, "zip": zip}
    environment.globals |= {
        "fonts": Markup(font_css()),
        "font": FONT,
        "script": Markup(_SCRIPT),
        "missing": MISSING,
        "bands": BANDS,
        "symbols": SYMBOLS,
        "patterns": PATTERNS,
        "at": lambda score, start: round(100 * (float(score) - start) / (100 - start), 3),
        "scale_start": scale_start,
        "known_scores": _known_scores,
        "shown_bands": _shown_bands,
    }
    return environment


def _entries(content: Result) -> list[Scored]:
    return [each for instrument, indicators in content.groups for each in (instrument, *indicators)]


def _known_scores(content: Result | Years | BestPractice | WhatIf) -> list[float]:
    scores: list[float | None]
    if isinstance(content, Result):
        scores = [each.score for each in _entries(content)]
    elif isinstance(content, BestPractice):
        scores = [score for row in content.rows for score in (row.weak.score, row.best.score)]
    else:
        rows = (*content.rows, *(content.effects if isinstance(content, WhatIf) else ()))
        scores = [score for row in rows for score in (row.before, row.after)]
    return [float(score) for score in scores if score is not None]


def _shown_bands(content: Result) -> set[Band]:
    return {each.band for each in _entries(content) if each.band}
