"""The processes that a process started, read from Linux's /proc."""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    """A process by its number and its start, since numbers come again."""

    pid: int
    parent: int
    started: str
    command: str


def _running() -> list[Process]:
    processes = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent, *rest = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_text()
        except OSError:  # it ended meanwhile
            continue
        if state != "Z":
            processes.append(Process(int(folder.name), int(parent), rest[17], command))
    return processes


def below(pid: int) -> list[Process]:
    """All that a process started, and what those started."""
    running, known = _running(), {pid}
    while more := {each.pid for each in running if each.parent in known} - known:
        known |= more
    return [each for each in running if each.pid in known - {pid}]


def browser_processes(pid: int | None = None) -> list[Process]:
    """The browser's own among them, this process's by default."""
    return [each for each in below(pid or os.getpid()) if "--user-data-dir" in each.command]


def left_of(processes: Iterable[Process]) -> list[Process]:
    """Those that still run, wherever they hang now."""
    names = {(each.pid, each.started) for each in processes}
    return [each for each in _running() if (each.pid, each.started) in names]


def soon(holds: Callable[[], object], seconds: float = 20) -> bool:
    """Whether something comes true within some time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
