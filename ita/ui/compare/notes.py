"""What the sections of the compare page share: the choices, who is left out, the way to more files."""

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
    """The part of the page, in the address as `view`."""
    return url_state.segments(
        "view",
        VIEWS,
        words("compare.section"),
        format_func=lambda name: words(f"compare_views.{name}"),
        label_visibility="collapsed",
    )


def link_to_data(words: Words) -> None:
    """The way to open the files that a comparison lacks."""
    label = words("compare.open_file")
    st.page_link("pages/data.py", label=label, icon=":material/upload_file:")


def choose_limits(group: Group, words: Words) -> Group:
    """The group, or its agencies of one type and one province, in the address.

    Each is asked where the agencies differ in it.
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
    if group.unnamed:
        notes.append(words("compare.unnamed", count=words.digits(group.unnamed)))
    notes.append(" · ".join(national_notes(assessment, words)))
    st.caption("  \n".join(escape_markdown(note) for note in notes if note))
