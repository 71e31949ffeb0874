"""Inputs of the field: each gives what is right, or a question whose answer gives it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ita.analysis.assessment import assessments
from ita.domain.mapping import FileMapping
from ita.domain.problems import Problem
from ita.language import Words
from ita.reading.measures import read_measures
from ita.reading.scores import read_scores
from ita.report.summary import summary

CASES = Path(__file__).parents[1] / "data" / "cases"
EXPECTED: dict[str, dict[str, Any]] = json.loads((CASES / "expected.json").read_text("utf-8"))
WORDS = Words("th")
# Of questions that a person would have to answer one after the other.
MOST_ANSWERS = 3


def content(name: str) -> tuple[bytes, str]:
    file = EXPECTED[name]["file"]
    return (CASES / "files" / name / file).read_bytes(), file


def score_results(name: str, mapping: FileMapping) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """What a score file gives, under the keys of `right`, and its problems."""
    reading = read_scores(*content(name), mapping=mapping)
    offices = [summary(each, WORDS) for each in assessments(reading)]
    totals = [each["total"]["score"] for each in offices]
    result: dict[str, Any] = {
        "refuse": not any(
            score is not None
            for each in offices
            for score in (each["total"]["score"], *(one["score"] for one in each["indicators"]))
        ),
        "totals": sorted(totals, key=lambda total: (total is None, total)),
        "offices": {
            f"{each['agency'] or ''}|{each['fiscal_year'] or ''}": each["total"]["score"]
            for each in offices
        },
    }
    if len(offices) == 1:
        (office,) = offices
        result |= {
            "total": office["total"]["score"],
            "level": office["total"]["level"],
            "indicators": [each["score"] for each in office["indicators"]],
            "lowest": [each["code"] for each in office["lowest"]["IIT"]],
            "agency": office["agency"],
            "year": office["fiscal_year"],
        }
    return result, reading.problems


def measure_results(name: str, mapping: FileMapping) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Deadline and divisions of a plan's last row, and its problems."""
    reading = read_measures(*content(name), mapping=mapping)
    result: dict[str, Any] = {}
    for row in reading.measures.itertuples():
        result["deadline"] = f"{row.deadline:%Y-%m-%d}" if row.deadline == row.deadline else None
        result["divisions"] = list(row.divisions)
    return result, reading.problems


def results(name: str, mapping: FileMapping) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    of_plan = EXPECTED[name]["right"].keys() & {"deadline", "divisions"}
    return (measure_results if of_plan else score_results)(name, mapping)


def is_right(result: dict[str, Any], right: dict[str, Any]) -> bool:
    return all(key in result and result[key] == value for key, value in right.items())


def figures_differ(result: dict[str, Any], right: dict[str, Any]) -> bool:
    """Whether a figure is shown that is not the right one; nothing shown is no figure."""

    def wrong(value: Any, true: Any) -> bool:
        if isinstance(value, list) and isinstance(true, list) and len(value) == len(true):
            return any(map(wrong, value, true))
        return value not in (None, [], {}, true)

    return any(wrong(result[key], right[key]) for key in right.keys() & result.keys())


def answered(name: str, mapping: FileMapping, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every result that answers to a file's questions lead to."""
    result, problems = results(name, mapping)
    question = next((problem for problem in problems if problem.options), None)
    if question is None or depth == MOST_ANSWERS:
        yield result
        return
    for option in question.options:
        yield from answered(name, mapping.merged(option.mapping), depth + 1)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_case_is_right_or_asks(name: str) -> None:
    case = EXPECTED[name]
    result, problems = results(name, FileMapping())
    codes = {problem.code for problem in problems}
    if not is_right(result, case["right"]):
        assert case["honest"], (result, codes)
        assert any(problem.severity == "error" for problem in problems)
        figures = {key: value for key, value in result.items() if key not in ("totals", "offices")}
        assert not figures_differ(figures, case["right"]), result
    assert not case["say"] or codes & set(case["say"])
    assert not case["not_only"] or codes != {case["not_only"]}


# What must be refused has no right answer.
ASKING = [
    name for name, case in EXPECTED.items() if case["honest"] and "refuse" not in case["right"]
]


@pytest.mark.parametrize("name", ASKING)
def test_what_is_asked_can_be_answered(name: str) -> None:
    right = EXPECTED[name]["right"]
    _, problems = results(name, FileMapping())
    if any(problem.options for problem in problems):
        assert any(is_right(result, right) for result in answered(name, FileMapping()))
