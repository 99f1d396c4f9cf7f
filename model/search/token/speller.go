package token

import (
	"math/bits"
	"unicode/utf8"
)

// Words that differ by a few letters
//
// The distance is the optimal string alignment: the smallest number of edits that
// turn one word into the other. An edit adds, removes or replaces a letter, or
// swaps two neighbours; no letter is edited twice. The distance is computed with
// the usual table of distances between the beginnings of both words. Only the
// diagonals within k are filled, row by row. Most words are rejected before that,
// because their lengths or their sets of letters differ by too much.

// Near reports whether word differs from query by at most k edits (a superfluous,
// missing or different letter, or two swapped neighbours); k is at most 2. If
// prefix is set, it is enough that a beginning of word differs by at most k. Both
// words must be folded. Near defines what a typo is.
func Near(query, word string, prefix bool, k int) bool {
	return NewSpeller(query, prefix, k).Is([]byte(word))
}

// Speller does what Near does, for one query and many words. It is immutable.
type Speller struct {
	query   []rune
	letters uint64
	prefix  bool
	edits   int
}

// NewSpeller returns a speller for the parameters of Near.
func NewSpeller(query string, prefix bool, k int) *Speller {
	return &Speller{query: []rune(query), letters: LetterSet(query), prefix: prefix, edits: max(0, min(k, 2))}
}

// Is reports whether a folded word is near the query. It reads at most MaxWord
// letters of the word.
func (s *Speller) Is(word []byte) bool {
	var buf [MaxWord]rune
	n := 0
	var letters uint64
	for len(word) > 0 && n < len(buf) {
		r, size := rune(word[0]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(word)
		}
		buf[n] = r
		word = word[size:]
		letters |= letterBit(r)
		n++
	}
	// One edit can account for one missing letter and one superfluous letter.
	m := len(s.query)
	if n < m-s.edits || bits.OnesCount64(s.letters&^letters) > s.edits || m > len(buf) {
		return false
	}
	if !s.prefix && (n > m+s.edits || bits.OnesCount64(letters&^s.letters) > s.edits) {
		return false
	}
	return s.within(buf[:n])
}

// within reports whether word is near enough. It fills a table with a row for each
// letter of the word and a column for each letter of the query.
func (s *Speller) within(word []rune) bool {
	const far = 100
	var rows [3][MaxWord + 1]uint8
	above, row, next := &rows[0], &rows[1], &rows[2]
	k, m := s.edits, len(s.query)
	for i := range m + 1 {
		above[i], row[i], next[i] = far, far, far
		if i <= k {
			row[i] = uint8(i)
		}
	}
	nearest, nearestAbove := uint8(0), uint8(0) // the smallest distance in the last row and in the one above it
	for j := 1; j <= len(word); j++ {
		if s.prefix && row[m] <= uint8(k) {
			return true
		}
		from, to := max(0, j-k), min(m, j+k)
		if from > m || nearest > uint8(k) && nearestAbove > uint8(k) {
			return false
		}
		nearestAbove, nearest = nearest, far
		if from > 0 {
			next[from-1] = far
		}
		for i := from; i <= to; i++ {
			next[i] = s.cell(i, j, word, above, row, next)
			nearest = min(nearest, next[i])
		}
		if to < m {
			next[to+1] = far
		}
		above, row, next = row, next, above
	}
	return row[m] <= uint8(k)
}

// cell returns the distance between the first j letters of word and the first i of
// the query.
func (s *Speller) cell(i, j int, word []rune, above, row, next *[MaxWord + 1]uint8) uint8 {
	if i == 0 {
		return uint8(j)
	}
	differ := uint8(1)
	if s.query[i-1] == word[j-1] {
		differ = 0
	}
	d := min(row[i-1]+differ, row[i]+1, next[i-1]+1)
	if i > 1 && j > 1 && s.query[i-1] == word[j-2] && s.query[i-2] == word[j-1] {
		d = min(d, above[i-2]+1)
	}
	return d
}

// LetterSet returns the letters of a word as a set of bits. Characters other than a
// to z and digits share the remaining bits.
func LetterSet(word string) (set uint64) {
	for _, r := range word {
		set |= letterBit(r)
	}
	return set
}

func letterBit(r rune) uint64 {
	switch {
	case 'a' <= r && r <= 'z':
		return 1 << (r - 'a')
	case '0' <= r && r <= '9':
		return 1 << (r - '0' + 26)
	}
	return 1 << (36 + r%28)
}
