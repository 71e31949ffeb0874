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
    Wording,
    available,
    content,
    page,
)
from ita.publishing.content.model import Content
from ita.publishing.names import file_name
from ita.publishing.sheets.drawing import Format
from ita.publishing.sheets.images import ImageRenderer
from ita.publishing.sheets.page import Page, Style
from ita.publishing.slides import slides
from ita.publishing.word import document
from ita.publishing.workbook import workbook

WHAT = ("charts", "document", "slides", "workbook")


@dataclass(frozen=True)
class Output:
    """One or more files; `make` gives their contents when they are wanted.

    `name` is that of a single file; several are numbered. How many sheets a picture has is known
    only once it is drawn.
    """

    name: str
    make: Callable[[], Sequence[bytes]]

    def single(self) -> bytes:
        """The content of the one file that it is."""
        (content,) = self.make()
        return content

    def files(self) -> list[tuple[str, bytes]]:
        """Every file with its name; raises what `make` raises."""
        contents = self.make()
        if len(contents) == 1:
            return [(self.name, contents[0])]
        stem, _, ending = self.name.rpartition(".")
        return [(f"{stem}-{at}.{ending}", each) for at, each in enumerate(contents, 1)]


def picture_name(key: str, choice: Choice, material: Material, style: Style) -> str:
    """The name of a picture without number and ending: what, whose, which year, which size."""
    words = style.words
    what = words(f"publish.pieces.{key}")
    about = {"tasks": choice.division, "weakest": choice.instrument or ""}.get(key, "")
    size = words(f"publish.sizes.{style.size.name}")
    plan = material.followed.reading if material.followed and key in OF_MEASURES else None
    owner = plan or material.assessment
    return file_name("-".join(filter(None, (what, about))), owner.agency, owner.fiscal_year, size)


def picture_output(name: str, drawn: Page, format: Format, renderer: ImageRenderer) -> Output:
    """A picture's file, or files where its format has one for every sheet."""
    return Output(f"{name}.{format}", partial(renderer.render, drawn, format))


def pictures(
    material: Material,
    styles: Sequence[Style],
    formats: Sequence[Format],
    renderer: ImageRenderer,
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
            drawn = page(key, material, choice, style, Wording(source=source))
            if drawn is not None:
                made += [picture_output(name, drawn, format, renderer) for format in formats]
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
    made: dict[str, tuple[str, Callable[[], bytes]]] = {
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
        Output(f"{_name(words(f'publish.files.{each}'), material)}.{ending}", partial(_list, make))
        for each, (ending, make) in made.items()
        if each in what
    ]


def _list(make: Callable[[], bytes]) -> list[bytes]:
    return [make()]


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
