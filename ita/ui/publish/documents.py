"""Buttons for the document, the slides, the data, and all pictures and documents as a zip."""

from collections.abc import Sequence

import streamlit as st

from ita.language import Words
from ita.publishing.catalogue import Material
from ita.publishing.names import file_name
from ita.publishing.office_templates import TemplateError, office_folder
from ita.publishing.outputs import Output, list_documents, list_pictures, zip_outputs
from ita.publishing.sheets.browser import browser_found
from ita.publishing.sheets.drawing import PictureError
from ita.publishing.sheets.images import shared_renderer
from ita.publishing.sheets.page import Style
from ita.ui.downloads import MIME, Download, show_buttons, show_failure

_ICONS = {
    "document": ":material/description:",
    "slides": ":material/slideshow:",
    "workbook": ":material/table:",
}
_BUNDLED = "publish-bundled-templates"
_DIVISION_LISTS = "publish-division-lists"


def show_documents(material: Material, style: Style, month: str, words: Words) -> None:
    """Show a button each for document, slides and data, which are made when clicked.

    An office with templates of its own can use the bundled ones instead.
    """
    st.subheader(words("publish.office"), anchor=False)
    folder = office_folder()
    if folder is not None:
        help_text = words("publish.bundled_templates_help", folder=folder)
        st.toggle(words("publish.bundled_templates"), key=_BUNDLED, help=help_text)
    if material.divisions:
        help_text = words("publish.division_lists_help")
        st.toggle(words("publish.division_lists"), key=_DIVISION_LISTS, help=help_text)
    outputs = _list_outputs(material, style, month)
    buttons = [
        Download(f"publish-{kind}", words(f"publish.buttons.{kind}"), each.name, each.single, icon)
        for (kind, icon), each in zip(_ICONS.items(), outputs, strict=True)
    ]
    show_buttons(buttons, words)
    st.caption(words("publish.draft"))


def _list_outputs(material: Material, style: Style, month: str) -> list[Output]:
    """Return the documents that the switches of the page select."""
    return list_documents(
        material,
        style.words,
        _ICONS,
        month,
        bundled_templates=bool(st.session_state.get(_BUNDLED)),
        division_lists=bool(st.session_state.get(_DIVISION_LISTS)),
    )


# A part of the page that runs by itself. What it made is offered until the page's next run: one
# zip a visitor at most, and none that older choices were made with.
@st.fragment
def show_bundle(material: Material, style: Style, month: str, source: str, words: Words) -> None:
    """Show a button that makes all pictures in the chosen size and the documents as a zip file."""
    if not browser_found() or not st.button(
        words("publish.make_all"), key="publish-make", icon=":material/folder_zip:"
    ):
        return
    outputs = [
        *list_pictures(material, [style], ("png",), shared_renderer(), source=source, month=month),
        *_list_outputs(material, style, month),
    ]
    made = _bundled(outputs, words)
    if made is None:
        return
    assessment = material.assessment
    what = style.words("publish.files.set")
    st.download_button(
        words("publish.download_all", size=words.number(len(made) / 1e6, 1)),
        made,
        f"{file_name(what, assessment.agency, assessment.fiscal_year)}.zip",
        MIME["zip"],
        key="publish-set",
        type="primary",
        on_click="ignore",
        icon=":material/download:",
    )


def _bundled(outputs: Sequence[Output], words: Words) -> bytes | None:
    """Return the outputs as a zip file; None, after an error message, if they cannot be made."""
    bar = st.progress(0.0)

    def show_progress(done: int, total: int) -> None:
        share = done / total if total else 1.0
        text = words("publish.progress", done=words.digits(done), total=words.digits(total))
        bar.progress(share, text)

    try:
        made = zip_outputs(outputs, show_progress)
    except PictureError as error:
        show_failure(error.reason, words)
        return None
    except TemplateError as error:
        show_failure(error, words)
        return None
    finally:
        bar.empty()
    return made
