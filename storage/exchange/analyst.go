package exchange

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Names from before there were rules
//
// Older versions kept an analyst's name as it was typed. Two things follow.
// A name that no set may have, with control characters in it or of thousands
// of bytes, is exported without them, for otherwise the set could not be
// loaded. And a set is loaded in the names that the project has: where it
// holds "José" with an accent that is a character of its own, that is whom
// "José" in the set means.

// analystNames has the names under which analysts are exported, by the names
// that the project holds.
type analystNames map[string]string

// of returns the name under which an analyst is exported.
func (n analystNames) of(held string) string {
	name, known := n[held]
	if !known {
		name = held
		if value.Analyst.Check(held) != nil {
			name = value.Analyst.Fit(held)
		}
		n[held] = name
	}
	return name
}

// newestOfEach returns the records, which are sorted by analyst, with the newest
// of each analyst: two held names may have become one.
func newestOfEach(records []annotationRecord) []annotationRecord {
	out := records[:0]
	for _, r := range records {
		last := len(out) - 1
		switch {
		case last < 0 || out[last].Analyst != r.Analyst:
			out = append(out, r)
		case cmp.Or(r.Time.Compare(out[last].Time.Time), cmp.Compare(r.Label, out[last].Label)) > 0: // as compareAnnotations
			out[last] = r
		}
	}
	return out
}

// inNamesOf returns the article with its analysts called as the project calls
// them.
func inNamesOf(held value.Analysts, a Article) Article {
	if allNamed(held, a) {
		return a // which is not to be held twice
	}
	doc := *a.Document
	doc.Annotations = make(map[model.Span][]model.Annotation, len(a.Annotations))
	for span, list := range a.Annotations {
		list = slices.Clone(list)
		for i := range list {
			list[i].Analyst = held.Known(list[i].Analyst)
		}
		slices.SortFunc(list, func(a, b model.Annotation) int { return cmp.Compare(a.Analyst, b.Analyst) })
		doc.Annotations[span] = list
	}
	doc.Notes = notesInNamesOf(held, a.Notes)
	a.Document = &doc
	return a
}

// allNamed reports whether the project calls all analysts of an article as the
// article does.
func allNamed(held value.Analysts, a Article) bool {
	for _, list := range a.Annotations {
		for _, said := range list {
			if held.Known(said.Analyst) != said.Analyst {
				return false
			}
		}
	}
	return !slices.ContainsFunc(a.Notes, func(n model.Note) bool { return held.Known(n.Analyst) != n.Analyst })
}

// notesInNamesOf returns notes with their analysts called as the project calls
// them.
func notesInNamesOf(held value.Analysts, notes []model.Note) []model.Note {
	notes = slices.Clone(notes)
	for i := range notes {
		notes[i].Analyst = held.Known(notes[i].Analyst)
	}
	return notes
}
