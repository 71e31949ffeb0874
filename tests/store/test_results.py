"""Results as rows: written with their file, gone with it, computed again by a newer analysis."""

import multiprocessing

import pandas as pd
import pytest
from sqlalchemy import delete, func, select, text, update

from ita.analysis.agency_results import ANALYSIS_VERSION, collect_results
from ita.analysis.assessment import assessments
from ita.analysis.compare_agencies import gather_scores, rank_agencies
from ita.domain.agencies import agency_type_of
from ita.domain.tables import AGENCY_RESULT_TYPES
from ita.reading.scores import read_scores
from ita.store import StoreError, open_store
from ita.store import engine as engines
from ita.store.imports import import_list
from ita.store.schema import agencies, agency_years, analyses, results, year_scores
from tests.reading.files import OWN_WORKBOOK, real
from tests.store.rows import file_of, of_agency, of_year
from tests.store.test_engine import bare

OFFICE = "สำนักงานเขตยานนาวา"
FACULTIES = "02_up2563_faculties_wide.csv"
PROVINCES = "06_nacc2564_group2_provinces_indicators.csv"


def csv_of(agency, total, year=2565):
    return f"หน่วยงาน,ปีงบประมาณ,คะแนนรวม\n{agency},{year},{total}\n".encode()


def save(store, data, name="a.csv", **values):
    return store.save_file("scores", data, name=name, who="นาง ก", **values)


def agency_id(store, search):
    (number,) = store.results.agencies(search)["agency_id"]
    return number


def totals(store):
    """Agency, year and total of every current result."""
    table = store.results.agencies()
    return {
        (row.agency, year.fiscal_year): year.score
        for row in table.itertuples()
        for year in of_agency(store, row.agency_id).itertuples()
    }


def test_a_saved_workbook_has_the_rows_of_its_assessment(store):
    data = OWN_WORKBOOK.read_bytes()
    saved = save(store, data, OWN_WORKBOOK.name, agency=OFFICE, fiscal_year=2565)
    number = agency_id(store, "ยานนาวา")
    rows = store.results.of_agency(number)
    expected = collect_results(assessments(read_scores(data, OWN_WORKBOOK.name)))
    pd.testing.assert_frame_equal(rows, expected)
    assert file_of(store, number, 2565) == saved.id
    (agency,) = store.results.agencies().itertuples()
    assert (agency.agency, agency.province, agency.years, agency.latest_year) == (
        *(OFFICE, "กรุงเทพมหานคร", 1, 2565),
    )
    assert agency.agency_type == agency_type_of(OFFICE).name
    (year,) = of_agency(store, number).itertuples()
    assert (year.variant, year.grade, round(year.score, 2)) == ("bangkok", "AA", 98.14)


def test_a_file_of_many_agencies_is_one_year_of_them(store):
    save(store, real(FACULTIES), FACULTIES)
    table = of_year(store, 2563)
    assert len(table) == 39
    ranks = rank_agencies(gather_scores(table))
    assert ranks["agency"].iloc[0] == "วิทยาลัยการศึกษา"
    levels = of_year(store, 2563, levels=("total", "instrument", "indicator"))
    assert len(levels) == 39 * 14


def test_years_of_a_file_that_holds_several(store):
    save(store, real(PROVINCES), PROVINCES)
    years = of_agency(store, agency_id(store, "ตราด"))
    assert years["fiscal_year"].tolist() == [2563, 2564]
    assert years["score"].tolist() == [75.619, 81.4548]


def test_a_new_version_takes_the_place_of_the_former_results(store):
    values = {"agency": "กรม ก", "fiscal_year": 2565}
    save(store, csv_of("กรม ก", 80), **values)
    save(store, csv_of("กรม ก", 90), **values)
    assert totals(store) == {("กรม ก", 2565): 90.0}


def test_deleting_removes_the_rows_and_restoring_brings_them_back(store):
    saved = save(store, csv_of("กรม ก", 80))
    store.delete_file(saved, "x")
    assert totals(store) == {}
    assert len(store.results.agencies()) == 0
    store.restore_file(saved, "x")
    assert totals(store) == {("กรม ก", 2565): 80.0}


def test_of_two_files_on_one_year_the_newest_counts(store):
    save(store, csv_of("กรม ก", 80), "a.csv")
    second = save(store, csv_of("กรม ก", 90), "b.csv")
    assert totals(store) == {("กรม ก", 2565): 90.0}
    store.delete_file(second, "x")
    assert totals(store) == {("กรม ก", 2565): 80.0}


