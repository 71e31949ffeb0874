"""Old and rare formats (xls, xlsb, ods), read by a process of their own that may run out of memory.

Their reader believes sizes that a file states. In a process with a limit such a file harms nobody;
an xlsx file's sizes are checked beforehand instead, which is quicker. (BAD_INPUT.md, limits)
"""

import pickle
import subprocess
import sys
from pathlib import Path

from ita.domain.problems import Problem
from ita.reading.files.binary import xls_marks, xlsb_marks
from ita.reading.files.calamine import read_grids
from ita.reading.files.opendocument import opendocument_marks
from ita.reading.files.package import Package
from ita.reading.files.sheet import Limits, RefusedError, Sheet

_PROJECT = Path(__file__).parents[3]
_SECONDS = 20
# What the process may take as a whole; the largest file that is let in needs about half of it.
_MEMORY = 224 * 1024**2


def read_in_subprocess(data: bytes, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """The sheets of an xls, xlsb or ods file, and why others can't be read."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=pickle.dumps((data, limits)),
            capture_output=True,
            cwd=_PROJECT,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError("file-too-demanding") from error
    if done.returncode:
        raise RefusedError("file-too-demanding")
    # Not the file's own bytes: what this program's other half makes of them.
    answer = pickle.loads(done.stdout)
    if isinstance(answer, RefusedError):
        raise answer
    sheets, problems = answer
    return sheets, problems


def _read(data: bytes, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    if not data.startswith(b"PK"):
        return read_grids(data, limits, xls_marks(data))
    package = Package(data, limits)
    marks = opendocument_marks(package) if "content.xml" in package else xlsb_marks(package)
    return read_grids(data, limits, marks)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit; there the process still fails alone.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main() -> None:
    """Reads the workbook that is given on standard input; answers with its sheets or a refusal."""
    _limit_memory()
    answer: tuple[list[Sheet], list[Problem]] | RefusedError
    try:
        answer = _read(*pickle.load(sys.stdin.buffer))
    except RefusedError as refusal:
        answer = refusal
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
