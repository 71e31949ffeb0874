"""`python -m ita check`: problems of workbooks, and what the yearly analysis still lacks."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from ita.analysis.assessment import Assessment, assessments
from ita.commands.console import (
    BAD_INPUT,
    FILE,
    day_option,
    has_errors,
    language_option,
    mapping_option,
    read_plan,
)
from ita.domain.mapping import FileMapping
from ita.domain.problems import Problem
from ita.language import Words
from ita.measures.answering import answers_result, plans_same_year
from ita.measures.plan_progress import PlanProgress
from ita.measures.yearly_analysis import (
    ChecklistError,
    Evidence,
    RequiredPart,
    check_yearly_analysis,
    load_required_parts,
)
from ita.publishing.office_templates import office_folder
from ita.reading.scores import read_scores
from ita.report.naming import agency_and_year
from ita.report.report_check import check_report
from ita.report.yearly_analysis import part_line


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--measures",
    "plan_files",
    type=FILE,
    multiple=True,
    help="Workbook of measures: prints what the yearly analysis of the result it answers lacks.",
)
@day_option
@mapping_option
@language_option
def check(
    files: tuple[Path, ...],
    plan_files: tuple[Path, ...],
    on: date | None,
    mapping: FileMapping,
    words: Words,
) -> None:
    """Problems of workbooks and reports, a line each: where it is, what is wrong, what is allowed.

    What a report prints and its own scores do not give is named, too: a list for its author. With
    measures also what the yearly analysis must hold and still lacks, by an unofficial list.
    """
    parts = _load_parts() if plan_files else ()
    failed = False
    results: list[Assessment] = []
    for path in files:
        reading = read_scores(path.read_bytes(), path.name, mapping=mapping)
        made = assessments(reading)
        findings = [each for result in made for each in check_report(result, words)]
        lines = [
            f"{path.name} · {each.where}: {words('report_check.differs')}: "
            f"{each.what}: {each.printed} → {each.expected}"
            for each in findings
        ]
        _print_problems(reading.problems, path, words, lines)
        results += made
        failed |= has_errors(reading.problems)
    plans: list[PlanProgress] = []
    for path in plan_files:
        plan, problems = read_plan(path, on)
        plans.append(plan)
        _print_problems(problems, path, words)
        failed |= has_errors(problems)
    for assessment in results if plan_files else ():
        _print_yearly_analysis(assessment, plans, parts, words)
    sys.exit(BAD_INPUT if failed else 0)


def _load_parts() -> tuple[RequiredPart, ...]:
    try:
        return load_required_parts(office_folder())
    except ChecklistError as error:
        raise click.ClickException(error.detail) from error


def _print_problems(
    problems: Iterable[Problem], path: Path, words: Words, findings: Sequence[str] = ()
) -> None:
    """Return lines for problems and for contradictions of a report, or that there are none."""
    lines = [
        f"{problem.where(words)}: {words(f'severity.{problem.severity}')}: {problem.message(words)}"
        for problem in problems
    ]
    for line in [*lines, *findings] or [f"{path.name}: {words('check.fine')}"]:
        click.echo(line)


def _print_yearly_analysis(
    assessment: Assessment,
    plans: list[PlanProgress],
    parts: tuple[RequiredPart, ...],
    words: Words,
) -> None:
    """Return a line for each part; none where no plan answers the result."""
    plan = next((each for each in plans if answers_result(each.plan, assessment)), None)
    last_year = next((each for each in plans if plans_same_year(each.plan, assessment)), None)
    if plan is None:
        return
    owner = agency_and_year(assessment, words)
    click.echo(words("check.yearly_analysis", owner=owner))
    for status in check_yearly_analysis(Evidence(assessment, plan, last_year), parts):
        click.echo(f"  {part_line(status, words)}")
