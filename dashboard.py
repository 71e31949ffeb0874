"""The script that runs for every page: page set-up, navigation, and the parts all pages share."""

from pathlib import Path

import streamlit as st

import ita.ui
from ita.ui.access.admission import check_admission, is_director, show_admission, show_signed_in
from ita.ui.access.person import is_sign_in_on
from ita.ui.interface import translate_interface
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty, show_problems, show_unknown_choices
from ita.ui.sidebar import choose_view, choose_words, pop_announcement, result_label
from ita.ui.store_access import recompute_outdated_results

# For each page: file, key of its title in the language files, icon, URL path, needs a result.
PAGES = (
    ("pages/overview.py", "overview", ":material/monitoring:", "", True),
    ("pages/questions.py", "questions", ":material/format_list_numbered:", "questions", True),
    ("pages/compare.py", "compare", ":material/compare_arrows:", "compare", True),
    ("pages/what_if.py", "what_if", ":material/science:", "what_if", True),
    ("pages/measures.py", "measures", ":material/checklist:", "measures", False),
    ("pages/publish.py", "publish", ":material/campaign:", "publish", True),
    ("pages/data.py", "data", ":material/upload_file:", "data", False),
    ("pages/access.py", "access", ":material/admin_panel_settings:", "access", False),
)

st.set_page_config(page_title="ITA", page_icon="static/icon.png", layout="wide")
words = choose_words()
admission = check_admission()
page = st.navigation(
    [
        st.Page(file, title=words(f"pages.{name}"), icon=icon, url_path=path, default=not path)
        for file, name, icon, path, _ in PAGES
        if name != "access" or is_director()
    ],
    position="sidebar" if admission == "admitted" else "hidden",
)
if admission != "admitted":
    st.html(Path(ita.ui.__file__).parent / "page.css")
    translate_interface(words.language)
    show_admission(admission, words)
    st.stop()
if is_sign_in_on():
    show_signed_in(words)
recompute_outdated_results(words)
view = choose_view(words)
shows_result = {path: needs_result for *_, path, needs_result in PAGES}[page.url_path]
title = page.title
if shows_result:
    title = (
        escape_markdown(result_label(view.assessment, words)) if view.chosen else words("app.name")
    )

st.html(Path(ita.ui.__file__).parent / "page.css")
translate_interface(words.language)
st.title(title, anchor=False)
notices = st.container()
if announcement := pop_announcement():
    notices.success(announcement, icon=":material/check:")
if shows_result:
    show_problems(view.problems, words)
if shows_result and view.chosen is None:
    show_empty(words("problems_panel.no_data"))
    st.page_link("pages/data.py", label=words("pages.data"), icon=":material/upload_file:")
else:
    page.run()
# Shown last, because unknown choices in a link are found only when the page's widgets are drawn.
with notices:
    show_unknown_choices(words)
