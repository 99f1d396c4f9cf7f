package article

import (
	"strings"
	"testing"
)

// plainly is a short but slow version of Plain.
func plainly(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if isUnwritten(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))), " ")
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"", " ", "a", " a  b ", "a\u00ADb\u200B c", "\xFF\xFEa\xFF b", "a\v\fb", "é\u2003ü\u0085x", "\uFFFD\xC3", "a \x00 b", "0\xB6\f\x820"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := Plain(s), plainly(s); got != want {
			t.Errorf("plain(%q) is %q, want %q", s, got, want)
		}
	})
}

func TestParagraphsAreGatheredInPieces(t *testing.T) {
	var p, boxes Paragraphs
	for _, s := range []string{" One", " ", "two ", " ", "\xFF", "\xFF", "thr", "ee"} {
		p.Write(s)
	}
	if got := p.Line(); got != "One two \uFFFDthree" {
		t.Errorf("the paragraph is %q", got)
	}
	p.End()
	p.End()
	p.Write("Contents")
	p.Drop()
	p.Write(" \t")
	p.End()
	boxes.Write("In a box")
	p.Write("Four")
	p.Take(&boxes)
	p.Take(&boxes)
	p.Write("Five")
	if got := p.Text(); got != "One two \uFFFDthree\n\nFour\n\nIn a box\n\nFive" || p.Many != 3 {
		t.Errorf("%d paragraphs: %q", p.Many, got)
	}
}
