package figures

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Apply makes an edit of the project. It reports false if the facts lack what the edit is about, as
// after an import; then they have to be read again.
func (c *Counts) Apply(e edit.Edit) bool {
	switch e := e.(type) {
	case edit.Record:
		if e.Beside {
			return true
		}
		return c.record(e.Key, e.After)
	case edit.Metadata:
		at, known := c.facts.index[e.Article]
		if known {
			c.facts.articles[at].describe(e.After)
			c.stale = true
		}
		return known
	case edit.Presence:
		at, known := c.facts.index[e.Article]
		if known {
			c.facts.articles[at].Removed = !e.After
			c.stale = true
		}
		return known
	case edit.Units:
		return c.divide(e)
	default:
		return false
	}
}

// record changes a record.
func (c *Counts) record(key model.Key, content any) bool {
	f := c.facts
	switch key.Kind {
	case record.Annotation, record.AttributionKind, record.MentionKind:
		return c.set(key, content)
	case record.GradeKind:
		if key.Sentence != (model.Span{}) {
			return c.set(key, content)
		}
		f.Put(key, content)
	case record.OriginKind:
		f.Put(key, content)
	case record.GapKind:
		f.Put(key, content)
		c.forget(func(p plan) bool { return p.how == byCoverage })
		return true
	case record.VoiceKind:
		v, _ := content.(*record.Voice)
		f.Voices = f.Voices.With(model.VoiceID(key.ID), v)
	case record.StatementKind:
		s, _ := content.(*record.Statement)
		f.Statements = f.Statements.With(model.StatementID(key.ID), s)
	case record.PredecessorKind:
		p, _ := content.(*record.Predecessor)
		f.Chains = f.Chains.With(key.Article, p)
	case record.PersonKind, record.LayersKind:
		f.Analysts = f.Analysts.With(key, content)
	case record.Label:
		var entry *record.Entry
		if content != nil {
			entry, _ = content.(*record.Entry)
		}
		f.Codebook = relabelled(f.Codebook, key, entry)
		c.renamed++
		return true // only names, orders and colours depend on it
	default:
		return true // not counted
	}
	c.stale = true
	return true
}

// relabelled returns the codebook after the edit of an entry.
func relabelled(book model.Codebook, key model.Key, after *record.Entry) model.Codebook {
	var entries []record.Entry
	for i, l := range book {
		if string(l.Key) != key.ID {
			entries = append(entries, record.Entry{Label: l, Position: i})
		}
	}
	if after != nil {
		entries = append(entries, *after)
	}
	record.SortEntries(entries)
	return record.Book(entries)
}

// set changes a record about a span, in the facts and in the tables.
func (c *Counts) set(key model.Key, content any) bool {
	at, known := c.facts.index[key.Article]
	if !known {
		return false
	}
	of := map[model.Kind]source{
		record.Annotation: ofAnnotation, record.AttributionKind: ofAttribution, record.GradeKind: ofGrade, record.MentionKind: ofMention,
	}[key.Kind]
	if of == ofAttribution || of == ofMention {
		c.renamed++ // they name voices and statements
	}
	c.change(at, of, func() { c.facts.Set(key, content) })
	return true
}

// change changes the facts of an article of one kind, or those of any, and what it adds to the
// tables.
func (c *Counts) change(at int, of source, change func()) {
	if c.stale {
		change()
		return
	}
	if of == ofMention || of == ofAttribution || of == anyFact { // the numbers of outlets and of sources depend on them
		c.supported = false
		c.forget(func(p plan) bool {
			return p.uses(Outlets) || p.uses(Independents) || p.how == byStatement || p.how == byCoverage
		})
	}
	if c.facts.Chains.Linked(c.facts.articles[at].ID) && !c.included[at] {
		change()
		return
	}
	for _, t := range c.tables {
		if t.fresh && t.dependsOn(of) {
			c.article(t, at, -1)
		}
	}
	change()
	for _, t := range c.tables {
		if t.fresh && t.dependsOn(of) {
			c.article(t, at, 1)
		}
	}
}

// dependsOn reports whether what an article adds to the table depends on its facts of a kind.
func (p plan) dependsOn(of source) bool {
	switch p.how {
	case byArticle:
		return false
	case byFact:
		return of == anyFact || of == p.of
	case bySentence:
		w := p.wants()
		switch of {
		case ofAnnotation:
			return w.annotations
		case ofAttribution:
			return w.attributions
		case ofGrade:
			return w.grades
		case ofMention:
			return w.mentions
		default:
			return true
		}
	default:
		return true
	}
}

// forget makes tables stale.
func (c *Counts) forget(which func(plan) bool) {
	for _, t := range c.tables {
		if which(t.plan) {
			t.fresh = false
		}
	}
}

// divide changes the units of an article.
func (c *Counts) divide(e edit.Units) bool {
	at, known := c.facts.index[e.Article]
	if !known {
		return false
	}
	a := &c.facts.articles[at]
	c.change(at, anyFact, func() {
		units := slices.DeleteFunc(slices.Clone(a.units), func(u unitSpan) bool {
			return slices.ContainsFunc(e.Before, func(b model.Unit) bool { return uint32(b.Span.Start) == u.start && uint32(b.Span.End) == u.end })
		})
		for _, u := range e.After {
			units = append(units, unitSpan{uint32(u.Span.Start), uint32(u.Span.End), u.Kind == model.UnitSentence})
		}
		slices.SortFunc(units, func(x, y unitSpan) int { return cmp.Compare(x.start, y.start) })
		a.setUnits(units)
	})
	return true
}
