"""A plan as a Word document in the office's form, which is read back to the same plan."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.shared import Emu
from docx.table import Table

from ita.domain.plan import MeasurePlan
from ita.language import Words
from ita.publishing.excel.measures import MEASURE_HEADERS, describe_rule, tabulate_measures
from ita.publishing.office_templates import open_template, set_properties
from ita.publishing.word.render import document_bytes, empty_document
from ita.report.naming import agency_and_year

# Relative widths of the columns, and the width of columns that are not in the office's form.
_WIDTHS: Mapping[str, int] = {
    "no": 17,
    "indicator": 20,
    "issue": 34,
    "activity": 36,
    "output": 26,
    "awareness": 26,
    "kpi": 20,
    "budget": 14,
    "deadline_text": 20,
    "responsible_text": 20,
    "follow_up_text": 19,
}
_NARROW = 14
# Columns given in the title, since all measures of a plan share them.
_IN_TITLE = ("fiscal_year", "agency")
# Columns left out if blank.
_IF_USED = ("sub_indicator", "question_codes", "link")


def make_plan_document(plan: MeasurePlan, *, bundled: bool = False) -> bytes:
    """Return a plan as bytes of a .docx file: title, completion rule if it has one, and a table.

    Texts are unchanged. The file is in Thai in any language of the interface, since it is the
    office's document. Styles and page format are those of the landscape part of the office's
    analysis template, or with `bundled` of the one that comes with the dashboard; raises
    TemplateError if the office's own cannot be used. `read_measures` returns the same plan, except
    for sheet and cell.
    """
    words = Words("th")
    with open_template("analysis.th.docx", bundled=bundled) as source:
        document = empty_document(source)
        owner = agency_and_year(plan, words)
        title = f"{words('plan_document.title')} {owner}"
        document.add_paragraph(title, _style(document, "Heading 1"))
        if plan.done_by:
            document.add_paragraph(": ".join(describe_rule(plan.done_by)))
        _add_table(document, _columns(plan.measures))
        set_properties(document.core_properties, title, plan.agency or "", words)
        return document_bytes(document)


def _style(document: DocxDocument, name: str) -> str | None:
    """Return the name of a style, None if the template has no such style."""
    return name if name in [each.name for each in document.styles] else None


def _columns(measures: pd.DataFrame) -> pd.DataFrame:
    """Return the used columns of the document with their headers; codes and key come last."""
    table = tabulate_measures(measures)
    unused = [name for name in _IF_USED if (table[MEASURE_HEADERS[name]] == "").all()]
    has_items = measures["indicator"].isin((9, 10)).any() or (measures["item_code"] != "").any()
    unused += [] if has_items else ["item_code"]
    return table.drop(columns=[MEASURE_HEADERS[name] for name in (*_IN_TITLE, *unused)])


def _add_table(document: DocxDocument, columns: pd.DataFrame) -> None:
    table = document.add_table(0, len(columns.columns), _style(document, "Table Grid"))
    table.autofit = False
    widths = _share_width(document, list(columns.columns))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head, text = _style(document, "Small Head"), _style(document, "Small Text")
    _add_row(table, list(columns.columns), widths, head)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in columns.itertuples(index=False, name=None):
        _add_row(table, ["" if pd.isna(value) else str(value) for value in row], widths, text)


def _add_row(table: Table, texts: list[str], widths: list[Emu], style: str | None) -> None:
    for cell, text, width in zip(table.add_row().cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        if style:
            paragraph.style = style
        paragraph.add_run(text)


def _share_width(document: DocxDocument, headers: list[str]) -> list[Emu]:
    """Return the widths of columns, which share the width of the page by `_WIDTHS`."""
    section: Any = document.sections[-1]
    page = section.page_width - section.left_margin - section.right_margin
    by_header = {MEASURE_HEADERS[name]: width for name, width in _WIDTHS.items()}
    shares = [by_header.get(header, _NARROW) for header in headers]
    return [Emu(page * share // sum(shares)) for share in shares]
