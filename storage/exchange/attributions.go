package exchange

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/schema"
)

// The attributions in sets and tables are for people and scripts, as the names of phrases
// are. Loading a set ignores them and reads the records.

// voicesIn returns the list of voices among the records that are not about an article.
func voicesIn(general versions) record.Voices {
	stored := map[model.VoiceID]record.Voice{}
	for key, held := range general {
		if v, ok := held[0].Content.(*record.Voice); ok {
			stored[model.VoiceID(key.ID)] = *v
		}
	}
	return record.NewVoices(stored)
}

// attributions returns the attributions of a sentence of a document, sorted by analyst. If
// the list of voices is unknown, each has the name of its voice at the time it was made.
func (r *recorder) attributions(doc *model.Document, at model.Span) []schema.Attribution {
	if len(doc.Records) == 0 {
		return nil
	}
	if r.voices == nil {
		list := voicesIn(r.general)
		r.voices = &list
	}
	var all []schema.Attribution
	for _, a := range attributed(doc, at) {
		all = append(all, schema.Attribution{
			Analyst: r.names.of(a.Analyst), Voice: r.voices.Called(a), Mode: a.Mode, Cue: a.Cue, Via: a.Via, Guess: a.Guess,
		})
	}
	return all
}

// attributed returns the attributions of a sentence, sorted by analyst.
func attributed(doc *model.Document, at model.Span) []*record.Attribution {
	all := record.Attributed(doc, at)
	slices.SortFunc(all, func(a, b *record.Attribution) int { return cmp.Compare(a.Analyst, b.Analyst) })
	return all
}
