package sources

import (
	"cmp"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
)

// judged holds one analyst's grades and voices of the sentences of an article.
type judged struct {
	article *record.Grade
	grades  map[model.Span]*record.Grade
	voices  map[model.Span]model.VoiceID // those that stand
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// contradict adds the contradictions among one analyst's grades that apply to an article.
// g holds the grades that are not about an article; it may be nil.
func (b *Builder) contradict(id model.ArticleID, j *judged, g *graded, outlet model.OutletID) {
	var of *record.Grade
	if g != nil {
		of = g.outlets[outlet]
	}
	add := func(sentence model.Span, rule Rule, grade model.Grade) {
		b.contradictions = append(b.contradictions, Contradiction{id, sentence, rule, grade})
	}
	if of != nil && j.article != nil && unreliable(of.Grade.Source) && reliable(j.article.Grade.Source) {
		add(model.Span{}, NearerBetter, j.article.Grade)
	}
	for _, sentence := range j.sentences() {
		f := grading.Of(func(on record.Graded) *record.Grade {
			switch on {
			case record.GradedSentence:
				return j.grades[sentence]
			case record.GradedVoice:
				if voice, attributed := j.voices[sentence]; attributed {
					return g.voice(b.list, voice)
				}
				return nil
			case record.GradedArticle:
				return j.article
			case record.GradedOutlet:
				return of
			default:
				return nil
			}
		})
		near := f.From == record.GradedSentence || f.From == record.GradedVoice
		switch {
		case unreliable(f.Source) && f.Information == "1":
			add(sentence, UnreliableConfirmed, f.Grade)
		case reliable(f.Source) && f.Information == "5":
			add(sentence, ReliableImprobable, f.Grade)
		}
		if of != nil && unreliable(of.Grade.Source) && near && reliable(f.Source) {
			add(sentence, NearerBetter, f.Grade)
		}
	}
}

// sentences returns the graded or attributed sentences, in the order of the text.
func (j *judged) sentences() []model.Span {
	all := map[model.Span]bool{}
	for sentence := range j.grades {
		all[sentence] = true
	}
	for sentence := range j.voices {
		all[sentence] = true
	}
	return slices.SortedFunc(maps.Keys(all), func(a, b model.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
}

func reliable(letter string) bool   { return letter == "A" || letter == "B" }
func unreliable(letter string) bool { return letter == "D" || letter == "E" }
