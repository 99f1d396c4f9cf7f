package segment

import (
	"strings"

	"assay.app/assay/model/segment/char"
)

// emojiWidth returns the width, in bytes, of a row of emoji at byte i, or of an
// emoticon such as :-) that no word follows. It returns 0 if there is neither.
func emojiWidth(text string, i int) int {
	if i >= len(text) {
		return 0
	}
	j := i
	for {
		c, n := char.At(text, j)
		if c != char.Picture {
			break
		}
		j += n
	}
	if j > i {
		return j - i
	}
	return emoticon(text, i)
}

// emoticon returns the width, in bytes, of an emoticon at byte i: ^_^, or eyes,
// perhaps a nose, and a mouth. It returns 0 if there is none, or if a letter or
// digit follows the mouth.
func emoticon(text string, i int) int {
	if strings.HasPrefix(text[i:], "^_^") {
		return len("^_^")
	}
	j := i
	if j < len(text) && (text[j] == ':' || text[j] == ';' || text[j] == '=') {
		j++
	} else {
		return 0
	}
	if j < len(text) && (text[j] == '-' || text[j] == '\'') {
		j++
	}
	mouth := j
	for j < len(text) && strings.IndexByte("()DPp", text[j]) >= 0 {
		j++
	}
	if c, _ := char.At(text, j); j == mouth || c.IsWord() {
		return 0
	}
	return j - i
}

// endAfterEmoji ends a sentence after emoji or emoticons if a capital follows,
// because people write them instead of a full stop. After a single word they may
// stand for a verb, as in "I ❤ Portholm", and end nothing. endAfterEmoji returns
// the byte where the scan continues.
func (s *scanner) endAfterEmoji(i, width int) int {
	from := i
	if width == 1 { // a mouth; the eyes are up to two bytes before it
		for from > s.start && i-from < 2 && s.text[from-1] != ' ' {
			from--
		}
	}
	n := emojiWidth(s.text, from)
	if n == 0 || from+n <= i {
		return i + width
	}
	end := from + n
	for next := char.SkipSpace(s.text, end); ; next = char.SkipSpace(s.text, end) {
		n := emojiWidth(s.text, next)
		if n == 0 {
			break
		}
		end = next + n
	}
	f := readFollowing(s.text, char.SkipSpace(s.text, end))
	if f.class == char.Upper && !f.dashed && !s.isOneWord(from) {
		s.cut(end)
	}
	return end
}

// isOneWord reports whether the sentence has at most one word before byte i.
func (s *scanner) isOneWord(i int) bool {
	return i-s.start < char.LongestWord && !strings.Contains(strings.TrimSpace(s.text[s.start:i]), " ")
}
