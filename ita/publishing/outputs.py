"""The files that can be made of an office's material: pictures, document, slides, data."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ita.language import Words
from ita.publishing.catalogue import (
    COMPOSITIONS,
    OF_MEASURES,
    Choice,
    Material,
    available,
    content,
    sheets,
)
from ita.publishing.chart_sheet import Sheet, Wording
from ita.publishing.compositions.content import Content
from ita.publishing.compositions.sheet import Style
from ita.publishing.images import Format, Press
from ita.publishing.names import file_name
from ita.publishing.slides import slides
from ita.publishing.word import document
from ita.publishing.workbook import workbook

WHAT = ("charts", "document", "slides", "workbook")


@dataclass(frozen=True)
class Output:
    """A file with its name; `make` gives its bytes when they are wanted."""

    name: str
    make: Callable[[], bytes]


def picture(sheet: Sheet, format: Format, press: Press) -> bytes:
    """A sheet as a file of the exact size; raises PictureError."""
    return press.picture(
        sheet.figure,
        format,
        sheet.width,
        sheet.height,
        sheet.scale,
        paper_width=sheet.paper_width,
    )


def picture_name(key: str, choice: Choice, material: Material, style: Style) -> str:
    """The name of a picture without number and ending: what, whose, which year, which size."""
    words = style.words
    what = words(f"publish.pieces.{key}")
    about = {"tasks": choice.division, "weakest": choice.instrument or ""}.get(key, "")
    size = words(f"publish.sizes.{style.size.name}")
    whose = material.followed.reading if key in OF_MEASURES else material.assessment
    return file_name("-".join(filter(None, (what, about))), whose.agency, whose.fiscal_year, size)


def sheet_outputs(
    name: str, found: Sequence[Sheet], formats: Sequence[Format], press: Press
) -> list[Output]:
    """The files of a picture's sheets in every format, numbered where there are several."""
    numbered = [f"{name}-{at}" if len(found) > 1 else name for at in range(1, len(found) + 1)]
    return [
        Output(f"{own}.{format}", partial(picture, sheet, format, press))
        for own, sheet in zip(numbered, found, strict=True)
        for format in formats
    ]


def pictures(
    material: Material,
    styles: Sequence[Style],
    formats: Sequence[Format],
    press: Press,
    *,
    source: str = "",
    month: str = "",
) -> list[Output]:
    """Everything that the material is enough for, in every style's size and every format.

    The measures of every division are a picture of their own. `source` replaces the source line;
    `month` is "2023-04", by default the last one that has begun. A chart that is too long for a
    size is left out of it.
    """
    made: list[Output] = []
    for key, choice in _choices(material, month):
        for style in styles:
            name = picture_name(key, choice, material, style)
            found = sheets(key, material, choice, style, Wording(source=source))
            made += sheet_outputs(name, found, formats, press)
    return made


def documents(
    material: Material,
    words: Words,
    what: Iterable[str],
    month: str = "",
    bundled_templates: bool = False,
) -> list[Output]:
    """The files of WHAT that are no pictures.

    Document and slides begin with the office's own templates where it has some, unless
    `bundled_templates` says otherwise; making them may raise TemplateError.
    """
    assessment, followed = material.assessment, material.followed
    plan = followed.reading if followed else None
    entries = followed.entries if followed else None
    day = followed.on if followed else material.made
    made = {
        "document": (
            "docx",
            partial(document, assessment, words, plan, entries, day, bundled=bundled_templates),
        ),
        "slides": (
            "pptx",
            lambda: slides(contents(material, words, month), words, bundled=bundled_templates),
        ),
        "workbook": ("xlsx", partial(workbook, assessment, words, plan, entries)),
    }
    return [
        Output(f"{_name(words(f'publish.files.{each}'), material)}.{ending}", make)
        for each, (ending, make) in made.items()
        if each in what
    ]


def contents(material: Material, words: Words, month: str = "") -> list[Content]:
    """What every composition says that the material is enough for, all divisions among them."""
    return [
        content(key, material, choice, words)
        for key, choice in _choices(material, month)
        if key in COMPOSITIONS
    ]


def _choices(material: Material, month: str) -> list[tuple[str, Choice]]:
    """Every picture, that of a division's measures once for each."""
    usual = Choice(month=month or (material.months or [""])[-1])
    made = []
    for key in available(material):
        if key == "tasks":
            made += [(key, replace(usual, division=name)) for name in material.divisions]
        else:
            made.append((key, usual))
    return made


def _name(what: str, material: Material) -> str:
    return file_name(what, material.assessment.agency, material.assessment.fiscal_year)
