"""The headlines and notes of comparisons of years and agencies."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from ita.analysis.compare_years import ITEMS
from ita.domain.agencies import variant_of_agency
from ita.domain.framework import load_framework
from ita.domain.tables import iterate_rows
from ita.language import MISSING, Words
from ita.report.naming import indicator_name
from ita.rounding import rounded

# Maximum number of tied names in a sentence.
_LISTED = 3


def figure_name(key: str, words: Words) -> str:
    """Return a figure's name; `key` is "total", an instrument's code or an indicator's number."""
    if key == "total":
        return words("figures.total")
    if key.isdigit():
        return indicator_name(int(key), words)
    return words.of(load_framework(None).instrument(key).short)


def level_text(code: object, fiscal_year: int, words: Words) -> str:
    """Return the name of a level of a fiscal year by its code; a dash for no level."""
    if not isinstance(code, str):
        return MISSING
    names = {level.code: words.of(level.name) for level in load_framework(fiscal_year).levels}
    return names.get(code, code)


def reason_text(reason: object, words: Words) -> str:
    """Return why a figure is not comparable, or a remark on it; "" for none."""
    if not isinstance(reason, str) or not reason:
        return ""
    return words.digits(words(f"compare_reasons.{reason}"))


def years_headline(table: pd.DataFrame, fiscal_year: int, words: Words) -> str:
    """Return a comparison of a year's total and level with the year before, as Markdown.

    `table` is `compare_years` of one agency. The sentence contains no text from a file.
    """
    total = total_of(table, fiscal_year)
    if total is None or pd.isna(total.score):
        return words("compare.no_total", year=words.digits(fiscal_year))
    values = {"year": words.digits(fiscal_year), "score": words.number(total.score)}
    if pd.isna(total.previous_year):
        return words("compare.first_year", **values)
    values |= {
        "previous_year": words.digits(total.previous_year),
        "previous_score": words.number(total.previous_score),
    }
    if pd.isna(total.previous_score):
        return words("compare.no_previous_total", **values)
    if not total.comparable:
        reason = reason_text(total.reason, words)
        return words("compare.total_not_comparable", reason=reason, **values)
    if total.change == 0:
        sentence = words("compare.total_equal", **values)
    else:
        direction = "compare.total_up" if total.change > 0 else "compare.total_down"
        sentence = words(direction, change=words.number(abs(total.change)), **values)
    return " ".join(filter(None, (sentence, _level_change(total, words))))


def _level_change(total: Any, words: Words) -> str:
    """Return the change of level; "" where the rules differ or a level is missing."""
    if not total.same_level_rule or pd.isna(total.grade) or pd.isna(total.previous_grade):
        return ""
    after = level_text(total.grade, total.fiscal_year, words)
    if total.grade == total.previous_grade:
        return words("compare.level_equal", level=after)
    before = level_text(total.previous_grade, total.previous_year, words)
    return words("compare.level_change", before=before, after=after)


def largest_changes(table: pd.DataFrame, fiscal_year: int, words: Words) -> str:
    """Return which indicators rose and fell most; "" if none is comparable. Markdown."""
    rows = table[(table["fiscal_year"] == fiscal_year) & (table["level"] == "indicator")]
    compared = rows[rows["change"].notna()]
    if compared.empty:
        return ""
    sentence = _largest_changes(compared, words)
    if len(compared) == len(rows):
        return sentence
    return words("compare.of_comparable", count=words.digits(len(compared)), sentence=sentence)


def _largest_changes(rows: pd.DataFrame, words: Words) -> str:
    highest, lowest = rows["change"].max(), rows["change"].min()
    rose = _change_text(rows, highest, words) if highest > 0 else ""
    fell = _change_text(rows, lowest, words) if lowest < 0 else ""
    return " · ".join(
        (
            words("compare.rose_most", list=rose) if rose else words("compare.none_rose"),
            words("compare.fell_most", list=fell) if fell else words("compare.none_fell"),
        )
    )


def _change_text(rows: pd.DataFrame, change: float, words: Words) -> str:
    keys = rows[rows["change"] == change]["key"].tolist()
    names = [figure_name(key, words) for key in keys[:_LISTED]]
    if len(keys) > _LISTED:
        names.append(words("compare.more", count=words.digits(len(keys) - _LISTED)))
    return f"{', '.join(names)} **{words.number(change, sign=True)}**"


