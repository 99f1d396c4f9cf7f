package attribute

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

// document divides a text into sentences.
func document(lang, text string) *model.Document {
	doc := &model.Document{Text: text}
	doc.Metadata.Language = lang
	doc.Paragraphs = segment.Paragraphs(text)
	for i, p := range doc.Paragraphs {
		for _, s := range segment.Sentences(lang, p.Of(text)) {
			doc.Units = append(doc.Units, model.Unit{Span: model.Span{Start: p.Start + s.Start, End: p.Start + s.End}, Paragraph: i})
		}
	}
	return doc
}

// written writes a proposal as tests write it: "Ana Ré, she, said, direct via CNN ?". The
// question mark is a guess.
func written(p Proposal) string {
	s := strings.Join([]string{p.Voice, p.As, p.Cue, string(p.Mode)}, ", ")
	if p.Via != "" {
		s += " via " + p.Via
	}
	if p.Guess {
		s += " ?"
	}
	return s
}

// check compares the proposals for a text with those wanted, one for each sentence. "" is no
// proposal.
func check(t *testing.T, lang, text string, want ...string) {
	t.Helper()
	doc := document(lang, text)
	got := make([]string, len(doc.Units))
	for _, p := range For(doc) {
		got[p.Unit] = written(p)
	}
	if len(got) != len(want) {
		t.Fatalf("%d sentences, want %d: %s", len(got), len(want), text)
	}
	for i, u := range doc.Units {
		if got[i] != want[i] {
			t.Errorf("%s\n got %q\nwant %q", u.Span.Of(text), got[i], want[i])
		}
	}
}

func TestReportedSpeech(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Ana Ré said that the wall would hold.", "Ana Ré, Ana Ré, said, indirect"},
		{"Mayor Ana Ré warned on Monday that the wall was old.", "Ana Ré, Mayor Ana Ré, warned, indirect"},
		{"On Monday Ana Ré, the harbour master, later said the wall leaked.", "Ana Ré, Ana Ré, said, indirect"},
		{"The head of the port, Ana Ré, said the wall leaked.", "Ana Ré, Ana Ré, said, indirect"},
		{"Ana Ré, who built the wall, insisted it was safe.", "Ana Ré, Ana Ré, insisted, indirect"},
		{"The wall will hold, Ana Ré said.", "Ana Ré, Ana Ré, said, indirect"},
		{"The wall will hold, said Ana Ré of Hallen Stone.", "Ana Ré, Ana Ré, said, indirect"},
		{"The wall will hold, according to Ana Ré.", "Ana Ré, Ana Ré, according to, indirect"},
		{"According to the report, the wall is old.", "the report, the report, According to, indirect"},
		{"A ministry spokesman said the wall was old.", "a ministry spokesman, A ministry spokesman, said, indirect"},
		{"The wall is old, court filings show.", "court filings, court filings, show, indirect"},
		{"Analysts say that the port will close.", "analysts, Analysts, say, indirect"},
		{"The Ministry of Works said the wall was old.", "Ministry of Works, Ministry of Works, said, indirect"},
		{"Portholm closed the quay, saying that the wall leaked.", "Portholm, Portholm, saying, indirect"},
		{"Ana Ré was quoted as saying that the wall leaked.", "Ana Ré, Ana Ré, quoted, indirect"},
		{"The board revealed that the letter was late since Bo Lind wrote to Ana Ré.", "the board, The board, revealed, indirect"},
		{"Ana Ré called the wall “a disgrace to the whole of the port and of the town” on Monday evening in the hall.", "Ana Ré, Ana Ré, called, direct"},
		{"Ana Ré said the wall was “leaky” and would be rebuilt before the end of the year.", "Ana Ré, Ana Ré, said, mixed"},
	} {
		t.Run(c.text, func(t *testing.T) { check(t, "en", c.text, c.want) })
	}
}

