"""`python -m ita compare`: the results of files side by side, by years and by agencies."""

import json
import sys
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
    spread,
    with_levels,
)
from ita.analysis.compare_years import compare_years
from ita.commands.console import (
    BAD_INPUT,
    FILE,
    echo_problems,
    has_errors,
    language_option,
    mapping_option,
    read_mapping,
)
from ita.domain.problems import Problem
from ita.language import Words
from ita.reading.scores import read_scores


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--json", "as_json", is_flag=True, help="One object.")
@mapping_option
@language_option
def compare(
    files: tuple[Path, ...], as_json: bool, mapping_file: Path | None, language: str
) -> None:
    """Results of files: each agency's years, and the agencies of each year."""
    words = Words(language)
    mapping = read_mapping(mapping_file, words)
    tables: list[pd.DataFrame] = []
    problems: list[Problem] = []
    for path in files:
        reading = read_scores(path.read_bytes(), path.name, mapping=mapping)
        tables.append(collect_results(assessments(reading)))
        problems += reading.problems
    results = pd.concat(tables, ignore_index=True)
    content = comparison(results, problems, words)
    if as_json:
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        _print(content, words)
        echo_problems(problems, words)
    if results.empty or has_errors(problems):
        sys.exit(BAD_INPUT)


def comparison(results: pd.DataFrame, problems: list[Problem], words: Words) -> dict[str, Any]:
    """What `compare` prints, as a plain object.

    `years`: of each agency with several years its figures but items, with change and reason where
    they are not comparable. `agencies`: of each year with several agencies their ranking, the
    spread of each figure, and who is best at each one's weakest indicator.
    """
    return {
        "years": [
            {"agency": agency, "figures": _records(_without_items(compare_years(table)))}
            for agency, table in results.groupby("agency", sort=False)
            if table["fiscal_year"].nunique() > 1
        ],
        "agencies": [
            _year(int(str(year)), table)
            for year, table in results.groupby("fiscal_year")
            if table["agency"].nunique() > 1
        ],
        "problems": [
            {"code": each.code, "where": each.where(words), "message": each.message(words)}
            for each in problems
        ],
    }


def _year(fiscal_year: int, results: pd.DataFrame) -> dict[str, Any]:
    # Of two results of an agency in a year the one of the last file counts.
    scores = gather_scores(results)
    ranks = with_levels(rank_agencies(scores), results[results["key"] == "total"])
    best = [
        {"agency": agency, **record}
        for agency in ranks["agency"]
        for record in _records(best_practice(scores, agency))
    ]
    return {
        "fiscal_year": fiscal_year,
        "ranking": _records(ranks),
        "spread": _records(spread(scores)),
        "best_practice": best,
    }


def _without_items(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["level"] != "item"].drop(columns="text")


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
