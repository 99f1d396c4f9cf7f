package recognise

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/storage/intake/anchored"
	"assay.app/assay/storage/intake/calendar"
	"assay.app/assay/storage/intake/language"
)

// Limits for a headline: how far down it may be, in paragraphs with text, its length
// in bytes, and its length in words.
const (
	headlineDepth    = 3
	headlineBytes    = 220
	headlineMinWords = 3
	headlineMaxWords = 28
)

// headline finds the title unless it is known: a short line without a full stop,
// followed by the article. Some sites put the lede above the headline, so it may be
// the second or third line.
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

// setHeadlineAside sets the headline aside as a header: the line at r.title, or the
// lines near the top that equal title, the title in the file's metadata. It does
// nothing if there is no such line, or if the article has no other text.
func (r *recogniser) setHeadlineAside(title string) {
	from, to := r.title, r.title+1
	if from >= 0 && !isShouted(r.left(from)) && len(segment.Sentences("en", r.left(from))) > 1 {
		from = -1 // it is a short paragraph that ends like a headline
	}
	if title != "" && !(r.title >= 0 && sameLine(r.left(r.title), title)) {
		from, to = r.findTitle(plain(title))
	}
	if from < 0 {
		return
	}
	for i := range r.rest {
		if (i < from || i >= to) && strings.ContainsFunc(r.left(i), isWordRune) {
			for i := from; i < to; i++ {
				r.takeHead(i, len(r.left(i)), model.UnitHeader, "the headline")
			}
			return
		}
	}
}

// findTitle returns the paragraphs [from,to) near the top that are the lines of the
// title, or -1, -1 if there are none.
func (r *recogniser) findTitle(title string) (from, to int) {
	tried := 0
	for i := range r.rest {
		if r.rest[i].Len() == 0 {
			continue
		}
		if tried++; tried > headlineDepth {
			break
		}
		rest := title
		for k := i; k < len(r.rest) && k < i+headlineDepth; k++ {
			line := r.left(k)
			if len(line) > 2*len(rest)+headlineBytes {
				break
			}
			if line = plain(line); len(line) > len(rest) || !strings.EqualFold(line, rest[:len(line)]) {
				break
			}
			if rest = strings.TrimSpace(rest[len(line):]); rest == "" {
				return i, k + 1
			}
		}
	}
	return -1, -1
}

// sameLine reports whether a line equals a title, ignoring case, spaces and heading
// marks.
func sameLine(line, title string) bool {
	return strings.EqualFold(strings.TrimLeft(plain(line), "# "), plain(title))
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

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
	r := anchored.FirstRune(strings.TrimLeft(line, `#"'“”„«‘( `))
	word, _, _ := strings.Cut(line, " ")
	if unicode.IsLower(r) && !strings.ContainsFunc(word, unicode.IsUpper) || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Sc, r) {
		return false
	}
	if d, ok := calendar.Leading(line); ok && d.Size == len(line) {
		return false
	}
	_, isDateline := leadingDateline(line)
	return !isDateline
}

// goesOn reports whether body text follows paragraph i: a later paragraph ends like
// a sentence, and the next one does not continue the line.
func (r *recogniser) goesOn(i int) bool {
	next := true
	for _, s := range r.rest[i+1:] {
		line := s.Of(r.text)
		if line == "" {
			continue
		}
		first := anchored.FirstRune(line)
		if next && unicode.IsLower(first) && !isShouted(r.left(i)) {
			return false // the line break is inside a sentence
		}
		next = false
		if finished(line) {
			return true
		}
	}
	return false
}

// closers are the characters that can follow the mark that ends a sentence.
const closers = `"'”’“»«›)]`

// lastLetter returns the last character of s that is not a closing mark.
func lastLetter(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, closers))
	return r
}

// finished reports whether s ends like a sentence.
func finished(s string) bool {
	if s != "" && language.Lowered[s[len(s)-1]] != 0 {
		return false // s ends with an ASCII letter
	}
	return strings.ContainsRune(".!?…。！？", lastLetter(s)) && s != ""
}
