"""The texts and lists of an analysis that are filled into the template.

Sentences that depend on the figures are made here; headings, column titles and everything else
that is the same for every result are part of the template.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures, has_indicators
from ita.domain.framework import Framework, Indicator
from ita.domain.plan import MeasurePlan
from ita.domain.tables import iterate_rows
from ita.language import MISSING, Words
from ita.measures.coverage import match_measures, uncovered_items
from ita.report.headline import headline, level_name, loss
from ita.report.naming import indicator_name, sub_indicator_names
from ita.report.notes import framework_notes, lowest_notes, record_notes, rounding_notes
from ita.rounding import round_half_up


def describe_result(
    assessment: Assessment, plan: MeasurePlan | None, words: Words
) -> dict[str, Any]:
    """Return the result, its questions, its lowest questions and its strong and weak points.

    Every value is a text, a list or dictionary of texts, or a bool. Figures have the numerals of
    `words`; a missing one is a dash. `plan` are the measures that answer the result, None if there
    are none.
    """
    results, scores = assessment.results, figures(assessment.results, "instrument")
    year, plan_year = assessment.fiscal_year, plan.fiscal_year if plan else None
    instruments = _instruments(assessment, words)
    questions = [each for each in instruments if each["tables"]]
    coverage = None
    if plan is not None:
        coverage = match_measures(plan.measures, assessment.lowest, assessment.fiscal_year)
    strengths, weaknesses = _strengths_and_weaknesses(assessment, coverage, words)
    return {
        "agency": assessment.agency,
        "agency_and_year": name_owner(assessment.agency, year, words),
        "year": "" if year is None else words.digits(year),
        "plan": plan is not None,
        "plan_year": "" if plan_year is None else words.digits(plan_year),
        "notes": framework_notes(assessment, words),
        "headline": headline(assessment, words),
        "loss": loss(assessment, words),
        "instruments": instruments,
        "has_indicators": has_indicators(results),
        "has_instruments": any(score is not None for score in scores.values()),
        "has_levels": "indicator" in assessment.framework.levels_apply_to,
        "full_score": words.digits(100),
        "total": words.number(assessment.total),
        "level": level_name(assessment, words),
        "result_notes": [
            *record_notes(assessment, words),
            *_incomplete(assessment, words),
            *rounding_notes(assessment, words),
        ],
        "questions": questions,
        "without_questions": ", ".join(
            each["code"] for each in instruments if each not in questions
        ),
        "analysis": _analysis(assessment, coverage, words),
        "strengths": strengths,
        "weaknesses": weaknesses,
        "pass_mark": words.number(assessment.framework.pass_mark, 0),
        "excellence_mark": words.number(assessment.framework.excellence_mark, 0),
    }


def name_owner(agency: str | None, year: int | None, words: Words) -> str:
    """Return an agency and fiscal year as part of a sentence; "the office" if it is unknown."""
    name = agency or words("document.the_office")
    if year is None:
        return name
    return words("document.whose_of_year", agency=name, year=words.digits(year))


def indicator_title(each: Indicator, words: Words) -> str:
    """Return the name of an indicator in headings and sentences, "Indicator 2 Use of budget"."""
    number = words.digits(each.number)
    return words("document.indicator", number=number, name=words.of(each.name))


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _instruments(assessment: Assessment, words: Words) -> list[dict[str, Any]]:
    """Return the instruments with their indicators, and a table of questions for each."""
    framework, results = assessment.framework, assessment.results
    scores = figures(results, "instrument")
    weighted_scores = figures(results, "instrument", "weighted_score")
    means = figures(results, "indicator")
    described = []
    for instrument in framework.instruments:
        indicators = []
        for each in framework.indicators_of(instrument.code):
            mean = means.get(str(each.number))
            level = assessment.level_of(str(each.number)).level
            indicators.append(
                {
                    "number": words.digits(each.number),
                    "name": words.of(each.name),
                    "score": words.number(mean),
                    "level": f"{words.of(level.name)} {level.word}" if level else "",
                }
            )
        described.append(
            {
                "code": instrument.code,
                "name": words.of(instrument.name),
                "weight": words.number(instrument.weight),
                "score": words.number(scores.get(instrument.code)),
                "weighted": words.number(weighted_scores.get(instrument.code)),
                "indicators": indicators,
                "tables": _question_tables(assessment, instrument.code, words),
            }
        )
    return described


def _question_tables(assessment: Assessment, instrument: str, words: Words) -> list[dict[str, Any]]:
    """Return a table of questions for each indicator; [] if no question has a score."""
    items = assessment.scores[assessment.scores["instrument"] == instrument]
    if not items["score"].notna().any():
        return []
    means = figures(assessment.results, "indicator")
    tables = []
    for each, title, rows in group_by_indicator(items, assessment.framework, words):
        mean = means.get(str(each.number)) if each else None
        tables.append(
            {
                "title": title,
                "score": "" if mean is None else words.number(mean),
                "rows": _question_rows(assessment, rows, words),
            }
        )
    return tables


def group_by_indicator(
    table: pd.DataFrame, framework: Framework, words: Words
) -> Iterator[tuple[Indicator | None, str, pd.DataFrame]]:
    """Yield each indicator that has rows, with title and rows; rows without indicator are last."""
    for each in (*framework.indicators, None):
        of_each = table["indicator"].isna() if each is None else table["indicator"] == each.number
        rows = table[of_each.fillna(value=False)]
        if len(rows):
            yield (
                each,
                indicator_title(each, words) if each else words("document.no_indicator"),
                rows,
            )


def _question_rows(
    assessment: Assessment, items: pd.DataFrame, words: Words
) -> list[dict[str, str]]:
    """Return the rows of questions, with a heading row before each sub-indicator or part."""
    groups = figures(assessment.results, "sub_indicator")
    names = sub_indicator_names(assessment, words)
    rows: list[dict[str, str]] = []
    open_group = ""
    for row in iterate_rows(items):
        group = row.sub_indicator or _text(row.part)
        if group and group != open_group:
            if row.sub_indicator:
                name = f"{words.digits(group)} {names.get(group, '')}"
                rows.append({"group": name, "score": words.number(groups.get(group))})
            else:
                name = words("document.part", number=words.digits(group))
                rows.append({"group": name, "score": ""})
        open_group = group
        rows.append(
            {
                "group": "",
                "code": words.digits(row.code),
                "text": _text(row.text),
                "score": words.number(row.score),
            }
        )
    return rows


def _incomplete(assessment: Assessment, words: Words) -> list[str]:
    """Return how many items have a score, for each instrument that is incomplete."""
    results = assessment.results
    tops = results[(results["level"] == "instrument") & (results["basis"] == "items")]
    return [
        f"{row.key}: "
        + words(
            "figures.incomplete", scored=words.digits(row.scored), items=words.digits(row.items)
        )
        for row in iterate_rows(tops[~tops["complete"]])
    ]


def _analysis(
    assessment: Assessment, coverage: pd.DataFrame | None, words: Words
) -> list[dict[str, Any]]:
    """Return how many questions of each instrument are above the pass mark, and the lowest.

    `coverage` is `match_measures` of the lowest, None without measures.
    """
    notes = lowest_notes(assessment, words)
    answers = {
        (row.instrument, row.code): ", ".join(map(str, row.measures)) or MISSING
        for row in (() if coverage is None else iterate_rows(coverage))
    }
    ranked = assessment.ranked
    described = []
    for instrument in assessment.framework.instruments:
        if not (ranked["instrument"] == instrument.code).any():
            continue
        lowest = assessment.lowest[assessment.lowest["instrument"] == instrument.code]
        described.append(
            {
                "name": words.of(instrument.name),
                "sentence": count_sentence(assessment, instrument.code, words),
                "count": words.digits(len(lowest)),
                "lowest": [
                    {
                        "rank": words.digits(row.rank),
                        "code": words.digits(row.code),
                        "text": _text(row.text),
                        "indicator": indicator_name(row.indicator, words) or MISSING,
                        "score": words.number(row.score),
                        "measures": words.digits(answers.get((row.instrument, row.code), "")),
                    }
                    for row in iterate_rows(lowest)
                ],
                "note": notes.get(instrument.code, ""),
            }
        )
    return described


def count_sentence(assessment: Assessment, instrument: str, words: Words) -> str:
    """Return sentences on an instrument's score and its number of questions above the pass mark.

    They list the questions that are not above it, and those without a score.
    """
    (count,) = assessment.above[assessment.above["instrument"] == instrument].to_dict("records")
    mark = words.number(assessment.framework.pass_mark, 0)
    sentences = [
        words(
            "document.all_above" if count["above"] == count["of"] else "document.count",
            instrument=instrument,
            score=words.number(figures(assessment.results, "instrument").get(instrument)),
            mark=mark,
            above=words.digits(count["above"]),
            of=words.digits(count["of"]),
        )
    ]
    below = _not_above(assessment)
    below = below[below["instrument"] == instrument]
    if len(below):
        listed = ", ".join(
            f"{words.digits(r.code)} ({words.number(r.score)})" for r in iterate_rows(below)
        )
        sentences.append(words("document.not_above", mark=mark, list=listed))
    scores = assessment.scores
    missing = scores[(scores["instrument"] == instrument) & scores["score"].isna()]
    if len(missing):
        codes = words.digits(", ".join(missing["code"]))
        sentences.append(words("questions.missing", count=words.digits(len(missing)), codes=codes))
    return " ".join(sentences)


def _not_above(assessment: Assessment) -> pd.DataFrame:
    """Return the questions that are not above the pass mark."""
    return assessment.ranked[assessment.ranked["rounded_score"] <= assessment.framework.pass_mark]


def _strengths_and_weaknesses(
    assessment: Assessment, coverage: pd.DataFrame | None, words: Words
) -> tuple[list[str], list[str]]:
    """Return sentences on strong points and on points to improve, based only on the figures."""
    strong, weak = _around_excellence(assessment, words)
    mark = words.number(assessment.framework.pass_mark, 0)
    strong += [
        words(
            "document.all_of", instrument=row["instrument"], of=words.digits(row["of"]), mark=mark
        )
        for row in assessment.above.to_dict("records")
        if row["of"] and row["above"] == row["of"]
    ]
    weak += [
        words(
            "document.weak_question",
            code=words.digits(row.code),
            text=_text(row.text),
            score=words.number(row.score),
            mark=mark,
        )
        for row in iterate_rows(_not_above(assessment))
    ]
    if coverage is not None and len(unanswered := uncovered_items(coverage)):
        weak.append(words("document.gaps", codes=words.digits(", ".join(unanswered["code"]))))
    return strong, weak


def _around_excellence(assessment: Assessment, words: Words) -> tuple[list[str], list[str]]:
    """Return sentences on indicators (or else instruments) reaching the excellence mark or not."""
    framework, results = assessment.framework, assessment.results
    mark = Decimal(str(framework.excellence_mark))
    names = {str(each.number): indicator_title(each, words) for each in framework.indicators}
    scores = figures(results, "indicator")
    if not has_indicators(results):
        names = {each.code: words.of(each.name) for each in framework.instruments}
        scores = figures(results, "instrument")
    known = [
        (score, rounded, name)
        for key, name in names.items()
        if (score := scores.get(key)) is not None and (rounded := round_half_up(score)) is not None
    ]
    strong = [
        words("document.strong", name=name, score=words.number(score))
        for score, rounded, name in sorted(known, key=lambda each: -each[0])
        if rounded >= mark
    ]
    weak = [
        words(
            "document.weak",
            name=name,
            score=words.number(score),
            mark=words.number(mark, 0),
            short=words.number(mark - rounded),
        )
        for score, rounded, name in sorted(known, key=lambda each: each[0])
        if rounded < mark
    ]
    return strong, weak
