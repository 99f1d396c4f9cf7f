package segment

import (
	"strings"
	"unicode/utf8"
)

// reference returns the width of a reference at byte i, such as [12], [4 - 6]
// or [source needed], or of an omission in brackets such as […]; 0 when there
// is none. Right behind the terminator it may have capitals too, as in [Note
// 3]; apart from it a capital begins a sentence in brackets.
func reference(text string, i int, apart bool) int {
	if i >= len(text) || text[i] != '[' {
		return 0
	}
	const longest = 30
	for j := i + 1; j < len(text) && j <= i+longest; {
		c, n := at(text, j)
		switch {
		case text[j] == ']' && j > i+1:
			return j + 1 - i
		case c == digit || c == stop || c == ellipsis || c == lower || c == space || c == dash:
			j += n
		case text[j] == ',' || text[j] == ';' || !apart && (c == upper || c == letter || text[j] == ':'):
			j += n
		default:
			return 0
		}
	}
	return 0
}

// noteMark returns the width of the marks of notes right behind a terminator at
// byte i: raised numbers, asterisks and daggers; 0 when there is none.
func noteMark(text string, i int) int {
	j := i
	for j < len(text) {
		r, n := utf8.DecodeRuneInString(text[j:])
		between := j > i && strings.ContainsRune(",–-", r)
		if between {
			next, _ := utf8.DecodeRuneInString(text[j+n:])
			between = isRaised(next)
		}
		if !between && !isRaised(r) {
			break
		}
		j += n
	}
	if j > i {
		return j - i
	}
	for j < len(text) {
		r, n := utf8.DecodeRuneInString(text[j:])
		if !strings.ContainsRune("*†‡", r) {
			break
		}
		j += n
	}
	if c, _ := at(text, j); c.isWord() {
		return 0 // the asterisk marks the next word
	}
	return j - i
}

// isRaised reports whether r is a raised digit or sign.
func isRaised(r rune) bool {
	switch r {
	case '¹', '²', '³', '⁻', '⁺':
		return true
	}
	return '⁰' <= r && r <= '⁹'
}

// takeJoinedNote takes in the number of a note typed right behind the full
// stop, as in "was never found.23 Others say".
func (s *scanner) takeJoinedNote(e *ending, f follow) bool {
	const long, digits = 4, 3
	w := wordBefore(s.text, s.start, e.start)
	end := f.at + len(f.word)
	next := skipSpace(s.text, end)
	if e.close != e.start+1 || len(w) < long || !isNumber(f.word) || len(f.word) > digits || next == end || s.kindOf(w) != plain {
		return false
	}
	last, _ := before(w, len(w))
	after, _ := at(s.text, next)
	if last != lower || after != upper {
		return false
	}
	e.close = end
	return true
}

// takeNote takes in the number of a note that stands alone behind a sentence,
// as in "was never found. 8 Yet others say". It takes a plain first word after
// it, for else the number begins the next sentence.
func (s *scanner) takeNote(e *ending, f follow) bool {
	const digits = 2
	if f.class != digit || f.at != e.next || !isNumber(f.word) || len(f.word) > digits {
		return false
	}
	end := f.at + len(f.word)
	next := skipSpace(s.text, end)
	w := wordBefore(s.text, s.start, e.start)
	if next == end || s.kindOf(w) != plain || isCount(w) || !s.begins(readFollow(s.text, next)) {
		return false
	}
	e.close = end
	return true
}
