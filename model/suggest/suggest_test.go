package suggest

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

// articleOf returns a document of a text whose lines are its paragraphs.
func articleOf(text string) *model.Document {
	doc := &model.Document{Text: text}
	doc.Metadata = model.Metadata{Language: "en", Published: "2025-10-10"}
	r := segment.For("en").Segment(text)
	doc.Paragraphs = r.Paragraphs
	for _, s := range r.Sentences {
		doc.Units = append(doc.Units, model.Unit{Span: s.Span, Paragraph: s.Paragraph})
	}
	return doc
}

func TestSuggestions(t *testing.T) {
	for _, c := range []struct {
		text   string
		label  model.LabelKey
		code   Code
		reason string
	}{
		{"“We saw it coming,” the harbour master said.", model.Quote, DirectSpeech, "It quotes “the harbour master”: “We saw it coming,”"},
		{"“Nobody came to help us in those days.”", model.Quote, DirectSpeech, "It quotes someone: “Nobody came to help us in those days.”"},
		{"Ana Ré said that the wall would hold.", model.Quote, ReportedSpeech, "It reports what “Ana Ré” said: “said”."},
		{"The wall will hold, according to the harbour master.", model.Quote, ReportedSpeech, "It reports what “the harbour master” said: “according to”."},
		{"The wall will hold for a year, she said.", model.Quote, ReportedSpeech, "It reports what “she” said: “said”."},
		{"The bridge was opened in 1931 and rebuilt twice since.", model.Background, OlderYear, "It is about 1931, before the article’s year."},
		{"Earlier this year, the council banned lorries.", model.Background, EarlierTime, "It is about an earlier time: “Earlier this year”."},
		{"The work costs $3.2 million.", model.Claim, CheckableFigure, "It contains a figure that can be checked: “$3.2 million”."},
		{"Turnout rose by 12.5 percent.", model.Claim, CheckableFigure, "It contains a figure that can be checked: “12.5 percent”."},
		{"Gate 3 of the dam stood open.", model.Claim, CheckableFigure, "It contains a figure that can be checked: “3”."},
		{"Eight children went home.", model.Claim, CheckableFigure, "It contains a figure that can be checked: “Eight children”."},
		{"The bridge was closed to lorries on Tuesday.", model.Claim, CheckableDate, "It contains a date that can be checked: “Tuesday”."},
		{"The court in Portholm issued a warrant.", model.Claim, CheckableAct, "It describes an action that can be checked: “issued”."},
	} {
		got := For(articleOf(c.text), model.DefaultCodebook())
		if len(got) != 1 || got[0].Label != c.label || got[0].Reason.Code != c.code || got[0].Reason.String() != c.reason {
			t.Errorf("%s\n got  %+v\n want %s, %q", c.text, got, c.label, c.reason)
		}
	}
}

func TestNothingIsSuggestedWithoutASign(t *testing.T) {
	for _, text := range []string{
		"The boat called Heron lay there in the rain.",
		"Rain fell on the quay.",
		"The First Lady’s “peace letter” lay there.",
		"It may be a hard winter for all of us.",
	} {
		if got := For(articleOf(text), model.DefaultCodebook()); got != nil {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

func TestASentenceInsideAQuotationGoesOn(t *testing.T) {
	got := For(articleOf("Ana Ré said: “We waited for a week. Nobody came. Then we left.”"), model.DefaultCodebook())
	var codes []Code
	for _, s := range got {
		if s.Label != model.Quote {
			t.Errorf("%+v", s)
		}
		codes = append(codes, s.Reason.Code)
	}
	if want := []Code{DirectSpeech, SpeechGoesOn, SpeechGoesOn}; !slices.Equal(codes, want) {
		t.Errorf("got %v, want %v", codes, want)
	}
	if r := got[1].Reason.String(); r != "It continues an earlier quotation of “Ana Ré”." {
		t.Error(r)
	}
}

func TestWhatIsSetAsideGetsNone(t *testing.T) {
	doc := articleOf("The work costs $3.2 million.\nThe work costs $4.5 million.")
	doc.Units[0].Kind = model.UnitHeader
	got := For(doc, model.DefaultCodebook())
	if len(got) != 1 || got[0].Unit != 1 {
		t.Errorf("%+v", got)
	}
}

func TestOnlyLabelsOfTheCodebook(t *testing.T) {
	doc := articleOf("“We paid $3.2 million,” she said.\nThe bridge was opened in 1931.")
	if got := For(doc, nil); got != nil {
		t.Errorf("with no codebook: %+v", got)
	}
	claims := model.Codebook{{Key: model.Claim}}
	for _, s := range For(doc, claims) {
		if s.Label != model.Claim {
			t.Errorf("%+v", s)
		}
	}
}

func TestTheYearOfAnArticleWithoutADate(t *testing.T) {
	doc := articleOf("The bridge of 1931 was closed in 2024.\nIt opened in 1931.\nIt closed in 2024.")
	doc.Metadata.Published = ""
	got := For(doc, model.DefaultCodebook())
	if len(got) != 3 || got[1].Label != model.Background || got[2].Label == model.Background {
		t.Errorf("%+v", got)
	}
}

func TestEveryCodeHasANameAndASentence(t *testing.T) {
	seen := map[string]bool{}
	for c := DirectSpeech; c <= CheckableAct; c++ {
		r := Reason{Code: c, Words: "words"}
		if c.String() == "unknown" || seen[c.String()] || !strings.HasPrefix(r.String(), "It ") {
			t.Errorf("%d: %q, %q", c, c, r)
		}
		seen[c.String()] = true
	}
	if Code(99).String() != "unknown" || (Reason{Code: 99}).String() != "" {
		t.Error("a code that there is not has a name")
	}
}

func FuzzFor(f *testing.F) {
	f.Add("“We saw it coming,” she said. It cost $3 in 1931.")
	f.Add("\xff\x00“\"'1931")
	f.Fuzz(func(t *testing.T, text string) {
		doc := articleOf(text)
		last := -1
		for _, s := range For(doc, model.DefaultCodebook()) {
			if s.Unit <= last || s.Unit >= len(doc.Units) {
				t.Fatalf("unit %d after %d of %d", s.Unit, last, len(doc.Units))
			}
			last = s.Unit
		}
	})
}
