package search

import (
	"bytes"
	"strings"
	"sync"

	"assay.app/assay/model/search/token"
)

// name is the value of a filter, to be compared with a name.
type name struct {
	any   bool
	words [][]byte
	open  bool // the last word stands for all that begin with it
}

// nameOf reads a value; false if there is nothing to look for in it.
func nameOf(kind Kind, value string) (name, bool) {
	if value == "*" {
		return name{any: true}, true
	}
	n := name{words: new(token.QueryCutter).Cut(value), open: strings.HasSuffix(value, "*")}
	if kind == Outlet || kind == Title || kind == Note {
		n.open = true
	}
	return n, len(n.words) > 0
}

// is reports whether the words of a text are the name.
func (n name) is(words [][]byte) bool { return n.at(words) && (n.open || len(words) == len(n.words)) }

// in reports whether the name is somewhere in a text of these words.
func (n name) in(words [][]byte) bool {
	for i := range words {
		if n.at(words[i:]) {
			return true
		}
	}
	return false
}

// at reports whether words begin with the name.
func (n name) at(words [][]byte) bool {
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

// cutters lends what cuts names: a query may be asked by several goroutines.
type cutters struct{ pool sync.Pool }

// lend calls use with the words of a name.
func (c *cutters) lend(text string, use func(words [][]byte) bool) bool {
	cutter, ok := c.pool.Get().(*token.QueryCutter)
	if !ok {
		cutter = new(token.QueryCutter)
	}
	defer c.pool.Put(cutter)
	return use(cutter.Cut(text))
}
