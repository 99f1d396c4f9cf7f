package segment

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// Abbreviations of several words
//
// Spanish writes "a. C.", Russian "т. е.", German "u. s. w." and French "av.
// J.-C.". All of these also occur without the spaces, and the tables list them in
// that form: "a.c", "j.-c". Given a short word before a full stop, compound
// therefore prepends the short words with full stops before it, one at a time, and
// looks up each result:
//
//	m. s. n. m. Llueve
//	          m
//	       n. m        n.m
//	    s. n. m        s.n.m
//	 m. s. n. m        m.s.n.m   is a unit, so the sentence may end here
//
// The longest match counts.

const (
	longestPart = 4 // characters in each word of such an abbreviation
	mostParts   = 4
)

// compound returns the kind of the abbreviation of several words that ends with w,
// or language.Plain if there is none.
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
// that joins them (a full stop or a hyphen), and the byte where the short word
// begins. It returns "" for part if there is no such word.
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

// continuesCompound reports whether the word w and the word at f, which a full stop
// must follow, belong to one abbreviation: a table has both together, or w is a
// consonant and a single letter follows, as in "m. s.".
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

// isAlone reports whether white space, an opening mark or the start of the text
// precedes byte i.
func (s *scanner) isAlone(i int) bool {
	c, _ := char.Before(s.text, i)
	return c == char.Space || c == char.Opener
}

// In brackets
//
// A bracket in the middle of a sentence may hold abbreviations that no table lists:
// "(пол. Zielona)", "(pop. 4,100)", "(dir. Ana Ruiz)". If the text of a short
// bracket begins with a small letter or a digit, a full stop in it usually ends no
// sentence. If no terminator precedes the closing bracket, ! and ? usually end none
// either.

// isBracketed reports whether the ending is inside a bracket that seems to hold no
// whole sentence.
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

// opened finds the last occurrence of an opening mark before a byte. The byte must
// not decrease from call to call, so that all calls together scan the text once.
type opened struct{ last, next int }

// before returns the byte offset of the last occurrence of open before byte i, or
// -1 if there is none.
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
