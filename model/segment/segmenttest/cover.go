package segmenttest

import (
	"strings"
	"testing"
	"unicode"

	"assay.app/assay/model"
)

// CheckCover fails unless the spans are in order, do not overlap, are not
// empty, have no white space at their ends, and leave out only white space.
func CheckCover(t testing.TB, text string, spans []model.Span) {
	t.Helper()
	last := 0
	for _, s := range spans {
		if s.Start < last || s.Start >= s.End || s.End > len(text) {
			t.Fatalf("span %v out of order after byte %d in %.80q", s, last, text)
		}
		if gap := text[last:s.Start]; strings.TrimSpace(gap) != "" {
			t.Fatalf("%.40q before span %v is in no span", gap, s)
		}
		if body := s.Of(text); strings.TrimFunc(body, unicode.IsSpace) != body {
			t.Fatalf("span %v has white space around it: %.40q", s, body)
		}
		last = s.End
	}
	if gap := text[last:]; strings.TrimSpace(gap) != "" {
		t.Fatalf("%.40q at the end is in no span", gap)
	}
}
