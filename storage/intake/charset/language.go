package charset

import (
	_ "embed"
	"math"
	"strings"
	"sync"
	"unicode/utf8"
)

// letters.txt has the frequencies of letter pairs, one language a line: its code,
// the letters of its alphabet beyond ASCII, and the pairs; "_" stands for anything
// but a letter. Pairs are grouped in classes, each introduced by its letter: class
// a has a frequency of 1/16, and each further class is rarer by a factor of √2. The
// pairs were counted in the trigrams of whatlanggo (MIT licence) and, for languages
// that it lacks, in texts written for the purpose.
//
//go:embed letters.txt
var lettersFile string

// maxLetter is greater than every letter in letters.txt.
const maxLetter = 0x700

// language holds the likelihood of letter pairs in a language.
type language struct {
	code   string
	script script
	index  [maxLetter]uint8 // index of letters, from 2; 1 is anything but a letter, 0 a letter of another alphabet
	follow [][]float32      // the logarithms of the likelihood of the second letter after the first
}

// languages lists the known languages, English first.
var languages = sync.OnceValue(func() (all []*language) {
	for line := range strings.Lines(lettersFile) {
		fields := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		l := newLanguage(fields[0], fields[1], fields[2])
		if len(all) > 0 && l.script != latin {
			l.borrow(all[0])
		}
		all = append(all, l)
	}
	return all
})

const boundary = 1

func newLanguage(code, letters, pairs string) *language {
	l := &language{code: code, script: latin}
	if r, _ := utf8.DecodeRuneInString(letters); letters != "" {
		l.script = scriptOf(r)
	}
	n := boundary
	learn := func(r rune) {
		if r = folded(r); l.index[r] == 0 {
			n++
			l.index[r] = uint8(n)
		}
	}
	for r := 'a'; r <= 'z'; r++ {
		learn(r)
	}
	for _, r := range letters {
		learn(r)
	}
	at := func(r rune) int {
		if r == '_' {
			return boundary
		}
		learn(r)
		return int(l.index[folded(r)])
	}
	type pair struct {
		a, b int
		p    float64
	}
	var given []pair
	for class := range strings.SplitSeq(pairs, " ") {
		p := math.Exp2(-4 - float64(class[0]-'a')/2)
		runes := []rune(class[1:])
		for i := 0; i+1 < len(runes); i += 2 {
			given = append(given, pair{at(runes[i]), at(runes[i+1]), p})
		}
	}
	joint := make([][]float64, n+1)
	single := make([]float64, n+1)
	for i := range joint {
		joint[i] = make([]float64, n+1)
		if single[i] = leastASCII; i > boundary+26 {
			single[i] = leastOwn
		}
	}
	for _, c := range given {
		joint[c.a][c.b] += c.p
		single[c.b] += c.p
	}
	l.smooth(joint, single)
	return l
}

const (
	// leastASCII and leastOwn are the lowest frequencies assumed for ASCII letters
	// and for the other letters of an alphabet. Letters that are in no common pair
	// were not counted.
	leastASCII, leastOwn = 0.0008, 0.004
	// counted is the share of all pairs that were counted.
	counted = 0.55
)

// smooth sets l.follow from the frequencies of pairs and of single letters. It
// mixes the two, so that pairs that were not counted remain possible.
func (l *language) smooth(joint [][]float64, single []float64) {
	total := 0.0
	for _, p := range single {
		total += p
	}
	l.follow = make([][]float32, len(single))
	for a := range joint {
		row := leastASCII
		for _, p := range joint[a] {
			row += p
		}
		l.follow[a] = make([]float32, len(single))
		for b, p := range joint[a] {
			l.follow[a][b] = float32(math.Log(counted*p/row + (1-counted)*single[b]/total))
		}
	}
}

// borrow copies the pairs of ASCII letters from English, a little less likely, so
// that Latin names and words count nearly the same in texts of other scripts.
func (l *language) borrow(english *language) {
	const rarer = 0.5
	for a := '_'; a <= 'z'; a++ {
		for b := '_'; b <= 'z'; b++ {
			i, j, ei, ej := int(l.index[a]), int(l.index[b]), int(english.index[a]), int(english.index[b])
			if a == '_' {
				i, ei = boundary, boundary
			}
			if b == '_' {
				j, ej = boundary, boundary
			}
			if i > 0 && j > 0 && (i != boundary || j != boundary) {
				l.follow[i][j] = english.follow[ei][ej] - rarer
			}
		}
	}
}

// script is a writing system. Decoded in a wrong encoding, a text often has letters
// of another script.
type script uint8

const (
	none script = iota
	latin
	greek
	cyrillic
	hebrew
	arabic
)

func scriptOf(r rune) script {
	switch {
	case r < 0x370:
		return latin
	case r < 0x400:
		return greek
	case r < 0x530:
		return cyrillic
	case r < 0x590:
		return none
	case r < 0x600:
		return hebrew
	case r < 0x700:
		return arabic
	case r >= 0x1E00 && r < 0x1F00:
		return latin
	}
	return none
}
