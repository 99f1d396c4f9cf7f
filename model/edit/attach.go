package edit

import (
	"cmp"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Attach is the verb of a change that puts detached annotations, notes and other records of
// an analyst back on sentences.
const Attach Verb = "attach"

// Detached is an annotation, a note, a phrase, an attribution, a grade, a checklist, a mention or
// a citation of a document whose span is not a unit of the text, for example after loading the work of
// somebody who divided the text differently.
type Detached struct {
	Span model.Span
	// Content is a *model.Annotation, a *model.Note, a *record.Given, a *record.Attribution,
	// a *record.Grade, a *record.Checklist, a *record.Mention or a *record.Citation.
	Content any

	// To is the nearest sentence: the one that has the most bytes in common with Span. It is
	// empty if the text has no sentence, or if the analyst has another label, attribution,
	// grade or checklist there, a mention of the same statement, or a citation by the same
	// judgement.
	To model.Span
}

// DetachedOf returns the detached records of an analyst, sorted by span.
func DetachedOf(doc *model.Document, analyst string) []Detached {
	units := make(map[model.Span]bool, len(doc.Units))
	for _, u := range doc.Units {
		units[u.Span] = true
	}
	var all []Detached
	labelled := map[model.Span]bool{} // sentences that get a label
	for _, span := range slices.SortedFunc(maps.Keys(doc.Annotations), model.Span.Compare) {
		a, ok := doc.Annotation(span, analyst)
		if !ok || units[span] {
			continue
		}
		to := nearest(doc, span)
		if _, there := doc.Annotation(to, analyst); there || labelled[to] {
			to = model.Span{}
		}
		labelled[to] = true
		all = append(all, Detached{span, &a, to})
	}
	for _, n := range doc.Notes {
		if at := n.Target.Sentence; at != nil && n.Analyst == analyst && !units[*at] {
			all = append(all, Detached{*at, &n, nearest(doc, *at)})
		}
	}
	taken := map[model.Key]bool{} // by records that are put back
	for _, key := range slices.SortedFunc(maps.Keys(doc.Records), model.Key.Compare) {
		at := key.Sentence
		if key.Analyst != analyst || at == (model.Span{}) || units[at] {
			continue
		}
		switch to := nearest(doc, at); key.Kind {
		case record.GivenKind:
			all = append(all, Detached{at, doc.Records[key], to})
		case record.AttributionKind, record.GradeKind, record.ChecklistKind, // one on each sentence
			record.MentionKind, record.CitationKind: // one of each statement, or by each judgement
			key.Sentence = to
			if _, there := doc.Records[key]; there || taken[key] {
				to = model.Span{}
			}
			taken[key] = true
			key.Sentence = at
			all = append(all, Detached{at, doc.Records[key], to})
		default: // they cannot be put back
		}
	}
	slices.SortStableFunc(all, func(a, b Detached) int { return a.Span.Compare(b.Span) })
	return all
}

// nearest returns the sentence that shares the most bytes with a span, or the closest
// one if none shares any. It returns an empty span if there is no sentence.
func nearest(doc *model.Document, span model.Span) model.Span {
	shared := func(s model.Span) int { return min(s.End, span.End) - max(s.Start, span.Start) } // negative if they are apart
	var best model.Span
	for _, u := range doc.Sentences() {
		if best == (model.Span{}) || cmp.Compare(shared(u.Span), shared(best)) > 0 {
			best = u.Span
		}
	}
	return best
}

// Attaching returns the change that puts an analyst's detached records on the nearest
// sentences. It has no edits if none can be put back.
func (c Clock) Attaching(doc *model.Document, analyst string) Change {
	change := Change{Verb: Attach}
	given := map[model.Key]bool{}
	for _, d := range DetachedOf(doc, analyst) {
		if d.To == (model.Span{}) {
			continue
		}
		on := model.Subject{Article: doc.ID, Sentence: d.Span}
		switch content := d.Content.(type) {
		case *model.Annotation:
			change.Edits = append(change.Edits, Of(record.OnSentence(doc.ID, d.Span, analyst), content, nil))
			if e, changes := c.Label(doc, d.To, analyst, content.Label); changes {
				change.Edits = append(change.Edits, e)
			}
		case *model.Note:
			moved := *content
			moved.Target = model.OnSentence(doc.ID, d.To)
			moved = c.Note(moved, content)
			change.Edits = append(change.Edits, OfNote(content, &moved))
		case *record.Given:
			key := record.GivenOn(on, analyst, content.Phrase)
			change.Edits = append(change.Edits, Of(key, content, nil))
			key.Sentence = d.To
			if _, there := doc.Records[key]; !there && !given[key] {
				given[key] = true
				change.Edits = append(change.Edits, Of(key, nil, content))
			}
		case *record.Attribution:
			change.Edits = append(change.Edits, moving(record.AttributionOn(doc.ID, d.Span, analyst), content, d.To)...)
		case *record.Grade:
			change.Edits = append(change.Edits, moving(record.GradeOn(on, analyst), content, d.To)...)
		case *record.Checklist:
			change.Edits = append(change.Edits, moving(record.ChecklistOn(on, analyst), content, d.To)...)
		case *record.Mention:
			change.Edits = append(change.Edits, moving(record.MentionOn(on, analyst, content.Statement), content, d.To)...)
		case *record.Citation:
			change.Edits = append(change.Edits, moving(record.CitationOn(on, analyst, content.Judgement), content, d.To)...)
		}
	}
	return change
}

// moving returns the edits that move a record from one span to another that has none.
func moving[T any](key model.Key, content *T, to model.Span) []Edit {
	on := key
	on.Sentence = to
	return []Edit{Of(key, content, nil), Of(on, nil, content)}
}
