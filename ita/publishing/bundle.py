"""Many files in one zip, under Thai names that every system unpacks."""

from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from ita.publishing.names import unique
from ita.publishing.outputs import Output


def bundle(outputs: Iterable[Output], progress: Callable[[int, int], None] | None = None) -> bytes:
    """A zip of the files of all outputs.

    Names are safe ones (see names.py); of two alike the second is numbered. `progress` gets after
    each output how many are done, of how many. What an output raises goes through: a zip with a
    gap would look whole.
    """
    wanted = list(outputs)
    taken: set[str] = set()
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for done, output in enumerate(wanted, 1):
            for name, content in output.files():
                archive.writestr(unique(name, taken), content)
            if progress:
                progress(done, len(wanted))
    return buffer.getvalue()
