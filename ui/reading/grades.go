package reading

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// gradeOn returns the grade that a sentence itself has: neither its letter nor its digit
// comes from elsewhere.
func (c *Controller) gradeOn(doc *model.Document, sentence model.Span) (g model.Grade) {
	f := c.win.Session().InForce(doc, sentence)
	if f.Letter != nil && f.From == record.GradedSentence {
		g.Source = f.Source
	}
	g.Information = f.Information
	return g
}

// articleGrade returns the letter of an article, and whether it is its own and not that of
// its outlet.
func (c *Controller) articleGrade(doc *model.Document) (letter string, own bool) {
	f := c.win.Session().ArticleGrade(doc.ID)
	return f.Source, f.From == record.GradedArticle
}

// gradeTip explains the grade of a unit, or that of the article if unit is -1.
func (c *Controller) gradeTip(doc *model.Document, unit int) string {
	if unit < 0 || unit >= len(doc.Units) {
		return panel.InForceTip(c.win.Session().ArticleGrade(doc.ID), record.GradedArticle)
	}
	f := c.win.Session().InForce(doc, doc.Units[unit].Span)
	text := words.Grade(c.gradeOn(doc, doc.Units[unit].Span))
	for _, r := range []*record.Grade{f.Digit, f.Letter} {
		if r != nil && r.On == record.GradedSentence && r.Basis != "" {
			return text + "\n" + lang.L("Why: {{.Basis}}", map[string]any{"Basis": r.Basis})
		}
	}
	return text
}
