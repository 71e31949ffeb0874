"""What a measure is known by, so that its follow-ups find it when rows are added or moved."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ita.thai.text import normalize_text

_KEY = re.compile(r"[0-9a-f]{16}")


def is_measure_key(text: str) -> bool:
    """Whether a text can be a measure's key: 16 hexadecimal digits."""
    return _KEY.fullmatch(text) is not None


def measure_keys(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The key of each row of a measure table, in their order.

    The one that the row brings counts where it is one and no other row has it. Any other is made
    from what the row says: of an OIT item its code, else indicator, issue and activity, with agency
    and fiscal year. The second row that says the same gets another key.
    """
    brought = Counter(row["key"] for row in rows)
    made: Counter[str] = Counter()
    keys: list[str] = []
    for row in rows:
        if is_measure_key(row["key"]) and brought[row["key"]] == 1:
            keys.append(row["key"])
            continue
        what = row["item_code"] or f"{row['indicator']}|{row['issue']}|{row['activity']}"
        text = (
            normalize_text(f"{row['agency']}|{row['fiscal_year']}|{what}")
            .replace(" ", "")
            .casefold()
        )
        made[text] += 1
        numbered = f"{text}#{made[text]}".encode("utf-8", "replace")
        keys.append(hashlib.sha256(numbered).hexdigest()[:16])
    return keys
