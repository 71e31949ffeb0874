"""The completion rule of a plan: when a measure of several divisions is done."""

import re
from collections.abc import Sequence
from typing import cast

from ita.domain.follow_up import DoneBy
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.table import load_words
from ita.thai.text import comparison_key

# The beginning of the line; the rest of it names the rule.
_LINE = re.compile(r"มาตรการ(?:ที่มี|ของ|ซึ่งมี)หลายฝ่าย.{0,20}?แล้วเสร็จเมื่อ(.*)")
_RULES = cast(Sequence[tuple[DoneBy, re.Pattern[str]]], load_words("completion rules"))
# A row with more texts belongs to a table.
_MOST_TEXTS = 2


def rules_in_line(texts: Sequence[str]) -> set[DoneBy] | None:
    """Return the rules that a row names (one if it is clear), None for any other row."""
    if not 0 < len(texts) <= _MOST_TEXTS:
        return None
    line = _LINE.fullmatch(comparison_key(" ".join(texts)))
    return {rule for rule, words in _RULES if words.search(line[1])} if line else None


def find_rule(contents: Sequence[SheetContents]) -> DoneBy | None:
    """Return the completion rule that a plan states outside its measures; None for no clear rule.

    A line that names no rule or several, or contradicts an earlier line, is noted as a problem.
    """
    rules: set[DoneBy] = set()
    for each in contents:
        kinds = {number: kind for table in each.tables for number, kind in table.row_kinds.items()}
        for index, row in enumerate(each.sheet.rows):
            texts = [display_text(cell) for cell in row if cell != ""]
            named = rules_in_line(texts)
            if named is None or kinds.get(index + 1) == "measure":
                continue
            rules |= named
            if len(named) != 1 or len(rules) > 1:
                first = next(at for at, cell in enumerate(row) if cell != "")
                address, text = each.sheet.address(index, first), " ".join(texts)
                each.problem("completion-rule-unclear", address, text, "warning")
    return next(iter(rules)) if len(rules) == 1 else None
