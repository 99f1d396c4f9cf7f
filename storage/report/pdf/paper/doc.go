// Package paper writes PDF files page by page: text, shapes, links, bookmarks and tags.
//
// Everything is written as soon as it is complete, so a file of any length needs little memory:
// an offset for each object, the pages' numbers, the places that links lead to, and the glyphs of
// the fonts. Equal input gives equal bytes.
//
//	file.go     objects, streams of objects, the table of their offsets
//	syntax.go   strings, names and numbers
//	page.go     a page: shapes, marks, links
//	text.go     lines of text
//	tag.go      the logical structure: headings, paragraphs, tables
//	place.go    places that links lead to; bookmarks
//	font.go     fonts: codes, widths, their text
//	cff.go      the font programs: a CFF font from the outlines of the used glyphs
//	info.go     title, authors, language, XMP
//
// All fonts are embedded as CFF with the outlines of the used glyphs only, whatever the format of
// their files. A glyph that stands for different texts has a code for each, so the text of every
// code is exact.
//
// Coordinates are in points from the top left corner of the page.
package paper
