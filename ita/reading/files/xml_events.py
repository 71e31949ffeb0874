"""Streaming XML: no tree and no entities, so that no part takes more memory than its bytes."""

import re
from collections.abc import Callable
from xml.parsers import expat

from ita.reading.files.sheet import RefusedError

_NOT_UTF8 = (b"\xff\xfe", b"\xfe\xff", b"\0", b"<\0")
# A document type stands before the first element, after nothing but comments and instructions.
_DOCUMENT_TYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*+<!(?!--)", re.S)
_WHOLE = re.compile(r"[0-9]{1,12}")
_MOST_ELEMENTS = 500_000


def check_xml(content: bytes, name: str) -> None:
    """Raises RefusedError for an encoding other than UTF-8, and for a document type."""
    if content.startswith(_NOT_UTF8):
        # Every office program writes UTF-8; another encoding would hide what is searched for here.
        raise RefusedError("file-unreadable")
    # No spreadsheet needs a document type; its only use is an attack.
    if _DOCUMENT_TYPE.match(content):
        raise RefusedError("file-has-entities", name)


def parse_xml(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    data: Callable[[str], None] | None = None,
) -> None:
    """Calls back for each element and text of a document; RefusedError if it is no XML.

    Names come without their prefix, and a text between two tags comes whole.
    """
    names: dict[str, str] = {}

    def local(name: str) -> str:
        return names.get(name) or names.setdefault(name, name.rpartition(":")[2])

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = data
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise RefusedError("file-unreadable") from error


def elements(content: bytes, *names: str) -> list[tuple[str, dict[str, str]]]:
    """The elements with certain names in document order, each with its attributes."""
    matching: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name in names:
            matching.append((name, attributes))
            if len(matching) > _MOST_ELEMENTS:
                raise RefusedError("file-too-demanding")

    if content:
        parse_xml(content, start)
    return matching


def whole_number(text: str | None, otherwise: int) -> int:
    """The whole number in an attribute, `otherwise` where there is none."""
    return int(text) if text and _WHOLE.fullmatch(text) else otherwise
