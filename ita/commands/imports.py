"""`python -m ita import`: results of many agencies and years from a list into the store."""

import sys
from pathlib import Path

import click

from ita.commands.console import BAD_INPUT, FILE, language_option, stop, store_option, use_store
from ita.language import Words
from ita.store.imports import import_list
from ita.store.list_files import ListFileError

# The most faulty rows that are listed one by one.
_NAMED = 50


@click.command("import")
@click.argument("file", type=FILE)
@store_option
@language_option
def import_results(file: Path, address: str | None, words: Words) -> None:
    """Results of a list (CSV, Parquet, XLSX): agency, fiscal year, indicator, score, a row each.

    An agency and year with a faulty row is left out whole. An import that was stopped goes on when
    it is started again, and running it twice doubles nothing.
    """

    def progress(done: int, count: int) -> None:
        click.echo(words("imports.progress", done=f"{done:,}", count=f"{count:,}"), err=True)

    try:
        with use_store(address, words) as store:
            report = import_list(store, file, progress)
    except ListFileError as error:
        stop(words(f"imports.{error.reason}", file=file.name, detail=error.detail))
    click.echo(
        words("imports.done", figures=f"{report.figures:,}", count=f"{report.agency_years:,}")
    )
    for problem in report.problems[:_NAMED]:
        line = words(f"imports.row_{problem.code}", row=problem.row, value=problem.value)
        click.echo(line, err=True)
    if report.problem_count > _NAMED:
        rest = f"{report.problem_count - _NAMED:,}"
        click.echo(words("imports.more_problems", count=rest), err=True)
    if report.problems:
        sys.exit(BAD_INPUT)
