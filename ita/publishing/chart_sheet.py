"""A chart of the pages as a picture of a given size, with its own title, source and date."""

from dataclasses import dataclass
from html import unescape

import plotly.graph_objects as go

from ita.charts import LINE, MARGIN_SIDE, plain
from ita.publishing.lettering import lines_within
from ita.publishing.sizes import Size

# Letters of a chart, in its own pixels, and the least that they must come to in units of a size.
_LETTERS = 14
_READABLE = 0.6
_TITLE, _SOURCE = 17, 12
# Plotly sets the lines of a title, smaller ones too, so far apart; and where there are several it
# begins them higher by as much as a capital has.
_TITLE_LINE, _CAPITAL = 22, 12
# Pixels around a picture that stands alone, more than around a chart on a page.
_EDGE = 24
# A chart is made to be read from this width on: that of a phone's column, and the wider edges.
_NARROWEST = 350 + 2 * (_EDGE - MARGIN_SIDE)


@dataclass(frozen=True)
class Wording:
    """What stands on a picture in the publisher's own words; what is empty stays as it comes."""

    title: str = ""
    subtitle: str = ""
    source: str = ""


@dataclass(frozen=True)
class Sheet:
    """A figure to be drawn in `width` × `height` pixels, `scale` times as fine, for a size."""

    figure: go.Figure
    size: Size
    width: float
    height: float
    scale: float

    @property
    def paper_width(self) -> float | None:
        """Millimetres that it is wide on paper; None where it is made for a screen."""
        return self.size.paper[0] if self.size.paper else None


@dataclass(frozen=True)
class _Lines:
    """What is written above and below a chart, in lines, and the pixels that they need beyond one."""

    title: list[str]
    subtitle: list[str]
    source: list[str]

    @property
    def above(self) -> float:
        return _TITLE_LINE * (len(self.title) - 1 + len(self.subtitle))

    @property
    def below(self) -> float:
        return LINE * (len(self.source) - 1)


def laid_out(figure: go.Figure, size: Size, more: float = 0) -> tuple[float, float]:
    """Width and height in a chart's own pixels at which it has the shape of a size.

    It is higher than it was made by at least `more`, and at least as wide as a phone.
    """
    height = float(figure.layout.height) + more
    width = max(height * size.width / size.height, _NARROWEST)
    return width, width * size.height / size.width


def fits(figure: go.Figure, size: Size) -> bool:
    """Whether its letters can be read in a size: a long chart would have to be too small."""
    width, _ = laid_out(figure, size)
    return _LETTERS * size.width / width >= _READABLE * size.unit


def on_sheet(figure: go.Figure, size: Size, wording: Wording, made: str) -> Sheet:
    """A chart in the shape of a size; `made` is the date of the picture, as it is told."""
    lines = _set(figure, laid_out(figure, size)[0], wording, made)
    # Beside a chart that becomes wider for the sake of these lines they are not more.
    width, height = laid_out(figure, size, lines.above + lines.below + _EDGE // 2)
    lines = _set(figure, width, wording, made)
    picture = go.Figure(figure)
    subtitle = [plain(line) for line in lines.subtitle]
    heading = f"<b>{'<br>'.join(plain(line) for line in lines.title)}</b>"
    small = f"<span style='font-size:{_LETTERS}px'>{'<br>'.join(subtitle)}</span>"
    picture.update_layout(
        width=width,
        height=height,
        title_text=f"{heading}<br>{small}" if subtitle else heading,
        title_pad_t=_EDGE + (_CAPITAL if lines.above else 0),
        margin_l=_EDGE,
        margin_r=_EDGE,
        margin_t=picture.layout.margin.t + lines.above + _EDGE // 2,
        margin_b=picture.layout.margin.b + lines.below,
    )
    picture.update_annotations(text="<br>".join(plain(line) for line in lines.source), align="left")
    return Sheet(picture, size, width, height, size.pixels[0] / width)


def _set(figure: go.Figure, width: float, wording: Wording, made: str) -> _Lines:
    """The publisher's words, or the chart's own as they were before they became Plotly's text."""
    room = width - 2 * _EDGE
    own = figure.layout.title.text.removeprefix("<b>").removesuffix("</b>")
    title = wording.title or unescape(own)
    said = wording.source or unescape(figure.layout.annotations[0].text)
    return _Lines(
        lines_within(title, room, _TITLE, bold=True),
        lines_within(wording.subtitle, room, _LETTERS),
        lines_within(f"{said} · {made}", room, _SOURCE),
    )
