"""Scores of a year side by side: the same as the rows of results, and gone with them."""

from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import func, select, text

from ita.analysis.compare_agencies import gather_scores
from ita.domain.tables import COMPARED_KEYS
from ita.store import Store, open_store
from ita.store import engine as engines
from ita.store.imports import import_list
from ita.store.schema import year_scores
from tests import workbooks
from tests.reading.files import real
from tests.store.rows import of_year
from tests.store.test_engine import bare
from tests.store.test_imports import frame
from tests.store.test_results import FACULTIES, csv_of, save

LEVELS = ("total", "instrument", "indicator")


def count(store: Store) -> int:
    with store.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(year_scores)) or 0


def test_scores_side_by_side_are_those_of_the_rows(store: Store) -> None:
    save(store, real(FACULTIES), FACULTIES)
    scores = store.results.scores_of_year(2563)
    expected = gather_scores(of_year(store, 2563, levels=LEVELS))
    columns = ["agency", "name_key", *COMPARED_KEYS]
    pd.testing.assert_frame_equal(
        scores.sort_values("agency")[columns].reset_index(drop=True),
        expected.sort_values("agency")[columns].reset_index(drop=True),
    )
    assert store.results.scores_of_year(2564).empty


def test_what_is_known_of_an_agency_stands_beside_its_scores(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    namesakes = [frame(("อบต.บ้านใหม่",), province=each) for each in ("ตราด", "ระยอง")]
    other = frame(("กรม ก",), province="", agency_type="กรม")
    pd.concat([*namesakes, other]).to_csv(path, index=False)
    import_list(store, path)
    scores = store.results.scores_of_year(2565).sort_values("agency")
    assert scores[["agency", "province", "agency_type"]].to_numpy().tolist() == [
        ["กรม ก", "", "กรม"],
        ["อบต.บ้านใหม่ (ตราด)", "ตราด", "องค์การบริหารส่วนตำบล"],
        ["อบต.บ้านใหม่ (ระยอง)", "ระยอง", "องค์การบริหารส่วนตำบล"],
    ]
    # 0.3 · 445.25/5 + 0.3 · 268.72/3 + 0.4 · 165.49/2
    assert scores["total"].tolist() == pytest.approx([86.685] * 3)


def test_an_incomplete_figure_is_not_compared_but_can_be_asked(store: Store) -> None:
    rows: list[list[object]] = [[f"I{n}", f"ข้อ {n}", None if n == 3 else 90] for n in range(1, 31)]
    sheets: dict[str, list[list[object]]] = {
        "ข้อมูลหน่วยงาน": workbooks.info(),
        "คะแนน": [workbooks.HEADER, *rows],
    }
    save(store, workbooks.workbook(sheets), "a.xlsx")
    scores = store.results.scores_of_year(2565)
    assert scores["IIT"].isna().tolist() == [True]
    ids = scores["agency_id"].tolist()
    figures = store.results.figures_of_year(2565, "IIT", ids)
    columns = ["agency_id", "score", "complete"]
    assert figures[columns].to_numpy().tolist() == [[ids[0], 90.0, False]]
    assert store.results.figures_of_year(2565, "IIT", []).empty


def test_scores_go_with_their_results_and_only_the_current_count(store: Store) -> None:
    first = save(store, csv_of("กรม ก", 80), "a.csv")
    second = save(store, csv_of("กรม ก", 90), "b.csv")
    assert store.results.scores_of_year(2565)["total"].tolist() == [90.0]
    store.delete_file(second, "x")
    assert store.results.scores_of_year(2565)["total"].tolist() == [80.0]
    store.delete_file(first, "x")
    assert count(store) == 0


def test_a_workbook_that_names_no_agency_is_none_of_them(store: Store) -> None:
    rows = "\n".join(f"{number},2565,{80 + number}" for number in range(1, 11))
    nameless = f"ตัวชี้วัดที่,ปีงบประมาณ,คะแนน\n{rows}\n".encode()
    save(store, nameless, "ผลปี 65.csv")
    save(store, csv_of("กรม ก", 80))
    assert store.results.scores_of_year(2565)["agency"].tolist() == ["กรม ก"]
    assert store.results.count_unnamed(2565) == 1
    assert store.results.count_unnamed(2564) == 0
    # It can still be chosen by the name of its file.
    assert "ผลปี 65.csv" in store.results.agencies_in_files()


def test_every_change_of_results_has_another_revision(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    frame().to_csv(path, index=False)
    revisions = [store.results.revision()]
    saved = save(store, csv_of("กรม ข", 80))
    revisions.append(store.results.revision())
    store.delete_file(saved, "x")
    revisions.append(store.results.revision())
    import_list(store, path)
    revisions.append(store.results.revision())
    assert len(set(revisions)) == 4
    assert store.results.revision() == revisions[-1]


def test_the_results_of_an_older_program_are_put_side_by_side(address: str) -> None:
    old = bare(address)
    engines.upgrade(old, "0009")
    with old.begin() as connection:
        connection.execute(
            text("INSERT INTO agencies (id, name, name_key, province) VALUES (1, 'ก', 'ก', '')")
        )
        for number, year in ((1, 2565), (2, None)):
            connection.execute(
                text(
                    "INSERT INTO agency_years (id, agency_id, fiscal_year, variant, version,"
                    " is_current) VALUES (:id, 1, :year, 'national', 1, :yes)"
                ),
                {"id": number, "year": year, "yes": True},
            )
            for at, (level, key, score, is_complete) in enumerate(
                [("indicator", "1", 70.5, True), ("total", "total", 80.25, False)]
            ):
                connection.execute(
                    text(
                        "INSERT INTO results (agency_year_id, position, level, key, score, weight,"
                        " complete, basis) VALUES (:id, :at, :level, :key, :score, 1, :complete,"
                        " 'indicator')"
                    ),
                    {
                        "id": number,
                        "at": at,
                        "level": level,
                        "key": key,
                        "score": score,
                        "complete": is_complete,
                    },
                )
    old.dispose()
    store = open_store(address)
    (scores,) = store.results.scores_of_year(2565).to_dict("records")
    assert scores["1"] == 70.5
    assert pd.isna(scores["total"])
    assert store.results.revision()
    store.close()
