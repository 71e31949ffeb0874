"""The output files of an office's material: pictures, document, slides and workbook."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from ita.language import Words
from ita.publishing.briefing import check_material, list_briefing, list_division_lists
from ita.publishing.catalogue import (
    OF_MEASURES,
    Choice,
    Material,
    Wording,
    list_available,
    make_page,
)
from ita.publishing.excel.workbook import make_workbook
from ita.publishing.names import file_name, number_duplicate
from ita.publishing.sheets.drawing import Format
from ita.publishing.sheets.images import ImageRenderer
from ita.publishing.sheets.page import Style
from ita.publishing.slides import make_slides
from ita.publishing.word import make_document

WHAT = ("charts", "document", "slides", "workbook")


@dataclass(frozen=True)
class Output:
    """One or more files, whose contents `make` returns on demand.

    `name` is the name of a single file; several files are numbered. The number of a picture's
    sheets is known only once it is drawn.
    """

    name: str
    make: Callable[[], Sequence[bytes]]

    def single(self) -> bytes:
        """Return the content of an output of one file."""
        (content,) = self.make()
        return content

    def files(self) -> list[tuple[str, bytes]]:
        """Return the names and contents of all files; raises what `make` raises."""
        contents = self.make()
        if len(contents) == 1:
            return [(self.name, contents[0])]
        stem, _, ending = self.name.rpartition(".")
        return [(f"{stem}-{at}.{ending}", each) for at, each in enumerate(contents, 1)]


def single_output(name: str, make: Callable[[], bytes]) -> Output:
    """Return an output of one file, whose content `make` returns."""
    return Output(name, lambda: [make()])


def zip_outputs(
    outputs: Iterable[Output], on_progress: Callable[[int, int], None] | None = None
) -> bytes:
    """Return a zip of the files of all outputs; duplicate names are numbered.

    `on_progress` is called after each output with the number done and the number of all.
    Exceptions of an output are not caught, since an incomplete zip would look complete.
    """
    listed = list(outputs)
    names: set[str] = set()
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for done, output in enumerate(listed, 1):
            for name, content in output.files():
                archive.writestr(number_duplicate(name, names), content)
            if on_progress:
                on_progress(done, len(listed))
    return buffer.getvalue()


def picture_name(key: str, choice: Choice, material: Material, style: Style) -> str:
    """Return a picture's file name without number and extension: content, owner, year and size."""
    words = style.words
    subject = {"tasks": choice.division, "weakest": choice.instrument or ""}.get(key, "")
    what = "-".join(filter(None, (words(f"publish.pieces.{key}"), subject)))
    size = words(f"publish.sizes.{style.size.name}")
    plan = material.progress.plan if material.progress and key in OF_MEASURES else None
    owner = plan or material.assessment
    return file_name(what, owner.agency, owner.fiscal_year, size)


def list_pictures(
    material: Material,
    styles: Sequence[Style],
    formats: Sequence[Format],
    renderer: ImageRenderer,
    *,
    source: str = "",
    month: str = "",
) -> list[Output]:
    """Return all pictures that can be made of the material, in every style and format.

    There is one picture of measures for each division. `source` replaces the source line; `month`
    is "2023-04", by default the last one that has begun. Charts too long for a size are left out.
    """
    outputs: list[Output] = []
    for key, choice in _list_choices(material, month):
        for style in styles:
            name = picture_name(key, choice, material, style)
            page = make_page(key, material, choice, style, Wording(source=source))
            if page is not None:
                outputs += [
                    Output(f"{name}.{format}", partial(renderer.render, page, format))
                    for format in formats
                ]
    return outputs


def list_documents(
    material: Material,
    words: Words,
    what: Iterable[str],
    month: str = "",
    bundled_templates: bool = False,
    division_lists: bool = False,
) -> list[Output]:
    """Return the files of WHAT except pictures; `division_lists` appends them to the slides.

    Document and slides use the office's own templates if it has some, unless `bundled_templates`
    is set; making them may raise TemplateError.
    """
    assessment, progress = material.assessment, material.progress
    plan = progress.plan if progress else None
    entries = progress.entries if progress else None
    makers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "document": (
            "docx",
            lambda: make_document(
                assessment,
                words,
                progress,
                checks=check_material(material, bundled=bundled_templates),
                bundled=bundled_templates,
            ),
        ),
        "slides": (
            "pptx",
            lambda: make_slides(
                [
                    *list_briefing(material, words, month, bundled=bundled_templates),
                    *(list_division_lists(material, words) if division_lists else ()),
                ],
                words,
                bundled=bundled_templates,
            ),
        ),
        "workbook": ("xlsx", partial(make_workbook, assessment, words, plan, entries)),
    }
    outputs = []
    for kind, (ending, make) in makers.items():
        if kind in what:
            title = words(f"publish.files.{kind}")
            name = file_name(title, assessment.agency, assessment.fiscal_year)
            outputs.append(single_output(f"{name}.{ending}", make))
    return outputs


def _list_choices(material: Material, month: str) -> list[tuple[str, Choice]]:
    """Return the pictures with their options, that of tasks once for each division."""
    usual = Choice(month=month or (material.months or [""])[-1])
    return [
        (key, replace(usual, division=division))
        for key in list_available(material)
        for division in (material.divisions if key == "tasks" else [""])
    ]
