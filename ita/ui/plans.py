"""The plans a visitor can choose: workbooks of measures, and the results that they answer.

A saved plan is read only when it is used: its agency and year are columns of the store. Those of
bundled and opened plans come from their reading.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.framework import Framework, load_framework
from ita.domain.plan import MeasurePlan
from ita.domain.tables import follow_up_table
from ita.language import Words
from ita.measures.answering import PlanOwner, answers_result, answers_year, plans_same_year
from ita.measures.coverage import match_measures
from ita.measures.plan_progress import PlanProgress
from ita.publishing.names import safe_name
from ita.reading.measures import MeasureReading, read_measures
from ita.store import SavedFile, StoreError
from ita.store.choices import find_completion_rule
from ita.ui import url_state
from ita.ui.content_cache import compute_once
from ita.ui.files.workbooks import File, Origin, Workbook, WorkbookSource, number_repeated
from ita.ui.markdown import escape_markdown
from ita.ui.results import find_result
from ita.ui.store_access import cached_answer, show_store_errors, store

# Key in the session state: agency and year of the result with which the plan was last chosen.
_RESULT = "_plan-result"
# Names of the choices that belong to one plan.
_OF_PLAN = ("on", "month", "measure", "gap")
_NO_ENTRIES = follow_up_table()


@dataclass(frozen=True, eq=False)
class Plan:
    """A workbook of measures that can be chosen, with its agency and fiscal year.

    `key` identifies the plan in the URL and in the selectbox; `source` is its reading, or the
    store's entry of a saved workbook.
    """

    key: str
    digest: str
    origin: Origin
    agency: str | None
    fiscal_year: int | None
    source: MeasureReading | SavedFile

    @property
    def file_name(self) -> str:
        """The file name of the workbook."""
        return self.source.name if isinstance(self.source, SavedFile) else self.source.file

    @property
    def owner(self) -> tuple[str | None, int | None]:
        """Agency and fiscal year."""
        return self.agency, self.fiscal_year

    @cached_property
    def reading(self) -> MeasureReading:
        """The reading of the workbook, from its file if it is saved. Raises StoreError."""
        if isinstance(self.source, SavedFile):
            return MEASURES.read_saved(self.digest, self.source.name, self.source.mapping)
        return self.source

    @property
    def is_readable(self) -> bool:
        """Whether the plan can be read and has measures; if not, the data page shows why."""
        with suppress(StoreError):
            return bool(len(self.reading.measures))
        return False

    @property
    def identity(self) -> tuple[str, str, int | None]:
        """File name, agency and fiscal year, by which the store identifies the plan."""
        return self.reading.file, self.reading.agency or "", self.reading.fiscal_year

    @property
    def measures(self) -> pd.DataFrame:
        """The measure table."""
        return self.reading.measures

    @property
    def framework(self) -> Framework:
        """The framework of the plan's fiscal year."""
        return load_framework(self.reading.fiscal_year, self.reading.variant or "bangkok")


def _read(file: File) -> MeasureReading:
    return read_measures(file.data, file.name, mapping=file.mapping)


MEASURES = WorkbookSource("measures", _read, lambda reading: [reading.agency or ""])


def available_plans() -> list[Plan]:
    """Return the workbooks with measures: opened ones, then saved ones, then bundled ones.

    A saved plan replaces a bundled one of the same agency and year. If the saved one can no longer
    be read, the bundled one stays and the saved one comes last.
    """
    opened = _local_plans(MEASURES.in_use())
    digests = {each.digest for each in opened}
    saved = [
        Plan("", each.hash or "", "saved", each.agency or None, each.fiscal_year, each)
        for each in MEASURES.saved()
        if each.hash not in digests
    ]
    digests |= {each.digest for each in saved}
    bundled = [each for each in _local_plans(MEASURES.bundled()) if each.digest not in digests]
    rivals = [each for each in saved if each.owner in {bundle.owner for bundle in bundled}]
    replaced = {each.owner for each in rivals if each.is_readable}
    bundled = [each for each in bundled if each.owner not in replaced]
    unreadable = [each for each in rivals if each.owner not in replaced]
    options = [*opened, *(each for each in saved if each not in unreadable), *bundled, *unreadable]
    keys = number_repeated([_label(each) for each in options])
    return [replace(each, key=key) for key, each in zip(keys, options, strict=True)]


def find_plans(fits: Callable[[Plan], bool]) -> Iterator[Plan]:
    """Yield the plans for which `fits` is true and that can be read; each is read when reached."""
    return (each for each in available_plans() if fits(each) and each.is_readable)


def _local_plans(workbooks: list[Workbook[MeasureReading]]) -> list[Plan]:
    """Return the plans of opened or bundled workbooks with measures; their keys are still empty."""
    return [
        Plan(
            "",
            each.digest,
            each.origin,
            each.contents.agency,
            each.contents.fiscal_year,
            each.contents,
        )
        for each in workbooks
        if len(each.contents.measures)
    ]


def _label(plan: Plan) -> str:
    return f"{plan.agency or ''} {plan.fiscal_year or ''}".strip() or plan.file_name


