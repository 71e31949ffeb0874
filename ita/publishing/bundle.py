"""Many files in one zip, under Thai names that every system unpacks."""

from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from ita.publishing.names import unique


def bundle(
    files: Iterable[tuple[str, bytes | Callable[[], bytes]]],
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """A zip of files, each given as a name and its content or what makes its content.

    Names are safe ones (see names.py); of two alike the second is numbered. `progress` is told after each file how many are done, of how many. What a
    maker raises goes through: a zip with a gap would look whole.
    """
    given = list(files)
    taken: set[str] = set()
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for done, (name, content) in enumerate(given, 1):
            made = content() if callable(content) else content
            archive.writestr(unique(name, taken), made)
            if progress:
                progress(done, len(given))
    return buffer.getvalue()
