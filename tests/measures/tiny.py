"""Small measure tables and follow-ups with known answers."""

from datetime import date
from typing import Any

import pandas as pd

from ita.domain.divisions import Division, Divisions
from ita.domain.follow_up import DoneBy, FollowUp
from ita.domain.plan import MeasurePlan
from ita.domain.tables import follow_up_table, measure_table
from ita.measures.plan_progress import PlanProgress

ON = date(2023, 4, 10)
TWO = Divisions("ฝ่าย", (Division("ฝ่ายปกครอง"), Division("ฝ่ายโยธา")), ("โรงเรียน",))


def key(number: int) -> str:
    """The key of measure `number`."""
    return f"{number:016x}"


def measures(*rows: dict[str, Any]) -> pd.DataFrame:
    """A measure table; each row may leave out what its test doesn't need."""
    usual = {
        "fiscal_year": 2566,
        "agency": "เขตทดสอบ",
        "indicator": 1,
        "sub_indicator": "",
        "item_code": "",
        "output": "",
        "awareness": "",
        "kpi": "",
        "budget": "",
        "deadline_text": "",
        "deadline": None,
        "recurring": False,
        "responsible_text": "",
        "divisions": ("ฝ่ายปกครอง",),
        "follow_up_text": "",
        "question_codes": (),
        "link": "",
        "sheet": "มาตรการ",
    }
    return measure_table(
        {
            **usual,
            "no": at,
            "issue": f"ประเด็น {at}",
            "activity": f"กิจกรรม {at}",
            "key": key(at),
            "cell": f"A{at + 1}",
            **row,
        }
        for at, row in enumerate(rows, 1)
    )


def progress(
    table: pd.DataFrame,
    reports: pd.DataFrame | None = None,
    on: date = ON,
    *,
    divisions: Divisions = TWO,
    done_by: DoneBy = "lead",
) -> PlanProgress:
    """A measure table of an office with TWO divisions, and what was reported of it, on a day."""
    reading = MeasurePlan("a.xlsx", table, "เขตทดสอบ", 2566, None, divisions, done_by)
    return PlanProgress(reading, follow_up_table() if reports is None else reports, on)


def entries(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """A follow-up table from (measure number, month, status) and perhaps percent and link."""
    return follow_ups(*((key(number), *rest) for number, *rest in rows))


def reports_of(division: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    """As `entries`, of what a division reports of its own work."""
    return entries(*rows).assign(division=division).astype({"division": "string"})


def follow_ups(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """A follow-up table from (key of a measure, month, status) and perhaps percent and link."""
    made = []
    for measure, month, status, *more in rows:
        percent, link = (*more, None, "")[:2] if len(more) < 2 else more[:2]
        made.append(
            FollowUp(measure, month, status, "ผู้ทดสอบ", percent=percent, link=link or "").row()
        )
    return follow_up_table(made)
