"""Adds the symbols of Inter to fonts that lack them.

    python3 signs.py Inter-Regular.ttf NotoSans-Regular.ttf ...

If the window's font lacks a symbol, Fyne draws it with its own symbol font, which
has no space, so that a space after the symbol becomes a replacement character.
With the symbol in the window's font, both are drawn with that font. The fonts are
rewritten in place; symbols that a font already has are not changed. Needs
fontTools (Debian: python3-fonttools).
"""

import sys

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

# Arrows, mathematical operators, key symbols, shapes, and a few ticks and stars.
SIGNS = [
    *range(0x2190, 0x2400),
    0x2423,
    *range(0x25A0, 0x2600),
    0x2605,
    0x2606,
    0x2713,
    0x2717,
    0x2756,
]


def add(face, source):
    """Copies the symbols that face lacks from source, scaled to the em of face."""
    glyphs = source.getGlyphSet()
    scale = face["head"].unitsPerEm / source["head"].unitsPerEm
    has = face.getBestCmap()
    order = face.getGlyphOrder()
    for sign, name in sorted(source.getBestCmap().items()):
        if sign not in SIGNS or sign in has:
            continue
        outline = DecomposingRecordingPen(glyphs)  # without references to other glyphs
        glyphs[name].draw(outline)
        pen = TTGlyphPen(None)
        outline.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        glyph = pen.glyph()
        new = f"uni{sign:04X}"
        order.append(new)
        face["glyf"][new] = glyph
        glyph.recalcBounds(face["glyf"])
        side = glyph.xMin if glyph.numberOfContours else 0
        face["hmtx"][new] = (round(glyphs[name].width * scale), side)
        for table in face["cmap"].tables:
            if table.isUnicode():
                table.cmap[sign] = new
    face.setGlyphOrder(order)


def main():
    source = TTFont(sys.argv[1])
    for path in sys.argv[2:]:
        face = TTFont(path, recalcTimestamp=False)
        add(face, source)
        face.save(path)


main()
