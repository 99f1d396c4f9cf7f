package edit

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Removing returns the edits that remove articles from the corpus.
func Removing(ids ...model.ArticleID) (out []Edit) {
	for _, id := range ids {
		out = append(out, Presence{Article: id, Before: true}, Of(record.PresenceOf(id), nil, &record.Presence{}))
	}
	return out
}

// PuttingBack returns the edits that put a removed article back into the corpus.
func PuttingBack(id model.ArticleID) []Edit { return Inverses(Removing(id)) }

// lasting returns edits and, for each that adds an article to the corpus or removes it,
// the edit of the article's presence record, which informs other copies of the project. An
// import has no such edits for new articles, because no copy has removed them.
func lasting(edits []Edit) []Edit {
	told := map[model.Key]bool{}
	for _, e := range edits {
		if r, ok := e.(Record); ok {
			told[r.Key] = true
		}
	}
	for _, e := range edits {
		p, ok := e.(Presence)
		if !ok || told[record.PresenceOf(p.Article)] {
			continue
		}
		removal := Removing(p.Article)[1]
		if p.After {
			removal = removal.Inverse()
		}
		edits = append(edits, removal)
	}
	return edits
}
