package search

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model/search/token"
)

// The language of queries
//
//	query  = { term }
//	term   = [ "-" ] ( word | phrase | regexp | filter )
//	word   = letters [ "*" ]
//	phrase = `"` words [ "*" ] ( `"` | end )
//	regexp = "/" RE2 "/"
//	filter = "tagged" | "untagged" | name ":" value { "," value }
//	value  = letters | `"` letters `"` | dates
//
// White space separates terms. If nothing follows the last word of a query, it
// matches every word that begins with it, so that a query finds something while it
// is being typed. Text that people type or paste is read as words wherever
// possible. Apart from the limits below, Parse returns an error only if the text
// clearly means something else and has a mistake. docs/search.md explains the
// language to analysts.

// Limits of a query.
const (
	MaxQuery  = 4096 // bytes
	MaxTerms  = 100  // terms and values of filters together
	MaxRegexp = 1000 // bytes of one regular expression
	MaxSteps  = 2000 // instructions of its program; matching takes up to that many steps for each byte
)

// Parse reads a query as people type it. Its errors are *SyntaxError. The query is
// Empty if s has no words, regular expressions or filters.
func Parse(s string) (Query, error) {
	p := parser{s: s, cutters: new(cutterPool)}
	if len(s) > MaxQuery {
		at := MaxQuery
		for !utf8.RuneStart(s[at]) {
			at--
		}
		return Query{}, p.fail(QueryTooLong, at, len(s))
	}
	for p.space(); p.at < len(s); p.space() {
		start := p.at
		if err := p.term(); err != nil {
			return Query{}, err
		}
		if p.count > MaxTerms {
			return Query{}, p.fail(TooManyTerms, start, p.at)
		}
	}
	return p.query, nil
}

type parser struct {
	s     string
	at    int // byte offset in s
	query Query
	count int // terms and values of filters so far
	words token.QueryCutter

	cutters *cutterPool // shared by the filters of the query
}

func (p *parser) fail(reason Reason, at, end int) *SyntaxError {
	return &SyntaxError{Reason: reason, At: at, End: end, Found: p.s[at:end]}
}

func (p *parser) space() {
	p.at = p.until(func(r rune) bool { return !unicode.IsSpace(r) })
}

// until returns the byte offset of the next character for which ends returns true,
// or the end of the query.
func (p *parser) until(ends func(rune) bool) int {
	if i := strings.IndexFunc(p.s[p.at:], ends); i >= 0 {
		return p.at + i
	}
	return len(p.s)
}

func (p *parser) peek() (rune, int) { return utf8.DecodeRuneInString(p.s[p.at:]) }

func (p *parser) filter(f Filter) {
	p.query.Filters = append(p.query.Filters, f)
	if len(f.Values) == 0 {
		p.count++
	}
}

// more reports whether there is a character other than white space at a byte
// offset.
func (p *parser) more(at int) bool {
	r, size := utf8.DecodeRuneInString(p.s[at:])
	return size > 0 && !unicode.IsSpace(r)
}

// term reads one term or filter. It skips characters that form neither.
func (p *parser) term() error {
	start := p.at
	not := p.s[p.at] == '-' && p.more(p.at+1)
	if not {
		p.at++
	}
	r, size := p.peek()
	switch {
	case isQuote(r):
		p.at += size
		from, to := p.quoted()
		return p.text(from, to, not)
	case r == '/' && (p.at+1 == len(p.s) || p.more(p.at+1)):
		return p.regexp(not)
	}
	from, to := p.at, p.bareEnd(unicode.IsSpace)
	to = p.numberEnd(from, to)
	piece := p.s[from:to]
	for _, kind := range []Kind{Tagged, Untagged} {
		if strings.EqualFold(piece, kind.String()) && !p.more(to) {
			p.at = to
			p.filter(Filter{Kind: kind, Not: not})
			return nil
		}
	}
	if colon := strings.IndexByte(piece, ':'); colon > 0 && isName(piece[:colon]) {
		kind, err := p.kind(from, from+colon)
		if err != nil {
			return err
		}
		if kind.takes() {
			p.at = from + colon + 1
			return p.values(Filter{Kind: kind, Not: not}, start)
		}
	}
	p.at = to
	return p.text(from, to, not)
}

