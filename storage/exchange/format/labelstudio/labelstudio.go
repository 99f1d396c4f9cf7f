// Package labelstudio writes and reads the JSON of Label Studio (https://labelstud.io/guide/task_format).
// A task is an article, an annotation is the work of one analyst on it, and offsets count UTF-16 code
// units. docs/peers.md has the labelling configuration that shows everything.
package labelstudio

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/loose"
	"assay.app/assay/storage/exchange/peer"
)

// The names of the controls in the labelling configuration. Those of the stances of mentions are the
// stances themselves.
const (
	labelControl         = "label"  // Labels
	phraseControl        = "phrase" // TextArea, as the following ones unless they say otherwise
	noteControl          = "note"
	reliabilityControl   = "reliability" // Choices, A to F
	credibilityControl   = "credibility" // Choices, 1 to 6
	basisControl         = "basis"
	voiceControl         = "voice"
	speechControl        = "speech" // Choices, the modes of speech
	cueControl           = "cue"
	viaControl           = "via"
	analystControl       = "analyst" // on the whole text, as the following ones
	articleNoteControl   = "article-note"
	articlePhraseControl = "article-phrase"

	object = "text" // the name of the object tag, and of the field of a task with the text
)

// Formats returns the format "label-studio".
func Formats() []peer.Format {
	return []peer.Format{{
		ExchangeFormat: model.ExchangeFormat{
			Key: "label-studio", Name: "Label Studio", Ext: ".json", Project: true, Loads: true,
			Carries: model.FeaturesOf(
				model.Labels, model.FurtherLabels, model.SentenceNotes, model.ArticleNotes, model.SentencePhrases,
				model.ArticlePhrases, model.SentenceGrades, model.Attributions, model.Mentions, model.MetadataFields,
			),
			Loses: []string{"the history"},
		},
		Write:      write,
		Read:       read,
		Recognises: recognises,
	}}
}

// recognises reports whether a file is a list of tasks, or one of the short ones that Label Studio
// calls JSON-MIN.
func recognises(_ *bundle.Files, front []byte) bool {
	fields := loose.Fields(front)
	has := func(name string) bool { return slices.Contains(fields, name) }
	return has("data") && !has("body") || has("lead_time") && has("annotation_id")
}
