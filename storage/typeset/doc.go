// Package typeset turns text into placed glyphs: it selects fonts, shapes, arranges text that
// runs both ways, and breaks lines. It also rasterises drawings.
//
//	fonts.go     the fonts given to the package, and what a font is
//	system.go    the system's fonts, for characters that those lack
//	levels.go    directions of text (UAX #9)
//	shape.go     spans of text → glyphs
//	lines.go     glyphs → lines (UAX #14)
//	outline.go   the outline of a glyph
//	png.go       a scene → PNG
//
// go-text/typesetting does the shaping and reads the fonts. It works without cgo on all systems.
package typeset
