"""`python -m ita export`: its contract, run as an office runs it; one browser for a whole call."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from ita.__main__ import main
from ita.language import Words
from ita.publishing.excel.measures import make_measures_workbook
from ita.publishing.names import safe_name
from ita.publishing.sheets.drawing import PictureError
from ita.publishing.sheets.images import ImageRenderer
from tests import workbooks
from tests.measures.tiny import entries, measures
from tests.publishing.page_text import page_text
from tests.reading.files import OWN_WORKBOOK, ROOT
from tests.reading.measures.plans import OWN_MEASURES


def run(*arguments, browser=True):
    """The command within this process."""
    env = {} if browser else {"BROWSER_PATH": "/nowhere/chrome"}
    return CliRunner(env=env).invoke(main, ["export", *map(str, arguments)])


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def plan(agency: str, year: int) -> bytes:
    """A plan of two measures, the first reported as done."""
    table = measures(
        {"indicator": 1, "issue": "คู่มือ", "deadline_text": "๒๐ เม.ย. ๖๖",
         "responsible_text": "ฝ่ายปกครอง", "divisions": ("ฝ่ายปกครอง",)},
        {"indicator": 8, "issue": "กล่องรับฟัง", "deadline_text": "๒๐ เม.ย. ๖๖",
         "responsible_text": "ฝ่ายปกครอง", "divisions": ("ฝ่ายปกครอง",), "key": "f" * 16},
    )  # fmt: skip
    return make_measures_workbook(
        table.assign(agency=agency, fiscal_year=year), entries((1, "2023-03", "done")), "bangkok"
    )


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Several offices in one call: two files of one name, a broken one, a plan."""
    home = tmp_path_factory.mktemp("export")
    files = {
        "ก/รวม.xlsx": workbooks.total(),
        "ข/รวม.xlsx": workbooks.total(),
        "เสีย.xlsx": b"PK\x03\x04" + bytes(range(256)),
        "ผล.xlsx": workbooks.indicators("สำนักงานสอง"),
        "แผน.xlsx": plan("สำนักงานสอง", 2566),
        "แผนปีอื่น.xlsx": plan("สำนักงานทดสอบ", 2570),
    }
    for name, content in files.items():
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_bytes(content)
    scores = [home / name for name in files if not name.startswith("แผน")]
    plans = [f"--measures={home / name}" for name in files if name.startswith("แผน")]
    out = home / "out"
    command = [sys.executable, "-m", "ita", "export", *scores, *plans, "--out", out]
    done = subprocess.run(
        [*map(str, command), "--on", "2023-04-10"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    return done, out


def test_every_office_gets_a_folder_of_its_own_and_nothing_is_overwritten(exported):
    done, out = exported
    folders = {path.name for path in out.iterdir()}
    assert folders == {
        "รวม-สำนักงานทดสอบ-2565",
        "รวม-สำนักงานทดสอบ-2565 (2)",
        "ผล-สำนักงานสอง-2565",
    }
    written = done.stdout.split("\n")[:-1]
    assert len(written) == len(set(written)) == len(files_in(out))
    assert {(out / name).as_posix() for name in files_in(out)} == set(written)


def test_a_broken_file_is_named_at_the_end_and_the_others_are_made(exported):
    done, out = exported
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["เสีย.xlsx", "แผนปีอื่น.xlsx"], lines
    for folder in out.iterdir():
        kinds = {path.suffix for path in folder.iterdir()}
        assert kinds == {".png", ".docx", ".pptx", ".xlsx"}


def test_measures_go_to_the_result_of_their_agency_in_the_year_before(exported):
    _, out = exported
    of_measures = {
        folder.name for folder in out.iterdir() if list(folder.glob("ita-มาตรการรายฝ่าย-*"))
    }
    assert of_measures == {"ผล-สำนักงานสอง-2565"}


def test_what_is_made_opens(exported):
    _, out = exported
    made = out / "ผล-สำนักงานสอง-2565"
    pictures = [Image.open(path) for path in made.glob("*.png")]
    assert {picture.size for picture in pictures} == {(1080, 1080)}
    assert len(pictures) > 7
    for kind, opens in ((".docx", Document), (".pptx", Presentation), (".xlsx", load_workbook)):
        (path,) = made.glob(f"*{kind}")
        assert opens(BytesIO(path.read_bytes()))


def test_the_picture_of_best_practice_names_measures_of_the_best(tmp_path, monkeypatch):
    monkeypatch.setattr(
        ImageRenderer, "render", lambda self, page, format: [page.drawing_html.encode()]
    )
    for name, least in (("หนึ่ง", 70.0), ("สอง", 80.0)):
        data = workbooks.indicators(f"เทศบาล{name}", 2565, least)
        (tmp_path / f"{name}.xlsx").write_bytes(data)
    (tmp_path / "แผน.xlsx").write_bytes(plan("เทศบาลสอง", 2566))
    files = [tmp_path / f"{name}.xlsx" for name in ("หนึ่ง", "สอง")]
    out = tmp_path / "out"
    options = ("--measures", tmp_path / "แผน.xlsx", "--what", "charts", "--out", out)
    assert run(*files, *options).exit_code == 0
    piece = safe_name(Words("th")("publish.pieces.best"))
    behind, best = (next(out.glob(f"{name}-*/*{piece}-*")) for name in ("หนึ่ง", "สอง"))
    assert "คู่มือ" in page_text(behind.read_text(encoding="utf-8"))
    assert "คู่มือ" not in page_text(best.read_text(encoding="utf-8"))


def test_years_agencies_and_a_scenario_have_pictures_where_the_data_is_there(tmp_path, monkeypatch):
    """Two municipalities, one of them in two years, in three files."""
    monkeypatch.setattr(ImageRenderer, "render", lambda self, page, format: [b"drawn"])
    for name, year, least in (("หนึ่ง", 2564, 60.0), ("หนึ่ง", 2565, 70.0), ("สอง", 2565, 80.0)):
        data = workbooks.indicators(f"เทศบาล{name}", year, least)
        (tmp_path / f"{name}{year}.xlsx").write_bytes(data)
    out = tmp_path / "out"
    files = sorted(tmp_path.glob("*.xlsx"))
    done = run(*files, "--out", out, "--what", "charts", "--what-if", "2-100_I11-100")
    assert done.exit_code == 1
    assert all("I11" in line for line in done.stderr.splitlines())
    pieces = {key: Words("th")(f"publish.pieces.{key}") for key in ("years", "agencies", "what_if")}
    made = {
        folder.name.split("-")[0]: {
            key for key, piece in pieces.items() if list(folder.glob(f"*{safe_name(piece)}-*"))
        }
        for folder in out.iterdir()
    }
    assert made == {
        "หนึ่ง2564": {"what_if"},
        "หนึ่ง2565": {"years", "agencies", "what_if"},
        "สอง2565": {"agencies", "what_if"},
    }


def test_one_office_gets_what_is_asked_for(tmp_path):
    file = tmp_path / "รวม.xlsx"
    file.write_bytes(workbooks.total())
    out = tmp_path / "out"
    done = run(
        file, "--out", out, "--what", "charts", "--format", "svg,pdf",
        "--preset", "story,a4", "--thai-digits", "--language", "en",
    )  # fmt: skip
    assert (done.exit_code, done.stderr) == (0, "")
    name = "ita-Result-สำนักงานทดสอบ-2565"
    assert files_in(out) == {
        f"{name}-{size}.{kind}" for size in ("Story", "A4") for kind in ("svg", "pdf")
    }
    story = (out / f"{name}-Story.svg").read_text()
    assert 'width="1080" height="1920"' in story
    texts = re.sub("<[^>]*>", " ", story)
    assert "๙๑.๑๕" in texts
    assert "91.15" not in texts


def test_a_size_keeps_its_former_name(tmp_path):
    file = tmp_path / "รวม.xlsx"
    file.write_bytes(workbooks.total())
    out = tmp_path / "out"
    assert run(file, "--out", out, "--what", "charts", "--preset", "a4-lying").exit_code == 0
    (path,) = out.iterdir()
    assert Image.open(path).size == (3508, 2480)


def test_one_result_and_one_plan_belong_together_whatever_they_say(tmp_path):
    other = tmp_path / "แผน.xlsx"
    other.write_bytes(plan("สำนักงานอื่น", 2570))
    out = tmp_path / "out"
    done = run(OWN_WORKBOOK, "--measures", other, "--out", out, "--what", "workbook")
    assert done.exit_code == 0
    assert len(files_in(out)) == 1


def test_without_a_browser_the_documents_are_made_and_the_reason_told_once(tmp_path):
    file, measures_of_it = tmp_path / "ผล.xlsx", tmp_path / "แผน.xlsx"
    file.write_bytes(workbooks.questions())
    measures_of_it.write_bytes(plan("สำนักงานทดสอบ", 2566))
    out = tmp_path / "out"
    done = run(file, "--measures", measures_of_it, "--out", out, browser=False)
    assert done.exit_code == 1
    assert {name.rpartition(".")[2] for name in files_in(out)} == {"docx", "pptx", "xlsx"}
    (line,) = done.stderr.splitlines()
    assert "Chromium" in line


def test_every_picture_that_cannot_be_drawn_is_named_and_the_others_are_made(tmp_path, monkeypatch):
    pages = []

    def render(self, page, format):
        pages.append(page)
        if len(pages) in (1, 3):
            raise PictureError("too-slow")
        return [b"drawn"]

    monkeypatch.setattr(ImageRenderer, "render", render)
    out = tmp_path / "out"
    done = run(OWN_WORKBOOK, "--out", out, "--what", "charts")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    missing = line.removeprefix(f"{OWN_WORKBOOK.name}: ").rpartition(": ")[0].split(", ")
    assert len(missing) == 2
    assert len(files_in(out) | set(missing)) == len(pages)


def test_an_error_in_a_score_is_named_and_the_rest_is_made(tmp_path):
    file = tmp_path / "ผล.xlsx"
    file.write_bytes(workbooks.broken())
    done = run(file, "--out", tmp_path / "out", "--what", "workbook")
    assert done.exit_code == 1
    assert "C7" in done.stderr
    assert len(files_in(tmp_path / "out")) == 1


def test_a_plan_that_cannot_be_read_is_named_and_the_rest_is_made(tmp_path):
    bad = tmp_path / "แผนเสีย.xlsx"
    bad.write_bytes(b"")
    out = tmp_path / "out"
    done = run(OWN_WORKBOOK, "--measures", bad, "--out", out, "--what", "workbook")
    assert done.exit_code == 1
    assert done.stderr.startswith("แผนเสีย.xlsx")
    assert len(files_in(out)) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nofile.xlsx", "--out", "out"],
        [OWN_WORKBOOK],
        [OWN_WORKBOOK, "--out", OWN_WORKBOOK],
        [OWN_WORKBOOK, "--out", "out", "--what", "poster"],
        [OWN_WORKBOOK, "--out", "out", "--format", "png,gif"],
        [OWN_WORKBOOK, "--out", "out", "--preset", ","],
        [OWN_WORKBOOK, "--out", "out", "--on", "2566-04-10"],
    ],
)
def test_wrong_use_is_2_and_makes_nothing(arguments, tmp_path):
    words = [str(tmp_path / each) if each == "out" else each for each in arguments]
    done = run(*words)
    assert done.exit_code == 2
    assert not files_in(tmp_path)


