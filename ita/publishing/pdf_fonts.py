"""An embedded font of a PDF: which text its glyphs stand for, and new glyphs for Thai syllables."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import (  # type: ignore[import-untyped]
    Glyph,
    GlyphComponent,
)
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

_FACES = Path(__file__).parents[2] / "static"
# The widths of a PDF are thousandths of the letters' size.
_UNITS = 1000

# Sara am is drawn as nikhahit and sara aa; a tone mark may stand before or between them.
_DRAWN_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")

_HEAD_OF_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_END_OF_MAP = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Piece(NamedTuple):
    """A glyph of a syllable and its place beside the first one, in thousandths of the size."""

    code: int
    x: int
    y: int


class EmbeddedFont:
    """A TrueType font of a PDF whose codes are the numbers of its glyphs.

    ValueError for a font of another kind, and for one that is not the packaged one.
    """

    def __init__(self, font: DictionaryObject) -> None:
        if font.get("/Subtype") != "/Type0" or "/ToUnicode" not in font:
            raise ValueError("no font of numbered glyphs with text")
        parts: Any = font
        self._map = parts["/ToUnicode"]
        self._descendant = parts["/DescendantFonts"][0].get_object()
        self._descriptor = self._descendant["/FontDescriptor"]
        numbered = self._descendant.get("/CIDToGIDMap") == "/Identity"
        if "/FontFile2" not in self._descriptor or not numbered:
            raise ValueError("no TrueType font with its own numbers")
        self._texts = _texts_of_map(self._map.get_data().decode("latin-1"))
        self._texts |= _texts_of_face(self._texts)
        self._widths = _widths(self._descendant.get("/W", ()))
        self._default_width = float(self._descendant.get("/DW", _UNITS))
        self._face = TTFont(BytesIO(self._descriptor["/FontFile2"].get_data()))
        self._syllables: dict[tuple[Piece, ...], int] = {}

    def text(self, code: int) -> str:
        """The text that a glyph stands for; "" where it is not known."""
        return self._texts.get(code, "")

    def width(self, code: int) -> float:
        """How far a glyph moves on, in thousandths of the letters' size."""
        return self._widths.get(code, self._default_width)

    def syllable(self, pieces: tuple[Piece, ...]) -> int:
        """The number of the glyph that is drawn like several; it is made when first asked for."""
        if pieces not in self._syllables:
            code = self._add_glyph(pieces)
            self._syllables[pieces] = code
            # Marks have no width, wherever they are put.
            ends = (p.x + self.width(p.code) for p in pieces if self.width(p.code))
            self._widths[code] = max(ends, default=0.0)
            text = "".join(self.text(piece.code) for piece in pieces)
            self._texts[code] = _DRAWN_SARA_AM.sub("\\1\u0e33", text)
        return self._syllables[pieces]

    def _add_glyph(self, pieces: tuple[Piece, ...]) -> int:
        """Adds a glyph that is put together from others, as accented letters are."""
        names = self._face.getGlyphOrder()
        scale = self._face["head"].unitsPerEm / _UNITS
        glyph = Glyph()
        glyph.numberOfContours = -1
        glyph.components = []
        for piece in pieces:
            component = GlyphComponent()
            component.glyphName = names[piece.code]
            component.x, component.y = round(piece.x * scale), round(piece.y * scale)
            component.flags = 0x4  # rounded to the grid like its glyph
            glyph.components.append(component)
        name = f"syllable{len(names)}"
        self._face.setGlyphOrder([*names, name])
        self._face["glyf"][name] = glyph
        # An outline is moved to where its metrics say that it begins, and marks reach further left.
        glyph.recalcBounds(self._face["glyf"])
        advance, _ = self._face["hmtx"][names[pieces[0].code]]
        self._face["hmtx"][name] = (advance, glyph.xMin)
        return len(names)

    def finish(self) -> None:
        """Writes the font, its widths and its map back into the PDF."""
        if self._syllables:
            content = BytesIO()
            self._face.save(content)
            file = self._descriptor["/FontFile2"]
            file.set_data(content.getvalue())
            file[NameObject("/Length1")] = NumberObject(content.tell())
            widths = self._descendant.setdefault(NameObject("/W"), ArrayObject())
            for code in self._syllables.values():
                width = NumberObject(round(self._widths[code]))
                widths.extend((NumberObject(code), ArrayObject([width])))
        self._map.set_data(_map_of_texts(self._texts).encode("latin-1"))


def _texts_of_map(source: str) -> dict[int, str]:
    """What the map of a font says of its glyphs; those without a text are left out."""
    texts: dict[int, str] = {}
    for kind, block in re.findall(r"beginbf(char|range)(.*?)endbf", source, re.DOTALL):
        codes = re.findall(r"<(\w*)>", block)
        if kind == "char":
            ranges = [
                (code, code, text) for code, text in zip(codes[::2], codes[1::2], strict=True)
            ]
        else:
            ranges = list(zip(codes[::3], codes[1::3], codes[2::3], strict=True))
        for first, last, text in ranges:
            start = bytes.fromhex(text).decode("utf-16-be")
            for offset, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                texts[code] = start[:-1] + chr(ord(start[-1]) + offset)
    return {code: text for code, text in texts.items() if text != "\0"}


def _map_of_texts(texts: Mapping[int, str]) -> str:
    lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in
             sorted(texts.items())]  # fmt: skip
    # A block may hold a hundred lines.
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return _HEAD_OF_MAP + body + _END_OF_MAP


def _widths(source: Any) -> dict[int, float]:
    """Widths by code from a PDF's array: a code and a list, or two codes and one width."""
    widths: dict[int, float] = {}
    values = [value.get_object() for value in source]
    while values:
        first = int(values.pop(0))
        second = values.pop(0)
        if isinstance(second, ArrayObject):
            widths |= {first + i: float(width) for i, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(values.pop(0)))
    return widths


def _texts_of_face(known: Mapping[int, str]) -> Mapping[int, str]:
    """The texts of all glyphs of the packaged face that agrees with what is known of a font."""
    for texts in _faces():
        if all(texts.get(code) == text for code, text in known.items()):
            return texts
    raise ValueError("not the packaged font")


@cache
def _faces() -> tuple[Mapping[int, str], ...]:
    return tuple(_texts_of_glyphs(TTFont(path)) for path in sorted(_FACES.glob("sarabun-*.woff2")))


def _texts_of_glyphs(face: TTFont) -> dict[int, str]:
    """The text of each glyph by its number: by the characters, then by what replaces them."""
    texts = {name: chr(code) for code, name in sorted(face.getBestCmap().items(), reverse=True)}
    for subtable in _substitutions(face):
        if subtable.LookupType == 1:
            for name, shape in subtable.mapping.items():
                texts.setdefault(shape, texts.get(name, ""))
        elif subtable.LookupType == 4:
            for name, ligatures in subtable.ligatures.items():
                for ligature in ligatures:
                    parts = [name, *ligature.Component]
                    texts.setdefault(ligature.LigGlyph, "".join(texts.get(p, "") for p in parts))
    return {face.getGlyphID(name): text for name, text in texts.items() if text}


def _substitutions(face: TTFont) -> Iterator[Any]:
    """The tables that replace one glyph by another, shapes before ligatures that are made of them."""
    lookups = face["GSUB"].table.LookupList.Lookup
    tables = [getattr(each, "ExtSubTable", each) for lookup in lookups for each in lookup.SubTable]
    return iter(sorted(tables, key=lambda each: each.LookupType))
