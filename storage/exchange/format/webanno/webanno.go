// Package webanno writes and reads WebAnno TSV, version 3, the tables of tokens of WebAnno and INCEpTION.
// See appendix B of https://webanno.github.io/webanno/releases/3.6.11/docs/user-guide.html.
package webanno

import (
	"bytes"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// Formats returns the format of this package.
func Formats() []peer.Format {
	return []peer.Format{{
		ExchangeFormat: model.ExchangeFormat{
			Key: "webanno-tsv", Name: "WebAnno TSV", Ext: ".zip", Others: []string{".tsv"}, Folder: true, Project: true, Loads: true,
			Carries: model.FeaturesOf(
				model.Labels, model.FurtherLabels, model.SentenceNotes, model.SentencePhrases, model.SentenceGrades,
				model.Attributions, model.Mentions, model.LabelTimes,
			),
			Loses: []string{"the reasons for grades", "the history"},
		},
		Bundle: write, Read: read, Recognises: recognises,
	}}
}

// formatLine is the beginning of every file.
const formatLine = "#FORMAT=WebAnno TSV "

const bom = "\uFEFF"

// recognises reports whether a data set has a file of the format.
func recognises(files *bundle.Files, front []byte) bool {
	begins := func(front []byte) bool {
		return bytes.HasPrefix(bytes.TrimPrefix(front, []byte(bom)), []byte(formatLine))
	}
	if begins(front) {
		return true
	}
	if files.Single() {
		return false
	}
	first, err := files.Front(".tsv")
	return err == nil && begins(first)
}

// layer is a layer of annotations with its features.
type layer struct {
	name     string
	features []string
	first    bool // its annotations are on the first token of a sentence, not on all
}

// The places of Assay's own layers in layers.
const (
	labels = iota
	notes
	phrases
	attributions
	mentions
)

// layers returns Assay's own layers. The texts of notes can be long and would be repeated for each
// token.
func layers() []layer {
	return []layer{
		labels:       {name: "webanno.custom.Assay", features: []string{"analyst", "credibility", "label", "reliability", "time"}},
		notes:        {name: "webanno.custom.AssayNote", features: []string{"analyst", "id", "text", "time"}, first: true},
		phrases:      {name: "webanno.custom.AssayPhrase", features: []string{"analyst", "phrase"}},
		attributions: {name: "webanno.custom.AssayAttribution", features: []string{"analyst", "cue", "mode", "via", "voice"}},
		mentions:     {name: "webanno.custom.AssayMention", features: []string{"analyst", "stance", "statement"}},
	}
}
