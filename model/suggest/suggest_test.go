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

func TestADatelineDatesAnArticle(t *testing.T) {
	for dateline, want := range map[string]Code{
		"PORTHOLM, Oct 10": EarlierMonth, "PORTHOLM, August 29": CheckableDate, "10 October, Portholm": EarlierMonth,
		"PORTHOLM, Sept. 2": CheckableDate, "PORTHOLM": CheckableDate, "": CheckableDate,
	} {
		doc := articleOf(opening + "The council banned lorries in August.")
		doc.Metadata.Published, doc.Metadata.Dateline = "", dateline
		if got := For(doc, model.DefaultCodebook()); len(got) != 2 || got[1].Reason.Code != want {
			t.Errorf("%q: %+v, want %v", dateline, got, want)
		}
	}
}

// opening is a first sentence, which has a rule of its own.
const opening = "The council met in Portholm.\n"

func TestSuggestions(t *testing.T) {
	for _, c := range []struct {
		text   string
		label  model.LabelKey
		reason string
	}{
		{"“We saw it coming,” the harbour master said.", model.Quote, "It quotes “the harbour master”: “We saw it coming,”"},
		{"“We saw it coming,” said Ana Ré, the harbour master.", model.Quote, "It quotes “Ana Ré”: “We saw it coming,”"},
		{"“Ok,” said Ana Ré on Monday, the third of May.", model.Claim, "It reports what “Ana Ré” said: “said”."},
		{"“Nobody came to help us in those days.”", model.Quote, "It quotes someone: “Nobody came to help us in those days.”"},
		{"Ana Ré said that the wall would hold.", model.Claim, "It reports what “Ana Ré” said: “said”."},
		{"The wall will hold, according to the harbour master.", model.Claim, "It reports what “the harbour master” said: “according to”."},
		{"The wall will hold for a year, she said.", model.Claim, "It reports what “she” said: “said”."},
		{"She denied taking money.", model.Claim, "It states something that can be checked."},
		{"Lee called the plan “reckless”.", model.Claim, "It reports what “Lee” said: “called”."},
		{"Ana Ré said the bridge had been closed in 2019.", model.Claim, "It reports what “Ana Ré” said: “said”."},

		{"The bridge was opened in 1931 and rebuilt twice.", model.Background, "It is about 1931, before the article’s year."},
		{"In 1931, the council opened the bridge.", model.Background, "It is about 1931, before the article’s year."},
		{"In its 2023 report, the court found cracks.", model.Background, "It is about 2023, before the article’s year."},
		{"The law dates back to 1922.", model.Background, "It is about 1922, before the article’s year."},
		{"Since 2019 the mill has changed hands twice.", model.Background, "It is about 2019, before the article’s year."},
		{"In March, the council banned lorries.", model.Background, "It is about an earlier month: “March”."},
		{"The council banned lorries in March.", model.Background, "It is about an earlier month: “March”."},
		{"Earlier this year, the council banned lorries.", model.Background, "It is about an earlier time: “Earlier this year”."},
		{"Two years ago the council banned lorries.", model.Background, "It is about an earlier time: “Two years ago”."},
		{"Last year, it said the wall would hold.", model.Background, "It is about an earlier time: “Last year”."},
		{"The mill, which fed the town, had closed.", model.Background, "It is about what had happened before: “had closed”."},
		{"The council has already banned lorries.", model.Background, "It is about what has happened so far: “has already banned”."},
		{"The vote comes after a week of rain.", model.Background, "It links the news with earlier events: “comes after”."},

		{"Ten sheds wrecked in the 2019 flood were reopened.", model.Claim, "It contains a figure that can be checked: “Ten sheds”."},
		{"The recently opened bridge was closed.", model.Claim, "It states something that can be checked."},
		{"The sheds that burned in 2019 were reopened.", model.Claim, "It contains a date that can be checked: “2019”."},
		{"It was the worst storm in the town, worse than in 1998.", model.Claim, "It contains a date that can be checked: “1998”."},
		{"The council banned lorries in October.", model.Claim, "It contains a date that can be checked: “October”."},
		{"The work will cost $3.2 million.", model.Claim, "It contains a figure that can be checked: “$3.2 million”."},
		{"Turnout rose by 12.5 percent.", model.Claim, "It contains a figure that can be checked: “12.5 percent”."},
		{"Gate 3 of the dam stood open.", model.Claim, "It contains a figure that can be checked: “3”."},
		{"Eight children went home.", model.Claim, "It contains a figure that can be checked: “Eight children”."},
		{"The bridge was closed to lorries on Tuesday.", model.Claim, "It contains a date that can be checked: “Tuesday”."},
		{"The bridge was closed on 3 October.", model.Claim, "It contains a date that can be checked: “3 October”."},
		{"The court in Portholm issued a warrant.", model.Claim, "It states something that can be checked."},
		{"The court in Portholm isued a warant.", model.Claim, "It states something that can be checked."},
		{"The bridge will reopen for lorries.", model.Claim, "It states something that can be checked."},
	} {
		got := For(articleOf(opening+c.text), model.DefaultCodebook())
		if len(got) != 2 || got[1].Label != c.label || got[1].Reason.String() != c.reason {
			t.Errorf("%s\n got  %+v\n want %s, %q", c.text, got, c.label, c.reason)
		}
	}
}

