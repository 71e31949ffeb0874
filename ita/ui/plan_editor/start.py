"""Which plan is edited, and how one that does not exist yet begins."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.measures.coverage import find_gaps
from ita.measures.drafting import begin_from_last_year, begin_plan, blank_measure, with_measures
from ita.reading.measures import MeasureReading
from ita.ui import url_state
from ita.ui.plan_editor.additions import fields_for_gap
from ita.ui.plan_editor.drafts import begin_draft
from ita.ui.plans import Plan, available_plans, find_plans, with_rule_of_office
from ita.ui.results import find_result
from ita.ui.store_access import show_store_errors


@dataclass(frozen=True)
class Target:
    """A plan to edit: one that there is, or one of an agency and year that has none yet."""

    key: str
    agency: str
    fiscal_year: int | None
    plan: Plan | None = None


def choose_target(plan: Plan | None, result: Assessment | None, words: Words) -> Target | None:
    """The plan on the page, its next year's, or that of the chosen result; None without any."""
    targets = _targets(plan, result)
    if not targets:
        return None
    if len(targets) == 1:
        return targets[0]
    by_key = {each.key: each for each in targets}
    key = url_state.select(
        "edit",
        list(by_key),
        words("plan_editor.plan"),
        format_func=lambda key: _label(by_key[key], words),
        width=320,
    )
    return by_key[key]


def _targets(plan: Plan | None, result: Assessment | None) -> list[Target]:
    held = {each.owner for each in available_plans()}
    targets = []
    wanted: list[tuple[str | None, int | None]] = []
    if plan is not None:
        year = plan.reading.fiscal_year
        targets.append(Target(plan.key, plan.reading.agency or "", year, plan))
        wanted.append((plan.reading.agency, year + 1 if year else None))
    if result is not None:
        wanted.append((result.agency, result.fiscal_year + 1 if result.fiscal_year else None))
    targets += [
        Target(f"{agency} {year}", agency, year)
        for agency, year in dict.fromkeys(wanted)
        if agency and year and (agency, year) not in held
    ]
    return targets


def _label(target: Target, words: Words) -> str:
    name = words.digits(target.key)
    return name if target.plan else words("plan_editor.new_plan", name=name)


def show_start(target: Target, words: Words) -> None:
    """The ways in which a plan can begin."""
    if target.fiscal_year is None:
        return
    agency, year = target.agency, target.fiscal_year
    st.markdown(words("plan_editor.start", agency=agency, year=words.digits(year)))
    earlier = next(find_plans(lambda plan: plan.owner == (agency, year - 1)), None)
    result = find_result(agency, year - 1)
    with st.container(horizontal=True):
        if earlier is not None:
            plan = with_rule_of_office(earlier.reading)
            label = words(
                "plan_editor.from_last_year",
                year=words.digits(year - 1),
                count=words.digits(len(plan.measures)),
            )
            _offer(target, label, "last-year", partial(begin_from_last_year, plan), words)
        if result is not None and len(result.lowest):
            label = words("plan_editor.from_gaps", count=words.digits(len(result.lowest)))
            _offer(target, label, "gaps", partial(_begin_from_gaps, agency, year, result), words)
        _offer(
            target,
            words("plan_editor.from_nothing"),
            "empty",
            partial(begin_plan, agency, year),
            words,
        )
    st.caption(words("plan_editor.start_note"))


def _offer(
    target: Target, label: str, key: str, make: partial[MeasureReading], words: Words
) -> None:
    def begin() -> None:
        with show_store_errors(words):
            begin_draft(target.key, make())

    st.button(label, key=f"plan-start-{key}", icon=":material/edit_document:", on_click=begin)


def _begin_from_gaps(agency: str, year: int, result: Assessment) -> MeasureReading:
    """A plan with a measure, still to be written, for each of the weakest items of a result."""
    plan = begin_plan(agency, year)
    gaps = find_gaps(plan.measures, result)
    rows = [
        blank_measure(plan, no=number, **fields_for_gap(gaps.iloc[number - 1]))
        for number in range(1, len(gaps) + 1)
    ]
    return with_measures(plan, rows)
