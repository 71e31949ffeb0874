"""`python -m ita measures`: an office's measures, counted by division, on a day."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from ita.analysis.assessment import Assessment, assessments
from ita.commands.console import (
    BAD_INPUT,
    FILE,
    day_option,
    done_by_option,
    echo_json,
    echo_problems,
    has_errors,
    json_option,
    language_option,
    mapping_option,
    read_plan,
)
from ita.domain.follow_up import DoneBy
from ita.domain.framework import load_framework
from ita.domain.mapping import FileMapping
from ita.domain.plan import MeasurePlan
from ita.language import Words
from ita.measures.answering import answers_result
from ita.reading.scores import read_scores
from ita.report.measures_summary import measures_report
from ita.report.naming import day_text

SCORES = Path(__file__).parents[2] / "data" / "scores"


@click.command()
@click.argument("file", type=FILE)
@json_option
@day_option
@done_by_option
@click.option(
    "--scores",
    "scores_file",
    type=FILE,
    help="Workbook of the scores that the measures answer, by default that of the year before.",
)
@mapping_option
@language_option
def measures(
    file: Path,
    as_json: bool,
    on: date | None,
    done_by: DoneBy | None,
    scores_file: Path | None,
    mapping: FileMapping,
    words: Words,
) -> None:
    """Measures by indicator and division, what is overdue, which weak questions have none."""
    progress, problems = read_plan(file, on, done_by, mapping)
    assessment = _find_assessment(progress.plan, scores_file)
    content = measures_report(progress, words, assessment, problems)
    if as_json:
        echo_json(content)
    elif content["measures"]:
        _print_measures(content, progress.on, words)
    if not as_json or not content["measures"]:
        echo_problems(problems, words)
    if not content["measures"] or has_errors(problems):
        sys.exit(BAD_INPUT)


def _find_assessment(plan: MeasurePlan, file: Path | None) -> Assessment | None:
    """Return the assessment that the measures answer: the same agency's of the year before."""
    files = [file] if file else sorted(SCORES.glob("*.xlsx"))
    results = [
        each for path in files for each in assessments(read_scores(path.read_bytes(), path.name))
    ]
    if file and len(results) == 1:
        return results[0]
    return next((each for each in results if answers_result(plan, each)), None)


def _print_measures(content: dict[str, Any], day: date, words: Words) -> None:
    click.echo(f"{content['agency'] or ''} {content['fiscal_year'] or ''}".strip())
    counts = {name: words.digits(content[name]) for name in ("overdue", "all_divisions")}
    click.echo(
        words(
            "measures_report.count",
            count=words.digits(content["measures"]),
            on=day_text(day, words),
            **counts,
        )
    )
    names = {str(each.number): words.of(each.name) for each in load_framework(None).indicators}
    for number, count in content["by_indicator"].items():
        line = words("measures_report.indicator", number=number, name=names[number], count=count)
        click.echo(f"  {line}")
    for row in (*content["by_division"], *content["others"]):
        click.echo(f"  {words('measures_report.division', **row)}")
    for gap in content["uncovered"] or ():
        numbers = ", ".join(map(str, gap["of_indicator"]))
        values = {name: gap[name] for name in ("code", "score", "indicator")}
        why = words(f"measures_report.{gap['why']}", measures=numbers, **values)
        click.echo(f"  ! {why}")
    if content["uncovered"] is None:
        click.echo(f"  {words('measures_report.no_scores')}")
