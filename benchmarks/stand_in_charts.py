"""Four charts like those of the overview, to measure with until the overview has its own."""

import plotly.graph_objects as go

_INDICATORS = [
    "การปฏิบัติหน้าที่",
    "การใช้งบประมาณ",
    "การใช้อำนาจ",
    "การใช้ทรัพย์สินของราชการ",
    "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน",
    "ประสิทธิภาพการสื่อสาร",
    "การปรับปรุงระบบการทำงาน",
    "การเปิดเผยข้อมูล",
    "การป้องกันการทุจริต",
]
_SCORES = [98.87, 94.12, 96.4, 95.03, 97.6, 99.1, 98.2, 97.3, 100, 100]


def figures() -> list[go.Figure]:
    """Return bars of the indicators, dots of the questions, a waterfall and bars by division."""
    bars = go.Figure(
        go.Bar(x=_SCORES, y=_INDICATORS, orientation="h", text=_SCORES, textposition="outside")
    )
    dots = go.Figure(
        [
            go.Scatter(
                x=[70 + (7 * q + 11 * group) % 30 for q in range(30)],
                y=[f"ข้อ {q + 1}" for q in range(30)],
                mode="markers",
                name=group_name,
            )
            for group, group_name in enumerate(("IIT", "EIT", "OIT"))
        ]
    )
    steps = go.Figure(
        go.Waterfall(
            x=["IIT", "EIT", "OIT", "รวม"],
            y=[28.93, 29.21, 40, 0],
            measure=["relative", "relative", "relative", "total"],
        )
    )
    divisions = go.Figure(
        [
            go.Bar(
                x=[30, 21, 17, 9],
                y=["ปกครอง", "ทะเบียน", "การเงิน", "ช่าง"],
                orientation="h",
                name="ระบุชื่อ",
            ),
            go.Bar(
                x=[12, 17, 17, 17],
                y=["ปกครอง", "ทะเบียน", "การเงิน", "ช่าง"],
                orientation="h",
                name="ร่วม",
            ),
        ],
        {"barmode": "stack"},
    )
    return [bars, dots, steps, divisions]
