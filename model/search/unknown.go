package search

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// UnknownLabels returns the values of label: filters that match no label of a
// codebook, as they were typed.
func (q Query) UnknownLabels(c model.Codebook) []string {
	return q.unknown(Label, func(f Filter) bool {
		return slices.ContainsFunc(c, func(l model.Label) bool { return f.label(l.Key, model.Codebook{l}) })
	})
}

// UnknownPhrases returns the values of phrase: filters that match no phrase of a list, as
// they were typed.
func (q Query) UnknownPhrases(list record.Phrases) []string {
	return q.unknown(Phrase, func(f Filter) bool {
		return slices.ContainsFunc(list.All(), func(p model.Phrase) bool {
			return f.any(p.Name, filterValue.is) || f.any(list.StoredName(p.ID), filterValue.is)
		})
	})
}

// UnknownVoices returns the values of voice: filters that match no name of a voice, as they
// were typed.
func (q Query) UnknownVoices(list record.Voices) []string {
	names := list.Names()
	return q.unknown(Voice, func(f Filter) bool {
		for _, voice := range names {
			if slices.ContainsFunc(voice, func(name string) bool { return f.any(name, filterValue.is) }) {
				return true
			}
		}
		return false
	})
}

// UnknownStatements returns the values of statement: filters that match the title of no
// statement that stands and the id of none, as they were typed.
func (q Query) UnknownStatements(list record.Statements) []string {
	return q.unknown(Statement, func(f Filter) (found bool) {
		list.Each(func(id, root model.StatementID) {
			found = found || f.identifies(id) || id == root && f.any(list.Title(id), filterValue.is)
		})
		return found
	})
}

// unknown returns the values of the filters of a kind for which matches returns false. It
// calls matches with a filter that has one of them.
func (q Query) unknown(kind Kind, matches func(Filter) bool) (unknown []string) {
	for _, f := range q.Filters {
		if f.Kind != kind {
			continue
		}
		for i, n := range f.names[:len(f.Values)] { // aliases follow
			one := f
			one.names, one.Values = []filterValue{n}, f.Values[i:i+1]
			if !n.any && !matches(one) {
				unknown = append(unknown, f.Values[i])
			}
		}
	}
	return unknown
}
