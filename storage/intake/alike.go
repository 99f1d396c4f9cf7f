package intake

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"assay.app/assay/model"
)

// Texts that are nearly the same
//
// Two texts are alike as far as they share runs of four words: the share of the
// runs that both have among those that either has (Jaccard). Comparing every
// text with every other would be endless, so each is reduced to a signature of
// 64 numbers: number i is the least value that hash i gives to any of its runs.
// Two signatures agree at a place as often as the texts are alike (MinHash,
// Broder 1997). Signatures are looked up by 16 bands of 4 numbers: texts that
// are 0.5 alike share a band with a probability of 0.64, those that are 0.7
// with 0.99. So a text costs a few microseconds and 256 bytes.

const (
	shingle    = 4
	hashes     = 64
	bandRows   = 4
	alikeShare = 0.5
)

// Similar is an article that is nearly the same as another.
type Similar struct {
	Article   model.Article
	InProject bool    // and not among the files of the import
	Alike     float64 // from 0.5 to 1, give or take 0.06
}

// Alikes finds texts that are nearly the same among those that it was given.
// The zero value has none.
type Alikes struct {
	all   []kin
	bands [hashes / bandRows]map[[bandRows]uint32]int32 // the last in all that has it, counted from 1
	whole map[wholeKey]int32                            // the same for short texts
}

// wholeKey is what texts too short for a sketch are looked up by: all of their
// words.
type wholeKey uint64

type kin struct {
	article   model.Article
	inProject bool
	gone      bool
	sketch    Sketch
	before    [hashes / bandRows]int32 // the one before with the same band, counted from 1
}

// bandDepth is how many articles with the same band are looked at, the latest
// first: a corpus of one text over and over would be endless otherwise.
const bandDepth = 64

// Find gives the articles taken so far that are nearly the same but are not
// called id, the most alike first.
func (a *Alikes) Find(id model.ArticleID, s Sketch) []Similar {
	if !s.ok {
		return a.findWhole(id, s)
	}
	seen := map[int32]bool{}
	var found []Similar
	for b := range a.bands {
		i := a.bands[b][s.band(b)]
		for depth := 0; i > 0 && depth < bandDepth; depth++ {
			k := &a.all[i-1]
			if alike := s.alike(&k.sketch); !seen[i] && !k.gone && k.article.ID != id && alike >= alikeShare {
				found = append(found, Similar{Article: k.article, InProject: k.inProject, Alike: alike})
			}
			seen[i] = true
			i = k.before[b]
		}
	}
	slices.SortStableFunc(found, func(x, y Similar) int {
		return cmp.Or(cmp.Compare(y.Alike, x.Alike), cmp.Compare(x.Article.ImportPath, y.Article.ImportPath))
	})
	return found
}

// findWhole is Find for a text that is too short to be nearly the same as
// another: it finds the last one that has the same words.
func (a *Alikes) findWhole(id model.ArticleID, s Sketch) []Similar {
	i := a.whole[s.whole]
	if i == 0 || s.whole == 0 {
		return nil
	}
	k := &a.all[i-1]
	if k.gone || k.article.ID == id {
		return nil
	}
	return []Similar{{Article: k.article, InProject: k.inProject, Alike: 1}}
}

// Add takes an article, for others to be found nearly the same as it.
func (a *Alikes) Add(article model.Article, inProject bool, s Sketch) {
	if !s.ok && s.whole == 0 {
		return
	}
	if !s.ok {
		if a.whole == nil {
			a.whole = map[wholeKey]int32{}
		}
		a.all = append(a.all, kin{article: article, inProject: inProject, sketch: s})
		a.whole[s.whole] = int32(len(a.all))
		return
	}
	k := kin{article: article, inProject: inProject, sketch: s}
	n := int32(len(a.all) + 1)
	for b := range a.bands {
		if a.bands[b] == nil {
			a.bands[b] = map[[bandRows]uint32]int32{}
		}
		key := s.band(b)
		k.before[b] = a.bands[b][key]
		a.bands[b][key] = n
	}
	a.all = append(a.all, k)
}

// Forget forgets the articles that are not in the project and that which names.
func (a *Alikes) Forget(which func(model.Article) bool) {
	for i := range a.all {
		if k := &a.all[i]; !k.inProject && which(k.article) {
			k.gone = true
		}
	}
}

// Sketch is what of a text is compared with others. Making one is most of the
// work, and needs nothing but the text.
type Sketch struct {
	least [hashes]uint32
	ok    bool     // the text is long enough to say anything
	whole wholeKey // of a text that is not; 0 if it has no words
}

// SketchOf gives the sketch of a text.
func SketchOf(text string) Sketch {
	var s Sketch
	for i := range s.least {
		s.least[i] = math.MaxUint32
	}
	var run [shingle]uint64
	n := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		h := uint64(fnvBasis)
		for i := range len(word) {
			h = (h ^ uint64(word[i])) * fnvPrime
		}
		copy(run[:], run[1:])
		run[shingle-1] = h
		if n++; n >= shingle {
			s.take(run)
		}
		s.whole = (s.whole ^ wholeKey(h)) * fnvPrime
	}
	if s.ok = n >= 2*shingle; s.ok {
		s.whole = 0
	}
	return s
}

// Words are hashed by FNV-1a.
const (
	fnvBasis = 14695981039346656037
	fnvPrime = 1099511628211
)

// take counts one run of words in.
func (s *Sketch) take(run [shingle]uint64) {
	x := uint64(0)
	for _, word := range run {
		x = (x ^ word) * 0x9E3779B97F4A7C15
		x ^= x >> 29
	}
	step := x>>32 | 1
	for i := range s.least { // the hashes: x + i·step, mixed
		h := (x + uint64(i)*step) * 0xBF58476D1CE4E5B9
		s.least[i] = min(s.least[i], uint32(h>>32))
	}
}

func (s *Sketch) band(b int) [bandRows]uint32 { return [bandRows]uint32(s.least[b*bandRows:]) }

func (s *Sketch) alike(other *Sketch) float64 {
	same := 0
	for i := range s.least {
		if s.least[i] == other.least[i] {
			same++
		}
	}
	return float64(same) / hashes
}
