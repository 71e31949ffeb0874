"""A small picture of a score as a dot on a labelled scale, for a row of text."""

from ita.charts.palette import Band, Look, band
from ita.domain.framework import Framework
from ita.language import Words

WIDTH, HEIGHT = 140, 32
# Pixels left and right of the scale, so that the dot and the labels are not cut off.
_SIDE = 12
_TRACK = 12
_SIZE = 6


def score_scale(
    score: float,
    start: int,
    framework: Framework,
    words: Words,
    look: Look,
    *,
    before: float | None = None,
) -> str:
    """Return the SVG of a score on a scale from `start` to 100, with strokes at the two marks.

    Rows to be compared need the same `start`. The dot has the colour and symbol of its band, as in
    every chart; a hollow circle shows the score `before`. (DOMAIN.md §2)
    """

    def at(value: float) -> float:
        return round(_SIDE + (WIDTH - 2 * _SIDE) * (value - start) / (100 - start), 1)

    band_name = band(score, framework)
    marks = "".join(
        f'<path d="M{at(mark)} {_TRACK - 6}v12" stroke="{look.text}" stroke-width="1.5"/>'
        for mark in (framework.pass_mark, framework.excellence_mark)
    )
    former = ""
    if before is not None and before != score:
        former = (
            f'<path d="M{at(before)} {_TRACK}H{at(score)}" stroke="{look.quiet}" stroke-width="3"/>'
            f'<circle cx="{at(before)}" cy="{_TRACK}" r="5" fill="{look.background}" '
            f'stroke="{look.quiet}" stroke-width="2"/>'
        )
    ends = "".join(
        f'<text x="{at(end)}" y="{HEIGHT - 2}" text-anchor="middle" font-size="11" '
        f'font-family="sans-serif" fill="{look.quiet}">{words.number(end, 0)}</text>'
        for end in (start, 100)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">'
        f'<path d="M{at(start)} {_TRACK}H{at(100)}" stroke="{look.track}" stroke-width="6" '
        f'stroke-linecap="round"/>{marks}{former}{_symbol(band_name, at(score), look)}{ends}</svg>'
    )


def _symbol(name: Band, x: float, look: Look) -> str:
    """Return the symbol of a band at a point of the track; see palette.SYMBOLS."""
    shape = {
        "excellent": f'<circle cx="{x}" cy="{_TRACK}" r="{_SIZE}"',
        "pass": f'<path d="M{x} {_TRACK - 7}l7 7l-7 7l-7 -7z"',
        "below": f'<rect x="{x - 5.5}" y="{_TRACK - 5.5}" width="11" height="11"',
    }[name]
    return f'{shape} fill="{look.bands[name]}" stroke="{look.background}"/>'
