"""Instruments, indicators, weights and level rules of a fiscal year, read from data/frameworks."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ita.rounding import HALF, Bounds, rounded

FOLDER = Path(__file__).parents[2] / "data" / "frameworks"
NATIONAL_FILE = FOLDER.parent / "reference" / "national.toml"

VARIANTS = ("national", "bangkok")

Names = Mapping[str, str]

# Bounds of an unknown score.
ANY_SCORE: Bounds = (Fraction(0), Fraction(100))

# Text that may precede a level's name, text that may follow it, and words for passed or not passed
# that name no level.
_NOT_OF_A_LEVEL = re.compile(r"^(ระดับ|ผลการประเมิน|[\s:\"'“”‘’(])+")
_BEHIND_A_LEVEL = ("", " ", "(", ":", "/")
_PASSED = re.compile(r"(?P<not>ไม่)?ผ่าน(เกณฑ์)?(การประเมิน)?")


@dataclass(frozen=True)
class Instrument:
    """One of the three questionnaires; `weight` is in percent of the total."""

    code: str
    weight: int
    name: Names
    short: Names
    items: int | None = None
    parts: int = 1


@dataclass(frozen=True)
class Indicator:
    """One of the ten indicators; `also` holds other spellings of its name met in real files."""

    number: int
    instrument: str
    name: Names
    items: int | None = None
    also: Sequence[str] = ()


@dataclass(frozen=True)
class SubIndicator:
    """A group of OIT items, "9.1" to "10.2"."""

    number: str
    indicator: int
    name: Names
    items: int | None = None


@dataclass(frozen=True)
class Level:
    """A level and the minimum scores for it: of the total, and of each instrument."""

    code: str
    name: Names
    total: float
    each: float = 0
    word: str = ""

    @property
    def printed(self) -> str:
        """The level as the variant prints it, "AA Excellence" in Bangkok."""
        return f"{self.code} {self.word}".strip()


@dataclass(frozen=True)
class NationalMean:
    """The mean of all agencies of a year, their number, and the percentage that passed.

    Unpublished values are None. District offices are not included. (DOMAIN.md §3)
    """

    score: float
    agencies: int | None = None
    passed: float | None = None


@dataclass(frozen=True)
class Framework:
    """The rules of a fiscal year and variant. `fiscal_year` is None where it is unknown.

    `status` says for each fact (weights, indicators, items, roll_up, levels) whether it is
    "verified", "stated" or "unofficial". (DOMAIN.md §1-3)
    """

    fiscal_year: int | None
    variant: str
    variant_name: Names
    instruments: tuple[Instrument, ...]
    indicators: tuple[Indicator, ...]
    sub_indicators: tuple[SubIndicator, ...]
    levels: tuple[Level, ...]
    levels_apply_to: tuple[str, ...]
    status: Mapping[str, str]
    pass_mark: float
    excellence_mark: float
    national_mean: NationalMean | None = None

    def instrument(self, code: str) -> Instrument:
        """Return the instrument with a code; raise KeyError where there is none."""
        return {each.code: each for each in self.instruments}[code]

    def indicator(self, number: int) -> Indicator:
        """Return the indicator with a number, 1-10; raise KeyError where there is none."""
        return {each.number: each for each in self.indicators}[number]

    def indicators_of(self, instrument: str) -> tuple[Indicator, ...]:
        """Return the indicators of an instrument, in order."""
        return tuple(each for each in self.indicators if each.instrument == instrument)

    def possible_levels(self, total: Bounds, instruments: Mapping[str, Bounds]) -> list[Level]:
        """Return the levels that exact figures within their bounds can have, best first.

        Levels have lower bounds only, which apply to figures rounded half up to two decimals. Upper
        bounds of figures are exclusive. An instrument without bounds is limited only by the total
        and the others; bounds that contradict each other are not combined. (DOMAIN.md §2)
        """
        weights = {each.code: Fraction(each.weight, 100) for each in self.instruments}
        pairs = {code: instruments.get(code, ANY_SCORE) for code in weights}
        highest = {code: high for code, (_, high) in pairs.items()}
        lowest = {code: low for code, (low, _) in pairs.items()}

        def whole(scores: Mapping[str, Fraction]) -> Fraction:
            return sum((weights[code] * score for code, score in scores.items()), Fraction())

        linked = whole(lowest) < total[1] and total[0] < whole(highest)
        if linked:
            # The minimum of each instrument if all others are at their maximum.
            room = total[0] - whole(highest)
            lowest = {
                code: max(low, highest[code] + room / weights[code]) for code, low in lowest.items()
            }
        levels: list[Level] = []
        for level in self.levels:
            of_total, of_each = Fraction(level.total) - HALF, Fraction(level.each) - HALF
            least = {code: max(low, of_each) for code, low in lowest.items()}
            reachable = total[1] > of_total and all(high > of_each for high in highest.values())
            if reachable and (not linked or whole(least) < total[1]):
                levels.append(level)
            if total[0] >= of_total and all(low >= of_each for low in lowest.values()):
                break
        return levels

    def levels_named(self, words: str) -> list[Level]:
        """Return the levels that printed words mean: one by name, several by "(not) passed".

        Other words next to a level's name, as in "AA - Excellence", are ignored. Empty where the
        words are none of this year's levels.
        """
        printed = _NOT_OF_A_LEVEL.sub("", " ".join(words.split()))
        for level in sorted(self.levels, key=lambda each: -len(each.code)):
            rest = printed[len(level.code) :]
            if printed.upper().startswith(level.code) and rest[:1] in _BEHIND_A_LEVEL:
                return [level]
        passed = _PASSED.fullmatch(printed)
        if passed is None:
            return []
        below = passed["not"] is not None
        return [level for level in self.levels if (level.total < self.pass_mark) == below]

    def score_level(self, score: float | None, kind: str) -> Level | None:
        """Return the level of an indicator or instrument; None from FY2566 on."""
        figure = rounded(score)
        if figure is None or kind not in self.levels_apply_to:
            return None
        return next((level for level in self.levels if figure >= level.total), self.levels[-1])

    def expected_codes(self, instrument: str) -> list[tuple[str, int, str]]:
        """Return code, indicator and sub-indicator of each item in order; empty where not known."""
        groups = [(each.number, "", each.items) for each in self.indicators_of(instrument)]
        if instrument == "OIT":
            groups = [(each.indicator, each.number, each.items) for each in self.sub_indicators]
        if any(items is None for _, _, items in groups):
            return []
        places = [(number, sub) for number, sub, items in groups for _ in range(items or 0)]
        letter = instrument[0]
        return [(f"{letter}{i}", number, sub) for i, (number, sub) in enumerate(places, 1)]


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def _national_means() -> dict[int, NationalMean]:
    """Load the national means by fiscal year."""
    entries = tomllib.loads(NATIONAL_FILE.read_text(encoding="utf-8"))["means"]
    return {entry.pop("fiscal_year"): NationalMean(**entry) for entry in entries}


def available_frameworks() -> list[tuple[int, str]]:
    """Return every (fiscal year, variant) that has a file, in order."""
    stems = (path.stem.split("-", 1) for path in FOLDER.glob("[0-9]*-*.toml"))
    return sorted((int(year), variant) for year, variant in stems)


def load_framework(fiscal_year: int | None, variant: str = "national") -> Framework:
    """Return the framework of a fiscal year (Buddhist Era) and variant.

    A year with only a national framework uses that for every variant. A year without any file, and
    None, use the base: weights and indicators without levels or counts. All callers share the same
    object, which must not be changed.
    """
    return _load_once(fiscal_year, variant)


# Cached, since a rerun of a page calls this hundreds of times. Typed, since an integer of NumPy
# equals one of Python, but cannot be serialised to JSON.
@lru_cache(maxsize=64, typed=True)
def _load_once(fiscal_year: int | None, variant: str) -> Framework:
    known = available_frameworks()
    if fiscal_year is None or (fiscal_year, "national") not in known:
        return _build({}, fiscal_year, "national")
    if (fiscal_year, variant) not in known:
        variant = "national"
    return _build(_file(f"{fiscal_year}-{variant}.toml"), fiscal_year, variant)


def _build(settings: Mapping[str, Any], fiscal_year: int | None, variant: str) -> Framework:
    """Return the framework of a year's settings on top of the base."""
    base = _file("base.toml")
    counts: Mapping[str, Mapping[str, int]] = settings.get("items", {})
    items = {group: count for groups in counts.values() for group, count in groups.items()}
    totals = settings.get("totals", {}) | {
        code: sum(each.values()) for code, each in counts.items()
    }
    parts = {"EIT": settings.get("eit_parts", 1)}
    words = settings.get("level_words", {})
    rule = base["level_rules"].get(settings.get("level_rule"), {"levels": [], "applies_to": []})
    sub_indicators = [
        SubIndicator(
            **each,
            indicator=int(each["number"].split(".")[0]),
            items=items.get(each["number"]),
        )
        for each in base["sub_indicators"]
    ]

    def count_items(indicator: int) -> int | None:
        subs = [each.items for each in sub_indicators if each.indicator == indicator]
        known = [count for count in subs if count is not None]
        if subs:
            return sum(known) if len(known) == len(subs) else None
        return items.get(str(indicator))

    return Framework(
        fiscal_year=fiscal_year,
        variant=variant,
        variant_name=base["variants"][variant],
        instruments=tuple(
            Instrument(**each, items=totals.get(each["code"]), parts=parts.get(each["code"], 1))
            for each in base["instruments"]
        ),
        indicators=tuple(
            Indicator(**each, items=count_items(each["number"])) for each in base["indicators"]
        ),
        sub_indicators=tuple(sub_indicators),
        levels=tuple(Level(**each, word=words.get(each["code"], "")) for each in rule["levels"]),
        levels_apply_to=tuple(rule["applies_to"]),
        status={**base["status"], **settings.get("status", {})},
        pass_mark=base["pass_mark"],
        excellence_mark=base["excellence_mark"],
        national_mean=_national_means().get(fiscal_year or 0),
    )
