"""Delimited text: the same rows come out, whichever program wrote it."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita.domain.problems import Problem
from ita.reading.files.workbook import open_workbook
from tests.reading.files import NAMES, indicators

Rows = list[list[str]]

SIGNS = ["", ",", ";", "|", "\t", '"', "'", "=", "#", "–", " ", "ฯ", "91,25", "à", "?"]
CELLS = st.builds(
    lambda name, sign, number: f"{name}{sign}{number}",
    st.sampled_from([*NAMES, "IIT", "ข้อ"]),
    st.sampled_from(SIGNS),
    st.integers(0, 100).map(str) | st.just(""),
)
FIGURES = st.decimals(0, 100, places=2).map(str) | st.integers(0, 100).map(str)
PREFACES = st.lists(
    st.sampled_from(["ผลการประเมิน", "ประจำปี, พ.ศ. 2565", "หน่วยงาน; สังกัด; จังหวัด", ""]), max_size=4
)


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """A header of words and rows of a text and figures, all of one width."""
    width = draw(st.integers(2, 5))
    header = [f"{draw(st.sampled_from(NAMES))} {at}" for at in range(width)]
    rows = st.tuples(CELLS, *[FIGURES] * (width - 1)).map(list)
    return [header, *draw(st.lists(rows, min_size=3, max_size=8))]


def written(
    rows: Rows,
    delimiter: str = ",",
    encoding: str = "utf-8",
    *,
    quoting: int = csv.QUOTE_MINIMAL,
    end: str = "\r\n",
) -> bytes:
    """What a program writes of some rows."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    return target.getvalue().encode(encoding)


def read(data: bytes) -> tuple[Rows, list[Problem]]:
    """The rows of the only sheet, blank ones left out, and the problems."""
    sheets, problems = open_workbook(data, "a.csv")
    rows = sheets[0].rows if sheets else []
    return [[cell.strip() for cell in row] for row in rows if any(row)], problems


@settings(max_examples=300, deadline=None)
@given(
    tables(),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from(["", "sep line", "trailing", "text formulas", "wrapped", "spaces"]),
)
def test_any_program(
    rows: Rows, delimiter: str, encoding: str, quoting: int, end: str, manner: str
) -> None:
    expected = [[cell.strip() for cell in row] for row in rows]
    if encoding == "cp874":
        rows = expected = [[c.replace("à", "") for c in row] for row in expected]
    text = written(rows, delimiter, quoting=quoting, end=end).decode()
    if manner == "sep line":
        text = f"sep={delimiter}{end}{text}"
    elif manner == "trailing":
        text = written([[*row, ""] for row in rows], delimiter, quoting=quoting, end=end).decode()
        expected = [[*row, ""] for row in expected]
    elif manner == "text formulas":
        cells = [['="{}"'.format(c.replace('"', '""')) for c in row] for row in rows]
        text = end.join(delimiter.join(row) for row in cells)
    elif manner == "wrapped":
        text = written(
            [
                [line]
                for line in written(rows, delimiter, quoting=quoting, end="\n")
                .decode()
                .splitlines()
            ],
            quoting=csv.QUOTE_ALL,
            end=end,
        ).decode()
    elif manner == "spaces":
        text = written(rows, delimiter, quoting=csv.QUOTE_ALL, end=end).decode()
        text = text.replace(f'"{delimiter}"', f'" {delimiter}  "')
    table, problems = read(text.encode(encoding))
    assert table == expected
    assert problems == []


@settings(max_examples=200, deadline=None)
@given(tables(), st.sampled_from(",;\t|"), PREFACES, st.booleans())
@example(
    [["ก", "ข"], ["1", "2,5"], ["3", "4,5"], ["5", "6,5"]], ";", ["ผล, ของ, หน่วยงาน"] * 4, True
)
def test_what_stands_above_the_table_does_not_sway_the_delimiter(
    rows: Rows, delimiter: str, preface: list[str], decimal_comma: bool
) -> None:
    if decimal_comma:
        rows = [rows[0], *[[row[0], *[c.replace(".", ",") for c in row[1:]]] for row in rows[1:]]]
    text = "\n".join(preface) + "\n" + written(rows, delimiter, end="\n").decode()
    table, problems = read(text.encode())
    assert table[-len(rows) :] == [[cell.strip() for cell in row] for row in rows]
    assert problems == []


@pytest.mark.parametrize("lost", [1, 2])
@pytest.mark.parametrize("row", [1, 3, 10])
def test_a_letter_that_was_cut_in_the_middle(row: int, lost: int) -> None:
    lines = written(indicators()).split(b"\r\n")
    name = NAMES[row - 1].encode()
    lines[row] = lines[row].replace(name, name[:-lost])
    table, (problem,) = read(b"\r\n".join(lines))
    assert [len(each) for each in table] == [4] * 11
    assert table[row][3] == str(indicators()[row][3])
    assert NAMES[row - 1][:-1] in table[row][2]
    assert (problem.code, problem.severity) == ("letters-damaged", "warning")
    assert (problem.cell, problem.detail["rows"]) == (f"C{row + 1}", str(row + 1))


