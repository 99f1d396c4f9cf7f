package versions

import (
	"context"
	"errors"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/correction"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/differences"
)

// version is a version of the article, as it was read.
type version struct {
	doc       *model.Document
	corrected bool // it is a corrected source text
	notices   []correction.Notice
}

// chain has the versions of an article that are in the corpus, from the oldest to the newest.
type chain struct {
	versions []version
	left     []carry.Left // what is left on all but the newest, in order
	compared differences.Compared
	a, b     int // the indexes of the versions in compared; −1 if there are no two
}

// index returns the index of a version, or −1.
func (c chain) index(id model.ArticleID) int {
	return slices.IndexFunc(c.versions, func(v version) bool { return v.doc.ID == id })
}

// current returns the newest version, or nil.
func (c chain) current() *model.Document {
	if len(c.versions) == 0 {
		return nil
	}
	return c.versions[len(c.versions)-1].doc
}

// leftOn returns how much is left on a version that the function counts.
func (c chain) leftOn(id model.ArticleID, counts func(carry.Left) bool) (n int) {
	for _, l := range c.left {
		if l.Article == id && counts(l) {
			n++
		}
	}
	return n
}

// readChain reads the versions of an article, and what is left on the earlier ones. It takes long
// for long articles.
func readChain(ctx context.Context, p Project, ids []model.ArticleID, corrected map[model.ArticleID]bool) (c chain, err error) {
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return c, err
		}
		doc, err := p.Document(id)
		switch {
		case errors.Is(err, model.ErrNoArticle):
			continue
		case err != nil:
			return c, err
		case doc.Removed:
			continue
		}
		c.versions = append(c.versions, version{doc: doc, corrected: corrected[id], notices: correction.Notices(doc)})
	}
	for i, v := range c.versions {
		if err := ctx.Err(); err != nil {
			return c, err
		}
		if i < len(c.versions)-1 {
			c.left = append(c.left, carry.LeftOn(v.doc, c.current())...)
		}
	}
	c.a, c.b = -1, -1
	return c, nil
}

// compare compares two versions. It takes long for long articles.
func (c *chain) compare(a, b int) {
	c.a, c.b = -1, -1
	c.compared = differences.Compared{}
	if a >= 0 && b < len(c.versions) && a < b {
		c.a, c.b = a, b
		c.compared = differences.Compare(c.versions[a].doc, c.versions[b].doc)
	}
}

// correctedIn returns which versions are corrected source texts.
func correctedIn(chains record.Chains, ids []model.ArticleID) map[model.ArticleID]bool {
	all := map[model.ArticleID]bool{}
	for _, id := range ids {
		if p := chains.Stored(id); p != nil && p.Corrected {
			all[id] = true
		}
	}
	return all
}

// ownerOf returns the analyst whose layer has what was left, or "".
func ownerOf(l carry.Left) string { return edit.Record{Key: l.Key, Before: l.Content}.Owner() }