def choose_plan(result: Assessment | None, words: Words) -> Plan | None:
    """Return the plan of the chosen result or the one that the visitor chooses; `plan` in the URL.

    None if there is none: another office's plan is never the default. Shows an error for each saved
    plan of the result's agency that can no longer be read.
    """
    plans = {each.key: each for each in available_plans()}
    _follow_result(result)
    usual = _usual_plan(list(plans.values()), result)
    if usual is not None and len(plans) == 1:
        return usual
    label = words("plans.choose")
    chosen: str | None = None
    if usual is not None:
        chosen = url_state.select(
            "plan", list(plans), label, default=usual.key, resets=_OF_PLAN, width=320
        )
    elif plans:
        chosen = url_state.select_optional(
            "plan", list(plans), label, words("plans.other"), width=320
        )
    for each in plans.values():
        is_expected = each.key == chosen or (result is not None and each.agency == result.agency)
        if is_expected and not each.is_readable:
            name = escape_markdown(each.file_name)
            st.error(words("plans.unreadable", name=name), icon=":material/error:")
    return plans[chosen] if chosen and plans[chosen].is_readable else None


def _follow_result(result: Assessment | None) -> None:
    """Reset the plan and its choices when another result is chosen."""
    owner = (result.agency, result.fiscal_year) if result else None
    if st.session_state.setdefault(_RESULT, owner) != owner:
        st.session_state[_RESULT] = owner
        for name in ("plan", *_OF_PLAN):
            url_state.set_choice(name, None)


def _usual_plan(plans: list[Plan], result: Assessment | None) -> Plan | None:
    """Return the default plan; `plans` are in the order of `available_plans`.

    It is the one opened in this visit, else the one that answers the result, else the newest of
    its agency. Without a result it is the first that can be read.
    """
    in_visit = next((each for each in plans if each.origin == "visit"), None)
    if in_visit is not None or result is None:
        return in_visit or next((each for each in plans if each.is_readable), None)
    answering = (each for each in plans if may_answer(each, result))
    of_agency = [each for each in plans if each.agency == result.agency]
    newest = sorted(of_agency, key=lambda each: -(each.fiscal_year or 0))
    return next((each for each in (*answering, *newest) if each.is_readable), None)


def with_rule_of_office(plan: MeasurePlan) -> MeasurePlan:
    """Return a plan with the completion rule saved for it, or else as it is. Raises StoreError."""
    rule = find_completion_rule(store(), plan.file, plan.agency or "", plan.fiscal_year)
    return plan.with_rule(rule.done_by if rule else None)


def load_progress(plan: Plan, on: date, words: Words) -> PlanProgress:
    """Return the progress of a plan on a day, by its follow-up entries and its completion rule.

    If the store fails, the error is shown and the progress has no entries.
    """
    entries, rule = _NO_ENTRIES, None
    with show_store_errors(words):
        entries, rule = cached_answer(
            ("reports", plan.reading.token),
            lambda visible: (
                visible.follow_ups(plan.measures["key"].tolist()),
                find_completion_rule(visible, *plan.identity),
            ),
        )
    # Entries are only appended, so the last one and their number identify the list.
    last = entries["entry"].iloc[-1] if len(entries) else ""
    done_by = rule.done_by if rule else None
    return compute_once(
        ("plan progress", plan.reading.token, str(last), len(entries), on, done_by),
        lambda: PlanProgress(plan.reading.with_rule(done_by), entries, on),
    )


def match_plan(plan: Plan, items: pd.DataFrame, assessment: Assessment) -> pd.DataFrame:
    """Return `match_measures` of a plan for items of a result, cached for all visitors."""
    return compute_once(
        ("match", plan.reading.token, assessment.digest, *items["code"]),
        lambda: match_measures(plan.measures, items, assessment.fiscal_year),
    )


def may_answer(plan: PlanOwner, result: Assessment) -> bool:
    """Return whether a plan answers a result, or may do so because one of them has no agency."""
    nameless = plan.agency is None or not result.agency
    if nameless and answers_year(plan, result.fiscal_year):
        return True
    return answers_result(plan, result)


def result_before(plan: PlanOwner, chosen: Assessment | None) -> Assessment | None:
    """Return the result that a plan answers: the chosen one if `may_answer`, else an available one.

    A plan without an agency may answer any agency's result, so the chosen result is used.
    """
    if chosen is not None and may_answer(plan, chosen):
        return chosen
    year = plan.fiscal_year
    return find_result(plan.agency, year - 1) if plan.agency and year else None


def result_after(plan: PlanOwner) -> Assessment | None:
    """Return the result of the plan's fiscal year, which shows the plan's effect, or None."""
    year = plan.fiscal_year
    return find_result(plan.agency, year) if plan.agency and year else None


def plan_after(assessment: Assessment) -> Plan | None:
    """Return the plan that answers a result: the same agency's plan of the next year, or None."""
    return next(find_plans(lambda plan: answers_result(plan, assessment)), None)


def plan_of_year(assessment: Assessment) -> Plan | None:
    """Return the plan of the result's fiscal year, whose effect the result shows, or None."""
    return next(find_plans(lambda plan: plans_same_year(plan, assessment)), None)


def plan_file_name(plan: Plan, what: str) -> str:
    """Return a name for a downloaded file, made of `what` and the plan's key."""
    return safe_name(f"ita-{what}-{plan.key}")