// Scraps are worse than nothing: an article alone, and words that begin with a preposition,
// a relative, a participle or a verb. So are sentences that report nothing.
func TestScrapsAreNotProposed(t *testing.T) {
	for _, text := range []string{
		"The wall is said to be old.",
		"The report was late.",
		"Bo Lind would say nothing.",
		"It was built in the spring.",
		"They told the mayor that it leaked.",
		"Going to the port, said the.",
		"In the port said that it leaked.",
		"Which said that it leaked.",
		"Closing the port said that it leaked.",
		"Moll added 200 jobs.",
		"The wall fell after Ana Ré said it would.",
		"I said that it leaked.",
		"What she said was true.",
		"Some say it leaks.",
		"The council gave no details of the call.",
	} {
		t.Run(text, func(t *testing.T) { check(t, "en", text, "") })
	}
}

// No voice begins or ends with a word that cannot begin or end a noun phrase, whatever the
// words around a verb of saying.
func TestNoVoiceIsAScrap(t *testing.T) {
	pieces := []string{
		"the", "Ana Ré", "said", "that", "of", "in the port", "who", "saying", "was", "told", "CNN", "“It leaks,”",
		"according to", "a spokesman", ",", "for", "closed", "she", "and", "The",
	}
	for i := range pieces {
		for j := range pieces {
			for k := range pieces {
				text := strings.Join([]string{pieces[i], pieces[j], "said", pieces[k], "the wall leaked."}, " ")
				for _, p := range For(document("en", text)) {
					w := english.prepare()
					toks := w.tokens(nil, p.Voice, model.Span{End: len(p.Voice)})
					first, last := toks[0], toks[len(toks)-1]
					if first.role&(isPrep|isRelative|isBreak|isBe|isSaid|isAdding) != 0 || last.role&(isArticle|isPrep|isBreak|isSaid) != 0 || last.role&isPronoun != 0 {
						t.Fatalf("%q gets the voice %q", text, p.Voice)
					}
				}
			}
		}
	}
}

func TestSpeechGoesOn(t *testing.T) {
	check(t, "en", "Mayor Ana Ré said the wall would hold. “We built it twice,” she told CNN. “It stands.” The council meets on Monday.",
		"Ana Ré, Mayor Ana Ré, said, indirect", "Ana Ré, she, told, direct via CNN ?", "Ana Ré, , , direct ?", "")
	check(t, "en", "“It leaks. It always has,” Ana Ré said.",
		"Ana Ré, , , direct", "Ana Ré, Ana Ré, said, direct")
	check(t, "en", "Ana Ré said: “It leaks. It always has.”",
		"Ana Ré, Ana Ré, said, direct", "Ana Ré, , , direct")
	check(t, "en", "“It leaks.” The wall is old.", "", "")
}

func TestPronounsStayWithinTheParagraph(t *testing.T) {
	check(t, "en", "Mr Lind came on Monday. He said the wall leaked.", "", "Mr Lind, He, said, indirect ?")
	check(t, "en", "Mr Lind said the wall leaked.\n\nHe said it was old.", "Mr Lind, Mr Lind, said, indirect", "Mr Lind, He, said, indirect ?")
	check(t, "en", "Mr Lind said the wall leaked. It closed.\n\nHe said it was old.", "Mr Lind, Mr Lind, said, indirect", "", "")
	check(t, "en", "Mr Lind said the wall leaked. She said it was old.", "Mr Lind, Mr Lind, said, indirect", "")
	check(t, "en", "Mr Lind said the wall leaked. Ms Ré said it was old. He said no.",
		"Mr Lind, Mr Lind, said, indirect", "Ms Ré, Ms Ré, said, indirect", "Mr Lind, He, said, indirect ?")
	check(t, "en", "A ministry spokeswoman said the wall leaked. He said it was old.",
		"a ministry spokeswoman, A ministry spokeswoman, said, indirect", "")
	check(t, "en", "The Ministry of Works said the wall leaked. It added that it was old.",
		"Ministry of Works, Ministry of Works, said, indirect", "Ministry of Works, It, added, indirect ?")
	check(t, "en", "She said it was old.", "")
}

