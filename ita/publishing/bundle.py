"""Many files in one zip, under Thai names that every system unpacks."""

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

# What Windows forbids in a name, and what would open a folder.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# Linux takes 255 bytes a name; a Thai letter has three. The rest is for the number of a namesake.
_MOST_BYTES = 240


def bundle(
    files: Iterable[tuple[str, bytes | Callable[[], bytes]]],
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """A zip of files, each given as a name and its content or what makes its content.

    A name may be any text with an ending; what systems refuse becomes "-", and of two alike the
    second is numbered. `progress` is told after each file how many are done, of how many. What a
    maker raises goes through: a zip with a gap would look whole.
    """
    given = list(files)
    taken: set[str] = set()
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for done, (name, content) in enumerate(given, 1):
            made = content() if callable(content) else content
            archive.writestr(unique(file_name(name), taken), made)
            if progress:
                progress(done, len(given))
    return buffer.getvalue()


def file_name(text: str) -> str:
    """`text` as a file's name: a title with its ending, without what some system refuses.

    A long title is cut, its ending stays; where nothing is left of it, "-" stands for it.
    """
    stem, ending = _parts(_FORBIDDEN.sub("-", text))
    room = _MOST_BYTES - len(ending)
    # Windows drops blanks and dots at the end, and a dot in front hides a file.
    short = stem.strip(" .").encode(errors="ignore")[:room].decode(errors="ignore")
    return (short.rstrip(" .") or "-") + ending


def unique(name: str, taken: set[str]) -> str:
    """`name`, numbered if it is `taken` already, and taken from now on.

    To Windows capitals are no difference.
    """
    stem, ending = _parts(name)
    number, found = 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{stem} ({number}){ending}"
    taken.add(found.casefold())
    return found


def _parts(name: str) -> tuple[str, str]:
    """The name and its ending; a dot inside a title ("98.14 คะแนน") begins none."""
    ending = _ENDING.search(name)
    return (name[: ending.start()], ending[0]) if ending else (name, "")
