"""The colours of every chart, light and dark, and what they stand for.

Blue, amber and vermilion stay apart under the common forms of colour blindness; each band also
has a symbol of its own, so colour never carries a meaning alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from ita.domain.framework import Framework
from ita.rounding import rounded

Band = Literal["excellent", "pass", "below"]

# The order in which a legend names the bands, best first.
BANDS: tuple[Band, ...] = ("excellent", "pass", "below")
SYMBOLS: dict[Band, str] = {"excellent": "circle", "pass": "diamond", "below": "square"}
# What is late is hatched, and so is the second of two greys.
PATTERNS = {"overdue": "/", "outstanding": "/", "cancelled": "x", "closed": "x"}
FONT = "Sarabun, sans-serif"


@dataclass(frozen=True)
class Look:
    """Colours of one mode.

    `text` is that of labels, `quiet` of notes and of what nobody has reported, `track` the line
    that a score stands on, `panel` an area behind figures. `bands` is keyed by what `band` returns;
    `whole` colours the points that were won, `loss` those that were lost.
    """

    background: str
    text: str
    quiet: str
    track: str
    panel: str
    bands: dict[Band, str]
    whole: str
    loss: str


LIGHT = Look(
    background="#FFFFFF",
    text="#17212E",
    quiet="#5A6777",
    track="#DCE3EB",
    panel="#F0F4F9",
    bands={"excellent": "#0B5CAD", "pass": "#B26A00", "below": "#C2341D"},
    whole="#0B5CAD",
    loss="#C2341D",
)
DARK = Look(
    background="#10161F",
    text="#E8EDF3",
    quiet="#9AA8B8",
    track="#2B3747",
    panel="#1B2430",
    bands={"excellent": "#6FB1F2", "pass": "#F0B24B", "below": "#FF8266"},
    whole="#6FB1F2",
    loss="#FF8266",
)


def band(score: float, framework: Framework) -> Band:
    """Where a score lies against the excellence mark and the pass mark, as it is shown."""
    figure = rounded(score) or 0.0
    if figure >= framework.excellence_mark:
        return "excellent"
    return "pass" if figure >= framework.pass_mark else "below"


def band_marker(
    scores: Iterable[float], framework: Framework, look: Look, size: int
) -> dict[str, Any]:
    """The symbol and colour of each score by its band, as the marker of a trace."""
    bands = [band(score, framework) for score in scores]
    return {
        "size": size,
        "symbol": [SYMBOLS[name] for name in bands],
        "color": [look.bands[name] for name in bands],
        "opacity": 1,
        "line": {"color": look.background, "width": 1},
    }


def state_colour(state: str, look: Look) -> str:
    """The colour of a state of a measure or of its reports; grey where nobody has reported."""
    bands = look.bands
    return {
        "overdue": bands["below"],
        "outstanding": bands["below"],
        "in_progress": bands["pass"],
        "done": bands["excellent"],
        "reported": bands["excellent"],
        "not_started": look.quiet,
    }.get(state, look.track)
