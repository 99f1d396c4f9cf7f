package compare

import (
	"cmp"
	"slices"
	"strings"

	"assay.app/assay/model/match"
	"assay.app/assay/model/quote"
	"assay.app/assay/model/segment"
)

// sentenceKey identifies the text of a sentence.
type sentenceKey struct{ language, text string }

// sentence is a sentence that was read. The table keeps it, because a row is made again at
// every key that changes its statement.
type sentence struct {
	*match.Sentence
	figures string // all values, sorted
	quoted  []Part // in bytes of the sentence
}

// read returns the sentence of a mention.
func (t *Table) read(m *Mention) *sentence {
	key := sentenceKey{t.articles[m.Article].Language, m.Text}
	if s := t.sentences[key]; s != nil {
		return s
	}
	s := &sentence{Sentence: match.Read(key.language, key.text)}
	var values []string
	for _, f := range s.Figures() {
		values = append(values, f.Value)
	}
	slices.Sort(values)
	s.figures = strings.Join(slices.Compact(values), " ")
	for q := range quote.All(key.language, m.Text, segment.Paragraphs(m.Text)) {
		if span := bare(m.Text, q.Span); q.Kind != quote.Title && !wordless(span.Of(m.Text)) {
			s.quoted = append(s.quoted, Part{span, span.Of(m.Text)})
		}
	}
	t.sentences[key] = s
	return s
}

// cellFigures are the figures of the mentions of a cell that count, if it has any.
type cellFigures struct {
	values string // sorted
	has    bool
}

// figures returns the figures of each cell.
func (t *Table) figures(r *Row) []cellFigures {
	all := make([]cellFigures, len(r.Cells))
	for i := range r.Cells {
		var values []string
		for _, k := range r.Cells[i].Mentions {
			if m := &r.Mentions[k]; m.counts() {
				all[i].has = true
				values = append(values, strings.Fields(t.read(m).figures)...)
			}
		}
		slices.Sort(values)
		all[i].values = strings.Join(slices.Compact(values), " ")
	}
	return all
}

// mark marks the cells whose figures or whose quoted words are not those of most outlets.
func (t *Table) mark(r *Row) {
	figures := t.figures(r)
	most, decided := majority(figures)
	for i, f := range figures {
		if f.has && (!decided || f.values != most) {
			r.Cells[i].Differs |= FiguresDiffer
		}
	}
	for _, u := range t.Utterances(r) {
		for _, v := range u.Variants {
			if !v.Flagged {
				continue
			}
			at, _ := slices.BinarySearchFunc(r.Cells, t.columns[v.Outlet], func(c Cell, column int) int { return cmp.Compare(c.Column, column) })
			r.Cells[at].Differs |= WordingDiffers
		}
	}
}

// majority returns the figures that more cells have than any others. decided is false if
// two have equally many: then each of them differs from the other.
func majority(figures []cellFigures) (most string, decided bool) {
	cells, best := map[string]int{}, 0
	for _, f := range figures {
		if f.has {
			cells[f.values]++
			best = max(best, cells[f.values])
		}
	}
	leading := 0
	for values, n := range cells {
		if n == best {
			most = values
			leading++
		}
	}
	return most, leading <= 1
}

// Utterances returns the utterances that the mentions of a row quote, with their variants.
func (t *Table) Utterances(r *Row) []Utterance {
	var all []Quoted
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if i > 0 && r.Mentions[i-1].Article == m.Article && r.Mentions[i-1].Sentence == m.Sentence || !m.counts() {
			continue // another analyst's, or detached
		}
		parts := m.Quoted
		if parts == nil {
			for _, p := range t.read(m).quoted {
				p.Span.Start += m.Sentence.Start
				p.Span.End += m.Sentence.Start
				parts = append(parts, p)
			}
		}
		if len(parts) == 0 {
			continue
		}
		a := t.articles[m.Article]
		all = append(all, Quoted{
			Article: m.Article, Index: m.Index, Sentence: m.Sentence, Outlet: a.column(), OutletName: t.Outlets[m.Column].Name,
			Language: a.Language, Parts: parts, Voice: m.Voice, VoiceName: m.VoiceName,
		})
	}
	if len(all) < 2 {
		return nil
	}
	return t.sayings.utterances(all)
}

// mostTexts is how many different sentences of a row are compared with each other for
// conflicts: at most 276 pairs.
const mostTexts = 24

// conflicts returns the conflicts among the mentions of different outlets. Mentions with
// the same text are compared once. If there are more than mostTexts texts, it takes those
// with different figures first, then the first in the order of mentions.
func (t *Table) conflicts(r *Row) (all []Conflict) {
	texts := t.texts(r)
	for j := range texts {
		for i := range j {
			a, b := texts[i][0], texts[j][0]
			if r.Mentions[a].Column == r.Mentions[b].Column {
				if a, b = apart(r, texts[i], texts[j]); a < 0 {
					continue
				}
				a, b = min(a, b), max(a, b)
			}
			for _, c := range t.read(&r.Mentions[a]).Conflicts(t.read(&r.Mentions[b]).Sentence) {
				all = append(all, Conflict{a, b, c})
			}
		}
	}
	return all
}

// apart returns two mentions of different outlets from two lists, or −1.
func apart(r *Row, as, bs []int) (int, int) {
	for _, a := range as {
		for _, b := range bs {
			if r.Mentions[a].Column != r.Mentions[b].Column {
				return a, b
			}
		}
	}
	return -1, -1
}

// texts returns the mentions of each text that is compared.
func (t *Table) texts(r *Row) [][]int {
	place := map[sentenceKey]int{}
	var all [][]int
	seen := map[string]int{}
	var turn []int // how many texts with the same figures precede a text
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if !m.counts() {
			continue
		}
		key := sentenceKey{t.articles[m.Article].Language, m.Text}
		at, ok := place[key]
		if !ok {
			at = len(all)
			place[key] = at
			all = append(all, nil)
			f := t.read(m).figures
			turn = append(turn, seen[f])
			seen[f]++
		}
		all[at] = append(all[at], i)
	}
	if len(all) <= mostTexts {
		return all
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return turn[a] - turn[b] })
	order = order[:mostTexts]
	slices.Sort(order)
	out := make([][]int, mostTexts)
	for i, k := range order {
		out[i] = all[k]
	}
	return out
}
