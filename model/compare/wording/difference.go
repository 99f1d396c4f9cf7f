package wording

import "assay.app/assay/model"

// DifferenceKind says what differs.
type DifferenceKind uint8

// The kinds of differences.
const (
	Plain  DifferenceKind = iota // words
	Figure                       // a number or a date
)

var differenceNames = [...]string{"words", "figure"}

// String returns the name of the kind, "words" or "figure", or "unknown".
func (k DifferenceKind) String() string {
	if int(k) < len(differenceNames) {
		return differenceNames[k]
	}
	return "unknown"
}

// Difference is a run of words in which a text differs from others.
type Difference struct {
	Span model.Span // in bytes of the text
	Kind DifferenceKind
}

// Differences returns the words of two texts that the other does not have in the same
// place, in order. Both texts are in the language of a BCP 47 tag. Only the first 256 kB of
// each are compared.
func Differences(a, b, language string) (inA, inB []Difference) {
	if a == b {
		return nil, nil
	}
	s, t := read(a, language), read(b, language)
	onlyA, onlyB := make([]bool, len(s.words)), make([]bool, len(t.words))
	for _, r := range Align(s.words, t.words) {
		if r.Kind == Same {
			continue
		}
		for i := r.A.Start; i < r.A.End; i++ {
			onlyA[i] = true
		}
		for j := r.B.Start; j < r.B.End; j++ {
			onlyB[j] = true
		}
	}
	return s.differences(onlyA), t.differences(onlyB)
}

// differences returns the runs of the marked words, each of one kind.
func (t *text) differences(marked []bool) (all []Difference) {
	for i, on := range marked {
		if !on {
			continue
		}
		kind := Plain
		if t.figure[i] != "" {
			kind = Figure
		}
		span := t.words[i].Span
		if n := len(all); n > 0 && i > 0 && marked[i-1] && all[n-1].Kind == kind {
			all[n-1].Span.End = span.End
		} else {
			all = append(all, Difference{span, kind})
		}
	}
	return all
}

// Emphasis returns, for each of several texts, the words in which it differs from the
// others. All are in the language of a BCP 47 tag.
//
// Of two texts, it is what Differences returns. Of more, a word is emphasised if most of the
// other texts do not have it anywhere, and a number or a date if at least one does not have
// it. So what most say stays plain, and every figure in dispute stands out in all of them.
// The cost is proportional to the length of the texts. Only the first 256 kB of each are
// compared.
func Emphasis(texts []string, language string) [][]Difference {
	all := make([][]Difference, len(texts))
	if len(texts) == 2 {
		all[0], all[1] = Differences(texts[0], texts[1], language)
		return all
	}
	read, having := readAll(texts, language)
	for i := range read {
		t := &read[i]
		marked := make([]bool, len(t.words))
		for j, w := range t.words {
			if value := t.figure[j]; value != "" {
				marked[j] = having["\x00"+value] < len(texts)
			} else {
				lacking := len(texts) - having[w.Key]
				marked[j] = 2*lacking > len(texts)-1
			}
		}
		all[i] = t.differences(marked)
	}
	return all
}

// readAll reads texts, and counts in how many of them each key and each figure occurs.
func readAll(texts []string, language string) (all []text, having map[string]int) {
	having = map[string]int{}
	last := map[string]int{} // the number of the last text that has a key, from 1
	for i, s := range texts {
		t := read(s, language)
		for j, w := range t.words {
			key := w.Key
			if t.figure[j] != "" {
				key = "\x00" + t.figure[j]
			}
			if last[key] != i+1 {
				last[key] = i + 1
				having[key]++
			}
		}
		all = append(all, t)
	}
	return all, having
}
