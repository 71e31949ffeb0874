"""Everything of an office that can be published as a picture: compositions first, then charts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

import pandas as pd
import plotly.graph_objects as go

from ita.analysis.assessment import Assessment
from ita.analysis.compare_agencies import best_practice
from ita.analysis.results import has_indicators, has_losses
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
from ita.publishing.content.what_if import NamedScenario
from ita.publishing.sheets.page import Page, Style, chart_head, chart_page, composition_page
from ita.report.naming import day_text
from ita.thai.dates import fiscal_months, month_of

COMPOSITIONS = (
    *("result", "weakest", "tasks", "month"),
    *("years", "agencies", "best", "what_if"),
)
CHARTS = (
    "indicators",
    "lost",
    *(f"weakest-{instrument}" for instrument in INSTRUMENTS),
    "load",
    "deadlines",
    "reports",
    "progress",
)
# Those of the measures, which are of another year than the result.
OF_MEASURES = ("tasks", "month", "load", "deadlines", "reports", "progress")

_Part = TypeVar("_Part")


@dataclass(frozen=True)
class Wording:
    """What stands on a picture in the publisher's own words; what is empty stays as it comes."""

    title: str = ""
    subtitle: str = ""
    source: str = ""


def no_agencies() -> pd.DataFrame:
    """A year scores table of nobody."""
    return table_of_rows((), YEAR_SCORE_TYPES)


