"""Who may only look is offered nothing to save with, and is told why; an editor is."""

from pathlib import Path

import pytest

from ita.domain.access import Grant, Role, access_of
from ita.language import Words
from ita.store import open_store
from ita.ui import store_access
from tests.pages.conftest import Run
from tests.pages.contents import visible_text

OFFICE = "สำนักงานเขตยานนาวา"
REASON = Words("th")("store.forbidden")
# Of each page what opens the parts that save, and the buttons that do.
SAVING = {
    "data": ({"entry-1": True}, {"delete-1"}),
    "measures": ({}, {"follow-up-save", "several-save"}),
}


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Signs a person in with a role for the agency of the bundled plan."""
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    store.save_file("scores", b"", name="x.csv", who="x", agency=OFFICE, fiscal_year=2560)
    store.close()

    def signer(role: Role) -> None:
        grants = [Grant("a@office.go.th", role, OFFICE)]
        access = access_of("นาง ก", "a@office.go.th", grants)
        monkeypatch.setattr(store_access, "is_sign_in_on", lambda: True)
        monkeypatch.setattr(store_access, "current_access", lambda: access)

    return signer


@pytest.mark.parametrize("page", SAVING)
@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_only_an_editor_is_offered_to_save(sign_in, run: Run, page: str, role: Role) -> None:
    sign_in(role)
    opened, buttons = SAVING[page]
    test = run(page)
    for name, value in opened.items():
        test.session_state[name] = value
    test.run()
    assert not test.exception
    assert buttons & {each.key for each in test.button} == (buttons if role == "editor" else set())
    assert (REASON in visible_text(test)) is (role == "viewer")


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_the_form_of_a_measure_is_disabled_beside_the_reason(sign_in, run: Run, role: Role) -> None:
    sign_in(role)
    test = run("measures")
    test.query_params["section"] = "work"
    test.run()
    (save,) = [each for each in test.button if each.label == Words("th")("follow_up.report")]
    assert save.disabled is (role == "viewer")
    assert (REASON in visible_text(test)) is (role == "viewer")
