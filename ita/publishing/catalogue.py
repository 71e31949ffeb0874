"""The pictures that can be published of an office: compositions, then charts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

import pandas as pd
import plotly.graph_objects as go

from ita.analysis.assessment import Assessment
from ita.analysis.compare_agencies import best_practice
from ita.analysis.results import has_indicators, has_losses
from ita.analysis.what_if import Scenario
from ita.charts import measures as measure_charts
from ita.charts import scores as score_charts
from ita.charts.palette import Look
from ita.charts.progress import draw_progress
from ita.domain.tables import INSTRUMENTS, YEAR_SCORE_TYPES, table_of_rows
from ita.language import Words
from ita.measures.by_division import by_division, progress_by_division, reports_by_division
from ita.measures.plan_progress import PlanProgress
from ita.measures.responsibility import responsible_parties
from ita.publishing.content import compare, gather, what_if
from ita.publishing.content.compare import MeasuresLoader
from ita.publishing.content.model import Content, Head
from ita.publishing.sheets.page import Page, Style, chart_head, chart_page, composition_page
from ita.report.naming import day_text
from ita.thai.dates import fiscal_months, month_of


@dataclass(frozen=True)
class Wording:
    """Texts that replace those of a picture's head; empty ones keep the default."""

    title: str = ""
    subtitle: str = ""
    source: str = ""


def no_agencies() -> pd.DataFrame:
    """Return an empty year scores table."""
    return table_of_rows((), YEAR_SCORE_TYPES)


