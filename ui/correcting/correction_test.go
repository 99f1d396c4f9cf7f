package correcting

import (
	"math/rand/v2"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

// articleOf returns an article with a text.
func articleOf(text string) *model.Document {
	doc := &model.Document{Text: text}
	doc.Paragraphs = segment.Paragraphs(text)
	for i, p := range doc.Paragraphs {
		for _, s := range segment.Sentences("en", p.Of(text)) {
			doc.Units = append(doc.Units, model.Unit{Span: model.Span{Start: p.Start + s.Start, End: p.Start + s.End}, Paragraph: i})
		}
	}
	return doc
}

func TestParagraphsAreCorrected(t *testing.T) {
	const text = "\r\n  One.\r\n\r\nTwo and\r\nmore. \n\nThree.\n\n日本です。\n東京です。\n"
	for name, c := range map[string]struct {
		do   func(*correction)
		want string
	}{
		"nothing":               {func(*correction) {}, text},
		"a word":                {func(c *correction) { c.pieces[0].text = "First." }, strings.Replace(text, "One", "First", 1)},
		"the first one dropped": {func(c *correction) { c.pieces[0].text = " " }, strings.Replace(text, "One.\r\n\r\n", "", 1)},
		"another one dropped":   {func(c *correction) { c.pieces[3].text = "" }, strings.Replace(text, " \n\nThree.", "", 1)},
		"one split":             {func(c *correction) { c.pieces[3].text = "Thr\n\nee." }, strings.Replace(text, "Three", "Thr\n\nee", 1)},
		"two joined":            {func(c *correction) { c.join(1) }, strings.Replace(text, "and\r\nmore", "and more", 1)},
		"joined without spaces": {func(c *correction) { c.join(4) }, strings.Replace(text, "日本です。\n東京です。", "日本です。東京です。", 1)},
		"the last one joined":   {func(c *correction) { c.join(5) }, text},
		"joined and reverted":   {func(c *correction) { c.join(1); c.join(1); c.revert(1) }, text},
		"dropped and reverted":  {func(c *correction) { c.pieces[0].text = ""; c.revert(0) }, text},
	} {
		got := newCorrection(articleOf(text))
		c.do(got)
		if got.text() != c.want {
			t.Errorf("%s: the text is %q, want %q", name, got.text(), c.want)
		}
		if changed := got.changes() > 0; changed != (c.want != text) {
			t.Errorf("%s: there are %d changes", name, got.changes())
		}
	}
}

func TestALongParagraphIsCorrectedByTheSentence(t *testing.T) {
	long := strings.Repeat("It rained all day. ", longest/19+1)
	text := "Short.\n\n" + long + strings.Repeat("x", longest+1) + ".\n\nThe end."
	c := newCorrection(articleOf(text))
	if c.text() != text {
		t.Error("the text is not the same")
	}
	if n := len(c.pieces); n < 1000 || !c.pieces[1].sentence || c.pieces[0].sentence || !c.pieces[1].editable() {
		t.Errorf("there are %d pieces; the second is %+v", n, c.pieces[1])
	}
	last := c.pieces[len(c.pieces)-2]
	if last.editable() || c.canJoin(len(c.pieces)-3) || c.canJoin(len(c.pieces)-2) {
		t.Error("a sentence that is too long can be edited")
	}
	c.pieces[2].text = "It was dry."
	if want := strings.Replace(text, "day. It rained all day.", "day. It was dry.", 1); c.text() != want {
		t.Error("the corrected sentence is not in its place")
	}
}

func TestALineOfMegabytesIsNotEdited(t *testing.T) {
	text := strings.Repeat("a", 5<<20)
	c := newCorrection(articleOf(text))
	if len(c.pieces) != 1 || c.pieces[0].editable() || c.text() != text {
		t.Errorf("there are %d pieces", len(c.pieces))
	}
}

func TestThePieceAtAnOffset(t *testing.T) {
	c := newCorrection(articleOf("One.\n\nTwo.\n\nThree."))
	for offset, want := range map[int]int{0: 0, 3: 0, 4: 1, 6: 1, 9: 1, 12: 2, 99: 2} {
		if got := c.at(offset); got != want {
			t.Errorf("piece %d is at byte %d, want %d", got, offset, want)
		}
	}
}

// Whatever was done, reverting everything leads back to the article, and text that nobody
// touched stays in its order.
func TestEverythingCanBeReverted(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for round := range 200 {
		var text strings.Builder
		if round%20 == 0 {
			text.WriteString(strings.Repeat("Six. ", longest/4) + "\n")
		}
		for range 1 + random.IntN(12) {
			text.WriteString([]string{"One. Two.", "Three", "«Four»", "5"}[random.IntN(4)])
			text.WriteString([]string{"\n\n", "\n", "\r\n \t", "\f"}[random.IntN(4)])
		}
		c := newCorrection(articleOf(text.String()))
		for range random.IntN(8) {
			i := random.IntN(len(c.pieces))
			switch random.IntN(3) {
			case 0:
				c.join(i)
			case 1:
				c.pieces[i].text = ""
			default:
				c.pieces[i].text += " Seven."
			}
		}
		for i := len(c.pieces) - 1; i >= 0; i-- {
			c.revert(i)
		}
		if c.text() != text.String() || c.changes() != 0 {
			t.Fatalf("%q became %q", text.String(), c.text())
		}
	}
}