func TestTheFullestName(t *testing.T) {
	check(t, "en", "Lena Okray runs the port. Okray said it leaked. The spokesman Tom Okray said it held. Mrs Okray said no.",
		"", "Lena Okray, Okray, said, indirect ?", "Tom Okray, Tom Okray, said, indirect", "Lena Okray, Mrs Okray, said, indirect")
	check(t, "en", "Donald Okray runs the port. Mrs Okray said it leaked.", "", "Mrs Okray, Mrs Okray, said, indirect")
	check(t, "en", "Mayor Lena Okray came. The mayor said it leaked.", "", "Lena Okray, The mayor, said, indirect ?")
	check(t, "en", "Lena Okray, the harbour master of Halm, came. The harbour master said it leaked.", "", "Lena Okray, The harbour master, said, indirect ?")
	check(t, "en", "A ministry spokesman came late. A ministry spokesman said it leaked. The wall, the spokesman said, is old.",
		"", "a ministry spokesman, A ministry spokesman, said, indirect", "a ministry spokesman, the spokesman, said, indirect ?")
	check(t, "en", "The Harbour Works Office closed. HWO said it leaked.", "", "Harbour Works Office, HWO, said, indirect")
}

func TestVia(t *testing.T) {
	for text, via := range map[string]string{
		"Ana Ré told CNN that it leaked.":                        "CNN",
		"Ana Ré told the Tide Post on Monday that it leaked.":    "Tide Post",
		"“It leaks,” Ana Ré said in an interview with the BBC.":  "BBC",
		"Ana Ré, who spoke to Portholm Radio, said it leaked.":   "Portholm Radio",
		"Ana Ré told reporters that it leaked.":                  "",
		"Ana Ré told the court that it leaked.":                  "",
		"Ana Ré told lawmakers that it leaked.":                  "",
		"Ana Ré told me that it leaked.":                         "",
		"Ana Ré told Mayor Bo Lind that it leaked.":              "",
		"Ana Ré told Bo Lind that it leaked. Mr Lind said so.":   "",
		"Ana Ré told the Harbour Works Committee that it leaks.": "",
		"Ana Ré told the UN that it leaked.":                     "",
		"Ana Ré told us on Monday that it leaked.":               "",
	} {
		t.Run(text, func(t *testing.T) {
			all := For(document("en", text))
			if len(all) == 0 || all[0].Voice != "Ana Ré" || all[0].Via != via {
				t.Errorf("got %+v, want via %q", all, via)
			}
		})
	}
}

func TestLanguages(t *testing.T) {
	check(t, "de", "Bürgermeisterin Ana Ré sagte am Montag, dass die Mauer halte. Sie sagte: „Wir bauen weiter.“",
		"Ana Ré, Bürgermeisterin Ana Ré, sagte, indirect", "Ana Ré, Sie, sagte, direct ?")
	check(t, "de", "Die Mauer sei alt, sagte Herr Lind. Laut dem Bericht ist sie undicht.",
		"Herr Lind, Herr Lind, sagte, indirect", "dem Bericht, dem Bericht, Laut, indirect")
	check(t, "fr", "Ana Ré a déclaré que le mur tiendrait. Elle a ajouté qu'il était vieux. Selon le ministère, il fuit.",
		"Ana Ré, Ana Ré, déclaré, indirect", "Ana Ré, Elle, ajouté, indirect ?", "le ministère, le ministère, Selon, indirect")
	check(t, "es", "La alcaldesa Ana Ré dijo que el muro aguantará. Ella añadió que es viejo. Según el informe, gotea.",
		"Ana Ré, Ana Ré, dijo, indirect", "Ana Ré, Ella, añadió, indirect ?", "el informe, el informe, Según, indirect")
	check(t, "uk", "Ада Кривенко сказала, що стіна стара. Вона додала, що порт закриють. Він додав, що ні. За словами Івана Лося, стіна тече.",
		"Ада Кривенко, Ада Кривенко, сказала, indirect", "Ада Кривенко, Вона, додала, indirect ?", "", "Івана Лося, Івана Лося, За словами, indirect")
	check(t, "ru", "Стена стара, сказала Ада Кривенко. Она добавила, что порт закроют.",
		"Ада Кривенко, Ада Кривенко, сказала, indirect", "Ада Кривенко, Она, добавила, indirect ?")
	check(t, "xx", "Zorp blik, morv.", "")
}

func TestOnlySentencesGetProposals(t *testing.T) {
	doc := document("en", "Ana Ré said it leaked.\n\nBo Lind said it held.")
	doc.Units[0].Kind = model.UnitHeader
	all := For(doc)
	if len(all) != 1 || all[0].Unit != 1 || all[0].Voice != "Bo Lind" {
		t.Errorf("got %+v", all)
	}
}
