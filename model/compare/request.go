package compare

import "assay.app/assay/model"

// Request says what to compare.
type Request struct {
	// Articles are the articles of the selection. If it is nil, all articles are compared.
	Articles map[model.ArticleID]bool
	// Counts reports whether the mentions and gaps of an analyst count. It may be called on
	// any goroutine. If it is nil, all count.
	Counts func(analyst string) bool
	// Analyst is the analyst for whom sentences are proposed: what this analyst mentioned or
	// dismissed is not proposed again.
	Analyst string
}

// Wants reports whether an article is in the selection.
func (r Request) Wants(id model.ArticleID) bool { return r.Articles == nil || r.Articles[id] }

// Counted reports whether the mentions and gaps of an analyst count.
func (r Request) Counted(analyst string) bool { return r.Counts == nil || r.Counts(analyst) }
