"""Checks of a yearly analysis against a list of required parts, which an office can edit."""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.language import LANGUAGES
from ita.measures.coverage import find_gaps
from ita.measures.plan_progress import PlanProgress
from ita.thai.text import normalize_text

FILE_NAME = "yearly_analysis.toml"
BUNDLED_FILE = Path(__file__).parents[2] / "data" / "reference" / FILE_NAME

# "by_hand" needs a reader's judgement; for "unknown" there is no data.
State = Literal["present", "missing", "by_hand", "unknown"]

# Columns of the measure table that must be filled in every measure.
_COLUMNS = ("activity", "responsible_text", "deadline_text", "budget", "follow_up_text")
# Levels whose scores must all be known. The next names are checks of last year's measures.
_LEVELS = {"total": "total", "instruments": "instrument", "indicators": "indicator"}
_LAST_YEAR = ("last_year_results", "last_year_notes")
_CHECKS = ("by_hand", "faults", *_LEVELS, *_COLUMNS, *_LAST_YEAR)
# A cell with only these characters is blank; "ไม่มี" is an answer.
_BLANK_SIGNS = "-–—_.…· "


class ChecklistError(ValueError):
    """An office's list that cannot be used; `detail` says what is wrong."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True)
class RequiredPart:
    """A part that the analysis should have: its name by language, and the check that finds it."""

    key: str
    check: str
    name: Mapping[str, str]


@dataclass(frozen=True)
class PartStatus:
    """Whether the analysis has a part.

    `items` are the codes of questions and `measures` the numbers of measures that lack it;
    `count` is the number of measures checked, 0 where it is not about measures.
    """

    part: RequiredPart
    state: State
    items: tuple[str, ...] = ()
    measures: tuple[int, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Evidence:
    """The data of the analysis: the result, the plan that answers it, and last year's plan."""

    assessment: Assessment
    plan: PlanProgress | None = None
    last_year: PlanProgress | None = None


def load_required_parts(folder: Path | None = None) -> tuple[RequiredPart, ...]:
    """Load the list in an office's folder, else the bundled one, which is unofficial.

    Raises ChecklistError where the office's own cannot be used. (DOMAIN.md §3)
    """
    office_file = folder / FILE_NAME if folder else None
    path = office_file if office_file is not None and office_file.is_file() else BUNDLED_FILE
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("parts", [])
    except (OSError, ValueError) as error:
        raise ChecklistError(f"{path.name}: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ChecklistError(f"{path.name}: [[parts]]")
    return tuple(_read_part(row, path.name) for row in rows)


def write_required_parts(parts: Iterable[tuple[RequiredPart, str]], language: str) -> str:
    """Return parts, each with its wording in a language, as TOML for `load_required_parts`."""
    lines = []
    for part, wording in parts:
        fields = {"key": part.key, "check": part.check, **part.name, language: wording}
        # A JSON string is also a TOML string.
        texts = (
            f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in fields.items()
        )
        lines += ["[[parts]]", *texts, ""]
    return "\n".join(lines)


def check_yearly_analysis(
    evidence: Evidence, parts: Sequence[RequiredPart]
) -> tuple[PartStatus, ...]:
    """Return the status of each part, in their order."""
    return tuple(_check_part(part, evidence) for part in parts)


def _read_part(row: Mapping[str, Any], file: str) -> RequiredPart:
    """Return a part of the list; raise ChecklistError for a missing text or an unknown check."""
    for field in ("key", "check", *LANGUAGES):
        if not isinstance(row.get(field), str) or not row[field].strip():
            raise ChecklistError(f"{file}: {row.get('key') or row.get('th') or '?'}: {field}")
    if row["check"] not in _CHECKS:
        raise ChecklistError(f"{file}: {row['key']}: check = {row['check']!r}")
    return RequiredPart(row["key"], row["check"], {name: row[name] for name in LANGUAGES})


def _is_blank(text: object) -> bool:
    return not isinstance(text, str) or not normalize_text(text).strip(_BLANK_SIGNS)


def _check_part(part: RequiredPart, evidence: Evidence) -> PartStatus:
    check = part.check
    if check == "by_hand":
        return PartStatus(part, "by_hand")
    if check == "faults":
        return _check_faults(part, evidence)
    if check in _LEVELS:
        scores = figures(evidence.assessment.results, _LEVELS[check])
        unknown = tuple(key for key, score in scores.items() if score is None)
        return PartStatus(part, "missing" if unknown or not scores else "present", unknown)
    plan = evidence.last_year if check in _LAST_YEAR else evidence.plan
    if plan is None or plan.measures.empty:
        return PartStatus(part, "unknown")
    if check in _COLUMNS:
        table, lacking = plan.measures, plan.measures[check].map(_is_blank)
    else:
        table, lacking = plan.statuses, plan.statuses["status"].eq("not_reported")
        if check == "last_year_notes":
            lacking |= table["note"].map(_is_blank)
    numbers = tuple(int(number) for number in table["no"][lacking.astype(bool)])
    return PartStatus(part, "missing" if numbers else "present", (), numbers, len(table))


def _check_faults(part: RequiredPart, evidence: Evidence) -> PartStatus:
    """Check that measures answer items below the pass mark and the lowest of each instrument."""
    assessment, plan = evidence.assessment, evidence.plan
    faults = list_faults(assessment)
    if faults.empty:
        return PartStatus(part, "present" if len(assessment.ranked) else "unknown")
    if plan is None:
        return PartStatus(part, "missing", tuple(faults["code"]))
    gaps = find_gaps(plan.measures, assessment, faults)
    return PartStatus(part, "missing" if len(gaps) else "present", tuple(gaps["code"]))


def list_faults(assessment: Assessment) -> pd.DataFrame:
    """Return the items that need a measure: the lowest, then others below the pass mark.

    Columns as `Assessment.lowest`. An instrument whose items are all equal has no lowest items; its
    items are included only below the pass mark.
    """
    ranked = assessment.ranked
    below = ranked[ranked["rounded_score"] < assessment.framework.pass_mark]
    lowest = assessment.lowest
    columns = list(lowest.columns.intersection(below.columns))
    faults = pd.concat([lowest[columns], below[columns]])
    return faults.drop_duplicates(["instrument", "code"]).reset_index(drop=True)


def number_ranges(numbers: Sequence[int]) -> str:
    """Return numbers as a text, consecutive ones as a range: "1–3, 7"."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in ranges)


def blank_columns(row: Any) -> frozenset[str]:
    """Return the columns required by the analysis that are blank in a row of the measure table."""
    return frozenset(column for column in _COLUMNS if _is_blank(getattr(row, column)))
