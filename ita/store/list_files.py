"""Lists of many agencies and years from CSV, Parquet or XLSX: their columns, their faulty rows."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from python_calamine import CalamineWorkbook

from ita.domain.tables import INSTRUMENTS
from ita.thai.text import comparison_key

# What a column may be called, in the form in which headers are compared.
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
# Years of the Buddhist Era in which there is such an assessment.
FIRST_YEAR, LAST_YEAR = 2556, 2600
_KEYS = {
    "indicator": tuple(str(number) for number in range(1, 11)),
    "instrument": INSTRUMENTS,
    "total": ("total",),
}


class RowProblem(NamedTuple):
    """What is wrong with a row; `row` counts as a spreadsheet does, the header being row 1.

    `code` is "agency", "fiscal_year", "key", "score" or "twice"; `value` is what stands there.
    """

    row: int
    code: str
    value: str


class ListFileError(ValueError):
    """A file that is no list: `reason` is "format" or "columns", `detail` what is missing."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}")


def read_list(path: Path) -> tuple[pd.DataFrame, list[RowProblem]]:
    """The figures of a list, and what is wrong with its rows.

    Columns: agency, agency_type, province, parent, variant ("" where missing), fiscal_year (int),
    level ("indicator", "instrument" or "total"), key, score. An agency and year of which any row
    is faulty is left out whole, so that nothing half is written; a row that stands twice with one
    score counts once. Raises ListFileError.
    """
    table = _named_columns(_load(path))
    problems: list[RowProblem] = []
    faulty = pd.Series(False, table.index)
    years, scores = _numbers(table["fiscal_year"]), _numbers(table["score"])
    keys = pd.MultiIndex.from_tuples([(level, key) for level in _KEYS for key in _KEYS[level]])
    pairs = pd.MultiIndex.from_arrays([table["level"], table["key"]])
    checks = {
        "agency": table["agency"].str.strip() == "",
        "fiscal_year": ~(years.between(FIRST_YEAR, LAST_YEAR) & (years % 1 == 0)),
        "key": pd.Series(~pairs.isin(keys), table.index),
        "score": ~scores.between(0, 100),
    }
    for code, is_wrong in checks.items():
        column = "key" if code == "key" else code
        rows = table.index[is_wrong & ~faulty]
        problems += [RowProblem(int(at) + 2, code, str(table.at[at, column])) for at in rows]
        faulty |= is_wrong
    table["score"] = scores
    table["fiscal_year"] = years.where(~checks["fiscal_year"]).astype("Int64")
    owner = ["agency", "province", "fiscal_year"]
    figure = [*owner, "level", "key"]
    table = table[~(table.duplicated([*figure, "score"]) & ~faulty)]
    twice = table.duplicated(figure, keep=False) & ~faulty.reindex(table.index)
    problems += [
        RowProblem(int(at) + 2, "twice", str(table.at[at, "score"])) for at in table.index[twice]
    ]
    faulty = faulty.reindex(table.index) | twice
    if faulty.any():
        wrong = pd.MultiIndex.from_frame(table.loc[faulty, owner])
        table = table[~faulty & ~pd.MultiIndex.from_frame(table[owner]).isin(wrong)]
    table["fiscal_year"] = table["fiscal_year"].astype("int64")
    return table.reset_index(drop=True), sorted(problems)


def _load(path: Path) -> pd.DataFrame:
    """The cells of a list as texts and numbers."""
    ending = path.suffix.lower()
    try:
        if ending == ".csv":
            return _load_csv(path)
        if ending == ".parquet":
            return _decoded(pyarrow.parquet.read_table(path))
        if ending == ".xlsx":
            rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
            header, *cells = rows or [[]]
            return pd.DataFrame(cells, columns=[str(name) for name in header])
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ListFileError("format", type(error).__name__) from error
    raise ListFileError("format", ending)


def _load_csv(path: Path) -> pd.DataFrame:
    with path.open("rb") as file:
        header = file.readline().decode("utf-8-sig")
    names = [name.strip().strip('"') for name in header.strip().split(",")]
    # Names are repeated ten times a year: as a dictionary they take a tenth of the memory.
    types: dict[str, pa.DataType] = {
        name: pa.string() if _meaning(name) == "score" else pa.dictionary(pa.int32(), pa.string())
        for name in names
    }
    options = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=False)
    return _decoded(pyarrow.csv.read_csv(path, convert_options=options))


def _decoded(table: pa.Table) -> pd.DataFrame:
    return table.to_pandas(strings_to_categorical=False)


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


def _numbers(column: pd.Series) -> pd.Series:
    """A column as floats, NaN for what is no number."""
    kinds = column.astype("category")
    numbers = pd.to_numeric(pd.Series(kinds.cat.categories), errors="coerce").to_numpy(float)
    codes = kinds.cat.codes.to_numpy()
    return pd.Series(np.where(codes >= 0, numbers[codes], np.nan), column.index)


def _text(value: object) -> str:
    is_whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if is_whole and isinstance(value, float) else str(value).strip()
