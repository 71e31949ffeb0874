"""What a printed report must mend, at once after it was opened: a list to take back to its author."""

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.publishing.names import safe_name
from ita.report.report_check import check_report, findings_table, findings_text
from ita.ui.files.workbooks import OpenedFile
from ita.ui.results import ScoreContents
from ita.ui.tables import show_downloads, show_text_table

# A list of many agencies is no report; its figures are compared on the overview of each.
_MOST_RESULTS = 3


def show_report_check(each: OpenedFile[ScoreContents], words: Words) -> None:
    """Holds what a file prints against its own scores, for each of its results."""
    results = each.contents.assessments
    if len(results) > _MOST_RESULTS:
        return
    for number, result in enumerate(results):
        _show_result(result, each, f"report-{each.key}-{number}", words)


def _show_result(
    result: Assessment, each: OpenedFile[ScoreContents], key: str, words: Words
) -> None:
    findings = check_report(result, words)
    compared = words.digits(len(result.comparison))
    if not findings:
        if len(result.comparison):
            sentence = words("report_check.none", count=compared)
            st.success(sentence, icon=":material/fact_check:")
        return
    count = words.digits(len(findings))
    st.warning(words("report_check.found", count=count), icon=":material/fact_check:")
    table = findings_table(findings, words)
    show_text_table(table)
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(words("report_check.copy"), icon=":material/content_copy:"):
            st.code(
                findings_text(findings, result, each.name, words), language=None, wrap_lines=True
            )
        name = f"{words('report_check.file')}-{safe_name(each.name)}"
        show_downloads(table, words, key=key, name=name)
