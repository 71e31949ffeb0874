"""What reading costs: against openpyxl and a bare calamine read, and for every file it refuses.

`python -m benchmarks.reading` prints the figures and ends with 1 if one is over its limit.
"""

import gc
import io
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from timeit import timeit

import openpyxl
import pandas as pd
from python_calamine import CalamineWorkbook

from ita.reading.scores import read_scores
from tests.reading.bad import CASES
from tests.reading.bad.building import Case
from tests.reading.files import OWN_WORKBOOK, own_questions

PROJECT = Path(__file__).parents[1]
AGENCIES = 400
# A large file against openpyxl reading its cells alone; the office's own against bare calamine.
MOST_OF_OPENPYXL = 0.35
MOST_OF_CALAMINE = 4.0
# What a refused file may take.
MOST_SECONDS = 2.0
MOST_MEGABYTES = 300


def large_workbook() -> bytes:
    """The office's questions for 400 agencies: 35,200 rows."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("คะแนน")
    header = ["รหัส", "ตัวชี้วัดที่", "ตัวชี้วัดย่อย", "ข้อคำถาม", "คะแนน"]
    sheet.append(["หน่วยงาน", "ปีงบประมาณ", *header])
    for agency in range(AGENCIES):
        for code, indicator, sub, text, score in own_questions():
            own = round(5 + (score + agency / 7) % 95, 2)
            sheet.append([f"หน่วยงาน {agency}", 2565, code, indicator, sub, text, own])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def best(work: Callable[[], object], times: int) -> float:
    """The least seconds of several runs."""
    taken = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def bare(data: bytes) -> list[list[list[object]]]:
    """Every cell of a workbook, and nothing else."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def alternating(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """How many times longer the second takes: least against least, and the median of the pairs.

    Both run in turns, ten calls at a time as timeit does it; the least is what the work itself
    takes, the median also holds what the machine does besides.
    """
    pairs = [(timeit(first, number=10), timeit(second, number=10)) for _ in range(40)]
    least = min(pair[1] for pair in pairs) / min(pair[0] for pair in pairs)
    return least, statistics.median(pair[1] / pair[0] for pair in pairs)


def compared() -> bool:
    """Prints the two ratios; whether both are within their limits."""
    data = large_workbook()
    reading = read_scores(data, "large.xlsx")
    openpyxl_takes = best(lambda: pd.read_excel(io.BytesIO(data), engine="openpyxl"), 2)
    ours = best(lambda: read_scores(data, "large.xlsx"), 3)
    large = ours / openpyxl_takes
    print(f"{len(reading.scores):,} rows: {ours:.2f} s, openpyxl {openpyxl_takes:.2f} s")
    print(f"  ratio {large:.2f} (at most {MOST_OF_OPENPYXL})")
    own = OWN_WORKBOOK.read_bytes()
    small, middle = alternating(lambda: bare(own), lambda: read_scores(own, "own.xlsx"))
    print(f"the office's own workbook: {small:.2f} times a bare read (at most {MOST_OF_CALAMINE});")
    print(f"  median of the pairs {middle:.2f}")
    return large <= MOST_OF_OPENPYXL and small <= MOST_OF_CALAMINE


def refused() -> bool:
    """Prints what each refused file takes in a process of its own; whether all are in the limits."""
    cases = [case for case in CASES if not case.items and not case.indicators]
    slowest, largest = 0.0, 0
    for case in cases:
        seconds, megabytes = cost(case)
        slowest, largest = max(slowest, seconds), max(largest, megabytes)
        print(f"  {seconds:5.2f} s {megabytes:4d} MB  {case.name}")
    print(f"{len(cases)} refused files: {slowest:.2f} s and {largest} MB at most", end=" ")
    print(f"(limits {MOST_SECONDS:.0f} s, {MOST_MEGABYTES} MB)")
    return slowest <= MOST_SECONDS and largest <= MOST_MEGABYTES


def cost(case: Case) -> tuple[float, int]:
    """Seconds of reading a case's file, and the peak memory in megabytes of all its processes."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reading", "--one", case.file],
        input=case.build(),
        capture_output=True,
        cwd=PROJECT,
        check=True,
    )
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def one(name: str) -> None:
    """Reads the file on standard input and prints what it took."""
    import resource

    data = sys.stdin.buffer.read()
    start = time.perf_counter()
    read_scores(data, name)
    seconds = time.perf_counter() - start
    # The peak of this process since it began; getrusage would count the one that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    own = int(status.split("VmHWM:")[1].split()[0])
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps([round(seconds, 3), (own + children) // 1024]))


def main() -> int:
    """Runs everything; 1 if a limit is passed."""
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2])
        return 0
    within = compared()
    return 0 if refused() and within else 1


if __name__ == "__main__":
    sys.exit(main())
