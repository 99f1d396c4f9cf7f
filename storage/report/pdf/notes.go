package pdf

import (
	"strconv"

	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/pdf/paper"
	"assay.app/assay/storage/typeset"
)

// note is a note that is written at the end.
type note struct {
	content.Note
	number int
}

// note returns the number of a note, from 1. A note with a known ID is the same note.
func (f *flow) note(n *content.Note) int {
	if at, ok := f.numbers[n.ID]; ok {
		return at
	}
	number := len(f.notes) + 1
	f.notes = append(f.notes, note{*n, number})
	f.numbers[n.ID] = number
	return number
}

// endnotes writes the notes.
func (f *flow) endnotes() {
	f.flushSide()
	f.narrow = false
	if len(f.notes) == 0 {
		return
	}
	if f.doc.Words.Notes != "" {
		f.heading(content.Heading{Level: 1, ID: "notes-of-document", Text: []content.Run{content.Plain(f.doc.Words.Notes)}})
	}
	l := look{style: typeset.Style{Size: 8.5}, color: f.light.Ink, before: 3, indent: 24}
	height := l.style.Size * lead
	for i := 0; i < len(f.notes); i++ {
		n := &f.notes[i]
		back := content.Run{Text: " ↑", Link: "#noteref-" + n.ID}
		s := f.set(append(append([]content.Run(nil), n.Text...), back), l.style, l.color)
		s.more[len(s.more)-1].tip = f.doc.Words.Back
		left, right := f.column()
		lines := s.Lines(right - left - l.indent)
		f.space(l.before, height*float64(min(len(lines), 2)))
		f.page.Place("note-"+n.ID, f.y)
		e := f.file.Document().Child("Note")
		f.noteNumber(n, s.Left, left, right, height, l, e)
		f.lines(s, lines, l, e)
		e.End()
	}
}

// noteNumber draws the number of a note, which leads back to its place.
func (f *flow) noteNumber(n *note, leftwards bool, left, right, height float64, l look, parent *paper.Element) {
	e := parent.Child("Lbl")
	s := f.set([]content.Run{{Text: strconv.Itoa(n.number), Link: "#noteref-" + n.ID}}, l.style, l.color)
	s.more[0].tip = f.doc.Words.Back
	line := s.Lines(1000)[0]
	x := left + l.indent - line.Width - 6
	if leftwards {
		x = right - l.indent + 6
	}
	f.drawLineAt(s, line, x, f.y, height, e)
	e.End()
}
