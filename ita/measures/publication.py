"""The publication checklist: every OIT item of the plan's year and whether it is published."""

import re
from datetime import date

import pandas as pd

from ita.domain.framework import Framework
from ita.measures.status import MEASURE_STATES, status_on


def publication_checklist(
    measures: pd.DataFrame,
    framework: Framework,
    on: date,
    entries: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every OIT item of the measures' own fiscal year, "O1" to "O30" in Bangkok's FY2566.

    `framework` is that year's. Columns: code, indicator, sub_indicator, issue, measures (numbers),
    divisions, deadline, state (one of status.MEASURE_STATES, the worst of its measures; "no_measure"
    where the plan forgot the item), published (every measure of it is done), link (of the newest
    report, else of the plan). Where the framework doesn't know its items, those of the plan are
    listed. (DOMAIN.md §3, §4)
    """
    stands = status_on(measures, on, entries)
    table = measures.reset_index(drop=True).assign(state=stands["state"])
    reported = stands["link"].fillna("")
    table["link"] = reported.mask(reported == "", table["link"].fillna(""))
    expected = framework.expected_codes("OIT")
    places = {code: (number, sub) for code, number, sub in expected}
    named = [code for code in table["item_code"] if code]
    codes = sorted({*places, *named}, key=lambda code: int(re.sub(r"\D", "", code) or 0))
    rows = []
    for code in codes:
        own = table[table["item_code"] == code]
        number, sub = places.get(code, (pd.NA, ""))
        if len(own):
            number, sub = own["indicator"].iloc[0], own["sub_indicator"].iloc[0]
        states = set(own["state"])
        rows.append(
            {
                "code": code,
                "indicator": number,
                "sub_indicator": sub,
                "issue": own["issue"].iloc[0] if len(own) else "",
                "measures": tuple(int(each) for each in own["no"]),
                "divisions": tuple(
                    dict.fromkeys(name for names in own["divisions"] for name in names)
                ),
                "deadline": own["deadline"].max() if len(own) else pd.NaT,
                "state": next((state for state in MEASURE_STATES if state in states), "no_measure"),
                "published": states == {"done"},
                "link": next((link for link in own["link"] if link), ""),
            }
        )
    columns = ["code", "indicator", "sub_indicator", "issue", "measures", "divisions"]
    made = pd.DataFrame(rows, columns=[*columns, "deadline", "state", "published", "link"])
    return made.astype({"indicator": "Int64", "deadline": "datetime64[s]", "published": "bool"})
