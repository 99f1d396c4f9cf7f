package table

import "strings"

// columns are the first headings of a table of sentences. Columns for each analyst follow: first
// those of labels, then those of notes. New columns are added at the end of this list, because
// scripts refer to columns by number.
//
// "sentence" counts from 1, as the window does, so that a reader of the table finds
// the sentence. "index" counts from 0, as in sets.
var columns = [...]string{
	"article", "title", "outlet", "published", "url", "file", "kind", "sentence",
	"byte_start", "byte_end", "codepoint_start", "codepoint_end", "text", "notes", "grades",
	"index", "sentence_id", "phrases", "voice", "mode", "cue", "via", "grade", "info",
	"statement", "stance", "origin", "labelled_by",
}

// The headings of the columns of one analyst, whose name follows.
const (
	LabelPrefix  = "label: "
	NotePrefix   = "note: "
	NoteIDPrefix = "note_id: "
)

// The kinds of rows that are not about units.
const (
	onArticle = "article"
	onOutlet  = "outlet"
)

// InOneCell joins values with "; ". It replaces an empty value with a dash, and returns "" if all
// are empty.
func InOneCell(values []string) string {
	some := false
	for _, v := range values {
		some = some || v != ""
	}
	if !some {
		return ""
	}
	all := make([]string, len(values))
	for i, v := range values {
		if all[i] = v; v == "" {
			all[i] = "–"
		}
	}
	return strings.Join(all, "; ")
}

// named reports whether a cell that InOneCell made has a name.
func named(cell, name string) bool { return strings.Contains("; "+cell+"; ", "; "+name+"; ") }
