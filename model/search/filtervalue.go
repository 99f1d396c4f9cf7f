package search

import (
	"bytes"
	"strings"
	"sync"

	"assay.app/assay/model/search/token"
)

// filterValue is the value of a filter, prepared for comparison with texts.
type filterValue struct {
	any   bool
	words [][]byte
	open  bool // the last word matches every word that begins with it
}

// filterValueOf reads the value of a filter of the kind. It returns false if the
// value has no words and is not "*".
func filterValueOf(kind Kind, value string) (filterValue, bool) {
	if value == "*" {
		return filterValue{any: true}, true
	}
	n := filterValue{words: new(token.QueryCutter).Cut(value), open: strings.HasSuffix(value, "*")}
	if recordFilters[kind].words || kind == Outlet || kind == Title || kind == Origin {
		n.open = true
	}
	return n, len(n.words) > 0
}

// is reports whether the words are the value or, if the value is open, begin with
// it.
func (n filterValue) is(words [][]byte) bool {
	return n.at(words) && (n.open || len(words) == len(n.words))
}

// in reports whether the value is somewhere among the words of a text.
func (n filterValue) in(words [][]byte) bool {
	for i := range words {
		if n.at(words[i:]) {
			return true
		}
	}
	return false
}

// at reports whether words begin with the value.
func (n filterValue) at(words [][]byte) bool {
	last := len(n.words) - 1
	if last < 0 || len(words) <= last {
		return false
	}
	for i, word := range n.words[:last] {
		if !bytes.Equal(word, words[i]) {
			return false
		}
	}
	return bytes.Equal(words[last], n.words[last]) || n.open && bytes.HasPrefix(words[last], n.words[last])
}

// cutterPool lends cutters, because several goroutines may use one query.
type cutterPool struct{ pool sync.Pool }

// withWords calls use with the words of a text, and returns its result.
func (c *cutterPool) withWords(text string, use func(words [][]byte) bool) bool {
	cutter, ok := c.pool.Get().(*token.QueryCutter)
	if !ok {
		cutter = new(token.QueryCutter)
	}
	defer c.pool.Put(cutter)
	return use(cutter.Cut(text))
}
