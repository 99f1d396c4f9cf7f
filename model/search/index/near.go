package index

import "unicode/utf8"

// Words with typos
//
// How far a word is from another is worked out letter by letter: a row of a
// table says how far what was read so far is from each beginning of the word
// that was asked for, and each row follows from the two before it. A term of a
// dictionary begins as the one before it does, so the rows of what they share
// are still right:
//
//	f l o o d          6 rows
//	f l o o d s        1 row more
//	f l o w            2 rows: those of f l o are there
//
// Where all of a row is beyond the edits allowed, so are all rows after it, and
// terms that begin so are passed over until one begins otherwise. That is most
// of them, after two or three letters.

// Near tells words by how far they are from one. It goes through sorted terms.
type near struct {
	query  []rune
	prefix bool // it is enough that the term begins so
	k      int

	rows  [][]int // by letter of the term, counted from 1; and row 0
	ends  []int   // by row, where in the term its letter ends
	runes []rune  // by row, its letter
	found int     // with prefix, the row that settled it; 0 is none
	dead  int     // the row that is beyond k; 0 is none
}

func newNear(query string, prefix bool, k int) *near {
	n := &near{query: []rune(query), prefix: prefix, k: k, ends: []int{0}, runes: []rune{0}}
	first := make([]int, len(n.query)+1)
	for j := range first {
		first[j] = j
	}
	n.rows = [][]int{first}
	return n
}

// wants reports whether a term is near enough. Shared is how many bytes it has
// in common with the term before.
func (n *near) wants(term []byte, shared int) bool {
	depth := len(n.ends) - 1
	for n.ends[depth] > shared {
		depth--
	}
	n.ends, n.runes = n.ends[:depth+1], n.runes[:depth+1]
	if n.found > depth {
		n.found = 0
	}
	if n.dead > depth {
		n.dead = 0
	}
	for at := n.ends[depth]; at < len(term) && n.found == 0 && n.dead == 0; {
		r, size := utf8.DecodeRune(term[at:])
		at += size
		n.read(r, at)
	}
	switch last := len(n.ends) - 1; {
	case n.found > 0:
		return true
	case n.dead > 0:
		return false
	default:
		return n.rows[last][len(n.query)] <= n.k
	}
}

// read adds the row of one more letter.
func (n *near) read(r rune, end int) {
	i := len(n.ends)
	n.ends, n.runes = append(n.ends, end), append(n.runes, r)
	if i == len(n.rows) {
		n.rows = append(n.rows, make([]int, len(n.query)+1))
	}
	row, above := n.rows[i], n.rows[i-1]
	row[0] = i
	least := i
	for j, q := range n.query {
		d := above[j]
		if q != r {
			d = 1 + min(d, above[j+1], row[j])
		}
		if i > 1 && j > 0 && r == n.query[j-1] && n.runes[i-1] == q {
			d = min(d, n.rows[i-2][j-1]+1)
		}
		row[j+1] = d
		least = min(least, d)
	}
	switch {
	case n.prefix && row[len(n.query)] <= n.k:
		n.found = i
	case least > n.k:
		n.dead = i
	}
}
