"""Every bad file that reading must bear: what is wrong with it, its bytes, and what is said.

One list, so that the table in BAD_INPUT.md and the tests can't tell different stories.
"""

from tests.reading.bad.of_documents import DOCUMENTS
from tests.reading.bad.of_files import FILE
from tests.reading.bad.of_scores import SCORES
from tests.reading.bad.of_tables import HEADERS, ROWS
from tests.reading.bad.of_texts import CSV, TEXT
from tests.reading.bad.of_workbooks import WORKBOOK

CASES = [*FILE, *DOCUMENTS, *WORKBOOK, *HEADERS, *ROWS, *SCORES, *CSV, *TEXT]
