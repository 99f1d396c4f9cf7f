package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/search/token"
)

// Completion is a replacement for the part of a query that is being typed.
type Completion struct {
	At, End int    // the part of the query that it replaces, as byte offsets
	Text    string // the new text of that part; the cursor goes after it
	Shown   string // the value as people read it, without quotes
}

// maxCompletions is the maximum number of completions. People who want others type
// more letters.
const maxCompletions = 50

// Complete returns up to maxCompletions completions of the query s at the cursor, a
// byte offset. They are the names of filters that begin with the text before the
// cursor, or the values of a filter in which that text occurs. At the beginning of
// a term they are the names of all filters. Complete does not complete words,
// phrases or regular expressions.
func Complete(s string, cursor int, v Vocabulary) []Completion {
	cursor = max(0, min(cursor, len(s)))
	for cursor > 0 && cursor < len(s) && !utf8.RuneStart(s[cursor]) {
		cursor--
	}
	w, ok := wantedAt(s, cursor)
	if !ok {
		return nil
	}
	var out []Completion
	add := func(text, shown string) {
		if len(out) < maxCompletions {
			out = append(out, Completion{At: w.at, End: w.end, Text: text, Shown: shown})
		}
	}
	if w.kind == noKind {
		for k := Label; k <= Untagged; k++ {
			text := k.String()
			if k.takes() {
				text += ":"
			}
			if strings.HasPrefix(text, strings.ToLower(w.typed)) {
				add(text, text)
			}
		}
		return out
	}
	for _, value := range v.of(w.kind, w.typed) {
		if text, ok := quotedValue(value); ok && !slices.Contains(w.before, token.Fold(value)) && completes(w.typed, value) {
			add(text, value)
		}
	}
	return out
}

// completes reports whether the typed words occur in a value, one after another.
// The last one may be incomplete.
func completes(typed, value string) bool {
	typed, value = token.Fold(strings.TrimLeft(typed, " ")), token.Fold(value)
	if strings.HasPrefix(value, typed) {
		return true
	}
	n, ok := filterValueOf(Outlet, typed)
	return ok && n.in(new(token.QueryCutter).Cut(value))
}

// quotedValue returns a value as it is typed: in quotes if it needs them. Quotes
// inside the value become spaces, because only words are compared. It returns false
// if the value is empty.
func quotedValue(value string) (string, bool) {
	value = strings.TrimSpace(strings.Map(func(r rune) rune {
		if isQuote(r) {
			return ' '
		}
		return r
	}, value))
	return quoteValue(value), value != ""
}

// of returns the values for a kind of filter. typed is the text of the value before
// the cursor; only dates need it.
func (v Vocabulary) of(kind Kind, typed string) []string {
	switch kind {
	case Label:
		return append(slices.Clip(v.Labels), "*")
	case Definition:
		return []string{oldDefinition, currentDefinition}
	case Version:
		return versionValues()
	case Outlet:
		return v.Outlets
	case Analyst:
		return append(slices.Clip(v.Analysts), "*")
	case Phrase:
		return append(slices.Clip(v.Phrases), "*")
	case Voice:
		return append(slices.Clip(v.Voices), "*")
	case Statement:
		return append(slices.Clip(v.Statements), "*")
	case Stance:
		values := []string{}
		for _, stance := range model.Stances() {
			values = append(values, string(stance))
		}
		return append(values, "*")
	case Origin:
		return append(slices.Clip(v.Origins), ownOrigin, unknownOrigin, "*")
	case Grade:
		return append(strings.Split(grading.Letters, ""), "A..C", "*")
	case Info:
		return append(strings.Split(grading.Digits, ""), "1..3", "*")
	case Lang:
		return v.Languages
	case Date:
		return v.periods(typed)
	}
	if _, record := recordFilters[kind]; record {
		return []string{"*"}
	}
	return nil
}

// wanted is the part of the query to complete, s[at:end], with the text typed in it
// before the cursor.
type wanted struct {
	kind    Kind // the kind of the filter whose value it is; noKind for a name
	typed   string
	at, end int
	before  []string // the values before it in the same filter, folded
}

// wantedAt returns the part of s to complete at the cursor, and false if nothing
// can be completed there. It reads the query as the parser does, but ignores
// mistakes.
func wantedAt(s string, cursor int) (wanted, bool) {
	p := parser{s: s}
	for p.space(); p.at < cursor; p.space() {
		if s[p.at] == '-' && p.more(p.at+1) {
			p.at++
		}
		start := p.at
		r, size := p.peek()
		switch {
		case isQuote(r):
			p.at += size
			p.quoted()
		case r == '/' && p.more(p.at+1):
			p.skipRegexp()
		default:
			if w, inside := p.wantedIn(start, cursor); inside {
				return w, w.at <= w.end
			}
			continue
		}
		if cursor < p.at || cursor == p.at && p.at == len(s) {
			return wanted{}, false
		}
	}
	if cursor == len(s) || unicode.IsSpace(rune(s[cursor])) || p.at == cursor {
		return p.nameAt(cursor, cursor), true
	}
	return wanted{}, false
}

// nameAt returns the part to complete for a filter name that begins at byte start.
func (p *parser) nameAt(start, cursor int) wanted {
	p.at = cursor
	end := p.until(func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) })
	if end < len(p.s) && p.s[end] == ':' {
		end++
	}
	if start == cursor {
		end = cursor // insert the name before the next word
	}
	return wanted{typed: p.s[start:cursor], at: start, end: end}
}

// skipRegexp skips a regular expression and any text right after it.
func (p *parser) skipRegexp() {
	for p.at++; p.at < len(p.s); p.at++ {
		switch p.s[p.at] {
		case '\\':
			p.at++
		case '/':
			p.at = p.until(unicode.IsSpace)
			return
		}
	}
	p.at = len(p.s)
}

// wantedIn reads a word or a filter that begins at byte start. inside reports
// whether the cursor is in it. If the cursor is in it but nothing can be completed
// there, w.at is greater than w.end.
func (p *parser) wantedIn(start, cursor int) (w wanted, inside bool) {
	nothing := wanted{at: 1}
	end := p.bareEnd(unicode.IsSpace)
	colon := strings.IndexByte(p.s[start:end], ':')
	var kind Kind
	if colon > 0 && isName(p.s[start:start+colon]) {
		kind, _ = p.kind(start, start+colon)
	}
	if kind == noKind || cursor <= start+colon {
		p.at = end
		if cursor > end {
			return w, false
		}
		if !isName(p.s[start:cursor]) {
			return nothing, true
		}
		return p.nameAt(start, cursor), true
	}
	p.at = start + colon + 1
	for {
		from := p.at
		if r, size := p.peek(); isQuote(r) {
			p.at += size
			p.quoted()
		} else {
			p.at = p.bareEnd(endsValue)
		}
		if cursor <= p.at {
			typed := strings.TrimFunc(p.s[from:cursor], isQuote)
			return wanted{kind: kind, typed: typed, at: from, end: p.at, before: w.before}, true
		}
		w.before = append(w.before, token.Fold(strings.TrimFunc(p.s[from:p.at], isQuote)))
		if r, _ := p.peek(); r != ',' {
			return w, false
		}
		p.at++
	}
}
