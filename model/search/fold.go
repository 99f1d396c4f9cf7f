package search

import "unicode/utf8"

// Fold returns the form in which words are compared: in lower case, without
// accents and other marks on letters, with ASCII digits, plain quotes and plain
// dashes. So “Après” is found by "apres", and a title typed with a straight
// apostrophe by one with a curly one. What each letter is folded to is in
// letters.go.
func Fold(s string) string { return string(appendFold(make([]byte, 0, len(s)), s)) }

// appendFold adds the folded form of s to dst.
func appendFold[S string | []byte](dst []byte, s S) []byte {
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			dst = append(dst, lower(b))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
		dst = foldRune(dst, r)
		i += size
	}
	return dst
}

// foldMap is Fold, with the place in s where each byte of the folded form
// comes from, and the end of s behind the last.
func foldMap(s string) (folded string, from []int) {
	dst := make([]byte, 0, len(s))
	for i, r := range s {
		before := len(dst)
		if r < utf8.RuneSelf {
			dst = append(dst, lower(byte(r)))
		} else {
			dst = foldRune(dst, r)
		}
		for range len(dst) - before {
			from = append(from, i)
		}
	}
	return string(dst), append(from, len(s))
}

// original gives the stretch [start,end) of s that became the stretch of its
// folded form; from is foldMap's. A letter that was folded to several belongs
// to it whole, and so do marks on a letter.
func original(from []int, start, end int) (int, int) {
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
