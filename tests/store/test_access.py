"""What a person may read and write: held where the store is asked, whatever asks it."""

import pytest
from sqlalchemy import func, select, text

from ita.domain.access import Access, Grant, access_of
from ita.domain.follow_up import FollowUp
from ita.store import PlanVersion, Store, StoreError
from ita.store.engine import transaction
from ita.store.guard import RULES
from ita.store.schema import agency_years, files, metadata
from tests.measures.tiny import key
from tests.store.rows import of_year

OURS, OTHERS = "สำนักงานเขตยานนาวา", "สำนักงานเขตสาทร"


def person(*grants: Grant, email: str = "a@office.go.th") -> Access:
    access = access_of("นาง ก", email, grants)
    assert access is not None
    return access


def listing(*agencies: str, score: int = 90) -> bytes:
    rows = "".join(f"{agency},2565,{score}\n" for agency in agencies)
    return f"หน่วยงาน,ปีงบประมาณ,คะแนนรวม\n{rows}".encode()


def entry(agency: str, measure: int = 1) -> FollowUp:
    return FollowUp(key(measure), "2023-04", "done", "นาย ปลอม", agency=agency, fiscal_year=2566)


@pytest.fixture
def filled(store: Store) -> Store:
    for number, agency in enumerate((OURS, OTHERS), 1):
        store.save_file(
            "scores",
            listing(agency),
            name=f"{number}.csv",
            who="x",
            agency=agency,
            fiscal_year=2565,
        )
        store.save_file(
            "measures", agency.encode(), name="m", who="x", agency=agency, fiscal_year=2566
        )
        store.add_follow_ups([entry(agency, number)])
    store.save_file("scores", listing(OURS, OTHERS), name="both.csv", who="x")
    return store


def editor(store: Store) -> Store:
    return store.for_person(person(Grant("a@office.go.th", "editor", "สำนักงานเขต ยานนาวา")))


def refusals(store: Store) -> list[str]:
    log = store.access_log()
    return log[~log["is_allowed"]]["detail"].tolist()


# Roles


def test_a_domain_gives_its_role_to_its_addresses_alone() -> None:
    grant = Grant("@office.go.th", "viewer")
    assert access_of("", "A@Office.go.th", [grant]) is not None
    for email in ("a@other.th", "a@office.go.th.other.th", "a@x@office.go.th", "office.go.th", ""):
        assert access_of("", email, [grant]) is None


def test_each_role_may_do_what_those_before_it_may() -> None:
    access = person(Grant("a@office.go.th", "editor", OURS), Grant("@office.go.th", "viewer"))
    assert access.may("viewer", OTHERS)
    assert access.may("editor", OURS)
    assert not access.may("editor", OTHERS)
    assert not access.has_role("director")
    assert not person(Grant("a@office.go.th", "editor", OURS)).may("editor", "")


def test_the_newest_grant_counts(store: Store) -> None:
    store.grants.change("A@office.go.th ", "editor", OURS, who="x")
    store.grants.change("@office.go.th", "viewer", who="x")
    store.grants.change("a@office.go.th", "viewer", OURS, who="x")
    assert store.grants.all() == [
        Grant("@office.go.th", "viewer"),
        Grant("a@office.go.th", "viewer", OURS),
    ]
    store.grants.change("@office.go.th", "", who="x")
    assert len(store.grants.all()) == 1
    for subject, role in (("a", "viewer"), ("a@b", "viewer"), ("a@office.go.th", "king")):
        with pytest.raises(ValueError, match="not a role"):
            store.grants.change(subject, role, who="x")


# Reading


def test_every_table_has_a_rule() -> None:
    """A table without one is closed to everybody who signed in: add it to `guard.RULES`."""
    assert {table.name for table in metadata.sorted_tables} <= set(RULES)
    for name, table in metadata.tables.items():
        assert RULES[name].owner in {"", *table.columns.keys()}


def test_what_an_editor_of_one_agency_reads_is_of_that_agency(filled: Store) -> None:
    ours = editor(filled)
    assert [file.agency for file in ours.files("scores")] == [OURS]
    assert [file.agency for file in ours.files("measures")] == [OURS]
    assert set(ours.follow_ups()["agency"]) == {OURS}
    assert ours.results.agencies()["agency"].tolist() == [OURS]
    assert len(ours.results.agencies("สาทร")) == 0
    assert of_year(ours, 2565)["agency"].tolist() == [OURS]
    assert ours.results.saved_of_agency(OTHERS) == []
    (theirs,) = [file for file in filled.files("scores") if file.agency == OTHERS]
    assert ours.versions(theirs) == []
    with pytest.raises(KeyError):
        ours.file_bytes(theirs.hash or "")
    (both,) = [file for file in filled.files("scores") if file.name == "both.csv"]
    with pytest.raises(KeyError):
        ours.file_bytes(both.hash or "")
    (our_file,) = ours.files("scores")
    assert ours.file_bytes(our_file.hash or "") == listing(OURS)


