package record

import (
	"strconv"
	"strings"
)

// The functions below avoid running regular expressions on most lines, which match
// none of them.

// mayOwn reports whether a line may be a copyright notice.
func mayOwn(s string) bool {
	if hasFold(s, "(c)") || hasFold(s, "copyright") {
		return true
	}
	for i := 0; i+1 < len(s); i++ {
		switch c := s[i]; {
		case c == "©"[0] && s[i+1] == "©"[1]:
			return true
		case c == "п"[0] && (s[i+1] == "п"[1] || s[i+1] == "П"[1]) && strings.HasPrefix(strings.ToLower(s[i:min(len(s), i+len("права"))]), "права"):
			return true
		case c|0x20 == 'r' && (hasFold(s[i:], "rights") || hasFold(s[i:], "rechte")), c|0x20 == 'd' && (hasFold(s[i:], "droits") || hasFold(s[i:], "derechos")):
			return true
		}
	}
	return false
}

// hasFold reports whether s begins with an ASCII prefix, ignoring case.
func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// plainNouns are the nouns of lines such as "Document 2 of 40".
var plainNouns = map[string]bool{"document": true, "documents": true, "article": true, "articles": true, "record": true, "records": true, "story": true, "dokument": true, "artikel": true, "documento": true}

// plainCount reads the most common counting lines without the regular expression:
// "Document 2 of 40", "2 of 40 DOCUMENTS". noun reports whether the line has a
// noun, and of is 0 if it states no total. ok is false for other lines.
func plainCount(s string) (noun bool, n, of int, ok bool) {
	var words [5]string
	k := 0
	for word := range strings.FieldsSeq(s) {
		if k == len(words) {
			return false, 0, 0, false
		}
		words[k], k = word, k+1
	}
	at := 0
	isNoun := func() bool { return at < k && plainNouns[strings.ToLower(words[at])] }
	if isNoun() {
		noun, at = true, at+1
	}
	number := func() int {
		if at < k && len(words[at]) <= 6 {
			if n, err := strconv.Atoi(words[at]); err == nil && n > 0 {
				at++
				return n
			}
		}
		return 0
	}
	if n = number(); n == 0 {
		return false, 0, 0, false
	}
	if at+1 < k && words[at] == "of" {
		at++
		if of = number(); of == 0 {
			return false, 0, 0, false
		}
	}
	if !noun && isNoun() {
		noun, at = true, at+1
	}
	return noun, n, of, at == k && (noun || of > 0)
}
