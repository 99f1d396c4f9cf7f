// Package prodigy writes and reads the tasks of Prodigy.
package prodigy

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// How a project becomes tasks
//
//	{"text":"Sie ging.","meta":{"article":…,"sentence":…},"options":[{"id":"claim","text":"Claim"}],
//	 "accept":["claim"],"answer":"accept","_annotator_id":"ana","_timestamp":1772600767,"phrases":["thin"]}
//
// A line is a sentence with what one analyst says of it, as Prodigy's interface "choice" has it. A
// sentence of which nobody says anything is a task without an answer, so that it can be annotated in
// Prodigy. Prodigy keeps fields that it does not know, so notes, phrases, grades, attributions and
// mentions are such fields. There are no hashes: Prodigy adds them.

// Formats returns the formats of the room.
func Formats() []peer.Format {
	return []peer.Format{{
		ExchangeFormat: model.ExchangeFormat{
			Key: "prodigy", Name: "Prodigy", Ext: ".jsonl", Others: []string{".json"}, Project: true, Loads: true,
			Carries: model.FeaturesOf(model.Labels, model.FurtherLabels, model.SentenceNotes, model.SentencePhrases, model.SentenceGrades,
				model.Attributions, model.Mentions, model.MetadataFields, model.LabelTimes),
			Loses: []string{"the history"},
		},
		Write: write, Read: read, Recognises: recognises,
	}}
}

// recognises reports whether the first task has a text and a field that other formats lack.
func recognises(_ *bundle.Files, front []byte) bool {
	keys, _ := peer.FirstKeys(front)
	own := peer.Has(keys, "_input_hash", "_task_hash", "_view_id", "_session_id", "_annotator_id", "answer", "options", "accept", "tokens", "spans")
	return own && slices.Contains(keys, "text")
}
