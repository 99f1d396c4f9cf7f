package peer

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/schema"
)

// pager makes pages on one goroutine.
type pager struct {
	*Corpus
	shown  map[string]string // the present names of analysts, by stored name
	grades *grading.Table    // not shared, because it caches
}

func (c *Corpus) pager() *pager {
	return &pager{Corpus: c, shown: map[string]string{}, grades: grading.NewTable(c.far, c.voices)}
}

// called returns the present name of an analyst.
func (r *pager) called(stored string) string {
	name, known := r.shown[stored]
	if !known {
		name = r.names.Shown(stored)
		r.shown[stored] = name
	}
	return name
}

// page reads an article.
func (r *pager) page(id model.ArticleID) (*Page, error) {
	doc, err := r.store.Document(id)
	if err == nil {
		err = schema.Sound(doc)
	}
	if err != nil {
		return nil, err
	}
	p := &Page{
		ID: doc.ID, SHA256: doc.SHA256, Encoding: doc.Encoding, File: fileOf(doc), Imported: doc.ImportedAt,
		Metadata: doc.Metadata, Text: doc.Text, Paragraphs: doc.Paragraphs, Units: make([]Unit, 0, len(doc.Units)),
	}
	at, index := make(map[model.Span]*Unit, len(doc.Annotations)), 0
	for _, u := range doc.Units {
		one := Unit{Unit: u, Index: -1, ID: schema.SentenceID(doc.ID, u.Span)}
		if u.Kind == model.UnitSentence {
			one.Index, index = index, index+1
		}
		p.Units = append(p.Units, one)
		if len(doc.Annotations)+len(doc.Notes)+len(doc.Records) > 0 {
			at[u.Span] = &p.Units[len(p.Units)-1] // the list never grows beyond its capacity
		}
	}
	detached := map[model.Span]*Unit{}
	on := func(span model.Span) *Unit {
		if u := at[span]; u != nil {
			return u
		}
		if detached[span] == nil {
			detached[span] = &Unit{Unit: model.Unit{Span: span}, Index: -1, ID: schema.SentenceID(doc.ID, span)}
		}
		return detached[span]
	}
	r.remarks(p, doc, on)
	r.records(p, doc, on)
	for _, u := range detached {
		p.Detached = append(p.Detached, *u)
	}
	slices.SortFunc(p.Detached, func(a, b Unit) int { return a.Span.Compare(b.Span) })
	p.sort()
	p.amounts = p.count(doc, r.Analyst)
	p.graded = graded{table: r.grades, doc: doc}
	return p, nil
}

// remarks adds the labels and the notes.
func (r *pager) remarks(p *Page, doc *model.Document, on func(model.Span) *Unit) {
	for span, list := range doc.Annotations {
		u := on(span)
		u.Labels = make([]model.Annotation, len(list))
		for i, a := range list {
			a.Analyst = r.called(a.Analyst)
			u.Labels[i] = a
		}
	}
	for _, n := range doc.Notes {
		if n.Target.Sentence == nil {
			p.Notes = append(p.Notes, r.note(n, doc))
			continue
		}
		u := on(*n.Target.Sentence)
		u.Notes = append(u.Notes, r.note(n, doc))
	}
}

// records adds what is not a label or a note.
func (r *pager) records(p *Page, doc *model.Document, on func(model.Span) *Unit) {
	for key, content := range doc.Records {
		whole := key.Sentence == model.Span{}
		switch content := content.(type) {
		case *record.Given:
			if whole {
				p.Phrases = append(p.Phrases, r.given(content))
			} else {
				u := on(key.Sentence)
				u.Phrases = append(u.Phrases, r.given(content))
			}
		case *record.Grade:
			if whole {
				p.Grades = append(p.Grades, r.grade(content, doc))
			} else {
				u := on(key.Sentence)
				u.Grades = append(u.Grades, r.grade(content, doc))
			}
		case *record.Attribution:
			u := on(key.Sentence)
			u.Attributions = append(u.Attributions, Attribution{
				Analyst: r.called(content.Analyst), Voice: r.voices.Root(content.Voice), Name: r.voices.Called(content),
				Mode: content.Mode, Cue: content.Cue, Via: content.Via,
			})
		case *record.Mention:
			u := on(key.Sentence)
			u.Mentions = append(u.Mentions, Mention{
				Analyst: r.called(content.Analyst), Statement: r.statements.Root(content.Statement),
				Title: r.statements.Called(content), Stance: content.Stance,
			})
		case *record.Origin:
			p.Origin = model.Origin{Kind: content.Kind, Name: content.Name}
		case *record.Checklist:
			if whole {
				one := *content
				one.Analyst = r.called(one.Analyst)
				p.Checklist = append(p.Checklist, one)
			}
		default: // other kinds are counted by features, and no format holds them
		}
	}
}

// note returns a note with the name of its analyst and the grade that it justifies. doc is nil for
// a note on an outlet.
func (r *pager) note(n model.Note, doc *model.Document) model.Note {
	n.Grade = record.NoteGrade(n, func(key model.Key) *record.Grade {
		if doc != nil {
			return record.GradeIn(doc, key)
		}
		g, _ := r.general[key].(*record.Grade)
		return g
	})
	n.Analyst = r.called(n.Analyst)
	return n
}

func (r *pager) given(g *record.Given) Given {
	return Given{Analyst: r.called(g.Analyst), Phrase: r.phrases.Root(g.Phrase), Name: r.phrases.Called(g)}
}

// grade returns a grade with the text of the note that is its basis.
func (r *pager) grade(g *record.Grade, doc *model.Document) Graded {
	out := Graded{Analyst: r.called(g.Analyst), Grade: g.Grade, Basis: g.Basis, At: g.At}
	if g.Note == "" {
		return out
	}
	if doc == nil {
		if n, ok := r.general[record.NoteID(g.Note)].(*model.Note); ok {
			out.Basis = n.Text
		}
		return out
	}
	for _, n := range doc.Notes {
		if n.ID == g.Note {
			out.Basis = n.Text
		}
	}
	return out
}

func (p *Page) sort() {
	sortGiven(p.Phrases)
	sortGraded(p.Grades)
	for _, list := range [][]Unit{p.Units, p.Detached} {
		for i := range list {
			list[i].sort()
		}
	}
}

func (u *Unit) sort() {
	slices.SortFunc(u.Labels, func(a, b model.Annotation) int { return cmp.Compare(a.Analyst, b.Analyst) })
	sortGiven(u.Phrases)
	sortGraded(u.Grades)
	slices.SortFunc(u.Attributions, func(a, b Attribution) int { return cmp.Compare(a.Analyst, b.Analyst) })
	slices.SortFunc(u.Mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Analyst, b.Analyst), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Statement, b.Statement))
	})
}
