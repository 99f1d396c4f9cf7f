package main

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"assay.app/assay/cmd/assayctl/output"
)

// The greatest number of characters that are shown before and after the mistake in
// a query.
const (
	caretBefore = 40
	caretAfter  = 20
)

// caret returns two lines: the query, and carets under the mistake at the bytes
// [at,end) of the query. It shows only the part of a long query around the mistake.
func caret(query string, at, end int) []string {
	at = min(at, len(query))
	end = max(at, min(end, len(query)))
	before, wrong, after := []rune(output.Visible(query[:at])), []rune(output.Visible(query[at:end])), []rune(output.Visible(query[end:]))
	if n := len(before) - caretBefore; n > 0 {
		before = append([]rune{'…'}, before[n:]...)
	}
	if len(wrong) > caretBefore {
		wrong, after = append(slices.Clip(wrong[:caretBefore]), '…'), nil
	}
	if len(after) > caretAfter {
		after = append(slices.Clip(after[:caretAfter]), '…')
	}
	return []string{
		string(before) + string(wrong) + string(after),
		strings.Repeat(" ", columnsOf(before)) + strings.Repeat("^", max(1, columnsOf(wrong))),
	}
}

// columnsOf returns the number of columns that a text takes on a terminal.
func columnsOf(text []rune) int {
	n := 0
	for _, r := range text {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide, kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