func TestNothingIsSuggestedWithoutASign(t *testing.T) {
	for _, text := range []string{
		"How will the council pay for 12 new gates?",
		"Read more about the 12 gates of Portholm.",
		"It is a hard winter for all of us.",
		"The council should have known better.",
		"Perhaps the wall will hold.",
		"And so to the harbour.",
		"Sheep usually graze behind the wall.",
	} {
		if got := For(articleOf(opening+text), model.DefaultCodebook()); len(got) != 1 {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// The first sentence, which may be a headline, states the news.
func TestAnArticleOpensWithAClaim(t *testing.T) {
	for _, text := range []string{"The mill has closed.", "Portholm council closes mill", "The mill is a ruin."} {
		got := For(articleOf(text), model.DefaultCodebook())
		if len(got) != 1 || got[0].Reason.Code != Lead {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// Quotations, years and figures have no rules of one language.
func TestOtherLanguages(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		code       Code
	}{
		{"de", "„Wir haben das kommen sehen“, sagte die Bürgermeisterin.", DirectSpeech},
		{"de", "Die Brücke wurde im Jahr 1931 gebaut.", OlderYear},
		{"de", "Acht Tore kosten 300 Euro.", CheckableFigure},
		{"fr", "« Nous l’avions vu venir », a dit la maire.", DirectSpeech},
		{"fr", "Le pont a été construit en 1931.", OlderYear},
		{"es", "«Lo vimos venir», dijo la alcaldesa.", DirectSpeech},
		{"es", "El puente se abrió en 1931.", OlderYear},
		{"uk", "«Ми бачили, що це буде», — сказала мерка.", DirectSpeech},
		{"uk", "Міст збудували 1931 року.", OlderYear},
		{"uk", "Роботи коштують 300 гривень.", CheckableFigure},
		{"ru", "«Мы видели, что так будет», — сказала мэр.", DirectSpeech},
		{"ru", "Мост построен в 1931 году.", OlderYear},
		{"ru", "Работы стоят 300 рублей.", CheckableFigure},
	} {
		doc := articleOf(c.text)
		doc.Metadata.Language = c.lang
		if got := For(doc, model.DefaultCodebook()); len(got) != 1 || got[0].Reason.Code != c.code {
			t.Errorf("%s: %+v, want %s", c.text, got, c.code)
		}
	}
	doc := articleOf("Die Brücke ist gesperrt.")
	doc.Metadata.Language = "de"
	if got := For(doc, model.DefaultCodebook()); len(got) > 0 {
		t.Errorf("without a sign: %+v", got)
	}
}

// In the first days of a month, the month before is still news.
func TestTheMonthBeforeIsNews(t *testing.T) {
	const text = opening + "The council banned lorries on 30 September."
	for published, want := range map[string]Code{"2025-10-03": CheckableDate, "2025-10-20": EarlierMonth, "2025": CheckableDate} {
		doc := articleOf(text)
		doc.Metadata.Published = published
		if got := For(doc, model.DefaultCodebook()); len(got) != 2 || got[1].Reason.Code != want {
			t.Errorf("%s: %+v, want %s", published, got, want)
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
	retired := model.Codebook{{Key: model.Background}, {Key: model.Quote, Retired: true}}
	if got := For(doc, retired); len(got) == 0 || slices.ContainsFunc(got, func(s Suggestion) bool { return s.Label == model.Quote }) {
		t.Errorf("with quote retired: %+v", got)
	}
}

// News rarely names its own year, but may give a date with it.
func TestTheYearOfAnArticleWithoutADate(t *testing.T) {
	doc := articleOf("The bridge was closed.\nIt opened in 1931.\nIt closed in 2024.\nIt closed on 3 May 2024.")
	doc.Metadata.Published = ""
	got := For(doc, model.DefaultCodebook())
	var codes []Code
	for _, s := range got {
		codes = append(codes, s.Reason.Code)
	}
	if want := []Code{Lead, OlderYear, OlderYear, CheckableDate}; !slices.Equal(codes, want) {
		t.Errorf("got %v, want %v", codes, want)
	}
}

func TestEveryCodeHasANameAndASentence(t *testing.T) {
	seen := map[string]bool{}
	for c := DirectSpeech; c <= Statement; c++ {
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

// Some outlets open each sentence of a quotation with a mark and close the last.
func TestASentenceThatOpensWithAMarkIsAQuote(t *testing.T) {
	got := For(articleOf("\"We waited a week. \"Nobody came to the quay. \"Then we left,\" Ana Ré said."), model.DefaultCodebook())
	for _, s := range got {
		if s.Label != model.Quote {
			t.Errorf("%+v", s)
		}
	}
	if len(got) != 3 {
		t.Errorf("%d suggestions, want 3", len(got))
	}
}

func TestTheSpeakerIsNamedWhateverTheLabel(t *testing.T) {
	got := For(articleOf(opening+"In 1931, Ana Ré called the wall a “folly”."), model.DefaultCodebook())
	if len(got) != 2 || got[1].Label != model.Background || got[1].Reason.Speaker != "Ana Ré" {
		t.Errorf("%+v", got)
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
