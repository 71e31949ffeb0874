"""What a page says about files and links: problems, choices that are not there, nothing to show."""

import pandas as pd
import streamlit as st

from ita.domain.problems import SHOWN_LENGTH, Problem
from ita.language import Words
from ita.publishing.names import safe_name
from ita.ui import url_state
from ita.ui.markdown import escape_markdown
from ita.ui.tables import show_downloads

# A page names so many problems; the download has all of them.
MOST_PROBLEMS = 20


def show_problems(
    problems: tuple[Problem, ...], words: Words, *, expanded: bool | None = None, key: str = ""
) -> None:
    """What is wrong with the file, every problem with its cell; nothing where all is well.

    Errors are open to be read unless `expanded` says otherwise. `key` tells the panels of a page apart.
    """
    if not problems:
        return
    errors = sum(problem.severity == "error" for problem in problems)
    title = words(
        "problems_panel.title",
        errors=words.digits(errors),
        warnings=words.digits(len(problems) - errors),
    )
    icon = ":material/error:" if errors else ":material/info:"
    with st.expander(title, icon=icon, expanded=bool(errors) if expanded is None else expanded):
        st.markdown("\n".join(_problem_line(each, words) for each in problems[:MOST_PROBLEMS]))
        notes = [words("problems_panel.left_out")] if errors else []
        if len(problems) > MOST_PROBLEMS:
            more = words.digits(len(problems) - MOST_PROBLEMS)
            notes.append(words("problems_panel.more", count=more))
        st.caption(" · ".join(notes))
        name = f"problems-{safe_name(problems[0].file)}"
        show_downloads(problem_table(problems, words), words, key=f"problems-{key}", name=name)


def _problem_line(problem: Problem, words: Words) -> str:
    """A problem as a line of a list, which also a phone shows whole."""
    where = problem.describe_place(words)
    prefix = f"**{escape_markdown(where)}** " if where else ""
    severity = words(f"severity.{problem.severity}")
    return f"- {prefix}{severity}: {escape_markdown(problem.message(words))}"


def problem_table(problems: tuple[Problem, ...], words: Words) -> pd.DataFrame:
    """Problems as a table with columns that a visitor reads."""
    return pd.DataFrame(
        [
            {
                words("columns.severity"): words(f"severity.{problem.severity}"),
                words("columns.sheet"): problem.sheet,
                words("columns.cell"): problem.describe_place(words)
                if problem.places
                else problem.cell,
                words("columns.message"): problem.message(words),
                words("columns.file"): problem.file,
            }
            for problem in problems
        ]
    )


def show_unknown_choices(words: Words) -> None:
    """Says what a link asked for and is not there; a file of another visit can be opened again."""
    for name, (label, value) in url_state.pop_unknown_choices().items():
        value = value if len(value) <= SHOWN_LENGTH else value[:SHOWN_LENGTH] + "…"
        sentence = "shared.unknown_data" if name == "data" else "shared.unknown_choice"
        message = words(sentence, name=label, value=escape_markdown(value))
        st.warning(message, icon=":material/link_off:")
        if name == "data":
            link = words("shared.open_again")
            st.page_link("pages/data.py", label=link, icon=":material/upload_file:")


def show_empty(message: str) -> None:
    """A page that has nothing to show says why, and what to do."""
    st.info(escape_markdown(message), icon=":material/info:")
