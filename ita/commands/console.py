"""Options, files, the store and messages that the commands share."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

from ita.domain.follow_up import DONE_BY, DoneBy
from ita.domain.mapping import NO_ANSWERS, FileMapping, MappingError
from ita.domain.problems import Problem
from ita.language import LANGUAGES, Words
from ita.measures.plan_progress import PlanProgress
from ita.reading.measures import read_measures
from ita.reading.measures.follow_ups import read_follow_ups
from ita.store import Store, StoreError, default_address, open_store
from ita.thai.dates import day_within_year

BAD_INPUT = 1
# Later years are those of the Buddhist Era, which would make everything overdue.
_FIRST_BUDDHIST_YEAR = 2400

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

# It is read before the other options, whose messages are in its words.
language_option = click.option(
    "--language",
    "words",
    type=click.Choice(LANGUAGES),
    default="th",
    show_default=True,
    is_eager=True,
    callback=lambda _context, _option, language: Words(language),
    help="Words in …",
)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON instead of sentences.")
store_option = click.option(
    "--store", "address", help="Path or URL of the store, by default that of ITA_STORE."
)


def _read_mapping(
    context: click.Context, _option: click.Parameter, path: Path | None
) -> FileMapping:
    if path is None:
        return NO_ANSWERS
    try:
        return FileMapping.from_json(path.read_bytes())
    except MappingError as error:
        words: Words = context.params["words"]
        message = words("check.mapping_wrong", file=path.name, entry=str(error))
        raise click.BadParameter(message, param_hint="--mapping") from error


# A wrong one ends the command with exit code 2, before anything is read.
mapping_option = click.option(
    "--mapping",
    type=FILE,
    callback=_read_mapping,
    help="Answers on how the file is to be read, as the data page gives them (JSON).",
)


def _check_day(
    context: click.Context, option: click.Parameter, value: datetime | None
) -> date | None:
    if value is None:
        return None
    if value.year >= _FIRST_BUDDHIST_YEAR:
        raise click.BadParameter("the year must be of the Common Era", param_hint="--on")
    return value.date()


day_option = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_check_day,
    help="Day on which to judge how measures stand, by default today or, where the fiscal year of the"
    " measures does not hold it, the nearest day of that year.",
)

done_by_option = click.option(
    "--done-by",
    type=click.Choice(DONE_BY),
    help="Whose report makes a measure of several divisions done: its lead division's, or all of them;"
    " by default what the plan itself says, else its lead division's.",
)


def read_plan(
    path: Path, on: date | None, done_by: DoneBy | None = None, mapping: FileMapping = NO_ANSWERS
) -> tuple[PlanProgress, tuple[Problem, ...]]:
    """Return the measures of a workbook with their reports on a day, and the problems.

    By default the day is today or, where the year of the plan does not hold it, the nearest day of
    that year; `done_by` counts instead of the plan's own rule.
    """
    data = path.read_bytes()
    plan = read_measures(data, path.name, mapping=mapping)
    entries, problems = read_follow_ups(data, path.name)
    on = on or day_within_year(date.today(), plan.fiscal_year)
    # Both readers name what is wrong with the file as a whole.
    of_entries = (problem for problem in problems if problem not in plan.problems)
    return PlanProgress(plan.with_rule(done_by), entries, on), (*plan.problems, *of_entries)


@contextmanager
def use_store(address: str | None, words: Words) -> Iterator[Store]:
    """Open a store by path or URL, by default that of ITA_STORE; exit where it fails."""
    try:
        with closing(open_store(address or default_address(os.environ))) as store:
            yield store
    except StoreError as error:
        stop(words(f"store.{error.reason}"))


def stop(message: str) -> NoReturn:
    """Exit with a message on the error stream and the exit code of bad input."""
    click.echo(message, err=True)
    sys.exit(BAD_INPUT)


def echo_json(content: object) -> None:
    """Print a single object, or the list of several, for `--json`."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether a problem is an error, which makes the exit code 1."""
    return any(problem.severity == "error" for problem in problems)


def problem_line(problem: Problem, words: Words) -> str:
    """Return the place and the message of a problem."""
    return f"{problem.where(words)}: {problem.message(words)}"


def echo_problems(problems: Iterable[Problem], words: Words) -> None:
    """Print problems on the error stream, one per line."""
    for problem in problems:
        click.echo(problem_line(problem, words), err=True)
