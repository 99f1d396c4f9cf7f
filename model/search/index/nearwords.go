package index

import "unicode/utf8"

// Words with typos
//
// The distance between two words is computed letter by letter. A row of a table has
// the distances between the letters read so far and each beginning of the wanted
// word, and each row follows from the two before it. Sorted terms begin like their
// neighbours, so the rows of a shared beginning are reused:
//
//	f l o o d          6 rows
//	f l o o d s        1 row more
//	f l o w            1 row more, after those of f l o
//
// If a whole row exceeds the allowed edits, so do all rows after it, and all terms
// with that beginning are rejected.

// near finds the terms within k edits of a word. The terms must be sorted.
type near struct {
	query  []rune
	prefix bool // it is enough if a beginning of the term is near
	k      int

	rows  [][]int // row 0, then one row for each letter of the term
	ends  []int   // by row, the byte in the term where its letter ends
	runes []rune  // by row, its letter
	found int     // with prefix, the row in which the term turned out to be near; 0 if none
	dead  int     // the first row whose distances all exceed k; 0 if none
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

// isNear reports whether a term is near enough. shared is the number of bytes that
// it has in common with the term before.
func (n *near) isNear(term []byte, shared int) bool {
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
