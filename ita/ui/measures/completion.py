"""The completion rule of shared measures, shown and changed on the measures page."""

import streamlit as st

from ita.domain.follow_up import DONE_BY
from ita.language import Words
from ita.report.naming import day_text
from ita.store.choices import find_completion_rule, save_completion_rule
from ita.ui.markdown import escape_markdown
from ita.ui.measures.scope import Scope
from ita.ui.store_access import ask_name, show_store_errors, store


def show_completion_rule(scope: Scope, words: Words) -> None:
    """Show the plan's completion rule with a control to change it, if any measure needs one.

    Divisions whose reports are not counted are listed in a warning above it.
    """
    uncounted = scope.progress.uncounted_entries
    if len(uncounted):
        names = ", ".join(map(escape_markdown, uncounted["division"].unique()))
        sentence = words("completion.uncounted", count=words.digits(len(uncounted)), names=names)
        st.warning(sentence, icon=":material/info:")
    if not scope.progress.assigned_tasks["row"].duplicated().any():
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words(f"completion.{scope.progress.done_by}"), width="content")
        with st.popover(words("completion.change"), type="tertiary", icon=":material/rule:"):
            _change_rule(scope, words)


def _change_rule(scope: Scope, words: Words) -> None:
    with show_store_errors(words):
        rule = find_completion_rule(store(), *scope.plan.identity)
        done_by = st.radio(
            words("completion.question"),
            DONE_BY,
            index=DONE_BY.index(scope.progress.done_by),
            format_func=lambda name: words(f"completion.options.{name}"),
            key=f"done-by-{scope.plan.digest[:8]}",
        )
        of_file = scope.plan.reading.done_by
        if rule is not None:
            who, day = escape_markdown(rule.who), day_text(rule.at.astimezone().date(), words)
            st.caption(words("completion.chosen", who=who, day=day))
        if of_file is not None:
            option = words(f"completion.options.{of_file}")
            st.caption(words("completion.of_file", rule=option))
        chosen_by = ask_name(words("completion.save"), "completion", scope.agency, words)
        if chosen_by:
            save_completion_rule(store(), *scope.plan.identity, done_by, chosen_by)
            st.rerun()
