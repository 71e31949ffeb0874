"""`python -m ita measures`: an office's measures, counted by division, on a day."""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ita.analysis.assessment import Assessment, assessments
from ita.commands.answers import mapping_option, read_mapping
from ita.domain.framework import load_framework
from ita.language import LANGUAGES, Words
from ita.measures.answering import answers_result
from ita.measures.report import measures_report
from ita.reading.measures import MeasureReading, read_measures
from ita.reading.measures.follow_ups import read_follow_ups
from ita.reading.scores import read_scores
from ita.thai.dates import short_date

BAD_INPUT = 1
SCORES = Path(__file__).parent.parent.parent / "data" / "scores"

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_file)
@click.option("--json", "as_json", is_flag=True, help="One object.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day on which to judge what is overdue, by default today.",
)
@click.option(
    "--scores",
    "scores_file",
    type=_file,
    help="Workbook of the scores that the measures answer, by default that of the year before.",
)
@mapping_option
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="th", show_default=True, help="Words in …"
)
def measures(
    file: Path,
    as_json: bool,
    on: datetime | None,
    scores_file: Path | None,
    mapping_file: Path | None,
    language: str,
) -> None:
    """Measures by indicator and division, what is overdue, which weak questions have none."""
    if on is not None and on.year >= 2400:
        raise click.BadParameter("the year must be of the Common Era", param_hint="--on")
    words = Words(language)
    data = file.read_bytes()
    reading = read_measures(data, file.name, mapping=read_mapping(mapping_file, words))
    entries, told = read_follow_ups(data, file.name)
    # What was wrong at the door has been told already.
    wrong = tuple(problem for problem in told if problem not in reading.problems)
    day = on.date() if on else date.today()
    content = measures_report(reading, entries, day, words, _scores(reading, scores_file), wrong)
    if as_json:
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    elif content["measures"]:
        _print(content, day, words)
    if not as_json or not content["measures"]:
        for problem in (*reading.problems, *wrong):
            click.echo(f"{problem.where}: {problem.message(words)}", err=True)
    severities = {problem["severity"] for problem in content["problems"]}
    if not content["measures"] or "error" in severities:
        sys.exit(BAD_INPUT)


def _scores(reading: MeasureReading, file: Path | None) -> Assessment | None:
    """The assessment that the measures answer: the same agency's of the year before."""
    files = [file] if file else sorted(SCORES.glob("*.xlsx"))
    found = [
        each for path in files for each in assessments(read_scores(path.read_bytes(), path.name))
    ]
    if file and len(found) == 1:
        return found[0]
    return next((each for each in found if answers_result(reading, each)), None)


def _print(content: dict[str, Any], day: date, words: Words) -> None:
    click.echo(f"{content['agency'] or ''} {content['fiscal_year'] or ''}".strip())
    told = {name: words.digits(content[name]) for name in ("overdue", "all_divisions")}
    click.echo(
        words(
            "measures_report.count",
            count=words.digits(content["measures"]),
            on=words.digits(short_date(day, words.language)),
            **told,
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
