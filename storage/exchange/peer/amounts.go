package peer

import (
	"reflect"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Amounts counts what there is of each feature.
type Amounts struct {
	Articles, Sentences int

	of [64]int
}

// Of returns how many things of a feature there are.
func (a Amounts) Of(f model.Feature) int { return a.of[f] }

// Carried counts the labels and the notes that a format carries.
func (a Amounts) Carried(carried model.FeatureSet) (labels, notes int) {
	count := func(of ...model.Feature) (n int) {
		for _, f := range of {
			if carried.Has(f) {
				n += a.of[f]
			}
		}
		return n
	}
	return count(model.Labels, model.FurtherLabels), count(model.SentenceNotes, model.ArticleNotes, model.OutletNotes)
}

// Lost returns the features that a format does not carry, with how many things of each there are.
func (a Amounts) Lost(carried model.FeatureSet) (lost []model.Loss) {
	for _, f := range carried.Without() {
		if a.of[f] > 0 {
			lost = append(lost, model.Loss{Feature: f, Count: a.of[f]})
		}
	}
	return lost
}

// Nothing reports whether there is nothing that a format carries.
func (a Amounts) Nothing(carried model.FeatureSet) bool {
	for _, f := range model.Features() {
		if carried.Has(f) && a.of[f] > 0 {
			return false
		}
	}
	return true
}

func (a *Amounts) join(b Amounts) {
	a.Articles += b.Articles
	a.Sentences += b.Sentences
	for i, n := range b.of {
		a.of[i] += n
	}
}

// FeatureOf returns the feature that a record of a known kind is counted as, and false if it is
// counted as none because no other program has a use for it.
func FeatureOf(key model.Key) (model.Feature, bool) {
	sentence := key.Sentence != model.Span{}
	of := func(sentences, articles, outlets model.Feature) (model.Feature, bool) {
		switch {
		case sentence:
			return sentences, true
		case key.Outlet != "":
			return outlets, true
		}
		return articles, true
	}
	switch key.Kind {
	case record.Annotation:
		return model.Labels, true
	case record.Note:
		return of(model.SentenceNotes, model.ArticleNotes, model.OutletNotes)
	case record.GivenKind:
		return of(model.SentencePhrases, model.ArticlePhrases, model.OutletPhrases)
	case record.GradeKind:
		return of(model.SentenceGrades, model.SourceGrades, model.SourceGrades)
	case record.ChecklistKind:
		return model.Checklists, true
	case record.AttributionKind:
		return model.Attributions, true
	case record.MentionKind:
		return model.Mentions, true
	case record.StatementKind:
		return model.Statements, true
	case record.GapKind:
		return model.Gaps, true
	case record.OriginKind:
		return model.Origins, true
	case record.DismissalKind:
		return model.Dismissals, true
	case record.PredecessorKind:
		return model.VersionLinks, true
	case record.JudgementKind:
		return model.Judgements, true
	case record.CitationKind:
		return model.Citations, true
	case record.ExplanationKind, record.RatingKind:
		return model.Explanations, true
	case record.ProfileKind:
		return model.Profiles, true
	case record.Label, record.Division, record.FactsKind, record.PresenceKind, record.PersonKind, record.PhraseKind,
		record.LayersKind, record.VoiceKind, record.ScaleKind:
		return 0, false // what they say is part of what they are said of, such as the name of a label
	default:
		return 0, false
	}
}

// count counts what an article has. first is the analyst whose labels are not counted as those of
// further analysts.
func (p *Page) count(doc *model.Document, first string) (a Amounts) {
	a.Articles = 1
	for key := range doc.Records {
		if f, counted := FeatureOf(key); counted {
			a.of[f]++
		}
	}
	for _, list := range [][]Unit{p.Units, p.Detached} {
		for i := range list {
			u := &list[i]
			for _, one := range u.Labels {
				if one.Analyst == first {
					a.of[model.Labels]++
				} else {
					a.of[model.FurtherLabels]++
				}
			}
			a.of[model.SentenceNotes] += len(u.Notes)
			a.of[model.LabelTimes] += len(u.Labels) + len(u.Notes)
		}
	}
	for i := range p.Units {
		if p.Units[i].IsSentence() {
			a.Sentences++
		} else {
			a.of[model.ExcludedText]++
		}
	}
	a.of[model.ArticleNotes] += len(p.Notes)
	a.of[model.LabelTimes] += len(p.Notes)
	facts := reflect.ValueOf(p.Metadata)
	for i := range facts.NumField() {
		if !facts.Field(i).IsZero() {
			a.of[model.MetadataFields]++
		}
	}
	return a
}

// outside counts what the project has outside of its articles.
func (c *Corpus) outside() (a Amounts) {
	for key, content := range c.general {
		if n, ok := content.(*model.Note); ok {
			if n.Target.Outlet != "" {
				a.of[model.OutletNotes]++
				a.of[model.LabelTimes]++
			}
			continue // the others are counted with their articles
		}
		if f, counted := FeatureOf(key); counted {
			a.of[f]++
		}
	}
	for _, l := range c.Project.Codebook {
		if l.Definition+l.Use+l.Avoid != "" || len(l.Examples)+len(l.CounterExamples) > 0 {
			a.of[model.Definitions]++
		}
	}
	return a
}