def comparability_notes(table: pd.DataFrame, fiscal_year: int, words: Words) -> list[str]:
    """Return notes on figures not comparable with the year before, then remarks. Plain text."""
    rows = table[(table["fiscal_year"] == fiscal_year) & (table["level"] != "item")]
    # Skip figures that neither year has.
    rows = rows[rows["score"].notna() | rows["previous_score"].notna()]
    reasons: dict[str, list[str]] = {}
    for row in iterate_rows(rows[rows["reason"].fillna("") != ""]):
        reasons.setdefault(row.reason, []).append(row.key)
    notes = [
        words(
            "compare.other_items" if reason == ITEMS else "compare.not_comparable",
            list=_key_list(keys, words),
            reason=reason_text(reason, words),
        )
        for reason, keys in sorted(reasons.items(), key=lambda pair: pair[0] == ITEMS)
    ]
    total = total_of(table, fiscal_year)
    has_levels = total is not None and not (pd.isna(total.grade) or pd.isna(total.previous_grade))
    if has_levels and not total.same_level_rule:
        values = {
            "year": words.digits(fiscal_year),
            "previous_year": words.digits(total.previous_year),
            "level": level_text(total.grade, fiscal_year, words),
            "previous_level": level_text(total.previous_grade, total.previous_year, words),
        }
        notes.append(words("compare.other_level_rule", **values))
    return notes


def _key_list(keys: Sequence[str], words: Words) -> str:
    """Join the names of total, instruments and indicators, indicators by number only."""
    names = [words("figures.total")] if "total" in keys else []
    names += [key for key in keys if key != "total" and not key.isdigit()]
    numbers = sorted(int(key) for key in keys if key.isdigit())
    if numbers:
        listed = ", ".join(words.digits(number) for number in numbers)
        names.append(words("compare.indicators", list=listed, count=len(numbers)))
    return ", ".join(names)


def rank_headline(
    ranked: pd.DataFrame, agency: str, key: str, words: Words, escape: Callable[[str], str]
) -> str:
    """Return the rank of an agency in its group, compared with the mean and the best. Markdown.

    `ranked` is `rank_agencies` by `key`; `escape` escapes an agency's name for Markdown.
    """
    row = next(iterate_rows(ranked[ranked["agency"] == agency]), None)
    name = figure_name(key, words)
    if row is None or pd.isna(row.rank):
        return words("compare.no_rank", name=name, of=words.digits(int(ranked["rank"].count())))
    sentences = [
        words(
            "compare.rank",
            name=name,
            rank=words.digits(row.rank),
            of=words.digits(row.of),
            score=words.number(row.score),
        ),
        *rank_comparisons(ranked, row, words, escape),
    ]
    return " · ".join(sentences)


def rank_comparisons(
    ranked: pd.DataFrame, row: Any, words: Words, escape: Callable[[str], str] = str
) -> tuple[str, str]:
    """Compare a row of a ranking with the mean of its group, and with the best. Markdown."""
    first = ranked[ranked["rank"] == 1]
    if row.rank > 1:
        best = words(
            "compare.best",
            agency=escape(str(first["agency"].iloc[0])),
            score=words.number(first["score"].iloc[0]),
            gap=words.number(-row.to_highest),
        )
    elif len(first) > 1:
        best = words("compare.best_tied", count=words.digits(len(first) - 1))
    else:
        best = words("compare.own_best")
    return difference_text("compare.group_mean", row.to_mean, words), best


def best_headline(best: pd.DataFrame, words: Words, escape: Callable[[str], str]) -> str:
    """Return the best agency at an agency's weakest indicator, and the difference. Markdown.

    `best` is `best_practice`; `escape` escapes an agency's name for Markdown.
    """
    first = next(iterate_rows(best))
    values = {"name": figure_name(first.key, words), "score": words.number(first.score)}
    if first.gap == 0:
        return words("compare.weakest_is_best", **values)
    others = int((best["key"] == first.key).sum()) - 1
    sentence = words(
        "compare.weakest",
        agency=escape(first.best_agency),
        best=words.number(first.best_score),
        gap=words.number(first.gap),
        **values,
    )
    tied = words("compare.best_tied", count=words.digits(others)) if others else ""
    return " ".join(filter(None, (sentence, tied)))


def national_comparison(score: float | None, fiscal_year: int, agency: str, words: Words) -> str:
    """Compare a total with the mean of all agencies of the year; "" where either is unknown.

    For a district office, adds that district offices are not in the mean. (DOMAIN.md §3)
    """
    mean = load_framework(fiscal_year).national_mean
    if mean is None or score is None or pd.isna(score):
        return ""
    is_district = variant_of_agency(agency) == "bangkok"
    name = "compare.mean_without_districts" if is_district else "compare.national_mean"
    return difference_text(name, rounded((rounded(score) or 0) - mean.score), words)


def difference_text(what: str, difference: float | None, words: Words) -> str:
    """Return whether a figure is above, below or equal to another one, as Markdown.

    `what` is the text key of the other figure's name; a `difference` of None counts as 0.
    """
    figure = difference or 0.0
    direction = "equal" if figure == 0 else "above" if figure > 0 else "below"
    return words(f"compare.{direction}", what=words(what), difference=words.number(abs(figure)))


def total_of(table: pd.DataFrame, fiscal_year: int) -> Any:
    """Return the row of a year's total in a `compare_years` table, or None."""
    rows = table[(table["fiscal_year"] == fiscal_year) & (table["key"] == "total")]
    return next(iterate_rows(rows), None)
