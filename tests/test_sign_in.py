"""Signing in at a real provider, and what people without the role for it try by every way."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit.proto.WidgetStates_pb2 import WidgetState

from ita.domain.follow_up import FollowUp
from ita.store import Store, open_store
from tests.identity_provider import IdentityProvider, running_provider, write_secrets
from tests.measures.tiny import key
from tests.servers import Server, free_port, running
from tests.visitor import Visitor, fill_report, report

OURS, OTHERS = "สำนักงานเขตยานนาวา", "สำนักงานเขตสาทร"
DIRECTOR, EDITOR, VIEWER = "director@city.go.th", "editor@office.go.th", "viewer@office.go.th"
SECRET = "ความลับของเขตสาทร"
# Seconds after which every process knows what another one wrote.
NOTICED = 0.1


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    with running_provider() as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sign-in")


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    """A store with results of two agencies, a viewer of all and an editor of one."""
    opened = open_store(folder / "ita.sqlite3")
    for agency, score in ((OURS, 81), (OTHERS, 42)):
        content = f"หน่วยงาน,ปีงบประมาณ,คะแนนรวม\n{agency},2565,{score}.25\n".encode()
        opened.save_file(
            "scores", content, name=f"{score}.csv", who="x", agency=agency, fiscal_year=2565
        )
    opened.add_follow_ups([FollowUp(key(1), "2023-04", "done", "x", note=SECRET, agency=OTHERS)])
    opened.grants.change("@office.go.th", "viewer", OURS, who="x")
    opened.grants.change(EDITOR, "editor", OURS, who="x")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def server(provider: IdentityProvider, folder: Path, store: Store) -> Iterator[Server]:
    port = free_port()
    write_secrets(folder / "secrets.toml", provider, port, DIRECTOR)
    with running(
        f"--secrets.files={folder / 'secrets.toml'}",
        environment={"ITA_STORE": str(folder / "ita.sqlite3")},
        log=folder / "log",
        port=port,
    ) as started:
        yield started


def signed_in(server: Server, provider: IdentityProvider, email: str, **claims: object) -> Visitor:
    provider.sign_in_as(email, **claims)
    return Visitor(server.base).sign_in()


def refusals(store: Store, email: str) -> list[tuple[str, str]]:
    log = store.access_log()
    refused = log[~log["is_allowed"] & (log["email"] == email)]
    return list(zip(refused["action"], refused["detail"], strict=True))


def test_fonts_and_scripts_are_for_everybody(server: Server) -> None:
    fonts = (Path(streamlit.__file__).parent / "static" / "static" / "media").glob("*.woff2")
    assert server.ask(f"/static/media/{next(fonts).name}").status == 200
    assert server.ask("/media/0000.png").status == 403


def test_without_sign_in_there_is_a_page_and_no_data(server: Server) -> None:
    with Visitor(server.base) as visitor:
        for page in ("", "questions", "measures", "data", "access"):
            visitor.open(page, f"data={OURS} 2565")
            assert visitor.has_widget("sign-in-default")
            assert OURS not in visitor.text
            assert not visitor.elements_of_kind("download_button")


def test_an_editor_signs_in_and_reports_under_the_name_of_the_provider(
    server: Server, provider: IdentityProvider, store: Store
) -> None:
    with signed_in(server, provider, EDITOR, name="นางสาว จากผู้ให้บริการ") as visitor:
        assert "98.14" in visitor.open().text
        assert report(visitor, "รายงานจริง", who="ชื่อปลอม")
    history = store.follow_ups()
    (who,) = history[history["note"] == "รายงานจริง"]["who"]
    assert who == "นางสาว จากผู้ให้บริการ"
    log = store.access_log()
    assert {"sign_in", "follow_ups"} <= set(log[log["email"] == EDITOR]["action"])


@pytest.mark.parametrize(
    ("email", "claims"),
    [
        ("somebody@elsewhere.th", {}),
        ("editor@office.go.th.elsewhere.th", {}),
        (EDITOR, {"email_verified": False}),
    ],
)
def test_a_wrong_domain_gets_a_kind_page_and_no_data(
    server: Server, provider: IdentityProvider, store: Store, email: str, claims: dict[str, bool]
) -> None:
    with signed_in(server, provider, email, **claims) as visitor:
        text = visitor.open("", f"data={OURS} 2565").text
        assert "98.14" not in text
        assert not visitor.has_widget("sign-in-default")
    recorded = email if not claims else ""
    assert ("no_role", "") in refusals(store, recorded)


def test_an_expired_sign_in_is_none(
    server: Server, provider: IdentityProvider, store: Store, folder: Path
) -> None:
    with signed_in(server, provider, EDITOR, iat=1_600_000_000) as visitor:
        visitor.open()
        assert visitor.has_widget("sign-in-default")
        assert "98.14" not in visitor.text
    assert ("expired", "") in refusals(store, EDITOR)
    with signed_in(server, provider, EDITOR, exp=1_600_000_000) as visitor:
        assert "98.14" not in visitor.open().text
    assert "OAuth token exchange failed" in (folder / "log").read_text(encoding="utf-8")


def test_a_viewer_writes_nothing_by_a_crafted_message(
    server: Server, provider: IdentityProvider, store: Store
) -> None:
    before = len(store.follow_ups())
    with signed_in(server, provider, VIEWER) as visitor:
        visitor.open("measures")
        assert not report(visitor, "เขียนโดยไม่มีสิทธิ์")
    assert len(store.follow_ups()) == before


def test_who_became_a_viewer_meanwhile_is_refused_by_the_store(
    server: Server, provider: IdentityProvider, store: Store
) -> None:
    email = "former@city.go.th"
    store.grants.change(email, "editor", OURS, who="x")
    before = len(store.follow_ups())
    with signed_in(server, provider, email) as visitor:
        # The button that this visitor presses is no longer there for them.
        save = fill_report(visitor, "หลังลดสิทธิ์")
        store.grants.change(email, "viewer", OURS, who="x")
        time.sleep(NOTICED)
        visitor.rerun(*save)
    assert len(store.follow_ups()) == before
    assert any(action == "refused" for action, _ in refusals(store, email))


def test_a_role_that_is_taken_away_ends_at_once(
    server: Server, provider: IdentityProvider, store: Store
) -> None:
    email = "short@city.go.th"
    store.grants.change(email, "editor", OURS, who="x")
    with signed_in(server, provider, email) as visitor:
        save = fill_report(visitor, "หลังถูกยกเลิกสิทธิ์")
        store.grants.change(email, "", OURS, who="x")
        time.sleep(NOTICED)
        visitor.rerun(*save)
        assert "98.14" not in visitor.text
    assert "หลังถูกยกเลิกสิทธิ์" not in set(store.follow_ups()["note"])


def test_an_editor_asks_for_another_agency_by_link(
    server: Server, provider: IdentityProvider, store: Store
) -> None:
    link = f"{OTHERS} 2565"
    # What was read for somebody who may see it must not be shown to the next.
    with signed_in(server, provider, DIRECTOR) as director:
        for page in ("", "compare"):
            assert "42.25" in director.open(page, f"data={link}").text
    with signed_in(server, provider, EDITOR) as visitor:
        for page in ("", "questions", "compare", "what_if", "publish", "data", "measures"):
            text = visitor.open(page, f"data={link}&plan={OTHERS} 2566&agencies={OTHERS}").text
            assert "42.25" not in text
            assert SECRET not in text
    assert ("link", f"data={link}") in refusals(store, EDITOR)


def test_an_editor_asks_for_another_agency_by_download(
    server: Server, provider: IdentityProvider, store: Store
) -> None:
    with signed_in(server, provider, DIRECTOR) as director:
        director.open("publish", f"data={OTHERS} 2565")
        buttons = {button.id: button for button in director.elements_of_kind("download_button")}
        number = buttons[director.widget("publish-workbook")].deferred_file_id
        link = director.fetch_link(number, seconds=60)
        assert director.client.get(link).status_code == 200
        with signed_in(server, provider, EDITOR) as editor, Visitor(server.base) as stranger:
            editor.open()
            assert editor.client.get(link).status_code == 403
            assert stranger.client.get(link).status_code == 403
            assert editor.fetch_link(number) == ""
    assert {("download", link), ("download", number)} <= set(refusals(store, EDITOR))


def test_an_editor_asks_for_another_agency_by_a_crafted_message(
    server: Server, provider: IdentityProvider, store: Store
) -> None:
    with signed_in(server, provider, DIRECTOR) as director:
        director.open()
        assert not director.elements_of_kind("exception")
        chooser = director.widget("data-agency")
        assert "42.25" in director.rerun(WidgetState(id=chooser, string_value=OTHERS)).text
        director.open("access")
        give = director.widget("give-role-now")
        subject = director.widget("grant-to")
    with signed_in(server, provider, EDITOR) as visitor:
        visitor.open()
        visitor.rerun(WidgetState(id=chooser, string_value=OTHERS))
        assert "42.25" not in visitor.text
        assert ("link", f"data={OTHERS}") in refusals(store, EDITOR)
        # The director's page is not there for an editor, nor are its widgets.
        visitor.open("access")
        assert "new@" not in visitor.text
        visitor.rerun(
            WidgetState(id=subject, string_value=EDITOR), WidgetState(id=give, trigger_value=True)
        )
    assert "director" not in {grant.role for grant in store.grants.all()}
    assert {grant.role for grant in store.grants.all() if grant.subject == EDITOR} == {"editor"}


def test_a_director_gives_a_role_and_reads_the_record(
    server: Server, provider: IdentityProvider, store: Store
) -> None:
    with signed_in(server, provider, DIRECTOR) as director:
        director.open("access")
        give = director.widget("give-role-now")
        subject = WidgetState(id=director.widget("grant-to"), string_value="New@City.go.th")
        director.rerun(subject, WidgetState(id=give, trigger_value=True))
        assert "new@city.go.th" in director.text
        assert director.elements_of_kind("arrow_data_frame") or director.elements_of_kind(
            "dataframe"
        )
        assert not director.elements_of_kind("exception")
        (row,) = [grant for grant in store.grants.all() if grant.subject == "new@city.go.th"]
        assert (row.role, row.agency) == ("viewer", "")
        director.press(director.widget("remove-grant-", is_whole=False))
    log = store.access_log()
    assert log[log["email"] == DIRECTOR]["action"].tolist()[:2] == ["grants", "grants"]
