"""Run the readers of old and rare formats (xls, xlsb, ods, PDF) in a subprocess with limits.

Their libraries trust the sizes stated in a file, so they run in a process with a memory limit. The
sizes of an xlsx file are checked beforehand instead, which is faster.
(BAD_INPUT.md, limits)
"""

import pickle
import subprocess
import sys
from pathlib import Path
from pkgutil import resolve_name

from ita.domain.problems import Problem
from ita.reading.files.sheet import Limits, RefusedError, Sheet

_PROJECT = Path(__file__).parents[3]
# The limits of elapsed time, on a busy machine, and of processor time.
_SECONDS = 20
_PROCESSOR_SECONDS = 4
# The memory of the whole process; the largest file within the limits needs about half of it.
_MEMORY = 224 * 1024**2


def read_in_subprocess(
    reader: str, data: bytes, limits: Limits, memory: int = _MEMORY
) -> tuple[list[Sheet], list[Problem]]:
    """Read a file with a function of ita/reading/files, given as "module:function".

    Raises RefusedError also for a file that takes too much time or memory.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, f"ita.reading.files.{reader}", str(memory)],
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
    # The pickle was made by this module in the subprocess, not by the file's author.
    answer = pickle.loads(done.stdout)
    if isinstance(answer, RefusedError):
        raise answer
    sheets, problems = answer
    return sheets, problems


def _limit_resources(memory: int) -> None:
    try:
        import resource
    except ImportError:
        # Windows has no limits; a failure still affects only the subprocess.
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))


def main(reader: str, memory: str) -> None:
    """Read a file from standard input; write its sheets or a refusal to standard output."""
    answer: tuple[list[Sheet], list[Problem]] | RefusedError
    try:
        data, limits = pickle.load(sys.stdin.buffer)
        read = resolve_name(reader)
        _limit_resources(int(memory))
        answer = read(data, limits)
    except RefusedError as refusal:
        answer = refusal
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    main(*sys.argv[1:])
