"""Makes the packaged fonts: Sarabun with one glyph for every Thai letter with its marks.

    python tools/make_fonts.py FOLDER

FOLDER holds `sarabun-{latin,thai}-{400,700}.woff2`, the files of the npm package
@fontsource/sarabun. A browser that prints a PDF writes each mark as a glyph of its own, without a
width and often without the letter that it stands for, so that readers lose marks or put them behind
the next letter. Here a letter with its marks is one glyph, made of the same outlines in the same
places, and a PDF says of it which letters it stands for, as it does of any ligature.
"""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import uharfbuzz
from fontTools.merge import Merger
from fontTools.otlLib.builder import buildLigatureSubstSubtable, buildLookup
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

STATIC = Path(__file__).parents[1] / "static"
CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS, TONES = "ัิีึืํ็ฺุู", "่้๊๋"
ENDINGS = [
    *VOWELS, *TONES, "์", "๎",
    *(vowel + mark for vowel in VOWELS for mark in f"{TONES}์ํ" if vowel != mark),
    "ำ", *(f"{tone}ำ" for tone in TONES),
]  # fmt: skip


def make_font(sources: list[Path], target: Path) -> None:
    """Joins the scripts of one weight and adds the glyphs of the syllables."""
    font = _merge(sources)
    names = font.getGlyphOrder()
    content = BytesIO()
    font.save(content)
    shaper = uharfbuzz.Font(uharfbuzz.Face(content.getvalue()))
    made: dict[tuple[str, ...], tuple[Glyph, int]] = {}
    for consonant in CONSONANTS:
        for ending in ENDINGS:
            parts, glyph, advance = _shape(shaper, names, consonant + ending)
            if len(parts) > 1:
                made[parts] = glyph, advance
    ligatures = {parts: f"syllable{at}" for at, parts in enumerate(made)}
    font.setGlyphOrder([*names, *ligatures.values()])
    for parts, name in ligatures.items():
        glyph, advance = made[parts]
        font["glyf"][name] = glyph
        # An outline is moved to where its metrics say that it begins.
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (advance, glyph.xMin)
        font["GDEF"].table.GlyphClassDef.classDefs[name] = 1
    _add_ligatures(font, ligatures)
    font["post"].formatType = 3
    font.flavor = "woff2"
    font.save(target)


def _merge(sources: list[Path]) -> TTFont:
    with TemporaryDirectory() as folder:
        plain = [Path(folder) / f"{at}.ttf" for at in range(len(sources))]
        for source, path in zip(sources, plain, strict=True):
            font = TTFont(source)
            font.flavor = None
            font.save(path)
        content = BytesIO()
        Merger().merge([str(path) for path in plain]).save(content)
    return TTFont(BytesIO(content.getvalue()))


def _shape(
    shaper: uharfbuzz.Font, names: list[str], text: str
) -> tuple[tuple[str, ...], Glyph, int]:
    """The glyphs by which the font shows a text, as one glyph, and its width."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer, {})
    parts = tuple(names[each.codepoint] for each in buffer.glyph_infos)
    glyph, advance = Glyph(), 0
    glyph.numberOfContours, glyph.components = -1, []
    for name, position in zip(parts, buffer.glyph_positions, strict=True):
        part = GlyphComponent()
        part.glyphName, part.flags = name, 0x4
        part.x, part.y = advance + position.x_offset, position.y_offset
        glyph.components.append(part)
        advance += position.x_advance
    return parts, glyph, advance


def _add_ligatures(font: TTFont, ligatures: dict[tuple[str, ...], str]) -> None:
    """Puts the ligatures last, so that the shapes of marks are chosen before.

    The feature is `ccmp`, which letter spacing does not switch off.
    """
    table = font["GSUB"].table
    table.LookupList.Lookup.append(buildLookup([buildLigatureSubstSubtable(ligatures)]))
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex.append(table.LookupList.LookupCount - 1)
            record.Feature.LookupCount += 1


if __name__ == "__main__":
    for weight in (400, 700):
        files = [Path(sys.argv[1]) / f"sarabun-{each}-{weight}.woff2" for each in ("latin", "thai")]
        make_font(files, STATIC / f"sarabun-{weight}.woff2")
