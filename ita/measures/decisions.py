"""What in a plan waits for a decision of those who lead the office."""

import pandas as pd


def count_decisions(measures: pd.DataFrame, gaps: int | None) -> dict[str, int]:
    """How many matters of each kind wait: gaps, overdue, nobody (responsible), undated.

    `measures` is a `PlanProgress.status_table`; `gaps` are weak questions without a measure, None
    where no scores tell them. A measure that comes back ("every month") needs no date.
    """
    counts = {
        "gaps": gaps or 0,
        "overdue": int(measures["overdue"].sum()),
        "nobody": int((measures["divisions"].map(len) == 0).sum()),
        "undated": int((measures["deadline"].isna() & ~measures["recurring"]).sum()),
    }
    return {name: count for name, count in counts.items() if count}
