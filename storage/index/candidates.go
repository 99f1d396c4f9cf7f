package index

import (
	"context"

	"assay.app/assay/model/search"
	"assay.app/assay/model/search/index"
)

// candidates are the sentences of a part that may match.
type candidates struct {
	part
	set     index.Bits
	at      int    // the current candidate, a member of set; -1 at the end
	article int    // the index of its article in the part
	number  uint64 // the number of that article
}

// addPart computes the candidates of a part and adds them to the search.
func (s *searching) addPart(ctx context.Context, p part, wanted func(number uint64) bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	set, err := index.NewLook(p.Segment).Candidates(s.plan)
	if err != nil {
		return err
	}
	if p.dead != nil {
		set.AndNot(p.dead)
	}
	c := candidates{part: p, set: set}
	if wanted != nil {
		c.keep(wanted)
	}
	if c.forward(0); c.at >= 0 {
		s.parts = append(s.parts, c)
	}
	return nil
}

func (c *candidates) keep(wanted func(uint64) bool) {
	for at := c.set.Next(0); at >= 0; {
		number, from, to := c.Article(c.Of(at))
		if !wanted(number) {
			c.set.RemoveRange(from, to)
		}
		at = c.set.Next(to)
	}
}

// forward moves to the first candidate whose index in the part is at least from.
func (c *candidates) forward(from int) {
	if c.at = c.set.Next(from); c.at < 0 {
		c.number = 0
		return
	}
	if _, _, to := c.Article(c.article); c.at >= to {
		c.article = c.Of(c.at)
	}
	c.number, _, _ = c.Article(c.article)
}

// nextArticle is the article to match next.
type nextArticle struct {
	number uint64
	part   *candidates // nil if the article must be read or has only notes
	read   bool
	notes  []search.NoteHit
}

// upcoming returns the next article. any is false at the end.
func (s *searching) upcoming() (next nextArticle, any bool) {
	consider := func(number uint64) bool {
		if !any || number < next.number {
			next, any = nextArticle{number: number}, true
		}
		return number == next.number
	}
	for i := range s.parts {
		if c := &s.parts[i]; c.at >= 0 && consider(c.number) {
			next.part = c
		}
	}
	switch {
	case len(s.dirty) > 0:
		if consider(s.dirty[0]) {
			next.read = true
		}
	case s.next <= s.last && consider(s.next):
		next.read = true
	}
	if len(s.notes) > 0 && consider(s.notes[0].number) {
		next.notes = s.notes[0].hits
	}
	return next, any
}

func (s *searching) pass(next nextArticle) {
	if next.part != nil {
		_, _, to := next.part.Article(next.part.article)
		next.part.forward(to)
	}
	switch {
	case !next.read:
	case len(s.dirty) > 0:
		s.dirty = s.dirty[1:]
	default:
		s.next++
	}
	if next.notes != nil {
		s.notes = s.notes[1:]
	}
}
