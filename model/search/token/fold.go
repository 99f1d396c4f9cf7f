package token

import (
	"bytes"
	"unicode/utf8"
)

// Fold returns the form in which words are compared: in lower case, without
// accents, with ASCII digits, plain quotes and plain dashes. For example, "apres"
// finds “Après”, and a title typed with a straight apostrophe finds one with a
// curly apostrophe. letters.go has the details.
func Fold(s string) string { return string(AppendFold(make([]byte, 0, len(s)), s)) }

// AppendFold appends the folded form of s to dst.
func AppendFold[S string | []byte](dst []byte, s S) []byte {
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			dst = append(dst, lower(b))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
		dst = FoldRune(dst, r)
		i += size
	}
	return dst
}

// FoldMap returns the folded form of s and, for each of its bytes, the byte offset
// in s that it comes from, followed by the length of s.
func FoldMap(s string) (folded string, from []int) {
	dst := make([]byte, 0, len(s))
	for i, r := range s {
		before := len(dst)
		if r < utf8.RuneSelf {
			dst = append(dst, lower(byte(r)))
		} else {
			dst = FoldRune(dst, r)
		}
		for range len(dst) - before {
			from = append(from, i)
		}
	}
	return string(dst), append(from, len(s))
}

// Original returns the byte offsets in a text of the part whose folded form is
// [start,end) of the folded text. from comes from FoldMap. A letter folded to
// several is included whole, and so are marks on a letter.
func Original(from []int, start, end int) (int, int) {
	last := end
	for last < len(from)-1 && from[last] == from[end-1] {
		last++
	}
	return from[start], from[last]
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// LettersEnd returns the byte offset in place after the given folded letters and
// the marks on the last of them. It returns len(place) if place does not begin with
// the letters, as for the second word of a sign that stands for several words.
func LettersEnd(place string, letters []byte) int {
	var buf [4 * utf8.UTFMax]byte
	for i, r := range place {
		part := FoldRune(buf[:0], r)
		if r < utf8.RuneSelf {
			part = append(buf[:0], lower(byte(r)))
		}
		if len(letters) == 0 && len(part) > 0 {
			return i
		}
		for len(part) > 0 {
			p, size := utf8.DecodeRune(part)
			if IsWordRune(p) && len(letters) > 0 {
				if !bytes.HasPrefix(letters, part[:size]) {
					return len(place)
				}
				letters = letters[size:]
			}
			part = part[size:]
		}
	}
	return len(place)
}
