"""Writes results as rows: of a saved file in the transaction that saves it, of a list in chunks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from ita.analysis.agency_results import ANALYSIS_VERSION, collect_results
from ita.analysis.assessment import assessments
from ita.domain.agencies import agency_key, agency_type_of
from ita.domain.mapping import NO_ANSWERS, FileMapping, MappingError
from ita.domain.tables import AGENCY_RESULT_TYPES, COMPARED_KEYS, plain_rows
from ita.reading.scores import read_scores
from ita.store.engine import (
    RESULTS_REVISION,
    Lock,
    insert_of,
    insert_rows,
    renew_revision,
    wait_for,
)
from ita.store.schema import (
    SCORE_COLUMNS,
    agencies,
    agency_years,
    analyses,
    results,
    year_scores,
)

# The most values in one statement that both databases accept.
CHUNK = 400
RESULT_COLUMNS = tuple(name for name in AGENCY_RESULT_TYPES if name in results.columns)


# The levels of the figures by which agencies are compared.
COMPARED_LEVELS = ("total", "instrument", "indicator")
_AT = {key: at for at, key in enumerate(COMPARED_KEYS)}


class Agency(NamedTuple):
    """An agency as a file or a list names it; missing values are ""."""

    name: str
    province: str = ""
    agency_type: str = ""
    parent: str = ""


class AgencyYear(NamedTuple):
    """The results of an agency in a year; `rows` have the values of RESULT_COLUMNS."""

    agency: Agency
    fiscal_year: int | None
    variant: str
    rows: Sequence[tuple[Any, ...]]


def analyse_file(data: bytes, name: str, mapping: str) -> list[AgencyYear]:
    """Return the results of a saved workbook; its file name replaces a missing agency name.

    `mapping` is how it is read, the JSON text of a FileMapping or "". A workbook that cannot be
    read gives no results.
    """
    try:
        answers = FileMapping.from_json(mapping) if mapping else NO_ANSWERS
    except MappingError:
        # The error is shown when the file is opened; until then its contents are unknown.
        return []
    table = collect_results(assessments(read_scores(data, name, mapping=answers)))
    return _agency_years(table, unnamed=name)


def _agency_years(table: pd.DataFrame, unnamed: str) -> list[AgencyYear]:
    columns = ("agency", "fiscal_year", "variant", *RESULT_COLUMNS)
    rows: dict[tuple[str, int | None, str], list[tuple[Any, ...]]] = {}
    for agency, fiscal_year, variant, *values in plain_rows(table, columns):
        rows.setdefault((agency or unnamed, fiscal_year, variant), []).append(tuple(values))
    return [
        AgencyYear(Agency(name), fiscal_year, variant, members)
        for (name, fiscal_year, variant), members in rows.items()
    ]


def replace_file_results(
    connection: Connection, file_id: int, former_ids: Iterable[int], made: Iterable[AgencyYear]
) -> None:
    """Replace the results of a file's former versions with those of a new version."""
    remove_file_results(connection, [*former_ids, file_id])
    insert_agency_years(connection, made, file_id)
    mark_analysed(connection, file_id)


def mark_analysed(connection: Connection, file_id: int) -> None:
    """Record that this version of the analysis has read a file, successfully or not."""
    row = {"file_id": file_id, "version": ANALYSIS_VERSION}
    upsert = insert_of(connection, analyses).values(row)
    connection.execute(upsert.on_conflict_do_update(index_elements=["file_id"], set_=row))


def _begin_change(connection: Connection) -> None:
    """Wait for other writers of results, then give the results a new revision."""
    wait_for(connection, Lock.RESULTS)
    renew_revision(connection, RESULTS_REVISION)


