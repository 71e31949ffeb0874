"""Results of a list's figures: ten indicators of many agencies at once, else one by one.

Both ways give the same rows, which a test compares.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import Assessment
from ita.domain.agencies import variant_of_agency
from ita.domain.framework import VARIANTS, Framework, load_framework
from ita.domain.tables import plain_rows, reported_table, score_table
from ita.rounding import round_column
from ita.store.result_rows import RESULT_COLUMNS, Agency, AgencyYear

# Figures are added as integers of 1/100,000, so that sums are exact.
_UNIT = 100_000
_INDICATORS = [str(number) for number in range(1, 11)]

Rows = list[tuple[Any, ...]]


class Owner(NamedTuple):
    """The agency, year and framework variant of some figures."""

    agency: Agency
    fiscal_year: int
    variant: str


def agency_years_of_list(table: pd.DataFrame) -> Iterator[AgencyYear]:
    """Yield the results of a block of figures, one agency and year at a time."""
    owners = ["agency", "province", "fiscal_year"]
    numbers = table.groupby(owners, sort=True, observed=True).ngroup().to_numpy()
    order = np.argsort(numbers, kind="stable")
    first = np.flatnonzero(np.diff(numbers[order], prepend=-1))
    bounds = [*first.tolist(), len(order)]
    names = ["agency", "province", "agency_type", "parent", "fiscal_year", "variant"]
    heads = zip(*(table[name].to_numpy()[order[first]].tolist() for name in names), strict=True)
    known = [
        Owner(Agency(agency, province, kind, parent), year, _variant(variant, agency))
        for agency, province, kind, parent, year, variant in heads
    ]
    scores = _ten_indicators(table, numbers, len(known))
    quick = ~np.isnan(scores).any(axis=1) & (np.diff(bounds) == len(_INDICATORS))
    rows = dict(_quick_rows(known, scores, np.flatnonzero(quick)))
    for at, owner in enumerate(known):
        made = rows.get(at)
        if made is None:
            made = _exact_rows(owner, table.iloc[order[bounds[at] : bounds[at + 1]]])
        yield AgencyYear(owner.agency, owner.fiscal_year, owner.variant, made)


def _variant(variant: str, agency: str) -> str:
    return variant if variant in VARIANTS else variant_of_agency(agency) or "national"


def _ten_indicators(table: pd.DataFrame, numbers: np.ndarray, count: int) -> np.ndarray:
    """A row of ten scores for each group; NaN where one is missing or has too many decimals."""
    scores = np.full((count, len(_INDICATORS)), np.nan)
    is_indicator = (table["level"] == "indicator").to_numpy()
    columns = table["key"].to_numpy()[is_indicator].astype(int) - 1
    values = table["score"].to_numpy(float)[is_indicator]
    units = values * _UNIT
    scores[numbers[is_indicator], columns] = np.where(
        np.abs(units - np.rint(units)) < 1e-4, values, np.nan
    )
    return scores


def _exact_rows(owner: Owner, figures: pd.DataFrame) -> Rows:
    """The rows of one agency and year by the roll-up itself."""
    reported = reported_table(
        {"level": level, "key": key, "value": score}
        for level, key, score in zip(
            figures["level"].tolist(),
            figures["key"].tolist(),
            figures["score"].tolist(),
            strict=True,
        )
    )
    assessment = Assessment(
        owner.agency.name,
        owner.fiscal_year,
        _framework(owner.fiscal_year, owner.variant),
        score_table(),
        reported,
    )
    return list(plain_rows(collect_results([assessment]), RESULT_COLUMNS))


@cache
def _framework(fiscal_year: int, variant: str) -> Framework:
    return load_framework(fiscal_year, variant)


def _quick_rows(
    known: Sequence[Owner], scores: np.ndarray, chosen: np.ndarray
) -> Iterator[tuple[int, Rows]]:
    """The rows of agencies and years with ten indicators and nothing else, by their number."""
    groups: dict[tuple[int, str], list[int]] = {}
    for at in chosen.tolist():
        groups.setdefault((known[at].fiscal_year, known[at].variant), []).append(at)
    for (fiscal_year, variant), members in groups.items():
        framework = _framework(fiscal_year, variant)
        yield from zip(members, _rows_of_year(framework, scores[members]), strict=True)


def _rows_of_year(framework: Framework, scores: np.ndarray) -> Iterator[Rows]:
    """The rows of agencies of one framework, in the order of the roll-up."""
    units = np.rint(scores * _UNIT).astype("int64")
    of_key: dict[str, np.ndarray] = {}
    total = np.zeros(len(scores))
    parts = np.zeros(len(scores), "int64")
    for instrument in framework.instruments:
        members = framework.indicators_of(instrument.code)
        whole = sum((units[:, each.number - 1] for each in members), np.zeros_like(parts))
        of_key[instrument.code] = whole / (len(members) * _UNIT)
        # 30 indicators' worth, so that fifths, thirds and halves are whole numbers.
        parts += whole * (instrument.weight * 30 // len(members))
    total = parts / (100 * 30 * _UNIT)
    for each in framework.indicators:
        of_key[str(each.number)] = scores[:, each.number - 1]
    of_key["total"] = total
    grades = _grades(framework, of_key)
    templates = _templates(framework)
    columns = [
        (
            template,
            of_key[template.key].tolist(),
            (of_key[template.key] * template.weight / 100).tolist(),
            grades.get(template.key),
        )
        for template in templates
    ]
    for at in range(len(scores)):
        yield [
            (
                *template[:4],
                None,
                values[at],
                template.weight,
                weighted[at],
                True,
                template.basis,
                template.source,
                codes[at] if codes is not None else None,
            )
            for template, values, weighted, codes in columns
        ]


class _Template(NamedTuple):
    """The constant columns of a row of the roll-up of ten printed indicators."""

    level: str
    key: str
    instrument: str | None
    indicator: int | None
    weight: float
    basis: str
    source: str


def _templates(framework: Framework) -> list[_Template]:
    templates = []
    for instrument in framework.instruments:
        code, weight = instrument.code, float(instrument.weight)
        members = framework.indicators_of(code)
        templates.append(_Template("instrument", code, code, None, weight, "indicator", "computed"))
        templates += [
            _Template(
                *("indicator", str(each.number), code, each.number),
                weight / len(members),
                "indicator",
                "printed",
            )
            for each in members
        ]
    return [*templates, _Template("total", "total", None, None, 100.0, "instrument", "computed")]


def _grades(framework: Framework, of_key: Mapping[str, np.ndarray]) -> dict[str, list[str | None]]:
    """Codes of levels by key; figures are compared as they are shown. (DOMAIN.md §2)"""
    together = round_column(pd.Series(np.concatenate(list(of_key.values())))).to_numpy(float)
    rounded_scores = dict(zip(of_key, np.split(together, len(of_key)), strict=True))
    lowest = np.min([rounded_scores[each.code] for each in framework.instruments], axis=0)
    kinds = {each.code: "instrument" for each in framework.instruments}
    kinds |= {str(each.number): "indicator" for each in framework.indicators}
    grades: dict[str, list[str | None]] = {}
    if not framework.levels:
        return grades
    for key, figures in rounded_scores.items():
        if key != "total" and kinds[key] not in framework.levels_apply_to:
            continue
        codes = np.full(len(figures), None, object)
        for level in reversed(framework.levels):
            reached = figures >= level.total
            if key == "total":
                reached &= lowest >= level.each
            codes[reached] = level.code
        grades[key] = codes.tolist()
    return grades
