"""The colours of all charts, light and dark, and their meanings.

Blue, amber and vermilion are distinguishable with the common forms of colour blindness; each band
also has its own symbol, so colour never carries a meaning alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from ita.domain.framework import Framework
from ita.rounding import rounded

Band = Literal["excellent", "pass", "below"]

# The order of bands in legends, best first.
BANDS: tuple[Band, ...] = ("excellent", "pass", "below")
SYMBOLS: dict[Band, str] = {"excellent": "circle", "pass": "diamond", "below": "square"}
# Hatching of late states, and of the second of two grey states.
PATTERNS = {"overdue": "/", "outstanding": "/", "cancelled": "x", "closed": "x"}
FONT = "Sarabun, sans-serif"


@dataclass(frozen=True)
class Look:
    """Colours of one mode, light or dark.

    `text` is used for labels, `quiet` for notes and measures not started, `track` for the line
    below a score, `panel` for areas behind figures. `bands` is keyed by the result of `band`;
    `whole` is used for points won, `loss` for points lost.
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
    """Return the band of a score, rounded as shown, by the excellence mark and the pass mark."""
    figure = rounded(score) or 0.0
    if figure >= framework.excellence_mark:
        return "excellent"
    return "pass" if figure >= framework.pass_mark else "below"


def band_marker(
    scores: Iterable[float], framework: Framework, look: Look, size: int
) -> dict[str, Any]:
    """Return the marker of a trace, with symbol and colour of each score by its band."""
    bands = [band(score, framework) for score in scores]
    return {
        "size": size,
        "symbol": [SYMBOLS[name] for name in bands],
        "color": [look.bands[name] for name in bands],
        "opacity": 1,
        "line": {"color": look.background, "width": 1},
    }


def state_colour(state: str, look: Look) -> str:
    """Return the colour of a state of measures or reports; grey for states without a report."""
    bands = look.bands
    return {
        "overdue": bands["below"],
        "outstanding": bands["below"],
        "in_progress": bands["pass"],
        "done": bands["excellent"],
        "reported": bands["excellent"],
        "not_started": look.quiet,
    }.get(state, look.track)
