// Package pdf reads the letters on the pages of PDF files, and where they
// stand.
//
// A PDF can be made so that a reader works for ever: tables that refer to
// themselves, streams that unpack to a thousand times their size, drawings
// within drawings. Everything here is paid for out of a budget that goes by
// the size of the file, and nothing is kept whose size the file can choose
// freely.
//
//	lex.go      bytes → objects
//	table.go    where the objects lie, also where that is written wrong
//	file.go     objects by their number; pages
//	stream.go   what is packed in streams
//	crypt.go    files that anybody may read and not everybody change
//	content.go  what is drawn on a page → letters
//	font.go     bytes of a text → Unicode and widths; encoding.go, cmap.go
package pdf
