// Package brat writes and reads the standoff format of the brat rapid annotation tool: for each text
// NAME.txt a file NAME.ann with its annotations, and the types of annotations in annotation.conf. See
// https://brat.nlplab.org/standoff.html.
package brat

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// Formats returns the format of this package.
func Formats() []peer.Format {
	return []peer.Format{{
		ExchangeFormat: model.ExchangeFormat{
			Key: "brat", Name: "brat standoff", Ext: ".zip", Others: []string{".ann"}, Folder: true, Project: true, Loads: true,
			Carries: model.FeaturesOf(model.Labels, model.FurtherLabels, model.SentenceNotes, model.SentencePhrases, model.SentenceGrades),
			Loses:   []string{"the times of notes", "the reasons for grades", "the history"},
		},
		Bundle: write, Read: read, Recognises: recognises,
	}}
}

// recognises reports whether a data set has annotations beside a text.
func recognises(files *bundle.Files, _ []byte) bool {
	for _, name := range files.Named(annotationExts()...) {
		if files.Single() || files.Has(stem(name)+".txt") {
			return true
		}
	}
	return false
}

// annotationExts returns the extensions of files with annotations. The shared tasks of BioNLP divide
// them among several files.
func annotationExts() []string { return []string{".ann", ".a1", ".a2", ".rel"} }

// stem returns a path without its extension.
func stem(name string) string {
	at := strings.LastIndexByte(name, '.')
	if at < 0 {
		return name
	}
	return name[:at]
}

// What the files that Assay writes have beside labels and phrases.
const (
	configName = "annotation.conf"
	visualName = "visual.conf"

	signature = "# Written by Assay." // the first line of visual.conf

	remarkType  = "Remark"  // of a sentence that has notes or grades of an analyst, but no label
	phrasesType = "Phrases" // the type above those of phrases

	analystAttribute     = "Analyst"
	sourceAttribute      = "Source"
	informationAttribute = "Information"
)