// bareEnd returns the byte offset where a piece without quotes ends: at the first
// character for which ends returns true, at a quote that opens a phrase, or at the
// end of the query. A quote right after a letter or a digit does not open a phrase:
// it is part of an abbreviation (צה"ל) or means inches.
func (p *parser) bareEnd(ends func(rune) bool) int {
	last := ' '
	for i, r := range p.s[p.at:] {
		if ends(r) || isQuote(r) && !token.IsWordRune(last) {
			return p.at + i
		}
		last = r
	}
	return len(p.s)
}

// numberEnd returns the byte offset where the piece that begins with s[from:to]
// ends. This is beyond to if a number with spaces between its groups continues
// there.
func (p *parser) numberEnd(from, to int) int {
	begin := to
	last, at := token.RuneBefore(p.s[:to], to)
	for at >= from && unicode.IsDigit(last) {
		begin = at
		last, at = token.RuneBefore(p.s[:begin], begin)
	}
	if begin == to || at >= from && token.IsWordRune(last) {
		return to
	}
	end, _ := token.NumberEnd(p.s, begin)
	if end <= to {
		return to
	}
	at = p.at
	p.at = end
	end = p.bareEnd(unicode.IsSpace)
	p.at = at
	return end
}

// quoted returns the bounds of the text up to the closing quote, or up to the end
// of s, and moves past the quote.
func (p *parser) quoted() (from, to int) {
	from, to = p.at, len(p.s)
	for i, r := range p.s[from:] {
		if isQuote(r) && !amidLetters(p.s, from+i) {
			to = from + i
			break
		}
	}
	_, size := utf8.DecodeRuneInString(p.s[to:])
	p.at = to + size
	return from, to
}

// amidLetters reports whether the character at a byte offset of s is between
// letters or digits. A quote there closes nothing.
func amidLetters(s string, at int) bool {
	last, _ := utf8.DecodeLastRuneInString(s[:at])
	_, size := utf8.DecodeRuneInString(s[at:])
	next, _ := utf8.DecodeRuneInString(s[at+size:])
	return token.IsWordRune(last) && token.IsWordRune(next)
}

// isQuote reports whether a character can begin or end a phrase.
func isQuote(r rune) bool {
	return r == '"' || r >= utf8.RuneSelf && string(token.FoldRune(nil, r)) == `"`
}

// text adds s[from:to] as a term of consecutive words. It adds nothing if there are
// no words.
func (p *parser) text(from, to int, not bool) error {
	words, open := p.cut(p.s[from:to])
	if len(words) == 0 {
		return nil
	}
	t := Term{Not: not, Words: words}
	spans := p.words.Spans()
	last := spans[len(spans)-1]
	if star := strings.IndexByte(p.s[from:to], '*'); star >= 0 {
		if star != last.End {
			return p.fail(StarInside, from+star, from+star+1)
		}
		t.Prefix = true
	}
	t.Text = unquoted(p.s[from:to][spans[0].Start:last.End])
	t.Prefix = t.Prefix || from+last.End == len(p.s)
	t.Others = p.others(t, p.s[from:to][:last.End])
	t.Prefix = t.Prefix || open
	p.query.Terms = append(p.query.Terms, t)
	p.count++
	return nil
}