def remove_file_results(connection: Connection, file_ids: Iterable[int]) -> None:
    """Removes the results of versions of a file; another file's or a list's become current."""
    _begin_change(connection)
    of_files = agency_years.c.file_id.in_(list(file_ids))
    query = select(agency_years.c.id, agency_years.c.agency_id).where(of_files)
    removed = connection.execute(query).all()
    delete_agency_years(connection, [row.id for row in removed])
    touched = {row.agency_id for row in removed}
    settle_current(connection, touched)
    for part in chunks(sorted(touched)):
        held = select(agency_years.c.id).where(agency_years.c.agency_id == agencies.c.id).exists()
        connection.execute(delete(agencies).where(agencies.c.id.in_(part), ~held))


def delete_agency_years(connection: Connection, ids: Sequence[int]) -> None:
    """Delete agencies and years by their ids, with their results."""
    for part in chunks(ids):
        connection.execute(delete(year_scores).where(year_scores.c.agency_year_id.in_(part)))
        connection.execute(delete(results).where(results.c.agency_year_id.in_(part)))
        connection.execute(delete(agency_years).where(agency_years.c.id.in_(part)))


def insert_agency_years(
    connection: Connection, made: Iterable[AgencyYear], file_id: int | None
) -> None:
    """Add results of a file; with `file_id` None, replace those of an imported list."""
    _begin_change(connection)
    made = list(made)
    ids = agency_ids(connection, [each.agency for each in made])
    touched = {ids[each.agency] for each in made}
    if file_id is None:
        remove_listed(connection, [(ids[each.agency], each.fiscal_year) for each in made])
    rows: list[tuple[Any, ...]] = []
    scores: list[tuple[int, int | None, Sequence[tuple[Any, ...]]]] = []
    heads = [
        {
            "agency_id": ids[each.agency],
            "fiscal_year": each.fiscal_year,
            "variant": each.variant,
            "file_id": file_id,
            "version": ANALYSIS_VERSION,
            "is_current": True,
        }
        for each in made
    ]
    for part, members in zip(chunks(heads), chunks(made), strict=True):
        statement = insert(agency_years).returning(agency_years.c.id, sort_by_parameter_order=True)
        for new_id, each in zip(connection.scalars(statement, part), members, strict=True):
            rows += ((new_id, position, *values) for position, values in enumerate(each.rows))
            scores.append((new_id, each.fiscal_year, each.rows))
    _insert_year_scores(connection, scores)
    insert_rows(connection, results, ("agency_year_id", "position", *RESULT_COLUMNS), rows)
    settle_current(connection, touched)


def _insert_year_scores(
    connection: Connection, made: Iterable[tuple[int, int | None, Sequence[tuple[Any, ...]]]]
) -> None:
    """Add the scores of agencies and years, each given as id, year and rows of results.

    The rows begin with level and key, as RESULT_COLUMNS do. Results without a year are not
    compared and therefore not added.
    """
    rows = [
        (fiscal_year, number, *_side_by_side(figures))
        for number, fiscal_year, figures in made
        if fiscal_year is not None
    ]
    columns = ("fiscal_year", "agency_year_id", *SCORE_COLUMNS.values())
    insert_rows(connection, year_scores, columns, rows)


def _side_by_side(figures: Sequence[tuple[Any, ...]]) -> list[float | None]:
    """Return the complete scores of rows of results in the order of COMPARED_KEYS."""
    scores: list[float | None] = [None] * len(COMPARED_KEYS)
    for level, key, _, _, _, score, _, _, complete, *_ in figures:
        if complete and level in COMPARED_LEVELS:
            scores[_AT[key]] = score
    return scores


def remove_listed(connection: Connection, owners: Iterable[tuple[int, int | None]]) -> None:
    """Remove the former results of lists for these agencies and years."""
    by_year: dict[int | None, list[int]] = {}
    for agency_id, fiscal_year in owners:
        by_year.setdefault(fiscal_year, []).append(agency_id)
    for fiscal_year, ids in by_year.items():
        for part in chunks(ids):
            query = select(agency_years.c.id).where(
                agency_years.c.agency_id.in_(part),
                agency_years.c.fiscal_year == fiscal_year,
                agency_years.c.file_id.is_(None),
            )
            delete_agency_years(connection, list(connection.scalars(query)))


