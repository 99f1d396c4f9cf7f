// Package argilla writes and reads the records of Argilla 2
// (https://docs.argilla.io/latest/reference/argilla/records/records/) in the JSON of
// Dataset.records.to_json and from_json. A record is a sentence.
package argilla

import (
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/loose"
	"assay.app/assay/storage/exchange/peer"
)

// The names of the questions. A further note of the same analyst on the same sentence answers
// "note-2", and so on, because a person answers each question once.
const (
	labelQuestion  = "label"  // LabelQuestion
	phraseQuestion = "phrase" // MultiLabelQuestion
	noteQuestion   = "note"   // TextQuestion
	gradeQuestion  = "grade"  // LabelQuestion: "B2"
	basisQuestion  = "basis"  // TextQuestion
)

// Formats returns the format "argilla".
func Formats() []peer.Format {
	return []peer.Format{{
		ExchangeFormat: model.ExchangeFormat{
			Key: "argilla", Name: "Argilla", Ext: ".json", Others: []string{".jsonl"}, Project: true, Loads: true,
			Carries: model.FeaturesOf(
				model.Labels, model.FurtherLabels, model.SentenceNotes, model.SentencePhrases, model.SentenceGrades, model.MetadataFields,
			),
			Loses: []string{"the texts of articles beyond their sentences", "the history"},
		},
		Write:      write,
		Read:       read,
		Recognises: recognises,
	}}
}

// recognises reports whether a file has records, nested or flattened.
func recognises(_ *bundle.Files, front []byte) bool {
	fields := loose.Fields(front)
	has := func(name string) bool { return slices.Contains(fields, name) }
	return has("fields") && (has("responses") || has("suggestions") || has("metadata")) || has("_server_id") ||
		slices.ContainsFunc(fields, func(name string) bool {
			return strings.HasSuffix(name, ".responses") || strings.HasSuffix(name, ".suggestion")
		})
}
