// Package doccano writes and reads the data sets of doccano.
package doccano

import (
	"path"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// How a project becomes a data set
//
//	{"text":"Er kam. Sie ging.","label":[[0,7,"claim"]],"meta":{"article":…,"analyst":"ana","written":[[0,7,"claim"]]}}
//
// A line is an article as one analyst labelled it, as doccano exports one file for each of its users.
// Offsets count UTF-16 code units, as doccano's editor does. doccano drops a span that overlaps another one of its line unless the
// project allows it, so such spans are in a further line of the same analyst.
//
// doccano keeps "meta" as it is and exports it again. "written" repeats the labels: those that a file
// from doccano still has are the analyst's, and all others belong to the doccano user whose file it is
// or, if the file is not one user's, to the analyst who loads it.

// Formats returns the formats of the room.
func Formats() []peer.Format {
	return []peer.Format{{
		ExchangeFormat: model.ExchangeFormat{
			Key: "doccano", Name: "doccano", Ext: ".jsonl", Others: []string{".json", ".csv"}, Project: true, Loads: true,
			Carries: model.FeaturesOf(model.Labels, model.FurtherLabels, model.MetadataFields),
			Loses:   []string{"the history"},
		},
		Write: write, Read: read, Recognises: recognises,
	}}
}

// The fields of a row in the versions of doccano and in the files that it takes.
func textKeys() []string { return []string{"text", "data", "column_data"} }

func labelKeys() []string {
	return []string{"label", "labels", "column_label", "entities", "cats", "categories", "annotations"}
}

// recognises reports whether the first row has a text and labels, and neither the fields of Prodigy nor
// those of tables with sentences.
func recognises(files *bundle.Files, front []byte) bool {
	name := files.Name()
	if names := files.Named(".jsonl", ".json", ".csv"); len(names) > 0 && !files.Single() {
		name = names[0]
	}
	if strings.EqualFold(path.Ext(name), ".csv") {
		line, _, _ := strings.Cut(strings.TrimPrefix(string(front), "\uFEFF"), "\n")
		header := strings.Split(strings.TrimRight(line, "\r"), ",")
		for i, h := range header {
			header[i] = strings.Trim(h, `"`)
		}
		return peer.Has(header, textKeys()...) && peer.Has(header, labelKeys()...) && !peer.Has(header, "article", "sentence", "analyst")
	}
	keys, whole := peer.FirstKeys(front)
	foreign := func(key string) bool {
		return strings.HasPrefix(key, "_") || slices.Contains([]string{"answer", "options", "accept", "spans", "tokens", "fields", "format"}, key)
	}
	return peer.Has(keys, textKeys()...) && (!whole || peer.Has(keys, labelKeys()...)) && !slices.ContainsFunc(keys, foreign)
}
