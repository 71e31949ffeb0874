"""Lists of many agencies and years: what is read, written, refused, and taken up again."""

import multiprocessing
import os
import random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from ita.store import StoreError, list_figures, list_files, list_recomputation, open_store
from ita.store import imports as importing
from ita.store.imports import import_list
from ita.store.list_figures import read_list
from ita.store.list_files import ListFileError
from ita.store.list_results import Owner, _exact_rows, agency_years_of_list
from ita.store.schema import agency_years, results
from tests.store.rows import file_of, of_year
from tests.store.test_killed import TIMES, killed_in_the_middle

LEVELS = ("total", "instrument", "indicator")
SCORES = [92.82, 86.53, 90.12, 86.43, 89.35, 90.79, 89.4, 88.53, 85.87, 79.62]


def frame(agencies=("กรม ก",), years=(2565,), scores=SCORES, **columns):
    rows = [
        {"agency": agency, "fiscal_year": year, "indicator": number, "score": score}
        for agency in agencies
        for year in years
        for number, score in enumerate(scores, 1)
    ]
    return pd.DataFrame(rows).assign(**columns)


@pytest.fixture
def write(tmp_path):
    """Writes a table in one of the formats."""

    def make(table, ending="csv", name="list"):
        path = tmp_path / f"{name}.{ending}"
        if ending == "csv":
            table.to_csv(path, index=False)
        elif ending == "parquet":
            table.to_parquet(path, index=False)
        else:
            table.to_excel(path, index=False)
        return path

    return make


def rows(store):
    with store.engine.connect() as connection:
        return tuple(
            connection.scalar(select(func.count()).select_from(table))
            for table in (agency_years, results)
        )


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_a_list_becomes_results(store, write, ending):
    path = write(frame(province="ตราด", agency_type="กรม"), ending)
    report = import_list(store, path)
    assert (report.figures, report.agency_years, report.problems) == (10, 1, ())
    (agency,) = store.results.agencies().itertuples()
    assert (agency.agency, agency.province, agency.agency_type) == ("กรม ก", "ตราด", "กรม")
    table = of_year(store, 2565, levels=("total", "instrument", "indicator"))
    assert len(table) == 14
    # 0.3 · 445.25/5 + 0.3 · 268.72/3 + 0.4 · 165.49/2
    total = table[table["key"] == "total"].iloc[0]
    assert total["score"] == pytest.approx(86.685)
    assert (total["grade"], total["source"]) == ("A", "computed")
    assert file_of(store, agency.agency_id, 2565) is None


def test_thai_headers_and_figures_of_other_levels(store, write):
    table = pd.DataFrame(
        {
            "หน่วยงาน": ["กรม ก"] * 4,
            "ปีงบประมาณ": [2566] * 4,
            "level": ["instrument"] * 3 + ["total"],
            "รหัส": ["IIT", "EIT", "OIT", "total"],
            "คะแนน": [96.0, 96.0, 94.0, 95.2],
        }
    )
    import_list(store, write(table))
    table = of_year(store, 2566, levels=("total", "instrument"))
    assert table["score"].tolist() == [96.0, 96.0, 94.0, 95.2]
    assert table["grade"].tolist()[-1] == "ผ่านดี"


def test_running_it_again_doubles_nothing(store, write):
    path = write(frame(("กรม ก", "กรม ข"), (2564, 2565)))
    import_list(store, path)
    assert import_list(store, path).skipped == 4
    assert rows(store) == (4, 4 * 14)
    other = write(frame(("กรม ก",), (2565,), [50.0] * 10), name="other")
    import_list(store, other)
    assert rows(store) == (4, 4 * 14)
    import_list(store, path)
    assert rows(store) == (4, 4 * 14)
    assert round(of_year(store, 2565)["score"].tolist()[0], 3) == 86.685


def test_faulty_rows_are_named_and_their_agency_is_left_out_whole(store, write):
    table = frame(("กรม ก", "กรม ข", "กรม ค", "กรม ง", "กรม จ")).astype(object)
    table.loc[3, "score"] = "101"
    table.loc[12, "indicator"] = "11"
    table.loc[23, "fiscal_year"] = "2022"
    table.loc[34, "indicator"] = 1
    report = import_list(store, write(table))
    assert [(problem.row, problem.code) for problem in report.problems] == [
        (5, "score"),
        (14, "key"),
        (25, "fiscal_year"),
        (32, "twice"),
        (36, "twice"),
    ]
    # What belongs to the year 2565 of the third is whole but for the row of another year.
    assert "กรม จ" in of_year(store, 2565)["agency"].tolist()
    assert not {"กรม ก", "กรม ข", "กรม ง"} & set(of_year(store, 2565)["agency"])


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_an_agency_whose_rows_lie_in_several_parts_is_whole(store, write, monkeypatch, ending):
    """Every row of an agency lies in another part; the fault of its last one is one of its year."""
    monkeypatch.setattr(list_files, "CSV_PART", 64)
    monkeypatch.setattr(list_files, "ROWS_OF_PART", 3)
    table = frame(("กรม ก", "กรม ข", "กรม ค"), (2564, 2565)).astype(object)
    table = table.sort_values(["indicator", "fiscal_year", "agency"]).reset_index(drop=True)
    assert table.loc[59].tolist()[:3] == ["กรม ค", 2565, 10]
    table.loc[59, "score"] = "x"
    table.loc[58, "indicator"] = 1
    report = import_list(store, write(table.astype({"score": str}), ending))
    # The indicator 1 of กรม ข stands in row 6 as well.
    assert [tuple(problem)[:2] for problem in report.problems] == [
        (6, "twice"),
        (60, "twice"),
        (61, "score"),
    ]
    assert (report.figures, report.agency_years) == (40, 4)
    assert of_year(store, 2565)["agency"].tolist() == ["กรม ก"]
    assert of_year(store, 2564)["score"].tolist() == pytest.approx([86.685] * 3)


