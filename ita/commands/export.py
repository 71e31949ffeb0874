"""`python -m ita export`: pictures, document, slides and data of one or many workbooks."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click
import pandas as pd

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import Assessment, assessments
from ita.analysis.compare_agencies import gather_scores, same_kind
from ita.analysis.what_if import Scenario, apply_changes, levers, parse_pairs
from ita.commands.console import (
    BAD_INPUT,
    FILE,
    day_option,
    done_by_option,
    language_option,
    mapping_option,
    problem_line,
    read_plan,
)
from ita.domain.follow_up import DoneBy
from ita.domain.mapping import FileMapping
from ita.domain.problems import Problem
from ita.language import Words
from ita.measures.answering import answers_result, is_plan_of
from ita.measures.plan_progress import PlanProgress
from ita.publishing.catalogue import Material, years_until
from ita.publishing.names import number_duplicate, safe_name
from ita.publishing.office_templates import TemplateError
from ita.publishing.outputs import WHAT, Output, list_documents, list_pictures
from ita.publishing.reminders import REMINDERS, list_reminders
from ita.publishing.sheets.browser import browser_found
from ita.publishing.sheets.drawing import Format, PictureError
from ita.publishing.sheets.images import ImageRenderer
from ita.publishing.sheets.page import Style
from ita.publishing.sheets.sizes import FORMER_SIZES, SIZES
from ita.reading.scores import read_scores

FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")


class _Several(click.ParamType):
    """Comma-separated values of a list; `former` maps former names to current ones."""

    name = "list"

    def __init__(self, allowed: Iterable[str], former: Mapping[str, str] | None = None) -> None:
        self.allowed = tuple(allowed)
        self.former = former or {}

    def convert(self, value: object, param: object, ctx: object) -> tuple[str, ...]:
        """Return the values in the order of the list; fail for an unknown one."""
        if isinstance(value, tuple):
            return value
        names = [each.strip() for each in str(value).split(",") if each.strip()]
        names = [self.former.get(each, each) for each in names]
        unknown = [each for each in names if each not in self.allowed]
        if unknown or not names:
            self.fail(f"{', '.join(unknown) or 'nothing'}: choose from {', '.join(self.allowed)}")
        return tuple(each for each in self.allowed if each in names)


@dataclass(frozen=True)
class ExportRequest:
    """The options of the command, one per field."""

    files: tuple[Path, ...]
    out: Path
    plan_files: tuple[Path, ...]
    mapping: FileMapping
    new_scores: str
    what: tuple[str, ...]
    formats: tuple[Format, ...]
    presets: tuple[str, ...]
    division_lists: bool
    on: date | None
    done_by: DoneBy | None
    words: Words

    @property
    def styles(self) -> list[Style]:
        """Return a style for each size of the pictures."""
        return [Style(SIZES[name], self.words) for name in self.presets]


def _pass_request(command: Callable[[ExportRequest], None]) -> Callable[..., None]:
    @wraps(command)
    def with_options(words: Words, thai_digits: bool, **options: Any) -> None:
        numerals = Words(words.language, thai_numerals=thai_digits)
        command(ExportRequest(words=numerals, **options))

    return with_options


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder; every office gets one of its own in it where there are several.",
)
@click.option(
    "--measures",
    "plan_files",
    type=FILE,
    multiple=True,
    help="Workbook of measures; each goes to the result of its agency in the year before.",
)
@mapping_option
@click.option(
    "--what-if",
    "new_scores",
    default="",
    metavar="CHANGES",
    help="New scores for a picture of a scenario, as a link has them: I11-100_E14-97.5.",
)
@click.option(
    "--what",
    type=_Several((*WHAT, *REMINDERS)),
    default=",".join(WHAT),
    show_default=True,
    help=f"Of measures also {', '.join(REMINDERS)}: for the office and for every division.",
)
@click.option("--format", "formats", type=_Several(FORMATS), default="png", show_default=True)
@click.option(
    "--preset",
    "presets",
    type=_Several(SIZES, FORMER_SIZES),
    default="square",
    show_default=True,
)
@click.option("--thai-digits", is_flag=True, help="Thai numerals, as government papers have them.")
@click.option(
    "--division-lists", is_flag=True, help="End the slides with the measures of every division."
)
@day_option
@done_by_option
@language_option
@_pass_request
def export(request: ExportRequest) -> None:
    """Pictures, document, slides and data of workbooks, all with one browser.

    A workbook with errors, measures that answer no result, or a file that can't be made, is named
    at the end; the others are made all the same.
    """
    words = request.words
    failures: list[str] = []
    plans: list[PlanProgress] = []
    for path in request.plan_files:
        plan, problems = read_plan(path, request.on, request.done_by)
        failures += _list_errors(problems, words)
        if len(plan.measures):
            plans.append(plan)
    results: list[tuple[Path, Assessment]] = []
    for path in request.files:
        reading = read_scores(path.read_bytes(), path.name, mapping=request.mapping)
        results += [(path, each) for each in assessments(reading)]
        failures += _list_errors(reading.problems, words)
    unanswered = list(plans)
    folders: set[str] = set()
    alone = len(request.files) == len(results) == 1
    everything = collect_results(assessment for _, assessment in results)
    with ImageRenderer() as renderer:
        for path, assessment in results:
            scenario, errors = _read_scenario(request.new_scores, assessment, words)
            failures += [f"{path.name}: {error}" for error in errors]
            answering = _find_plan(assessment, plans, alone=alone)
            unanswered = [each for each in unanswered if each is not answering]
            material = _gather_material(assessment, answering, plans, everything, scenario)
            folder = request.out
            if not alone:
                folder /= number_duplicate(_name_folder(path, assessment), folders)
            outputs = _make_outputs(material, request, renderer)
            failures += _write_outputs(outputs, folder, path, words)
    failures += [f"{each.plan.file}: {words('export.no_result')}" for each in unanswered]
    for line in failures:
        click.echo(line, err=True)
    if failures:
        sys.exit(BAD_INPUT)


def _list_errors(problems: Iterable[Problem], words: Words) -> list[str]:
    return [problem_line(each, words) for each in problems if each.severity == "error"]


def _read_scenario(
    text: str, assessment: Assessment, words: Words
) -> tuple[Scenario | None, list[str]]:
    """Return the scenario (None without changes) and messages on unknown figures."""
    keys = set(levers(assessment)["key"]) if text else set()
    new_scores, unknown = parse_pairs(text, keys, 0, 100)
    scenario = apply_changes(assessment, new_scores) if new_scores else None
    errors = [words("export.unknown_scores", scores=", ".join(unknown))] if unknown else []
    if scenario is None or scenario.changes.empty:
        return None, errors
    return scenario, errors


def _find_plan(
    assessment: Assessment, plans: list[PlanProgress], *, alone: bool
) -> PlanProgress | None:
    """Return the measures that answer a result."""
    # A single result and a single plan in a call belong together.
    if alone and len(plans) == 1:
        return plans[0]
    return next((each for each in plans if answers_result(each.plan, assessment)), None)


def _find_measures(
    plans: Sequence[PlanProgress], fiscal_year: int, agencies: Iterable[str]
) -> dict[str, pd.DataFrame]:
    """Return the measures of agencies whose plans of the year or the next are in the call."""
    plans_of = {
        agency: [each.measures for each in plans if is_plan_of(each.plan, agency, fiscal_year)]
        for agency in agencies
    }
    return {agency: pd.concat(tables) for agency, tables in plans_of.items() if tables}


def _gather_material(
    assessment: Assessment,
    plan: PlanProgress | None,
    plans: Sequence[PlanProgress],
    results: pd.DataFrame,
    scenario: Scenario | None,
) -> Material:
    """An office's result beside all others of the call: its other years, the agencies of its year.

    What those do that are best at an indicator comes from all `plans` of the call.

    Of two results of an agency and year the last one counts, but the one at hand before all.
    """
    others = pd.concat([results, collect_results([assessment])], ignore_index=True)
    owner = ["agency", "fiscal_year", "level", "key"]
    others = others.drop_duplicates(owner, keep="last")
    of_agency = others[others["agency"] == assessment.agency]
    of_year = others[
        (others["fiscal_year"] == assessment.fiscal_year).fillna(value=False)
        & (others["agency"] != "")
    ]
    return Material(
        assessment,
        plan,
        years_until(of_agency, assessment),
        date.today(),
        load_group=lambda: same_kind(gather_scores(of_year), assessment.agency),
        scenario=scenario,
        load_measures=partial(_find_measures, plans, assessment.fiscal_year or 0),
    )


def _name_folder(path: Path, assessment: Assessment) -> str:
    """Return the name of a folder, made of the file name, the agency and the year."""
    parts = (path.stem, assessment.agency, str(assessment.fiscal_year or ""))
    return safe_name("-".join(dict.fromkeys(part for part in parts if part)))


def _make_outputs(
    material: Material, request: ExportRequest, renderer: ImageRenderer
) -> Iterator[Output]:
    if "charts" in request.what:
        yield from list_pictures(material, request.styles, request.formats, renderer)
    yield from list_documents(
        material, request.words, request.what, division_lists=request.division_lists
    )
    if material.progress is not None:
        yield from list_reminders(
            material.progress,
            request.words,
            request.what,
            divisions=[None, *material.divisions],
            assessment=material.assessment,
            month=(material.months or [""])[-1],
            renderer=renderer if browser_found() else None,
        )


def _write_outputs(outputs: Iterable[Output], folder: Path, path: Path, words: Words) -> list[str]:
    """Write the outputs; return a line for each reason with the names of outputs not made."""
    folder.mkdir(parents=True, exist_ok=True)
    missing: dict[str, list[str]] = {}
    names: set[str] = set()
    for output in outputs:
        try:
            files = output.files()
        except PictureError as error:
            missing.setdefault(words(f"publish.reasons.{error.reason}"), []).append(output.name)
            continue
        except TemplateError as error:
            reason = f"{error.message(words)} {words('export.template_offer')}"
            missing.setdefault(reason, []).append(output.name)
            continue
        for name, content in files:
            written = folder / number_duplicate(name, names)
            written.write_bytes(content)
            click.echo(written)
    return [f"{path.name}: {', '.join(each)}: {reason}" for reason, each in missing.items()]
