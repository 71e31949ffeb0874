"""The library on the data page: saved and deleted workbooks with their versions.

Deleting and restoring ask for the name of the person.
"""

from functools import partial

import streamlit as st

from ita.language import Words
from ita.store import Kind, SavedFile
from ita.ui.markdown import escape_markdown
from ita.ui.results import SCORES, find_key
from ita.ui.sidebar import DATA
from ita.ui.store_access import ask_name, show_store_errors, store

KINDS: tuple[Kind, ...] = ("scores", "measures")


def show_library(words: Words) -> None:
    """Show the saved workbooks, scores before measures, and below them the deleted ones."""
    st.subheader(words("library.title"), anchor=False)
    with show_store_errors(words):
        saved = [file for kind in KINDS for file in store().files(kind)]
        if not saved:
            st.caption(words("library.empty"))
        for entry in saved:
            _show_entry(entry, words)
        _show_deleted([file for kind in KINDS for file in store().deleted_files(kind)], words)


def _title(file: SavedFile, words: Words) -> str:
    """Return the kind, agency and fiscal year of a workbook as Markdown."""
    year = words.digits(file.fiscal_year) if file.fiscal_year else ""
    name = f"{file.agency or file.name} {year}".strip()
    return f"{words(f'library_kinds.{file.kind}')} · {escape_markdown(name)}"


def _show_entry(entry: SavedFile, words: Words) -> None:
    title = _title(entry, words)
    expander = st.expander(title, key=f"entry-{entry.id}", on_change="rerun")
    if not expander.open:
        return
    with expander:
        if entry.kind == "scores":
            _show_links(entry, words)
        for version in store().versions(entry):
            _show_version(version, entry, words)
        with st.popover(words("library.delete"), icon=":material/delete:"):
            st.markdown(words("library.sure", name=title))
            who = ask_name(words("library.delete"), f"delete-{entry.id}", entry.agency, words)
            if who:
                store().delete_file(entry, who)
                st.rerun()


def _show_links(entry: SavedFile, words: Words) -> None:
    """Show a link to the result of a saved workbook and a button to open the file.

    A file that cannot be read has a message instead of the link.
    """
    is_readable = False
    with show_store_errors(words):
        is_readable = bool(SCORES.read_saved(entry.hash or "", entry.name, entry.mapping))
    with st.container(horizontal=True, vertical_alignment="center"):
        key = find_key(entry.hash or "") if is_readable else None
        if key:
            st.page_link(
                "pages/overview.py",
                label=words("data.show"),
                icon=":material/monitoring:",
                query_params={DATA: key},
            )
        if st.button(words("library.open"), key=f"open-{entry.id}", icon=":material/edit:"):
            SCORES.open_saved(entry)
            st.rerun()


def _show_version(version: SavedFile, entry: SavedFile, words: Words) -> None:
    """Show a version's name, author and time, with buttons to download and restore it."""
    when = words.digits(version.at.astimezone().strftime("%Y-%m-%d %H:%M"))
    sentence = "library.version_deleted" if version.deleted else "library.version"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            words(
                sentence,
                name=escape_markdown(version.name),
                who=escape_markdown(version.who),
                when=when,
            )
        )
        if version.hash is None:
            return
        st.download_button(
            words("library.download"),
            partial(store().file_bytes, version.hash),
            version.name,
            key=f"version-{version.id}",
            on_click="ignore",
        )
        if version.id != entry.id:
            _show_restore(version, words)


def _show_deleted(files: list[SavedFile], words: Words) -> None:
    """Show the deleted workbooks, each with a button to restore its last version."""
    if not files:
        return
    expander = st.expander(
        words("library.deleted", count=words.digits(len(files))),
        key="deleted-files",
        on_change="rerun",
    )
    if not expander.open:
        return
    with expander:
        for file in files:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_title(file, words))
                _show_restore(file, words)


def _show_restore(version: SavedFile, words: Words) -> None:
    """Show a form that restores a version under the name typed in it."""
    with st.popover(words("library.restore"), icon=":material/restore:", key=f"back-{version.id}"):
        who = ask_name(words("library.restore"), f"restore-{version.id}", version.agency, words)
        if who:
            store().restore_file(version, who)
            st.rerun()
