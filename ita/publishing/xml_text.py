"""Text that an XML file can hold."""

import re

# What XML 1.0 allows; a file with anything else cannot be opened.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """`text` without the control characters and half letters that XML forbids."""
    return _FORBIDDEN.sub("", text)
