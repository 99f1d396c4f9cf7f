package segment

import (
	"strconv"

	"assay.app/assay/model/segment/char"
)

// item is the number or letter of a list item, and the mark after it: "2)" is {2,
// ')', false}.
type item struct {
	value  int
	style  byte
	letter bool
}

// enumerate begins a sentence at a list item whose number or letter ends right
// before the full stop or bracket at byte i, and reports whether there is one. A
// paragraph may hold several items:
//
//	For tea: 1) Fill the kettle 2) Boil it 3) Pour
//
// A number or small letter can be an item only if the text after it looks like that
// of an item; see opensItem. It is one if it begins a sentence, if it is the first
// of a list and follows a colon, or if it is the successor of the last item. In
// languages with ordinal numbers such as "3.", a successor before a full stop does
// not count. Capital letters do not count, because they may be initials of names.
func (s *scanner) enumerate(i int) bool {
	word := char.WordBefore(s.text, s.start, i)
	it, ok := readItem(word, s.text[i])
	if !ok || !s.opensItem(i) {
		return false
	}
	from := i - len(word)
	if from > s.start && s.text[from-1] == '(' {
		from--
	}
	if !s.isFirst(from) {
		if b, _ := char.Before(s.text, from); b != char.Space {
			return false
		}
		known := s.list.leadsTo(it) && !(it.style == '.' && s.Ordinals)
		if first := it.value == 1 || it.value == 'a'; !known && !(first && s.afterColon(from)) {
			return false
		}
		s.cut(from)
	}
	s.list = it
	return true
}

// isFirst reports whether the sentence has nothing before byte i, or only a bullet.
func (s *scanner) isFirst(i int) bool {
	c, n := char.At(s.text, s.start)
	return i == s.start || c == char.Bullet && i-s.start < char.LongestWord && char.SkipSpace(s.text, s.start+n) == i
}

// bullets reports whether the bullet at byte i begins a new item after other text.
// It does after white space if the sentence begins with a bullet, or if a
// terminator, a closing mark, a colon or a semicolon precedes the white space.
// Other bullets only separate, as in "Portholm • Weather • Tides".
func (s *scanner) bullets(i int) bool {
	b, _ := char.Before(s.text, i)
	if i == s.start || b != char.Space {
		return false
	}
	if c, _ := char.At(s.text, s.start); c == char.Bullet {
		return true
	}
	i = char.SkipSpaceBack(s.text, s.start, i)
	b, _ = char.Before(s.text, i)
	return b.IsTerminator() || b == char.Closer || s.text[i-1] == ':' || s.text[i-1] == ';'
}

// readItem reads a number of up to three digits or a single small letter from a to
// z. It returns false for any other word.
func readItem(word string, style byte) (item, bool) {
	const digits = 3
	if char.IsNumber(word) && len(word) <= digits {
		value, err := strconv.Atoi(word)
		return item{value: value, style: style}, err == nil
	}
	if len(word) == 1 && 'a' <= word[0] && word[0] <= 'z' {
		return item{value: int(word[0]), style: style, letter: true}, true
	}
	return item{}, false
}

// leadsTo reports whether next is the item that follows this one in a list.
func (it item) leadsTo(next item) bool {
	return it.style == next.style && it.letter == next.letter && it.value+1 == next.value
}

// opensItem reports whether the text after the full stop or bracket at byte i can
// be that of a list item. After white space, it must begin with a capital, a letter
// without case, or an opening mark.
func (s *scanner) opensItem(i int) bool {
	next := i + 1
	if next < len(s.text) && s.text[next] == ')' {
		next++
	}
	word := char.SkipSpace(s.text, next)
	if word == next {
		return false
	}
	c, _ := char.At(s.text, word)
	return c == char.Upper || c == char.Letter || c == char.Opener || c == char.Quote
}

// afterColon reports whether a colon precedes byte i. White space may be between
// them.
func (s *scanner) afterColon(i int) bool {
	i = char.SkipSpaceBack(s.text, s.start, i)
	return i > s.start && s.text[i-1] == ':'
}
