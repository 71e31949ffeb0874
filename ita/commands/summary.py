"""`python -m ita summary`: the result of one workbook, in words or as one object."""

import sys
from pathlib import Path

import click

from ita.analysis.assessment import Assessment, assessments
from ita.analysis.results import figures
from ita.commands.console import (
    BAD_INPUT,
    FILE,
    echo_json,
    echo_problems,
    has_errors,
    json_option,
    language_option,
    mapping_option,
)
from ita.domain.framework import VARIANTS
from ita.domain.mapping import FileMapping
from ita.language import Words
from ita.reading.scores import read_scores
from ita.report.headline import level_name
from ita.report.notes import record_notes
from ita.report.summary import refusal
from ita.report.summary import summary as summarise


@click.command()
@click.argument("file", type=FILE)
@json_option
@click.option("--variant", type=click.Choice(VARIANTS), help="Framework to apply.")
@mapping_option
@language_option
def summary(
    file: Path, as_json: bool, variant: str | None, mapping: FileMapping, words: Words
) -> None:
    """Result of one workbook: total, level, instruments, weakest questions, differences."""
    reading = read_scores(file.read_bytes(), file.name, mapping=mapping)
    results = assessments(reading, variant)
    if as_json:
        objects = [summarise(each, words) for each in results] or [refusal(reading.problems, words)]
        echo_json(objects[0] if len(objects) == 1 else objects)
    else:
        for each in results:
            _print_summary(each, words)
    if not results and not as_json:
        echo_problems(reading.problems, words)
    if not results or has_errors(reading.problems):
        sys.exit(BAD_INPUT)


def _print_summary(assessment: Assessment, words: Words) -> None:
    content = summarise(assessment, words)
    level = content["total"]["level"] or level_name(assessment, words)
    total = words.number(assessment.total)
    click.echo(f"{assessment.agency} {assessment.fiscal_year or ''}".strip())
    click.echo(f"{words('figures.total')}: {total} ({level})")
    for note in record_notes(assessment, words):
        click.echo(f"  {note}")
    weighted_scores = figures(assessment.results, "instrument", "weighted_score")
    for each in content["instruments"]:
        score = words.number(each["score"])
        weighted = words.number(weighted_scores.get(each["code"]))
        click.echo(f"  {each['code']}: {score} → {weighted}/{each['weight']}")
    for each in content["indicators"]:
        score = words.number(each["score"])
        click.echo(f"  {each['number']:>2}. {each['name']}: {score} {each['level'] or ''}".rstrip())
    for code, items in content["lowest"].items():
        for item in items:
            click.echo(f"  {code} {item['rank']}. {item['code']} {words.number(item['score'])}")
    for each in content["differences"]:
        click.echo(f"  ≠ {each['what']}: {each['printed']} → {each['computed']}")
    for problem in assessment.problems:
        click.echo(f"  ! {problem.where(words)}: {problem.message(words)}")
