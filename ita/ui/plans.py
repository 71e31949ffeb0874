"""The measure workbooks a visitor can choose: one opened in this visit, the library, bundled ones."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.framework import Framework, load_framework
from ita.domain.tables import follow_up_table
from ita.language import Words
from ita.measures.answering import answers_result
from ita.publishing.names import safe_name
from ita.reading.measures import MeasureReading, read_measures
from ita.store import SavedFile, StoreError
from ita.ui import url_state
from ita.ui.datasets import ENDINGS, File, choices, saved_file
from ita.ui.store_access import store, told

MEASURES = Path(__file__).parent.parent.parent / "data" / "measures"
_OPENED = "_opened-plan"


@dataclass(frozen=True)
class Plan:
    """The measures of a workbook; `key` is what the address and the chooser call it."""

    key: str
    file: File
    reading: MeasureReading

    @property
    def measures(self) -> pd.DataFrame:
        """The measure table."""
        return self.reading.measures

    @property
    def framework(self) -> Framework:
        """The framework of the measures' own year."""
        return load_framework(self.reading.fiscal_year, self.reading.variant or "bangkok")


@dataclass(frozen=True)
class Work:
    """A plan with what has been reported of it, on the day that the visitor has chosen."""

    plan: Plan
    entries: pd.DataFrame
    on: date

    @property
    def measures(self) -> pd.DataFrame:
        """The measure table of the plan."""
        return self.plan.measures


# Bundled and saved workbooks, which every visitor may see.
@st.cache_resource(max_entries=32, show_spinner=False)
def _read_shared(digest: str, name: str, mapping: str, _file: File) -> MeasureReading:
    return read_measures(_file.data, name, mapping=_file.mapping)


def read_shared(file: File) -> MeasureReading:
    """What a bundled or saved workbook holds, read once for all visitors."""
    return _read_shared(file.digest, file.name, file.mapping.to_json(), file)


# What one visitor opens stays in that visitor's session.
@st.cache_resource(max_entries=4, show_spinner=False, scope="session")
def _read_opened(digest: str, name: str, mapping: str, _file: File) -> MeasureReading:
    return read_measures(_file.data, name, mapping=_file.mapping)


def opened() -> File | None:
    """The measure workbook that this visitor has opened."""
    return st.session_state.get(_OPENED)


def read_opened(file: File) -> MeasureReading:
    """What the workbook that this visitor has opened holds."""
    return _read_opened(file.digest, file.name, file.mapping.to_json(), file)


def use(file: File | None) -> None:
    """Take a workbook for this visit, or put it away with None."""
    st.session_state[_OPENED] = file


def saved() -> list[SavedFile]:
    """The measure workbooks of the library; none where the store fails, which the page says."""
    try:
        return store().files("measures")
    except StoreError:
        return []


def plans() -> list[Plan]:
    """Every workbook that holds measures: the opened one, the saved ones, the bundled ones."""
    found: list[tuple[File, MeasureReading]] = []
    mine = opened()
    if mine is not None:
        found.append((mine, read_opened(mine)))
    for entry in saved():
        try:
            file = saved_file(entry)
        except (StoreError, KeyError):
            continue
        if mine is None or mine.digest != file.digest:
            found.append((file, read_shared(file)))
    bundled = (each for each in MEASURES.glob("*") if each.suffix[1:] in ENDINGS)
    known = {file.digest for file, _ in found}
    for path in sorted(bundled):
        file = File(path.name, path.read_bytes())
        if file.digest not in known:
            found.append((file, read_shared(file)))
    return _named([pair for pair in found if len(pair[1].measures)])


def bundled_problems() -> MeasureReading | None:
    """The reading of a bundled workbook that holds no measures, so that the page can say why."""
    bundled = (each for each in MEASURES.glob("*") if each.suffix[1:] in ENDINGS)
    for path in sorted(bundled):
        reading = read_shared(File(path.name, path.read_bytes()))
        if reading.measures.empty:
            return reading
    return None


def _named(found: list[tuple[File, MeasureReading]]) -> list[Plan]:
    """Agency and year as a key; a second of the same name gets a number."""
    seen: dict[str, int] = {}
    made = []
    for file, reading in found:
        name = f"{reading.agency or ''} {reading.fiscal_year or ''}".strip() or file.name
        seen[name] = seen.get(name, 0) + 1
        numbered = name if seen[name] == 1 else f"{name} ({seen[name]})"
        made.append(Plan(numbered, file, reading))
    return made


def choose_plan(words: Words) -> Plan | None:
    """The chosen workbook, in the address as `plan`; None where there is none."""
    found = {each.key: each for each in plans()}
    if len(found) <= 1:
        return next(iter(found.values()), None)
    chosen = url_state.asked("plan", list(found), next(iter(found)))
    st.selectbox(
        words("plans.choose"),
        list(found),
        key=url_state.key("plan"),
        on_change=url_state.keep,
        args=("plan",),
        width=320,
    )
    return found[chosen or next(iter(found))]


def follow_ups(plan: Plan, words: Words) -> pd.DataFrame:
    """What has been reported of a plan; nothing where the store fails, which is said."""
    with told(words):
        return store().follow_ups(plan.measures["key"].tolist())
    return follow_up_table()


def answered(plan: Plan, chosen: Assessment | None) -> Assessment | None:
    """The assessment that a plan answers: that of the year before, the chosen one if it fits."""
    return _of_year(plan, (plan.reading.fiscal_year or 1) - 1, chosen)


def following(plan: Plan) -> Assessment | None:
    """The assessment of the plan's own year, in which its effect can be seen."""
    return _of_year(plan, plan.reading.fiscal_year, None)


def _of_year(plan: Plan, year: int | None, chosen: Assessment | None) -> Assessment | None:
    if chosen is not None and chosen.fiscal_year == year:
        # What names no agency may be anybody's; whose both are known, they must be the same.
        known = {chosen.agency, plan.reading.agency or ""} - {""}
        if len(known) < 2:
            return chosen
    return next(
        (
            each.assessment
            for each in choices()[0]
            if each.assessment.fiscal_year == year and each.assessment.agency == plan.reading.agency
        ),
        None,
    )


def plan_after(assessment: Assessment) -> Plan | None:
    """The plan that answers an assessment: the same agency's of the next year."""
    return next((each for each in plans() if answers_result(each.reading, assessment)), None)


def file_name(plan: Plan, what: str) -> str:
    """A name for a file that leaves the dashboard: what it is, whose, of which year."""
    return safe_name(f"ita-{what}-{plan.key}")
