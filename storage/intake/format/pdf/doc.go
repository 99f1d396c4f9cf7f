// Package pdf reads the letters on the pages of PDF files, with their positions.
//
// A PDF can be made to keep a reader busy for ever: tables that refer to
// themselves, streams that unpack to a thousand times their size, drawings inside
// drawings. All work here is paid for from a budget that depends on the size of the
// file, and the package keeps nothing whose size the file can choose freely.
//
//	lex.go       bytes → objects
//	table.go     where each object begins; rebuilt if the file has it wrong
//	file.go      objects by number; pages
//	stream.go    filters of streams
//	crypt.go     files that are encrypted with an empty password
//	content.go   drawings → letters
//	font.go      codes of a text → Unicode and widths; encoding.go, cmap.go
package pdf
