package attribute

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// token is a word or a sign of a text. Its span is in bytes of the article's text.
type token struct {
	span model.Span
	kind tokenKind
	role role
	low  string // the word in small letters, with straight apostrophes, without a possessive ending
	owns bool   // it has a possessive ending: "Ana's"
	said bool   // it is in quotation marks
}

type tokenKind uint8

const (
	lowerWord tokenKind = iota
	upperWord
	number
	comma
	colon
	mark // a quotation mark
	sign // any other sign
)

func (t token) isWord() bool { return t.kind <= number }

// is reports whether the token is a word that has one of the roles.
func (t token) is(r role) bool { return t.kind <= upperWord && t.role&r != 0 }

// isName reports whether the token can be part of a name.
func (t token) isName() bool { return t.kind == upperWord && t.role&notInNames == 0 }

// tokens appends the words and signs of a part of the text to dst.
func (w *words) tokens(dst []token, text string, part model.Span) []token {
	for i := part.Start; i < part.End; {
		r, n := utf8.DecodeRuneInString(text[i:part.End])
		switch {
		case unicode.IsSpace(r):
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '@':
			var t token
			t, i = w.word(text, i, part.End)
			dst = append(dst, t)
			continue
		default:
			dst = append(dst, token{span: model.Span{Start: i, End: i + n}, kind: kindOf(r)})
		}
		i += n
	}
	return dst
}

func kindOf(r rune) tokenKind {
	switch r {
	case ',', '،', '，', '、':
		return comma
	case ':', '：':
		return colon
	case '"', '“', '”', '„', '«', '»', '‹', '›', '‟', '「', '」':
		return mark
	}
	return sign
}

// longestWord is the maximum length of a word in bytes. Longer ones are cut, so that a text
// without spaces costs no more than another one.
const longestWord = 64

// word reads the word that begins at byte i. Apostrophes, hyphens and full stops inside it
// belong to it, as does the full stop of an initial and of a title. word also returns the byte
// where the next text begins, which is after the ending of a possessive.
func (w *words) word(text string, i, to int) (token, int) {
	end := i
	for end < to && end-i < longestWord {
		r, n := utf8.DecodeRuneInString(text[end:to])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || end == i {
			end += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[end+n : to])
		if !strings.ContainsRune(".'’-‐‑&", r) || !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			break
		}
		if r == '.' && end-i > 2 && !strings.Contains(text[i:end], ".") {
			break // "end.Next"
		}
		end += n
	}
	t := token{span: model.Span{Start: i, End: end}}
	first, size := utf8.DecodeRuneInString(text[i:end])
	switch {
	case unicode.IsDigit(first) && !strings.ContainsFunc(text[i:end], unicode.IsLetter):
		t.kind = number
	case unicode.IsUpper(first) || unicode.IsTitle(first) || first == '@':
		t.kind = upperWord
	}
	word := text[i:end]
	t.low = strings.ToLower(word)
	if strings.Contains(t.low, "’") {
		t.low = strings.ReplaceAll(t.low, "’", "'")
	}
	if base, ok := strings.CutSuffix(t.low, "'s"); ok && !w.clitics[t.low] {
		t.low, t.owns = base, true
		t.span.End = i + strings.LastIndexAny(word, "'’")
	}
	t.role = w.roles[t.low]
	if base, ok := strings.CutPrefix(text[end:to], "’"); !t.owns && strings.HasSuffix(t.low, "s") && (ok || strings.HasPrefix(text[end:to], "'")) {
		if !ok {
			base = text[end+1 : to]
		}
		t.owns = strings.HasPrefix(base, " ") && len(base) > 1 && base[1] >= 'A' // "the workers' union"
	}
	if end < to && text[end] == '.' && !t.owns && (size == len(word) && t.kind == upperWord || strings.Contains(word, ".") || t.role&isTitle != 0 && t.role&isOffice == 0) {
		t.span.End++
		end++
	}
	return t, end
}
