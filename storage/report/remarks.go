package report

import (
	"cmp"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/report/content"
)

// about returns the grades, phrases and notes on a sentence or an article, in groups.
func (m *marking) about(doc *model.Document, on model.Subject) (groups [][]content.Run) {
	for _, analyst := range m.analysts(doc) {
		if g := record.GradeIn(doc, record.GradeOn(on, analyst)); g != nil && !g.Grade.IsZero() {
			groups = append(groups, plain(m.w.Say("Grade: {grade}", "grade", gradeWords(m.w, g.Grade))+m.by(analyst)))
		}
	}
	for _, g := range record.GivenTo(doc, on.Sentence) {
		if m.counts(g.Analyst) {
			groups = append(groups, plain(m.names.text(m.phrases.Called(g))+m.by(g.Analyst)))
		}
	}
	if m.redact.Notes {
		return groups
	}
	target := model.OnArticle(doc.ID)
	if on.Sentence != (model.Span{}) {
		target = model.OnSentence(doc.ID, on.Sentence)
	}
	for _, n := range doc.NotesOn(target) {
		if m.counts(n.Analyst) {
			groups = append(groups, []content.Run{italic(m.names.text(n.Text)), content.Plain(m.by(n.Analyst))})
		}
	}
	return groups
}

// analysts returns the stored names of the analysts of the document who graded something in an
// article, sorted.
func (m *marking) analysts(doc *model.Document) []string {
	there := map[string]bool{}
	for key := range doc.Records {
		if key.Kind == record.GradeKind && m.counts(key.Analyst) {
			there[key.Analyst] = true
		}
	}
	return slices.Sorted(maps.Keys(there))
}

// detached returns how many annotations are on what is no sentence any more.
func (m *marking) detached(doc *model.Document) (n int) {
	sentences := map[model.Span]bool{}
	for _, u := range doc.Sentences() {
		sentences[u.Span] = true
	}
	for span, list := range doc.Annotations {
		for _, a := range list {
			if !sentences[span] && m.counts(a.Analyst) {
				n++
			}
		}
	}
	return n
}

// notesOnOutlets adds the notes on outlets of the selection, unless notes are left out.
func (c *composition) notesOnOutlets(p *page) {
	var items [][]content.Run
	here := map[model.OutletID]bool{}
	for _, o := range c.Table.Outlets {
		here[o.ID] = true
	}
	for _, n := range c.notes {
		if !c.opts.Counts(n.Analyst) || !here[model.OutletIDOf(n.Target.Outlet)] {
			continue
		}
		items = append(items, []content.Run{
			bold(cmp.Or(n.Target.Outlet, c.w.Say("(no outlet)")) + ": "), content.Plain(c.names.text(n.Text)),
			muted(" (" + c.names.of(n.Analyst) + ")"),
		})
	}
	if len(items) > 0 {
		p.paragraph(content.Caption, content.Plain(c.w.Say("Notes on outlets")))
		p.add(content.List{Items: items})
	}
}
