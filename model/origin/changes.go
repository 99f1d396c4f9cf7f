package origin

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare/wording"
)

// ChangeKind says what a reprint did with a sentence.
type ChangeKind uint8

// The kinds of changes.
const (
	Kept    ChangeKind = iota // the words are the same
	Changed                   // at least half of the words of the shorter form are the same
	Added                     // only the second article has the sentence
	Dropped                   // only the first article has it
)

var changeNames = [...]string{"kept", "changed", "added", "dropped"}

// String returns the name of the kind, or "unknown".
func (k ChangeKind) String() string {
	if int(k) < len(changeNames) {
		return changeNames[k]
	}
	return "unknown"
}

// Change is a sentence of one article, or a pair of sentences of both.
type Change struct {
	Kind     ChangeKind
	A, B     int                  // the indexes of the sentences, from 0; −1 if the article lacks it
	InA, InB []wording.Difference // the words that differ, in bytes of each sentence, if Kind is Changed
}

// Changes returns how the sentences of a second article differ from those of a first one,
// in order. Each sentence of both is in one Change. Sentences that were moved are dropped
// in one place and added in the other. Words are compared by the rules of package wording.
func Changes(a, b *model.Document) (all []Change) {
	as, bs := sentencesOf(a), sentencesOf(b)
	for _, r := range wording.Align(as.keys, bs.keys) {
		switch r.Kind {
		case wording.Same:
			for k := range r.A.Len() {
				all = append(all, Change{Kind: Kept, A: r.A.Start + k, B: r.B.Start + k})
			}
		case wording.Dropped:
			all = dropped(all, r.A)
		case wording.Added:
			all = added(all, r.B)
		case wording.Replaced:
			all = pair(all, &as, &bs, r, b.Metadata.Language)
		default:
		}
	}
	return all
}

func dropped(all []Change, r wording.Range) []Change {
	for i := r.Start; i < r.End; i++ {
		all = append(all, Change{Kind: Dropped, A: i, B: -1})
	}
	return all
}

func added(all []Change, r wording.Range) []Change {
	for i := r.Start; i < r.End; i++ {
		all = append(all, Change{Kind: Added, A: -1, B: i})
	}
	return all
}

// mostTried is how many sentences a sentence is compared with, at most.
const mostTried = 12

// pair pairs the sentences of a run that changed, in order.
func pair(all []Change, as, bs *sentences, r wording.Run, language string) []Change {
	from := r.B.Start
	for i := r.A.Start; i < r.A.End; i++ {
		best, most := -1, 0
		for j := from; j < min(r.B.End, from+mostTried); j++ {
			small := min(len(as.words[i]), len(bs.words[j]))
			if n := common(as.words[i], bs.words[j]); n > most && 2*n >= small {
				best, most = j, n
			}
		}
		if best < 0 {
			all = append(all, Change{Kind: Dropped, A: i, B: -1})
			continue
		}
		all = added(all, wording.Range{Start: from, End: best})
		c := Change{Kind: Changed, A: i, B: best}
		c.InA, c.InB = wording.Differences(as.texts[i], bs.texts[best], language)
		all = append(all, c)
		from = best + 1
	}
	return added(all, wording.Range{Start: from, End: r.B.End})
}

// common returns how many words two sentences have in common, in the same order.
func common(a, b []wording.Word) (n int) {
	for _, r := range wording.Align(a, b) {
		if r.Kind == wording.Same {
			n += r.A.Len()
		}
	}
	return n
}

// sentences are the sentences of an article.
type sentences struct {
	texts []string
	words [][]wording.Word
	keys  []wording.Word // a sentence as a word
}

func sentencesOf(doc *model.Document) (s sentences) {
	for _, u := range doc.Sentences() {
		text := u.Span.Of(doc.Text)
		words := wording.Words(text)
		var key strings.Builder
		for _, w := range words {
			key.WriteString(w.Key + " ")
		}
		s.texts = append(s.texts, text)
		s.words = append(s.words, words)
		s.keys = append(s.keys, wording.Word{Span: u.Span, Key: key.String()})
	}
	return s
}
