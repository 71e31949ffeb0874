"""Bad input: documents of Word and PDF."""

import io
import zlib

import pypdf

from tests.reading.bad.building import Case
from tests.reading.bad.of_files import laughs, outside
from tests.reading.files import indicators
from tests.reading.formats import archive, compound, parts_of
from tests.reading.papers.files import (
    PART,
    document_xml,
    paragraph,
    pdf,
    table,
    table_page,
    word,
    word_parts,
)

SECTION = "Documents"
ROWS = indicators()
SOUND_WORD = word(table(ROWS))
SOUND_PDF = pdf([table_page(ROWS)])

_RUN = "<w:r><w:t>{}</w:t></w:r>"
_BOX = f"<w:pict><w:txbxContent>{paragraph('ปีงบประมาณ พ.ศ. 2565')}</w:txbxContent></w:pict>"
_TWICE = (
    f"<w:p><w:r><mc:AlternateContent><mc:Choice>{_BOX}</mc:Choice>"
    f"<mc:Fallback>{_BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
)
_WHOLE_PAGE = b"q 595 0 0 842 0 0 cm /I Do Q"


def in_cells(change: str) -> bytes:
    """A sound Word file whose last score is written in another way; "{}" is the score."""
    score = f"{ROWS[-1][-1]}"
    body = table(ROWS)
    at = body.rindex(paragraph(score))
    return word(body[:at] + change.format(score) + body[at + len(paragraph(score)) :])


