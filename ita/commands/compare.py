"""`python -m ita compare`: results of files or of a store side by side, by years and agencies."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import pandas as pd

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import assessments
from ita.analysis.compare_agencies import (
    best_practice,
    gather_scores,
    rank_agencies,
    same_kind,
    spread,
    with_levels,
)
from ita.analysis.compare_years import compare_years
from ita.commands.console import (
    BAD_INPUT,
    FILE,
    echo_json,
    echo_problems,
    has_errors,
    json_option,
    language_option,
    mapping_option,
    stop,
    use_store,
)
from ita.domain.agencies import agency_key
from ita.domain.mapping import FileMapping
from ita.domain.problems import Problem
from ita.language import Words
from ita.reading.scores import read_scores
from ita.store import ResultQueries

# The most agencies listed for an ambiguous name.
_CANDIDATES = 20


@click.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option(
    "--store",
    "address",
    is_flag=False,
    flag_value="",
    help="Saved results instead of files: path or URL of a store, by default that of ITA_STORE.",
)
@click.option("--year", type=int, help="Of the store: the agencies of this fiscal year (B.E.).")
@click.option("--agency", default="", help="Of the store: the years of this agency.")
@json_option
@mapping_option
@language_option
def compare(
    files: tuple[Path, ...],
    address: str | None,
    year: int | None,
    agency: str,
    as_json: bool,
    mapping: FileMapping,
    words: Words,
) -> None:
    """Results side by side: each agency's years, and the agencies of each year."""
    _check_use(files, address, year, agency)
    problems: list[Problem] = []
    if address is None:
        results, problems = _read_files(files, mapping)
        content = comparison(results, problems, words)
    else:
        content = _compare_saved(address, year, agency, words)
    if as_json:
        echo_json(content)
    else:
        _print(content, words)
        echo_problems(problems, words)
    if not (content["years"] or content["agencies"]) or has_errors(problems):
        sys.exit(BAD_INPUT)


def _check_use(files: tuple[Path, ...], address: str | None, year: int | None, agency: str) -> None:
    """Raise click.UsageError (exit code 2) unless files or a store are given."""
    if (address is None) is not bool(files):
        raise click.UsageError("Give either files or --store.")
    asks_store = year is not None or bool(agency)
    if (address is None) is asks_store:
        raise click.UsageError("--store needs --year or --agency, and they need --store.")


