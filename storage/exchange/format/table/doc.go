// Package table writes and reads tables of sentences and of statements, as CSV files and as workbooks.
package table

// A table that comes back
//
// An analyst exports sentences, corrects labels and notes in a spreadsheet and loads the file again.
// The columns that are read are few:
//
//	sentence_id, or article with byte_start and byte_end   where the row belongs
//	text              compared with the sentence; a difference is shown, and never applied
//	label: ANALYST    the key or the name of a label
//	labelled_by       who had a label when the table was written
//	note: ANALYST     the notes of one analyst, with a line of three hyphens between two of them
//	note_id: ANALYST  their ids, one a line
//
// All others are for people. An empty cell of labels removes a label only if labelled_by names the
// analyst: so a label that somebody gave after the export is safe from a table that does not know it.
// A note whose cell was emptied stays, because a cell is emptied by mistake more easily than a note is
// written again; the reader says so.
//
// The column "notes" repeats the notes of all analysts for reading. It cannot be read back, because
// nothing in it separates "Ana: thin" by Ana from a line of another note that begins with her name.
