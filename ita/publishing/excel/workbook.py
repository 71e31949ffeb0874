"""A workbook of everything: scores, printed figures, results, lowest, measures, follow-ups."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.domain.plan import MeasurePlan
from ita.domain.tables import INSTRUMENTS, iterate_rows
from ita.language import Words
from ita.publishing.excel.measures import describe_owner, describe_plan, make_measure_sheets
from ita.publishing.excel.scores import make_score_sheet
from ita.publishing.excel.tables import to_xlsx
from ita.reading.generated_sheets import COMPUTED, OF_PLAN
from ita.report.naming import indicator_name, sub_indicator_names
from ita.rounding import rounded

_INSTRUMENT, _TOPIC, _SCORE = "เครื่องมือ", "หัวข้อ", "คะแนน"

# Figures that the report prints, as level -> column title for each sheet.
_INDICATORS = {"indicator": "คะแนนเฉลี่ยตัวชี้วัด", "grade": "ระดับ"}
_SUB_INDICATORS = {"sub_indicator": _SCORE}
_PARTS = {"part": _SCORE}
_OF_INSTRUMENTS: Mapping[str, Mapping[str, str]] = {
    "เครื่องมือ": {"instrument": "คะแนนที่ได้", "grade": "ระดับ"},
    "น้ำหนัก": {"weight": "น้ำหนัก (ร้อยละ)", "weighted": "คะแนนถ่วงน้ำหนัก"},
    "จำนวนข้อสูงกว่า 85": {"count": "จำนวนข้อที่สูงกว่า 85", "count_of": "จากทั้งหมด (ข้อ)"},
}
_TOTAL = {"total": "คะแนนรวม", "grade": "ระดับผลการประเมิน"}


def make_workbook(
    assessment: Assessment,
    words: Words,
    plan: MeasurePlan | None = None,
    entries: pd.DataFrame | None = None,
) -> bytes:
    """Return an assessment with its measures as bytes of an .xlsx file; texts stay text.

    Sheets that can be read back are in Thai, as in an office's own files; results and lowest are
    in the language of `words`, with figures rounded half up to 2 places. `read_scores` returns
    the score table and the reported table (level, key, value, text of a level), `read_measures`
    and `read_follow_ups` return `plan` and `entries`, all except for sheet and cell.
    """
    tables = {
        "คะแนนรายข้อ": make_score_sheet(assessment, Words("th")),
        **_printed(assessment.reported),
    }
    sheets = {name: table for name, table in tables.items() if len(table)}
    sheets[words("workbook.results")] = _results(assessment, words)
    if len(assessment.lowest):
        sheets[words("workbook.lowest")] = _lowest(assessment, words)
    if plan is not None and len(plan.measures):
        sheets |= make_measure_sheets(plan.measures, entries)
        owner = describe_plan(plan.measures, plan.variant, plan.done_by)
        sheets["ข้อมูลแผน"] = owner.rename(columns={owner.columns[0]: OF_PLAN})
    sheets["ข้อมูลหน่วยงาน"] = describe_owner(
        assessment.agency, assessment.fiscal_year, assessment.framework.variant_name["th"]
    )
    return to_xlsx(sheets)


def _printed(reported: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables of the figures that the report prints, by sheet name."""
    claims: dict[str, dict[str, Any]] = {}
    for row in iterate_rows(reported):
        value = row.text if row.level == "grade" else row.value
        claims.setdefault(row.level, {})[row.key] = None if pd.isna(value) else value

    def table(name: str, keys: Iterable[str], columns: Mapping[str, str]) -> pd.DataFrame:
        """Return a row for each of `keys` that has a figure of `columns` (level -> title)."""
        rows = [
            {name: _label(key)}
            | {title: claims[level].get(key) for level, title in columns.items() if level in claims}
            for key in keys
            if any(key in claims.get(level, {}) for level in columns)
        ]
        return _filled(rows)

    keys = list(dict.fromkeys(key for values in claims.values() for key in values))
    numbers = [key for key in keys if key.isdigit()]
    sheets = {
        "ตัวชี้วัด": table("ตัวชี้วัดที่", numbers, _INDICATORS),
        "ตัวชี้วัดย่อย": table(_TOPIC, [key for key in keys if "." in key], _SUB_INDICATORS),
        "ส่วน": table(_TOPIC, [key for key in keys if " " in key], _PARTS),
        **{
            name: table(_INSTRUMENT, INSTRUMENTS, columns)
            for name, columns in _OF_INSTRUMENTS.items()
        },
    }
    top = {title: claims.get(level, {}).get("total") for level, title in _TOTAL.items()}
    sheets["คะแนนรวม"] = _filled([top])
    return sheets


def _filled(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return a table without blank columns and rows."""
    table = pd.DataFrame(rows, dtype="object")
    return table.dropna(axis="columns", how="all").dropna(how="all")


def _label(key: str) -> Any:
    """Return the label of a key of the reported table: "EIT 1" becomes "EIT ส่วนที่ 1"."""
    if key.isdigit():
        return int(key)
    return key.replace(" ", " ส่วนที่ ")


def _results(assessment: Assessment, words: Words) -> pd.DataFrame:
    """Return the results above the questions: score, level, basis, weights, loss and counts."""
    framework, results = assessment.framework, assessment.results
    counts = {
        row.instrument: (row.above, row.of) for row in iterate_rows(assessment.above) if row.of
    }
    names = sub_indicator_names(assessment, words)
    names |= {each.code: words.of(each.name) for each in framework.instruments}
    mark = words.number(framework.pass_mark, 0)
    rows = []
    for row in iterate_rows(results[results["level"] != "item"]):
        name = names.get(row.key, words("figures.total"))
        if row.level == "indicator":
            name = indicator_name(row.indicator, words)
        elif row.level == "sub_indicator":
            name = f"{words.digits(row.key)} {name}"
        level = assessment.level_of(row.key).level
        above, of = counts.get(row.key, (None, None))
        rows.append(
            {
                COMPUTED: name,
                words("columns.score"): rounded(row.score),
                words("columns.level"): level and f"{words.of(level.name)} {level.word}".strip(),
                words("columns.basis"): None
                if pd.isna(row.source)
                else words(f"basis.{row.source}"),
                words("columns.weight"): rounded(row.weight),
                words("columns.weighted_score"): rounded(row.weighted_score),
                words("columns.lost"): rounded(row.lost),
                words("workbook.above", mark=mark): above,
                words("workbook.of"): of,
            }
        )
    return pd.DataFrame(rows, dtype="object")


def _lowest(assessment: Assessment, words: Words) -> pd.DataFrame:
    """Return the lowest questions of each instrument."""
    lowest = assessment.lowest
    return pd.DataFrame(
        {
            COMPUTED: lowest["instrument"],
            words("columns.rank"): lowest["rank"],
            words("columns.code"): lowest["code"],
            words("columns.text"): lowest["text"],
            words("columns.indicator"): [indicator_name(n, words) for n in lowest["indicator"]],
            words("columns.score"): lowest["rounded_score"],
            words("columns.lost"): [rounded(value) for value in lowest["lost"]],
        },
        dtype="object",
    )