def test_names_are_one_agency_however_they_are_written(store):
    save(store, csv_of("อบต.บ้านใหม่", 80, 2564), "a.csv")
    save(store, csv_of("องค์การบริหารส่วนตำบล บ้านใหม่", 90, 2565), "b.csv")
    assert len(store.results.agencies()) == 1
    years = of_agency(store, agency_id(store, "บ้านใหม่"))
    assert years["fiscal_year"].tolist() == [2564, 2565]


def test_a_file_that_names_no_agency_stands_under_its_name(store):
    save(store, b"\xef\xbb\xbf" + "ปีงบประมาณ,คะแนนรวม\n2565,88.5\n".encode(), "ผลของเรา.csv")
    assert totals(store) == {("ผลของเรา.csv", 2565): 88.5}


def test_measures_and_files_without_results_have_no_rows(store):
    store.save_file("measures", csv_of("กรม ก", 80), name="m.csv", who="x")
    save(store, b"nothing", "b.csv")
    assert totals(store) == {}
    assert store.outdated_files() == []


def test_search_by_name_type_and_province(store):
    for at, name in enumerate(("อบต.บ้านใหม่", "เทศบาลตำบลบ้านเก่า", "สำนักงานเขตสาทร", "กรม 100%")):
        save(store, csv_of(name, 80 + at), f"{at}.csv")

    def search_names(search):
        return sorted(store.results.agencies(search)["agency"])

    assert search_names("บ้าน") == ["อบต.บ้านใหม่", "เทศบาลตำบลบ้านเก่า"]
    assert search_names("องค์การบริหารส่วนตำบลบ้าน") == ["อบต.บ้านใหม่"]
    assert search_names(" บ้าน  เก่า ") == ["เทศบาลตำบลบ้านเก่า"]
    assert search_names("กรุงเทพ") == ["สำนักงานเขตสาทร"]
    assert search_names("%_") == ["กรม 100%"] or search_names("100%") == ["กรม 100%"]
    assert search_names("เทศบาลตำบล") == ["เทศบาลตำบลบ้านเก่า"]
    assert search_names("ไม่มีใคร") == []
    assert len(store.results.agencies(limit=2)) == 2
    assert len(store.results.agencies()) == 4


def test_nothing_is_known_of_an_empty_store(store):
    assert store.results.agencies().empty
    table = store.results.of_agency(1)
    assert {name: str(kind) for name, kind in table.dtypes.items()} == dict(AGENCY_RESULT_TYPES)


def test_results_of_an_older_analysis_are_computed_again(store):
    save(store, csv_of("กรม ก", 80), "a.csv")
    save(store, csv_of("กรม ข", 90), "b.csv")
    with store.engine.begin() as connection:
        connection.execute(update(analyses).values(version=ANALYSIS_VERSION - 1))
        connection.execute(update(results).values(score=1.0))
    steps = []
    assert len(store.outdated_files()) == 2
    assert store.recompute_results(lambda done, count: steps.append((done, count))) == 2
    assert steps == [(0, 2), (1, 2), (2, 2)]
    assert totals(store) == {("กรม ก", 2565): 80.0, ("กรม ข", 2565): 90.0}
    assert store.recompute_results() == 0


def test_the_library_of_an_older_program_gets_its_results(address):
    old = bare(address)
    engines.upgrade(old, "0005")
    with old.begin() as connection:
        connection.execute(
            text("INSERT INTO contents (hash, data) VALUES (:hash, :data)"),
            {"hash": "1" * 64, "data": b"damaged"},
        )
        connection.execute(
            text(
                "INSERT INTO files (kind, series, name, agency, fiscal_year, hash, size, who, at)"
                " VALUES ('scores', 'x', 'x.csv', '', NULL, :hash, 1, 'x', '2023-03-31 10:00:00')"
            ),
            {"hash": "1" * 64},
        )
    old.dispose()
    store = open_store(address)
    save(store, csv_of("กรม ก", 80))
    with store.engine.begin() as connection:
        connection.execute(delete(year_scores))
        connection.execute(delete(results))
        connection.execute(delete(agency_years))
        connection.execute(delete(agencies))
        connection.execute(delete(analyses))
    # The damaged file keeps nothing and hinders nobody.
    assert len(store.outdated_files()) == 2
    assert store.recompute_results() == 1
    assert totals(store) == {("กรม ก", 2565): 80.0}
    store.close()


