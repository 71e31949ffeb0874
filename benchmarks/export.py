"""What publishing for fifty offices in one call costs, one of the workbooks broken.

`python -m benchmarks.export` prints time, files, memory and browser starts, and ends with 1 if the
broken workbook is not the only one that is told of, if there was more than one browser, or if
memory grows with the workbooks.
"""

import subprocess
import sys
import time
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from tests.publishing.processes import Process, browser_processes

PROJECT = Path(__file__).parents[1]
SCORES = PROJECT / "data" / "scores" / "yannawa_2565.xlsx"
OFFICES, BROKEN = 50, 17
# The last tenth of the workbooks may take so many times the memory of the second: the first still
# fills caches.
MOST_GROWTH = 1.3


@dataclass
class Watched:
    """What was seen of a process and its browser: peaks in MB by tenth, each browser started."""

    python: dict[int, float] = field(default_factory=dict)
    browser: dict[int, float] = field(default_factory=dict)
    starts: set[Process] = field(default_factory=set)

    def look(self, pid: int, tenth: int) -> None:
        """Takes a sample; `tenth` is the tenth of the workbooks that is at work."""
        found = browser_processes(pid)
        for peaks, now in (
            (self.python, megabytes(pid)),
            (self.browser, sum(megabytes(each.pid) for each in found)),
        ):
            peaks[tenth] = max(peaks.get(tenth, 0), now)
        # A script of Python's starts the browser, which starts all others.
        self.starts |= {each for each in found if each.parent == pid}


def megabytes(pid: int) -> float:
    """Memory of a process, its share of what it shares; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def office(number: int) -> bytes:
    """The bundled workbook as that of another office."""
    book = load_workbook(SCORES)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "สำนักงานเขตยานนาวา":
                    cell.value = f"สำนักงานเขตที่ {number}"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def main() -> int:
    """Runs the call once and watches it; 1 if something is not as it must be."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        files = [Path(folder) / f"office-{number:02}.xlsx" for number in range(1, OFFICES + 1)]
        for number, file in enumerate(files, 1):
            file.write_bytes(b"PK\x03\x04 torn" if number == BROKEN else office(number))
        command = [sys.executable, "-m", "ita", "export", *map(str, files), "--out", str(out)]
        watched = Watched()
        start = time.perf_counter()
        with subprocess.Popen(
            command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as running:
            while running.poll() is None:
                made = len(list(out.iterdir())) if out.exists() else 0
                watched.look(running.pid, made * 10 // OFFICES)
                time.sleep(0.25)
            told = running.stderr.read().splitlines()
        seconds = time.perf_counter() - start
        folders = list(out.iterdir())
        made = [path for path in out.rglob("*") if path.is_file()]
        pictures = [path for path in made if path.suffix == ".png"]
    print(f"{len(folders)} of {OFFICES} offices: {len(made)} files, {len(pictures)} pictures")
    print(f"  {seconds:.0f} s, {seconds / len(folders):.1f} s an office")
    bounded = True
    for name, peaks in (("python", watched.python), ("browser", watched.browser)):
        growth = peaks[9] / peaks[1]
        bounded &= growth <= MOST_GROWTH
        each = ", ".join(f"{peaks[tenth]:.0f}" for tenth in sorted(peaks))
        print(f"  {name}: at most {max(peaks.values()):.0f} MB; peaks of each tenth: {each}")
        print(f"    the last against the second {growth:.2f} (at most {MOST_GROWTH})")
    print(f"  browsers started: {len(watched.starts)}; exit code {running.returncode}; told:")
    print(*(f"    {line}" for line in told), sep="\n")
    named = len(told) == 1 and told[0].startswith(files[BROKEN - 1].name)
    fine = named and running.returncode == 1 and len(folders) == OFFICES - 1
    return 0 if fine and len(watched.starts) == 1 and bounded else 1


if __name__ == "__main__":
    sys.exit(main())
