"""Rendering of a Word template with the texts of an analysis."""

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

# Braces in filled-in texts, which docxtpl would treat as its own tags.
_BRACES = {ord("{"): "&#123;", ord("}"): "&#125;"}


class _Template(DocxTemplate):
    """A template that raises ParseError if its filled-in markup is not well-formed."""

    def fix_tables(self, xml: str) -> Any:
        # docxtpl would repair broken markup silently and lose text.
        ElementTree.fromstring(xml)
        return super().fix_tables(xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Do nothing: title and author are set by `render` instead."""


def render(content: Mapping[str, Any], words: Words, *, bundled: bool) -> bytes:
    """Return the template filled in with `content` as a .docx file; raises TemplateError."""
    with open_template(f"analysis.{words.language}.docx", bundled=bundled) as source:
        template = _Template(BytesIO(source))
        template.init_docx()
        try:
            template.render(content, _environment())
        except Exception as error:
            # The tags of a template may raise any exception.
            raise _explain(error) from error
        filled = BytesIO()
        template.save(filled)
        document = Document(filled)
        _remove_empty_headings(document)
        _remove_empty_sections(document)
        _hold_last_rows(document)
        _number_pages(document, words)
        # The title begins with the template's own title.
        properties = document.core_properties
        title = f"{properties.title} {content['agency_and_year']}"
        set_properties(properties, title, content["agency"], words)
        return document_bytes(document)


def empty_document(template: bytes) -> DocxDocument:
    """Return an empty document with the styles and last page format of a template."""
    document = Document(BytesIO(template))
    body = document.element.body
    for block in list(body):
        if block.tag != qn("w:sectPr"):
            body.remove(block)
    return document


def document_bytes(document: DocxDocument) -> bytes:
    """Return the bytes of a document's file."""
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _environment() -> SandboxedEnvironment:
    """Return a sandboxed environment in which values are escaped and never markup or code."""
    environment = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_escape_text
    )
    environment.filters["strong"] = _mark_strong
    return environment


def _escape_text(value: Any) -> Any:
    """Return a text escaped for XML and docxtpl, its lines kept; None becomes ""."""
    if value is None:
        return ""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return Markup(str(escape(clean_lines(value))).translate(_BRACES))


def _mark_strong(text: str) -> Markup:
    """Return the runs of a sentence, with `**this**` in the template's style "Strong"."""
    runs = []
    for at, piece in enumerate(text.split("**")):
        style = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>' if at % 2 else ""
        piece = str(escape(piece)).translate(_BRACES)
        runs.append(f'<w:r>{style}<w:t xml:space="preserve">{piece}</w:t></w:r>')
    return Markup("".join(runs))


def _explain(error: Exception) -> TemplateError:
    """Return the error of a template's tags, with the offending text as its author wrote it."""
    message = str(error)
    if isinstance(error, ElementTree.ParseError):
        return TemplateError("broken-markup")
    if isinstance(error, UndefinedError):
        return TemplateError("unknown-name", re.findall("'([^']+)'", message)[-1])
    if isinstance(error, TemplateSyntaxError):
        # docxtpl gives up to three lines before the error; if an end tag is missing, it is the last.
        lines = [line.strip() for line in getattr(error, "docx_context", ())]
        last = "".join(lines[: min(error.lineno, 4)][-1:])
        return TemplateError("tags", last if "{" in last else message)
    return TemplateError("forbidden", message)


def _remove_empty_headings(document: DocxDocument) -> None:
    """Remove headings without text, left by sections without content."""
    for paragraph in document.paragraphs:
        style = paragraph.style
        if style and (style.name or "").startswith("Heading") and not paragraph.text.strip():
            paragraph._p.getparent().remove(paragraph._p)


def _remove_empty_sections(document: DocxDocument) -> None:
    """Remove sections of another page format that have no content."""
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
    """Keep the last two rows of each table on the same page."""
    for table in document.element.body.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        for paragraph in rows[-2].iter(qn("w:p")) if len(rows) > 1 else ():
            properties = paragraph.get_or_add_pPr()
            properties.keepNext_val = True


def _number_pages(document: DocxDocument, words: Words) -> None:
    """Set Thai page numbers if `words` has Thai numerals."""
    for section in document.sections if words.thai_numerals else ():
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:fmt"), "thaiNumbers")
        for old in section._sectPr.findall(qn("w:pgNumType")):
            section._sectPr.remove(old)
        section._sectPr.insert_element_before(
            numbers, "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:docGrid"
        )
