package grading

import (
	"iter"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// OfVoices returns an analyst's grades of voices, by the voice that stands for each. It skips
// grades in all that are by others, or not of voices. If a voice that stands has no grade, the
// newest grade of the voices that were joined into it counts.
func OfVoices(list record.Voices, analyst string, all iter.Seq2[model.Key, *record.Grade]) map[model.VoiceID]*record.Grade {
	found := map[model.VoiceID]*record.Grade{}
	for key, g := range all {
		if g.On != record.GradedVoice || key.Analyst != analyst {
			continue
		}
		root := list.Root(g.Voice)
		if was := found[root]; was == nil || nearer(g, was, root) {
			found[root] = g
		}
	}
	return found
}

// nearer reports whether grade g, and not other, counts for the voice root.
func nearer(g, other *record.Grade, root model.VoiceID) bool {
	switch {
	case (g.Voice == root) != (other.Voice == root):
		return g.Voice == root
	case !g.At.Equal(other.At):
		return g.At.After(other.At)
	}
	return g.Voice < other.Voice
}

// ByVoice returns a function that looks up an analyst's grade of a voice; see OfVoices. The
// function returns nil if the voice has no grade. all may contain grades by any analysts.
func ByVoice(list record.Voices, all []*record.Grade) func(analyst string, voice model.VoiceID) *record.Grade {
	of := map[string]map[model.VoiceID]*record.Grade{}
	return func(analyst string, voice model.VoiceID) *record.Grade {
		known, ok := of[analyst]
		if !ok {
			known = OfVoices(list, analyst, func(yield func(model.Key, *record.Grade) bool) {
				for _, g := range all {
					if !yield(record.GradeOfVoice(g.Voice, g.Analyst), g) {
						return
					}
				}
			})
			of[analyst] = known
		}
		return known[list.Root(voice)]
	}
}
