"""What must be said beside a result: of its weakest items, its rounding and its framework."""

from ita.analysis.ranking import LOWEST
from ita.analysis.roll_up import figures
from ita.assessment import Assessment
from ita.language import Words
from ita.rounding import shown


def lowest_notes(assessment: Assessment, words: Words) -> dict[str, str]:
    """By instrument, why not exactly five lowest items are named; plain text.

    An instrument whose five lowest are named without doubt has no note.
    """
    notes = {}
    for row in assessment.lowest_standing.itertuples():
        if row.state == "ranked":
            continue
        own = assessment.ranked[assessment.ranked["instrument"] == row.instrument]
        notes[row.instrument] = words(
            f"overview.{row.state}",
            instrument=row.instrument,
            count=words.digits(len(own)),
            named=words.digits(row.named),
            n=words.digits(LOWEST),
            score=words.number(own["shown"].min() if len(own) else None),
        )
    return notes


def rounding_notes(assessment: Assessment, words: Words) -> list[str]:
    """Why the weighted points that are shown don't sum up to the total; [] where they do."""
    points = figures(assessment.results, "instrument", "points").values()
    if assessment.total is None or None in points:
        return []
    rounded = round(sum(shown(value) or 0 for value in points), 2)
    return [] if rounded == shown(assessment.total) else [words("overview.rounding")]


def framework_notes(assessment: Assessment, words: Words) -> list[str]:
    """Which framework was applied and what in it is not official; plain text."""
    framework = assessment.framework
    if framework.fiscal_year is None:
        notes = [words("shared.framework_unknown")]
    else:
        variant = words.of(framework.variant_name)
        year = words.digits(framework.fiscal_year)
        notes = [words("shared.framework", year=year, variant=variant)]
    unofficial = [
        words(f"facts.{fact}") for fact, state in framework.status.items() if state == "unofficial"
    ]
    if unofficial:
        notes.append(words("shared.unofficial", facts=", ".join(unofficial)))
    return notes
