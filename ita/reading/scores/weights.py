"""The weights that a file states, and scores of which it only tells the points of the total."""

from collections import defaultdict
from collections.abc import Iterable

from ita.reading.problems import Problem
from ita.reading.scores.contents import Claim, Item
from ita.reading.tables.headers import INSTRUMENT_OF, WEIGHT_OF

_TOLERANCE = 0.005


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
            first = weights[0]
            found = ", ".join(f"{claim.key} {claim.text or '–'}" for claim in weights)
            problems.append(
                Problem(
                    "weights-sum",
                    "error",
                    "",
                    first.sheet,
                    first.cell,
                    f"{total:g}",
                    {"found": found},
                )
            )
    return problems


def with_scores_of_points(
    claims: list[Claim], items: Iterable[Item]
) -> tuple[list[Claim], list[Problem]]:
    """The claims, with the score of each instrument of which only the points of the total are told.

    Score = points × 100 / weight, the weight as the file states it, else the framework's. It is
    said, since the file does not hold this figure. (DOMAIN.md §1)
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
        owner = (*claim[:2], claim.key)
        score = claim.value * 100 / (weights.get(owner) or WEIGHT_OF[claim.key])
        if owner not in told and score <= 100:
            computed.append(claim._replace(level="instrument", value=score))
    if not computed:
        return claims, []
    first = computed[0]
    detail = {"count": str(len(computed))}
    # A computed score takes the place of the instrument's blank one.
    filled = {(*claim[:2], "instrument", claim.key) for claim in computed}
    kept = [claim for claim in claims if claim[:4] not in filled]
    return [*kept, *computed], [
        Problem("score-from-points", "warning", "", first.sheet, first.cell, first.text, detail)
    ]
