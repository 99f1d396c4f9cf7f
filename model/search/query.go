// Package search reads queries and decides which sentences match them.
package search

import (
	"strings"
	"unicode"
)

// Query describes the sentences to find. They match all of its terms, in any order,
// and pass all of its filters. A term with Not must not be in the sentence. A
// filter with Not is reversed. A query may consist only of terms and filters with
// Not. In words and phrases, case, accents and the form of quotes and dashes make
// no difference.
type Query struct {
	Terms   []Term
	Filters []Filter
}

// Empty reports whether the query has no terms and no filters. Every sentence
// matches such a query, so it should not be searched for.
func (q Query) Empty() bool { return len(q.Terms) == 0 && len(q.Filters) == 0 }

// String returns the query as it could be typed. The allowed typos (Near) are not
// part of it.
func (q Query) String() string {
	var b strings.Builder
	write := func(not bool, parts ...string) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if not {
			b.WriteByte('-')
		}
		for _, p := range parts {
			b.WriteString(p)
		}
	}
	for i, t := range q.Terms {
		// Parse reads a bare last word as the beginning of a word.
		last := i == len(q.Terms)-1 && len(q.Filters) == 0
		switch {
		case t.Regexp != nil:
			write(t.Not, "/", t.Text, "/")
		case t.Prefix && bare(t.Text):
			write(t.Not, t.Text, "*")
		case t.Prefix:
			write(t.Not, `"`, t.Text, `*"`)
		case bare(t.Text) && !last:
			write(t.Not, t.Text)
		default:
			write(t.Not, `"`, t.Text, `"`)
		}
	}
	for _, f := range q.Filters {
		if !f.Kind.takes() {
			write(f.Not, f.Kind.String())
			continue
		}
		values := make([]string, len(f.Values))
		for i, v := range f.Values {
			values[i] = quoteValue(v)
		}
		write(f.Not, f.Kind.String(), ":", strings.Join(values, ","))
	}
	return b.String()
}

// bare reports whether text needs no quotes in a query: it has only letters,
// numbers and marks, and is not the name of a filter without values.
func bare(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) }) &&
		!strings.EqualFold(text, Tagged.String()) && !strings.EqualFold(text, Untagged.String())
}

// quoteValue returns the value of a filter as it is typed: in quotes if it needs
// them.
func quoteValue(v string) string {
	if v == "" || strings.ContainsFunc(v, func(r rune) bool { return unicode.IsSpace(r) || r == ',' }) {
		return `"` + v + `"`
	}
	return v
}

// Relaxed returns the query with typos allowed in its words, and false if that
// changes no term. Terms with Not stay the same. Relaxed is for queries that find
// nothing as they are.
func (q Query) Relaxed() (Query, bool) {
	out := Query{Filters: q.Filters, Terms: make([]Term, len(q.Terms))}
	any := false
	for i, t := range q.Terms {
		most := 0
		for _, word := range t.Words {
			most = max(most, edits(word))
		}
		if !t.Not && most > t.Near {
			t.Near, any = most, true
		}
		out.Terms[i] = t
	}
	return out, any
}

// Wanted returns the query without its filters and without the terms with Not.
func (q Query) Wanted() Query {
	var out Query
	for _, t := range q.Terms {
		if !t.Not {
			out.Terms = append(out.Terms, t)
		}
	}
	return out
}