def test_a_row_that_stands_twice_counts_once_wherever_it_stands(store, write):
    table = frame(("กรม ก", "กรม ข"))
    report = import_list(store, write(pd.concat([table, table.iloc[3:4]])))
    assert (report.figures, report.problem_count) == (20, 0)


def test_of_very_many_faulty_rows_only_the_first_are_named(store, write, monkeypatch):
    monkeypatch.setattr(list_figures, "MOST_PROBLEMS", 4)
    report = import_list(store, write(frame(scores=[*SCORES[:3], *[101] * 7])))
    assert [problem.row for problem in report.problems] == [5, 6, 7, 8]
    assert report.problem_count == 7
    assert report.agency_years == 0


def test_rows_without_anything_in_them_are_no_fault(store, tmp_path):
    path = tmp_path / "list.xlsx"
    blank = pd.DataFrame([[None] * 4] * 2, columns=frame().columns)
    pd.concat([frame(), blank, frame(("กรม ข",), scores=[101])]).to_excel(path, index=False)
    report = import_list(store, path)
    assert [(problem.row, problem.code) for problem in report.problems] == [(14, "score")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"agency,score\nx,1\n", "columns"),
        ("a.csv", b"", "format"),
        ("a.csv", b"agency,fiscal_year,indicator,score\n\xff\xfe,1,1,1\n", "format"),
        ("a.parquet", b"no parquet", "format"),
        ("a.xlsx", b"no workbook", "format"),
        ("a.pdf", b"%PDF", "format"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ListFileError) as refused:
        read_list(path)
    assert refused.value.reason == reason


def test_results_of_a_saved_file_stay_before_those_of_a_list(store, write):
    data = "หน่วยงาน,ปีงบประมาณ,คะแนนรวม\nกรม ก,2565,70\n".encode()
    saved = store.save_file("scores", data, name="a.csv", who="x")
    import_list(store, write(frame()))
    assert of_year(store, 2565)["score"].tolist() == [70.0]
    store.delete_file(saved, "x")
    assert of_year(store, 2565)["score"].tolist() == pytest.approx([86.685])


def test_a_list_tells_the_province_of_an_agency_that_a_file_names(store, write):
    data = "หน่วยงาน,ปีงบประมาณ,คะแนนรวม\nกรม ก,2564,70\nกรม ข,2564,80\n".encode()
    store.save_file("scores", data, name="a.csv", who="x")
    both = pd.concat([frame(("กรม ข",), province=each) for each in ("ระยอง", "ตราด")])
    import_list(store, write(pd.concat([frame(province="ตราด"), both])))
    known = store.results.agencies()[["agency", "province", "years"]].to_numpy().tolist()
    # Which of the two is meant nobody can tell of the second.
    assert sorted(known) == [
        ["กรม ก", "ตราด", 2],
        ["กรม ข", "", 1],
        ["กรม ข", "ตราด", 1],
        ["กรม ข", "ระยอง", 1],
    ]


def test_a_list_tells_type_and_parent_of_an_agency_that_a_file_names(store, write):
    data = "หน่วยงาน,ปีงบประมาณ,คะแนนรวม\nเทศบาลตำบลหนึ่ง,2564,70\nกรม ข,2564,80\n".encode()
    store.save_file("scores", data, name="a.csv", who="x")
    table = frame(("เทศบาลตำบลหนึ่ง",), province="ตราด", agency_type="อปท.", parent="อำเภอเมือง")
    import_list(store, write(table))
    columns = ["agency", "province", "agency_type", "parent"]
    known = store.results.agencies()[columns].astype(object).fillna("").to_numpy().tolist()
    assert ["เทศบาลตำบลหนึ่ง", "ตราด", "อปท.", "อำเภอเมือง"] in known
    assert len(known) == 2


def test_namesakes_of_two_provinces_are_two_agencies(store, write):
    table = pd.concat([frame(("อบต.บ้านใหม่",), province=each) for each in ("ตราด", "ระยอง")])
    import_list(store, write(table))
    assert len(store.results.agencies("บ้านใหม่")) == 2
    assert sorted(store.results.scores_of_year(2565)["agency"]) == [
        "อบต.บ้านใหม่ (ตราด)",
        "อบต.บ้านใหม่ (ระยอง)",
    ]


