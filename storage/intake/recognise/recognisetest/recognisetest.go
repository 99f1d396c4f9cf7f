// Package recognisetest checks what was recognised in a text.
package recognisetest

import (
	"fmt"
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/recognise"
)

// CheckStructure returns an error if the units of a structure are not in order, not
// trimmed, not in their paragraphs, or do not cover all text except white space.
func CheckStructure(text string, s model.Structure) error {
	at := 0
	for i, u := range s.Units {
		switch {
		case u.Span.Start < at || u.Span.End <= u.Span.Start || u.Span.End > len(text):
			return fmt.Errorf("unit %d at %v after %d of %d", i, u.Span, at, len(text))
		case strings.TrimSpace(text[at:u.Span.Start]) != "":
			return fmt.Errorf("before unit %d %q is in no unit", i, text[at:u.Span.Start])
		case u.Paragraph < 0 || u.Paragraph >= len(s.Paragraphs):
			return fmt.Errorf("unit %d in paragraph %d of %d", i, u.Paragraph, len(s.Paragraphs))
		case strings.TrimFunc(u.Span.Of(text), unicode.IsSpace) != u.Span.Of(text):
			return fmt.Errorf("unit %d is not trimmed: %q", i, u.Span.Of(text))
		}
		p := s.Paragraphs[u.Paragraph]
		if u.Span.Start < p.Start || u.Span.End > p.End {
			return fmt.Errorf("unit %d at %v outside paragraph %d at %v", i, u.Span, u.Paragraph, p)
		}
		at = u.Span.End
	}
	if strings.TrimSpace(text[at:]) != "" {
		return fmt.Errorf("after the last unit %q is in no unit", text[at:])
	}
	return nil
}

// CheckRecognition returns an error if the regions found in text are invalid.
func CheckRecognition(text string, r recognise.Recognition) error {
	at := 0
	for _, region := range r.Regions {
		s := region.Span
		if s.Start < at || s.End <= s.Start || s.End > len(text) || region.Kind == model.UnitSentence || region.Reason == "" {
			return fmt.Errorf("region %+v after %d of %d", region, at, len(text))
		}
		at = s.End
	}
	return nil
}

// Pieces are parts from which tests assemble articles.
var Pieces = []string{
	" date 2031-04-02 ", "By Ann Doe, CNX", "PORT ELLERY, Oct 10 – ", "(CNX) — ", "The gates stood open.", "Nobody was hurt",
	" Share", "Share", "\n\n", "\r\n", "\n", " ", "\u00a0", "\u2028", "\f", "Source: Harbour News", " – AFP", "(Reuters)",
	"“Open them,” she said.", "Mrs. Roe left the U.S. in May…", "Міст не розвели.", "12:45", "Read more: Why?", "。", "!", "\ufeff",
	"Title: The gates of Ellery", "© 2031 Harbour News", "...", "\t", "🌊", "e\u0301",
}
