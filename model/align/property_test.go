package align

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkPairs checks what holds of all pairs: each sentence is in one of them, the indexes of
// those that did not move ascend, and differences are inside the sentences.
func checkPairs(t *testing.T, all []Pair, a, b []string) {
	t.Helper()
	seenA, seenB := make([]int, len(a)), make([]int, len(b))
	lastA, lastB, next := -1, -1, 0
	for _, p := range all {
		wantA, wantB := p.Kind != Added, p.Kind != Dropped
		if wantA != (p.A >= 0) || wantB != (p.B >= 0) {
			t.Fatalf("%+v has the wrong sentences", p)
		}
		if p.Moved && !(wantA && wantB) {
			t.Fatalf("%+v cannot have moved", p)
		}
		if wantA {
			seenA[p.A]++
		}
		if wantB {
			seenB[p.B]++
			if p.B != next {
				t.Fatalf("%+v is not in the order of the second text", p)
			}
			next++
		}
		if wantA && wantB && !p.Moved {
			if p.A <= lastA || p.B <= lastB {
				t.Fatalf("%+v is out of order", p)
			}
			lastA, lastB = p.A, p.B
		}
		if (p.Kind == Changed) != (len(p.InA)+len(p.InB) > 0) {
			t.Fatalf("%+v has the wrong differences", p)
		}
		for _, d := range p.InA {
			inside(t, a[p.A], d.Span.Start, d.Span.End)
		}
		for _, d := range p.InB {
			inside(t, b[p.B], d.Span.Start, d.Span.End)
		}
	}
	for i, n := range seenA {
		if n != 1 {
			t.Fatalf("sentence %d of the first text is in %d pairs", i, n)
		}
	}
	if next != len(b) {
		t.Fatalf("%d of %d sentences of the second text", next, len(b))
	}
}

func inside(t *testing.T, text string, start, end int) {
	t.Helper()
	if start < 0 || end <= start || end > len(text) {
		t.Fatalf("[%d,%d) of %d bytes", start, end, len(text))
	}
}

// edit is what was done to a sentence of the first text.
type edit uint8

const (
	kept edit = iota
	dropped
	altered
	movedAway
	divided
)

// history is a text, what became of it, and where its sentences are.
type history struct {
	a, b []string
	done []edit
	to   []int // of a divided one, its first part
}

// random returns a random text with random edits. Sentences that are repeated are not edited.
func random(w *writer) (h history) {
	h.a = w.sentences(5 + w.IntN(80))
	for i := range h.a {
		if w.IntN(15) == 0 {
			h.a[i] = "Read more."
		}
	}
	h.done, h.to = make([]edit, len(h.a)), make([]int, len(h.a))
	put := func(s string, from int) {
		if from >= 0 {
			h.to[from] = len(h.b)
		}
		h.b = append(h.b, s)
	}
	var away []int // moved sentences to be put later
	for i, s := range h.a {
		h.to[i] = -1
		if s != "Read more." && w.IntN(6) == 0 {
			h.done[i] = edit(1 + w.IntN(4))
		}
		if words := strings.Fields(s); h.done[i] == divided && len(words) < 12 || h.done[i] == altered && len(words) < 3 {
			h.done[i] = kept
		}
		switch h.done[i] {
		case kept:
			put(s, i)
		case dropped:
		case altered:
			put(w.changed(s), i)
		case movedAway:
			away = append(away, i)
		case divided:
			words := strings.Fields(s)
			n := len(words) * 2 / 3
			put(strings.Join(words[:n], " ")+".", i)
			rest := strings.Join(words[n:], " ")
			put(strings.ToUpper(rest[:1])+rest[1:], -1)
		}
		if w.IntN(12) == 0 {
			put(w.sentence(), -1)
		}
		if w.IntN(8) == 0 && len(away) > 0 {
			put(h.a[away[0]], away[0])
			away = away[1:]
		}
	}
	for _, i := range away {
		put(h.a[i], i)
	}
	return h
}

func newSeed(t *testing.T) *writer {
	seed := rand.Uint64()
	t.Log("seed", seed)
	return newWriter(seed)
}

