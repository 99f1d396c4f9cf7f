package table

import (
	"slices"
	"strings"

	"assay.app/assay/storage/exchange/peer"
)

// marks returns a mark for each analyst whose cells in a row say something. on has the subject.
func (r *reader) marks(one row, on peer.Mark) (all []peer.Mark) {
	of := func(analyst string) *peer.Mark {
		i := slices.IndexFunc(all, func(m peer.Mark) bool { return m.Analyst == analyst })
		if i < 0 {
			m := on
			m.Analyst = analyst
			i, all = len(all), append(all, m)
		}
		return &all[i]
	}
	had := r.head.cell(one.cells, "labelled_by")
	for _, c := range r.head.labels {
		switch label := strings.TrimSpace(cellAt(one.cells, c.at)); {
		case label != "":
			of(c.analyst).Labels = []string{label}
		case c.analyst != "" && named(had, c.analyst):
			of(c.analyst).Cleared = true
		}
	}
	for _, c := range r.head.notes {
		ids := ""
		if i := slices.IndexFunc(r.head.ids, func(i column) bool { return i.analyst == c.analyst }); i >= 0 {
			ids = cellAt(one.cells, r.head.ids[i].at)
		}
		if notes := r.notes(cellAt(one.cells, c.at), lines(ids)); len(notes) > 0 {
			of(c.analyst).Notes = notes
		}
	}
	if note := r.head.cell(one.cells, "note"); note != "" && !r.tooLong(note) { // a row of a table of notes
		id := strings.TrimSpace(r.head.cell(one.cells, "note_id"))
		m := of(strings.TrimSpace(r.head.cell(one.cells, "analyst")))
		m.Notes = append(m.Notes, peer.Note{ID: id, Text: note})
	}
	r.compare(one)
	return all
}

// lines returns the lines of a cell. An empty cell has none.
func lines(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "\n")
}

// tooLong reports whether a spreadsheet cut the text of a cell, and counts it.
func (r *reader) tooLong(cell string) bool {
	if !wasCut(cell) {
		return false
	}
	r.cut++
	return true
}

// notes returns the notes in the cell of an analyst. The ids are those of the notes when the table was
// written.
func (r *reader) notes(cell string, ids []string) (all []peer.Note) {
	texts := SplitNotes(cell)
	switch {
	case r.tooLong(cell):
		return nil
	case len(texts) == 0:
		r.emptied += min(len(ids), 1)
		return nil
	case len(texts) < len(ids):
		r.fewer++
		ids = nil // nothing says which one is gone
	}
	for i, text := range texts {
		if strings.TrimSpace(text) == "" {
			continue
		}
		n := peer.Note{Text: text}
		if i < len(ids) {
			n.ID = strings.TrimSpace(ids[i])
		}
		all = append(all, n)
	}
	return all
}

// compare counts rows whose column "notes" has not the notes of the analysts' columns.
func (r *reader) compare(one row) {
	joined := r.head.cell(one.cells, "notes")
	if r.head.at["notes"] < 0 || len(r.head.notes) == 0 || wasCut(joined) {
		if joined != "" && len(r.head.notes) == 0 {
			r.shown++
		}
		return
	}
	size, differs := 0, false
	for _, c := range r.head.notes {
		cell := cellAt(one.cells, c.at)
		if wasCut(cell) {
			return
		}
		for _, text := range SplitNotes(cell) {
			line := c.analyst + ": " + text
			size += len(line) + 1
			differs = differs || !strings.Contains(joined, line)
		}
	}
	if differs || size != len(joined)+min(size, 1) {
		r.shown++
	}
}
