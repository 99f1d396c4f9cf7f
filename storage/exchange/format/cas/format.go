// Package cas writes and reads UIMA CAS, as XMI and as JSON.
package cas

import (
	"bytes"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// How an article becomes a CAS
//
//	view _InitialView, its text: Sie ging. Er kam.
//	  assay.Article  0-17  article, title, outlet, …
//	  assay.Sentence 0-9   sentence, index
//	  assay.Label    0-9   analyst, label, name, time
//	  assay.Note     0-17  subject=article, analyst, text, time
//
// Each article is a file, named by its id. Offsets count UTF-16 code units, as Java does. The types are
// Assay's own (see types); what is said of the whole article has the subject "article". XML cannot hold
// most control characters, so XMI has U+FFFD in their places, and Article.replaced says which they were.
//
// A CAS of another program has types that nobody declared to Assay. An annotation's label is the value
// of a feature named like one, of its first feature with a text or, if it has none, the name of its type.
// What only describes the language, such as tokens and sentences, is left out.

// Formats returns the formats of the room.
func Formats() []peer.Format {
	carries := model.FeaturesOf(model.Labels, model.FurtherLabels, model.SentenceNotes, model.ArticleNotes, model.SentencePhrases,
		model.ArticlePhrases, model.SentenceGrades, model.Attributions, model.Mentions, model.MetadataFields, model.LabelTimes)
	return []peer.Format{
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "cas-xmi", Name: "UIMA CAS XMI", Ext: ".zip", Others: []string{".xmi"}, Folder: true, Project: true, Loads: true,
				Carries: carries, Loses: []string{"the history"},
			},
			Bundle: bundleXMI, Read: readXMI,
			Recognises: func(files *bundle.Files, _ []byte) bool { return len(files.Named(".xmi")) > 0 },
		},
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "cas-json", Name: "UIMA CAS JSON", Ext: ".zip", Others: []string{".json"}, Folder: true, Project: true, Loads: true,
				Carries: carries, Loses: []string{"the history"},
			},
			Bundle: bundleJSON, Read: readJSON,
			Recognises: func(_ *bundle.Files, front []byte) bool {
				keys, _ := peer.FirstKeys(front)
				return peer.Has(keys, "%TYPES", "%FEATURE_STRUCTURES", "%VIEWS") && !bytes.HasPrefix(front, []byte("["))
			},
		},
	}
}

// feature is a feature of a type of ours.
type feature struct {
	name   string
	number bool // not a text
}

// typed is a type of ours, an annotation.
type typed struct {
	name     string // without "assay."
	doc      string
	features []feature
}

// types returns the types of ours.
func types() []typed {
	texts := func(names ...string) (all []feature) {
		for _, n := range names {
			all = append(all, feature{name: n})
		}
		return all
	}
	return []typed{
		{"Article", "The whole text and what is known of it.", texts("article", "file", "title", "outlet", "byline", "dateline", "published",
			"url", "language", "publishedAt", "retrieved", "archive", "section", "replaced")},
		{"Sentence", "A sentence with its id and its index, from 0.", append(texts("sentence"), feature{"index", true})},
		{"Label", "An analyst's label on a sentence.", texts("analyst", "label", "name", "time")},
		{"Note", "An analyst's note on a sentence or the article.", texts("subject", "analyst", "note", "text", "time")},
		{"Phrase", "A phrase that an analyst gave to a sentence or the article.", texts("subject", "analyst", "phrase")},
		{"Grade", "An analyst's grade of a sentence.", texts("analyst", "source", "information", "basis", "time")},
		{"Attribution", "Whose words or knowledge a sentence reports.", texts("analyst", "voice", "mode", "cue", "via")},
		{"Mention", "A sentence says something of a statement.", texts("analyst", "statement", "title", "stance")},
	}
}
