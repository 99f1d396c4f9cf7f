package record

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Facts is the content of the facts about an article, its metadata, once an analyst
// has corrected them. The edit that corrects them says the same, but belongs to one
// copy of the project; this record is combined with those of other copies.
type Facts struct{ model.Metadata }

// OnArticle returns the key of the facts about an article.
func OnArticle(article model.ArticleID) model.Key {
	return model.Key{Kind: FactsKind, Subject: model.Subject{Article: article}}
}

// storedFacts are facts in files.
type storedFacts struct {
	Title       string `cbor:"1,keyasint,omitempty" json:"title,omitempty"`
	Outlet      string `cbor:"2,keyasint,omitempty" json:"outlet,omitempty"`
	Byline      string `cbor:"3,keyasint,omitempty" json:"byline,omitempty"`
	Dateline    string `cbor:"4,keyasint,omitempty" json:"dateline,omitempty"`
	Published   string `cbor:"5,keyasint,omitempty" json:"published,omitempty"`
	URL         string `cbor:"6,keyasint,omitempty" json:"url,omitempty"`
	Language    string `cbor:"7,keyasint,omitempty" json:"language,omitempty"`
	PublishedAt string `cbor:"8,keyasint,omitempty" json:"publishedAt,omitempty"`
	Retrieved   string `cbor:"9,keyasint,omitempty" json:"retrieved,omitempty"`
	Archive     string `cbor:"10,keyasint,omitempty" json:"archive,omitempty"`
	Section     string `cbor:"11,keyasint,omitempty" json:"section,omitempty"`
}

func facts() *Declaration {
	return Declare(Spec[Facts]{
		Kind: FactsKind, Name: "facts", Quiet: true,
		Keyed: func(k model.Key) bool { return k.Article != "" && k == OnArticle(k.Article) },
		Accept: func(f *Facts) (*Facts, error) {
			metadata, err := value.AcceptMetadata(f.Metadata)
			return &Facts{metadata}, err
		},
		Same:   func(a, b *Facts) bool { return *a == *b },
		Text:   func(f *Facts) string { return f.Title },
		Stored: func(_ model.Key, f *Facts, _ time.Time) any { s := storedFacts(f.Metadata); return &s },
		Restored: func(decode func(any) error, _ model.Key, _ time.Time) (*Facts, error) {
			var s storedFacts
			err := decode(&s)
			return &Facts{model.Metadata(s)}, err
		},
	})
}
