"""Options and messages that the commands share."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click

from ita.domain.follow_up import DONE_BY
from ita.domain.mapping import NO_ANSWERS, FileMapping, MappingError
from ita.domain.problems import Problem
from ita.language import LANGUAGES, Words

BAD_INPUT = 1
# Later years are those of the Buddhist Era, which would make everything overdue.
_FIRST_BUDDHIST_YEAR = 2400

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), default="th", show_default=True, help="Words in …"
)
mapping_option = click.option(
    "--mapping",
    "mapping_file",
    type=FILE,
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
    default="lead",
    show_default=True,
    help="Whose report makes a measure of several divisions done: its lead division's, or all of them.",
)


def read_mapping(path: Path | None, words: Words) -> FileMapping:
    """The answers in a file, none without one. Raises click.BadParameter, which is exit code 2."""
    if path is None:
        return NO_ANSWERS
    try:
        return FileMapping.from_json(path.read_bytes())
    except MappingError as error:
        message = words("check.mapping_wrong", file=path.name, entry=str(error))
        raise click.BadParameter(message, param_hint="--mapping") from error


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems is an error, so that the command's exit code is 1."""
    return any(problem.severity == "error" for problem in problems)


def echo_problems(problems: Iterable[Problem], words: Words) -> None:
    """Problems on the error stream, a line each."""
    for problem in problems:
        click.echo(f"{problem.where(words)}: {problem.message(words)}", err=True)
