package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// token is a word or a sign of the text around quotations.
type token struct {
	span model.Span
	kind tokenKind
	role lexicon.Role
}

type tokenKind uint8

const (
	lowerWord tokenKind = iota
	upperWord           // begins with a capital, or has no case
	number
	comma
	colon
	dash
	stop // ends a sentence
	sign // anything else: brackets, semicolons, other quotation marks
)

// isWord reports whether the token is a word or a number.
func (t token) isWord() bool { return t.kind <= number }

// These bounds limit the cost of a quotation, however long the text around it is.
const (
	longestWord  = 48  // bytes
	longestReach = 320 // bytes read after and before a quotation
)

// words reads text by the words of one language.
type words struct{ *lexicon.Words }

// languageOf returns the words for a BCP 47 tag.
func languageOf(tag string) *words { return &words{lexicon.Of(tag)} }

// tokens appends the words and signs of text[from:to] to dst. If first is set, it
// stops after the first sentence end.
func (w *words) tokens(dst []token, text string, from, to int, first bool) []token {
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:to])
		near := neighbourOf(r)
		t := token{span: model.Span{Start: i, End: i + n}, kind: sign}
		switch {
		case near == gap:
			i += n
			continue
		case near == word && (isLetter(r) || r == '@'):
			t = w.word(text, i, to)
		case near == line:
			t.kind = dash
		case r == ',' || r == '，' || r == '、' || r == '،':
			t.kind = comma
		case r == ':' || r == '：':
			t.kind = colon
		case near == point && r != ';' && r != '；' && !isInner(r, text[i+n:to]):
			t.kind = stop
		}
		dst = append(dst, t)
		if t.kind == stop && first {
			return dst
		}
		i = t.span.End
	}
	return dst
}

// isInner reports whether the sign r is a full stop inside a sentence, because a comma,
// a bracket or a letter follows it: "R-Ky., said", "quay.example".
func isInner(r rune, after string) bool {
	return r == '.' && after != "" && (strings.IndexByte(",;)", after[0]) >= 0 || after[0] < utf8.RuneSelf && isLetter(rune(after[0])))
}

// word reads the word at byte i. The full stop of an initial, of a title and of
// "U.S." belongs to it, as do apostrophes and hyphens inside. A user name such as
// "@ana_re" is a word with a capital.
func (w *words) word(text string, i, to int) token {
	end, part := i, i // part is where the current letters begin
	dotted := false
	user := text[i] == '@'
	for end < to && end-i < longestWord {
		if c := text[end]; c < utf8.RuneSelf && isLetter(rune(c)) {
			end++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[end:to])
		if isLetter(r) || user && (r == '_' || end == i) {
			end += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[min(end+n, to):to])
		if !isLetter(next) || end+n >= to || end == i || !strings.ContainsRune(".'’-‐‑", r) && !thousands(text[i:to], end-i, r) {
			break
		}
		if r == '.' {
			const initials = 2
			if end-part > initials && !unicode.IsDigit(next) {
				break
			}
			dotted = true
		}
		end += n
		part = end
	}
	end += plural(text[i:to], end-i)
	t := token{span: model.Span{Start: i, End: end}}
	first, n := utf8.DecodeRuneInString(text[i:end])
	switch {
	case unicode.IsDigit(first):
		t.kind = number
	case !unicode.IsLower(first):
		t.kind = upperWord
	}
	t.role = w.roleOf(text[i:end])
	if end < to && text[end] == '.' && (dotted || t.role&lexicon.Title != 0 || t.kind == upperWord && i+n == end) {
		t.span.End++
	}
	return t
}

// plural returns the length of the apostrophe after the first n bytes of a text if
// they end a plural possessive before another word: "the workers' union".
func plural(text string, n int) int {
	if n == 0 || n+1 >= len(text) || text[n-1] != 's' {
		return 0
	}
	for _, mark := range []string{"'", "’"} {
		if rest, ok := strings.CutPrefix(text[n:], mark); ok && len(rest) > 1 && rest[0] == ' ' && rest[1] < utf8.RuneSelf && isLetter(rune(rest[1])) {
			return len(mark)
		}
	}
	return 0
}

// thousands reports whether the sign r at byte i of a text is the comma of a number
// that begins the text: "1,400".
func thousands(text string, i int, r rune) bool {
	digit := func(i int) bool { return i < len(text) && '0' <= text[i] && text[i] <= '9' }
	return r == ',' && digit(0) && digit(i-1) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4)
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// roleOf returns the roles of a word. Its case and the form of its apostrophes do
// not matter.
func (w *words) roleOf(word string) lexicon.Role {
	if r, ok := w.Roles[word]; ok {
		return r
	}
	var buf [2 * longestWord]byte
	lower := buf[:0]
	changed := false
	for _, r := range word {
		l := unicode.ToLower(r)
		if r == '’' {
			l = '\''
		}
		changed = changed || l != r
		lower = utf8.AppendRune(lower, l)
	}
	if !changed {
		return 0
	}
	return w.Roles[string(lower)]
}

// sentenceStart returns the byte where the last sentence of text[from:to] begins.
// It reads only the last longestReach bytes.
func (w *words) sentenceStart(text string, from, to int) int {
	if to-from > longestReach {
		from = to - longestReach
	}
	return w.sentenceStartIn(text, from, to)
}

// sentenceStartIn is like sentenceStart but reads the whole of text[from:to].
func (w *words) sentenceStartIn(text string, from, to int) int {
	for from < to && !utf8.RuneStart(text[from]) {
		from++
	}
	start := from
	for i := from; i < to; {
		c := text[i]
		if c < utf8.RuneSelf && c != '.' && c != '!' && c != '?' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:to])
		i += n
		switch r {
		case '。', '！', '？':
			start = i
		case '.', '!', '?', '…':
			if i < to && isGapAt(text, i) && !w.abbreviates(text, from, i-n, r) {
				start = i
			}
		}
	}
	return start
}

// abbreviates reports whether the sign r at byte i is a full stop that belongs to
// the word before it.
func (w *words) abbreviates(text string, from, i int, r rune) bool {
	if r != '.' {
		return false
	}
	start := i
	for start > from && i-start < longestWord {
		p, n := utf8.DecodeLastRuneInString(text[from:start])
		if !isLetter(p) && p != '.' {
			break
		}
		start -= n
	}
	word := text[start:i]
	first, n := utf8.DecodeRuneInString(word)
	return word != "" && unicode.IsUpper(first) && n == len(word) || w.roleOf(word)&lexicon.Title != 0 || strings.Contains(word, ".")
}

func isGapAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return neighbourOf(r) == gap
}
