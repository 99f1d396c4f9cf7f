package typeset

import (
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// Segment is a part of an outline: a move, a line, or a cubic curve.
type Segment struct {
	Op Op
	// Points are in units of the font, with y upwards: the end of a move or a line, or the two
	// control points and the end of a curve.
	Points [3]Point
}

// Op is the kind of a Segment.
type Op uint8

// The kinds of segments.
const (
	OpMove Op = iota
	OpLine
	OpCurve
)

// Point is a point in units of a font.
type Point struct{ X, Y float64 }

// Outline returns the outline of a glyph. Its contours are closed and filled by the nonzero rule.
// It is empty for glyphs without one, such as spaces and coloured pictures.
func (f *Font) Outline(glyph uint32) []Segment {
	raw := f.outline(font.GID(glyph))
	out := make([]Segment, 0, len(raw))
	var at Point
	for i := range raw {
		s := &raw[i]
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			at = pointOf(s.Args[0])
			out = append(out, Segment{OpMove, [3]Point{at}})
		case opentype.SegmentOpLineTo:
			at = pointOf(s.Args[0])
			out = append(out, Segment{OpLine, [3]Point{at}})
		case opentype.SegmentOpQuadTo:
			control, end := pointOf(s.Args[0]), pointOf(s.Args[1])
			out = append(out, Segment{OpCurve, [3]Point{third(at, control), third(end, control), end}})
			at = end
		case opentype.SegmentOpCubeTo:
			at = pointOf(s.Args[2])
			out = append(out, Segment{OpCurve, [3]Point{pointOf(s.Args[0]), pointOf(s.Args[1]), at}})
		}
	}
	return out
}

func pointOf(p opentype.SegmentPoint) Point { return Point{float64(p.X), float64(p.Y)} }

// third returns the control point of a cubic curve beside an end of a quadratic curve.
func third(end, control Point) Point {
	return Point{end.X + (control.X-end.X)*2/3, end.Y + (control.Y-end.Y)*2/3}
}

// outline returns the outline that the font has. Pictures in colours have none, or one for
// printers in black.
func (f *Font) outline(glyph font.GID) []opentype.Segment {
	data, _ := f.face.GlyphDataOutline(tables.GlyphID(glyph))
	return data.Segments
}

// blank reports whether a character is drawn as space.
func blank(r rune) bool { return unicode.IsSpace(r) || r == 0x2800 || r == 0x3164 || invisible(r) }
