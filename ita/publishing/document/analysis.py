"""What the figures say: counts above the pass mark, the lowest questions, strong and weak points."""

import pandas as pd

from ita.analysis.roll_up import figures
from ita.assessment import Assessment
from ita.language import MISSING, Words
from ita.measures.coverage import coverage, uncovered
from ita.naming import indicator_name
from ita.notes import lowest_notes
from ita.publishing.document.grid import Column, Grid
from ita.publishing.document.paper import Paper
from ita.publishing.document.subject import indicator_text
from ita.reading.measures import MeasureReading
from ita.rounding import half_up, shown


def analysis(
    paper: Paper, assessment: Assessment, plan: MeasureReading | None, words: Words
) -> None:
    """For each instrument with questions: how many lie above the pass mark, and the five lowest."""
    if assessment.ranked.empty:
        return
    paper.heading(words("document.analysis"))
    answers = _answers(assessment, plan)
    notes = lowest_notes(assessment, words)
    for instrument in assessment.framework.instruments:
        own = assessment.ranked[assessment.ranked["instrument"] == instrument.code]
        if own.empty:
            continue
        paper.heading(words.of(instrument.name), 2)
        paper.write(count_sentence(assessment, instrument.code, words))
        lowest = assessment.lowest[assessment.lowest["instrument"] == instrument.code]
        if len(lowest):
            _lowest(paper, lowest, answers, words)
        if instrument.code in notes:
            paper.write(notes[instrument.code], "Note")


def count_sentence(assessment: Assessment, instrument: str, words: Words) -> str:
    """Score of an instrument and how many of its questions lie above the pass mark.

    Names the questions that don't, and those that have no score.
    """
    (row,) = assessment.above[assessment.above["instrument"] == instrument].itertuples()
    own = assessment.ranked[assessment.ranked["instrument"] == instrument]
    mark = words.number(assessment.framework.pass_mark, 0)
    told = words(
        "document.all_above" if row.above == row.of else "document.count",
        instrument=instrument,
        score=words.number(figures(assessment.results, "instrument").get(instrument)),
        mark=mark,
        above=words.digits(row.above),
        of=words.digits(row.of),
    )
    below = own[own["shown"] <= assessment.framework.pass_mark]
    if len(below):
        listed = ", ".join(
            f"{words.digits(r.code)} ({words.number(r.score)})" for r in below.itertuples()
        )
        told += " " + words("document.not_above", mark=mark, list=listed)
    scores = assessment.scores
    missing = scores[(scores["instrument"] == instrument) & scores["score"].isna()]
    if len(missing):
        told += " " + words(
            "questions.missing",
            count=words.digits(len(missing)),
            codes=words.digits(", ".join(missing["code"])),
        )
    return told


def _answers(assessment: Assessment, plan: MeasureReading | None) -> dict[str, str] | None:
    """The numbers of the measures that answer each lowest question; None without a plan."""
    if plan is None:
        return None
    table = coverage(plan.measures, assessment.lowest, assessment.fiscal_year)
    return {
        f"{row.instrument} {row.code}": ", ".join(map(str, row.measures)) or MISSING
        for row in table.itertuples()
    }


def _lowest(
    paper: Paper,
    lowest: pd.DataFrame,
    answers: dict[str, str] | None,
    words: Words,
) -> None:
    paper.write(words("document.lowest", count=words.digits(len(lowest))), "Table Title")
    columns = [
        Column(words("columns.rank"), 1.5, figures=True),
        Column(words("columns.code"), 1.4),
        Column(words("columns.text"), 6.1 if answers is not None else 8.2),
        Column(words("columns.indicator"), 3.0),
        Column(words("columns.score"), 1.9, figures=True),
    ]
    if answers is not None:
        columns.append(Column(words("columns.measures"), 2.1))
    grid = Grid(paper, columns)
    grid.header()
    for row in lowest.itertuples():
        cells = [
            words.digits(row.rank),
            words.digits(row.code),
            "" if pd.isna(row.text) else row.text,
            indicator_name(row.indicator, words) or MISSING,
            words.number(row.score),
        ]
        if answers is not None:
            cells.append(words.digits(answers[f"{row.instrument} {row.code}"]))
        grid.row(cells)
    grid.finish()


def points(paper: Paper, assessment: Assessment, plan: MeasureReading | None, words: Words) -> None:
    """Strong points and points to improve, both told by the figures alone."""
    strong, weak = _strong_and_weak(assessment, words)
    if not strong and not weak:
        return
    every = [row for row in assessment.above.itertuples() if row.of]
    mark = words.number(assessment.framework.pass_mark, 0)
    strong += [
        words("document.all_of", instrument=row.instrument, of=words.digits(row.of), mark=mark)
        for row in every
        if row.above == row.of
    ]
    low = assessment.ranked[assessment.ranked["shown"] <= assessment.framework.pass_mark]
    weak += [
        words(
            "document.weak_question",
            code=words.digits(row.code),
            text="" if pd.isna(row.text) else row.text,
            score=words.number(row.score),
            mark=mark,
        )
        for row in low.itertuples()
    ]
    if plan is not None and len(assessment.lowest):
        gaps = uncovered(coverage(plan.measures, assessment.lowest, assessment.fiscal_year))
        if len(gaps):
            weak.append(words("document.gaps", codes=words.digits(", ".join(gaps["code"]))))
    excellence = words.number(assessment.framework.excellence_mark, 0)
    paper.heading(words("document.points_of_both"))
    paper.heading(words("document.strengths"), 2)
    paper.bullets(strong or [words("document.no_strength", mark=excellence)])
    paper.heading(words("document.weaknesses"), 2)
    paper.bullets(weak or [words("document.no_weakness", mark=excellence)])


def _strong_and_weak(assessment: Assessment, words: Words) -> tuple[list[str], list[str]]:
    """Sentences on the indicators, or else the instruments, at the excellence mark and below it."""
    framework, results = assessment.framework, assessment.results
    mark = framework.excellence_mark
    named = [(str(each.number), indicator_text(each, words)) for each in framework.indicators]
    scores = figures(results, "indicator")
    if not any(value is not None for value in scores.values()):
        named = [(each.code, words.of(each.name)) for each in framework.instruments]
        scores = figures(results, "instrument")
    known = [(name, scores[key]) for key, name in named if scores.get(key) is not None]
    at_mark = [pair for pair in known if shown(pair[1]) >= mark]
    below = sorted((pair for pair in known if shown(pair[1]) < mark), key=lambda pair: pair[1])
    at_mark.sort(key=lambda pair: -pair[1])
    strong = [
        words("document.strong", name=name, score=words.number(score)) for name, score in at_mark
    ]
    weak = [
        words(
            "document.weak",
            name=name,
            score=words.number(score),
            mark=words.number(mark, 0),
            short=words.number(half_up(mark) - half_up(score)),
        )
        for name, score in below
    ]
    return strong, weak