def no_measures(agencies: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Return no measure tables; the default of `Material.load_measures`."""
    return {}


@dataclass(frozen=True)
class Material:
    """The data of an office from which pictures are made.

    `progress` is None if no measures answer the assessment; `made` is the date on the pictures.
    `years` is an agency results table of the agency. `last_year` are the measures of the
    assessment's own year. `load_group` returns a year scores table of the agencies compared,
    including the assessment's, and `load_measures` the measure tables of those agencies that have
    a plan; both are called only for pictures that need them.
    """

    assessment: Assessment
    progress: PlanProgress | None
    years: pd.DataFrame
    made: date
    last_year: PlanProgress | None = None
    load_group: Callable[[], pd.DataFrame] = no_agencies
    scenario: Scenario | None = None
    scenario_name: str = ""
    load_measures: MeasuresLoader = no_measures

    @property
    def plan_progress(self) -> PlanProgress:
        """The measures; raises ValueError if there are none."""
        if self.progress is None:
            raise ValueError("there are no measures")
        return self.progress

    @cached_property
    def group(self) -> pd.DataFrame:
        """The year scores table returned by `load_group`, loaded once."""
        return self.load_group()

    @property
    def divisions(self) -> list[str]:
        """The names of all parties responsible for a measure."""
        if self.progress is None:
            return []
        table = responsible_parties(self.progress.measures, self.progress.plan.divisions)
        return [name for name, _ in table]

    @property
    def months(self) -> list[str]:
        """The months ("2023-04") of the plan's fiscal year that have begun, or else its first."""
        if self.progress is None or self.progress.plan.fiscal_year is None:
            return []
        now = month_of(self.progress.on)
        months = fiscal_months(self.progress.plan.fiscal_year)
        return [each for each in months if each <= now] or months[:1]


@dataclass(frozen=True)
class Choice:
    """Options of a picture; `instrument` None means all instruments.

    `by` is the key of the figure that ranks agencies: "total", an instrument or an indicator.
    """

    division: str = ""
    month: str = ""
    instrument: str | None = None
    by: str = "total"


def years_until(years: pd.DataFrame, assessment: Assessment) -> pd.DataFrame:
    """Return the rows of an agency results table up to the year of an assessment."""
    if assessment.fiscal_year is None:
        return years.iloc[:0]
    return years[(years["fiscal_year"] <= assessment.fiscal_year).fillna(value=False)]


def _gather_scenario(m: Material, _: Choice, words: Words) -> Content:
    if m.scenario is None:
        raise ValueError("there is no scenario")
    return what_if.gather_scenario(m.assessment, m.scenario, words, m.made, m.scenario_name)


# How compositions are gathered and, below, charts drawn, in the order of the interface.
_GATHER: Mapping[str, Callable[[Material, Choice, Words], Content]] = {
    "result": lambda m, _, words: gather.gather_result(m.assessment, words, m.made),
    "weakest": lambda m, choice, words: gather.gather_weakest(
        m.assessment, m.progress, words, m.made, instrument=choice.instrument
    ),
    "tasks": lambda m, choice, words: gather.gather_tasks(m.plan_progress, choice.division, words),
    "month": lambda m, choice, words: gather.gather_month(m.plan_progress, choice.month, words),
    "years": lambda m, _, words: compare.gather_years(m.assessment, m.years, words, m.made),
    "agencies": lambda m, choice, words: compare.gather_agencies(
        m.assessment, m.group, choice.by, words, m.made
    ),
    "best": lambda m, _, words: compare.gather_best(
        m.assessment, m.group, words, m.made, m.load_measures
    ),
    "what_if": _gather_scenario,
}


def _draw_weakest(instrument: str, m: Material, _: Choice, words: Words, look: Look) -> go.Figure:
    return score_charts.draw_weakest(m.assessment, words, look, instrument)


def _draw_progress(m: Material, _: Choice, words: Words, look: Look) -> go.Figure:
    progress = m.plan_progress
    table = progress_by_division(progress, fiscal_months(progress.plan.fiscal_year or 0))
    return draw_progress(table, progress.on, progress.plan, words, look)


_DRAW: Mapping[str, Callable[[Material, Choice, Words, Look], go.Figure]] = {
    "indicators": lambda m, _, *style: score_charts.draw_indicators(m.assessment, *style),
    "lost": lambda m, _, *style: score_charts.draw_lost_points(m.assessment, *style),
    **{f"weakest-{each}": partial(_draw_weakest, each) for each in INSTRUMENTS},
    "load": lambda m, _, *style: measure_charts.draw_load_by_division(
        by_division(m.plan_progress), m.plan_progress.plan, m.plan_progress.on, *style
    ),
    "deadlines": lambda m, _, *style: measure_charts.draw_deadlines(
        m.plan_progress.status_table(), m.plan_progress.plan, m.plan_progress.on, *style
    ),
    "reports": lambda m, choice, *style: measure_charts.draw_reports(
        reports_by_division(m.plan_progress, choice.month),
        choice.month,
        m.plan_progress.plan,
        *style,
    ),
    "progress": _draw_progress,
}
COMPOSITIONS = tuple(_GATHER)
CHARTS = tuple(_DRAW)
# Pictures of measures, whose fiscal year may differ from the result's.
OF_MEASURES = ("tasks", "month", "load", "deadlines", "reports", "progress")

# A requirement of a picture: a code of `publish.needs`, and whether a material meets it.
_Need = tuple[str, Callable[[Material], bool]]
_MEASURES: _Need = ("measures", lambda m: m.progress is not None and len(m.progress.measures) > 0)
_MONTHS: _Need = ("months", lambda m: bool(m.months))
_GROUP: Sequence[_Need] = (
    ("owner", lambda m: m.assessment.fiscal_year is not None and bool(m.assessment.agency)),
    ("agencies", lambda m: len(m.group) > 1),
)


def _has_lowest(instrument: str, m: Material) -> bool:
    return instrument in set(m.assessment.lowest["instrument"])


_NEEDS: Mapping[str, Sequence[_Need]] = {
    **dict.fromkeys(OF_MEASURES, (_MEASURES,)),
    **dict.fromkeys(("month", "reports", "progress"), (_MEASURES, _MONTHS)),
    "weakest": [("questions", lambda m: not m.assessment.ranked.empty)],
    "years": [("years", lambda m: m.years["fiscal_year"].nunique() > 1)],
    "agencies": _GROUP,
    "best": [
        *_GROUP,
        ("indicators", lambda m: not best_practice(m.group, m.assessment.agency).empty),
    ],
    "what_if": [("scenario", lambda m: m.scenario is not None)],
    "indicators": [("indicators", lambda m: has_indicators(m.assessment.results))],
    "lost": [("losses", lambda m: has_losses(m.assessment.results))],
    **{f"weakest-{each}": [("lowest", partial(_has_lowest, each))] for each in INSTRUMENTS},
}


def missing_part(key: str, material: Material) -> str | None:
    """Return the first unmet requirement, a code of `publish.needs`, or None."""
    needs = _NEEDS.get(key, ())
    return next((code for code, is_there in needs if not is_there(material)), None)


def list_available(material: Material) -> list[str]:
    """Return the keys of COMPOSITIONS and CHARTS that can be made of the material."""
    return [key for key in (*COMPOSITIONS, *CHARTS) if missing_part(key, material) is None]


def gather_content(key: str, material: Material, choice: Choice, words: Words) -> Content:
    """Return the content of one of COMPOSITIONS; see `missing_part` for what it requires."""
    return _GATHER[key](material, choice, words)


def draw_chart(key: str, material: Material, choice: Choice, words: Words, look: Look) -> go.Figure:
    """Return one of CHARTS as the pages show it; see `missing_part` for what it requires."""
    return _DRAW[key](material, choice, words, look)


def apply_wording(head: Head, wording: Wording) -> Head:
    """Return a head with the non-empty texts of `wording`."""
    return replace(head, **{name: text for name, text in vars(wording).items() if text})


def make_page(
    key: str, material: Material, choice: Choice, style: Style, wording: Wording
) -> Page | None:
    """Return a picture as a page of sheets; None if a chart is too long for the style's size."""
    words = style.words
    if key in COMPOSITIONS:
        content = gather_content(key, material, choice, words)
        return composition_page(replace(content, head=apply_wording(content.head, wording)), style)
    figure = draw_chart(key, material, choice, words, style.look)
    made = words("publish.made", day=day_text(material.made, words))
    if wording.source:
        wording = replace(wording, source=f"{wording.source} · {made}")
    return chart_page(figure, apply_wording(chart_head(figure, made), wording), style)
