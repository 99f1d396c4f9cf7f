package align

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// BenchmarkTexts measures the differences of two versions of an article, word by word.
func BenchmarkTexts(b *testing.B) {
	const many = 10_000
	w := newWriter(1)
	article := w.sentences(many)
	equal := make([]string, many)
	twos := make([]string, many)
	for i := range equal {
		equal[i] = "Read more about the flood in the harbour."
		twos[i] = []string{"Read more.", "Share this."}[i%2]
	}
	long := strings.Join(w.sentences(44_000), " ")
	for _, c := range []struct {
		name string
		a, b []string
	}{
		{"1 in 10 edited", article, w.edited(article, many/10)},
		{"1 in 100 edited", article, w.edited(article, many/100)},
		{"each changed", article, w.eachChanged(article)},
		{"nothing in common", article, newWriter(2).sentences(many)},
		{"same words, other sentences", article, w.sentences(many)},
		{"turned round", article, reversed(article)},
		{"all equal", equal, equal[:many-9]},
		{"two in turn", twos, twos[1:]},
		{"a line of 4.5 MB", []string{long}, []string{w.fewChanged(long, 20)}},
		{"two lines of 4.5 MB", []string{long}, []string{strings.Join(newWriter(3).sentences(44_000), " ")}},
		{"a line of 4.5 MB and its sentences", []string{long}, strings.SplitAfter(long, ". ")},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				Texts(c.a, c.b, "en")
			}
		})
	}
}

func reversed(a []string) []string {
	out := make([]string, len(a))
	for i, s := range a {
		out[len(a)-1-i] = s
	}
	return out
}

// writer writes sentences of words of its own.
type writer struct {
	*rand.Rand
	words []string
}

// small are words that sentences of all writers have.
var small = strings.Fields("the of to and a in that it was for on with as by at from his they had not")

func newWriter(seed uint64) *writer {
	w := &writer{Rand: rand.New(rand.NewPCG(seed, 0))}
	for range 4000 {
		var word strings.Builder
		for range 2 + w.IntN(3) {
			word.WriteByte("bdfgklmnprstvz"[w.IntN(14)])
			word.WriteByte("aeiou"[w.IntN(5)])
		}
		if w.IntN(2) == 0 {
			word.WriteByte("nrst"[w.IntN(4)])
		}
		w.words = append(w.words, word.String())
	}
	return w
}

// word returns a word, frequent ones more often, or a number.
func (w *writer) word() string {
	switch n := w.IntN(20); {
	case n < 8:
		return small[w.IntN(len(small))]
	case n == 8:
		return fmt.Sprint(2 + w.IntN(900))
	case n == 9:
		name := w.words[w.IntN(40)]
		return strings.ToUpper(name[:1]) + name[1:]
	default:
		x := w.Float64()
		return w.words[int(x*x*float64(len(w.words)))]
	}
}

func (w *writer) sentence() string {
	words := make([]string, 6+w.IntN(24))
	for i := range words {
		words[i] = w.word()
	}
	s := strings.Join(words, " ")
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

func (w *writer) sentences(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = w.sentence()
	}
	return out
}

// changed returns a sentence with another word in place of one.
func (w *writer) changed(s string) string {
	words := strings.Fields(s)
	i := w.IntN(len(words))
	old := strings.TrimSuffix(words[i], ".")
	fresh := w.word()
	for strings.EqualFold(fresh, old) {
		fresh = w.word()
	}
	words[i] = fresh + words[i][len(old):]
	return strings.Join(words, " ")
}

func (w *writer) eachChanged(a []string) []string {
	out := make([]string, len(a))
	for i, s := range a {
		out[i] = w.changed(s)
	}
	return out
}

func (w *writer) fewChanged(s string, n int) string {
	words := strings.Fields(s)
	for range n {
		words[w.IntN(len(words))] = "changed"
	}
	return strings.Join(words, " ")
}

// edited returns sentences of which n were edited: changed, dropped, added or moved.
func (w *writer) edited(a []string, n int) []string {
	edits := map[int]int{}
	for len(edits) < n {
		edits[w.IntN(len(a))] = w.IntN(8)
	}
	var out, moved []string
	for i, s := range a {
		kind, ok := edits[i]
		switch {
		case !ok:
			out = append(out, s)
		case kind == 0: // dropped
		case kind == 1:
			out = append(out, s, w.sentence())
		case kind == 2:
			moved = append(moved, s)
		default:
			out = append(out, w.changed(s))
		}
		if len(moved) > 0 && w.IntN(50) == 0 {
			out, moved = append(out, moved...), nil
		}
	}
	return append(out, moved...)
}