def test_queries_within_queries_are_narrowed_too(filled: Store) -> None:
    ours = editor(filled)
    inner = select(files.c.id).subquery()
    other = files.alias()
    with transaction(ours.engine, writing=False) as connection:
        assert connection.scalar(select(func.count()).select_from(inner)) == 2
        assert connection.scalar(select(func.count()).select_from(other)) == 2
        joined = select(func.count()).select_from(agency_years.join(files))
        assert connection.scalar(joined) == 1
        union = select(files.c.agency).union(select(other.c.agency))
        assert connection.scalars(union).all() == [OURS]


def test_a_role_for_every_agency_reads_everything(filled: Store) -> None:
    viewer = filled.for_person(person(Grant("@office.go.th", "viewer")))
    assert len(viewer.files("scores")) == 3
    assert len(viewer.follow_ups()) == 2


def test_without_grants_of_the_role_nothing_of_the_record_is_read(filled: Store) -> None:
    with pytest.raises(StoreError, match="forbidden"):
        editor(filled).grants.change("b@x.th", "director", who="x")
    assert editor(filled).grants.all() == []
    assert editor(filled).access_log().empty
    assert len(refusals(filled)) == 1


# Writing


def test_a_viewer_writes_nothing_by_any_way(filled: Store) -> None:
    viewer = filled.for_person(person(Grant("@office.go.th", "viewer")))
    (theirs,) = [file for file in filled.files("scores") if file.agency == OTHERS]
    version = PlanVersion(OURS, 2566, "m", "x", "y", None)
    attempts = [
        lambda: viewer.add_follow_ups([entry(OURS)]),
        lambda: viewer.save_file("scores", b"1", name="a", who="x", agency=OURS),
        lambda: viewer.delete_file(theirs, "x"),
        lambda: viewer.restore_file(theirs, "x"),
        lambda: viewer.save_plan(b"1", version),
        lambda: viewer.grants.change("a@office.go.th", "director", who="x"),
    ]
    before = len(filled.follow_ups()), len(filled.files("scores")), len(filled.versions(theirs))
    for attempt in attempts:
        with pytest.raises(StoreError, match="forbidden"):
            attempt()
    after = len(filled.follow_ups()), len(filled.files("scores")), len(filled.versions(theirs))
    assert after == before
    assert len(refusals(filled)) == len(attempts)


def test_an_editor_writes_of_the_own_agency_under_the_own_name(filled: Store) -> None:
    ours = editor(filled)
    ours.add_follow_ups([entry("สำนักงานเขต ยานนาวา")])
    saved = ours.save_file(
        "scores", listing(OURS, score=91), name="n.csv", who="x", agency=OURS, fiscal_year=2565
    )
    assert filled.follow_ups()["who"].tolist()[-1] == "นาง ก"
    assert filled.versions(saved)[0].who == "นาง ก"
    assert filled.results.saved_of_file(saved.hash or "")[0].agency == OURS
    log = filled.access_log()
    assert log[["action", "email"]].values.tolist() == [
        ["files", "a@office.go.th"],
        ["follow_ups", "a@office.go.th"],
    ]
    ours.delete_file(ours.files("scores")[0], "x")
    assert filled.access_log()["action"].tolist()[0] == "delete_file"


@pytest.mark.parametrize("agency", [OTHERS, "", "สำนักงานเขต"])
def test_an_editor_writes_nothing_of_another_agency(filled: Store, agency: str) -> None:
    ours = editor(filled)
    before = of_year(filled, 2565)["score"].tolist()
    with pytest.raises(StoreError, match="forbidden"):
        ours.add_follow_ups([entry(agency)])
    with pytest.raises(StoreError, match="forbidden"):
        ours.save_file("measures", b"1", name="a", who="x", agency=agency, fiscal_year=2565)
    # A workbook of the own agency by name that holds another one's scores.
    for content in (listing(OTHERS, score=1), listing("เขตใหม่", score=1)):
        with pytest.raises(StoreError, match="forbidden"):
            ours.save_file("scores", content, name="a", who="x", agency=OURS, fiscal_year=2565)
    assert of_year(filled, 2565)["score"].tolist() == before
    assert len(refusals(filled)) == 4


def test_a_viewer_of_another_agency_does_not_write_its_results(filled: Store) -> None:
    both = filled.for_person(
        person(Grant("a@office.go.th", "editor", OURS), Grant("@office.go.th", "viewer", OTHERS))
    )
    assert len(both.files("scores")) == 2
    with pytest.raises(StoreError, match="forbidden"):
        both.save_file(
            "scores", listing(OTHERS, score=1), name="a", who="x", agency=OURS, fiscal_year=2565
        )


def test_statements_that_nobody_can_narrow_are_refused(filled: Store) -> None:
    with (
        pytest.raises(StoreError, match="forbidden"),
        transaction(editor(filled).engine, writing=False) as connection,
    ):
        connection.execute(text("SELECT * FROM files"))
    with (
        pytest.raises(StoreError, match="forbidden"),
        transaction(editor(filled).engine, writing=True) as connection,
    ):
        connection.execute(metadata.tables["access_log"].delete())
    with transaction(editor(filled).engine, writing=True) as connection:
        connection.execute(files.update().values(name="changed"))
    names = {file.agency: file.name for file in filled.files("measures")}
    assert names == {OURS: "changed", OTHERS: "m"}
