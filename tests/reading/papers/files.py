"""Word files and PDFs made by hand, so that a test can put anything into them."""

import zlib
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.reading.files import Rows
from tests.reading.formats import archive

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PART = "word/document.xml"

# A letter at a place: from the left, from the lower edge, in points.
Text = tuple[float, float, str]
Line = tuple[float, float, float, float]


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    run = f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p>{run}</w:p>"


def table(rows: Rows) -> str:
    """A table with one paragraph a cell."""
    lines = (
        "<w:tr>"
        + "".join(f"<w:tc><w:tcPr/>{paragraph(f'{cell}')}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{''.join(lines)}</w:tbl>"


def document_xml(body: str) -> bytes:
    """The main part of a Word file."""
    namespaces = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="{_MC}"'
    return f"<w:document {namespaces}><w:body>{body}</w:body></w:document>".encode()


def word_parts(body: str) -> dict[str, bytes]:
    """The parts of a Word file by their names."""
    relation = f'<Relationship Id="a" Type="{_R}/officeDocument" Target="{PART}"/>'
    return {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": f"<Relationships>{relation}</Relationships>".encode(),
        PART: document_xml(body),
    }


def word(body: str, others: Mapping[str, bytes] | None = None) -> bytes:
    """A Word file with a body, and further parts."""
    return archive({**word_parts(body), **(others or {})})


def pdf(
    pages: Sequence[tuple[Sequence[Text], Sequence[Line]]],
    *,
    letters: str = "",
    page: str = "",
    extra: Sequence[bytes] = (),
    drawn: bytes = b"",
) -> bytes:
    """A PDF whose pages hold texts and ruled lines.

    The font has no outlines; its map to letters is the identity, or what `letters` says in the
    language of such maps. `page` is added to the dictionary of each page, `drawn` to what it
    draws, and `extra` are further objects, numbered from 4 on.
    """
    used = sorted({ord(letter) for texts, _ in pages for _, _, text in texts for letter in text})
    identity = "\n".join(f"1 beginbfchar\n<{code:04X}> <{code:04X}>\nendbfchar" for code in used)
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{letters or identity}\nendcmap end end"
    )
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
        b"/DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /Ascent 800 "
        b"/Descent -200 /FontBBox [0 -200 500 800] >> >> ] /ToUnicode 4 0 R >>",
        4: _stream(unicode_map.encode()),
    }
    for each in extra:
        objects[len(objects) + 2] = each
    first = len(objects) + 2
    for at, (texts, lines) in enumerate(pages):
        objects[first + 2 * at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} "
            f"/Resources << /Font << /F 3 0 R >> /XObject << /I 5 0 R >> >> "
            f"/Contents {first + 2 * at + 1} 0 R >>"
        ).encode()
        content = b"\n".join([*map(_draw_line, lines), *map(_draw_text, texts), drawn])
        objects[first + 2 * at + 1] = _stream(content)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects[2] = f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode()
    return _file(objects)


def _draw_text(text: Text) -> bytes:
    x, y, letters = text
    codes = "".join(f"{ord(letter):04X}" for letter in letters)
    return f"BT /F 10 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET".encode()


def _draw_line(line: Line) -> bytes:
    return "{} {} m {} {} l S".format(*line).encode()


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _file(objects: Mapping[int, bytes]) -> bytes:
    data = b"%PDF-1.7\n"
    offsets: dict[int, int] = {}
    for number in sorted(objects):
        offsets[number] = len(data)
        data += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    last = max(objects) + 1
    lines = [b"0000000000 65535 f \n"]
    lines += [f"{offsets.get(number, 0):010d} 00000 n \n".encode() for number in range(1, last)]
    start = len(data)
    return (
        data
        + f"xref\n0 {last}\n".encode()
        + b"".join(lines)
        + f"trailer << /Size {last} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def table_page(rows: Rows, *, ruled: bool = True) -> tuple[list[Text], list[Line]]:
    """A page with a table, with ruled lines or with gaps between its columns."""
    texts: list[Text] = []
    lines: list[Line] = []
    width, height, top = 130.0, 22.0, 780.0
    for at, row in enumerate(rows):
        y = top - height * (at + 1)
        texts += [
            (40 + width * column, y + 7, f"{cell}") for column, cell in enumerate(row) if f"{cell}"
        ]
    if ruled:
        right = 35 + width * max(map(len, rows))
        bottom = top - height * len(rows)
        lines += [(35, top - height * at, right, top - height * at) for at in range(len(rows) + 1)]
        lines += [
            (35 + width * at, top, 35 + width * at, bottom) for at in range(max(map(len, rows)) + 1)
        ]
    return texts, lines
