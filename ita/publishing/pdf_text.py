"""Text of a PDF that Chromium printed, so that what is copied from it is what stands there.

Chromium writes glyphs. Of a Thai syllable these are a letter and its marks, each placed by itself:
marks have no width and several shapes, of which the file names only the first, and sara am is drawn
as a circle and a sara aa. Readers lose such marks, or put them behind the next letter. Here each
such syllable becomes one glyph of the embedded font, made of the same pieces in the same places,
and the file says which letters it stands for, as it does of any other ligature.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple, cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    StreamObject,
)

from ita.publishing.pdf_fonts import EmbeddedFont, Piece

# Marks above and below a letter belong to it; sara aa does where a circle above makes it sara am.
_MARKS = frozenset(map(chr, (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F))))
_NIKHAHIT, _SARA_AA = "\u0e4d", "\u0e32"

# Other operators that place text. Chromium writes none of them; a stream with one stays as it is.
_NOT_CHROMIUMS = frozenset((b"Tc", b"Tw", b"Tz", b"TL", b"Ts", b"T*", b"TD", b"'", b'"'))
# A glyph that begins so near to the end of the one before, in parts of the size, follows it.
_NEAR = 0.0015

_Operation = tuple[Any, bytes]
_Point = tuple[float, float]


def with_readable_text(pdf: bytes) -> bytes:
    """The same pages, with text that can be copied, searched and read aloud.

    Takes and returns the bytes of a PDF. They look as before; text in other fonts than the packaged
    one stays as it is.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    fonts = _Fonts()
    for page in writer.pages:
        if "/Contents" not in page:
            continue
        resources = cast(DictionaryObject, page["/Resources"])
        content = ContentStream(page["/Contents"], writer, "bytes")
        if _rewrite(content, resources, fonts):
            page.replace_contents(content)
            page.compress_content_streams()
        for form in _forms(resources):
            content = ContentStream(form, writer, "bytes")
            if _rewrite(content, form.get("/Resources", resources), fonts):
                form.set_data(content.get_data())
    fonts.finish()
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def _forms(resources: DictionaryObject) -> Iterator[StreamObject]:
    """The drawings that a page refers to, and those that they refer to."""
    for reference in resources.get("/XObject", {}).values():
        form = reference.get_object()
        if form.get("/Subtype") == "/Form":
            yield form
            yield from _forms(form.get("/Resources", DictionaryObject()))


class _Fonts:
    """The fonts of a PDF, each read once, whatever names its pages have for it."""

    def __init__(self) -> None:
        self._fonts: dict[IndirectObject | None, EmbeddedFont | None] = {}

    def get(self, resources: DictionaryObject, name: str) -> EmbeddedFont | None:
        """The font of a name; None where it is none whose text is mended."""
        font = cast(DictionaryObject, resources["/Font"])[name].get_object()
        assert isinstance(font, DictionaryObject)
        reference = font.indirect_reference
        if reference not in self._fonts:
            try:
                self._fonts[reference] = EmbeddedFont(font)
            except ValueError:
                self._fonts[reference] = None
        return self._fonts[reference]

    def finish(self) -> None:
        """Writes what was added to the fonts."""
        for font in self._fonts.values():
            if font is not None:
                font.finish()


class _Glyph(NamedTuple):
    """A glyph and where it stands, in units of the text space."""

    code: int
    x: float
    y: float


def _rewrite(content: ContentStream, resources: DictionaryObject, fonts: _Fonts) -> bool:
    """Rewrites the text of a stream; whether there was any that could be."""
    operations: list[_Operation] = []
    begin: int | None = None
    found = False
    for operation in content.operations:
        operations.append(operation)
        if operation[1] == b"BT":
            begin = len(operations)
        elif operation[1] == b"ET" and begin is not None:
            rewritten = _rewritten(operations[begin:-1], resources, fonts)
            if rewritten is not None:
                operations[begin:-1] = rewritten
                found = True
    content.operations = operations
    return found


def _rewritten(
    operations: Sequence[_Operation], resources: DictionaryObject, fonts: _Fonts
) -> list[_Operation] | None:
    """The operations of a text object anew; None where not all of it is in the packaged font."""
    names = [operands[0] for operands, operator in operations if operator == b"Tf"]
    if not names or None in [fonts.get(resources, name) for name in names]:
        return None
    text = _Text()
    kept: list[bool] = []
    for operands, operator in operations:
        if operator == b"Tf":
            text.set_font(fonts.get(resources, operands[0]), float(operands[1]))
        elif operator == b"Tm":
            text.set_matrix([float(value) for value in operands])
            continue
        elif operator == b"Td":
            text.move(float(operands[0]), float(operands[1]))
            continue
        elif operator in (b"Tj", b"TJ"):
            text.show(operands[0] if operator == b"TJ" else operands)
            continue
        elif operator == b"BDC":
            # Chromium says here what some syllables read, which now their glyphs do.
            kept.append("/ActualText" not in operands[1])
            if not kept[-1]:
                continue
        elif operator == b"EMC" and kept and not kept.pop():
            continue
        elif operator in _NOT_CHROMIUMS:
            return None
        text.operations.append((operands, operator))
    text.write_glyphs()
    return text.operations


