"""The parts of the data page: upload, what was understood, corrections, use, empty forms."""

from functools import partial

import pandas as pd
import streamlit as st

from ita.assessment import Assessment
from ita.framework import VARIANTS, available, load
from ita.language import Words
from ita.publishing.template import template
from ita.reading.files.workbook import DEFAULT_LIMITS
from ita.reading.mapping import FileMapping
from ita.reading.scores import Reading
from ita.rounding import shown
from ita.ui import address, show
from ita.ui.datasets import ENDINGS, SCORES, File, forget, use
from ita.ui.datasets import read_opened as read_upload
from ita.ui.datasets import used as uploads
from ita.ui.stored import store, told
from ita.ui.text import literal
from ita.ui.view import DATA

EXAMPLE = "yannawa_2565.xlsx"
MEGABYTE = 1024**2


def introduction(words: Words) -> None:
    """What the page is for, and where the data goes: nowhere."""
    st.markdown(words("data.introduction"))
    st.caption(words("data.private"))


def choose_files(words: Words) -> list[File]:
    """The files that the visitor has just opened."""
    found = st.file_uploader(
        words("data.upload"),
        type=list(ENDINGS),
        accept_multiple_files=True,
        max_upload_size=DEFAULT_LIMITS.file_bytes // MEGABYTE,
        key="files",
    )
    return [File(each.name, each.getvalue()) for each in found or []]


def open_files(files: list[File], words: Words) -> None:
    """Every file that was opened, one after the other, with progress."""
    if not files:
        return
    progress = st.progress(0.0)
    for i, file in enumerate(files):
        told = words("data.reading", n=words.digits(i + 1), of=words.digits(len(files)))
        progress.progress(i / len(files), told)
        _one_file(file, words)
    progress.empty()


def _one_file(file: File, words: Words) -> None:
    """What was understood of a file and what is wrong with it, before anything of it counts."""
    with st.container(border=True):
        st.subheader(literal(file.name), anchor=False)
        reading, found = read_upload(file)
        corrected = file
        if found:
            corrected = _corrections(file, found, words)
            reading, found = read_upload(corrected)
            _result(found, words)
            _understood(reading, words)
        else:
            st.error(words("data.nothing_found"), icon=":material/error:")
        if reading.problems:
            show.problems(reading.problems, words)
        else:
            st.success(words("data.no_problems"), icon=":material/check:")
        if found:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _use_or_show(corrected, words)
                _keep(corrected, found, words)


def _use_or_show(file: File, words: Words) -> None:
    """A button that takes the file into use, or the way to its result where it is in use."""
    if uploads().get(file.digest) == file:
        st.page_link("pages/overview.py", label=words("data.show"), icon=":material/monitoring:")
    else:
        st.button(
            words("data.use"),
            key=f"use-{file.digest}",
            type="primary",
            icon=":material/check:",
            on_click=_use,
            args=(file,),
        )


def _keep(file: File, found: list[Assessment], words: Words) -> None:
    """Save the file in the library, where everybody who uses this dashboard can choose it."""
    with st.popover(words("library.keep"), icon=":material/inventory_2:"):
        st.caption(words("library.shared"))
        who = st.text_input(words("library.who"), max_chars=100, key=f"who-{file.digest}")
        if st.button(words("library.save"), key=f"keep-{file.digest}", disabled=not who.strip()):
            only = found[0] if len(found) == 1 else None
            with told(words):
                store().save_file(
                    "scores",
                    file.data,
                    name=file.name,
                    who=who,
                    agency=only.agency if only else "",
                    fiscal_year=only.fiscal_year if only else None,
                    mapping=file.mapping.to_json(),
                )
                st.success(words("library.saved"), icon=":material/check:")


def _use(file: File) -> None:
    keys = use(file)
    if keys:
        address.put(DATA, keys[0])


