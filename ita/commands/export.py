"""`python -m ita export`: pictures, document, slides and data of one or many workbooks."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import click

from ita.analysis.assessment import Assessment, assessments
from ita.commands.answers import mapping_option, read_mapping
from ita.domain.mapping import FileMapping
from ita.domain.problems import Problem
from ita.language import LANGUAGES, Words
from ita.measures.answering import answers_result
from ita.measures.plan_progress import PlanProgress
from ita.publishing.catalogue import Material, years_until
from ita.publishing.names import safe_name, unique
from ita.publishing.outputs import WHAT, Output, documents, pictures
from ita.publishing.sheets.drawing import Format, PictureError
from ita.publishing.sheets.images import ImageRenderer
from ita.publishing.sheets.page import Style
from ita.publishing.sheets.sizes import SIZES
from ita.publishing.templates import TemplateError
from ita.reading.measures import read_measures
from ita.reading.measures.follow_ups import read_follow_ups
from ita.reading.scores import read_scores

BAD_INPUT = 1
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")
# Names by which sizes went before.
_FORMER_PRESETS = {"a4-lying": "a4-landscape"}

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Several(click.ParamType):
    """Values of a list, with commas between them; `former` are names that some had before."""

    name = "list"

    def __init__(self, allowed: Iterable[str], former: Mapping[str, str] | None = None) -> None:
        self.allowed = tuple(allowed)
        self.former = former or {}

    def convert(self, value: object, param: object, ctx: object) -> tuple[str, ...]:
        """The values in the order of the list; fails for one that is not on it."""
        if isinstance(value, tuple):
            return value
        asked = [each.strip() for each in str(value).split(",") if each.strip()]
        asked = [self.former.get(each, each) for each in asked]
        unknown = [each for each in asked if each not in self.allowed]
        if unknown or not asked:
            self.fail(f"{', '.join(unknown) or 'nothing'}: choose from {', '.join(self.allowed)}")
        return tuple(each for each in self.allowed if each in asked)


@click.command()
@click.argument("files", nargs=-1, required=True, type=_file)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder; every office gets one of its own in it where there are several.",
)
@click.option(
    "--measures",
    "plans",
    type=_file,
    multiple=True,
    help="Workbook of measures; each goes to the result of its agency in the year before.",
)
@mapping_option
@click.option("--what", type=_Several(WHAT), default=",".join(WHAT), show_default=True)
@click.option("--format", "formats", type=_Several(FORMATS), default="png", show_default=True)
@click.option(
    "--preset",
    "presets",
    type=_Several(SIZES, _FORMER_PRESETS),
    default="square",
    show_default=True,
)
@click.option("--thai-digits", is_flag=True, help="Thai numerals, as government papers have them.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day on which to judge how measures stand, by default today.",
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="th", show_default=True, help="Words in …"
)
def export(
    files: tuple[Path, ...],
    out: Path,
    plans: tuple[Path, ...],
    mapping_file: Path | None,
    what: tuple[str, ...],
    formats: tuple[Format, ...],
    presets: tuple[str, ...],
    thai_digits: bool,
    on: datetime | None,
    language: str,
) -> None:
    """Pictures, document, slides and data of workbooks, all with one browser.

    A workbook with errors, measures that answer no result, or a file that can't be made, is named
    at the end; the others are made all the same.
    """
    if on is not None and on.year >= 2400:
        raise click.BadParameter("the year must be of the Common Era", param_hint="--on")
    words = Words(language, thai_numerals=thai_digits)
    styles = [Style(SIZES[name], words) for name in presets]
    mapping = read_mapping(mapping_file, words)
    day = on.date() if on else date.today()
    failed: list[str] = []
    followed: list[PlanProgress] = []
    for path in plans:
        plan, told = _followed(path, day, words)
        failed += told
        followed += [plan] if len(plan.measures) else []
    unanswered = list(followed)
    folders: set[str] = set()
    with ImageRenderer() as renderer:
        for path in files:
            found, told = _read(path, mapping, words)
            failed += told
            for assessment in found:
                material = _material(assessment, found, followed, alone=len(files) == 1)
                unanswered = [each for each in unanswered if each is not material.followed]
                alone = len(files) == len(found) == 1
                folder = out if alone else out / unique(_folder(path, assessment), folders)
                outputs = _outputs(material, what, styles, formats, renderer)
                failed += _written(outputs, folder, path, words)
    failed += [f"{each.reading.file}: {words('export.no_result')}" for each in unanswered]
    for line in failed:
        click.echo(line, err=True)
    if failed:
        sys.exit(BAD_INPUT)


def _followed(path: Path, day: date, words: Words) -> tuple[PlanProgress, list[str]]:
    """The measures of a file with their reports, and the errors in them."""
    data = path.read_bytes()
    reading = read_measures(data, path.name)
    entries, wrong = read_follow_ups(data, path.name)
    return PlanProgress(reading, entries, day), _errors((*reading.problems, *wrong), words)


def _read(path: Path, mapping: FileMapping, words: Words) -> tuple[list[Assessment], list[str]]:
    """The results of a file, and the errors in it."""
    reading = read_scores(path.read_bytes(), path.name, mapping=mapping)
    return assessments(reading), _errors(reading.problems, words)


def _errors(problems: Iterable[Problem], words: Words) -> list[str]:
    return [
        f"{problem.where}: {problem.message(words)}"
        for problem in problems
        if problem.severity == "error"
    ]


def _material(
    assessment: Assessment, found: list[Assessment], followed: list[PlanProgress], *, alone: bool
) -> Material:
    """An office's result with the measures that answer it and its other years of the same file."""
    fitting = [each for each in followed if answers_result(each.reading, assessment)]
    # Whoever names one result and one plan means that they belong together.
    if alone and len(found) == 1 and len(followed) == 1:
        fitting = followed
    years = years_until(assessment, found)
    return Material(assessment, fitting[0] if fitting else None, years, date.today())


def _folder(path: Path, assessment: Assessment) -> str:
    """A folder for each office and year, which begins with the name of its file."""
    parts = (path.stem, assessment.agency, str(assessment.fiscal_year or ""))
    return safe_name("-".join(dict.fromkeys(part for part in parts if part)))


def _outputs(
    material: Material,
    what: tuple[str, ...],
    styles: list[Style],
    formats: tuple[Format, ...],
    renderer: ImageRenderer,
) -> Iterator[Output]:
    if "charts" in what:
        yield from pictures(material, styles, formats, renderer)
    yield from documents(material, styles[0].words, what)


def _written(outputs: Iterable[Output], folder: Path, path: Path, words: Words) -> list[str]:
    """Writes what can be made; tells what could not, each reason once a workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    failed: dict[str, str] = {}
    names: set[str] = set()
    for output in outputs:
        try:
            files = output.files()
        except PictureError as error:
            reason = words(f"publish.reasons.{error.reason}")
            failed.setdefault(error.reason, f"{path.name}: {output.name}: {reason}")
            continue
        except TemplateError as error:
            reason = f"{error.message(words)} {words('export.template_offer')}"
            failed.setdefault(str(error.path), f"{path.name}: {output.name}: {reason}")
            continue
        for name, content in files:
            written = folder / unique(name, names)
            written.write_bytes(content)
            click.echo(written)
    return list(failed.values())
