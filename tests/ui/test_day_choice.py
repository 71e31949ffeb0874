"""A day in three fields: years of the Buddhist Era, days that the month has, the address."""

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    from datetime import date

    import streamlit as st

    from ita.language import Words
    from ita.ui.day_choice import select_day

    language = st.query_params.get("language", "th")
    words = Words(language, thai_numerals="thai" in st.query_params)
    st.text(select_day("on", "ณ วันที่", words, default=date(2023, 9, 30)).isoformat())


def opened(**query: str) -> AppTest:
    test = AppTest.from_function(page, default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    return test.run()


def fields(test: AppTest) -> list[str]:
    """What the three fields show."""
    return [box.format_func(box.value) for box in test.selectbox]


def test_the_default_in_the_buddhist_era():
    test = opened()
    assert test.text[0].value == "2023-09-30"
    assert fields(test) == ["30", "ก.ย.", "2566"]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ({"thai": "1"}, ["๕", "มี.ค.", "๒๕๖๗"]),
        ({"language": "en"}, ["5", "Mar", "2024"]),
    ],
)
def test_a_day_from_a_link_in_the_words_of_the_page(query, texts):
    assert fields(opened(on="2024-03-05", **query)) == texts


def test_a_choice_goes_into_the_address():
    test = opened()
    test.selectbox(key="on-choice-month").set_value(2).run()
    # February has no 30th: its last day counts.
    assert test.query_params["on"] == "2023-02-28"
    assert test.text[0].value == "2023-02-28"
    test.selectbox(key="on-choice-year").set_value(2024).run()
    test.selectbox(key="on-choice-day").set_value(29).run()
    assert test.text[0].value == "2024-02-29"


@pytest.mark.parametrize("wrong", ["2023-02-30", "x", "9999-12-31"])
def test_what_is_no_day_is_the_default(wrong):
    assert opened(on=wrong).text[0].value == "2023-09-30"
