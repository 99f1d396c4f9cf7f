package search

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
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
// White space stands between terms. The last word of a query stands for all
// that begin with it as long as nothing follows, so that a query finds while it
// is typed. What people type or paste is words wherever it can be: only what is
// surely meant otherwise and wrong is an error. docs/search.md says it all to
// who uses it.

// The bounds of a query.
const (
	MaxQuery  = 4096 // bytes
	MaxTerms  = 100  // terms and values of filters
	MaxRegexp = 1000 // bytes of one regular expression
	MaxSteps  = 2000 // of its program: each byte of a sentence takes up to so many
)

// Parse reads a query as people type it; its errors are *SyntaxError. Nothing
// but white space and signs makes a query that is Empty.
func Parse(s string) (Query, error) {
	p := parser{s: s, cutters: new(cutters)}
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

// parser reads a query from left to right.
type parser struct {
	s     string
	at    int // byte in s
	query Query
	count int // terms and values
	words Tokenizer

	cutters *cutters // of the query's filters
}

func (p *parser) fail(reason Reason, at, end int) *SyntaxError {
	return &SyntaxError{Reason: reason, At: at, End: end, Found: p.s[at:end]}
}

func (p *parser) space() {
	p.at = p.until(func(r rune) bool { return !unicode.IsSpace(r) })
}

// until gives the place of the next sign that ends something, or the end.
func (p *parser) until(ends func(rune) bool) int {
	if i := strings.IndexFunc(p.s[p.at:], ends); i >= 0 {
		return p.at + i
	}
	return len(p.s)
}

// peek gives the next sign.
func (p *parser) peek() (rune, int) { return utf8.DecodeRuneInString(p.s[p.at:]) }

// filter adds a filter.
func (p *parser) filter(f Filter) {
	p.query.Filters = append(p.query.Filters, f)
	if len(f.Values) == 0 {
		p.count++
	}
}

// more reports whether something follows a place, and no white space.
func (p *parser) more(at int) bool {
	r, size := utf8.DecodeRuneInString(p.s[at:])
	return size > 0 && !unicode.IsSpace(r)
}

// term reads one term, or signs that are none.
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
	from, to := p.at, p.until(func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) })
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

// quoted gives what stands up to the closing quote, and goes on behind it.
func (p *parser) quoted() (from, to int) {
	from, to = p.at, p.until(isQuote)
	_, size := utf8.DecodeRuneInString(p.s[to:])
	p.at = to + size
	return from, to
}

// isQuote reports whether a sign begins or ends a phrase.
func isQuote(r rune) bool {
	return r == '"' || r >= utf8.RuneSelf && string(foldRune(nil, r)) == `"`
}

// text adds s[from:to] as words that follow one another.
func (p *parser) text(from, to int, not bool) error {
	t := Term{Not: not}
	var first, last model.Span
	lonely, paired := false, false // the last word is a letter of an unspaced script; the one before has it, too
	p.words.EachIn(p.s[from:to], func(word []byte, span model.Span) {
		if len(t.Words) == 0 {
			first = span
		}
		r, _ := utf8.DecodeRune(word)
		lonely, paired = unspaced(r), unspaced(r) && last.End == span.End && len(t.Words) > 0
		t.Words = append(t.Words, string(word))
		last = span
	})
	if len(t.Words) == 0 {
		return nil
	}
	if star := strings.IndexByte(p.s[from:to], '*'); star >= 0 {
		if star != last.End {
			return p.fail(StarInside, from+star, from+star+1)
		}
		t.Prefix = true
	}
	t.Text = p.s[from:to][first.Start:last.End]
	t.Prefix = t.Prefix || from+last.End == len(p.s)
	switch {
	case paired:
		t.Words = t.Words[:len(t.Words)-1]
	case lonely:
		t.Prefix = true
	}
	p.query.Terms = append(p.query.Terms, t)
	p.count++
	return nil
}

// regexp reads a regular expression.
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

// regexpFlags are what a regular expression begins with: no case, and a dot is
// also a line end, which a sentence may have wherever it has a space.
const regexpFlags = "(?is)"

// steps gives how large the program of a regular expression is.
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

// badRegexp says what is wrong with the regular expression s[from:to].
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
