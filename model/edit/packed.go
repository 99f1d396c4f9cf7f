package edit

import (
	"iter"
	"math"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Large changes in memory
//
// Loading a set can make changes with many thousands of labels each. As edits,
// these take about 150 bytes for each label. So the history packs a large change:
// each label becomes a row of 40 bytes, and each name is stored once.
//
//	names   7f3a…, R. Vance, claim
//	rows    article 1, analyst 2, bytes 120-180, before none, after 3 at 12:00
//
// Other kinds of edits, and labels with unusual times or spans, are stored
// unchanged.

// bulk is the smallest number of edits for which a change is packed.
const bulk = 1 << 10

// packed holds the edits of a large change.
type packed struct {
	names []string
	rows  []row
	odd   []Edit // the edits that do not fit in a row; for each, a row with article 0 holds its index
}

// row is the edit of an annotation whose strings are numbers: 1 stands for the first of
// packed.names, 0 for "".
type row struct {
	article, analyst uint32
	start, end       uint32   // byte offsets of the sentence; if article is 0, start is an index into odd
	before, after    uint32   // labels
	at               [2]int64 // times before and after, in Unix nanoseconds
}

// Packed returns the change in a form that takes less memory, if it has at least
// bulk edits. The packed change has nil Edits; All yields its edits.
func (c Change) Packed() Change {
	if len(c.Edits) < bulk {
		return c
	}
	p := &packed{rows: make([]row, 0, len(c.Edits))}
	known := map[string]uint32{"": 0}
	name := func(s string) uint32 {
		n, ok := known[s]
		if !ok {
			p.names = append(p.names, s)
			n = uint32(len(p.names))
			known[s] = n
		}
		return n
	}
	for _, e := range c.Edits {
		a, _ := e.(Record)
		if !plain(a) {
			p.rows = append(p.rows, row{start: uint32(len(p.odd))})
			p.odd = append(p.odd, e)
			continue
		}
		at := a.Key.Sentence
		r := row{article: name(string(a.Key.Article)), analyst: name(a.Key.Analyst), start: uint32(at.Start), end: uint32(at.End)}
		before, after, _ := a.Annotation()
		if before != nil {
			r.before, r.at[0] = name(string(before.Label)), before.At.UnixNano()
		}
		if after != nil {
			r.after, r.at[1] = name(string(after.Label)), after.At.UnixNano()
		}
		p.rows = append(p.rows, r)
	}
	c.Edits, c.packed = nil, p
	return c
}

// plain reports whether an edit is of an annotation and fits in a row.
func plain(a Record) bool {
	before, after, ok := a.Annotation()
	at := a.Key.Sentence
	if !ok || a.Was != nil || a.Is != nil || a.Settles != nil || a.Key != record.OnSentence(a.Key.Article, at, a.Key.Analyst) || a.Key.Article == "" || at.Start < 0 || at.End > math.MaxUint32 || at.Start > at.End {
		return false
	}
	for _, side := range []*model.Annotation{before, after} {
		if side != nil && (side.Label == "" || side.Analyst != a.Key.Analyst || !side.At.Equal(time.Unix(0, side.At.UnixNano())) || side.At.Location() != time.UTC) {
			return false
		}
	}
	return true
}

func (p *packed) edit(i int) Edit {
	r := &p.rows[i]
	if r.article == 0 {
		return p.odd[r.start]
	}
	sentence, analyst := model.Span{Start: int(r.start), End: int(r.end)}, p.name(r.analyst)
	side := func(label uint32, at int64) *model.Annotation {
		if label == 0 {
			return nil
		}
		return &model.Annotation{Analyst: analyst, Label: model.LabelKey(p.name(label)), At: time.Unix(0, at).UTC()}
	}
	key := record.OnSentence(model.ArticleID(p.name(r.article)), sentence, analyst)
	return Of(key, side(r.before, r.at[0]), side(r.after, r.at[1]))
}

func (p *packed) name(n uint32) string {
	if n == 0 {
		return ""
	}
	return p.names[n-1]
}

// Len returns the number of edits in the change.
func (c Change) Len() int {
	if c.packed != nil {
		return len(c.packed.rows)
	}
	return len(c.Edits)
}

func (c Change) edit(i int) Edit {
	if c.packed != nil {
		return c.packed.edit(i)
	}
	return c.Edits[i]
}

// All yields the edits of the change, whether it is packed or not.
func (c Change) All() iter.Seq[Edit] {
	return func(yield func(Edit) bool) {
		for i := range c.Len() {
			if !yield(c.edit(i)) {
				return
			}
		}
	}
}

// Unpacked returns the change with all its edits in Edits.
func (c Change) Unpacked() Change {
	if c.packed != nil {
		c.Edits, c.packed = slices.AppendSeq(make([]Edit, 0, c.Len()), c.All()), nil
	}
	return c
}

// About returns the change with only its edits that concern one article, unpacked.
func (c Change) About(id model.ArticleID) Change {
	about := c
	about.Edits, about.packed = nil, nil
	number := uint32(0)
	if c.packed != nil {
		number = uint32(slices.Index(c.packed.names, string(id)) + 1)
	}
	for i := range c.Len() {
		if c.packed != nil && c.packed.rows[i].article != 0 && (c.packed.rows[i].article != number || number == 0) {
			continue // without unpacking it
		}
		if e := c.edit(i); Concerns(e, id) {
			about.Edits = append(about.Edits, e)
		}
	}
	return about
}
