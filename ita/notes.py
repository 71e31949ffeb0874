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


def framework_notes(assessment: Assessment, words: Words) -> list[str]:
    """How figures are rounded, which framework was applied, what in it is not official; plain text."""
    framework = assessment.framework
    notes = []
    points = figures(assessment.results, "instrument", "points").values()
    if assessment.total is not None and None not in points:
        rounded = round(sum(shown(value) or 0 for value in points), 2)
        if rounded != shown(assessment.total):
            notes.append(words("overview.rounding"))
    if framework.fiscal_year is None:
        notes.append(words("shared.framework_unknown"))
    else:
        variant = words.of(framework.variant_name)
        year = words.digits(framework.fiscal_year)
        notes.append(words("shared.framework", year=year, variant=variant))
    unofficial = [
        words(f"facts.{fact}") for fact, state in framework.status.items() if state == "unofficial"
    ]
    if unofficial:
        notes.append(words("shared.unofficial", facts=", ".join(unofficial)))
    return notes
