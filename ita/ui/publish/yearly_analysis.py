"""Whether the yearly analysis can go out: what it must hold, what is there, what is missing."""

from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.column_config import CheckboxColumn, TextColumn

from ita.language import Words
from ita.measures.yearly_analysis import PartStatus, write_required_parts
from ita.publishing.briefing import check_material
from ita.publishing.catalogue import Material
from ita.publishing.office_templates import TemplateError
from ita.report.yearly_analysis import part_detail
from ita.ui.day_choice import opening_day
from ita.ui.plans import load_progress, plan_of_year

# Pixels of a row: two lines of a sentence.
_ROW_HEIGHT = 52
_EDITOR = "yearly-analysis"
_PART, _APPLIES, _READY = "part", "applies", "ready"


def add_last_year(material: Material, words: Words) -> Material:
    """The material with the measures of the result's own year, where they are there."""
    plan = plan_of_year(material.assessment)
    if plan is None:
        return material
    return replace(material, last_year=load_progress(plan, opening_day(plan.reading), words))


def show_yearly_analysis(material: Material, words: Words) -> None:
    """Every part with its state; an office ticks what applies and what it has read, and rewords.

    Ticks and words stay in the visit; the list is given out as the file that an office puts beside
    its templates. (DOMAIN.md §3)
    """
    st.subheader(words("yearly_analysis.title"), anchor=False)
    try:
        statuses = check_material(material)
    except TemplateError as error:
        st.error(error.message(words), icon=":material/error:")
        statuses = check_material(material, bundled=True)
    place = st.empty()
    edited = st.data_editor(
        _table(statuses, words),
        key=_EDITOR,
        hide_index=True,
        height="content",
        row_height=_ROW_HEIGHT,
        alt=words("yearly_analysis.title"),
        disabled=[words("columns.state"), words("yearly_analysis.detail")],
        column_config={
            _APPLIES: CheckboxColumn(words("yearly_analysis.applies"), width="small"),
            _PART: TextColumn(words("yearly_analysis.part"), width=380, max_chars=300),
            _READY: CheckboxColumn(words("yearly_analysis.ready"), width="small"),
            words("columns.state"): TextColumn(width=120),
            words("yearly_analysis.detail"): TextColumn(width=280),
        },
    )
    open_ones = edited[edited[_APPLIES] & ~edited[_READY]]
    if open_ones.empty:
        place.success(words("yearly_analysis.complete"), icon=":material/check:")
    else:
        counts = {"missing": len(open_ones), "count": int(edited[_APPLIES].sum())}
        sentence = words(
            "yearly_analysis.open", **{name: words.digits(count) for name, count in counts.items()}
        )
        place.warning(sentence, icon=":material/checklist:")
    st.caption(words("yearly_analysis.unofficial"))
    parts_to_write = [
        (status.part, text)
        for status, text, applies in zip(statuses, edited[_PART], edited[_APPLIES], strict=True)
        if applies and text
    ]
    st.download_button(
        words("yearly_analysis.download"),
        write_required_parts(parts_to_write, words.language),
        "yearly_analysis.toml",
        "application/toml",
        key="yearly-analysis-file",
        on_click="ignore",
        icon=":material/download:",
    )


def _table(statuses: tuple[PartStatus, ...], words: Words) -> pd.DataFrame:
    """A row for each part; what the figures show to be there is ticked."""
    return pd.DataFrame(
        {
            _APPLIES: True,
            _PART: [words.of(each.part.name) for each in statuses],
            _READY: [each.state == "present" for each in statuses],
            words("columns.state"): [
                words(f"yearly_analysis.states.{each.state}") for each in statuses
            ],
            words("yearly_analysis.detail"): [part_detail(each, words) for each in statuses],
        }
    )
