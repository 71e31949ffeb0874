"""Read figures from the sentences of a report: counts of questions, means, the total, scores."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from ita.domain.framework import load_framework
from ita.domain.problems import Problem
from ita.reading.scores.claims import Claim, Owner, printed_claim
from ita.reading.scores.contents import SheetContents
from ita.reading.scores.labels import Headings
from ita.reading.tables.headers import instrument_in
from ita.thai.text import arabic_digits, clean_text, comparison_key

_FIGURE = r"(\d{1,3}(?:\.\d{1,2})?)(?![\d.]*\d)"
_ITEMS = r"(?:ข้อ(?:คำถาม)?|คำถาม|รายการ)"
_COUNT = re.compile(
    rf"(?P<above>\d{{1,3}})\s*{_ITEMS}\s*\(?\s*จาก(?:จำนวน)?(?:ทั้งหมด|ทั้งสิ้น)?\s*"
    rf"(?P<of>\d{{1,3}})\s*{_ITEMS}?\s*\)?"
)
# "29 of its 30 questions lie above 85", "every question lies above 85 (15 of 15)"
_COUNT_IN_ENGLISH = re.compile(r"(?P<above>\d{1,3}) of (?:its |the |all )?(?P<of>\d{1,3})(?![.\d])")
_ABOVE = re.compile(r"(?:สูงกว่า|มากกว่า|เกิน(?:กว่า)?|above)\s*(?:ร้อยละ)?\s*(\d{1,3})(?:\.0+)?(?!\d)")
_MEAN = re.compile(
    rf"(?:มี|ได้)(?:ผล)?คะแนน(?:เฉลี่ย|รวม)?\s*(?:เท่ากับ|ร้อยละ)?\s*{_FIGURE}|ได้\s*{_FIGURE}"
)
_LEVEL = re.compile(r"ระดับ\s*([A-F]{1,2}(?![A-Za-z])|ผ่านดีเยี่ยม|ผ่านดี|ผ่าน|ต้องปรับปรุง(?:โดยด่วน)?)")
# "2) I11 สำนักงานของท่าน … (81.20 คะแนน)"
_QUESTION = re.compile(
    rf"\W*(?:\d{{1,2}}\s*[.)]\s*)?(?:[IEO]?\s*\d{{1,3}}[.)]?\s+)?(?P<text>\S.{{15,}}?)\s*\(\s*{_FIGURE}\s*คะแนน\s*\)\W*"
)
# "Indicator 2 Use of budget: 93.69 points, 1.31 below …", "question I11 has 81.20 points, …".
_STATED = re.compile(
    rf"(?:ตัวชี้วัดที่\s*(?P<indicator>\d{{1,2}})\s*\D{{3,60}}?|ข้อ\s*(?P<code>[IEO]\d{{1,2}}))"
    rf"\s*(?:ได้|มี)(?:คะแนน)?\s*{_FIGURE}\s*คะแนน\s+\S.*"
)
_SHORTEST, _LONGEST = 20, 3000
# The least similarity (0–1) between a question's text and its quotation in a sentence.
_ALIKE = 0.9
_PASS_MARK = load_framework(None).pass_mark


def statements_in(text: str, owner: Owner, sheet: str, cell: str) -> list[tuple[Claim, str]]:
    """Return the claims of a sentence, each with the sentence; [] for any other text.

    The claims are "count" and "count_of" of an instrument (questions above the pass mark, and all
    questions), its mean, the total with its level, the score of an indicator, and the score of a
    question as an "item" with its code or text. The text of a count is quoted from the report.
    (DOMAIN.md §4)
    """
    if not _SHORTEST <= len(text) <= _LONGEST:
        return []
    whole = clean_text(text)
    plain = arabic_digits(whole)
    matches: list[tuple[str, str, str, float | None]] = []
    if question := _QUESTION.fullmatch(plain):
        item = Headings().item_claim(owner, "", question["text"])
        return [(Claim(*item[:8], float(question[2]), sheet, cell, "item"), plain)]
    if stated := _STATED.fullmatch(plain):
        return [(_stated_score(stated, owner, sheet, cell), plain)]
    count = _COUNT.search(plain) or _COUNT_IN_ENGLISH.search(plain)
    instrument = instrument_in(plain[: count.end() if count else _SHORTEST * 3])
    mean, level = _MEAN.search(plain), _LEVEL.search(plain)
    figure = (mean[1] or mean[2]) if mean else ""
    if instrument:
        above = _ABOVE.search(plain)
        if count and above and int(above[1]) == _PASS_MARK:
            words = whole[count.start() : count.end()].strip()
            matches.append(("count", instrument, words, float(count["above"])))
            matches.append(("count_of", instrument, words, float(count["of"])))
        if mean and (count is None or mean.start() < count.start()) and "." in figure:
            matches.append(("instrument", instrument, figure, float(figure)))
    elif mean and level and "ตัวชี้วัดที่" not in plain[: mean.start()]:
        matches.append(("total", "total", figure, float(figure)))
        matches.append(("grade", "total", level[1], None))
    return [
        (Claim(*printed_claim(owner, level, key)[:7], words, value, sheet, cell, level), plain)
        for level, key, words, value in matches
    ]


def _stated_score(stated: re.Match[str], owner: Owner, sheet: str, cell: str) -> Claim:
    """Return the claim of the score of an indicator or a question in a sentence."""
    code, figure = stated["code"], stated[3]
    if code:
        claim = Headings().item_claim(owner, code)
        return Claim(*claim[:7], "", float(figure), sheet, cell, "item")
    claim = printed_claim(owner, "indicator", stated["indicator"])
    return Claim(*claim[:7], figure, float(figure), sheet, cell, "indicator")


def take_statements(cell: Any, owner: Owner, address: str, contents: SheetContents) -> bool:
    """Add the statements of the sentence in a cell; return whether there are any."""
    if not isinstance(cell, str):
        return False
    statements = statements_in(cell, owner, contents.name, address)
    contents.statements += statements
    return bool(statements)


def settle_statements(contents: Iterable[SheetContents]) -> None:
    """Compare the statements in a file's sentences with its tables, which take precedence.

    A statement that is in no table becomes a claim, except for scores of questions. One that agrees
    with a table is dropped; one that differs is reported as a problem.
    """
    contents = list(contents)
    claims = [claim for each in contents for claim in each.claims]
    for each in contents:
        for claim, words in each.statements:
            if claim.level == "item":
                same = _same_question(claim, claims)
            else:
                same = [other for other in claims if _is_same_subject(claim, other)]
            filled = [other for other in same if other.content is not None]
            if not filled and claim.level != "item":
                each.claims.append(claim)
            elif filled and not any(_agrees(claim, other) for other in filled):
                each.problems.append(_difference(claim, filled[0], words))


def _is_same_subject(claim: Claim, other: Claim) -> bool:
    years = {claim.owner.year, other.owner.year} - {None}
    return (claim.level, claim.key) == (other.level, other.key) and len(years) < 2


def _same_question(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """Return the items that a sentence names by code or by similar text."""
    if claim.key:
        return [other for other in claims if other.level == "item" and other.key == claim.key]
    by_text: dict[str, list[Claim]] = defaultdict(list)
    for other in claims:
        if other.level == "item" and other.text:
            by_text[comparison_key(other.text)].append(other)
    alike = get_close_matches(comparison_key(claim.text), by_text, 1, _ALIKE)
    return by_text[alike[0]] if alike else []


def _agrees(claim: Claim, other: Claim) -> bool:
    if claim.level == "grade":
        # "AA - Excellence" agrees with "AA".
        one, two = (comparison_key(each.text) for each in (claim, other))
        return one.startswith(two) or two.startswith(one)
    if claim.value is None or other.value is None:
        return claim.value == other.value
    return abs(claim.value - other.value) < 0.005


def _difference(claim: Claim, other: Claim, words: str) -> Problem:
    detail = {
        "stated": _as_printed(claim),
        "printed": _as_printed(other),
        "first": other.cell,
        "level": claim.level,
        "key": other.text if claim.level == "item" else claim.key,
    }
    return Problem("sentence-differs", "warning", "", claim.sheet, claim.cell, words, detail)


def _as_printed(claim: Claim) -> str:
    """Return a level as written, a count as a whole number, or a score with two decimals."""
    if claim.level == "grade" or claim.value is None:
        return claim.text
    return f"{claim.value:.0f}" if claim.level.startswith("count") else f"{claim.value:.2f}"
