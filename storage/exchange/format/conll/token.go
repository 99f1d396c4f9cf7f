package conll

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// class is what a character is to tokens.
type class uint8

const (
	space class = iota
	word        // letters, digits and marks make one token
	joint       // joins two word characters: an apostrophe, a hyphen, a full stop
	cling       // a mark or an invisible character, which belongs to the token before it
	sign        // a token of its own
)

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_':
			return word
		case r <= ' ' || r == 0x7F:
			return space
		case r == '\'' || r == '-' || r == '.':
			return joint
		}
		return sign
	case unicode.In(r, unicode.L, unicode.N):
		return word
	case unicode.IsSpace(r) || unicode.IsControl(r):
		return space
	case unicode.In(r, unicode.M, unicode.Cf), 0x1F3FB <= r && r <= 0x1F3FF: // with the colours of emoji
		return cling
	case r == '’':
		return joint
	}
	return sign
}

// cut calls visit with each token of a text, as a span in bytes. White space and control characters are
// in no token, everything else is in one.
func cut(text string, visit func(model.Span)) {
	start, last := -1, space // of the token that is being read
	end := func(at int) {
		if start >= 0 {
			visit(model.Span{Start: start, End: at})
		}
		start, last = -1, space
	}
	for i, r := range text {
		now := classOf(r)
		switch {
		case now == space:
			end(i)
		case start < 0:
			start, last = i, now
		case now == cling || last == word && now == word:
		case last == word && now == joint && joins(text[i+utf8.RuneLen(r):]):
			last = joint
		case last == joint && now == word && start < i:
			last = word
		default:
			end(i)
			start, last = i, now
		}
		if start == i && now == joint {
			last = sign // it joins nothing
		}
	}
	end(len(text))
}

// joins reports whether a word goes on after a joint.
func joins(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && classOf(r) == word
}

// flat returns a text with a single space for each run of white space and control characters.
func flat(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return classOf(r) == space }), " ")
}

// quote joins tokens as a sentence is written: without spaces before closing and after opening signs.
// spaced says after which tokens there is a space; if it is nil, that is guessed.
func quote(tokens []string, spaced []bool) string {
	var b strings.Builder
	open := false // inside of straight quotation marks
	for i, t := range tokens {
		b.WriteString(t)
		if i+1 == len(tokens) {
			break
		}
		next := tokens[i+1]
		gap := !strings.Contains(",.;:!?)]}%”»…", next) && !strings.Contains("([{“«„#", t)
		if t == `"` {
			open = !open
			gap = gap && !open
		}
		if next == `"` && open {
			gap = false
		}
		if spaced != nil {
			gap = spaced[i]
		}
		if gap {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
