"""The publication checklist: every OIT item of the plan's year and whether it is published."""

import re

import pandas as pd

from ita.domain.framework import Framework
from ita.measures.plan_progress import PlanProgress
from ita.measures.status import MEASURE_STATES


def publication_checklist(progress: PlanProgress, framework: Framework) -> pd.DataFrame:
    """Return every OIT item of the measures' own fiscal year, "O1" to "O30" in Bangkok's FY2566.

    `framework` is that year's. Columns: code, indicator, sub_indicator, issue, measures (numbers),
    divisions, deadline, state (one of MEASURE_STATES, the worst of its measures; "no_measure" where
    the plan has none for the item), published (every measure of it is done), link (of the latest
    report, else of the plan). Where the framework doesn't define its items, those of the plan are
    listed. (DOMAIN.md §3, §4)
    """
    table = progress.status_table()
    table["link"] = table["report_link"].replace("", pd.NA).fillna(table["link"]).fillna("")
    expected = {
        code: {"indicator": number, "sub_indicator": sub}
        for code, number, sub in framework.expected_codes("OIT")
    }
    codes = {*expected, *table["item_code"]} - {""}
    rows = []
    for code in sorted(codes, key=lambda code: int(re.sub(r"\D", "", code) or 0)):
        answering = table[table["item_code"] == code]
        states = set(answering["state"])
        first = answering[["indicator", "sub_indicator", "issue"]].head(1).to_dict("records")
        rows.append(
            {
                "code": code,
                "issue": "",
                **(first[0] if first else expected[code]),
                "measures": tuple(int(number) for number in answering["no"]),
                "divisions": tuple(answering["divisions"].explode().dropna().unique()),
                "deadline": answering["deadline"].max(),
                "state": next((state for state in MEASURE_STATES if state in states), "no_measure"),
                "published": states == {"done"},
                "link": next(filter(None, answering["link"]), ""),
            }
        )
    columns = ["code", "indicator", "sub_indicator", "issue", "measures", "divisions"]
    checklist = pd.DataFrame(rows, columns=[*columns, "deadline", "state", "published", "link"])
    return checklist.astype(
        {"indicator": "Int64", "deadline": "datetime64[s]", "published": "bool"}
    )
