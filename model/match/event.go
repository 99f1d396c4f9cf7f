package match

import (
	"slices"

	"assay.app/assay/model"
)

// Two articles may contradict each other only if they are about one event. Then they have
// names in common: at least fewestNames of them, and a part of those of the one that has
// fewer. Otherwise the results of two companies would contradict each other.
const (
	fewestNames = 3
	namesPart   = 0.2
)

// oneEvent reports whether the articles of two nodes may be about one event.
func (v *view) oneEvent(n, o int32) bool {
	a, b := v.namesOf(v.x.nodes[n].refs[0].Article), v.namesOf(v.x.nodes[o].refs[0].Article)
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared++
			i++
			j++
		}
	}
	fewer, enough := min(len(a), len(b)), fewestNames
	if v.isBrief(n) || v.isBrief(o) {
		enough = min(enough, fewer)
	}
	return shared >= enough && float64(shared) >= namesPart*float64(fewer)
}

// isBrief reports whether the article of a node has so few sentences that it may have
// hardly any names.
func (v *view) isBrief(n int32) bool {
	return len(v.x.articles[v.x.nodes[n].refs[0].Article].nodes) <= 2
}

// namesOf returns the words of an article that begin with a capital letter within a
// sentence, by hash.
func (v *view) namesOf(id model.ArticleID) []uint32 {
	if names, ok := v.names[id]; ok {
		return names
	}
	var names []uint32
	for _, n := range v.x.articles[id].nodes {
		if n < 0 {
			continue
		}
		for _, t := range v.x.nodes[n].terms {
			if t.mark&named != 0 && t.mark&figure == 0 {
				names = append(names, t.hash)
			}
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if v.names == nil {
		v.names = map[model.ArticleID][]uint32{}
	}
	v.names[id] = names
	return names
}

// conflictsOf returns the conflicts of two nodes with the spans of two of their sentences.
// Sentences with the same words may differ in their spaces and endings.
func (x *Index) conflictsOf(e *edge, a, b Ref) []Conflict {
	if len(e.conflicts) == 0 || a == x.nodes[e.a].refs[0] && b == x.nodes[e.b].refs[0] {
		return e.conflicts
	}
	all := slices.Clone(e.conflicts)
	for i := range all {
		all[i].A = x.moved(e.a, a, all[i].A)
		all[i].B = x.moved(e.b, b, all[i].B)
	}
	return all
}

// moved returns where the words of a span of the first sentence of a node are in another
// sentence of it.
func (x *Index) moved(n int32, ref Ref, span model.Span) model.Span {
	if ref == x.nodes[n].refs[0] {
		return span
	}
	t := x.articles[ref.Article].text
	other := x.reader.sentence(vocabularyOf(t.Language), t.Language, t.Sentences[ref.Index])
	to := model.Span{}
	for i, w := range x.nodes[n].words {
		if int(w.start) == span.Start {
			to.Start = int(other.words[i].start)
		}
		if int(w.end) == span.End {
			to.End = int(other.words[i].end)
		}
	}
	return to
}
