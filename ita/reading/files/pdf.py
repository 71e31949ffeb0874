"""Reader for text and tables of a PDF, without text recognition; no scripts are run."""

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from ita.domain.problems import Problem
from ita.reading.files.document import Block, DocumentTable, Paragraph, document_sheet
from ita.reading.files.pdf_layout import (
    Letter,
    PageLine,
    PageTable,
    Rule,
    find_page_tables,
    join_paragraphs,
    text_lines,
)
from ita.reading.files.sheet import Limits, RefusedError, Sheet
from ita.thai.text import arabic_digits

_MOST_LETTERS, _MOST_OBJECTS, _MOST_RULES = 200_000, 60_000, 4_000
# Lines up to this length in points are ignored: they are the short sides of ruled lines.
_THICKEST = 3.5
# The share of a page above which a picture covers it.
_COVERS = 0.5
# The most unreadable letters per thousand; a file with more is refused.
_UNREADABLE = 20
# A line at the page's edge that is repeated on this many pages is a header or footer.
_MOST_REPEATED = 3
# Three times the share of a page's height that counts as its edge.
_EDGE = 0.09
# The distance between paragraphs that are separate, in multiples of the font size.
_APART = 2.6
# The code that pdfium returns for a hyphen at the end of a line.
_HYPHEN = 0x02
_SPACES = {0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x200B}
_ROTATIONS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def read_pdf(data: bytes, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """Read a PDF as one sheet: its lines of text and its ruled tables, page by page.

    Raises RefusedError for a password, too many pages, a scan, and fonts without a usable mapping
    to Unicode. Pages that are pictures, and text recognized from a picture, are noted.
    """
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        code = "file-has-password" if "password" in str(error).lower() else "file-unreadable"
        raise RefusedError(code) from error
    if count > limits.pages:
        raise RefusedError("too-many-pages", str(count), allowed=str(limits.pages))
    pages: list[_Page] = []
    for number in range(1, count + 1):
        pages.append(_read_page(document, number, pages))
    problems = _problems(pages)
    sheet, joined = document_sheet(_blocks(_without_heads(pages)), limits)
    return [sheet], [*problems, *joined]


@dataclass
class _Page:
    """The contents of a page; `height` is measured after rotation.

    `letters` and `objects` are the numbers examined, `unreadable` the letters without a meaning,
    `doubt` the problem code of a page that is damaged or a picture.
    """

    number: int
    height: float = 0.0
    lines: list[PageLine] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    letters: int = 0
    objects: int = 0
    unreadable: list[str] = field(default_factory=list)
    doubt: str = ""


def _read_page(document: pdfium.PdfDocument, number: int, before: Sequence[_Page]) -> _Page:
    """Read one page; the pages `before` it count towards the limits of the file."""
    contents = _Page(number)
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        contents.doubt = "pdf-pages-damaged"
        return contents
    turn = _Turn(page)
    contents.height = turn.height
    letters = _read_letters(page, turn, contents, sum(each.letters for each in before))
    rules, has_picture, is_unseen = _read_objects(
        page, turn, contents, sum(each.objects for each in before)
    )
    contents.tables = find_page_tables(*rules)
    contents.lines = text_lines(
        [letter for letter in letters if not any(table.take(letter) for table in contents.tables)]
    )
    if has_picture and not letters:
        contents.doubt = "pdf-pages-without-text"
    elif has_picture and is_unseen:
        contents.doubt = "pdf-text-recognized"
    page.close()
    return contents


def _read_letters(
    page: pdfium.PdfPage, turn: "_Turn", contents: _Page, before: int
) -> list[Letter]:
    text_page = page.get_textpage()
    contents.letters = max(text_page.count_chars(), 0)
    if before + contents.letters > _MOST_LETTERS:
        raise RefusedError("file-too-demanding")
    raw = text_page.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdf.FS_RECTF()
    letters: list[Letter] = []
    size, line = 0.0, None
    for at in range(contents.letters):
        code = pdf.FPDFText_GetUnicode(raw, at)
        # Spaces may be drawn in another order; gaps between letters are used instead.
        if code in _SPACES:
            continue
        sign = "-" if code == _HYPHEN else chr(code) if 0 < code < 0x110000 else "\ufffd"
        if _is_unreadable(code) or pdf.FPDFText_HasUnicodeMapError(raw, at) == 1:
            contents.unreadable.append(sign if sign.isprintable() else "\ufffd")
        pdf.FPDFText_GetCharOrigin(raw, at, x, y)
        pdf.FPDFText_GetLooseCharBox(raw, at, box)
        left, right = turn.x(box.left, box.bottom), turn.x(box.right, box.top)
        baseline = turn.y(x.value, y.value)
        if baseline != line:
            size, line = pdf.FPDFText_GetFontSize(raw, at), baseline
            # Some programs use a font size of one point and scale it.
            size = size if size > 1 else abs(box.top - box.bottom)
        letters.append(Letter(sign, min(left, right), max(left, right), baseline, size))
    text_page.close()
    return letters


def _read_objects(
    page: pdfium.PdfPage, turn: "_Turn", contents: _Page, before: int
) -> tuple[tuple[list[Rule], list[Rule]], bool, bool]:
    """Return ruled lines, whether a picture covers the page, and whether all text is invisible."""
    across: list[Rule] = []
    down: list[Rule] = []
    has_picture, texts, unseen = False, 0, 0
    for each in page.get_objects(max_depth=2):
        contents.objects += 1
        too_many = before + contents.objects > _MOST_OBJECTS
        if too_many or len(across) + len(down) > _MOST_RULES:
            raise RefusedError("file-too-demanding")
        if each.type == pdf.FPDF_PAGEOBJ_PATH:
            _add_rules(each, turn, across, down)
        elif each.type == pdf.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = each.get_bounds()
            area = (right - left) * (top - bottom)
            has_picture |= area > _COVERS * turn.height * turn.width
        elif each.type == pdf.FPDF_PAGEOBJ_TEXT:
            texts += 1
            mode = pdf.FPDFTextObj_GetTextRenderMode(each.raw)
            unseen += mode == pdf.FPDF_TEXTRENDERMODE_INVISIBLE
    return (across, down), has_picture, texts > 0 and unseen == texts


def _problems(pages: Sequence[_Page]) -> list[Problem]:
    """Return the problems of the pages; RefusedError if no text can be trusted."""
    pages_of: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        pages_of[page.doubt].append(str(page.number))
    texts = [line.text for page in pages for line in page.lines]
    cells = [cell for page in pages for table in page.tables for cell in table.letters.values()]
    texts += ("".join(letter.text for letter in cell) for cell in cells)
    if not texts:
        if "pdf-pages-damaged" in pages_of:
            raise RefusedError("file-unreadable")
        if "pdf-pages-without-text" in pages_of:
            raise RefusedError("pdf-scanned", str(len(pages)))
        raise RefusedError("document-empty")
    unreadable = "".join(sign for page in pages for sign in page.unreadable)
    letters = max(sum(page.letters for page in pages), 1)
    if len(unreadable) * 1000 > _UNREADABLE * letters:
        raise RefusedError("pdf-text-untrusted", unreadable[:10])
    if garbled := _garbled_text("".join(texts)):
        raise RefusedError("pdf-text-untrusted", garbled)
    problems = []
    if unreadable:
        first = next(str(page.number) for page in pages if page.unreadable)
        detail = {"count": str(len(unreadable))}
        problems.append(Problem("pdf-letters-unreadable", value=first, detail=detail))
    for code in ("pdf-pages-damaged", "pdf-pages-without-text", "pdf-text-recognized"):
        if numbers := pages_of.get(code):
            problems.append(Problem(code, "warning", value=", ".join(numbers)))
    return problems


def _garbled_text(whole: str) -> str:
    """Return an example of Thai garbled into other letters or stray marks; "" for none."""
    latin = sum("\xa0" <= letter <= "\xff" for letter in whole)
    thai = sum("\u0e01" <= letter <= "\u0e5b" for letter in whole)
    odd = sum(
        _is_mark(letter) and not (_is_mark(before) or "\u0e01" <= before <= "\u0e2e")
        for before, letter in zip(" " + whole, whole, strict=False)
    )
    if latin * 3 <= len(whole) and odd * 10 <= thai:
        return ""
    signs = (at for at, each in enumerate(whole) if "\xa0" <= each <= "\xff" or _is_mark(each))
    at = next(signs, 0)
    return whole[at : at + 12]


class _Turn:
    """The rotation of a page: converts its coordinates to those of the displayed page."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._a, self._b, self._c, self._d = _ROTATIONS[page.get_rotation() % 360]
        self.width, self.height = page.get_size()

    def x(self, x: float, y: float) -> float:
        """Return the horizontal coordinate; the origin is arbitrary."""
        return self._a * x + self._b * y

    def y(self, x: float, y: float) -> float:
        """Return the vertical coordinate, upwards; the origin is arbitrary."""
        return self._c * x + self._d * y


def _is_mark(letter: str) -> bool:
    """Return whether a letter is a Thai vowel or tone mark above or below another letter."""
    return letter == "\u0e31" or "\u0e34" <= letter <= "\u0e3a" or "\u0e47" <= letter <= "\u0e4e"


def _is_unreadable(code: int) -> bool:
    """Return whether a code is a control or a private-use code unknown from old Thai fonts."""
    is_private = 0xE000 <= code <= 0xF8FF and not (0xF700 <= code <= 0xF71A or code >= 0xF0A0)
    return code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or (code < 0x20 and code != _HYPHEN) or is_private


def _add_rules(path: pdfium.PdfObject, turn: _Turn, across: list[Rule], down: list[Rule]) -> None:
    """Add the horizontal and vertical lines of a path; thin boxes count as lines."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    count = pdf.FPDFPath_CountSegments(path.raw)
    if count > _MOST_RULES:
        raise RefusedError("file-too-demanding")
    points: list[tuple[float, float]] = []
    for at in range(count):
        segment = pdf.FPDFPath_GetPathSegment(path.raw, at)
        pdf.FPDFPathSegment_GetPoint(segment, x, y)
        px, py = matrix.on_point(x.value, y.value)
        point = turn.x(px, py), turn.y(px, py)
        kind = pdf.FPDFPathSegment_GetType(segment)
        if kind == pdf.FPDF_SEGMENT_MOVETO:
            points = [point]
            continue
        if kind == pdf.FPDF_SEGMENT_LINETO and points:
            _add_rule(points[-1], point, across, down)
        points.append(point)
        if pdf.FPDFPathSegment_GetClose(segment):
            _add_rule(point, points[0], across, down)


def _add_rule(
    one: tuple[float, float], other: tuple[float, float], across: list[Rule], down: list[Rule]
) -> None:
    width, height = abs(one[0] - other[0]), abs(one[1] - other[1])
    if hypot(width, height) < _THICKEST:
        return
    if height < 1:
        across.append(Rule(one[1], *sorted((one[0], other[0]))))
    elif width < 1:
        down.append(Rule(one[0], *sorted((one[1], other[1]))))


def _without_heads(pages: Sequence[_Page]) -> Sequence[_Page]:
    """Remove repeated headers and footers and page numbers from the pages, in place."""
    edges = [_lines_at_edges(page) for page in pages]
    repeated = Counter(text for lines in edges for text in set(map(_plain, lines)))
    for page, lines in zip(pages, edges, strict=True):
        texts = {
            text for line in lines if not (text := _plain(line)) or repeated[text] >= _MOST_REPEATED
        }
        page.lines = [each for each in page.lines if each not in lines or _plain(each) not in texts]
    return pages


def _lines_at_edges(page: _Page) -> list[PageLine]:
    """Return the lines near the highest and the lowest line of a page."""
    tops = [line.top for line in page.lines]
    tops += [bound for table in page.tables for bound in (table.bounds[0], table.bounds[-1])]
    top, bottom = max(tops, default=0.0), min(tops, default=0.0)
    band = page.height * _EDGE / 3
    return [each for each in page.lines if not bottom + band < each.top < top - band]


def _plain(line: PageLine) -> str:
    """Return the letters of a line, without digits and signs: "" for a page number."""
    return "".join(letter for letter in arabic_digits(line.text) if letter.isalpha())


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    """Yield the paragraphs and tables of all pages from top to bottom."""
    for page in pages:
        items: list[tuple[float, PageLine | PageTable]] = [(t.top, t) for t in page.tables]
        items += [(line.top, line) for line in page.lines]
        items.sort(key=lambda item: -item[0])
        left = min((line.left for line in page.lines), default=0.0)
        right = max((line.right for line in page.lines), default=0.0)
        number = tables = 0
        lines: list[PageLine] = []
        for _, item in [*items, (0.0, None)]:
            if isinstance(item, PageLine):
                lines.append(item)
                continue
            below = None
            for line in join_paragraphs(lines, left, right):
                if below is not None and below - line.top > line.size * _APART:
                    yield Paragraph("", number, page.number)
                number += 1
                below = line.bottom
                yield Paragraph(line.text, number, page.number)
            lines = []
            if item is not None:
                tables += 1
                yield DocumentTable(item.rows(), tables, page.number, tuple(item.edges))
