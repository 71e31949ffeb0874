"""The plans a visitor can choose: workbooks of measures, and the results that they answer."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.framework import Framework, load_framework
from ita.domain.tables import follow_up_table
from ita.language import Words
from ita.measures.answering import answers_result, answers_year
from ita.measures.plan_progress import PlanProgress
from ita.publishing.names import safe_name
from ita.reading.measures import MeasureReading, read_measures
from ita.store.completion_rules import CompletionRule, find_completion_rule
from ita.ui import url_state
from ita.ui.files.workbooks import File, WorkbookSource, number_repeated
from ita.ui.results import find_result
from ita.ui.store_access import show_store_errors, store

# The result that the plan was last chosen beside, and the choices that belong to one plan.
_RESULT = "_plan-result"
_OF_PLAN = ("on", "month", "measure", "gap")


@dataclass(frozen=True)
class Plan:
    """The measures of a workbook; `key` is what the address and the chooser call it."""

    key: str
    digest: str
    reading: MeasureReading

    @property
    def identity(self) -> tuple[str, str, int | None]:
        """Name, agency and year that its file is saved under, in which the store knows the plan."""
        return self.reading.file, self.reading.agency or "", self.reading.fiscal_year

    @property
    def measures(self) -> pd.DataFrame:
        """The measure table."""
        return self.reading.measures

    @property
    def framework(self) -> Framework:
        """The framework of the measures' own year."""
        return load_framework(self.reading.fiscal_year, self.reading.variant or "bangkok")


def _read(file: File) -> MeasureReading:
    return read_measures(file.data, file.name, mapping=file.mapping)


MEASURES = WorkbookSource("measures", _read)


def available_plans() -> list[Plan]:
    """Every workbook that holds measures: the opened one, the saved ones, the bundled ones.

    A saved plan of the same agency and year takes the place of a bundled one.
    """
    workbooks = [each for each in MEASURES.workbooks() if len(each.contents.measures)]
    saved = {_owner(each.contents) for each in workbooks if each.origin == "saved"}
    workbooks = [
        each for each in workbooks if each.origin != "bundled" or _owner(each.contents) not in saved
    ]
    workbooks.sort(key=lambda each: ("visit", "saved", "bundled").index(each.origin))
    keys = number_repeated(
        [
            f"{each.contents.agency or ''} {each.contents.fiscal_year or ''}".strip() or each.name
            for each in workbooks
        ]
    )
    return [
        Plan(key, each.digest, each.contents) for key, each in zip(keys, workbooks, strict=True)
    ]


def _owner(reading: MeasureReading) -> tuple[str | None, int | None]:
    return reading.agency, reading.fiscal_year


def choose_plan(result: Assessment | None, words: Words) -> Plan | None:
    """The plan of the chosen result, or another one that the visitor chooses, in the address as `plan`.

    None where there is none: a result never comes with another office's plan by itself.
    """
    plans = {each.key: each for each in available_plans()}
    _follow_result(result)
    usual = _usual_plan(list(plans.values()), result)
    if usual is not None and len(plans) == 1:
        return usual
    label = words("plans.choose")
    if usual is not None:
        chosen = url_state.select(
            "plan", list(plans), label, default=usual.key, resets=_OF_PLAN, width=320
        )
        return plans[chosen]
    if not plans:
        return None
    other = url_state.select_optional("plan", list(plans), label, words("plans.other"), width=320)
    return plans[other] if other else None


def _follow_result(result: Assessment | None) -> None:
    """Forgets what was chosen of the plan of one result when another result is chosen."""
    owner = (result.agency, result.fiscal_year) if result else None
    if st.session_state.setdefault(_RESULT, owner) != owner:
        st.session_state[_RESULT] = owner
        for name in ("plan", *_OF_PLAN):
            url_state.set_choice(name, None)


def _usual_plan(plans: list[Plan], result: Assessment | None) -> Plan | None:
    """The plan that the page opens with, of plans in the order of `available_plans`.

    The one that was opened in this visit, else that which answers the result, else the newest of
    its agency. Without a result it is the first.
    """
    opened = {each.digest for each in MEASURES.in_use()}
    in_visit = next((each for each in plans if each.digest in opened), None)
    if in_visit is not None or result is None:
        return in_visit or next(iter(plans), None)
    answering = next((each for each in plans if may_answer(each, result)), None)
    of_agency = [each for each in plans if each.reading.agency == result.agency]
    newest = max(of_agency, key=lambda each: each.reading.fiscal_year or 0, default=None)
    return answering or newest


def load_progress(plan: Plan, on: date, words: Words) -> PlanProgress:
    """What has been reported of a plan, by its rule, on a day.

    Nothing is where the store fails, which is shown.
    """
    entries, rule = follow_up_table(), CompletionRule()
    with show_store_errors(words):
        entries = store().follow_ups(plan.measures["key"].tolist())
        rule = find_completion_rule(store(), *plan.identity)
    return PlanProgress(plan.reading, entries, on, rule.done_by)


def may_answer(plan: Plan, result: Assessment) -> bool:
    """Whether a plan answers a result, or may do so since one of them names no agency."""
    nameless = plan.reading.agency is None or not result.agency
    if nameless and answers_year(plan.reading, result.fiscal_year):
        return True
    return answers_result(plan.reading, result)


def result_before(plan: Plan, chosen: Assessment | None) -> Assessment | None:
    """The result that a plan answers: the chosen one if it fits, else another that is there.

    Measures that name no agency may be anybody's, so they take the chosen result.
    """
    agency, year = plan.reading.agency, plan.reading.fiscal_year
    if chosen is not None and may_answer(plan, chosen):
        return chosen
    return find_result(agency, year - 1) if agency and year else None


def result_after(plan: Plan) -> Assessment | None:
    """The result of the plan's own year, in which its effect can be seen."""
    agency, year = plan.reading.agency, plan.reading.fiscal_year
    return find_result(agency, year) if agency and year else None


def plan_after(assessment: Assessment) -> Plan | None:
    """The plan that answers a result: the same agency's of the next year."""
    plans = available_plans()
    return next((each for each in plans if answers_result(each.reading, assessment)), None)


def plan_file_name(plan: Plan, what: str) -> str:
    """A name for a file that leaves the dashboard: what it is, whose, of which year."""
    return safe_name(f"ita-{what}-{plan.key}")
