"""Whether the yearly analysis can go out: what it must hold, what is there, what is missing."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.column_config import CheckboxColumn, TextColumn

from ita.analysis.assessment import Assessment
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.yearly_analysis import PartStatus, write_required_parts
from ita.publishing.briefing import check_material
from ita.publishing.catalogue import Material
from ita.publishing.office_templates import TemplateError
from ita.report.naming import day_text
from ita.report.yearly_analysis import part_detail
from ita.store.choices import PartCheck, find_part_checks, save_part_checks
from ita.ui.day_choice import opening_day
from ita.ui.plans import load_progress, plan_of_year
from ita.ui.store_access import ask_name, show_store_errors, store

# Pixels of a row: two lines of a sentence.
_ROW_HEIGHT = 52
# Counts what this visit has saved, after which the editor begins again, and its words by part.
_ROUND, _WORDING = "_yearly-analysis-round", "_yearly-analysis-wording"
_PART, _APPLIES, _READY = "part", "applies", "ready"
_TICKS = [_APPLIES, _READY]


def add_last_year(material: Material, words: Words) -> Material:
    """The material with the measures of the result's own year, where they are there."""
    plan = plan_of_year(material.assessment)
    if plan is None:
        return material
    return replace(material, last_year=load_progress(plan, opening_day(plan.reading), words))


def show_yearly_analysis(material: Material, words: Words) -> None:
    """Every part with its state; an office ticks what applies and what it has read, and rewords.

    Ticks are saved for everybody, with who and when; words stay in the visit, and the list is given
    out as the file that an office puts beside its templates. (DOMAIN.md §3)
    """
    st.subheader(words("yearly_analysis.title"), anchor=False)
    try:
        statuses = check_material(material)
    except TemplateError as error:
        st.error(error.message(words), icon=":material/error:")
        statuses = check_material(material, bundled=True)
    place = st.empty()
    assessment = material.assessment
    checks: dict[str, PartCheck] = {}
    with show_store_errors(words):
        checks = find_part_checks(store(), assessment.agency, assessment.fiscal_year)
    table = _table(statuses, checks, words)
    edited = st.data_editor(
        table,
        key=f"yearly-analysis-{assessment.digest[:8]}-{st.session_state.get(_ROUND, 0)}",
        hide_index=True,
        height="content",
        row_height=_ROW_HEIGHT,
        alt=words("yearly_analysis.title"),
        disabled=[
            words("columns.state"),
            words("yearly_analysis.detail"),
            words("yearly_analysis.ticked"),
        ],
        column_config={
            _APPLIES: CheckboxColumn(words("yearly_analysis.applies"), width="small"),
            _PART: TextColumn(words("yearly_analysis.part"), width=380, max_chars=300),
            _READY: CheckboxColumn(words("yearly_analysis.ready"), width="small"),
            words("columns.state"): TextColumn(width=90),
            words("yearly_analysis.detail"): TextColumn(width=210),
            words("yearly_analysis.ticked"): TextColumn(width=150),
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
    edited.index = pd.Index([each.part.key for each in statuses])
    _offer_saving(
        assessment, edited, (edited[_TICKS] != table[_TICKS].to_numpy()).any(axis=1), words
    )
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


def _offer_saving(
    assessment: Assessment, edited: pd.DataFrame, is_changed: pd.Series, words: Words
) -> None:
    """Asks who ticks, where something was ticked, and keeps it for everybody.

    `edited` has the parts by their keys; words that were typed into it stay in the visit.
    """
    if not is_changed.any():
        return
    who = ask_name(words("yearly_analysis.save"), "yearly-checks", assessment.agency, words)
    if not who:
        return
    ticks = {
        str(row.Index): (bool(row.applies), bool(row.ready))
        for row in iterate_rows(edited[is_changed])
    }
    with show_store_errors(words):
        save_part_checks(store(), assessment.agency, assessment.fiscal_year, ticks, who)
        st.session_state[_WORDING] = edited[_PART].to_dict()
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()


def _table(
    statuses: tuple[PartStatus, ...], checks: Mapping[str, PartCheck], words: Words
) -> pd.DataFrame:
    """A row for each part; ticked is what somebody ticked, else what the figures show to be there."""
    saved = [checks.get(each.part.key) for each in statuses]
    wording = st.session_state.get(_WORDING, {})
    return pd.DataFrame(
        {
            _APPLIES: [each.applies if each else True for each in saved],
            _PART: [wording.get(each.part.key) or words.of(each.part.name) for each in statuses],
            _READY: [
                check.is_ready if check else each.state == "present"
                for each, check in zip(statuses, saved, strict=True)
            ],
            words("columns.state"): [
                words(f"yearly_analysis.states.{each.state}") for each in statuses
            ],
            words("yearly_analysis.detail"): [part_detail(each, words) for each in statuses],
            words("yearly_analysis.ticked"): [
                f"{each.who} {day_text(each.at.astimezone().date(), words)}" if each else ""
                for each in saved
            ],
        }
    )