def _corrections(file: File, found: list[Assessment], words: Words) -> File:
    """Agency, year and variant as the visitor corrects them; empty fields keep the file's own."""
    first = found[0]
    years = [None, *sorted({year for year, _ in available()}, reverse=True)]
    own_years = {each.fiscal_year for each in found}
    several = len({each.agency for each in found}) > 1
    key = file.digest
    with st.container(horizontal=True):
        agency = st.text_input(
            words("data.agency"),
            value="" if several else first.agency,
            placeholder=words("data.several", count=words.digits(len(found))) if several else None,
            disabled=several,
            max_chars=200,
            key=f"agency-{key}",
        )
        year = st.selectbox(
            words("data.year"),
            years,
            index=years.index(first.fiscal_year) if own_years <= set(years[1:]) else 0,
            format_func=lambda year: words.digits(year) if year else words("data.year_of_file"),
            disabled=len(own_years) > 1,
            key=f"year-{key}",
        )
        variant = st.selectbox(
            words("data.variant"),
            VARIANTS,
            index=VARIANTS.index(first.framework.variant),
            format_func=lambda variant: words.of(load(2565, variant).variant_name),
            key=f"variant-{key}",
        )
    return File(
        file.name,
        file.data,
        FileMapping(
            agency=agency if not several and agency != first.agency else None,
            fiscal_year=year if len(own_years) == 1 and year != first.fiscal_year else None,
            variant=variant if variant != first.framework.variant else None,
        ),
    )


def _result(found: list[Assessment], words: Words) -> None:
    """Who and when, how much there is of each level, and what it comes to."""
    rows = [
        {
            words("columns.agency"): each.agency or words("data.unknown"),
            words("columns.year"): words.digits(each.fiscal_year or words("data.unknown")),
            words("columns.questions"): int(each.scores["score"].notna().sum()),
            words("columns.indicators"): _scored(each, "indicator"),
            words("columns.instruments"): _scored(each, "instrument"),
            words("figures.total"): shown(each.total),
            words("columns.level"): each.level.level.code if each.level.level else "",
        }
        for each in found
    ]
    show.table(pd.DataFrame(rows), words, alt=words("data.understood"))


def _scored(assessment: Assessment, level: str) -> int:
    own = assessment.results[assessment.results["level"] == level]
    return int(own["score"].notna().sum())


def _understood(reading: Reading, words: Words) -> None:
    """Which sheets were read, from which header row, as what."""
    told = [
        words(
            "data.sheet",
            sheet=literal(each.sheet or "–"),
            row=words.digits(each.header_row or "–"),
            shape=words(f"shapes.{each.shape}"),
            rows=words.digits(each.rows),
        )
        for each in reading.tables
    ]
    st.caption("  \n".join(told))


def in_use(words: Words) -> None:
    """The uploads that stand in the sidebar, and the way back to the bundled data."""
    if not uploads():
        return
    st.subheader(words("data.in_use"), anchor=False)
    for digest, file in uploads().items():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(file.name)
            st.button(
                words("data.forget"),
                key=f"forget-{digest}",
                icon=":material/close:",
                on_click=forget,
                args=(digest,),
            )
    st.button(words("data.back"), icon=":material/undo:", on_click=_forget_all)


def _forget_all() -> None:
    uploads().clear()


def forms(words: Words) -> None:
    """An empty workbook for a year and variant, and a filled-in one as an example."""
    st.subheader(words("data.forms"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            words("data.form_for"),
            available(),
            index=available().index((2565, "bangkok")),
            format_func=lambda key: f"{words.digits(key[0])} · {words.of(load(*key).variant_name)}",
            key="form",
            width=260,
        )
        year, variant = chosen
        st.download_button(
            words("data.empty_form"),
            partial(template, load(year, variant), words),
            f"ita-{year}-{variant}.xlsx",
            show.XLSX,
            on_click="ignore",
            icon=":material/download:",
        )
        example = SCORES / EXAMPLE
        if example.exists():
            st.download_button(
                words("data.example"),
                example.read_bytes,
                EXAMPLE,
                show.XLSX,
                on_click="ignore",
                icon=":material/download:",
            )
