"""Old and rare formats (xls, xlsb, ods), read by a process of their own that may run out of memory.

Their readers believe sizes that a file states. In a process with a limit such a file harms nobody;
an xlsx file's sizes are checked beforehand instead, which is quicker. (BAD_INPUT.md, limits)
"""

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from ita.reading.files.grids import RawSheet, RefusedError, read_grids

_PROJECT = Path(__file__).parents[3]
_SECONDS = 20
# What the process may take as a whole; the largest file that is let in needs about half of it.
_MEMORY = 224 * 1024**2
_REFUSED = 3


def read_in_subprocess(data: bytes, *, most_sheets: int, most_rows: int) -> list[RawSheet]:
    """The same as read_grids, in a process that may fail without harm."""
    try:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "ita.reading.files.subprocess_reader",
                str(most_sheets),
                str(most_rows),
            ],
            input=data,
            capture_output=True,
            cwd=_PROJECT,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError("file-too-demanding") from error
    if done.returncode == _REFUSED:
        raise RefusedError(**json.loads(done.stdout))
    if done.returncode:
        raise RefusedError("file-too-demanding")
    return [
        RawSheet(**{**sheet, "rows": _restored(sheet["rows"])}) for sheet in json.loads(done.stdout)
    ]


def _restored(rows: list[list[Any]] | None) -> list[list[Any]] | None:
    if rows is None:
        return None
    return [[_date(cell) if type(cell) is dict else cell for cell in row] for row in rows]


def _date(cell: dict[str, str]) -> datetime.date | datetime.time | str:
    """A date or time from what `_encoded` made of it; a length of time stays a text of it."""
    ((kind, text),) = cell.items()
    return {
        "datetime": datetime.datetime.fromisoformat,
        "date": datetime.date.fromisoformat,
        "time": datetime.time.fromisoformat,
    }.get(kind, str)(text)


def _encoded(cell: Any) -> dict[str, str]:
    return {type(cell).__name__: str(cell)}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit; there the process still fails alone.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main() -> int:
    """Reads a workbook from standard input; prints its sheets, or the refusal, as JSON."""
    _limit_memory()
    sheets, rows = map(int, sys.argv[1:3])
    try:
        found = read_grids(sys.stdin.buffer.read(), most_sheets=sheets, most_rows=rows)
    except RefusedError as refusal:
        json.dump(vars(refusal), sys.stdout)
        return _REFUSED
    json.dump([sheet._asdict() for sheet in found], sys.stdout, default=_encoded)
    return 0


if __name__ == "__main__":
    sys.exit(main())
