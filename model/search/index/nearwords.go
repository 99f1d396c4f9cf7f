package index

import "unicode/utf8"

// Words with typos
//
// The distance between two words is computed letter by letter: a row of a table has
// the distances between the letters read so far and each beginning of the wanted
// word, and each row follows from the two before it. In a dictionary, terms begin
// like their neighbours, so the rows of a shared beginning are reused:
//
//	f l o o d          6 rows
//	f l o o d s        1 row more
//	f l o w            2 rows more, after those of f l o
//
// If a whole row exceeds the allowed edits, so do all rows after it, and the terms
// with the same beginning are skipped. Those are most terms, after two or three
// letters.

// near finds the terms within some edits of a word, in sorted terms.
type near struct {
	query  []rune
	prefix bool // only a beginning of the term must be near
	k      int

	rows  [][]int // by letter of the term, counted from 1; and row 0
	ends  []int   // by row, the end of its letter in the term
	runes []rune  // by row, its letter
	found int     // with prefix, the row that decided; 0 if none
	dead  int     // the row that exceeds k; 0 if none
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

// isNear reports whether a term is near enough. shared is the length, in bytes, of
// the beginning it has in common with the term before.
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