def test_an_import_that_was_stopped_goes_on(store, write, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 2)
    path = write(frame([f"กรม {number}" for number in range(7)]))

    def stop(done, count):
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_list(store, path, stop)
    assert rows(store) == (4, 4 * 14)
    report = import_list(store, path)
    assert (report.skipped, report.agency_years) == (4, 7)
    assert rows(store) == (7, 7 * 14)


def test_results_of_a_list_are_computed_again_by_a_newer_analysis(store, write, monkeypatch):
    monkeypatch.setattr(list_recomputation, "CHUNK", 2)
    namesakes = [frame(("อบต.บ้านใหม่",), province=each) for each in ("ตราด", "ระยอง")]
    several = pd.concat([frame(("กรม ก", "กรม ข"), (2564, 2566), parent="กระทรวง"), *namesakes])
    totals = pd.DataFrame(
        [
            {"agency": "กรม ค", "fiscal_year": 2566, "level": level, "key": key, "score": score}
            for level, key, score in (
                *(("instrument", code, 96.0) for code in ("IIT", "EIT", "OIT")),
                ("total", "total", 96.0),
            )
        ]
    )
    several = several.assign(level="indicator").rename(columns={"indicator": "key"})
    import_list(store, write(pd.concat([several, totals])))
    saved = store.save_file(
        "scores", "หน่วยงาน,ปีงบประมาณ,คะแนนรวม\nกรม ก,2564,70\n".encode(), name="a.csv", who="x"
    )
    before = [of_year(store, year, levels=LEVELS) for year in (2564, 2565, 2566)]
    with store.engine.begin() as connection:
        of_lists = agency_years.c.file_id.is_(None)
        connection.execute(update(agency_years).where(of_lists).values(version=0))
        wrong = results.c.source == "computed"
        connection.execute(update(results).where(wrong).values(score=1.0, grade="F"))
    steps = []
    assert store.recompute_results(lambda *step: steps.append(step)) == 7
    assert steps == [(2, 7), (4, 7), (6, 7), (7, 7), (7, 7)]
    for year, expected in zip((2564, 2565, 2566), before, strict=True):
        pd.testing.assert_frame_equal(of_year(store, year, levels=LEVELS), expected)
    assert of_year(store, 2564)["score"].tolist()[0] == 70.0
    assert store.recompute_results() == 0
    # Behind the file the list's own result waits.
    store.delete_file(saved, "x")
    assert of_year(store, 2564)["score"].tolist() == pytest.approx([86.685] * 2)
    assert store.results.agencies("กรม ข")["parent"].tolist() == ["กระทรวง"]


def test_a_chunk_that_fails_is_not_there(store, write, monkeypatch):
    def fail(*_):
        raise StoreError("database")

    monkeypatch.setattr("ita.store.result_rows.settle_current", fail)
    with pytest.raises(StoreError):
        import_list(store, write(frame()))
    assert rows(store) == (0, 0)


def _import(address, out):
    importing.CHUNK = 20
    store = open_store(address)
    path = os.environ["ITA_TEST_LIST"]
    import_list(
        store, importing.Path(path), lambda done, count: os.write(out, f"{done}\n".encode())
    )
    os.write(out, b"end\n")
    while True:
        multiprocessing.Event().wait(1)


def test_a_killed_import_leaves_whole_agencies_and_ends_in_the_end(address, write, monkeypatch):
    path = write(frame([f"กรม {number}" for number in range(300)]))
    monkeypatch.setenv("ITA_TEST_LIST", str(path))
    luck = random.Random(2563)
    for _ in range(TIMES):
        confirmed = killed_in_the_middle(_import, address, luck)
        store = open_store(address)
        years, figures = rows(store)
        store.close()
        assert figures == years * 14
        assert (
            years >= max(int(each) for each in confirmed if each != "end")
            if confirmed[:1] != ["end"]
            else 300
        )
    store = open_store(address)
    import_list(store, path)
    assert rows(store) == (300, 300 * 14)
    store.close()


SCORE = st.decimals(0, 100, places=2).map(float)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SCORE, min_size=10, max_size=10), st.sampled_from([2561, 2565, 2566, 2568]))
def test_ten_indicators_at_once_give_what_the_roll_up_gives(write, scores, year):
    listed = read_list(write(frame(years=(year,), scores=scores)))
    assert listed.problem_count == 0
    (table,) = listed.blocks(1)
    (made,) = agency_years_of_list(table)
    exact = _exact_rows(Owner(made.agency, year, made.variant), table)
    assert [row[:4] + row[8:] for row in made.rows] == [row[:4] + row[8:] for row in exact]
    for row, other in zip(made.rows, exact, strict=True):
        assert row[5:8] == pytest.approx(other[5:8], abs=1e-12)
