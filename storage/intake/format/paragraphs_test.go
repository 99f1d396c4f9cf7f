package format

import (
	"strings"
	"testing"
)

// plainly is plain in as few words as possible.
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
		if got, want := plain(s), plainly(s); got != want {
			t.Errorf("plain(%q) is %q, want %q", s, got, want)
		}
	})
}

func TestParagraphsAreGatheredInPieces(t *testing.T) {
	var p, boxes paragraphs
	for _, s := range []string{" One", " ", "two ", " ", "\xFF", "\xFF", "thr", "ee"} {
		p.write(s)
	}
	if got := p.line(); got != "One two \uFFFDthree" {
		t.Errorf("the paragraph is %q", got)
	}
	p.end()
	p.end()
	p.write("Contents")
	p.drop()
	p.write(" \t")
	p.end()
	boxes.write("In a box")
	p.write("Four")
	p.take(&boxes)
	p.take(&boxes)
	p.write("Five")
	if got := p.text(); got != "One two \uFFFDthree\n\nFour\n\nIn a box\n\nFive" || p.many != 3 {
		t.Errorf("%d paragraphs: %q", p.many, got)
	}
}
