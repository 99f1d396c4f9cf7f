package dialog

import (
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
)

// Divisions are the articles of texts whose division was corrected: spans in bytes, by
// the name of the text; see model.Stretch. They are never altered, but replaced, because
// other goroutines read them.
type Divisions map[string][]model.Span

// Line is a line of an article.
type Line struct {
	Start int    // in bytes of the text that is divided
	Text  string // shortened
}

// undo is a correction of a division that can be undone.
type undo struct {
	source    Source
	divisions Divisions // before it
	allBlocks map[string]bool
	drafts    []*Draft // of the source, before it
	shown     *Draft   // which of them was looked at

	text string // after it: the text of the article to look at, and where that begins
	at   int
	back bool // it undoes another
}

// Holds reports whether an article at a path lies in the source, or is all of it.
func (s Source) Holds(path string) bool {
	rest, ok := strings.CutPrefix(path, s.Path)
	return ok && (rest == "" || rest[0] == '#' || rest[0] == '/')
}

// dividable reports whether it can be corrected where the draft begins and ends.
func (d *Draft) dividable() bool { return d.Within.Text != "" }

// siblings returns the drafts of the same text, in order, and which of them d is.
func (p *Preview) siblings(d *Draft) (all []*Draft, at int) {
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

// inSource returns the drafts of a source.
func (p *Preview) inSource(s Source) (all []*Draft) {
	for _, d := range p.Drafts {
		if d.Source() == s {
			all = append(all, d)
		}
	}
	return all
}

// correction returns a rereading by which the text of a draft is divided at spans.
// The article that begins at an offset is looked at then.
func (p *Preview) correction(d *Draft, spans []model.Span, at int) Rereading {
	r := p.rereading(d.Source(), d)
	r.Divisions = maps.Clone(p.Divisions)
	if r.Divisions == nil {
		r.Divisions = Divisions{}
	}
	r.Divisions[d.Within.Text] = spans
	r.correction.text, r.correction.at = d.Within.Text, at
	return r
}

// takeBlocks returns a rereading by which all blocks of a source that look like
// articles are taken.
func (p *Preview) takeBlocks(s Source, shown *Draft) Rereading {
	r := p.rereading(s, shown)
	r.AllBlocks = maps.Clone(p.AllBlocks)
	if r.AllBlocks == nil {
		r.AllBlocks = map[string]bool{}
	}
	r.AllBlocks[s.Path] = true
	return r
}

// rereading reads a source once more; what is corrected is not said yet.
func (p *Preview) rereading(s Source, shown *Draft) Rereading {
	r := Rereading{Sources: []Source{s}, Divisions: p.Divisions, AllBlocks: p.AllBlocks}
	u := undo{source: s, divisions: p.Divisions, allBlocks: p.AllBlocks, drafts: p.inSource(s), shown: shown}
	if len(u.drafts) > 0 {
		r.Encoding = u.drafts[0].Encoding
	}
	r.correction = &u
	return r
}

// undoing returns the rereading that undoes the latest correction. It reports false
// where there is none.
func (p *Preview) undoing() (Rereading, bool) {
	if len(p.undos) == 0 {
		return Rereading{}, false
	}
	u := p.undos[len(p.undos)-1]
	r := p.rereading(u.source, u.shown)
	r.Divisions, r.AllBlocks = u.divisions, u.allBlocks
	r.correction.back = true
	if u.shown != nil {
		r.correction.text, r.correction.at = u.shown.Within.Text, u.shown.Within.Span.Start
	}
	r.correction.drafts = append(r.correction.drafts, u.drafts...)
	return r, true
}

// keep keeps what was corrected in the drafts that begin and end where they did.
func (u *undo) keep(found []*Draft) {
	old := map[model.Stretch]*Draft{}
	for _, d := range slices.Backward(u.drafts) { // the latest counts
		old[d.Within] = d
	}
	for _, d := range found {
		was := old[d.Within]
		if d.Leave, d.met = false, false; was == nil {
			continue
		}
		d.Leave, d.met = was.Leave, was.met
		if was.Article.Metadata != was.recognised {
			d.Article.Metadata = was.Article.Metadata
			d.Sentences, d.Divided, d.Opening = was.Sentences, was.Divided, was.Opening
		}
		for i, a := range d.Asides {
			d.Asides[i].Restored = slices.ContainsFunc(was.Asides, func(b Aside) bool { return b.Restored && b.Span == a.Span })
		}
	}
}

// reread remembers a correction, or forgets the one that it undid. After another
// rereading no earlier correction can be undone.
func (p *Preview) reread(r Rereading) {
	switch u := r.correction; {
	case u == nil:
		p.undos = slices.DeleteFunc(p.undos, func(u undo) bool { return r.reads(u.source.Path) })
	case u.back:
		p.undos = p.undos[:len(p.undos)-1]
	default:
		p.undos = append(p.undos, *u)
	}
	p.Divisions, p.AllBlocks = r.Divisions, r.AllBlocks
}

// completed returns a rereading with what is known of divisions. Texts of its sources
// are divided as they are recognised: in another encoding they begin and end elsewhere.
func (p *Preview) completed(r Rereading) Rereading {
	if r.correction != nil {
		return r
	}
	r.Divisions, r.AllBlocks = maps.Clone(p.Divisions), p.AllBlocks
	maps.DeleteFunc(r.Divisions, func(text string, _ []model.Span) bool { return r.reads(text) })
	return r
}

// corrected returns the draft to look at after a correction, or -1.
func (p *Preview) corrected(u *undo) int {
	if u == nil {
		return -1
	}
	return slices.IndexFunc(p.Drafts, func(d *Draft) bool {
		return d.dividable() && d.Within.Text == u.text && u.at < d.Within.Span.End
	})
}

// reads reports whether something at a path is in the sources of a rereading.
func (r Rereading) reads(path string) bool {
	return slices.ContainsFunc(r.Sources, func(s Source) bool { return s.Holds(path) })
}

// joinedSpans returns the spans of drafts, of which those from one to another are one.
func joinedSpans(all []*Draft, from, to int) []model.Span {
	spans := spansOf(all)
	one := model.Span{Start: spans[from].Start, End: spans[to].End}
	return slices.Replace(spans, from, to+1, one)
}

// dividedSpans returns the spans of drafts, of which one is divided at offsets, which are
// in order.
func dividedSpans(all []*Draft, at int, offsets []int) []model.Span {
	spans := spansOf(all)
	start, end := spans[at].Start, spans[at].End
	var pieces []model.Span
	for _, offset := range append(slices.Clone(offsets), end) {
		pieces = append(pieces, model.Span{Start: start, End: offset})
		start = offset
	}
	return slices.Replace(spans, at, at+1, pieces...)
}

func spansOf(all []*Draft) []model.Span {
	spans := make([]model.Span, len(all))
	for i, d := range all {
		spans[i] = d.Within.Span
	}
	return spans
}