// cut returns the words of a piece of the query. open is true if the last word is a
// single letter of a script without spaces. Such a letter matches every word that
// begins with it. cut omits the letter if the word before includes it; open is then
// false.
func (p *parser) cut(text string) (words []string, open bool) {
	for _, word := range p.words.Cut(text) {
		words = append(words, string(word))
	}
	n := len(words)
	if n == 0 {
		return nil, false
	}
	r, _ := utf8.DecodeRuneInString(words[n-1])
	spans := p.words.Spans()
	switch {
	case !token.IsUnspaced(r):
		return words, false
	case n > 1 && spans[n-2].End == spans[n-1].End:
		return words[:n-1], false
	}
	return words, true
}

// others returns the other readings of the numbers in a term. text is the term as
// typed.
func (p *parser) others(t Term, text string) (others [][]string) {
	if !strings.ContainsFunc(text, unicode.IsDigit) {
		return nil
	}
	p.words.SplitGroups(true)
	groups, _ := p.cut(text)
	p.words.SplitGroups(false)
	if len(groups) > len(t.Words) {
		others = append(others, groups)
	}
	for missing := 1; t.Prefix && missing <= 2; missing++ {
		words, _ := p.cut(text + "000"[:missing])
		n := len(words)
		if last := words[n-1]; n < len(t.Words) {
			words[n-1] = last[:len(last)-missing]
			others = append(others, words)
		}
	}
	return others
}

// unquoted replaces each quote that would close a phrase with a space.
func unquoted(text string) string {
	var b strings.Builder
	last := 0
	for i, r := range text {
		if isQuote(r) && !amidLetters(text, i) {
			b.WriteString(text[last:i])
			b.WriteByte(' ')
			last = i + utf8.RuneLen(r)
		}
	}
	return b.String() + text[last:]
}

func (p *parser) regexp(not bool) error {
	start := p.at
	end := start + 1
	for ; end < len(p.s) && p.s[end] != '/'; end++ {
		if p.s[end] == '\\' {
			end++
		}
	}
	if end >= len(p.s) {
		return p.fail(RegexpUnclosed, start, len(p.s))
	}
	pattern := p.s[start+1 : end]
	p.at = end + 1
	switch {
	case pattern == "":
		return p.fail(RegexpEmpty, start, p.at)
	case p.more(p.at):
		return p.fail(RegexpFollowed, p.at, p.until(unicode.IsSpace))
	case len(pattern) > MaxRegexp:
		return p.fail(RegexpTooLong, start, p.at)
	}
	x, err := regexp.Compile(regexpFlags + pattern)
	switch {
	case err != nil:
		return p.badRegexp(err, start+1, end)
	case steps(pattern) > MaxSteps:
		return p.fail(RegexpTooLarge, start, p.at)
	}
	p.query.Terms = append(p.query.Terms, Term{Not: not, Regexp: x, Text: pattern})
	p.count++
	return nil
}

// regexpFlags begin every regular expression: case is ignored, and a dot also
// matches a line ending, which a sentence may have in place of any space.
const regexpFlags = "(?is)"

// steps returns the number of instructions in the program of a regular expression,
// or 0 if the expression is invalid.
func steps(pattern string) int {
	tree, err := syntax.Parse(regexpFlags+pattern, syntax.Perl)
	if err != nil {
		return 0
	}
	program, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return 0
	}
	return len(program.Inst)
}

// badRegexp returns the error for the invalid regular expression s[from:to].
func (p *parser) badRegexp(err error, from, to int) *SyntaxError {
	e := p.fail(RegexpInvalid, from, to)
	var bad *syntax.Error
	if !errors.As(err, &bad) {
		return e
	}
	e.Detail = string(bad.Code)
	switch bad.Code {
	case syntax.ErrLarge, syntax.ErrNestingDepth:
		e.Reason = RegexpTooLarge
	case syntax.ErrInvalidRepeatSize:
		e.Reason = RegexpRepeat
	}
	if i := strings.Index(p.s[from:to], bad.Expr); i >= 0 && bad.Expr != "" {
		e.At = from + i
		e.End = e.At + len(bad.Expr)
		e.Found = bad.Expr
	}
	return e
}
