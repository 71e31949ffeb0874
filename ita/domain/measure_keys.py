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

    A key that stands in the row counts where it is one and no other row has it. Any other is made
    of the row's content: of an OIT item its code, else indicator, issue and activity, with agency
    and fiscal year. A second row of the same content gets another key.
    """
    brought = Counter(row["key"] for row in rows)
    same: Counter[str] = Counter()
    keys: list[str] = []
    for row in rows:
        if is_measure_key(row["key"]) and brought[row["key"]] == 1:
            keys.append(row["key"])
            continue
        what = row["item_code"] or f"{row['indicator']}|{row['issue']}|{row['activity']}"
        text = normalize_text(f"{row['agency']}|{row['fiscal_year']}|{what}")
        text = text.replace(" ", "").casefold()
        same[text] += 1
        numbered = f"{text}#{same[text]}".encode("utf-8", "replace")
        keys.append(hashlib.sha256(numbered).hexdigest()[:16])
    return keys
