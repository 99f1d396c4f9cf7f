package versions

import (
	"assay.app/assay/model"
	"assay.app/assay/model/align"
)

// ShowNewest opens the newest version of the open article at the current sentence.
func (c *Controller) ShowNewest() {
	if current, superseded := c.win.Session().CurrentVersion(c.win.Session().Document().ID); superseded {
		c.OpenVersion(current)
	}
}

// OpenVersion opens a version of the open article where the current sentence is in it. If the
// version lacks the sentence, it opens where the nearest sentence before it is.
func (c *Controller) OpenVersion(id model.ArticleID) {
	s := c.win.Session()
	doc := s.Document()
	if doc == nil || doc.ID == id {
		return
	}
	s.EndTyping()
	p, ctx, from, at := c.project, c.ctx, doc.ID, 0
	if unit, ok := s.Current(); ok {
		at = unit.Span.Start
	}
	c.win.Go(func() {
		offset := 0
		docs, err := readDocuments(ctx, p, []model.ArticleID{from, id})
		if err == nil {
			offset = placeIn(docs[0], docs[1], at)
		}
		c.win.Post(func() {
			if ctx.Err() == nil {
				c.win.Report(err)
			}
			if ctx.Err() == nil && err == nil {
				c.win.Read(id, offset)
			}
		})
	})
}

// placeIn returns the byte offset in a version at which it has the sentence at an offset of
// another version.
func placeIn(from, to *model.Document, at int) int {
	places, before, after := align.Places(from, to), from.Sentences(), to.Sentences()
	offset := 0
	for i, u := range before {
		if u.Span.Start > at {
			break
		}
		if places[i] >= 0 {
			offset = after[places[i]].Span.Start
		}
	}
	return offset
}
