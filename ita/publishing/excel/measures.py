"""Measures and follow-ups as a workbook, which is read back to the same tables."""

from collections.abc import Mapping

import pandas as pd

from ita.domain.follow_up import DoneBy
from ita.domain.framework import available_frameworks, load_framework
from ita.domain.tables import FOLLOW_UP_HEADERS
from ita.language import Words
from ita.publishing.excel.tables import mark_computed_column, to_xlsx

SHEETS = {"measures": "มาตรการ", "follow_ups": "การติดตาม", "information": "ข้อมูลหน่วยงาน"}

# The eight columns of an office's own document in its order (DOMAIN.md §4), further columns of
# other offices' plans, and columns of the dashboard. The reader finds columns by these headers.
MEASURE_HEADERS: Mapping[str, str] = {
    "no": "ลำดับ",
    "indicator": "ตัวชี้วัด",
    "issue": "ประเด็นที่ต้องเตรียมความพร้อม/ยกระดับ",
    "activity": "กิจกรรมที่จะดำเนินการ",
    "output": "ผลผลิต",
    "awareness": "วิธีการสร้างการรับรู้",
    "kpi": "ตัวชี้วัดความสำเร็จ",
    "budget": "งบประมาณ",
    "deadline_text": "ระยะเวลาแล้วเสร็จ",
    "responsible_text": "ผู้รับผิดชอบ",
    "follow_up_text": "ระยะเวลากำกับติดตามโดย ผอ. เขต",
    "sub_indicator": "ตัวชี้วัดย่อย",
    "item_code": "รหัส OIT",
    "question_codes": "รหัสข้อคำถาม",
    "link": "ลิงก์",
    "fiscal_year": "ปีงบประมาณ",
    "agency": "หน่วยงาน",
    "key": "รหัสมาตรการ",
}
# Columns that only some plans use; left out if blank.
ONLY_OTHERS = ("kpi", "budget")
# Written where a blank cell would be read as the value of the row above.
NONE = "-"


def make_measures_workbook(
    measures: pd.DataFrame,
    entries: pd.DataFrame | None = None,
    variant: str | None = None,
    done_by: DoneBy | None = None,
) -> bytes:
    """Return an xlsx file of a measure table and its follow-ups; every text is stored as text.

    The file is in Thai in any language of the interface, since it is the office's document.
    `read_measures` and `read_follow_ups` return the same tables, except for sheet and cell. The
    framework `variant`, which selects the list of divisions, and the plan's completion rule
    `done_by` are written too.
    """
    sheets = make_measure_sheets(measures, entries)
    sheets[SHEETS["information"]] = describe_plan(measures, variant, done_by)
    return to_xlsx(sheets)


def make_measure_sheets(
    measures: pd.DataFrame, entries: pd.DataFrame | None = None
) -> dict[str, pd.DataFrame]:
    """Return the sheets of a measure table and of its follow-ups, if any, by name."""
    sheets = {SHEETS["measures"]: tabulate_measures(measures)}
    if entries is not None and len(entries):
        sheets[SHEETS["follow_ups"]] = _follow_ups(entries)
    return sheets


def list_measures(measures: pd.DataFrame, computed: Mapping[str, list[str]]) -> pd.DataFrame:
    """Return measures as a single table, with the texts of `computed` columns by title.

    `read_measures` returns the same measures.
    """
    table = tabulate_measures(measures)
    return table.assign(**{mark_computed_column(title): texts for title, texts in computed.items()})


def tabulate_measures(measures: pd.DataFrame) -> pd.DataFrame:
    """Return measures as in a file, under MEASURE_HEADERS and without unused ONLY_OTHERS."""
    names = {each.number: each.name["th"] for each in load_framework(None).indicators}
    table = measures[list(MEASURE_HEADERS)].copy()
    table["indicator"] = [
        NONE if pd.isna(number) else f"{number}) {names[number]}" for number in table["indicator"]
    ]
    # A blank sub-indicator would be read as that of the row above.
    above = table["sub_indicator"].shift(fill_value="")
    table["sub_indicator"] = table["sub_indicator"].mask(
        (table["sub_indicator"] == "") & (above != ""), NONE
    )
    table["question_codes"] = table["question_codes"].map(", ".join)
    unused = [name for name in ONLY_OTHERS if (table[name] == "").all()]
    return table.drop(columns=unused).rename(columns=MEASURE_HEADERS)


def describe_rule(done_by: DoneBy) -> tuple[str, str]:
    """Return the Thai label and text of a completion rule, as written in files."""
    words = Words("th")
    return words("plan_document.rule"), words(f"completion.options.{done_by}")


def _follow_ups(entries: pd.DataFrame) -> pd.DataFrame:
    words = Words("th")
    table = entries[list(FOLLOW_UP_HEADERS)].copy()
    table["status"] = [words(f"measure_states.{status}") for status in table["status"]]
    table["at"] = table["at"].map(lambda at: at.isoformat())
    return table.rename(columns=FOLLOW_UP_HEADERS)


def describe_owner(
    agency: str | None,
    fiscal_year: int | None,
    variant_name: str | None,
    done_by: DoneBy | None = None,
) -> pd.DataFrame:
    """Return a sheet of agency, year and variant, as far as known, and a plan's rule."""
    owner = {
        MEASURE_HEADERS["agency"]: agency,
        MEASURE_HEADERS["fiscal_year"]: fiscal_year,
        "รูปแบบ": variant_name,
    }
    rows: list[tuple[str, object]] = [(name, value) for name, value in owner.items() if value]
    if done_by:
        rows.append(describe_rule(done_by))
    return pd.DataFrame(rows, columns=["รายการ", "ข้อมูล"], dtype="object")


def describe_plan(
    measures: pd.DataFrame, variant: str | None, done_by: DoneBy | None = None
) -> pd.DataFrame:
    """Return the sheet of `describe_owner` with the agency and year that all measures share."""
    agency, year = (
        values.iloc[0] if values.nunique(dropna=False) == 1 and values.notna().all() else None
        for values in (measures["agency"], measures["fiscal_year"])
    )
    names = {
        each: load_framework(of, each).variant_name["th"] for of, each in available_frameworks()
    }
    return describe_owner(agency, year and int(year), names.get(variant or ""), done_by)
