// Package sketch finds articles whose texts are nearly the same by comparing MinHash
// sketches.
package sketch

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
)

// Texts that are nearly the same
//
// The likeness of two texts is the number of runs of four words that both have,
// divided by the number that either has (Jaccard). Comparing every text with every
// other would take too long, so each is reduced to a signature of 64 numbers:
// hashes of its runs fall into 64 bins, and number i is the smallest in bin i (one
// permutation hashing, Li, Owen and Zhang 2012). An empty bin takes the number of
// the next bin that is not empty (Shrivastava and Li 2014). Two signatures agree in
// a proportion of places that is close to the likeness of the texts. Signatures are
// looked up by 16 bands of 4 numbers: texts of likeness 0.5 share a band with a
// probability of 0.64, those of 0.7 with 0.99. A signature takes 256 bytes.

const (
	shingle    = 4
	hashes     = 64
	bandRows   = 4
	alikeShare = 0.5
)

// Alikes finds texts that are nearly the same among those added to it. The zero
// value is empty.
type Alikes struct {
	all   []kin
	bands [hashes / bandRows][]int32 // by the last bits of the hash of a band: the last article with these bits, counted from 1
	whole map[wholeKey]int32         // the last article with each key, counted from 1
}

// wholeKey is the key of a text too short for a sketch: a hash of all of its words.
type wholeKey uint64

type kin struct {
	article   model.Article
	inProject bool
	gone      bool
	sketch    Sketch
	before    [hashes / bandRows]int32 // for each band, the article before it with the same last bits, counted from 1
}

// bandDepth is the maximum number of articles in one place of a band that are
// compared, latest first. Without it, a corpus that repeats one text would take too
// long.
const bandDepth = 64

// mostAlike is the maximum number of articles that Find returns.
const mostAlike = 64

// Find returns at most mostAlike articles added so far whose texts are nearly the
// same as that of s, the most similar first. It leaves out forgotten articles and
// the one with the given id.
func (a *Alikes) Find(id model.ArticleID, s Sketch) []draft.Similar {
	if !s.ok {
		return a.findWhole(id, s)
	}
	if a.bands[0] == nil {
		return nil
	}
	type match struct {
		at    int32 // index in all
		alike float64
	}
	var seen []int32
	var found []match
	for b := range a.bands {
		i := *a.place(b, &s)
		for depth := 0; i > 0 && depth < bandDepth; depth++ {
			k := &a.all[i-1]
			at := i
			i = k.before[b]
			if k.sketch.rows(b) != s.rows(b) || k.gone || k.article.ID == id || slices.Contains(seen, at) {
				continue
			}
			seen = append(seen, at)
			if alike := s.alike(&k.sketch); alike >= alikeShare {
				found = append(found, match{at - 1, alike})
			}
		}
	}
	slices.SortStableFunc(found, func(x, y match) int {
		return cmp.Or(cmp.Compare(y.alike, x.alike), cmp.Compare(a.all[x.at].article.ImportPath, a.all[y.at].article.ImportPath))
	})
	var similar []draft.Similar
	for _, m := range found[:min(len(found), mostAlike)] {
		k := &a.all[m.at]
		similar = append(similar, draft.Similar{Article: k.article, InProject: k.inProject, Alike: m.alike})
	}
	return similar
}

// findWhole is like Find for a text too short for a sketch: it returns the last
// article added with the same words, unless that has the given id or was forgotten.
func (a *Alikes) findWhole(id model.ArticleID, s Sketch) []draft.Similar {
	i := a.whole[s.whole]
	if i == 0 || s.whole == 0 {
		return nil
	}
	k := &a.all[i-1]
	if k.gone || k.article.ID == id {
		return nil
	}
	return []draft.Similar{{Article: k.article, InProject: k.inProject, Alike: 1}}
}

// Add adds an article with its sketch, so that Find can return it. It returns the index
// of the article for Compare, or -1 if the article has no words and is ignored.
func (a *Alikes) Add(article model.Article, inProject bool, s Sketch) int {
	if !s.ok && s.whole == 0 {
		return -1
	}
	at := len(a.all)
	if !s.ok {
		if a.whole == nil {
			a.whole = map[wholeKey]int32{}
		}
		a.all = append(a.all, kin{article: article, inProject: inProject, sketch: s})
		a.whole[s.whole] = int32(len(a.all))
		return at
	}
	a.all = append(a.all, kin{article: article, inProject: inProject, sketch: s})
	if places := len(a.bands[0]); len(a.all) <= places {
		a.link(len(a.all))
		return at
	}
	for b := range a.bands {
		a.bands[b] = make([]int32, max(1<<10, 2*len(a.bands[b])))
	}
	for n := range a.all {
		a.link(n + 1)
	}
	return at
}

