package paragraph

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/segment/char"
)

// measure is the shape of a line.
type measure struct {
	indent int  // columns of white space before the line
	width  int  // columns including the indent; anything above widest means a long line
	word   int  // columns of its first word
	small  bool // begins with a small letter or a letter without case
	final  bool // ends like a sentence
	table  bool // has a gap, as between the columns of a table

	bullet, numbered bool // begins like a list item
}

// measureLine measures a trimmed line. If the line is too long to be hard-wrapped,
// it sets only the indent and the width.
func measureLine(text string, line model.Span) measure {
	m := measure{width: widest + 1}
	for i := line.Start; i > 0 && (text[i-1] == ' ' || text[i-1] == '\t'); i-- {
		m.indent++
	}
	s := line.Of(text)
	if len(s) > widest*utf8.UTFMax {
		return m
	}
	if m.width = m.indent + columns(s); m.width > widest {
		return m
	}
	word, _, _ := strings.Cut(s, " ")
	m.word = columns(word)
	c, n := char.At(s, 0)
	m.small = c == char.Lower || c == char.Letter && word != s // a line without spaces proves nothing
	after, _ := char.At(s, n)
	m.bullet = (c == char.Bullet || c == char.Dash || s[0] == '*') && after == char.Space
	m.numbered = isEnumerator(word)
	m.final = char.EndsFinal(s)
	m.table = strings.Contains(s, "   ") || strings.Contains(s, "\t")
	return m
}

// columns returns the number of characters in s. It counts every byte except
// continuation bytes of UTF-8.
func columns(s string) int {
	const step, first = 8, 0x0101010101010101
	n, i := 0, 0
	for ; i+step <= len(s); i += step {
		b := s[i : i+step]
		v := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		n += step - bits.OnesCount64(v>>7&^(v>>6)&first)
	}
	for ; i < len(s); i++ {
		n += count(!char.IsTrail(s[i]))
	}
	return n
}

// isEnumerator reports whether the word is a number of one to three digits followed
// by a full stop or a closing bracket.
func isEnumerator(word string) bool {
	n := len(word) - 1
	return 1 <= n && n <= 3 && (word[n] == '.' || word[n] == ')') && char.IsNumber(word[:n])
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
