package model

import (
	"cmp"
	"maps"
	"slices"
)

// Passages are spans of articles, in bytes of their texts.
type Passages map[ArticleID][]Span

// Articles returns the articles with passages, sorted.
func (p Passages) Articles() []ArticleID { return slices.Sorted(maps.Keys(p)) }

// In returns the passages of an article, in the order of the text.
func (p Passages) In(id ArticleID) []Span {
	return slices.SortedFunc(slices.Values(p[id]), func(a, b Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
}

// Count returns the number of passages.
func (p Passages) Count() (n int) {
	for _, spans := range p {
		n += len(spans)
	}
	return n
}
