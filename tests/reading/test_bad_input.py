"""What must not break reading: each bad file gives what is right in it, and says what is wrong."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import pytest
from python_calamine import CalamineError, CalamineWorkbook

from ita.reading.files.workbook import Limits, display_name, open_workbook
from ita.reading.scores import read_scores
from tests.reading.bad import CASES
from tests.reading.bad.building import SOUND, Case
from tests.reading.bad.of_files import laughs, outside
from tests.reading.bad.table import table
from tests.reading.files import codes, indicators, reported, workbook

# What reading any bad file may take of the machine.
MOST_SECONDS, MOST_KILOBYTES = 5, 400 * 1024
TABLE = Path(__file__).with_name("BAD_INPUT.md")


def spent() -> tuple[float, int]:
    """Seconds of the processor that this process and its ended children took, and their memory."""
    process, children = (getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    seconds = sum(each.ru_utime + each.ru_stime for each in (process, children))
    return seconds, process.ru_maxrss


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_file(case: Case) -> None:
    data = case.build()
    seconds, kilobytes = spent()
    reading = read_scores(data, case.file)
    seconds_after, kilobytes_after = spent()
    assert seconds_after - seconds < MOST_SECONDS
    assert kilobytes_after - kilobytes < MOST_KILOBYTES
    assert sorted(codes(reading)) == sorted(case.codes)
    assert len(reading.scores) == case.items
    claims = reading.reported[reading.reported["level"] == "indicator"]
    assert claims["value"].count() == case.indicators
    for problem in reading.problems:
        if problem.code.startswith("score-") and case.section != "CSV":
            assert problem.cell


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name.endswith(", not 0")], ids=lambda case: case.name
)
def test_a_missing_score_stays_in_its_row(case: Case) -> None:
    reading = read_scores(case.build(), case.file)
    assert reported(reading, "indicator")["3"] is None
    (problem,) = reading.problems
    assert (problem.sheet, problem.cell) == ("ผล", "D4")


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.name.endswith("read as a number")],
    ids=lambda case: case.name,
)
def test_a_number_in_another_dress_is_read(case: Case) -> None:
    others = {"84.99999999999999": 84.99999999999999, "0": 0, "100": 100}
    expected = others.get(case.name.split(":")[0], 85.5)
    assert reported(read_scores(case.build(), case.file), "indicator")["3"] == expected


def test_the_table_of_bad_input_is_true() -> None:
    assert TABLE.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize("build", [laughs, outside])
def test_calamine_itself_expands_no_entity(build: object) -> None:
    # The door refuses such files; this shows that the reader behind it would not obey them either.
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(build()))
        cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    except CalamineError:
        cells = []
    assert not any(isinstance(cell, str) and cell.strip() for cell in cells)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=100), "file-too-large"),
        (Limits(unpacked_bytes=100), "archive-too-large"),
        (Limits(parts=2), "archive-too-many-parts"),
        (Limits(sheets=0), "too-many-sheets"),
        (Limits(rows=5), "too-many-rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_limit_is_a_setting(limits: Limits, code: str) -> None:
    sheets, problems = open_workbook(SOUND, "a.xlsx", limits)
    assert sheets == []
    assert [problem.code for problem in problems] == [code]


def test_a_sheet_too_large_leaves_the_others_readable() -> None:
    many = [["x", number] for number in range(50)]
    data = workbook({"มาก": many, "ผล": indicators()})
    sheets, problems = open_workbook(data, "a.xlsx", Limits(rows=20))
    assert [sheet.name for sheet in sheets] == ["ผล"]
    assert [(problem.code, problem.sheet) for problem in problems] == [("too-many-rows", "มาก")]


def test_same_name_other_content() -> None:
    first = read_scores(SOUND, "ita.xlsx")
    second = read_scores(workbook(indicators(i1=50.0)), "ita.xlsx")
    assert reported(first, "indicator")["1"] == 98.87
    assert reported(second, "indicator")["1"] == 50.0


def test_two_visitors_at_once() -> None:
    def files() -> Iterator[tuple[float, bytes]]:
        for number in range(24):
            yield 50.0 + number, workbook(indicators(i1=50.0 + number))

    all_files = list(files())
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda pair: read_scores(pair[1], "ita.xlsx"), all_files))
    for (figure, _), reading in zip(all_files, read, strict=True):
        assert reported(reading, "indicator")["1"] == figure


@pytest.mark.parametrize(
    ("name", "displayed"),
    [
        ("../../etc/ผล ITA.xlsx", "ผล ITA.xlsx"),
        ("C:\\ผล\\ita.xlsx", "ita.xlsx"),
        ("ita\u202exslx.exe", "itaxslx.exe"),
        ("a\x00b\n.xlsx", "ab .xlsx"),
        ("ก" * 300 + ".xlsx", "ก" * 255),
        ("<img src=x>.xlsx", "<img src=x>.xlsx"),
    ],
)
def test_the_name_of_a_file_is_shown_without_tricks(name: str, displayed: str) -> None:
    assert display_name(name) == displayed
    assert read_scores(SOUND, name).file == displayed
