"""The checklist of OIT items: forgotten, published, with their links."""

from datetime import date

from ita.domain.framework import load_framework
from ita.measures.publication import publication_checklist
from tests.measures.tiny import entries, measures, progress

BANGKOK = load_framework(2566, "bangkok")
PLAN = measures(
    {"indicator": 9, "item_code": "O1", "link": "https://a.go.th/1", "deadline": date(2023, 4, 20)},
    {"indicator": 9, "item_code": "O2", "deadline": date(2023, 4, 1)},
    {"indicator": 9, "item_code": "O2", "deadline": date(2023, 4, 20)},
    {"indicator": 1},
)


def test_every_item_of_the_year_is_listed():
    table = publication_checklist(progress(PLAN), BANGKOK)
    assert table["code"].tolist() == [f"O{number}" for number in range(1, 31)]
    assert table["state"].value_counts().to_dict() == {
        "no_measure": 28,
        "not_reported": 1,
        "overdue": 1,
    }
    assert table.loc[29, ["indicator", "sub_indicator"]].tolist() == [10, "10.2"]


def test_an_item_is_published_when_all_its_measures_are_done():
    one = entries((1, "2023-04", "done", 100, "https://a.go.th/new"), (2, "2023-04", "done"))
    table = publication_checklist(progress(PLAN, one), BANGKOK).set_index("code")
    assert table["published"].to_dict()["O1"]
    assert not table["published"].to_dict()["O2"]
    assert table.loc["O1", "link"] == "https://a.go.th/new"
    assert publication_checklist(progress(PLAN), BANGKOK)["link"].iloc[0] == "https://a.go.th/1"
    assert table.loc["O2", "measures"] == (2, 3)


def test_where_the_items_are_not_known_those_of_the_plan_are_listed():
    later = load_framework(2569)
    assert publication_checklist(progress(PLAN), later)["code"].tolist() == ["O1", "O2"]
    assert publication_checklist(progress(measures()), later).empty
