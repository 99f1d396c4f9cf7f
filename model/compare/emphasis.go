package compare

import "assay.app/assay/model/compare/wording"

// Emphasis returns, for each mention of a row, the words in which its text differs from
// those of the other mentions in its language, in bytes of the text; see wording.Emphasis.
// Mentions with the same text count once.
func (t *Table) Emphasis(r *Row) [][]wording.Difference {
	texts := map[string][]string{} // by language
	place := map[sentenceKey]int{}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		key := sentenceKey{t.articles[m.Article].Language, m.Text}
		if _, ok := place[key]; !ok {
			place[key] = len(texts[key.language])
			texts[key.language] = append(texts[key.language], m.Text)
		}
	}
	by := map[string][][]wording.Difference{}
	for language, list := range texts {
		by[language] = wording.Emphasis(list, language)
	}
	out := make([][]wording.Difference, len(r.Mentions))
	for i := range r.Mentions {
		m := &r.Mentions[i]
		key := sentenceKey{t.articles[m.Article].Language, m.Text}
		out[i] = by[key.language][place[key]]
	}
	return out
}
