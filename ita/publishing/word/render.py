"""Fills a Word template with the texts of an analysis."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from ita.language import Words
from ita.publishing.office_templates import TemplateError, open_template, set_properties
from ita.thai.text import clean_lines

# What docxtpl takes for its own signs although it stands in a filled-in text.
_BRACES = {ord("{"): "&#123;", ord("}"): "&#125;"}


class _Template(DocxTemplate):
    """A template whose markup must still be whole once it is filled in."""

    def fix_tables(self, xml: str) -> Any:
        # docxtpl itself repairs broken markup in silence, and loses text by it.
        ElementTree.fromstring(xml)
        return super().fix_tables(xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Leaves title and author alone, which are no markup and are written below."""


def render(content: Mapping[str, Any], words: Words, *, bundled: bool) -> bytes:
    """A template filled in with `content`, as bytes of a .docx file; raises TemplateError."""
    with open_template(f"analysis.{words.language}.docx", bundled=bundled) as source:
        template = _Template(BytesIO(source))
        template.init_docx()
        try:
            template.render(content, _environment())
        except Exception as error:
            # What the instructions of a template ask for may fail in any way.
            raise _explain(error) from error
        filled = BytesIO()
        template.save(filled)
        document = Document(filled)
        _remove_empty_headings(document)
        _remove_empty_sections(document)
        _hold_last_rows(document)
        _number_pages(document, words)
        # The title begins as the template's own.
        properties = document.core_properties
        title = f"{properties.title} {content['agency_and_year']}"
        set_properties(properties, title, content["agency"], words)
        return document_bytes(document)


def empty_document(template: bytes) -> DocxDocument:
    """A document with nothing of a template but its styles and the format of its last pages."""
    document = Document(BytesIO(template))
    body = document.element.body
    for block in list(body):
        if block.tag != qn("w:sectPr"):
            body.remove(block)
    return document


def document_bytes(document: DocxDocument) -> bytes:
    """The content of the file."""
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _environment() -> SandboxedEnvironment:
    """Templates may ask for texts and nothing else; what they ask for is never markup or code."""
    environment = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_escape_text
    )
    environment.filters["strong"] = _mark_strong
    return environment


def _escape_text(value: Any) -> Any:
    """A text as Word can hold it: its lines kept, nothing that XML can't say, every sign a letter."""
    if value is None:
        return ""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return Markup(str(escape(clean_lines(value))).translate(_BRACES))


def _mark_strong(text: str) -> Markup:
    """Runs of a sentence in which `**this**` has the template's style "Strong"."""
    runs = []
    for at, piece in enumerate(text.split("**")):
        style = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>' if at % 2 else ""
        piece = str(escape(piece)).translate(_BRACES)
        runs.append(f'<w:r>{style}<w:t xml:space="preserve">{piece}</w:t></w:r>')
    return Markup("".join(runs))


def _explain(error: Exception) -> TemplateError:
    """What of a template's instructions is wrong, with the words that its author finds there."""
    message = str(error)
    if isinstance(error, ElementTree.ParseError):
        return TemplateError("broken-markup")
    if isinstance(error, UndefinedError):
        return TemplateError("unknown-name", re.findall("'([^']+)'", message)[-1])
    if isinstance(error, TemplateSyntaxError):
        # docxtpl gives up to three lines before the place; where the end is missing, it is the last.
        lines = [line.strip() for line in getattr(error, "docx_context", ())]
        last = "".join(lines[: min(error.lineno, 4)][-1:])
        return TemplateError("tags", last if "{" in last else message)
    return TemplateError("forbidden", message)


def _remove_empty_headings(document: DocxDocument) -> None:
    """A heading that says nothing, because its section has nothing to say."""
    for paragraph in document.paragraphs:
        style = paragraph.style
        if style and (style.name or "").startswith("Heading") and not paragraph.text.strip():
            paragraph._p.getparent().remove(paragraph._p)


def _remove_empty_sections(document: DocxDocument) -> None:
    """Pages of another format on which nothing is left."""
    body = document.element.body
    before, filled = None, False
    for block in list(body):
        filled = filled or bool(block.xpath("self::w:tbl | .//w:t[text()] | .//w:drawing"))
        (ending,) = block.xpath("self::w:sectPr | w:pPr/w:sectPr") or (None,)
        if ending is None:
            continue
        if not filled and ending is not block:
            body.remove(block)
        elif not filled and before is not None:
            last = before.getparent().getparent()
            body.replace(block, before)
            body.remove(last)
        else:
            before, filled = ending, False


def _hold_last_rows(document: DocxDocument) -> None:
    """Keeps the last row of a table from standing alone on the next page."""
    for table in document.element.body.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        for paragraph in rows[-2].iter(qn("w:p")) if len(rows) > 1 else ():
            properties = paragraph.get_or_add_pPr()
            properties.keepNext_val = True


def _number_pages(document: DocxDocument, words: Words) -> None:
    """Page numbers in the numerals of choice."""
    for section in document.sections if words.thai_numerals else ():
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:fmt"), "thaiNumbers")
        for old in section._sectPr.findall(qn("w:pgNumType")):
            section._sectPr.remove(old)
        section._sectPr.insert_element_before(
            numbers, "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:docGrid"
        )
