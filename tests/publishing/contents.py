"""Small contents of compositions with known figures, for the tests of what is made of them."""

from collections.abc import Sequence

from ita.publishing.content.model import (
    Answer,
    Change,
    Head,
    Month,
    Result,
    Scored,
    Share,
    Task,
    Tasks,
    Weak,
    Weakest,
    Years,
)

HEAD = Head("สำนักงานทดสอบ · ปีงบประมาณ 2565", "หัวเรื่อง", "คำอธิบาย", "ที่มา: แบบทดสอบ")
STATES = (
    ("reported", "รายงานแล้ว"),
    ("closed", "จบแล้ว"),
    ("not_reported", "ยังไม่รายงาน"),
    ("outstanding", "ค้างรายงาน"),
)


def scored(key: str, score: float | None, label: str = "", note: str = "") -> Scored:
    """Something with a score; its band follows the marks 85 and 95."""
    band = None
    if score is not None:
        band = "excellent" if score >= 95 else "pass" if score >= 85 else "below"
    return Scored(key, label or f"ชื่อ {key}", score, band, note)


def result(
    indicators: Sequence[float | None] = (98.867, 93.69, 80.0), total: float | None = 98.135
) -> Result:
    """A result of one instrument."""
    own = tuple(scored(str(at), score, note="AA") for at, score in enumerate(indicators, 1))
    instrument = scored("IIT", total, "IIT ภายใน", "28.93 / 30")
    return Result(HEAD, scored("total", total), "ระดับ AA", ((instrument, own),), (85, 95))


def weakest(*rows: Weak, more: int = 0, empty: str = "") -> Weakest:
    """Weakest questions; two where none are given, the second without a measure."""
    two = (
        Weak(
            scored("I11", 81.2, "ข้อความของข้อแรก"),
            (Answer("8", "จัดทำคู่มือ", "ฝ่ายการคลัง", "30 มี.ค. 2566"),),
        ),
        Weak(scored("I7", 93.99, "ข้อความของข้อที่สอง"), (), "ยังไม่มีมาตรการ"),
    )
    return Weakest(HEAD, rows or (() if empty else two), more, empty)


def tasks(count: int, issue: str = "ประเด็นของมาตรการ") -> Tasks:
    """The measures of a division, numbered from 1."""
    states = (("done", "แล้วเสร็จ"), ("overdue", "เลยกำหนด"), ("not_reported", "ยังไม่มีรายงาน"))
    rows = tuple(
        Task(str(at), f"{issue} {at}", "20 เม.ย. 2566", *states[at % 3], own=at % 2 == 0)
        for at in range(1, count + 1)
    )
    return Tasks(HEAD, "ฝ่ายปกครอง", (("ของฝ่ายเอง", count),), rows)


def month(*rows: Share) -> Month:
    """The progress of a month."""
    return Month(HEAD, (("รายงานแล้ว", 22), ("ยังไม่รายงาน", 33)), 55, STATES, rows)


def years(*rows: Change, totals: Sequence[Scored] = (), change: float | None = None) -> Years:
    """Two years; two totals and their change where none are given."""
    two = (scored("2565", 98.14, "2565", "AA"), scored("2566", 97.185, "2566"))
    moved = change if totals else -0.95
    return Years(HEAD, tuple(totals) or two, moved, ("2565", "2566"), rows)
