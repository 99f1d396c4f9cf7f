// Package pdf reads the letters on the pages of PDF files, with their positions.
//
// A malicious PDF can keep a reader busy forever: tables that refer to themselves,
// streams that unpack to a thousand times their size, drawings inside drawings. So
// the work for a file is limited by a budget that depends on its size, and the
// memory that the package keeps is limited too. A drawing is the content stream of
// a page or of a form.
//
//	object.go    types of objects; the budget
//	lex.go       bytes → objects
//	picture.go   the end of an inline image
//	table.go     where each object begins; rebuilt if it is inconsistent
//	file.go      objects by number; pages
//	stream.go    filters of streams
//	crypt.go     files that are encrypted with an empty password
//	content.go   drawings → letters
//	matrix.go    coordinates
//	font.go      codes of a text → Unicode and widths; encoding.go, cmap.go
package pdf
