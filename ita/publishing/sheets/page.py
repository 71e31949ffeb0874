"""Contents and charts as a page of sheets: one self-contained HTML document that fetches nothing."""

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

# A chart's letters and the width from which it can be read, in its own pixels; the least that
# those letters must come to on a sheet, in units of its size.
_LETTERS, _NARROWEST, _READABLE = 14, 374, 0.6
# What head and foot of a chart's sheet take of its height at least, in units.
_HEAD_AND_FOOT = 5
# Pixels of a chart below its axis in which its source line stands.
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
    """Sheets of a size as one HTML document; how many they are is known once it is drawn.

    `drawing_html` is for a browser of this machine: it names Plotly, where it needs it, as a file.
    """

    drawing_html: str
    size: Size

    @property
    def html(self) -> str:
        """The document with all that it needs inside; with Plotly some 5 MB."""
        if _LINKED.tag not in self.drawing_html:
            return self.drawing_html
        inline = _inline_plotly()
        return self.drawing_html.replace(_LINKED.tag, inline.tag, 1).replace(
            _LINKED.policy, inline.policy, 1
        )


@dataclass(frozen=True)
class _Plotly:
    """How a page gets Plotly: a script tag, and the policy that lets it run."""

    tag: str
    policy: str


def _digest(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


_SCRIPT = (_TEMPLATES / "sheet.js").read_text(encoding="utf-8")


def _policy(*scripts: str) -> str:
    """The content security policy: nothing is fetched, and no script runs but ours and these."""
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
    """A composition on as many sheets as its rows need; a listing has one."""
    kind = _KINDS[type(content)]
    html = _rendered(kind, content.head, style, content=content)
    return Page(html, style.size)


def chart_page(figure: go.Figure, head: Head, style: Style) -> Page | None:
    """A chart of the pages on a sheet; None where its letters would be too small to be read.

    Its own title and source line, which `head` replaces, are taken off a copy.
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
    """Options of Plotly's camera button with which its png has the pixels of a size."""
    height = figure.to_plotly_json()["layout"]["height"]
    zoom = min(size.height / height, size.width / _NARROWEST) * size.scale
    # A hair more, since the browser cuts off what is no whole pixel.
    width, height = ((pixels + 0.001) / zoom for pixels in size.pixels)
    return {"width": width, "height": height, "scale": zoom}


def chart_head(figure: go.Figure, made: str) -> Head:
    """What a chart says of itself, as the head of its sheet; `made` is the date of the picture."""
    layout = figure.to_plotly_json()["layout"]
    title = unescape(re.sub("</?b>", "", layout["title"]["text"]))
    return Head("", title, "", f"{unescape(layout['annotations'][0]['text'])} · {made}")


def scale_start(scores: Iterable[float]) -> int:
    """Where tracks of these scores begin: a multiple of ten below all of them."""
    return max(0, floor((min(scores, default=100) - 1) / 10) * 10)


def breakable(text: str) -> Markup:
    """A text for HTML in pieces between which a line may break, as BudouX finds them in Thai.

    Browsers break Thai by a dictionary of their own also where they are told to keep words whole,
    so every piece is a box.
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
            # Grey is for what nobody has told; on white it needs the darker of the two greys.
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
