"""Text files in every letter and with every delimiter, and texts that want to be more."""

from tests.reading.bad.building import Case, changed, csv
from tests.reading.files import NAMES, indicators, questions


def _decimal(cell: object) -> str:
    return f"{cell:.2f}".replace(".", ",") if isinstance(cell, float) else str(cell)


CSV = [
    Case("CSV", "UTF-8", lambda: csv(indicators()), (), indicators=10, file="ita.csv"),
    Case(
        "CSV",
        "UTF-8 with BOM",
        lambda: csv(indicators(), encoding="utf-8-sig"),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "TIS-620",
        lambda: csv(indicators(), encoding="tis-620"),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "cp874",
        lambda: csv(indicators(i3="–"), encoding="cp874"),
        ("score-missing",),
        indicators=9,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "UTF-16",
        lambda: csv(indicators(), encoding="utf-16"),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "UTF-16 without its mark",
        lambda: csv(indicators(), encoding="utf-16-le"),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "semicolon, decimal comma",
        lambda: csv([[str(cell).replace(".", ",") for cell in row] for row in indicators()], ";"),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case("CSV", "tab", lambda: csv(indicators(), "\t"), (), indicators=10, file="ita.txt"),
    Case(
        "CSV",
        "every cell in quotes",
        lambda: csv(indicators(), quote='"'),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "unclosed quote",
        lambda: csv(indicators()).replace(NAMES[2].encode(), b'"' + NAMES[2].encode()),
        ("csv-broken-quote",),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "a hundred unclosed quotes",
        lambda: csv(indicators()) + b'\r\n"x,"y' * 101,
        (*("csv-broken-quote",) * 20, "csv-broken"),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "a letter cut in the middle",
        lambda: csv(indicators()).replace(NAMES[2].encode(), NAMES[2].encode()[:-1]),
        ("letters-damaged", "indicator-name-unknown"),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "Thai letters of UTF-8 encoded twice",
        lambda: csv(indicators()).decode("latin-1").encode(),
        ("letters-garbled",),
        file="ita.csv",
    ),
    Case(
        "CSV",
        "Thai letters of TIS-620 encoded twice",
        lambda: csv(indicators(), encoding="tis-620").decode("latin-1").encode(),
        ("letters-garbled",),
        file="ita.csv",
    ),
    Case(
        "CSV",
        "each row in one pair of quotes",
        lambda: csv([[",".join(map(str, row))] for row in indicators()], quote='"'),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        'cells as ="91.25"',
        lambda: csv([[f'="{cell}"' for cell in row] for row in indicators()]),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "spaces before and behind quotes",
        lambda: csv(indicators(), " , ", quote='"'),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "comma, decimal comma, in every row",
        lambda: csv([[_decimal(cell) for cell in row] for row in indicators()]),
        ("csv-commas-joined",),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "comma, decimal comma, not in every row",
        lambda: csv([[_decimal(cell) for cell in row] for row in indicators(i3=90)]),
        ("csv-commas-unclear",),
        file="ita.csv",
    ),
    Case(
        "CSV",
        "JSON",
        lambda: b'[{"a": 1}]',
        ("file-not-a-spreadsheet",),
        file="ita.csv",
    ),
    Case("CSV", "200,001 rows", lambda: b"1,2\n" * 200_001, ("too-many-rows",), file="ita.csv"),
    Case(
        "CSV",
        "text that is no table",
        lambda: "สวัสดีครับ".encode(),
        ("no-scores-found",),
        file="ita.csv",
    ),
]


TEXT = [
    *[
        Case(
            "Text",
            f"{text[:20]!r} as a question's text",
            changed(lambda rows, text=text: rows[1].__setitem__(4, text)),
            (),
            items=88,
        )
        for text in (
            '=HYPERLINK("http://x","y")'.replace("=", "\uff1d"),
            "+1",
            "@SUM(A1)",
            "|x",
            "%x",
            "<img src=x onerror=alert(1)>",
            "<script>alert(1)</script>",
            "[ลิงก์](http://x) $x$ :red[x]",
            "<b>หนา</b><br>",
            "_x000D_ก_x0008_ข",
            "ก\u202eข",
            "😀 ยิ้ม",
            "ก" * 600,
        )
    ],
    Case(
        "Text",
        "formulas as text in csv: never run",
        lambda: csv([*questions()[:1], *[[*row[:4], "=1+1", row[5]] for row in questions()[1:]]]),
        (),
        items=88,
        file="ita.csv",
    ),
    Case(
        "Text",
        "a formula as a score in csv",
        lambda: csv(indicators(i3="=1+1")),
        ("score-not-a-number",),
        indicators=9,
        file="ita.csv",
    ),
    Case(
        "Text",
        "a real negative number in csv",
        lambda: csv(indicators(i3="-1")),
        ("score-out-of-range",),
        indicators=9,
        file="ita.csv",
    ),
]
