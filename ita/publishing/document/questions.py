"""Every question with its score, by instrument and indicator."""

from typing import Any

import pandas as pd

from ita.analysis.roll_up import figures
from ita.assessment import Assessment
from ita.framework import Instrument
from ita.language import Words
from ita.publishing.document.grid import Column, Grid
from ita.publishing.document.paper import Paper
from ita.publishing.document.subject import indicator_text


def questions(paper: Paper, assessment: Assessment, words: Words) -> None:
    """A table of questions for each indicator; in a sentence, which instruments have none."""
    paper.heading(words("document.questions"))
    scores = assessment.scores
    silent = []
    for instrument in assessment.framework.instruments:
        own = scores[scores["instrument"] == instrument.code]
        if own["score"].notna().any():
            _of_instrument(paper, assessment, instrument, own, words)
        else:
            silent.append(instrument.code)
    if silent:
        paper.write(words("document.no_questions", instruments=", ".join(silent)))


def _of_instrument(
    paper: Paper, assessment: Assessment, instrument: Instrument, own: pd.DataFrame, words: Words
) -> None:
    means = figures(assessment.results, "indicator")
    paper.heading(words.of(instrument.name), 2)
    for each in assessment.framework.indicators_of(instrument.code):
        items = own[own["indicator"] == each.number]
        if len(items):
            mean = means.get(str(each.number))
            _table(paper, assessment, indicator_text(each, words), mean, items, words)
    homeless = own[own["indicator"].isna()]
    if len(homeless):
        _table(paper, assessment, words("document.no_indicator"), None, homeless, words)


def _table(
    paper: Paper,
    assessment: Assessment,
    title: str,
    mean: float | None,
    items: pd.DataFrame,
    words: Words,
) -> None:
    grid = Grid(
        paper,
        [
            Column(words("columns.code"), 1.6),
            Column(words("columns.text"), 11.1),
            Column(words("columns.score"), 3.3, figures=True),
        ],
    )
    score = "" if mean is None else words("document.points", score=words.number(mean))
    grid.header({0: title, 2: score})
    groups = figures(assessment.results, "sub_indicator")
    names = {each.number: words.of(each.name) for each in assessment.framework.sub_indicators}
    open_group: Any = ""
    for row in items.itertuples():
        group = row.sub_indicator or ("" if pd.isna(row.part) else str(row.part))
        if group and group != open_group:
            if row.sub_indicator:
                name = f"{words.digits(group)} {names.get(group, '')}"
                grid.band({0: name, 2: words.number(groups.get(group))})
            else:
                grid.band({0: words("document.part", number=words.digits(group))})
        open_group = group
        text = "" if pd.isna(row.text) else row.text
        grid.row([words.digits(row.code), text, words.number(row.score)])
    grid.finish()
