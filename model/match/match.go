package match

import (
	"cmp"

	"assay.app/assay/model"
)

// Text is an article as its sentences are compared.
type Text struct {
	ID        model.ArticleID
	Language  string   // a BCP 47 tag; languages without word lists are compared by features that need no lists
	Sentences []string // by index
}

// Of returns the text of a document: its units that are sentences, in order.
func Of(doc *model.Document) Text {
	t := Text{ID: doc.ID, Language: doc.Metadata.Language}
	for _, u := range doc.Units {
		if u.Kind == model.UnitSentence {
			t.Sentences = append(t.Sentences, u.Span.Of(doc.Text))
		}
	}
	return t
}

// Ref names a sentence by its article and its index there, from 0.
type Ref struct {
	Article model.ArticleID
	Index   int
}

// compareRefs orders sentences by article and index.
func compareRefs(a, b Ref) int {
	return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Index, b.Index))
}
