package draft

import (
	"maps"
	"slices"

	"assay.app/assay/model"
)

// Divisions holds the analyst's corrections of how texts are divided into articles:
// byte spans by the path of the text (model.Stretch.Text). A list of spans is
// replaced, never modified, because other goroutines read it.
type Divisions map[string][]model.Span

// without returns the divisions without the texts for which skip returns true.
func (d Divisions) without(skip func(text string) bool) Divisions {
	out := maps.Clone(d)
	maps.DeleteFunc(out, func(text string, _ []model.Span) bool { return skip(text) })
	return out
}

// correction is a correction of a division, with the data to undo it.
type correction struct {
	source    Source
	divisions Divisions // before the correction
	allBlocks map[string]bool
	drafts    []*Article // of the source, before the correction
	shown     *Article   // the draft that was shown, or nil

	// The article to show after the correction: the path of its text, and a byte
	// offset in it.
	text   string
	at     int
	undoes bool // it undoes an earlier correction
}

// CanDivide reports whether the beginning and end of the article can be corrected.
func (d *Article) CanDivide() bool { return d.Within.Text != "" }

// Siblings returns the drafts of the same text, in order, and the index of d among them.
func (p *Preview) Siblings(d *Article) (all []*Article, at int) {
	for _, other := range p.Drafts {
		if other.File == d.File && other.Within.Text == d.Within.Text {
			if other == d {
				at = len(all)
			}
			all = append(all, other)
		}
	}
	return all, at
}

func (p *Preview) inSource(s Source) (all []*Article) {
	for _, d := range p.Drafts {
		if d.Source() == s {
			all = append(all, d)
		}
	}
	return all
}

// Redivide returns the rereading that divides the text of a draft into spans. Shown
// is a byte offset in the article to show afterwards.
func (p *Preview) Redivide(d *Article, spans []model.Span, shown int) Rereading {
	r := p.reread(d.Source(), d)
	r.Divisions = maps.Clone(p.Divisions)
	if r.Divisions == nil {
		r.Divisions = Divisions{}
	}
	r.Divisions[d.Within.Text] = spans
	r.correction.text, r.correction.at = d.Within.Text, shown
	return r
}

// TakeBlocks returns a rereading of a source, this time with all blocks that look
// like articles. Shown is the draft on screen, or nil.
func (p *Preview) TakeBlocks(s Source, shown *Article) Rereading {
	r := p.reread(s, shown)
	r.AllBlocks = maps.Clone(p.AllBlocks)
	if r.AllBlocks == nil {
		r.AllBlocks = map[string]bool{}
	}
	r.AllBlocks[s.Path] = true
	return r
}

// reread returns a rereading of a source that corrects nothing yet.
func (p *Preview) reread(s Source, shown *Article) Rereading {
	r := Rereading{Sources: []Source{s}, Divisions: p.Divisions, AllBlocks: p.AllBlocks}
	c := correction{source: s, divisions: p.Divisions, allBlocks: p.AllBlocks, drafts: p.inSource(s), shown: shown}
	if len(c.drafts) > 0 {
		r.Encoding = c.drafts[0].Encoding
	}
	r.correction = &c
	return r
}

// CanUndo reports whether there is a correction of a division to undo.
func (p *Preview) CanUndo() bool { return len(p.corrections) > 0 }

// Undo returns the rereading that undoes the latest correction of a division, and false
// if there is none.
func (p *Preview) Undo() (Rereading, bool) {
	if !p.CanUndo() {
		return Rereading{}, false
	}
	c := p.corrections[len(p.corrections)-1]
	r := p.reread(c.source, c.shown)
	r.Divisions, r.AllBlocks = c.divisions, c.allBlocks
	r.correction.undoes = true
	if c.shown != nil {
		r.correction.text, r.correction.at = c.shown.Within.Text, c.shown.Within.Span.Start
	}
	r.correction.drafts = append(r.correction.drafts, c.drafts...)
	return r, true
}

// keep copies the analyst's other corrections to the drafts whose span has not
// changed.
func (c *correction) keep(found []*Article) {
	old := map[model.Stretch]*Article{}
	for _, d := range slices.Backward(c.drafts) { // the first of several wins
		old[d.Within] = d
	}
	for _, d := range found {
		was := old[d.Within]
		if d.Leave, d.yields, d.met = false, false, false; was == nil {
			continue
		}
		d.Leave, d.yields, d.met = was.Leave, was.yields, was.met
		if was.Article.Metadata != was.recognised {
			d.Article.Metadata = was.Article.Metadata
			d.Sentences, d.Divided, d.Opening = was.Sentences, was.Divided, was.Opening
		}
		for i, a := range d.Asides {
			d.Asides[i].Restored = slices.ContainsFunc(was.Asides, func(b Aside) bool { return b.Restored && b.Span == a.Span })
		}
	}
}

// remember records the correction of a rereading, or removes the correction that
// the rereading undid. After a rereading without a correction, earlier corrections
// of its sources can no longer be undone.
func (p *Preview) remember(r Rereading) {
	switch c := r.correction; {
	case c == nil:
		p.corrections = slices.DeleteFunc(p.corrections, func(c correction) bool { return r.reads(c.source.Path) })
	case c.undoes:
		p.corrections = p.corrections[:len(p.corrections)-1]
	default:
		p.corrections = append(p.corrections, *c)
	}
	p.Divisions, p.AllBlocks = r.Divisions, r.AllBlocks
}

// Corrected returns the index of the draft to show after a rereading that corrected
// the division of a text. It returns -1 if there is none.
func (p *Preview) Corrected(r Rereading) int {
	c := r.correction
	if c == nil {
		return -1
	}
	return slices.IndexFunc(p.Drafts, func(d *Article) bool {
		return d.CanDivide() && d.Within.Text == c.text && c.at < d.Within.Span.End
	})
}

// JoinSpans returns the spans of drafts, with one span instead of those from index
// `from` to index `to`, inclusive.
func JoinSpans(all []*Article, from, to int) []model.Span {
	spans := spansOf(all)
	one := model.Span{Start: spans[from].Start, End: spans[to].End}
	return slices.Replace(spans, from, to+1, one)
}

// DivideSpans returns the spans of drafts, with the one at an index divided at byte
// offsets, which must be in ascending order.
func DivideSpans(all []*Article, at int, offsets []int) []model.Span {
	spans := spansOf(all)
	start, end := spans[at].Start, spans[at].End
	var pieces []model.Span
	for _, offset := range append(slices.Clone(offsets), end) {
		pieces = append(pieces, model.Span{Start: start, End: offset})
		start = offset
	}
	return slices.Replace(spans, at, at+1, pieces...)
}

func spansOf(all []*Article) []model.Span {
	spans := make([]model.Span, len(all))
	for i, d := range all {
		spans[i] = d.Within.Span
	}
	return spans
}
