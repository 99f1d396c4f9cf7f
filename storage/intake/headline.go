package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a headline can be: how far down it stands, in paragraphs that hold
// text, and how long it is.
const (
	headlineDepth    = 3
	headlineBytes    = 220
	headlineMinWords = 3
	headlineMaxWords = 28
)

// headline finds the title: a short line without a full stop, with the article
// after it. It stays a sentence, for a headline claims things too. Some sites
// put the lede above the headline, so it may be the second or third.
func (r *recogniser) headline() {
	if r.meta.Title != "" {
		return
	}
	tried := 0
	for i := range r.rest {
		line := r.left(i)
		if line == "" {
			continue
		}
		if tried++; tried > headlineDepth {
			return
		}
		if isHeadline(line, tried == 1) && r.goesOn(i) {
			r.meta.Title = strings.TrimLeft(plain(line), "# ")
			r.title = i
			return
		}
	}
}

func isHeadline(line string, first bool) bool {
	if len(line) > headlineBytes {
		return false
	}
	n := words(line, headlineMaxWords+1)
	if n < headlineMinWords || n > headlineMaxWords {
		return false
	}
	switch last := lastLetter(line); {
	case first && n < 17 && strings.ContainsRune("?!…", last): // "Who opened the gates?"
	case first && n < 17 && strings.HasSuffix(strings.TrimRight(line, closers), "..."):
	case !unicode.IsLetter(last) && !unicode.IsDigit(last) && last != '%':
		return false
	}
	r := firstRune(strings.TrimLeft(line, `#"'“”„«‘( `))
	word, _, _ := strings.Cut(line, " ")
	if unicode.IsLower(r) && !strings.ContainsFunc(word, unicode.IsUpper) || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Sc, r) {
		return false
	}
	if d, ok := leadingDate(line); ok && d.size == len(line) {
		return false
	}
	_, isDateline := leadingDateline(line)
	return !isDateline
}

// goesOn reports whether body text follows paragraph i: a finished sentence,
// and right after it nothing that continues the line.
func (r *recogniser) goesOn(i int) bool {
	next := true
	for _, s := range r.rest[i+1:] {
		line := s.Of(r.text)
		if line == "" {
			continue
		}
		first := firstRune(line)
		if next && unicode.IsLower(first) && !isShouted(r.left(i)) {
			return false // a line break inside a sentence
		}
		next = false
		if finished(line) {
			return true
		}
	}
	return false
}

// closers are the marks that can stand after the one that ends a sentence.
const closers = `"'”’“»«›)]`

// lastLetter gives the last character of s that isn't a closing mark.
func lastLetter(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, closers))
	return r
}

// finished reports whether s ends as a sentence does.
func finished(s string) bool {
	if s != "" && lowered[s[len(s)-1]] != 0 {
		return false // with a letter, as most do not
	}
	return strings.ContainsRune(".!?…。！？", lastLetter(s)) && s != ""
}
