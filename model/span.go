package model

import (
	"cmp"
	"fmt"
	"slices"
)

// Span is a half-open range [Start,End) of UTF-8 byte offsets into an article's
// text. Both offsets are at rune boundaries.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether the byte at offset is inside the span.
func (s Span) Contains(offset int) bool { return s.Start <= offset && offset < s.End }

// Overlaps reports whether two non-empty spans share at least one byte.
func (s Span) Overlaps(other Span) bool { return s.Start < other.End && other.Start < s.End }

// Of returns the part of text that the span covers. Text must be the text that the
// span was made for.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// String returns the span as "start-end".
func (s Span) String() string { return fmt.Sprintf("%d-%d", s.Start, s.End) }

// Compare orders spans by Start and then by End.
func (s Span) Compare(other Span) int {
	return cmp.Or(cmp.Compare(s.Start, other.Start), cmp.Compare(s.End, other.End))
}

// MergeSpans returns the spans sorted by Start, with spans that overlap or touch
// merged into one. It reorders its argument.
func MergeSpans(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	var out []Span
	for _, m := range spans {
		if n := len(out); n > 0 && m.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, m.End)
			continue
		}
		out = append(out, m)
	}
	return out
}
