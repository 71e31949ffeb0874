"""The check of the yearly analysis: required parts, what is there, and what is missing."""

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
_TICKS = ["applies", "ready"]


def add_last_year(material: Material, words: Words) -> Material:
    """Return the material with the measures of the result's fiscal year, if there are any."""
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
    answer = st.empty()
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
        disabled=["state", "detail", "ticked"],
        column_config={
            "applies": CheckboxColumn(words("yearly_analysis.applies"), width="small"),
            "part": TextColumn(words("yearly_analysis.part"), width=380, max_chars=300),
            "ready": CheckboxColumn(words("yearly_analysis.ready"), width="small"),
            "state": TextColumn(words("columns.state"), width=90),
            "detail": TextColumn(words("yearly_analysis.detail"), width=210),
            "ticked": TextColumn(words("yearly_analysis.ticked"), width=150),
        },
    )
    missing = int((edited["applies"] & ~edited["ready"]).sum())
    if missing:
        counts = {"missing": missing, "count": int(edited["applies"].sum())}
        texts = {name: words.digits(count) for name, count in counts.items()}
        answer.warning(words("yearly_analysis.open", **texts), icon=":material/checklist:")
    else:
        answer.success(words("yearly_analysis.complete"), icon=":material/check:")
    is_ticked = (edited[_TICKS] != table[_TICKS]).any(axis=1)
    if is_ticked.any():
        _offer_saving(assessment, edited, is_ticked, words)
    st.caption(words("yearly_analysis.unofficial"))
    parts_to_write = [
        (status.part, row.part)
        for status, row in zip(statuses, iterate_rows(edited), strict=True)
        if row.applies and row.part
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
    assessment: Assessment, edited: pd.DataFrame, is_ticked: pd.Series, words: Words
) -> None:
    """Ask for a name and save the ticks for everybody; changed words stay in the visit."""
    who = ask_name(words("yearly_analysis.save"), "yearly-checks", assessment.agency, words)
    if not who:
        return
    ticks = {
        str(row.Index): (bool(row.applies), bool(row.ready))
        for row in iterate_rows(edited[is_ticked])
    }
    with show_store_errors(words):
        save_part_checks(store(), assessment.agency, assessment.fiscal_year, ticks, who)
        st.session_state[_WORDING] = edited["part"].to_dict()
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()


def _table(
    statuses: tuple[PartStatus, ...], checks: Mapping[str, PartCheck], words: Words
) -> pd.DataFrame:
    """Return a row for each part by its key; a tick of a person overrides the computed one."""
    wording = st.session_state.get(_WORDING, {})
    rows = {}
    for status in statuses:
        key, check = status.part.key, checks.get(status.part.key)
        rows[key] = {
            "applies": check.applies if check else True,
            "part": wording.get(key) or words.of(status.part.name),
            "ready": check.is_ready if check else status.state == "present",
            "state": words(f"yearly_analysis.states.{status.state}"),
            "detail": part_detail(status, words),
            "ticked": f"{check.who} {day_text(check.at.astimezone().date(), words)}"
            if check
            else "",
        }
    return pd.DataFrame.from_dict(rows, orient="index")
