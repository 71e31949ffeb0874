"""Answers to questions about a file: which column is the score, where the header is, who owns it.

A mapping determines how to read a file that is ambiguous. It is stored with a saved file, is
applied to later files of the same layout, and can be passed to the command line as JSON.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

# The role of a column, row or sheet that is ignored.
UNUSED = "unused"


class MappingError(ValueError):
    """An invalid mapping file; the message names the entry."""


@dataclass(frozen=True)
class SheetMapping:
    """Answers about one sheet; values that are left out are read from the sheet itself.

    Rows and columns are named as in a spreadsheet: rows from 1, columns by letter. `columns` maps a
    column to its role (a kind of ita/reading/tables/headers.py, or "unused"), `scales` to the
    full marks of a column whose scale is not 0 to 100. `header_rows` are the rows of the header,
    `unused_rows` rows to ignore. `layout` is the fingerprint of the sheet's headers: with it the
    answers about columns, header and scale also apply to other files of the same layout.
    """

    sheet: str
    layout: str = ""
    unused: bool = False
    header_rows: tuple[int, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    unused_rows: frozenset[int] = frozenset()
    agency: str | None = None
    fiscal_year: int | None = None

    def merged(self, later: "SheetMapping") -> "SheetMapping":
        """Return these answers updated with later ones, which take precedence."""
        return SheetMapping(
            self.sheet,
            later.layout or self.layout,
            later.unused or self.unused,
            later.header_rows or self.header_rows,
            {**self.columns, **later.columns},
            {**self.scales, **later.scales},
            self.unused_rows | later.unused_rows,
            later.agency or self.agency,
            later.fiscal_year or self.fiscal_year,
        )

    def for_layout(self) -> "SheetMapping":
        """Return the answers for other sheets of the same layout: columns, header and scales.

        That a sheet is unused applies only to that sheet: another one with the same headers counts.
        """
        return SheetMapping(
            self.sheet,
            self.layout,
            header_rows=self.header_rows,
            columns=self.columns,
            scales=self.scales,
        )


@dataclass(frozen=True)
class FileMapping:
    """Answers about a whole file; `fiscal_year` is Buddhist Era, `variant` that of a framework."""

    agency: str | None = None
    fiscal_year: int | None = None
    variant: str | None = None
    sheets: tuple[SheetMapping, ...] = ()

    def of_sheet(self, name: str, layout: str = "") -> SheetMapping:
        """Return the answers about a sheet by its name, else by its layout, else empty ones.

        Answers about another layout do not apply to a sheet of the same name.
        """
        for each in self.sheets:
            if each.sheet == name and (not layout or each.layout in ("", layout)):
                return each
        alike = next((each for each in self.sheets if layout and each.layout == layout), None)
        return replace(alike.for_layout(), sheet=name) if alike else SheetMapping(name)

    def merged(self, later: "FileMapping") -> "FileMapping":
        """Return these answers updated with later ones, which take precedence."""
        sheets = {each.sheet: each for each in self.sheets}
        for each in later.sheets:
            sheets[each.sheet] = sheets[each.sheet].merged(each) if each.sheet in sheets else each
        return FileMapping(
            later.agency or self.agency,
            later.fiscal_year or self.fiscal_year,
            later.variant or self.variant,
            tuple(sheets.values()),
        )

    def for_layout(self) -> "FileMapping":
        """Return the answers for files of the same layout: variant, columns, header, scales."""
        sheets = tuple(each.for_layout() for each in self.sheets if each.layout)
        return FileMapping(variant=self.variant, sheets=sheets)

    def to_json(self) -> str:
        """Return the mapping as JSON text for `from_json`, without empty entries."""
        return json.dumps(_plain(self), ensure_ascii=False, indent=2)

    @staticmethod
    def from_json(text: str | bytes) -> "FileMapping":
        """Return the mapping in a JSON text. Raises MappingError, which names the entry."""
        try:
            content = json.loads(text)
        except ValueError as error:
            raise MappingError("not JSON") from error
        sheets = content.pop("sheets", []) if isinstance(content, dict) else None
        if not isinstance(sheets, list):
            raise MappingError("sheets")
        return _built(FileMapping, content | {"sheets": [_built(SheetMapping, s) for s in sheets]})


NO_ANSWERS = FileMapping()


def _are_rows(value: list[Any]) -> bool:
    return all(type(row) is int and row > 0 for row in value)


def _are_roles(value: dict[str, Any]) -> bool:
    return all(type(role) is str for role in value.values())


def _are_scales(value: dict[str, Any]) -> bool:
    return all(type(full) in (int, float) and full > 0 for full in value.values())


# For each entry its type in JSON, the type of its field, and a check of its contents.
_ENTRIES: Mapping[str, tuple[type, type, Callable[[Any], bool]]] = {
    **dict.fromkeys(("agency", "variant", "sheet", "layout"), (str, str, lambda _: True)),
    "fiscal_year": (int, int, lambda _: True),
    "sheets": (list, tuple, lambda _: True),
    "unused": (bool, bool, lambda _: True),
    "header_rows": (list, tuple, _are_rows),
    "columns": (dict, dict, _are_roles),
    "scales": (dict, dict, _are_scales),
    "unused_rows": (list, frozenset, _are_rows),
}


def _plain(mapping: FileMapping | SheetMapping) -> dict[str, Any]:
    """Return the answered entries of a mapping as JSON types."""
    plain = {each.name: value for each in fields(mapping) if (value := getattr(mapping, each.name))}
    if "sheets" in plain:
        plain["sheets"] = [_plain(sheet) for sheet in plain["sheets"]]
    if "unused_rows" in plain:
        plain["unused_rows"] = sorted(plain["unused_rows"])
    return plain


def _built(kind: Any, content: Any) -> Any:
    """Return a mapping of a kind from a JSON object. Raises MappingError."""
    if not isinstance(content, dict):
        raise MappingError(kind.__name__)
    allowed = {each.name for each in fields(kind)}
    values: dict[str, Any] = {}
    for name, value in content.items():
        if name not in allowed:
            raise MappingError(name)
        in_json, in_field, holds = _ENTRIES[name]
        if type(value) is not in_json or not holds(value):
            raise MappingError(name)
        values[name] = in_field(value)
    if kind is SheetMapping and "sheet" not in values:
        raise MappingError("sheet")
    return kind(**values)
