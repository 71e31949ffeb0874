"""Streaming XML parser without entities; only requested elements are built as trees."""

import re
from collections.abc import Callable, Collection
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ita.reading.files.sheet import RefusedError

_NOT_UTF8 = (b"\xff\xfe", b"\xfe\xff", b"\0", b"<\0")
# A document type precedes the first element; only comments and instructions come before it.
_DOCUMENT_TYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*+<!(?!--)", re.S)
# Attribute values that mean false.
OFF = ("0", "false", "off", "none")
_WHOLE = re.compile(r"[0-9]{1,12}")
_MOST_ELEMENTS = 500_000
_DEEPEST = 100


def check_xml(content: bytes, name: str) -> None:
    """Raise RefusedError for an encoding other than UTF-8, and for a document type."""
    if content.startswith(_NOT_UTF8):
        # Office programs write UTF-8; another encoding would hide a document type from the check.
        raise RefusedError("file-unreadable")
    # No spreadsheet needs a document type; its only use is an attack.
    if _DOCUMENT_TYPE.match(content):
        raise RefusedError("file-has-entities", name)


def parse_elements(
    content: bytes,
    names: Collection[str],
    take: Callable[[Element], None],
    begin: Callable[[str], None] = lambda name: None,
) -> None:
    """Call `take` with each complete element that has one of `names`; RefusedError for invalid XML.

    Nested elements with these names are not passed separately. Element and attribute names have no
    prefixes. `begin` is called with the name of each element outside of those passed to `take`.
    """
    builder = TreeBuilder()
    depth = count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal builder, depth, count
        name = tag.rpartition(":")[2]
        if not depth and name not in names:
            begin(name)
            return
        depth, count = depth + 1, count + 1 if depth else 1
        if count > _MOST_ELEMENTS or depth > _DEEPEST:
            raise RefusedError("file-too-demanding")
        builder.start(name, {key.rpartition(":")[2]: each for key, each in attributes.items()})

    def data(text: str) -> None:
        if depth:
            builder.data(text)

    def end(tag: str) -> None:
        nonlocal builder, depth
        if depth:
            builder.end(tag.rpartition(":")[2])
            depth -= 1
            if not depth:
                take(builder.close())
                builder = TreeBuilder()

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = data
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise RefusedError("file-unreadable") from error


def elements(content: bytes, *names: str) -> list[Element]:
    """Return the elements with certain names in document order; [] for a missing part."""
    matching: list[Element] = []

    def take(element: Element) -> None:
        matching.append(element)
        if len(matching) > _MOST_ELEMENTS:
            raise RefusedError("file-too-demanding")

    if content:
        parse_elements(content, names, take)
    return matching


def whole_number(text: str | None, otherwise: int) -> int:
    """Return the whole number in an attribute, `otherwise` if it is none."""
    return int(text) if text and _WHOLE.fullmatch(text) else otherwise


def value_of(parent: Element | None, path: str, otherwise: str = "") -> str:
    """Return the `val` attribute at a path, "" if missing; `otherwise` without the element."""
    element = None if parent is None else parent.find(path)
    return otherwise if element is None else element.get("val", "")
