"""Messages of pages: problems of files, unknown choices in links, nothing to show."""

import pandas as pd
import streamlit as st

from ita.domain.problems import SHOWN_LENGTH, Problem
from ita.language import Words
from ita.publishing.names import safe_name
from ita.ui import url_state
from ita.ui.markdown import escape_markdown
from ita.ui.tables import show_downloads

# Number of problems that a page lists; the download has all of them.
MOST_PROBLEMS = 20


def show_problems(
    problems: tuple[Problem, ...], words: Words, *, expanded: bool | None = None, key: str = ""
) -> None:
    """Show the problems of a file with their cells in an expander; nothing if there are none.

    It is open if there are errors, unless `expanded` is set. `key` must be unique on a page.
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
    """Return a problem as a Markdown list item, which wraps on a phone."""
    where = problem.describe_place(words)
    prefix = f"**{escape_markdown(where)}** " if where else ""
    severity = words(f"severity.{problem.severity}")
    return f"- {prefix}{severity}: {escape_markdown(problem.message(words))}"


def problem_table(problems: tuple[Problem, ...], words: Words) -> pd.DataFrame:
    """Return problems as a table: severity, sheet, cell, message, file."""
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
    """Warn of unknown choices in the link; for an unknown result, add a link to the data page."""
    for name, (label, value) in url_state.pop_unknown_choices().items():
        value = value if len(value) <= SHOWN_LENGTH else value[:SHOWN_LENGTH] + "…"
        sentence = "shared.unknown_data" if name == "data" else "shared.unknown_choice"
        message = words(sentence, name=label, value=escape_markdown(value))
        st.warning(message, icon=":material/link_off:")
        if name == "data":
            link = words("shared.open_again")
            st.page_link("pages/data.py", label=link, icon=":material/upload_file:")


def show_empty(message: str) -> None:
    """Show why a page has nothing to show and what to do; `message` is plain text."""
    st.info(escape_markdown(message), icon=":material/info:")
