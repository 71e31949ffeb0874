"""The real case: what must come out of the office's own workbook. (DOMAIN.md §4)"""

import pytest

from ita.analysis.assessment import assessments
from ita.language import Words
from ita.reading.scores import read_scores
from ita.report.summary import summary
from tests.workbooks import REAL


@pytest.fixture(scope="module")
def content():
    (assessment,) = assessments(read_scores(REAL.read_bytes(), REAL.name))
    return summary(assessment, Words("th"))


def test_total_and_instruments(content):
    assert content["agency"] == "สำนักงานเขตยานนาวา"
    assert content["fiscal_year"] == 2565
    assert content["total"] == {"score": 98.14, "level": "AA"}
    assert [(i["code"], i["score"], i["weighted"]) for i in content["instruments"]] == [
        ("IIT", 96.42, 28.93),
        ("EIT", 97.37, 29.21),
        ("OIT", 100.0, 40.0),
    ]


def test_indicators(content):
    assert [each["score"] for each in content["indicators"]] == [
        98.87, 93.69, 96.78, 94.92, 97.84, 97.47, 97.74, 96.90, 100, 100,
    ]  # fmt: skip
    assert [each["level"] for each in content["indicators"]].count("A") == 2


def test_lowest(content):
    lowest_codes = {code: [i["code"] for i in items] for code, items in content["lowest"].items()}
    assert lowest_codes == {
        "IIT": ["I11", "I19", "I7", "I20", "I23"],
        "EIT": ["E14", "E2", "E12", "E1", "E15"],
        "OIT": [],
    }
    assert [item["rank"] for item in content["lowest"]["EIT"]] == [1, 2, 3, 4, 4]


def test_counts_and_differences(content):
    assert content["above"] == {
        "threshold": 85,
        "IIT": [29, 30],
        "EIT": [15, 15],
        "OIT": [43, 43],
    }
    assert [(d["printed"], d["computed"]) for d in content["differences"]] == [
        ("24/25", "29/30"),
        ("30/30", "43/43"),
    ]
    assert content["problems"] == []
