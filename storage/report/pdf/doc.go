// Package pdf writes documents as PDF: paged, numbered, searchable, with bookmarks, links and
// tags. The pages are laid out here and written by the room paper.
//
//	write.go      Write: the document's blocks one after another
//	sheet.go      the page that is being filled: its columns, and going to the next
//	run.go        runs of the content → spans of text with their colours, links and notes
//	paragraph.go  headings, paragraphs, lists, and what stands at their side
//	table.go      tables
//	picture.go    drawings
//	contents.go   the title and the table of contents
//	notes.go      the notes at the end
//
// Pages are written as they are filled, with two exceptions: those of the table of contents wait
// for the page numbers, and the feet of all pages for their number.
package pdf
