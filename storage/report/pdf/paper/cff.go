package paper

import (
	"encoding/binary"
	"math"

	"assay.app/assay/storage/typeset"
)

// The font programs
//
// A font program is a CID-keyed CFF font (Adobe Technical Notes 5176 and 5177) with the glyphs
// 0, 1, 2, … in the order in which the document used them; glyph and CID are equal. It is made
// from outlines in 1000 units for an em, so that fonts of any format (TrueType, CFF, variable
// ones, collections) take the same way. It has no hints: screens of today draw letters well
// without them.
//
//	header · name · top dictionary · strings · no subroutines · charset · FDSelect ·
//	charstrings · font dictionary · private dictionary

// cffGlyph is a glyph of a font program.
type cffGlyph struct {
	width   float64 // in 1/1000 em
	outline []typeset.Segment
	scale   float64 // from units of the outline to 1/1000 em
	rise    float64 // in 1/1000 em
}

// program returns a font program.
func program(name string, glyphs []cffGlyph) []byte {
	head := []byte{1, 0, 4, 4}
	head = append(head, index([]byte(name))...)
	strings := index([]byte("Adobe"), []byte("Identity"))
	noSubroutines := []byte{0, 0}
	charset := []byte{0}
	if n := len(glyphs); n > 1 { // one range, from CID 1
		charset = binary.BigEndian.AppendUint16([]byte{2, 0, 1}, uint16(n-2))
	}
	choose := binary.BigEndian.AppendUint16([]byte{3, 0, 1, 0, 0, 0}, uint16(len(glyphs))) // all use the one font dictionary
	programs := make([][]byte, len(glyphs))
	for i := range glyphs {
		programs[i] = charstring(&glyphs[i])
	}
	charstrings := index(programs...)
	private := []byte{139, 20, 139, 21} // default and nominal width are 0

	// The offsets have a fixed length, so the length of the dictionaries is known beforehand.
	top := func(charsetAt, chooseAt, stringsAt, fontsAt int) []byte {
		var d []byte
		d = append(integer(d, 391), integer(nil, 392)...)                              // the first two strings
		d = append(append(d, 139), 12, 30)                                             // ROS
		d = append(integer(integer(integer(integer(d, -1000), -1000), 3000), 2000), 5) // FontBBox
		d = append(integer(d, len(glyphs)), 12, 34)                                    // CIDCount
		d = append(offset(d, charsetAt), 15)
		d = append(offset(d, stringsAt), 17)
		d = append(offset(d, fontsAt), 12, 36)
		d = append(offset(d, chooseAt), 12, 37)
		return index(d)
	}
	charsetAt := len(head) + len(top(0, 0, 0, 0)) + len(strings) + len(noSubroutines)
	chooseAt := charsetAt + len(charset)
	stringsAt := chooseAt + len(choose)
	fontsAt := stringsAt + len(charstrings)
	fonts := func(privateAt int) []byte { return index(append(offset(integer(nil, len(private)), privateAt), 18)) }
	privateAt := fontsAt + len(fonts(0))

	out := append(head, top(charsetAt, chooseAt, stringsAt, fontsAt)...)
	for _, part := range [][]byte{strings, noSubroutines, charset, choose, charstrings, fonts(privateAt), private} {
		out = append(out, part...)
	}
	return out
}

// index returns an INDEX of items.
func index(items ...[]byte) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(items)))
	out = append(out, 4)
	at := uint32(1)
	for _, it := range items {
		out = binary.BigEndian.AppendUint32(out, at)
		at += uint32(len(it))
	}
	out = binary.BigEndian.AppendUint32(out, at)
	for _, it := range items {
		out = append(out, it...)
	}
	return out
}

// integer appends an integer of a dictionary or a charstring, from −32,768 to 32,767.
func integer(out []byte, v int) []byte {
	switch {
	case -107 <= v && v <= 107:
		return append(out, byte(v+139))
	case 108 <= v && v <= 1131:
		v -= 108
		return append(out, byte(v>>8+247), byte(v))
	case -1131 <= v && v <= -108:
		v = -v - 108
		return append(out, byte(v>>8+251), byte(v))
	}
	v = min(max(v, math.MinInt16), math.MaxInt16)
	return append(out, 28, byte(v>>8), byte(v))
}

// offset appends an integer of a dictionary in 5 bytes.
func offset(out []byte, v int) []byte {
	return binary.BigEndian.AppendUint32(append(out, 29), uint32(v))
}

// Operators of charstrings.
const (
	rlineto   = 5
	rrcurveto = 8
	endchar   = 14
	rmoveto   = 21
)

// charstring returns the Type 2 charstring of a glyph.
func charstring(g *cffGlyph) []byte {
	out := integer(nil, round(g.width)) // the first operand is the width
	x, y := 0, 0
	to := func(p typeset.Point) {
		nx, ny := round(p.X*g.scale), round(p.Y*g.scale+g.rise)
		out = integer(integer(out, nx-x), ny-y)
		x, y = nx, ny
	}
	for i := range g.outline {
		s := &g.outline[i]
		switch s.Op {
		case typeset.OpMove:
			to(s.Points[0])
			out = append(out, rmoveto)
		case typeset.OpLine:
			to(s.Points[0])
			out = append(out, rlineto)
		case typeset.OpCurve:
			to(s.Points[0])
			to(s.Points[1])
			to(s.Points[2])
			out = append(out, rrcurveto)
		}
	}
	return append(out, endchar)
}

// round returns the nearest integer in the range of a coordinate.
func round(v float64) int {
	if !(math.Abs(v) < 16_000) {
		return 0
	}
	return int(math.Round(v))
}
