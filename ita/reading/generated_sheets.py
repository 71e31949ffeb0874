"""Recognizes sheets without scores that the dashboard wrote: measures, reports, results."""

from ita.reading.files.workbook import Sheet
from ita.thai.text import comparison_key

# The header of the first column of a sheet that was computed from the scores of its workbook. Its
# figures must not be read back as figures that the office's report prints.
COMPUTED = "คำนวณจากคะแนนในไฟล์นี้"
# Ends the header of a column that the dashboard computed; in the first column, of a whole table.
BY_DASHBOARD = "[ITA Dashboard]"
# The header of a sheet that names agency and year of the measures, if those of the scores differ.
OF_PLAN = "ข้อมูลของแผนมาตรการ"
# The header that all sheets of measures and follow-ups have, and no others.
_MEASURE_KEY = "รหัสมาตรการ"


def _header(sheet: Sheet) -> list[str]:
    first = sheet.rows[0] if sheet.rows else []
    return [comparison_key(cell) if isinstance(cell, str) else "" for cell in first]


def is_generated_sheet(sheet: Sheet) -> bool:
    """Whether a sheet's header says that it holds neither scores nor printed figures."""
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
    """Whether the dashboard computed a sheet from scores."""
    first = next(iter(_header(sheet)), "")
    return first == comparison_key(COMPUTED) or is_computed_column(first)


def describes_plan(sheet: Sheet) -> bool:
    """Whether a sheet names agency and year of the measures in its workbook."""
    return _header(sheet)[:1] == [comparison_key(OF_PLAN)]