def agency_ids(connection: Connection, named: Iterable[Agency]) -> dict[Agency, int]:
    """Return the id of each agency; unknown ones are added.

    A name without a province refers to the only agency of this name, if there is exactly one. A
    missing province, type or parent of a new agency is derived from its name.
    """
    wanted = {agency: agency_key(agency.name) for agency in named}
    known: dict[str, dict[str, int]] = {}
    for part in chunks(sorted(set(wanted.values()))):
        query = select(agencies.c.id, agencies.c.name_key, agencies.c.province)
        for row in connection.execute(query.where(agencies.c.name_key.in_(part))):
            known.setdefault(row.name_key, {})[row.province] = row.id
    ids: dict[Agency, int] = {}
    missing: dict[tuple[str, str], dict[str, Any]] = {}
    for agency, name_key in wanted.items():
        kind = agency_type_of(agency.name)
        province = agency.province or kind.province or ""
        namesakes = known.get(name_key, {})
        if province in namesakes:
            ids[agency] = namesakes[province]
        elif not province and len(namesakes) == 1:
            ids[agency] = next(iter(namesakes.values()))
        else:
            missing.setdefault(
                (name_key, province),
                {
                    "name": agency.name,
                    "name_key": name_key,
                    "province": province,
                    "agency_type": agency.agency_type or kind.name,
                    "parent": agency.parent or kind.parent,
                },
            )
    for part in chunks(list(missing.values())):
        statement = insert_of(connection, agencies).on_conflict_do_nothing()
        connection.execute(statement, part)
    if missing:
        return agency_ids(connection, wanted)
    return ids


def place_agencies(connection: Connection, provinces: Mapping[str, str]) -> None:
    """Set the province of agencies that have none, by the key of their name.

    A name that several agencies share is ambiguous and skipped.
    """
    _begin_change(connection)
    for part in chunks(sorted(provinces)):
        query = (
            select(agencies.c.name_key)
            .where(agencies.c.name_key.in_(part))
            .group_by(agencies.c.name_key)
            .having(func.count() == 1, func.max(agencies.c.province) == "")
        )
        for name_key in list(connection.scalars(query)):
            connection.execute(
                update(agencies)
                .where(agencies.c.name_key == name_key)
                .values(province=provinces[name_key])
            )


def describe_agencies(connection: Connection, described: Sequence[Agency]) -> None:
    """Set the type and the parent of known agencies to those given by a list."""
    _begin_change(connection)
    for name in ("agency_type", "parent"):
        rows = [
            {"key": agency_key(each.name), "in": each.province, "value": getattr(each, name)}
            for each in described
            if getattr(each, name)
        ]
        same = (agencies.c.name_key == bindparam("key")) & (agencies.c.province == bindparam("in"))
        statement = update(agencies).where(same).values({name: bindparam("value")})
        for part in chunks(rows):
            connection.execute(statement, part)


def settle_current(connection: Connection, touched: Iterable[int]) -> None:
    """Mark the newest file as current in each year of agencies, or a list where no file exists."""
    other = agency_years.alias()
    newest = (
        select(other.c.id)
        .where(
            other.c.agency_id == agency_years.c.agency_id,
            other.c.fiscal_year == agency_years.c.fiscal_year,
        )
        .order_by(other.c.file_id.is_(None), other.c.file_id.desc(), other.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    for part in chunks(sorted(touched)):
        # Files without a year cannot be matched to each other.
        of_a_year = and_(
            agency_years.c.agency_id.in_(part), agency_years.c.fiscal_year.is_not(None)
        )
        connection.execute(
            update(agency_years).where(of_a_year).values(is_current=agency_years.c.id == newest)
        )


def chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The values in parts that are short enough for one statement."""
    return (values[at : at + CHUNK] for at in range(0, len(values), CHUNK))
