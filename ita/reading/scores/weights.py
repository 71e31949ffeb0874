"""Read weights, and compute scores that a file only states as points of the total."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from ita.domain.problems import Problem
from ita.reading.scores.claims import Claim, Owner, printed_claim, problem_of
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.headers import INSTRUMENT_OF, WEIGHT_OF, points_of
from ita.reading.tables.numbers import figure

_TOLERANCE = 0.005
# An indicator's key, a cell of its row about the instrument, and the cell's address.
Shared = tuple[str, Any, str]


def claim_shared(
    contents: SheetContents, level: str, owner: Owner, cells: Sequence[Shared], *, scored: bool
) -> None:
    """Add the claims about instruments that are in the rows of their indicators.

    Weights that sum to 100 or differ within an instrument are those of the indicators, and are
    summed for each instrument. Weighted points that differ within an instrument become scores of
    the indicators, or are ignored if `scored`. Any other figure is a claim of the instrument.
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
                claim = printed_claim(owner, "indicator", key)
                contents.add(claim, cell, address, points_of(key), "error")
        elif not in_parts or instrument in sums:
            cell = sums.pop(instrument) if in_parts else cell
            contents.add(printed_claim(owner, level, instrument), cell, address)


def check_weights(claims: Iterable[Claim]) -> list[Problem]:
    """Return a problem for each agency and year whose weights do not sum to 100 percent."""
    weights_of: dict[Owner, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.level == "weight":
            weights_of[claim.owner].append(claim)
    problems: list[Problem] = []
    for weights in weights_of.values():
        total = sum(claim.value or 0.0 for claim in weights)
        if abs(total - 100) > _TOLERANCE:
            stated = ", ".join(f"{claim.key} {claim.text or '–'}" for claim in weights)
            problems.append(problem_of("weights-sum", weights, "error", f"{total:g}", found=stated))
    return problems


def with_scores_of_points(claims: list[Claim]) -> tuple[list[Claim], list[Problem]]:
    """Return the claims, with scores computed for those only stated as points of the total.

    Score = points × 100 / weight, with the weight in the file, else the framework's. A problem
    reports the computed scores, since the file does not contain them. (DOMAIN.md §1)
    """
    points = [claim for claim in claims if claim.level == "weighted" and claim.value is not None]
    if not points:
        return claims, []
    weights = {(claim.owner, claim.key): claim.value for claim in claims if claim.level == "weight"}
    scored = {
        (claim.owner, claim.instrument)
        for claim in claims
        if claim.level == "item"
        or (claim.level in ("indicator", "instrument", "part") and claim.value is not None)
    }
    computed: list[Claim] = []
    for claim in points:
        of_indicator = claim.key.isdigit()
        full = points_of(claim.key) if of_indicator else WEIGHT_OF[claim.key]
        score = (claim.value or 0.0) * 100 / (weights.get((claim.owner, claim.key)) or full)
        if (claim.owner, claim.instrument) not in scored and score <= 100:
            level = "indicator" if of_indicator else "instrument"
            computed.append(claim._replace(level=level, value=score))
    if not computed:
        return claims, []
    # Computed scores replace blank ones; reported tables have no weighted points of indicators.
    filled = {claim.subject for claim in computed}
    others = [
        claim
        for claim in claims
        if claim.subject not in filled and not (claim.level == "weighted" and claim.key.isdigit())
    ]
    return [*others, *computed], [problem_of("score-from-points", computed)]
