"""The scope of the measures page: a plan, a division or all of them, and a day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.measures.responsibility import lead_division, responsible_parties
from ita.report.measures_headline import measures_headline
from ita.report.naming import day_text
from ita.thai.dates import fiscal_year_days
from ita.ui import url_state
from ita.ui.content_cache import cached_content, compute_once
from ita.ui.day_choice import opening_day, select_day
from ita.ui.markdown import escape_markdown
from ita.ui.plans import Plan, load_progress, may_answer
from ita.ui.sidebar import result_label

SECTIONS = ("months", "work", "coverage", "publication", "plan")
# URL parameters of the work section: a link with one of them opens that section.
_OF_WORK = ("measure", "indicator", "state", "due")
# Choice of the measures without a lead division: shared by all, or with no division named.
NOBODY = "none"


@dataclass(frozen=True)
class Scope:
    """The measures of one division, or of all if `division` is None, with the plan's progress."""

    plan: Plan
    progress: PlanProgress
    division: str | None

    @property
    def key(self) -> tuple[str, str | None]:
        """Cache key of the scope."""
        return self.progress.token, self.division

    @property
    def agency(self) -> str:
        """The agency of the plan; "" if unknown."""
        return self.plan.reading.agency or ""

    @property
    def on(self) -> date:
        """The day for which the progress is computed."""
        return self.progress.on

    @property
    def entries(self) -> pd.DataFrame:
        """The follow-up entries of the whole plan."""
        return self.progress.entries

    @property
    def named_division(self) -> str | None:
        """The chosen division; None for all divisions and for NOBODY."""
        return None if self.division == NOBODY else self.division

    @cached_property
    def measures(self) -> pd.DataFrame:
        """The measures of the division with the columns of `PlanProgress.status_table`."""

        def select() -> pd.DataFrame:
            measures = self.progress.status_table(self.named_division)
            if self.division != NOBODY:
                return measures
            measures = measures[measures["divisions"].map(lead_division) == ""]
            return measures.rename_axis("row").reset_index()

        return compute_once(("measures", *self.key), select)

    def month_states(self, month: str) -> pd.Series:
        """Return the report state of each of `measures` in a month, one of REPORT_STATES."""

        def select() -> pd.Series:
            states = self.progress.month_states(month, self.named_division)
            if self.division != NOBODY:
                return states
            return states[self.measures["row"]].reset_index(drop=True)

        return compute_once(("month states", month, *self.key), select)


def choose_scope(plan: Plan, words: Words) -> Scope:
    """Choose division and day, URL parameters `division` and `on`."""
    parties = responsible_parties(plan.measures, plan.reading.divisions)
    division = url_state.select_optional(
        "division",
        [*(name for name, _ in parties), NOBODY],
        words("measures.division"),
        words("measures.all_divisions"),
        format_func=lambda name: words("measures.nobody") if name == NOBODY else name,
        width=320,
    )
    usual = opening_day(plan.reading)
    day = day_text(url_state.read_day("on", usual), words)
    # Three fields would fill a third of a phone's screen.
    with st.popover(f"{words('measures.on')} {day}", icon=":material/event:", key="measures-day"):
        on = select_day("on", words("measures.on"), words, default=usual)
    return Scope(plan, load_progress(plan, on, words), division)


def open_division(name: str) -> None:
    """Choose the division that was clicked."""
    url_state.set_choice("division", name)


def open_section(name: str) -> None:
    """Open a section of the page."""
    url_state.set_choice("section", name)


def choose_section(words: Words) -> str:
    """Choose the section of the page, URL parameter `section`."""
    has_work = any(url_state.current_choice(name) for name in _OF_WORK)
    return url_state.segments(
        "section",
        SECTIONS,
        words("measures.section"),
        default="work" if has_work else SECTIONS[0],
        format_func=lambda name: words(f"sections.{name}"),
        label_visibility="collapsed",
    )


def show_headline(scope: Scope, result: Assessment | None, words: Words) -> None:
    """Show the headline, and a note if the day or the plan is not the expected one.

    `result` is the chosen result, to which the plan may not belong.
    """
    division = scope.named_division
    sentence = cached_content(
        ("measures headline", *scope.key),
        words,
        lambda: measures_headline(
            scope.measures, division, scope.on, words, name=escape_markdown(division or "")
        ),
    )
    nobody = scope.division == NOBODY
    st.markdown(f"{words('measures.nobody')}: {sentence}" if nobody else sentence)
    year = scope.plan.reading.fiscal_year
    if result is not None and not may_answer(scope.plan.reading, result):
        names = {"plan": scope.plan.key, "result": result_label(result, words)}
        texts = {name: escape_markdown(words.digits(text)) for name, text in names.items()}
        st.warning(words("plans.of_another_result", **texts), icon=":material/link_off:")
    if year is None:
        return
    text, day = words.digits(year), day_text(scope.on, words)
    first, last = fiscal_year_days(year)
    if not first <= scope.on <= last:
        st.caption(words("measures.other_year", year=text, day=day))
    elif scope.on == opening_day(scope.plan.reading) != date.today():
        name = "measures.year_ended" if scope.on == last else "measures.year_not_begun"
        st.caption(words(name, year=text, day=day))


def show_counts(counts: dict[str, int], words: Words) -> None:
    """Show numbers of measures as cards side by side."""
    grid = st.grid(len(counts), min_column_width=130)
    for label, count in counts.items():
        grid.metric(label, words.digits(count), border=True)