class _Text:
    """Gathers the placed glyphs of a text object and writes them anew, syllable by syllable."""

    def __init__(self) -> None:
        self.operations: list[_Operation] = []
        self._font: EmbeddedFont | None = None
        self._size = 0.0
        self._glyphs: list[_Glyph] = []
        self._matrix: list[float] | None = None
        self._set_origin()

    def _set_origin(self) -> None:
        # Where the line begins for what was read, where for what was written, and the next glyph.
        self._line: _Point = (0.0, 0.0)
        self._written: _Point = (0.0, 0.0)
        self._pen: _Point = (0.0, 0.0)

    def set_font(self, font: EmbeddedFont | None, size: float) -> None:
        """Sets the font in which the next glyphs are shown."""
        self.write_glyphs()
        self._font, self._size = font, size

    def set_matrix(self, matrix: list[float]) -> None:
        """Sets where the next glyph stands, and how large and how turned it is."""
        self.write_glyphs()
        self._matrix = matrix
        self._set_origin()

    def move(self, x: float, y: float) -> None:
        """Places the next glyph beside the begin of the line."""
        self._line = self._pen = self._line[0] + x, self._line[1] + y

    def show(self, parts: Sequence[Any]) -> None:
        """Shows glyphs one after the other; a number between them moves the next one back."""
        assert self._font is not None
        for part in parts:
            if not isinstance(part, bytes):
                self._advance(-float(part))
                continue
            for at in range(0, len(part), 2):
                code = int.from_bytes(part[at : at + 2], "big")
                self._glyphs.append(_Glyph(code, *self._pen))
                self._advance(self._font.width(code))

    def _advance(self, thousandths: float) -> None:
        self._pen = self._pen[0] + thousandths * self._size / 1000, self._pen[1]

    def write_glyphs(self) -> None:
        """Writes the glyphs that were shown, those that follow each other as one string."""
        if self._font is None or not self._glyphs:
            return
        string, end = b"", (0.0, 0.0)
        for syllable in _syllables(self._glyphs, self._font):
            code, (_, x, y) = self._glyph_of(syllable), syllable[0]
            near = abs(x - end[0]) <= _NEAR * self._size and abs(y - end[1]) <= _NEAR * self._size
            if string and not near:
                self._show(string)
            if not string or not near:
                self._move_line((x, y))
                string, end = b"", (x, y)
            string += code.to_bytes(2, "big")
            end = end[0] + self._font.width(code) * self._size / 1000, end[1]
        self._show(string)
        self._glyphs = []

    def _show(self, string: bytes) -> None:
        self.operations.append(([ByteStringObject(string)], b"Tj"))

    def _move_line(self, to: _Point) -> None:
        if self._matrix is not None:
            # Readers that guess where words end do so by the way from one string to the next, so
            # that no string may begin where none stands.
            a, b, c, d, e, f = self._matrix
            x, y = to
            placed = (a, b, c, d, e + a * x + c * y, f + b * x + d * y)
            self.operations.append(([FloatObject(round(value, 6)) for value in placed], b"Tm"))
            self._matrix, self._written = None, to
            return
        # What is remembered is rounded too, so that no error grows along a line.
        x, y = (round(new - old, 4) for new, old in zip(to, self._written, strict=True))
        if x or y:
            self.operations.append(([FloatObject(x), FloatObject(y)], b"Td"))
            self._written = self._written[0] + x, self._written[1] + y

    def _glyph_of(self, syllable: Sequence[_Glyph]) -> int:
        """The one glyph that looks like several."""
        assert self._font is not None
        first = syllable[0]
        if len(syllable) == 1:
            return first.code
        unit = self._size / 1000
        return self._font.syllable(
            tuple(
                Piece(each.code, round((each.x - first.x) / unit), round((each.y - first.y) / unit))
                for each in syllable
            )
        )


def _syllables(glyphs: Sequence[_Glyph], font: EmbeddedFont) -> Iterator[list[_Glyph]]:
    """The glyphs in groups: each letter with its marks."""
    group: list[_Glyph] = []
    text = ""
    for glyph in glyphs:
        own = font.text(glyph.code)
        belongs = own[:1] in _MARKS or (own == _SARA_AA and _NIKHAHIT in text)
        if group and not (own and belongs):
            yield group
            group, text = [], ""
        group.append(glyph)
        text += own
    if group:
        yield group
