"""Parts that the sections of the compare page share: choices, notes, and links to more files."""

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.report.comparison import national_comparison
from ita.report.notes import national_notes
from ita.ui import url_state
from ita.ui.compare.group import Group
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty
from ita.ui.sidebar import View

VIEWS = ("years", "agencies", "best")


def choose_section(words: Words) -> str:
    """Let the visitor choose the section of the page; `view` in the URL."""
    return url_state.segments(
        "view",
        VIEWS,
        words("compare.section"),
        format_func=lambda name: words(f"compare_views.{name}"),
        label_visibility="collapsed",
    )


def link_to_data(words: Words) -> None:
    """Show a link to the data page, to open files that a comparison lacks."""
    label = words("compare.open_file")
    st.page_link("pages/data.py", label=label, icon=":material/upload_file:")


def choose_limits(group: Group, words: Words) -> Group:
    """Return the group, or its agencies of the chosen type and province, both in the URL.

    Each choice is shown only if the agencies differ in it.
    """
    chosen: dict[str, str | None] = {"agency_type": None, "province": None}
    options = {"agency_type": group.agency_types, "province": group.provinces}
    for name, values in options.items():
        if len(values) > 1:
            chosen[name] = url_state.select_optional(
                name, values, words(f"compare.{name}"), words("compare.every"), width=240
            )
    return group.limited_to(chosen["agency_type"], chosen["province"])


def show_no_group(view: View, group: Group | None) -> None:
    """Show the result of an agency without others to compare with, and how to add some."""
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
    """Return a sentence on the total and the national mean; "" if one of them is unknown."""
    year = assessment.fiscal_year or 0
    return national_comparison(assessment.total, year, assessment.agency, words)


def show_group_notes(group: Group, assessment: Assessment, words: Words) -> None:
    """Show how many agencies the group leaves out, and the national mean of the year."""
    notes = []
    if group.left_out:
        notes.append(words("compare.other_variant", count=words.digits(group.left_out)))
    if group.unnamed:
        notes.append(words("compare.unnamed", count=words.digits(group.unnamed)))
    notes.append(" · ".join(national_notes(assessment, words)))
    st.caption("  \n".join(escape_markdown(note) for note in notes if note))
