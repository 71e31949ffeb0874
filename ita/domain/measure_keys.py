"""Keys of measures, by which follow-ups find them even if rows are added or moved."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ita.thai.text import normalize_text

_KEY = re.compile(r"[0-9a-f]{16}")


def is_measure_key(text: str) -> bool:
    """Return whether a text can be a measure's key: 16 hexadecimal digits."""
    return _KEY.fullmatch(text) is not None


def measure_keys(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the key of each row of a measure table, in their order.

    A valid key in the row is kept if no other row has it. Otherwise the key is a hash of agency,
    fiscal year and the row's content: the item code, else indicator, issue and activity. Further
    rows of the same content get different keys.
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
