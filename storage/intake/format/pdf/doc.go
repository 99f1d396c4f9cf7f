// Package pdf reads the letters on the pages of PDF files, with their positions.
//
// A PDF can be made to keep a reader busy for ever: tables that refer to
// themselves, streams that unpack to a thousand times their size, drawings inside
// drawings. So work is paid for from a budget that depends on the size of the file,
// and the memory that the package keeps is limited.
//
//	object.go    types of objects; the budget
//	lex.go       bytes → objects
//	picture.go   the end of an inline image
//	table.go     where each object begins; rebuilt if the file has it wrong
//	file.go      objects by number; pages
//	stream.go    filters of streams
//	crypt.go     files that are encrypted with an empty password
//	content.go   drawings → letters
//	matrix.go    coordinates
//	font.go      codes of a text → Unicode and widths; encoding.go, cmap.go
package pdf
