"""Sheets that the dashboard writes beside scores and that hold none: measures, reports, results."""

from ita.reading.files.workbook import Sheet
from ita.thai.text import comparison_key

# The header of the first column of a sheet that was computed from the scores of its workbook. Read
# back, it would turn into figures that the office's report is said to print.
COMPUTED = "คำนวณจากคะแนนในไฟล์นี้"
# Ends the header of a column that the dashboard computed; in the first one, of a whole such table.
BY_DASHBOARD = "[ITA Dashboard]"
# The header of a sheet that says whose the measures are, where scores of another year are beside.
OF_PLAN = "ข้อมูลของแผนมาตรการ"
# What only sheets of measures and of their follow-ups have, and those always do.
_MEASURE_KEY = "รหัสมาตรการ"


def _header(sheet: Sheet) -> list[str]:
    first = sheet.rows[0] if sheet.rows else []
    return [comparison_key(cell) if isinstance(cell, str) else "" for cell in first]


def is_generated_sheet(sheet: Sheet) -> bool:
    """Whether the header of a sheet says that what it holds is no score and no printed claim."""
    header = _header(sheet)
    return (
        is_computed(sheet)
        or header[:1] == [comparison_key(OF_PLAN)]
        or comparison_key(_MEASURE_KEY) in header
    )


def is_computed_column(header: object) -> bool:
    """Whether the header of a column says that the dashboard computed it."""
    return isinstance(header, str) and comparison_key(header).endswith(comparison_key(BY_DASHBOARD))


def is_computed(sheet: Sheet) -> bool:
    """Whether a sheet holds what the dashboard computed from scores."""
    first = next(iter(_header(sheet)), "")
    return first == comparison_key(COMPUTED) or is_computed_column(first)


def describes_plan(sheet: Sheet) -> bool:
    """Whether a sheet says whose the measures of its workbook are."""
    return _header(sheet)[:1] == [comparison_key(OF_PLAN)]
