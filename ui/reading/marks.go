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

// view returns what the reader of a place shows.
func (c *Controller) view(place int) reader.View {
	doc := c.win.Session().DocumentAt(place)
	var facts []string
	m := doc.Metadata
	for _, fact := range []string{m.Outlet, m.Byline, longDate(m.Published), m.Dateline} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	if len(facts) == 0 {
		facts = []string{lang.L("No outlet or date"), words.FileName(doc.ImportPath)}
	}
	return reader.View{
		Title:     m.Title,
		Facts:     strings.Join(facts, "  ·  "),
		Text:      doc.Text,
		Structure: doc.Structure,
		Others:    c.showsOthers(),
		Mark:      func(unit int) reader.Mark { return c.mark(doc, unit) },
		Grade:     func() (string, bool) { return c.articleGrade(doc) },
	}
}

func (c *Controller) mark(doc *model.Document, unit int) reader.Mark {
	if unit >= len(doc.Units) {
		return reader.Mark{}
	}
	span := doc.Units[unit].Span
	var m reader.Mark
	if a, ok := doc.Annotation(span, c.win.Session().Analyst()); ok {
		if l, ok := c.win.Session().Codebook().Find(a.Label); ok {
			m.Color, m.Letter = look.Hex(l.Color), l.Letter
		}
	}
	m.Ghost = c.suggestedLetter(doc, unit)
	m.Others = c.othersOn(doc, span)
	m.Found, m.FoundHere = c.win.Found(doc.ID, span)
	m.Notes = len(c.win.Session().NotesOn(doc, model.OnSentence(doc.ID, span))) > 0
	m.Grade = c.gradeOn(doc, span).String()
	m.Phrases = c.win.Session().HasPhrase(doc, span)
	return m
}

func longDate(published string) string {
	if t, err := time.Parse(time.DateOnly, published); err == nil {
		return words.Date(t)
	}
	return published
}
