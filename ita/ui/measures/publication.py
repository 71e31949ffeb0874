"""The publication checklist: every OIT item of the plan's year, who publishes it, and whether."""

import streamlit as st

from ita.language import Words
from ita.measures.publication import publication_checklist
from ita.ui.measures.scope import Scope
from ita.ui.measures.tables import checklist_table
from ita.ui.messages import show_empty
from ita.ui.plans import plan_file_name
from ita.ui.tables import show_downloads, show_table


def show_publication(scope: Scope, words: Words) -> None:
    """How many items are published, in words, and each item in a table.

    With a division chosen, the items that name it or that all share.
    """
    checklist = publication_checklist(scope.progress, scope.plan.framework)
    if scope.division is not None:
        of_scope = set(scope.measures["no"])
        names_scope = checklist["measures"].map(lambda numbers: bool(of_scope & set(numbers)))
        checklist = checklist[names_scope.astype(bool)]
    if checklist.empty:
        show_empty(words("publication.empty"))
        return
    counts = {
        "count": len(checklist),
        "published": int(checklist["published"].sum()),
        "overdue": int((checklist["state"] == "overdue").sum()),
        "absent": int((checklist["state"] == "no_measure").sum()),
    }
    texts = {name: words.digits(count) for name, count in counts.items()}
    st.markdown(words("publication.headline", **texts))
    title = words("publication.title", count=texts["count"])
    st.subheader(title, anchor=False)
    table = checklist_table(checklist, words)
    show_table(table, words, alt=title, row_height=72)
    name = plan_file_name(scope.plan, "publication")
    show_downloads(table, words, key="checklist", name=name)
    st.caption(words("publication.how"))
