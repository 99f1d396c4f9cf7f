package paper

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math"
	"strings"

	"assay.app/assay/storage/typeset"
)

// font is a font of the file with the glyphs that are used.
type font struct {
	*typeset.Font
	id    int    // of its object
	name  string // in the resources of pages
	codes map[code]uint16
	used  []code // by code
}

// code is a glyph that stands for a text. A mark that stands higher or lower in other words is
// another code, so that all letters of a line are on one baseline.
type code struct {
	glyph uint32
	text  string
	rise  int // in 1/1000 em
}

// mostCodes is how many codes a font has at most.
const mostCodes = 65_000

// font returns the font of the file for a font. If its codes are used up, another one begins.
func (f *File) font(of *typeset.Font) *font {
	if known := f.fonts[of]; known != nil && len(known.used) < mostCodes {
		return known
	}
	n := &font{Font: of, id: f.reserve(), name: fmt.Sprintf("F%d", len(f.inOrder)+1), codes: map[code]uint16{}}
	n.code(code{}) // code 0 is the sign for missing glyphs
	f.fonts[of] = n
	f.inOrder = append(f.inOrder, n)
	return n
}

// code returns the code of a glyph that stands for a text.
func (f *font) code(c code) uint16 {
	if known, ok := f.codes[c]; ok {
		return known
	}
	n := uint16(len(f.used))
	f.codes[c] = n
	f.used = append(f.used, c)
	return n
}

// width returns the advance of a glyph in 1/1000 em, as the file has it.
func (f *font) width(glyph uint32) float64 {
	return math.Round(f.Width(glyph) * 1000 / f.Upem)
}

// finishFont writes a font.
func (f *File) finishFont(n *font) {
	glyphs := make([]cffGlyph, len(n.used))
	digest := sha256.New()
	for i, c := range n.used {
		glyphs[i] = cffGlyph{width: n.width(c.glyph), outline: n.Outline(c.glyph), scale: 1000 / n.Upem, rise: float64(c.rise)}
		fmt.Fprintln(digest, c.glyph, c.rise)
	}
	name := subsetTag(digest.Sum(nil)) + "+" + n.Name
	cid, descriptor, outlines, unicode := f.reserve(), f.reserve(), f.reserve(), f.reserve()
	f.object(n.id, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>", name, ref(cid), ref(unicode)))
	f.object(cid, fmt.Sprintf("<</Type/Font/Subtype/CIDFontType0/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %s/W[0[%s]]>>", name, ref(descriptor), n.widths()))
	unit := 1000 / n.Upem
	weight := 400
	if n.Bold {
		weight = 700
	}
	f.object(descriptor, fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%s]/ItalicAngle 0/Ascent %s/Descent %s/CapHeight 700/StemV 80/FontWeight %d/FontFile3 %s>>",
		name, numbers(-1000, -n.Descent*unit, 2000, n.Ascent*unit), number(n.Ascent*unit), number(-n.Descent*unit), weight, ref(outlines)))
	f.stream(outlines, "/Subtype/CIDFontType0C", program(name, glyphs))
	f.stream(unicode, "", n.unicode())
}

// subsetTag returns six letters that follow from the used glyphs.
func subsetTag(digest []byte) string {
	var tag [6]byte
	for i := range tag {
		tag[i] = 'A' + digest[i]%26
	}
	return string(tag[:])
}

// widths returns the widths of all codes.
func (f *font) widths() string {
	all := make([]float64, len(f.used))
	for i, c := range f.used {
		all[i] = f.width(c.glyph)
	}
	return numbers(all...)
}

// unicode returns the map from codes to their texts.
func (f *font) unicode() []byte {
	var out bytes.Buffer
	out.WriteString("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			fmt.Fprintf(&out, "%d beginbfchar\n%s\nendbfchar\n", len(lines), strings.Join(lines, "\n"))
			lines = lines[:0]
		}
	}
	for i, c := range f.used {
		if c.text == "" {
			continue
		}
		lines = append(lines, fmt.Sprintf("<%04X><%s>", i, utf16Hex(c.text)))
		if len(lines) == 100 {
			flush()
		}
	}
	flush()
	out.WriteString("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n")
	return out.Bytes()
}