def test_what_fails_leaves_file_and_results_as_they_were(store, monkeypatch):
    save(store, csv_of("กรม ก", 80), agency="กรม ก", fiscal_year=2565)

    def fail(*_):
        raise StoreError("database")

    monkeypatch.setattr("ita.store.result_rows.settle_current", fail)
    with pytest.raises(StoreError):
        save(store, csv_of("กรม ก", 90), agency="กรม ก", fiscal_year=2565)
    assert totals(store) == {("กรม ก", 2565): 80.0}
    assert len(store.versions(store.files("scores")[0])) == 1


FORK = multiprocessing.get_context("fork")


def _recompute(address, barrier):
    store = open_store(address)
    barrier.wait(60)
    store.recompute_results()
    store.close()


def test_two_processes_that_compute_again_leave_one_result(address):
    store = open_store(address)
    for at in range(10):
        save(store, csv_of(f"กรม {at}", 80 + at), f"{at}.csv")
    with store.engine.begin() as connection:
        connection.execute(update(analyses).values(version=0))
    store.close()
    barrier = FORK.Barrier(2)
    workers = [FORK.Process(target=_recompute, args=(address, barrier)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0]
    store = open_store(address)
    with store.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(agency_years)) == 10
    assert len(totals(store)) == 10
    store.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("สำนักงานเขตยานนาวา", "สำนักงานเขต (กรุงเทพมหานคร)"),
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสกลนคร เขต 1", "สำนักงานเขตพื้นที่การศึกษา"),
        ("อบต.บ้านใหม่", "องค์การบริหารส่วนตำบล"),
        ("มหาวิทยาลัยพะเยา", "สถาบันอุดมศึกษา"),
        ("ตราด", None),
    ],
)
def test_a_name_tells_the_type_of_an_agency(name, kind):
    assert agency_type_of(name).name == kind


def test_saved_workbooks_are_chosen_by_agency_and_by_file(store, tmp_path):
    several = "หน่วยงาน,ปีงบประมาณ,คะแนนรวม\nอบต.หนึ่ง,2564,70\nกรมสอง,2565,80\n".encode()
    first = save(store, csv_of("อบต.หนึ่ง", 90), "หนึ่ง.csv")
    second = save(store, several, "รวม.csv", mapping="{}")
    nameless = save(store, "ปีงบประมาณ,คะแนนรวม\n2565,60\n".encode(), "ไม่มีชื่อ.csv")
    listed = tmp_path / "list.csv"
    listed.write_text("agency,fiscal_year,indicator,score\nกรมสาม,2565,1,90\n")
    import_list(store, listed)
    queries = store.results
    # An imported list has no file to be read.
    assert queries.agencies_in_files() == ["กรมสอง", "อบต.หนึ่ง", "ไม่มีชื่อ.csv"]
    assert queries.agencies_in_files(limit=1) == ["กรมสอง"]
    assert queries.agencies_in_files("หนึ่ง") == ["อบต.หนึ่ง"]
    assert queries.saved_of_agency("องค์การบริหารส่วนตำบลหนึ่ง") == [
        ("อบต.หนึ่ง", 2565, first.hash, "หนึ่ง.csv", ""),
        ("อบต.หนึ่ง", 2564, second.hash, "รวม.csv", "{}"),
    ]
    assert queries.saved_of_agency("กรมสาม") == []
    owners = [(each.agency, each.fiscal_year) for each in queries.saved_of_file(second.hash)]
    assert owners == [("อบต.หนึ่ง", 2564), ("กรมสอง", 2565)]
    assert queries.saved_digests([first.hash, nameless.hash, "0" * 64]) == {
        first.hash,
        nameless.hash,
    }
    store.delete_file(first, "นาง ก")
    assert queries.saved_digests([first.hash]) == set()
    assert [each.fiscal_year for each in queries.saved_of_agency("อบต.หนึ่ง")] == [2564]


def test_an_earlier_file_of_the_same_agency_and_year_can_still_be_chosen(store):
    save(store, csv_of("กรม ก", 90), "a.csv")
    save(store, csv_of("กรม ก", 80), "b.csv")
    assert [each.file_name for each in store.results.saved_of_agency("กรม ก")] == ["a.csv", "b.csv"]
