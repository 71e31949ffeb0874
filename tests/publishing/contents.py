"""Small contents of compositions with known figures, for the tests of what is made of them."""

from collections.abc import Sequence

from ita.publishing.content.model import (
    Agencies,
    Answer,
    BestPractice,
    BestRow,
    Change,
    Head,
    Month,
    NewScore,
    RankRow,
    Result,
    Scored,
    Share,
    Task,
    Tasks,
    Weak,
    Weakest,
    WhatIf,
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
    scored_indicators = tuple(
        scored(str(at), score, note="AA") for at, score in enumerate(indicators, 1)
    )
    instrument = scored("IIT", total, "IIT ภายใน", "28.93 / 30")
    return Result(
        HEAD, scored("total", total), "ระดับ AA", ((instrument, scored_indicators),), (85, 95)
    )


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
        Task(str(at), f"{issue} {at}", "20 เม.ย. 2566", *states[at % 3], is_named=at % 2 == 0)
        for at in range(1, count + 1)
    )
    return Tasks(HEAD, (("ของฝ่ายเอง", count),), rows)


def month(*rows: Share) -> Month:
    """The progress of a month."""
    return Month(HEAD, (("รายงานแล้ว", 22), ("ยังไม่รายงาน", 33)), 55, STATES, rows)


def years(*rows: Change, totals: Sequence[Scored] = (), change: float | None = None) -> Years:
    """Two years; two totals and their change where none are given."""
    two = (scored("2565", 98.14, "2565", "AA"), scored("2566", 97.185, "2566"))
    moved = change if totals else -0.95
    return Years(HEAD, tuple(totals) or two, moved, ("2565", "2566"), rows)


def agencies(
    count: int, own_rank: int = 1, name: str = "เทศบาลตำบลตัวอย่าง", skipped: int = 0
) -> Agencies:
    """A ranking of so many rows, one's own at the place `own`; between the rows others are left out."""
    rows = tuple(
        RankRow(
            scored(f"{at:,}", 100 - at / 2, f"{name} {at}"),
            at == own_rank,
            skipped if at % 3 == 0 else 0,
        )
        for at in range(1, count + 1)
    )
    piles = tuple((at * 7) % 40 for at in range(25))
    means = (scored("down", 91.5, "ค่าเฉลี่ยกลุ่ม"), scored("circle-open", 87.57, "ค่าเฉลี่ยทั่วประเทศ"))
    is_ranked = 1 <= own_rank <= count
    own_score = scored(
        f"{own_rank:,}" if is_ranked else "", 99.5 if is_ranked else None, "คะแนนรวม", "AA"
    )
    comparisons = (
        "สูงกว่าค่าเฉลี่ยของกลุ่ม 8.00",
        "สูงกว่าค่าเฉลี่ยของหน่วยงานทั่วประเทศ 11.93",
        f"สูงสุดคือ {name} (100.00) ห่าง 0.50",
    )
    own_pile = 3 if is_ranked else None
    return Agencies(
        HEAD, own_score, count + count * skipped, comparisons, 50, piles, own_pile, means, rows
    )


def best(
    count: int,
    name: str = "การปรับปรุงระบบการทำงาน",
    agency: str = "เทศบาลตำบลตัวอย่าง",
    issue: str = "",
) -> BestPractice:
    """So many weak indicators; at the last one the agency is the best itself.

    With an `issue` the best have two measures for each indicator, and further ones.
    """
    measures = (Answer("8", issue, "ฝ่ายการคลัง", "30 มี.ค. 2566"),) * 2 if issue else ()
    rows = tuple(
        BestRow(
            scored(str(at), 40.0 + at * 10, f"{at}. {name}"),
            scored(str(at), 95.0 if at < count else 40.0 + at * 10, agency),
            55.0 - at * 10 if at < count else 0.0,
            at % 3,
            measures,
            3 if measures else 0,
        )
        for at in range(1, count + 1)
    )
    return BestPractice(HEAD, rows, count)


def what_if(
    count: int, text: str = "ข้อความของข้อคำถาม มากน้อยเพียงใด", *, total: bool = True
) -> WhatIf:
    """A scenario with so many changes, with a loss and full marks among them."""
    rows = tuple(
        NewScore(f"I{at}", text, 80.0 + at, 100.0 if at % 2 else 0.0, 0.19 - at / 50)
        for at in range(1, count + 1)
    )
    before, after = (98.14, 98.33) if total else (None, None)
    instruments = tuple(Change(code, 96.42, 100.0, 3.58) for code in ("IIT", "EIT", "OIT"))
    effects = (Change("2. การใช้งบประมาณ", 93.69, 96.82, 3.13), instruments[0])
    return WhatIf(
        HEAD,
        scored("before", before, "คะแนนรวม", "AA"),
        scored("after", after, "คะแนนรวม", "AA หรือ A" if total else ""),
        0.19 if total else None,
        instruments,
        rows,
        count and count - 1,
        -1.25,
        effects if count <= 2 else (),
    )
