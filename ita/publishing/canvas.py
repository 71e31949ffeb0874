"""A sheet of layout pixels on which texts, bars and marks are placed; it becomes a Plotly figure.

All texts of a sheet are one trace and all bars of a kind another, since Plotly draws many traces or
annotations far slower than many points. Places are pixels from the left and from the top.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import plotly.graph_objects as go

from ita.charts import plain
from ita.palette import FONT, Look
from ita.publishing.lettering import lines_within
from ita.publishing.sizes import Size

Anchor = Literal["left", "middle", "right"]

# Lines of a sheet are so many letters apart: stacked Thai marks reach half a letter above a capital,
# and at the font's own 1.3 they would touch the line above.
LEADING = 1.5

# What Plotly calls the side of a point on which a text stands that begins, lies or ends there.
_SIDES = {"left": "bottom right", "middle": "bottom center", "right": "bottom left"}


@dataclass(frozen=True)
class _Text:
    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: str
    anchor: Anchor


@dataclass(frozen=True)
class _Bar:
    x: float
    y: float
    width: float
    height: float
    colour: str
    pattern: str
    round: int


@dataclass
class Canvas:
    """Takes what is drawn on it, in the order in which it is drawn; `figure` gives the picture."""

    size: Size
    look: Look
    _texts: list[_Text] = field(default_factory=list)
    _bars: list[_Bar] = field(default_factory=list)
    _marks: list[tuple[float, float, float, str, str]] = field(default_factory=list)
    _images: list[dict[str, object]] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        text: str | Sequence[str],
        size: float,
        *,
        bold: bool = False,
        colour: str | None = None,
        anchor: Anchor = "left",
    ) -> float:
        """Writes a line, or lines, whose capitals begin at `y`; gives the y of what comes below."""
        lines = [text] if isinstance(text, str) else list(text)
        for at, line in enumerate(lines):
            top = y + at * size * LEADING
            self._texts.append(_Text(x, top, line, size, bold, colour or self.look.text, anchor))
        return y + len(lines) * size * LEADING

    def paragraph(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        width: float,
        *,
        bold: bool = False,
        colour: str | None = None,
        lines: int | None = None,
    ) -> float:
        """Writes a text in lines of at most `width` pixels; gives the y of what comes below."""
        broken = lines_within(text, width, size, bold=bold, lines=lines)
        return self.text(x, y, broken, size, bold=bold, colour=colour)

    def bar(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        *,
        pattern: str = "",
        round: int = 0,
    ) -> None:
        """A filled rectangle from its upper left corner; `pattern` as Plotly names hatches."""
        if width > 0 and height > 0:
            self._bars.append(_Bar(x, y, width, height, colour, pattern, round))

    def mark(self, x: float, y: float, size: float, colour: str, symbol: str) -> None:
        """A symbol with its middle at a place, above the bars."""
        self._marks.append((x, y, size, colour, symbol))

    def image(self, x: float, y: float, size: float, data: bytes, kind: str) -> None:
        """A picture within a square, against its upper right corner; `kind` as in "image/png"."""
        self._images.append(
            {
                "source": f"data:{kind};base64,{b64encode(data).decode()}",
                "x": x + size,
                "y": y,
                "sizex": size,
                "sizey": size,
                "xref": "x",
                "yref": "y",
                "xanchor": "right",
                "yanchor": "top",
                "sizing": "contain",
            }
        )

    def figure(self) -> go.Figure:
        """The sheet as a figure of the size's layout pixels."""
        hidden = {"visible": False, "fixedrange": True}
        figure = go.Figure(
            layout={
                "template": "none",
                "width": self.size.width,
                "height": self.size.height,
                "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
                "paper_bgcolor": self.look.background,
                "plot_bgcolor": self.look.background,
                "font": {"family": FONT, "color": self.look.text},
                "showlegend": False,
                "barmode": "overlay",
                "dragmode": False,
                "hovermode": False,
                "images": self._images,
                "xaxis": {"range": [0, self.size.width], **hidden},
                "yaxis": {"range": [self.size.height, 0], **hidden},
            }
        )
        figure.add_traces(_runs(self._bars, self.look))
        if self._marks:
            figure.add_trace(_symbols(self._marks))
        figure.add_trace(_letters(self._texts))
        return figure


def _runs(bars: Sequence[_Bar], look: Look) -> list[go.Bar]:
    """Bars as traces, in their order: those that follow each other with equal corners are one."""
    runs: list[list[_Bar]] = []
    for bar in bars:
        if runs and runs[-1][-1].round == bar.round:
            runs[-1].append(bar)
        else:
            runs.append([bar])
    return [
        go.Bar(
            orientation="h",
            base=[bar.x for bar in run],
            x=[bar.width for bar in run],
            y=[bar.y + bar.height / 2 for bar in run],
            width=[bar.height for bar in run],
            marker={
                "color": [bar.colour for bar in run],
                "line": {"width": 0},
                "cornerradius": run[0].round,
                "pattern": {
                    "shape": [bar.pattern for bar in run],
                    "fgcolor": look.background,
                    "fillmode": "overlay",
                    "fgopacity": 0.45,
                    "size": 12,
                    "solidity": 0.2,
                },
            },
        )
        for run in runs
    ]


def _symbols(marks: Sequence[tuple[float, float, float, str, str]]) -> go.Scatter:
    xs, ys, sizes, colours, symbols = zip(*marks, strict=True)
    return go.Scatter(
        mode="markers",
        x=xs,
        y=ys,
        marker={
            "size": sizes,
            "color": colours,
            "symbol": symbols,
            "opacity": 1,
            # Hollow symbols are drawn by their line, full ones hardly grow by it.
            "line": {"width": 3, "color": colours},
        },
        cliponaxis=False,
    )


def _letters(texts: Sequence[_Text]) -> go.Scatter:
    return go.Scatter(
        mode="text",
        x=[each.x for each in texts],
        y=[each.y for each in texts],
        text=[f"<b>{plain(each.text)}</b>" if each.bold else plain(each.text) for each in texts],
        textposition=[_SIDES[each.anchor] for each in texts],
        textfont={
            "family": FONT,
            "size": [each.size for each in texts],
            "color": [each.colour for each in texts],
        },
        cliponaxis=False,
    )
