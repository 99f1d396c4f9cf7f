package attribute

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
)

// Name is a name in an article.
type Name struct {
	Text  string   // the fullest form, without offices: "Ana Ré"
	Also  []string // the other forms, most frequent first: "Ré", "Mrs Ré", "Mayor Ana Ré"
	Count int      // how often the article mentions it, in any form
}

// Names returns the names of persons and bodies in an article that are offered as voices,
// most frequent first. The parameter most is the maximum number of names.
func Names(doc *model.Document, most int) []Name {
	x := newIndex(wordsOf(doc.Metadata.Language), doc)
	var all []Name
	for _, e := range x.entities {
		if len(e.at) == 0 || e.single && e.placed == len(e.at) {
			continue // "in Halm"
		}
		n := Name{Text: e.name, Count: len(e.at)}
		for _, form := range slices.Sorted(maps.Keys(e.forms)) {
			if form != e.name {
				n.Also = append(n.Also, form)
			}
		}
		slices.SortStableFunc(n.Also, func(a, b string) int { return cmp.Compare(e.forms[b], e.forms[a]) })
		all = append(all, n)
	}
	slices.SortStableFunc(all, func(a, b Name) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text)) })
	return all[:min(len(all), max(most, 0))]
}

// Standing returns the name in the article that a short form stands for: "Ré" → "Ana Ré". It
// returns "" if no name or more than one fits.
func Standing(doc *model.Document, short string) string {
	w := wordsOf(doc.Metadata.Language)
	x := newIndex(w, doc)
	toks := w.tokens(nil, short, model.Span{End: len(short)})
	for len(toks) > 0 && toks[0].is(isArticle) {
		toks = toks[1:]
	}
	if len(toks) == 0 {
		return ""
	}
	reader := &index{words: w, text: short, capital: map[string]bool{}}
	m, _, _ := reader.mention(toks, 0, len(toks))
	if len(m.words) > 1 {
		if e := x.known[strings.Join(m.words, " ")]; e != nil {
			return e.name
		}
		return ""
	}
	e, guess := x.lookup(&m, len(doc.Text))
	if e == nil && m.titled {
		e = x.known[titleKey(m.gender)+m.words[0]]
	}
	if e == nil || guess {
		return ""
	}
	return e.name
}