def _read_files(
    files: tuple[Path, ...], mapping: FileMapping
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the results of files as one table, and their problems."""
    tables: list[pd.DataFrame] = []
    problems: list[Problem] = []
    for path in files:
        reading = read_scores(path.read_bytes(), path.name, mapping=mapping)
        tables.append(collect_results(assessments(reading)))
        problems += reading.problems
    return pd.concat(tables, ignore_index=True), problems


def _compare_saved(address: str, year: int | None, agency: str, words: Words) -> dict[str, Any]:
    """As `comparison`, of the results in a store.

    With an agency its years, and with a year as well its place among those that are assessed as it
    is; with a year alone all agencies of that year.
    """
    content: dict[str, Any] = {"years": [], "agencies": [], "problems": []}
    with use_store(address, words) as store:
        name = ""
        if agency:
            agency_id, name = _find_agency(store.results, agency, words)
            figures = _list_years(store.results.of_agency(agency_id))
            content["years"].append({"agency": name, "figures": figures})
        if year is not None:
            content["agencies"] += _saved_year(store.results, year, name)
    return content


def _find_agency(results: ResultQueries, wanted: str, words: Words) -> tuple[int, str]:
    """Return the id and the name of an agency; exit where none or several match."""
    rows = results.agencies(wanted.partition("(")[0], _CANDIDATES)
    names = [
        (number, name, f"{name} ({province})" if province else name)
        for number, name, province in zip(
            *(rows[column].tolist() for column in ("agency_id", "agency", "province")), strict=True
        )
    ]
    key = agency_key(wanted)
    exact = [each for each in names if key in (agency_key(each[1]), agency_key(each[2]))]
    if len(exact or names) != 1:
        reason = "several" if names else "none"
        listed = ", ".join(full_name for *_, full_name in exact or names)
        stop(words(f"comparison.agency_{reason}", name=wanted, list=listed))
    number, name, full_name = (exact or names)[0]
    is_alone = [each[1] for each in names].count(name) == 1
    return int(number), name if is_alone else full_name


def _saved_year(results: ResultQueries, year: int, agency: str) -> list[dict[str, Any]]:
    """Return the agencies of a year; district offices apart from all others. (DOMAIN.md §3)"""
    scores = results.scores_of_year(year)
    if agency:
        groups = [same_kind(scores, agency)]
    else:
        others = same_kind(scores, "")
        groups = [others, scores[~scores["agency"].isin(others["agency"])]]
    content = []
    for group in groups:
        if len(group):
            ids = group["agency_id"].tolist()
            figures = results.figures_of_year(year, "total", ids)
            names = group.set_index("agency_id")["agency"]
            figures = figures.assign(agency=names.reindex(figures["agency_id"]).to_numpy())
            is_member = agency in set(group["agency"])
            content.append(_year(year, group, figures, [agency] if is_member else []))
    return content


def comparison(results: pd.DataFrame, problems: list[Problem], words: Words) -> dict[str, Any]:
    """Return the output of `compare` as a plain object.

    `years`: of each agency with several years its figures but items, with change and reason where
    they are not comparable. `agencies`: of each year with several agencies their ranking, the
    spread of each figure, and who is best at each one's weakest indicator.
    """
    return {
        "years": [
            {"agency": agency, "figures": _list_years(table)}
            for agency, table in results.groupby("agency", sort=False)
            if table["fiscal_year"].nunique() > 1
        ],
        "agencies": [
            # If two files have results of an agency and year, the last file counts.
            _year(
                int(str(year)),
                (scores := gather_scores(table)),
                table[table["key"] == "total"],
                scores["agency"].tolist(),
            )
            for year, table in results.groupby("fiscal_year")
            if table["agency"].nunique() > 1
        ],
        "problems": [
            {"code": each.code, "where": each.where(words), "message": each.message(words)}
            for each in problems
        ],
    }


def _year(
    fiscal_year: int, scores: pd.DataFrame, totals: pd.DataFrame, agencies: Sequence[str]
) -> dict[str, Any]:
    """Return the comparison of a group; for `agencies` also the best at their weakest indicator."""
    ranks = with_levels(rank_agencies(scores), totals)
    wanted = set(agencies)
    best = [
        {"agency": agency, **record}
        for agency in ranks["agency"]
        if agency in wanted
        for record in _records(best_practice(scores, agency))
    ]
    return {
        "fiscal_year": fiscal_year,
        "ranking": _records(ranks),
        "spread": _records(spread(scores)),
        "best_practice": best,
    }


def _list_years(results: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the figures of an agency's years, without items, each with that of the year before."""
    table = compare_years(results)
    return _records(table[table["level"] != "item"].drop(columns="text"))


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return json.loads(table.to_json(orient="records", force_ascii=False))


def _print(content: dict[str, Any], words: Words) -> None:
    for each in content["years"]:
        click.echo(each["agency"])
        for row in each["figures"]:
            change = "" if row["change"] is None else f" ({row['change']:+.2f})"
            reason = row["reason"]
            note = f" {words(f'comparison.{reason}')}" if reason else ""
            name = words("comparison.total") if row["key"] == "total" else row["key"]
            score = words.number(row["score"])
            click.echo(f"  {row['fiscal_year']} {name}: {score}{change}{note}")
    for each in content["agencies"]:
        click.echo(words("comparison.year", year=each["fiscal_year"], count=len(each["ranking"])))
        for row in each["ranking"]:
            rank = row["rank"] or "–"
            click.echo(
                f"  {rank}. {row['agency']}: {words.number(row['score'])} {row['grade'] or ''}"
            )
