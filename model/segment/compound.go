package segment

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// Abbreviations of several words
//
// Spanish writes "a. C.", Russian "т. е.", German "u. s. w.", French "av. J.-C.",
// and all of them also without the spaces. The tables list them without: "a.c",
// "j.-c". So at the end of a short word, the short words with full stops before it
// are prepended one by one and the result is looked up:
//
//	m. s. n. m. Llueve
//	          m
//	       n. m        n.m
//	    s. n. m        s.n.m
//	 m. s. n. m        m.s.n.m   is a unit, so the sentence may end here
//
// The longest one in a table counts. Between two words of an abbreviation no
// sentence ends.

const (
	longestPart = 4 // characters in each word of such an abbreviation
	mostParts   = 4
)

// compound returns the kind of the abbreviation of several words that ends with w,
// or plain if there is none.
func (s *scanner) compound(e *ending, w string) language.Kind {
	if len(w) > longestPart*utf8.UTFMax/2 || char.IsNumber(w) {
		return language.Plain
	}
	var buf [char.LongestWord]byte
	free := len(buf) - len(w)
	copy(buf[free:], w)
	found, from := language.Plain, e.start-len(w)
	for range mostParts - 1 {
		part, sign, at := s.partBefore(from)
		if part == "" || len(part)+1 > free {
			break
		}
		free--
		buf[free] = sign
		free -= len(part)
		copy(buf[free:], part)
		if k := s.Kinds.Get(string(buf[free:])); k != language.Plain {
			found = k
		}
		from = at
	}
	return found
}

// partBefore returns the short word before the one that begins at byte i, the sign
// that joins them (a full stop or a hyphen), and the byte where the word begins.
// part is "" if there is no such word.
func (s *scanner) partBefore(i int) (part string, sign byte, from int) {
	end, sign := char.SkipSpaceBack(s.text, s.start, i), byte('.')
	switch {
	case i > s.start && s.text[i-1] == '-':
		end, sign = i-1, '-'
		if end > s.start && s.text[end-1] == '.' { // "J.-C."
			w := char.WordBefore(s.text, s.start, end-1)
			return s.text[end-1-len(w) : end], sign, end - 1 - len(w)
		}
	case end == i || end == s.start || s.text[end-1] != '.':
		return "", 0, 0
	default:
		end--
	}
	w := char.WordBefore(s.text, s.start, end)
	if utf8.RuneCountInString(w) > longestPart {
		return "", 0, 0
	}
	return w, sign, end - len(w)
}

// continuesCompound reports whether the word w and the text at f are two words of
// one abbreviation: a table has it, or w is a consonant and a letter follows, as in
// "m. s.".
func (s *scanner) continuesCompound(e *ending, f following, w string) bool {
	end := f.at + len(f.word)
	if f.at != e.next || end >= len(s.text) || s.text[end] != '.' ||
		len(w) > longestPart*utf8.UTFMax/2 || utf8.RuneCountInString(f.word) > 2 {
		return false
	}
	if char.IsConsonant(w) && char.IsLetter(f.word) && s.isAlone(e.start-len(w)) {
		return true
	}
	var buf [char.LongestWord]byte
	joined := append(append(append(buf[:0], w...), '.'), f.word...)
	return s.Kinds.Get(string(joined)) != language.Plain
}

// isAlone reports whether white space or an opening bracket stands before byte i.
func (s *scanner) isAlone(i int) bool {
	c, _ := char.Before(s.text, i)
	return c == char.Space || c == char.Opener
}

// In brackets
//
// A bracket in the middle of a sentence may hold abbreviations that no table lists:
// "(пол. Zielona)", "(pop. 4,100)", "(dir. Ana Ruiz)". A whole sentence in brackets
// begins with a capital and has a terminator before the closing bracket. If either
// is missing, a full stop inside ends no sentence; without the terminator, neither
// do ! and ?.

// isBracketed reports whether the ending stands inside such a bracket.
func (s *scanner) isBracketed(e *ending) bool {
	const reach = 160 // bytes to either side
	open := s.bracket.before(s.text, "(", e.start)
	if open <= s.start || e.start-open > reach || strings.IndexByte(s.text[open:e.close], ')') >= 0 {
		return false
	}
	shut := strings.IndexByte(s.text[e.close:min(len(s.text), e.close+reach)], ')')
	if shut < 0 {
		return false
	}
	rest := strings.TrimSpace(s.text[e.close : e.close+shut])
	if strings.IndexByte(rest, '(') >= 0 || char.IsNumber(rest) && len(rest) < len("100") || char.IsLetter(rest) {
		return false // another bracket, or an item: "1)"
	}
	if c, _ := char.At(s.text, open+1); e.class == char.Stop && (c == char.Lower || c == char.Digit || char.IsRoman(char.WordAt(s.text, open+1))) {
		return true
	}
	return !char.EndsFinal(rest)
}

// opened finds the last opening mark of one kind before a byte. It is called for
// increasing bytes, and all calls together scan the text once.
type opened struct{ last, next int }

// before returns the byte at which the last mark open before byte i begins, or -1
// if there is none. i must not decrease from call to call.
func (o *opened) before(text, open string, i int) int {
	for o.next < i {
		if o.next >= 0 && strings.HasPrefix(text[o.next:], open) {
			o.last = o.next
		}
		from := o.next + 1
		n := strings.Index(text[from:], open)
		if n < 0 {
			o.next = len(text)
			break
		}
		o.next = from + n
	}
	return o.last
}
