"""Documents of the publish page: reminders, the yearly check, the whole set, templates."""

from datetime import date
from types import SimpleNamespace

import pytest
import streamlit as st

from ita.measures.yearly_analysis import load_required_parts
from ita.publishing.office_templates import SETTING, open_template
from ita.publishing.outputs import Output
from ita.publishing.sheets.drawing import PictureError
from ita.store import open_store
from ita.store.choices import find_part_checks, save_part_checks
from ita.ui.publish import documents
from tests.pages.publish import check_texts, choose, chosen, downloads

MARSHALS = "ฝ่ายเทศกิจ"


def test_a_division_or_the_office_is_reminded(open_publish):
    def keys(test):
        return {each.key for each in test.download_button if each.key.startswith("reminder-")}

    forms = {f"reminder-{form}" for form in ("ics", "docx", "pdf", "png")}
    assert keys(open_publish()) == keys(open_publish(remind=MARSHALS)) == forms
    assert chosen(open_publish(remind=MARSHALS), "remind") == MARSHALS


def test_the_yearly_analysis_is_checked_before_it_goes_out(open_publish):
    test = open_publish()
    assert "5 จาก 14" in test.warning[-1].value
    (table,) = [each.value for each in test.dataframe if "applies" in each.value]
    assert list(table["ready"]).count(False) == 5


def test_ticks_of_the_yearly_analysis_are_everybodys(open_publish, tmp_path):
    def table(test):
        (table,) = [each.value for each in test.dataframe if "applies" in each.value]
        return table

    missing = int((~table(open_publish())["ready"]).argmax())
    part = load_required_parts()[missing].key
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    save_part_checks(store, "สำนักงานเขตยานนาวา", 2565, {part: (True, True)}, "นาง ก")
    store.close()
    test = open_publish()
    assert "4 จาก 14" in test.warning[-1].value
    assert table(test)["ticked"].iloc[missing].startswith("นาง ก")


def test_what_is_ticked_is_saved_for_everybody_and_words_stay(open_publish, tmp_path, monkeypatch):
    show_editor = st.data_editor

    def type_into_first(table, *, key, **options):
        """What a visitor types before saving; AppTest types into no table."""
        edited = show_editor(table, key=key, **options)
        if key.endswith("-0"):
            edited.loc[edited.index[0], ["ready", "part"]] = [False, "ถ้อยคำของเรา"]
        return edited

    monkeypatch.setattr(st, "data_editor", type_into_first)
    test = open_publish()
    test.text_input(key="who-yearly-checks").set_value("นาง ก")
    test.button(key="yearly-checks").click().run()
    assert not test.exception
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    checks = find_part_checks(store, "สำนักงานเขตยานนาวา", 2565)
    store.close()
    assert [(each.applies, each.is_ready) for each in checks.values()] == [(True, False)]
    (table,) = [each.value for each in test.dataframe if "applies" in each.value]
    assert (table["ready"].iloc[0], table["part"].iloc[0]) == (False, "ถ้อยคำของเรา")


def test_a_wrong_checklist_of_the_office_gives_way_to_the_bundled_one(
    open_publish, monkeypatch, tmp_path
):
    (tmp_path / "yearly_analysis.toml").write_text("parts = 1", encoding="utf-8")
    monkeypatch.setenv(SETTING, str(tmp_path))
    test = open_publish()
    assert any("yearly_analysis.toml" in each.value for each in test.error)
    assert "5 จาก 14" in test.warning[-1].value


@pytest.fixture
def two_files(monkeypatch):
    """The whole set is a picture and a document; gives what may be changed of them."""
    set_of = SimpleNamespace(picture=lambda: b"png", days=[])

    def pictures(material, styles, formats, renderer, *, source, month):
        set_of.days.append((material.progress.on, styles[0].size.name, source))
        return [Output("ภาพ.png", lambda: [set_of.picture()])]

    monkeypatch.setattr(documents, "list_pictures", pictures)
    monkeypatch.setattr(
        documents,
        "list_documents",
        lambda *_, **__: [Output(f"{kind}.docx", lambda: [b"docx"]) for kind in ("1", "2", "3")],
    )
    return set_of


def test_the_whole_set_is_offered_until_a_choice_changes(open_publish, drawn, two_files):
    test = open_publish(size="slide")
    test.text_input(key="publish-source").set_value("งานนโยบาย").run()
    test.button(key="publish-make").click().run()
    assert two_files.days == [(date(2023, 4, 10), "slide", "งานนโยบาย")]
    assert "publish-set" in downloads(check_texts(test, drawn))
    choose(test, "size", "a4").run()
    assert "publish-set" not in downloads(check_texts(test, drawn))
    assert len(two_files.days) == 1


def test_a_set_with_a_gap_is_not_offered(open_publish, drawn, two_files):
    def fails():
        raise PictureError("browser-failed")

    two_files.picture = fails
    test = open_publish()
    test.button(key="publish-make").click().run()
    assert "เปิดไม่ได้" in test.error[0].value
    assert "publish-set" not in downloads(check_texts(test, drawn))


def test_an_offices_broken_template_is_refused_in_words_and_the_bundled_one_offered(
    open_publish, drawn, two_files, monkeypatch, tmp_path
):
    def fails():
        with open_template("analysis.th.docx"):
            raise AssertionError("there is no such file")

    monkeypatch.setenv(SETTING, str(tmp_path / "แม่แบบ"))
    two_files.picture = fails
    test = open_publish()
    test.button(key="publish-make").click().run()
    assert str(tmp_path / "แม่แบบ" / "analysis.th.docx") in test.error[0].value
    switch = test.toggle(key="publish-bundled-templates")
    assert switch.label in test.error[0].value


def test_without_templates_of_its_own_an_office_has_nothing_to_switch(open_publish, drawn):
    assert "publish-bundled-templates" not in {each.key for each in open_publish().toggle}
