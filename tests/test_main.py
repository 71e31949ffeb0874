"""The command line: what it prints, in which encoding, with which exit code."""

import json
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from ita.__main__ import COMMANDS, main
from ita.domain.mapping import FileMapping
from tests import workbooks
from tests.reading.measures.plans import OWN_MEASURES


@pytest.fixture
def call():
    def caller(*arguments):
        return CliRunner().invoke(main, [str(each) for each in arguments])

    return caller


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "ชำรุด.xlsx"
    path.write_bytes(workbooks.broken())
    return path


def test_summary_as_json(call):
    result = call("summary", workbooks.REAL, "--json")
    assert result.exit_code == 0
    assert json.loads(result.output)["total"] == {"score": 98.14, "level": "AA"}


def test_summary_in_words(call):
    result = call("summary", workbooks.REAL, "--language", "en")
    assert result.exit_code == 0
    assert "98.14 (AA)" in result.output
    assert "24/25 → 29/30" in result.output


def test_a_broken_workbook_names_every_cell_and_guesses_no_result(call, broken):
    result = call("check", broken)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert any("C7" in line and "140" in line for line in lines)
    assert any("C10" in line for line in lines)
    assert any("I3" in line and "C22" in line for line in lines)
    content = json.loads(call("summary", broken, "--json").output)
    assert {each["cell"] for each in content["problems"]} >= {"C7", "C10"}
    assert content["total"] == {"score": None, "level": None}
    # Which of two rows is I3, the ranking of its instrument depends on: the file's only one.
    assert {each["score"] for each in content["indicators"]} == {None}


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.json"
    path.write_text(FileMapping(agency="กรมที่ตอบ", fiscal_year=2564).to_json(), encoding="utf-8")
    return path


def test_answers_on_how_to_read_a_file_count(call, answers):
    result = call("summary", workbooks.REAL, "--json", "--mapping", answers)
    assert result.exit_code == 0
    content = json.loads(result.output)
    assert (content["agency"], content["fiscal_year"]) == ("กรมที่ตอบ", 2564)
    assert call("check", workbooks.REAL, "--mapping", answers).exit_code == 0


def test_answers_count_for_measures_and_what_is_exported(call, answers, tmp_path):
    plan = "data/measures/yannawa_2566.xlsx"
    content = json.loads(call("measures", plan, "--json", "--mapping", answers).stdout)
    assert (content["agency"], content["fiscal_year"]) == ("กรมที่ตอบ", 2564)
    out = tmp_path / "out"
    call("export", workbooks.REAL, "--out", out, "--what", "workbook", "--mapping", answers)
    assert [path.name for path in out.iterdir()] == ["ita-ข้อมูล-กรมที่ตอบ-2564.xlsx"]


@pytest.mark.parametrize(
    ("content", "entry"),
    [
        ("no json", "not JSON"),
        ('{"agency": 5}', "agency"),
        ('{"sheets": [{"columns": {}}]}', "sheet"),
    ],
)
@pytest.mark.parametrize("command", ["summary", "check", "measures", "export"])
def test_a_file_that_holds_no_answers_is_wrong_use(call, tmp_path, command, content, entry):
    path = tmp_path / "answers.json"
    path.write_text(content, encoding="utf-8")
    more = ["--out", tmp_path / "out"] if command == "export" else []
    result = call(command, workbooks.REAL, "--mapping", path, "--language", "en", *more)
    assert result.exit_code == 2
    assert f"answers.json is no file of answers: the entry “{entry}”" in result.output


def test_check_of_a_good_workbook(call):
    result = call("check", workbooks.REAL)
    assert result.exit_code == 0
    assert "yannawa_2565.xlsx" in result.output


def test_a_file_that_is_no_workbook(call, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook at all")
    assert call("check", path).exit_code == 1
    assert call("summary", path).exit_code == 1


def test_a_refused_file_says_why_in_json_too(call, tmp_path):
    path = tmp_path / "x.xls"
    path.write_bytes(b"GIF89a")
    result = call("summary", path, "--json")
    assert result.exit_code == 1
    content = json.loads(result.output)
    assert content.keys() == json.loads(call("summary", workbooks.REAL, "--json").output).keys()
    assert (content["agency"], content["fiscal_year"]) == (None, None)
    assert content["total"] == {"score": None, "level": None}
    (problem,) = content["problems"]
    assert (problem["code"], problem["severity"]) == ("file-not-a-spreadsheet", "error")
    assert "GIF" in problem["message"]


def test_several_agencies_print_a_list(call, tmp_path):
    header = ["หน่วยงาน", *(f"ตัวชี้วัดที่ {i}" for i in range(1, 11))]
    rows = [["หน่วย ก", *[90] * 10], ["หน่วย ข", *[80] * 10]]
    path = tmp_path / "two.xlsx"
    path.write_bytes(workbooks.workbook({"2565": [header, *rows]}))
    content = json.loads(call("summary", path, "--json").output)
    assert [each["agency"] for each in content] == ["หน่วย ก", "หน่วย ข"]
    assert [each["total"]["score"] for each in content] == [90, 80]


def test_an_empty_workbook_to_fill_in(call, tmp_path):
    path = tmp_path / "แบบฟอร์ม.xlsx"
    assert call("template", "--out", path, "--variant", "bangkok").exit_code == 0
    assert call("summary", path).exit_code == 1
    assert call("template").exit_code == 2


@pytest.mark.parametrize("arguments", [[], ["summary"], ["summary", "nowhere.xlsx"], ["check"]])
def test_wrong_use_exits_with_two(call, arguments):
    assert call(*arguments).exit_code == 2


def test_thai_comes_out_in_utf8_whatever_the_console(broken):
    done = subprocess.run(
        [sys.executable, "-m", "ita", "check", str(broken)],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": "", "LC_ALL": "C"},
        check=False,
    )
    assert "คะแนน" in done.stdout.decode("utf-8")


def test_check_says_what_the_yearly_analysis_lacks(call):
    done = call("check", workbooks.REAL, "--measures", OWN_MEASURES, "--language", "en")
    assert done.exit_code == 0
    assert "unofficial" in done.output
    assert "Missing (I7, E14, E2, E12, E1, E15)" in done.output
    assert "59 of 59 measures (no. 1–59)" in done.output
    assert "Check by hand" in done.output


def test_check_names_what_is_wrong_with_measures(call, broken):
    done = call("check", workbooks.REAL, "--measures", broken)
    assert done.exit_code == 1
    assert "ชำรุด.xlsx" in done.output


def test_a_checklist_that_cannot_be_used_is_named(call, tmp_path, monkeypatch):
    (tmp_path / "yearly_analysis.toml").write_text("parts = 1", encoding="utf-8")
    monkeypatch.setenv("ITA_TEMPLATES", str(tmp_path))
    done = call("check", workbooks.REAL, "--measures", OWN_MEASURES)
    assert done.exit_code == 1
    assert "yearly_analysis.toml" in done.output


def test_the_list_of_commands_imports_none(call):
    script = "import sys; from ita.__main__ import main; main(['--help'], standalone_mode=False)"
    script += "; sys.exit(any(name in sys.modules for name in ('pandas', 'ita.commands.check')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0
    assert all(name in done.stdout.decode() for name in COMMANDS)


def test_every_command_has_the_name_that_calls_it():
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert command.name == name
    assert main.get_command(context, "none") is None