def no_measures(agencies: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The measure tables of agencies of which none is known."""
    return {}


@dataclass(frozen=True)
class Material:
    """What an office has to publish.

    `followed` is None where no measures answer the assessment; `made` is the day of the picture.
    `years` is an agency results table of the agency. `last_year` are the measures of the
    assessment's own year. `load_group` gives a year scores table of the agencies that the
    assessment is compared with, itself among them, and `load_measures` the measure tables of
    those of them that have a plan; both are called only for a picture of them.
    """

    assessment: Assessment
    followed: PlanProgress | None
    years: pd.DataFrame
    made: date
    last_year: PlanProgress | None = None
    load_group: Callable[[], pd.DataFrame] = no_agencies
    scenario: NamedScenario | None = None
    load_measures: MeasuresLoader = no_measures

    @cached_property
    def group(self) -> pd.DataFrame:
        """The agencies of the year."""
        return self.load_group()

    @property
    def divisions(self) -> list[str]:
        """Everybody who is responsible for a measure."""
        if self.followed is None:
            return []
        table = responsible_parties(self.followed.measures, self.followed.reading.divisions)
        return [name for name, _ in table]

    @property
    def months(self) -> list[str]:
        """The months of the fiscal year of the measures up to the day, "2023-04"."""
        if self.followed is None or self.followed.reading.fiscal_year is None:
            return []
        now = month_of(self.followed.on)
        months = fiscal_months(self.followed.reading.fiscal_year)
        return [each for each in months if each <= now] or months[:1]


@dataclass(frozen=True)
class Choice:
    """What of an office a picture is about; `instrument` None means all of them.

    `by` is the figure by which agencies are ranked: "total", an instrument or an indicator.
    """

    division: str = ""
    month: str = ""
    instrument: str | None = None
    by: str = "total"


def years_until(years: pd.DataFrame, assessment: Assessment) -> pd.DataFrame:
    """The rows of an agency results table up to the year of an assessment."""
    if assessment.fiscal_year is None:
        return years.iloc[:0]
    return years[(years["fiscal_year"] <= assessment.fiscal_year).fillna(value=False)]


def list_available(material: Material) -> list[str]:
    """The pictures that the material is enough for, of COMPOSITIONS and CHARTS."""
    return [key for key in (*COMPOSITIONS, *CHARTS) if missing_part(key, material) is None]


def missing_part(key: str, material: Material) -> str | None:
    """What a picture lacks, as a code of `publish.needs`; None where there is enough for it."""
    if key in OF_MEASURES:
        return _missing_of_measures(key, material)
    if key in ("agencies", "best"):
        return _missing_of_group(key, material)
    assessment = material.assessment
    needs = {
        "weakest": ("questions", not assessment.ranked.empty),
        "years": ("years", material.years["fiscal_year"].nunique() > 1),
        "what_if": ("scenario", material.scenario is not None),
        "indicators": ("indicators", has_indicators(assessment.results)),
        "lost": ("losses", has_losses(assessment.results)),
        **{
            f"weakest-{instrument}": ("lowest", instrument in set(assessment.lowest["instrument"]))
            for instrument in INSTRUMENTS
        },
    }
    part, is_there = needs.get(key, ("", True))
    return None if is_there else part


def _missing_of_measures(key: str, material: Material) -> str | None:
    plan = material.followed
    if plan is None or not len(plan.measures):
        return "measures"
    return "months" if key in ("month", "reports", "progress") and not material.months else None


def _missing_of_group(key: str, material: Material) -> str | None:
    assessment = material.assessment
    if assessment.fiscal_year is None or not assessment.agency:
        return "owner"
    if len(material.group) < 2:
        return "agencies"
    if key == "best" and best_practice(material.group, assessment.agency).empty:
        return "indicators"
    return None


def gather_content(key: str, material: Material, choice: Choice, words: Words) -> Content:
    """What one of COMPOSITIONS says; the material must be enough for it."""
    assessment, plan, made = material.assessment, material.followed, material.made
    if key == "result":
        return gather.gather_result(assessment, words, made)
    if key == "weakest":
        return gather.gather_weakest(assessment, plan, words, made, instrument=choice.instrument)
    if key == "tasks":
        return gather.gather_tasks(_require(plan), choice.division, words)
    if key == "month":
        return gather.gather_month(_require(plan), choice.month, words)
    if key == "years":
        return compare.gather_years(assessment, material.years, words, made)
    if key == "agencies":
        return compare.gather_agencies(assessment, material.group, choice.by, words, made)
    if key == "best":
        group, load = material.group, material.load_measures
        return compare.gather_best(assessment, group, words, made, load)
    return what_if.gather_scenario(assessment, _require(material.scenario), words, made)


def apply_wording(head: Head, wording: Wording) -> Head:
    """The head of a picture with the publisher's own words."""
    return replace(head, **{name: text for name, text in vars(wording).items() if text})


def make_page(
    key: str, material: Material, choice: Choice, style: Style, wording: Wording
) -> Page | None:
    """A picture as a page of sheets in the style's size; None where a chart is too long for it."""
    words = style.words
    if key in COMPOSITIONS:
        content = gather_content(key, material, choice, words)
        return composition_page(replace(content, head=apply_wording(content.head, wording)), style)
    figure = draw_chart(key, material, choice, words, style.look)
    made = words("publish.made", day=day_text(material.made, words))
    if wording.source:
        wording = replace(wording, source=f"{wording.source} · {made}")
    return chart_page(figure, apply_wording(chart_head(figure, made), wording), style)


def draw_chart(key: str, material: Material, choice: Choice, words: Words, look: Look) -> go.Figure:
    """One of CHARTS as the pages show it; the material must be enough for it."""
    assessment = material.assessment
    if key == "indicators":
        return score_charts.draw_indicators(assessment, words, look)
    if key == "lost":
        return score_charts.draw_lost_points(assessment, words, look)
    if key.startswith("weakest-"):
        return score_charts.draw_weakest(assessment, words, look, key.removeprefix("weakest-"))
    plan = _require(material.followed)
    reading, on = plan.reading, plan.on
    if key == "load":
        return measure_charts.draw_load_by_division(by_division(plan), reading, on, words, look)
    if key == "deadlines":
        return measure_charts.draw_deadlines(plan.status_table(), reading, on, words, look)
    if key == "reports":
        table = reports_by_division(plan, choice.month)
        return measure_charts.draw_reports(table, choice.month, reading, words, look)
    months = fiscal_months(_require(reading.fiscal_year))
    table = progress_by_division(plan, months)
    return draw_progress(table, on, reading, words, look)


def _require(part: _Part | None) -> _Part:
    """A part of a material that is there whenever it is enough for the picture."""
    if part is None:
        raise ValueError("there is not enough for this picture")
    return part