func TestRandomEditsAreFound(t *testing.T) {
	w := newSeed(t)
	edits, found, wrong := map[edit]int{}, map[edit]int{}, 0
	for range 300 {
		h := random(w)
		all := Texts(h.a, h.b, "en")
		checkPairs(t, all, h.a, h.b)
		for _, p := range all {
			if p.A < 0 {
				continue
			}
			e := h.done[p.A]
			edits[e]++
			right := p.B == h.to[p.A] || e == divided && p.B == h.to[p.A]+1 // whichever part has most
			switch {
			case right && (p.Kind == Dropped) == (e == dropped) && (p.Kind == Changed) == (e == altered || e == divided):
				found[e]++
			case p.B >= 0 && h.a[p.A] != h.b[p.B]:
				wrong++
				t.Logf("%q became %q", h.a[p.A], h.b[p.B])
			}
		}
	}
	t.Log("edits", edits, "found", found, "wrong", wrong)
	for e, least := range map[edit]int{kept: 99, dropped: 99, altered: 99, movedAway: 99, divided: 97} {
		if found[e]*100 < edits[e]*least {
			t.Errorf("%d of %d edits of kind %d were found", found[e], edits[e], e)
		}
	}
	if wrong*1000 > edits[kept] {
		t.Errorf("%d sentences are paired with others", wrong)
	}
}

func TestATextIsTheSameAsItself(t *testing.T) {
	w := newSeed(t)
	for range 50 {
		h := random(w)
		for i, p := range Texts(h.b, h.b, "en") {
			if p.Kind != Same || p.Moved || p.A != i || p.B != i {
				t.Fatalf("pair %d is %+v", i, p)
			}
		}
	}
}

func TestExchangedTextsHaveTheSamePairs(t *testing.T) {
	w := newSeed(t)
	pairs, different := 0, 0
	for range 100 {
		h := random(w)
		places := pairing(h.a, h.b).a.to
		back := pairing(h.b, h.a).b.to
		for i := range places {
			pairs++
			if places[i] != back[i] {
				different++
			}
		}
	}
	if different*1000 > pairs {
		t.Errorf("%d of %d sentences are elsewhere", different, pairs)
	}
}

func TestParagraphsThatMovedAreFollowed(t *testing.T) {
	w := newSeed(t)
	for range 100 {
		a := w.sentences(40)
		start, n := 1+w.IntN(8), 2+w.IntN(5)
		block := slices.Clone(a[start : start+n])
		k := w.IntN(n)
		block[k] = w.changed(block[k])
		b := slices.Concat(a[:start], a[start+n:30], block, a[30:])
		all := Texts(a, b, "en")
		checkPairs(t, all, a, b)
		for _, p := range all {
			in := start <= p.A && p.A < start+n
			if p.Moved != in || (p.Kind == Changed) != (p.A == start+k) {
				t.Errorf("%+v, after %d sentences from %d moved and %d was changed", p, n, start, start+k)
			}
		}
	}
}

func FuzzTexts(f *testing.F) {
	f.Add("The wall held.\nEight boats sank in the bay.\nIt rained.", "It rained.\nThe wall held!\nSeven boats sank in the bay.", "en")
	f.Add("壁は持った。\n八隻の船が沈んだ。", "七隻の船が沈んだ。\n壁は持った。", "ja")
	f.Add("a\n\n\n.\n\xff", "\xff\n.\nb\na a a a", "")
	f.Add(strings.Repeat("Long lines are compared by pieces. ", 200), strings.Repeat("Long lines are divided into pieces. ", 200), "en")
	f.Fuzz(func(t *testing.T, a, b, language string) {
		as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
		checkPairs(t, Texts(as, bs, language), as, bs)
		for _, p := range Texts(as, as, language) {
			if p.Kind != Same || p.A != p.B {
				t.Fatalf("%+v", p)
			}
		}
		if utf8.ValidString(a) {
			joined := []string{strings.Repeat(a, 1+(longest+1)/max(1, len(a)))}
			checkPairs(t, Texts(joined, append(joined, bs...), language), joined, append(joined, bs...))
		}
	})
}