def test_a_broken_template_is_named_and_the_other_files_are_made(tmp_path, monkeypatch):
    monkeypatch.setenv("ITA_TEMPLATES", str(tmp_path))
    (tmp_path / "analysis.th.docx").write_bytes(b"PK")
    out = tmp_path / "out"
    done = run(OWN_WORKBOOK, "--out", out, "--what", "document,workbook")
    assert done.exit_code == 1
    assert str(tmp_path / "analysis.th.docx") in done.stderr
    assert "ITA_TEMPLATES" in done.stderr
    assert "Traceback" not in done.output
    assert {path.suffix for path in out.iterdir()} == {".xlsx"}
    monkeypatch.setenv("ITA_TEMPLATES", "")
    assert run(OWN_WORKBOOK, "--out", out, "--what", "document").exit_code == 0


def test_reminders_are_made_for_the_office_and_every_division(tmp_path):
    done = run(
        workbooks.REAL, "--measures", OWN_MEASURES, "--out", tmp_path, "--what", "calendar",
        "--on", "2023-04-10",
    )  # fmt: skip
    assert (done.exit_code, done.stderr) == (0, "")
    made = sorted(tmp_path.glob("*.ics"))
    assert len(made) == len(list(tmp_path.iterdir())) == 13
    assert all(path.read_bytes().startswith(b"BEGIN:VCALENDAR") for path in made)


def test_the_lists_of_the_divisions_end_the_slides_where_they_are_wanted(tmp_path):
    counts = []
    for option in ((), ("--division-lists",)):
        out = tmp_path / str(len(option))
        run(workbooks.REAL, "--measures", OWN_MEASURES, "--out", out, "--what", "slides", *option)
        (path,) = out.iterdir()
        counts.append(len(Presentation(path).slides))
    assert counts[0] <= 12 < counts[1]
