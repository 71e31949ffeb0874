"""Lists of many agencies and years from CSV, Parquet or XLSX, read in parts: their columns."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from ita.thai.text import comparison_key

# Accepted names of each column, in the form in which headers are compared.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "agency": ("agency", "agencyname", "organization", "หน่วยงาน", "ชื่อหน่วยงาน"),
    "fiscal_year": ("fiscalyear", "year", "ปีงบประมาณ", "ปีงบประมาณพศ", "ปี"),
    "indicator": ("indicator", "indicatorno", "ตัวชี้วัด", "ตัวชี้วัดที่"),
    "level": ("level", "ระดับผล"),
    "key": ("key", "code", "รหัส"),
    "score": ("score", "คะแนน", "คะแนนที่ได้"),
    "agency_type": ("agencytype", "type", "ประเภท", "ประเภทหน่วยงาน"),
    "province": ("province", "จังหวัด"),
    "parent": ("parent", "สังกัด", "หน่วยงานต้นสังกัด"),
    "variant": ("variant", "รูปแบบ"),
}
TEXTS = ("agency", "agency_type", "province", "parent", "variant", "level", "key")
# Bytes of CSV, and rows of other files, read at once.
CSV_PART, ROWS_OF_PART = 4 * 1024**2, 50_000


class ListFileError(ValueError):
    """A file that is no list: `reason` is "format" or "columns", `detail` what is missing."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}")


def read_parts(path: Path) -> Iterator[pd.DataFrame]:
    """The cells of a list, part by part, under the columns' own names.

    Columns: agency, agency_type, province, parent, variant, level, key (texts, "" where missing),
    fiscal_year and score as they stand in the file. The index counts rows as a spreadsheet does,
    the header being row 1. Raises ListFileError, also in the middle of a file.
    """
    ending = path.suffix.lower()
    readers = {".csv": _read_csv, ".parquet": _read_parquet, ".xlsx": _read_xlsx}
    if ending not in readers:
        raise ListFileError("format", ending)
    first = 2
    try:
        for part in readers[ending](path):
            part.index = pd.RangeIndex(first, first + len(part))
            first += len(part)
            # A sheet often goes on below its last row.
            named = _named_columns(part.dropna(how="all"))
            if len(named):
                yield named
    except (pa.ArrowException, BadZipFile, KeyError, OSError, ValueError) as error:
        if isinstance(error, ListFileError):
            raise
        raise ListFileError("format", type(error).__name__) from error


def _read_csv(path: Path) -> Iterator[pd.DataFrame]:
    with path.open("rb") as file:
        header = file.readline().decode("utf-8-sig")
    names = [name.strip().strip('"') for name in header.strip().split(",")]
    # Names are repeated ten times a year: as a dictionary they take a tenth of the memory.
    types: dict[str, pa.DataType] = {
        name: pa.string() if _meaning(name) == "score" else pa.dictionary(pa.int32(), pa.string())
        for name in names
    }
    options = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=False)
    block = pyarrow.csv.ReadOptions(block_size=CSV_PART)
    with pyarrow.csv.open_csv(path, read_options=block, convert_options=options) as reader:
        yield from _frames(reader, reader.schema)


def _read_parquet(path: Path) -> Iterator[pd.DataFrame]:
    with pyarrow.parquet.ParquetFile(path) as file:
        yield from _frames(file.iter_batches(ROWS_OF_PART), file.schema_arrow)


def _frames(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[pd.DataFrame]:
    # The columns of a list without rows are checked all the same.
    yield schema.empty_table().to_pandas()
    for batch in batches:
        yield batch.to_pandas(strings_to_categorical=False)


def _read_xlsx(path: Path) -> Iterator[pd.DataFrame]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        header = [str(name) for name in next(rows, ())]
        yield pd.DataFrame(columns=header)
        while part := list(islice(rows, ROWS_OF_PART)):
            yield pd.DataFrame([_filled(row, len(header)) for row in part], columns=header)
    finally:
        book.close()


def _filled(row: Sequence[object], width: int) -> list[object]:
    """A row with as many cells as the header."""
    return [*row[:width], *[None] * (width - len(row))]


def _meaning(header: str) -> str | None:
    key = comparison_key(header)
    return next((name for name, words in HEADERS.items() if key in words), None)


def _named_columns(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the columns' own names; texts are stripped, "" where they are missing."""
    meanings = {header: _meaning(str(header)) for header in table.columns}
    table = table.rename(columns={header: name for header, name in meanings.items() if name})
    table = table[[name for name in dict.fromkeys(meanings.values()) if name]].copy()
    if "indicator" in table.columns and "key" not in table.columns:
        table["key"] = table.pop("indicator")
        table["level"] = "indicator"
    absent = [name for name in ("agency", "fiscal_year", "key", "score") if name not in table]
    if absent:
        raise ListFileError("columns", ", ".join(absent))
    if "level" not in table:
        table["level"] = "indicator"
    for name in TEXTS:
        table[name] = _texts(table[name]) if name in table else ""
    return table


def _texts(column: pd.Series) -> pd.Series:
    """A column as stripped texts; whole numbers without a decimal point."""
    kinds = column.astype("category")
    texts = ["" if pd.isna(value) else _text(value) for value in kinds.cat.categories]
    codes = kinds.cat.codes.to_numpy()
    return pd.Series([texts[code] if code >= 0 else "" for code in codes], column.index, dtype=str)


def _text(value: object) -> str:
    is_whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if is_whole and isinstance(value, float) else str(value).strip()
