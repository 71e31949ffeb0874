"""The publication checklist: every OIT item of the plan's year, who publishes it, and whether."""

import streamlit as st

from ita.language import Words
from ita.measures.publication import publication_checklist
from ita.ui import show
from ita.ui.measures.tables import checklist_frame
from ita.ui.measures.work import Scope
from ita.ui.plans import file_name


def publication(scope: Scope, words: Words) -> None:
    """How many items are published, in words, and each item in a table.

    With a division chosen, the items that name it or that all share.
    """
    work = scope.work
    table = publication_checklist(work.measures, work.plan.framework, work.on, work.entries)
    if scope.division is not None:
        ours = set(scope.measures["no"])
        table = table[table["measures"].map(lambda own: bool(ours & set(own))).astype(bool)]
    if table.empty:
        show.nothing(words("publication.empty"))
        return
    counts = {
        "count": len(table),
        "published": int(table["published"].sum()),
        "overdue": int((table["state"] == "overdue").sum()),
        "absent": int((table["state"] == "no_measure").sum()),
    }
    told = {name: words.digits(count) for name, count in counts.items()}
    st.markdown(words("publication.headline", **told))
    frame = checklist_frame(table, words)
    title = words("publication.title", count=told["count"])
    st.subheader(title, anchor=False)
    show.table(frame, words, alt=title, row_height=72)
    show.downloads(frame, words, key="checklist", name=file_name(work.plan, "publication"))
    st.caption(words("publication.how"))
