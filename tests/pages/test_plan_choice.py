"""Only the plan that a page shows is read; agency and year of the others stand in the store."""

from pathlib import Path

import pytest
from sqlalchemy import update

from ita.store import open_store
from ita.store.schema import contents
from ita.ui import plans
from ita.ui.files.workbooks import File
from tests.pages.conftest import Run
from tests.pages.contents import visible_text
from tests.workbooks import workbook

OFFICE = "สำนักงานเขตยานนาวา"


def plan_of(agency: str, activity: str, year: int = 2566) -> bytes:
    return workbook(
        {
            "แผน": [
                [f"แผนของ{agency} ปีงบประมาณ พ.ศ. {year}"],
                ["ตัวชี้วัด", "กิจกรรม", "กำหนดแล้วเสร็จ"],
                ["1", activity, "31 มี.ค. 66"],
            ]
        }
    )


@pytest.fixture
def read_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the plans that are read."""
    names: list[str] = []
    read = plans.MEASURES.read

    def note(file: File) -> plans.MeasurePlan:
        names.append(file.name)
        return read(file)

    monkeypatch.setattr(plans.MEASURES, "read", note)
    return names


def save(tmp_path: Path, owners: dict[str, bytes]) -> None:
    store = open_store(str(tmp_path / "store" / "ita.sqlite3"))
    for agency, data in owners.items():
        store.save_file(
            "measures", data, name=f"{agency}.xlsx", who="x", agency=agency, fiscal_year=2566
        )
    store.close()


def test_of_many_saved_plans_only_the_one_that_answers_is_read(
    run: Run, tmp_path: Path, read_names: list[str]
) -> None:
    others = {f"สำนักงานเขตที่ {n}": plan_of(f"สำนักงานเขตที่ {n}", "อบรม") for n in range(4)}
    save(tmp_path, {**others, OFFICE: plan_of(OFFICE, "ประชุมของเรา")})
    for page in ("overview", "measures"):
        test = run(page)
        assert not test.exception
        assert set(read_names) <= {f"{OFFICE}.xlsx", "yannawa_2566.xlsx"}
    assert f"{OFFICE}.xlsx" in read_names
    assert list(test.selectbox(key="plan-choice").options) == [
        *(f"สำนักงานเขตที่ {n} 2566" for n in range(4)),
        f"{OFFICE} 2566",
    ]


def test_a_plan_that_cannot_be_read_any_more_is_passed_over(run: Run, tmp_path: Path) -> None:
    save(tmp_path, {OFFICE: plan_of(OFFICE, "เสียหาย")})
    store = open_store(str(tmp_path / "store" / "ita.sqlite3"))
    with store.engine.begin() as connection:
        connection.execute(update(contents).values(data=b"damaged"))
    store.close()
    assert not run("overview").exception
    test = run("measures")
    test.query_params["plan"] = f"{OFFICE} 2566"
    text = visible_text(test.run())
    assert not test.exception
    assert "Traceback" not in text
    # It is named, and the bundled one stands in its place.
    assert f"{OFFICE}\\.xlsx" in text
    assert "**59**" in text
    test.selectbox(key="plan-choice").set_value(f"{OFFICE} 2566 (2)").run()
    assert not test.exception
    assert f"{OFFICE}\\.xlsx" in visible_text(test)