def truncated(data: bytes) -> bytes:
    """The first half of a file."""
    return data[: len(data) // 2]


def mapped(letters: str) -> bytes:
    """A PDF whose font says of its letters what a map says."""
    return pdf([table_page(ROWS)], letters=letters)


def in_private_letters() -> bytes:
    """A PDF whose font maps every letter to one of the private area."""
    return mapped("1 beginbfrange\n<0E01> <0EFF> <E001>\nendbfrange")


def in_latin_letters() -> bytes:
    """A PDF whose Thai is written in the Latin letters of the same bytes."""
    rows = [[f"{cell}".encode("cp874").decode("latin-1") for cell in row] for row in ROWS]
    return pdf([table_page(rows)])


def with_some_private_letters() -> bytes:
    """A sound PDF with a few letters that nobody knows."""
    texts, lines = table_page(ROWS)
    return pdf([([*texts, (40, 60, "หมายเหตุ \ue001\ue002")], lines)])


def scanned(*, unseen_text: bool = False) -> bytes:
    """A PDF of a picture of a page, with or without text that was recognized on it."""
    pages = [table_page(ROWS, ruled=True)] if unseen_text else [([], [])]
    drawn = _WHOLE_PAGE
    data = pdf(pages, extra=[_PICTURE], drawn=drawn)
    if not unseen_text:
        return data
    return _redrawn(data, lambda content: content.replace(b"BT ", b"BT 3 Tr "))


def _redrawn(data: bytes, change: object) -> bytes:
    """A PDF whose streams of drawing are changed."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        contents = page["/Contents"].get_object()
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(change(contents.get_data()))  # type: ignore[operator]
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    return _written(writer)


def with_scanned_page() -> bytes:
    """A page with a table, and one that is a picture."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(SOUND_PDF))
    writer.append(io.BytesIO(scanned()))
    return _written(writer)


def _written(writer: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def encrypted(user: str) -> bytes:
    """A PDF that a password protects: for opening it, or only for changing it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(SOUND_PDF))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    return _written(writer)


def with_embedded_file() -> bytes:
    """A PDF that carries a program, and a script that runs when it is opened."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(SOUND_PDF))
    writer.add_attachment("a.exe", b"MZ" * 500)
    writer._root_object[pypdf.generic.NameObject("/OpenAction")] = pypdf.generic.DictionaryObject(
        {
            pypdf.generic.NameObject("/S"): pypdf.generic.NameObject("/JavaScript"),
            pypdf.generic.NameObject("/JS"): pypdf.generic.TextStringObject("app.alert(1)"),
        }
    )
    return _written(writer)


def bomb() -> bytes:
    """A PDF whose page unpacks to 120 MB of drawing."""
    block = b"0 0 m 9 9 l S\n" * 75_000
    packer = zlib.compressobj(9)
    packed = b"".join([*(packer.compress(block) for _ in range(120)), packer.flush()])
    stream = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    data = pdf([([], [])])
    start, end = data.rindex(b"<< /Length"), data.rindex(b"endstream")
    return data[:start] + stream + packed + b"\n" + data[end:]


def loop_of_pages() -> bytes:
    """A PDF whose list of pages holds itself."""
    return SOUND_PDF.replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")


def many_letters() -> bytes:
    """A PDF with more letters than a report has."""
    # A line that repeats another one is drawn twice to look bold, and counts once.
    lines = [(10, 9 * at, f"{at:02d}" + "ก" * 108) for at in range(90)]
    return pdf([(lines, [])] * 21)


def many_lines() -> bytes:
    """A PDF with a grid of a hundred thousand ruled lines."""
    lines = [(0, at / 40, 500, at / 40) for at in range(30_000)]
    return pdf([([(10, 10, "ก")], lines)])


def case(
    name: str, build: object, *codes: str, indicators: int = 0, file: str = "ita.docx"
) -> Case:
    """A case of this section."""
    return Case(SECTION, name, build, codes, indicators=indicators, file=file)  # type: ignore[arg-type]


WORD = [
    case(".docx with a table", lambda: SOUND_WORD, indicators=10),
    case(".docx that is named .xlsx", lambda: SOUND_WORD, indicators=10, file="ita.xlsx"),
    case(
        ".docm with macros: read as data",
        lambda: word(table(ROWS), {"word/vbaProject.bin": b"\xd0\xcf" * 500}),
        indicators=10,
        file="ita.docm",
    ),
    case(
        ".doc",
        lambda: compound({"WordDocument": b"x" * 5000}),
        "file-not-a-spreadsheet",
        file="ita.doc",
    ),
    case(
        ".docx under a password",
        lambda: compound({"EncryptedPackage": b"x" * 5000}),
        "file-has-password",
    ),
    case(".rtf", lambda: b"{\\rtf1 x}", "file-not-a-spreadsheet", file="ita.rtf"),
    case(
        ".odt",
        lambda: archive({"content.xml": b"<office:text/>"}),
        "file-not-a-spreadsheet",
        file="ita.odt",
    ),
    case("truncated .docx", lambda: truncated(SOUND_WORD), "file-unreadable"),
    case(
        ".docx: zip bomb by ratio",
        lambda: word(table(ROWS), {"word/media/a.bin": b"\0" * 50_000_000}),
        "archive-too-tight",
    ),
    case(
        ".docx: zip bomb by 10,000 parts",
        lambda: word(table(ROWS), {f"word/media/{at}.png": b"" for at in range(10_000)}),
        "archive-too-many-parts",
    ),
    case(
        ".docx: entry with ../",
        lambda: word(table(ROWS), {"word/../../x": b""}),
        "archive-unsafe-name",
    ),
    case(
        ".docx: billion laughs",
        lambda: word("", {PART: parts_of(laughs())["xl/worksheets/sheet1.xml"]}),
        "file-has-entities",
    ),
    case(
        ".docx: external entity",
        lambda: word("", {PART: parts_of(outside())["xl/worksheets/sheet1.xml"]}),
        "file-has-entities",
    ),
    case(".docx whose text is no XML", lambda: word("", {PART: b"<w"}), "file-unreadable"),
    case(
        ".docx in UTF-16",
        lambda: word("", {PART: document_xml(table(ROWS)).decode().encode("utf-16")}),
        "file-unreadable",
    ),
    case(".docx without any text", lambda: word(paragraph("")), "document-empty"),
    case(
        ".docx of 50,000 tables in each other",
        lambda: word("<w:tbl><w:tr><w:tc>" * 50_000),
        "file-too-demanding",
    ),
    case(
        ".docx of 1.6 million elements",
        lambda: archive(word_parts("<w:r/>" * 1_600_000), compression=0),
        "file-too-demanding",
    ),
    case(
        ".docx of 200,001 paragraphs",
        lambda: archive(word_parts("<w:p/>" * 200_001), compression=0),
        "too-many-rows",
    ),
    case(
        ".docx: a cell over a billion columns",
        lambda: word(
            table(ROWS)
            + table([["x"]]).replace(
                "<w:tcPr/>", '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
            )
        ),
        indicators=10,
    ),
    case(
        ".docx with a workbook in it: only the page counts",
        lambda: word(table(ROWS), {"word/embeddings/a.xlsx": b"PK"}),
        indicators=10,
    ),
    case(
        ".docx: what was deleted is left out",
        lambda: in_cells(
            "<w:p><w:del><w:r><w:delText>1</w:delText></w:r></w:del>" + _RUN + "</w:p>"
        ),
        indicators=10,
    ),
    case(
        ".docx: what was inserted counts",
        lambda: in_cells("<w:p><w:ins>" + _RUN + "</w:ins></w:p>"),
        indicators=10,
    ),
    case(
        ".docx: a control around a cell's text",
        lambda: in_cells("<w:sdt><w:sdtContent><w:p>" + _RUN + "</w:p></w:sdtContent></w:sdt>"),
        indicators=10,
    ),
    case(
        ".docx with hidden text",
        lambda: word(paragraph("คะแนนรวม 12.00", "<w:vanish/>") + table(ROWS)),
        "document-text-hidden",
        indicators=10,
    ),
    case(".docx: a text box drawn twice", lambda: word(_TWICE + table(ROWS)), indicators=10),
    case(
        ".docx with a picture from elsewhere: nothing is fetched",
        lambda: word(
            table(ROWS),
            {
                "word/_rels/document.xml.rels": b'<Relationships><Relationship Id="a" '
                b'Type="x/image" Target="http://192.0.2.1/a.png" TargetMode="External"/>'
                b"</Relationships>"
            },
        ),
        indicators=10,
    ),
    case(
        ".docx: a sentence that contradicts its table",
        lambda: word(
            table([*ROWS, [2565, "", "คะแนนรวม ITA", 94.25]])
            + paragraph("หน่วยงานได้คะแนน ๙๔.๕๒ คะแนน อยู่ในผลการประเมินระดับ A")
        ),
        "sentence-differs",
        indicators=10,
    ),
]

PDF = [
    case(".pdf with a table", lambda: SOUND_PDF, indicators=10, file="ita.pdf"),
    case(".pdf named .xlsx", lambda: SOUND_PDF, indicators=10),
    case(
        ".pdf with something before its beginning",
        lambda: b"\xef\xbb\xbf\n" + SOUND_PDF,
        indicators=10,
    ),
    case(".pdf that only its beginning shows", lambda: b"%PDF-1.7\n%...", "file-unreadable"),
    case(".pdf of random bytes", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "file-unreadable"),
    case(".pdf under a password", lambda: encrypted("user"), "file-has-password"),
    case(".pdf that a password keeps from changes", lambda: encrypted(""), indicators=10),
    case(".pdf of blank pages", lambda: pdf([([], [])] * 3), "document-empty"),
    case(".pdf that is a scan", scanned, "pdf-scanned"),
    case(
        ".pdf with a page that is a scan",
        with_scanned_page,
        "pdf-pages-without-text",
        indicators=10,
    ),
    case(
        ".pdf with text recognized from a scan",
        lambda: scanned(unseen_text=True),
        "pdf-text-recognized",
        indicators=10,
    ),
    case(".pdf of 5,000 pages", lambda: pdf([([], [])] * 5000), "too-many-pages"),
    case(".pdf whose fonts map to no letters", in_private_letters, "pdf-text-untrusted"),
    case(".pdf whose Thai is Latin letters", in_latin_letters, "pdf-text-untrusted"),
    case(
        ".pdf with letters that nobody knows",
        with_some_private_letters,
        "pdf-letters-unreadable",
        indicators=10,
    ),
    case(
        ".pdf with a script and a program in it: nothing is run",
        with_embedded_file,
        indicators=10,
    ),
    case(".pdf that unpacks to 120 MB", bomb, "file-too-demanding"),
    case(".pdf whose pages hold themselves", loop_of_pages, "file-unreadable"),
    case(".pdf of 200,000 letters", many_letters, "file-too-demanding"),
    case(".pdf of 30,000 ruled lines", many_lines, "file-too-demanding"),
]

DOCUMENTS = [*WORD, *PDF]
