package compare

import (
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/model"
)

func TestAParagraphOfAnyLengthIsShownAroundItsSentence(t *testing.T) {
	long := strings.Repeat("é", 5000)
	doc := &model.Document{Text: long + " Twelve boats sank. " + long}
	doc.Paragraphs = []model.Span{{Start: 0, End: len(doc.Text)}}
	start := len(long) + 1
	text, sentence := paragraph(doc, model.Span{Start: start, End: start + len("Twelve boats sank.")})
	if sentence.Of(text) != "Twelve boats sank." || !utf8.ValidString(text) || len(text) > 4000 {
		t.Errorf("the sentence is %q in %d bytes", sentence.Of(text), len(text))
	}
	if text, sentence := paragraph(doc, model.Span{Start: 1 << 20, End: 1<<20 + 5}); text != "" || sentence.Len() != 0 {
		t.Errorf("a sentence that is not in the text is shown as %q", text)
	}
}
