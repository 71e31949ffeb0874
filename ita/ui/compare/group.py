"""The agencies that the chosen one is compared with, and what is said where there are none."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.report.comparison import national_comparison
from ita.report.notes import national_notes
from ita.ui.compare.page import link_to_data
from ita.ui.compare.results import results_of_year
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty
from ita.ui.sidebar import View


class Group(NamedTuple):
    """Results of the agencies of a year, and how many agencies of another kind are left out."""

    results: pd.DataFrame
    left_out: int

    @property
    def is_alone(self) -> bool:
        """Whether there is nobody to compare with."""
        return self.results["agency"].nunique() < 2


def load_group(view: View) -> Group | None:
    """The agencies of the chosen year; None where the file names no agency or no year."""
    assessment = view.assessment
    if assessment.fiscal_year is None or not assessment.agency:
        return None
    return Group(*results_of_year(assessment))


def show_no_group(view: View, group: Group | None) -> None:
    """What there is of an agency alone, and how to get others."""
    assessment, words = view.assessment, view.words
    if group is None:
        show_empty(words("compare.no_owner"))
    else:
        year = words.digits(assessment.fiscal_year)
        if assessment.total is not None:
            score = words.number(assessment.total)
            sentence = words("compare.score_alone", year=year, score=score)
            st.markdown(f"{sentence} {national_text(assessment, words)}")
        show_group_notes(group, assessment, words)
        show_empty(words("compare.one_agency", year=year))
    link_to_data(words)


def national_text(assessment: Assessment, words: Words) -> str:
    """The total against the national mean; "" where one of them is not known."""
    year = assessment.fiscal_year or 0
    return national_comparison(assessment.total, year, assessment.agency, words)


def show_group_notes(group: Group, assessment: Assessment, words: Words) -> None:
    """Who is left out of the group, and the national mean of the year."""
    notes = []
    if group.left_out:
        notes.append(words("compare.other_variant", count=words.digits(group.left_out)))
    notes.append(" · ".join(national_notes(assessment, words)))
    st.caption("  \n".join(escape_markdown(note) for note in notes if note))