// Compare returns the article at an index with the similarity of its text to that of s,
// from 0 to 1. It returns false if the article was forgotten. Texts that are too short for a
// sketch are similar only if they have the same words.
func (a *Alikes) Compare(at int, s Sketch) (draft.Similar, bool) {
	k := &a.all[at]
	found := draft.Similar{Article: k.article, InProject: k.inProject}
	switch {
	case s.ok && k.sketch.ok:
		found.Alike = s.alike(&k.sketch)
	case !s.ok && !k.sketch.ok && s.whole == k.sketch.whole && s.whole != 0:
		found.Alike = 1
	}
	return found, !k.gone
}

// link puts article n, counted from 1, into the bands.
func (a *Alikes) link(n int) {
	k := &a.all[n-1]
	if !k.sketch.ok {
		return
	}
	for b := range a.bands {
		at := a.place(b, &k.sketch)
		k.before[b], *at = *at, int32(n)
	}
}

// place returns the place of a sketch in a band.
func (a *Alikes) place(b int, s *Sketch) *int32 {
	return &a.bands[b][s.band(b)&uint64(len(a.bands[b])-1)]
}

// Forget removes the articles for which the function returns true, except those in
// the project.
func (a *Alikes) Forget(which func(model.Article) bool) {
	for i := range a.all {
		if k := &a.all[i]; !k.inProject && which(k.article) {
			k.gone = true
		}
	}
}

// Sketch is the reduced form in which texts are compared.
type Sketch struct {
	least [hashes]uint32
	ok    bool     // the text is long enough for a sketch
	whole wholeKey // key of a text that is too short; 0 if it has no words
}

// OfBody returns the sketch of the sentences of an article, so that surroundings on
// a page or in an export do not make it a different article. If an article has no
// sentences, its whole text is used.
func OfBody(text string, units []model.Unit) Sketch {
	m := newSketcher()
	for _, u := range units {
		if u.Kind == model.UnitSentence {
			m.read(u.Span.Of(text))
		}
	}
	if m.words == 0 {
		m.read(text)
	}
	return m.sketch()
}

// sketcher makes a sketch of the words it reads.
type sketcher struct {
	made  Sketch
	run   [shingle]uint64 // hashes of the last words
	words int
}

func newSketcher() *sketcher {
	m := &sketcher{}
	for i := range m.made.least {
		m.made.least[i] = emptyBin
	}
	return m
}

// read reads the words of a text. The end of the text ends a word.
func (m *sketcher) read(text string) {
	word, in := uint64(fnvBasis), false
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		letter := true
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c < utf8.RuneSelf:
			letter = false
		default:
			c, size = utf8.DecodeRuneInString(text[i:])
			letter = unicode.IsLetter(c) || unicode.IsDigit(c)
			c = unicode.ToLower(c)
		}
		i += size
		if letter {
			word, in = (word^uint64(c))*fnvPrime, true
		} else if in {
			m.end(word)
			word, in = fnvBasis, false
		}
	}
	if in {
		m.end(word)
	}
}

// end adds a word.
func (m *sketcher) end(word uint64) {
	copy(m.run[:], m.run[1:])
	m.run[shingle-1] = word
	if m.words++; m.words >= shingle {
		m.made.take(m.run)
	}
	m.made.whole = (m.made.whole ^ wholeKey(word)) * fnvPrime
}

func (m *sketcher) sketch() Sketch {
	if m.made.ok = m.words >= 2*shingle; m.made.ok {
		m.made.whole = 0
		m.made.fill()
	}
	return m.made
}

// Words are hashed by FNV-1a, character by character.
const (
	fnvBasis = 14695981039346656037
	fnvPrime = 1099511628211
)

// draws is the number of bins that each run falls into. With one, a short text
// would leave most bins empty.
const draws = 3

// emptyBin is greater than any number in a bin.
const emptyBin = math.MaxUint32

// take adds a run of words.
func (s *Sketch) take(run [shingle]uint64) {
	x := uint64(0)
	for _, word := range run {
		x = (x ^ word) * 0x9E3779B97F4A7C15
		x ^= x >> 29
	}
	for range draws {
		x *= 0xBF58476D1CE4E5B9
		x ^= x >> 31
		bin := x >> 32 % hashes
		s.least[bin] = min(s.least[bin], uint32(x>>38))
	}
}

// fill sets every empty bin to the number of the next bin that is not empty,
// changed by the distance. Without the change, two texts with few runs would agree
// in too many places.
func (s *Sketch) fill() {
	bins := s.least
	for i := range bins {
		far := 0
		for bins[(i+far)%hashes] == emptyBin {
			far++
		}
		s.least[i] = bins[(i+far)%hashes] + uint32(far)<<26
	}
}

// rows returns the numbers of a band.
func (s *Sketch) rows(b int) [bandRows]uint32 { return [bandRows]uint32(s.least[b*bandRows:]) }

// band returns a hash of a band.
func (s *Sketch) band(b int) uint64 {
	h := uint64(fnvBasis)
	for _, n := range s.rows(b) {
		h = (h ^ uint64(n)) * 0x9E3779B97F4A7C15
	}
	return h >> 32
}

func (s *Sketch) alike(other *Sketch) float64 {
	same := 0
	for i := range s.least {
		if s.least[i] == other.least[i] {
			same++
		}
	}
	return float64(same) / hashes
}
