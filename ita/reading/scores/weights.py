"""The weights that a file states, and scores of which it only tells the points of the total."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from ita.domain.problems import Problem
from ita.reading.scores.contents import Claim, Item, Owner, Scale, SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.headers import INSTRUMENT_OF, WEIGHT_OF, points_of
from ita.reading.tables.numbers import figure

_TOLERANCE = 0.005
# An indicator, and what its row says of its instrument, with the cell's address.
Shared = tuple[str, Any, str]


def take_shared(
    found: SheetContents, level: str, whose: Owner, cells: Sequence[Shared], *, scored: bool
) -> None:
    """Takes what indicators' rows say of their instruments: once for each, or in parts.

    Weights and weighted points of the indicators themselves sum up to those of the instruments, and
    give the indicators' scores where these have none; a figure of an instrument that is repeated in
    each of its rows does not.
    """
    values = {(INSTRUMENT_OF[int(key)], display_text(cell)) for key, cell, _ in cells}
    repeated = len({instrument for instrument, _ in values}) == len(values)
    sums: dict[str, float] = defaultdict(float)
    for key, cell, _ in cells:
        sums[INSTRUMENT_OF[int(key)]] += figure(cell).value or 0.0
    in_parts = level == "weight" and (sum(sums.values()) == 100 or not repeated)
    for key, cell, address in cells:
        instrument = INSTRUMENT_OF[int(key)]
        if level == "weighted" and not repeated:
            if not scored:
                scale = Scale(points_of(key))
                found.claim(whose, "indicator", key, cell, address, scale, "error")
        elif not in_parts:
            found.claim(whose, level, instrument, cell, address)
        elif instrument in sums:
            found.claim(whose, level, instrument, sums.pop(instrument), address)


def weights_checked(claims: Iterable[Claim]) -> list[Problem]:
    """A problem for each agency and year whose stated weights don't sum to 100 percent."""
    stated: dict[tuple[str | None, int | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.level == "weight":
            stated[claim[:2]].append(claim)
    problems: list[Problem] = []
    for weights in stated.values():
        total = sum(claim.value or 0.0 for claim in weights)
        if abs(total - 100) > _TOLERANCE:
            first, shown = weights[0], f"{total:g}"
            found = ", ".join(f"{claim.key} {claim.text or '–'}" for claim in weights)
            place = first.sheet, first.cell
            problems.append(Problem("weights-sum", "error", "", *place, shown, {"found": found}))
    return problems


def with_scores_of_points(
    claims: list[Claim], items: Iterable[Item]
) -> tuple[list[Claim], list[Problem]]:
    """The claims, with the score of what only the points of the total are told.

    Score = points × 100 / weight, the weight of an instrument as the file states it, else the
    framework's. It is said, since the file does not hold this figure. (DOMAIN.md §1)
    """
    points = [claim for claim in claims if claim.level == "weighted" and claim.value is not None]
    if not points:
        return claims, []
    weights = {(*claim[:2], claim.key): claim.value for claim in claims if claim.level == "weight"}
    told = {item[:3] for item in items}
    for claim in claims:
        if claim.value is None:
            continue
        if claim.level == "indicator":
            told.add((*claim[:2], INSTRUMENT_OF[int(claim.key)]))
        elif claim.level in ("instrument", "part"):
            told.add((*claim[:2], claim.key.split()[0]))
    computed: list[Claim] = []
    for claim in points:
        of_indicator = claim.key.isdigit()
        instrument = INSTRUMENT_OF[int(claim.key)] if of_indicator else claim.key
        weight = weights.get((*claim[:2], claim.key)) or (
            points_of(claim.key) if of_indicator else WEIGHT_OF[claim.key]
        )
        score = (claim.value or 0.0) * 100 / weight
        if (*claim[:2], instrument) not in told and score <= 100:
            level = "indicator" if of_indicator else "instrument"
            computed.append(claim._replace(level=level, value=score))
    if not computed:
        return claims, []
    # A computed score takes the place of the blank one; points of indicators are no claim.
    filled = {claim[:4] for claim in computed}
    kept = [
        claim
        for claim in claims
        if claim[:4] not in filled and not (claim.level == "weighted" and claim.key.isdigit())
    ]
    first, detail = computed[0], {"count": str(len(computed))}
    said = Problem("score-from-points", "warning", "", first.sheet, first.cell, first.text, detail)
    return [*kept, *computed], [said]
