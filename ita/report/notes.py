"""Notes next to a result: its source, its weakest items, its framework."""

from ita.analysis.assessment import Assessment
from ita.analysis.ranking import LOWEST
from ita.analysis.results import figures
from ita.domain.agencies import variant_of_agency
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.headline import item_counts, without_score
from ita.rounding import rounded


def lowest_notes(assessment: Assessment, words: Words) -> dict[str, str]:
    """Return, by instrument, why not exactly five lowest items are named; plain text.

    An instrument with exactly five lowest items has no note.
    """
    notes = {}
    for row in iterate_rows(assessment.lowest_status):
        if row.state == "ranked":
            continue
        ranked = assessment.ranked[assessment.ranked["instrument"] == row.instrument]
        notes[row.instrument] = words(
            f"overview.{row.state}",
            instrument=row.instrument,
            count=words.digits(len(ranked)),
            named=words.digits(row.named),
            n=words.digits(LOWEST),
            score=words.number(ranked["rounded_score"].min() if len(ranked) else None),
        )
    return notes


def record_notes(assessment: Assessment, words: Words) -> list[str]:
    """Return notes on whether total and level are the printed ones, or are printed differently."""
    top = assessment.results[assessment.results["level"] == "total"].iloc[0]
    notes = []
    if top["basis"] == "total":
        missing = without_score(assessment)
        key = "record.printed_total" if missing else "record.printed_total_of_items"
        notes.append(words(key, missing=", ".join(missing), **item_counts(top, words)))
    if assessment.level.printed:
        notes.append(words("record.printed_level"))
    differences = assessment.differences
    for level, key in (("total", "record.other_total"), ("grade", "record.other_level")):
        rows = differences[(differences["level"] == level) & (differences["key"] == "total")]
        notes += [words(key, printed=words.digits(printed)) for printed in rows["printed"]]
    return notes


def rounding_notes(assessment: Assessment, words: Words) -> list[str]:
    """Explain why the weighted scores, as shown, don't sum to the total; [] where they do."""
    weighted_scores = figures(assessment.results, "instrument", "weighted_score").values()
    if assessment.total is None or None in weighted_scores:
        return []
    added = round(sum(rounded(value) or 0 for value in weighted_scores), 2)
    return [] if added == rounded(assessment.total) else [words("overview.rounding")]


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


def national_notes(assessment: Assessment, words: Words) -> list[str]:
    """The mean of all agencies of the year, and that a district office is not among them."""
    mean = assessment.framework.national_mean
    if mean is None:
        return []
    notes = [
        words(
            "national.mean",
            year=words.digits(assessment.fiscal_year),
            score=words.digits(mean.score),
        )
    ]
    if mean.agencies is not None:
        notes.append(words("national.agencies", count=words.digits(f"{mean.agencies:,}")))
    if mean.passed is not None:
        passed = words.number(mean.passed)
        mark = words.number(assessment.framework.pass_mark, 0)
        notes.append(words("national.passed", share=passed, mark=mark))
    if variant_of_agency(assessment.agency) == "bangkok":
        notes.append(words("national.district"))
    return notes
