// Package webannotation writes and reads annotations on web pages: those of the W3C's Web Annotation
// Data Model (https://www.w3.org/TR/annotation-model/) and those of Hypothesis
// (https://h.readthedocs.io/en/latest/api/). Both say what part of a text they are about by its words,
// the words around it, and its position.
package webannotation

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/loose"
	"assay.app/assay/storage/exchange/peer"
)

// Formats returns the formats "w3c" and "hypothesis".
func Formats() []peer.Format {
	carried := model.FeaturesOf(
		model.Labels, model.FurtherLabels, model.SentenceNotes, model.ArticleNotes, model.SentencePhrases,
		model.ArticlePhrases, model.SentenceGrades, model.LabelTimes,
	)
	return []peer.Format{
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "w3c", Name: "W3C Web Annotation", Ext: ".jsonld", Others: []string{".json"}, Project: true, Loads: true,
				Carries: carried | model.FeaturesOf(model.Attributions, model.Mentions, model.MetadataFields, model.OutletNotes, model.OutletPhrases),
				Loses:   []string{"the history"},
			},
			Write:      writeW3C,
			Read:       readW3C,
			Recognises: isW3C,
		},
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "hypothesis", Name: "Hypothesis", Ext: ".json", Project: true, Loads: true,
				Carries: carried,
				Loses:   []string{"the texts of articles", "articles of which nothing is said", "the history"},
			},
			Write:      writeHypothesis,
			Read:       readHypothesis,
			Recognises: isHypothesis,
		},
	}
}

// isW3C reports whether a file is an annotation, a list, a page or a collection of annotations.
func isW3C(_ *bundle.Files, front []byte) bool {
	fields := loose.Fields(front)
	has := func(name string) bool { return slices.Contains(fields, name) }
	return has("@context") && (bytes.Contains(front, []byte("ns/anno")) || bytes.Contains(front, []byte("Annotation"))) ||
		has("target") && (has("body") || has("motivation")) && !has("uri")
}

// isHypothesis reports whether a file is an answer of the search of Hypothesis, an export of its
// browser extension, or one annotation.
func isHypothesis(_ *bundle.Files, front []byte) bool {
	fields := loose.Fields(front)
	has := func(name string) bool { return slices.Contains(fields, name) }
	return has("rows") || has("annotations") && (has("export_date") || has("client_version")) || has("uri") && (has("tags") || has("target"))
}

// names is what the identifiers of articles, sentences and analysts begin with. They are tag URIs
// (RFC 4151), which need no registration.
const names = "tag:assay.app,2026:"

// named returns the identifier of a thing.
func named(kind string, parts ...string) string {
	var b strings.Builder
	b.WriteString(names)
	b.WriteString(kind)
	for _, part := range parts {
		b.WriteByte('/')
		b.WriteString(url.PathEscape(part))
	}
	return b.String()
}

// parseName returns the kind and the parts of an identifier, and "" if it is not one of ours.
func parseName(id string) (kind string, parts []string) {
	rest, ours := strings.CutPrefix(id, names)
	if !ours {
		return "", nil
	}
	parts = strings.Split(rest, "/")
	for i, part := range parts {
		if plain, err := url.PathUnescape(part); err == nil {
			parts[i] = plain
		}
	}
	return parts[0], parts[1:]
}

// articleNamed returns the id of an article from the identifier of the article or of something in it,
// or "".
func articleNamed(id string) model.ArticleID {
	if kind, parts := parseName(id); kind == "article" && len(parts) > 0 && len(parts[0]) == model.ArticleIDLen {
		return model.ArticleID(parts[0])
	}
	return ""
}