def test_many_damaged_rows_are_one_message() -> None:
    rows = [[f"ข้อความ {number}" * 9, number] for number in range(1, 30)]
    data = b"".join(written([row])[:5] + written([row])[6:] for row in rows)
    _, (problem,) = read(data)
    assert problem.detail["rows"] == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("original", ["utf-8", "tis-620"])
def test_thai_that_was_encoded_twice_is_refused(original: str, encoding: str) -> None:
    twice = written(indicators(), encoding=original).decode(encoding, "ignore").encode("utf-8")
    assert read(twice)[0] == []
    assert [each.code for each in read(twice)[1]] == ["letters-garbled"]


def cut_at_commas(*rows: str) -> tuple[Rows, list[str]]:
    table, problems = read("\n".join(rows).encode())
    return table, [each.code for each in problems]


def test_a_decimal_comma_in_a_comma_file_where_every_row_tells() -> None:
    table, codes = cut_at_commas("ปี,ตัวชี้วัด,คะแนน", "2565,ก,91,25", "2565,ข,88,40", "2565,ค,100,00")
    assert table[1:] == [["2565", "ก", "91.25"], ["2565", "ข", "88.40"], ["2565", "ค", "100.00"]]
    assert codes == ["csv-commas-joined"]


def test_two_columns_with_decimal_commas() -> None:
    table, codes = cut_at_commas("ข้อ,คะแนน,เดิม", "ก,91,25,88,40", "ข,90,05,87,5", "ค,80,50,70,00")
    assert table[1:] == [["ก", "91.25", "88.40"], ["ข", "90.05", "87.5"], ["ค", "80.50", "70.00"]]
    assert codes == ["csv-commas-joined"]


@pytest.mark.parametrize(
    "rows",
    [
        ["ตัวชี้วัด,คะแนน", "ก,91,25", "ข,88", "ค,79,15"],
        ["ตัวชี้วัด,คะแนน", "ก,91,1", "ข,88,2", "ค,79,3"],
        ["ที่,คะแนน,ระดับ", "1,91,25,A", "2,88,40,A", "3,79,15,B"],
        ["ที่,คะแนน", "1,91,25", "2,88,40", "3,79,15"],
    ],
    ids=["some without decimals", "perhaps a rank", "two ways", "two ways, figures alone"],
)
def test_commas_that_may_be_either_are_a_question(rows: list[str]) -> None:
    assert cut_at_commas(*rows) == ([], ["csv-commas-unclear"])


@pytest.mark.parametrize(
    "rows",
    [
        ["หน่วยงาน,IIT,EIT,", "ก,91,25,", "ข,88,40,"],
        ["ผล", "หน่วยงาน,IIT,EIT", "ก,91,25", "ข,88,40"],
        ["หน่วยงาน,คะแนน", ",IIT,EIT", "ก,91,25", "ข,88,40"],
        ["ก,91,25", "ข,88,40"],
        ["ก,ข", '1,"91,25"', '2,"88,40"'],
    ],
    ids=["no decimals", "title above", "two header rows", "no header", "quoted"],
)
def test_commas_that_part_columns_stay(rows: list[str]) -> None:
    table, codes = cut_at_commas(*rows)
    assert codes == []
    assert table[-1][0] == rows[-1][0]


@pytest.mark.parametrize(
    "text",
    ['[{"ตัวชี้วัด":"ก","คะแนน":91.25}]', '{"a": [1, 2]}', "\n[[1, 2], [3, 4]]", '{"a": 1}\n{"a": 2}'],
)
def test_json_is_refused_by_name(text: str) -> None:
    _, (problem,) = open_workbook(text.encode(), "a.csv")
    assert (problem.code, problem.value) == ("file-not-a-spreadsheet", "JSON")


def test_a_row_with_an_open_quote_is_read_as_it_stands() -> None:
    table, (problem,) = read('ก,ข\r\n"หนึ่ง,1\r\nสอง,2\r\n"สาม" ,3\r\n'.encode())
    assert table == [["ก", "ข"], ["หนึ่ง", "1"], ["สอง", "2"], ["สาม", "3"]]
    assert (problem.code, problem.cell, problem.value) == ("csv-broken-quote", "A2", '"หนึ่ง,1')


def test_quotes_behind_a_backslash() -> None:
    table, problems = read(b'"a \\"b, c\\"",1\r\n"d","2"\r\n')
    assert (table, problems) == ([['a "b, c"', "1"], ["d", "2"]], [])


def test_a_backslash_at_the_end_of_a_text_is_a_letter() -> None:
    table, problems = read(b'"a, b\\",1\r\n"c ""\\",2\r\n"d, e",3\r\n')
    assert table == [["a, b\\", "1"], ['c "\\', "2"], ["d, e", "3"]]
    assert problems == []


def test_a_file_that_ends_in_the_middle_of_a_letter() -> None:
    table, (problem,) = read(written([["ก", "ข"], ["1", "2"], ["3", "สี่"]]).strip()[:-1])
    assert table[2][0] == "3"
    assert (problem.code, problem.cell) == ("letters-damaged", "B3")
