"""The result: its sentence, its table, and the indicators of each instrument."""

from collections.abc import Mapping

from ita.analysis.roll_up import figures
from ita.assessment import Assessment
from ita.headline import headline, level_name, loss
from ita.language import Words
from ita.naming import indicator_name
from ita.notes import rounding_notes
from ita.publishing.document.grid import Column, Grid
from ita.publishing.document.paper import Paper
from ita.publishing.document.subject import agency_and_year


def result(
    paper: Paper, assessment: Assessment, words: Words, pictures: Mapping[str, bytes]
) -> None:
    """The result in a sentence, where points were lost, the table, its notes, the pictures."""
    paper.heading(words("document.result"), new_page=True)
    lead = words("document.result_of", whose=agency_and_year(assessment, words))
    paper.write_marked(lead, headline(assessment, words))
    lost = loss(assessment, words)
    if lost:
        paper.write(lost)
    if has(assessment, "indicator"):
        _indicators_and_instruments(paper, assessment, words)
    elif has(assessment, "instrument"):
        _instruments(paper, assessment, words)
    for note in [*_incomplete(assessment, words), *rounding_notes(assessment, words)]:
        paper.write(note, "Note")
    for description, png in pictures.items():
        paper.picture(png, description)


def has(assessment: Assessment, level: str) -> bool:
    """Whether anything of a level has a score."""
    return any(value is not None for value in figures(assessment.results, level).values())


def _indicators_and_instruments(paper: Paper, assessment: Assessment, words: Words) -> None:
    framework, results = assessment.framework, assessment.results
    levels = "indicator" in framework.levels_apply_to
    grid = Grid(
        paper,
        [
            Column(words("document.instrument"), 1.3),
            Column(words("columns.indicator"), 4.1 if levels else 7.1),
            Column(words("document.weight"), 1.8, figures=True),
            Column(words("document.mean"), 2.1, figures=True),
            *([Column(words("columns.level"), 3.0)] if levels else []),
            Column(words("document.of_100", full=words.digits(100)), 1.9, figures=True),
            Column(words("document.weighted"), 1.9, figures=True),
        ],
        whole=True,
    )
    grid.header()
    means = figures(results, "indicator")
    scores, points = figures(results, "instrument"), figures(results, "instrument", "points")
    for instrument in framework.instruments:
        first = len(grid.rows)
        for each in framework.indicators_of(instrument.code):
            top = len(grid.rows) == first
            mean = means.get(str(each.number))
            level = framework.score_level(mean, "indicator")
            grid.row(
                [
                    instrument.code if top else "",
                    indicator_name(each.number, words),
                    words.number(instrument.weight) if top else "",
                    words.number(mean),
                    *([f"{words.of(level.name)} {level.word}" if level else ""] if levels else []),
                    words.number(scores.get(instrument.code)) if top else "",
                    words.number(points.get(instrument.code)) if top else "",
                ]
            )
        for column in (0, 2, -2, -1):
            grid.merge(column % len(grid.columns), first, len(grid.rows) - 1)
    last = len(grid.columns) - 1
    grid.band({0: total_text(assessment, words), last: words.number(assessment.total)})
    grid.finish()


def _instruments(paper: Paper, assessment: Assessment, words: Words) -> None:
    results = assessment.results
    scores, points = figures(results, "instrument"), figures(results, "instrument", "points")
    grid = Grid(
        paper,
        [
            Column(words("columns.instrument"), 8.0),
            Column(words("document.weight"), 2.6, figures=True),
            Column(words("document.of_100", full=words.digits(100)), 2.6, figures=True),
            Column(words("document.weighted"), 2.8, figures=True),
        ],
        whole=True,
    )
    grid.header()
    for each in assessment.framework.instruments:
        grid.row(
            [
                words.of(each.name),
                words.number(each.weight),
                words.number(scores.get(each.code)),
                words.number(points.get(each.code)),
            ]
        )
    grid.band({0: total_text(assessment, words), 3: words.number(assessment.total)})
    grid.finish()


def total_text(assessment: Assessment, words: Words) -> str:
    """What stands before the total: its name and its level."""
    return f"{words('figures.total')} · {level_name(assessment, words)}"


def _incomplete(assessment: Assessment, words: Words) -> list[str]:
    """How many items of an instrument have a score, where not all of them do."""
    results = assessment.results
    tops = results[(results["level"] == "instrument") & (results["basis"] == "items")]
    return [
        f"{row.key}: "
        + words(
            "figures.incomplete", scored=words.digits(row.scored), items=words.digits(row.items)
        )
        for row in tops[~tops["complete"]].itertuples()
    ]


def by_indicator(paper: Paper, assessment: Assessment, words: Words) -> None:
    """The score of each indicator under its instrument; in a sentence, that the file has none."""
    paper.heading(words("document.by_indicator"))
    if not has(assessment, "indicator"):
        paper.write(words("overview.no_indicators"))
        return
    framework, means = assessment.framework, figures(assessment.results, "indicator")
    scores = figures(assessment.results, "instrument")
    grid = Grid(
        paper,
        [
            Column(words("document.number"), 2.6, figures=True),
            Column(words("columns.indicator"), 10.4),
            Column(words("columns.score"), 3.0, figures=True),
        ],
        whole=True,
    )
    grid.header()
    for instrument in framework.instruments:
        name = words.of(instrument.name)
        grid.band({0: name, 2: words.number(scores.get(instrument.code))})
        for each in framework.indicators_of(instrument.code):
            mean = words.number(means.get(str(each.number)))
            grid.row([words.digits(each.number), words.of(each.name), mean])
    grid.finish()
