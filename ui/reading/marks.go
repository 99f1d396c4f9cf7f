package reading

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/reader"
	"assay.app/assay/ui/words"
)

// view is the article in a place of the session as the reader shows it.
func (w *Window) view(place int) reader.View {
	doc := w.session.DocumentAt(place)
	var facts []string
	m := doc.Metadata
	for _, fact := range []string{m.Outlet, m.Byline, longDate(m.Published), m.Dateline} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	if len(facts) == 0 {
		facts = []string{lang.L("Outlet and date are not known"), words.FileName(doc.ImportPath)}
	}
	return reader.View{
		Title:     m.Title,
		Facts:     strings.Join(facts, "  ·  "),
		Text:      doc.Text,
		Structure: doc.Structure,
		Others:    w.prefs.Others,
		Mark:      func(unit int) reader.Mark { return w.mark(doc, unit) },
	}
}

func (w *Window) mark(doc *model.Document, unit int) reader.Mark {
	if unit >= len(doc.Units) {
		return reader.Mark{}
	}
	span := doc.Units[unit].Span
	var m reader.Mark
	if a, ok := doc.Annotation(span, w.session.Analyst()); ok {
		if l, ok := w.session.Codebook().Find(a.Label); ok {
			m.Color, m.Letter = look.Hex(l.Color), l.Letter
		}
	}
	m.Ghost = w.suggestedLetter(doc, unit)
	m.Others = w.othersOn(doc, span)
	m.Found = w.find.MarksIn(doc.ID, span)
	m.Notes = len(doc.NotesOn(model.OnSentence(doc.ID, span))) > 0
	return m
}

func longDate(published string) string {
	if t, err := time.Parse(time.DateOnly, published); err == nil {
		return words.Date(t)
	}
	return published
}
