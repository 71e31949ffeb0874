"""The script behind every page: page set-up, navigation, and what all pages share."""

import streamlit as st

from ita.ui import show, url_state
from ita.ui.markdown import literal
from ita.ui.sidebar import announced, choose_view, choose_words, label

# Pages as data: file, title in the language files, icon, address, whether it shows a data set.
PAGES = (
    ("pages/overview.py", "overview", ":material/monitoring:", "", True),
    ("pages/questions.py", "questions", ":material/format_list_numbered:", "questions", True),
    ("pages/measures.py", "measures", ":material/checklist:", "measures", False),
    ("pages/publish.py", "publish", ":material/campaign:", "publish", True),
    ("pages/data.py", "data", ":material/upload_file:", "data", False),
)

st.set_page_config(page_title="ITA", page_icon="static/icon.png", layout="wide")
words = choose_words()
page = st.navigation(
    [
        st.Page(file, title=words(f"pages.{name}"), icon=icon, url_path=path, default=not path)
        for file, name, icon, path, _ in PAGES
    ]
)
view = choose_view(words)
shows_data = {path: needed for *_, path, needed in PAGES}[page.url_path]

if shows_data:
    title = literal(label(view.assessment, words)) if view.assessment else words("app.name")
else:
    title = page.title
st.html(show.STYLE_SHEET)
st.title(title, anchor=False)
notices = st.container()
done = announced()
if done:
    notices.success(done, icon=":material/check:")
try:
    if shows_data:
        show.problems(view.problems, words)
    if shows_data and view.assessment is None:
        show.nothing(words("problems_panel.no_data"))
        st.page_link("pages/data.py", label=words("pages.data"), icon=":material/upload_file:")
    else:
        page.run()
finally:
    # A page that stops early may have met a link that asks for what is not there.
    with notices:
        show.unknown_choices(url_state.unknown_choices(), words)
