"""Recognition of sheets without scores that the dashboard wrote: measures, reports, results."""

from ita.reading.files.workbook import Sheet
from ita.thai.text import comparison_key

# The first header of a sheet computed from the scores of its workbook. Its figures must not be read
# back as figures of the office's own report.
COMPUTED = "คำนวณจากคะแนนในไฟล์นี้"
# The end of the header of a computed column; in the first column it marks the whole table.
BY_DASHBOARD = "[ITA Dashboard]"
# The header of a sheet with the agency and year of the measures, if those of the scores differ.
OF_PLAN = "ข้อมูลของแผนมาตรการ"
# A header that only sheets of measures and follow-ups have.
_MEASURE_KEY = "รหัสมาตรการ"


def _header(sheet: Sheet) -> list[str]:
    first = sheet.rows[0] if sheet.rows else []
    return [comparison_key(cell) if isinstance(cell, str) else "" for cell in first]


def is_generated_sheet(sheet: Sheet) -> bool:
    """Return whether a sheet contains neither scores nor figures of a report, by its header."""
    header = _header(sheet)
    return (
        is_computed(sheet)
        or header[:1] == [comparison_key(OF_PLAN)]
        or comparison_key(_MEASURE_KEY) in header
    )


def is_computed_column(header: object) -> bool:
    """Return whether a header marks a column that the dashboard computed."""
    return isinstance(header, str) and comparison_key(header).endswith(comparison_key(BY_DASHBOARD))


def is_computed(sheet: Sheet) -> bool:
    """Return whether the dashboard computed a sheet from scores."""
    first = next(iter(_header(sheet)), "")
    return first == comparison_key(COMPUTED) or is_computed_column(first)


def describes_plan(sheet: Sheet) -> bool:
    """Return whether a sheet names agency and year of the measures in its workbook."""
    return _header(sheet)[:1] == [comparison_key(OF_PLAN)]
