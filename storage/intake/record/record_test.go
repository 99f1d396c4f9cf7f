package record_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/storage/intake/record"
)

// written matches dates such as "3 May 2031" and "May 3, 2031".
var written = regexp.MustCompile(`^(?:\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})`)

func day(s string) (string, int) {
	m := written.FindString(s)
	for _, layout := range []string{"2 January 2006", "January 2, 2006"} {
		if t, err := time.Parse(layout, m); err == nil {
			return t.Format(time.DateOnly), len(m)
		}
	}
	return "", 0
}

type article struct{ title, outlet, byline, day string }

var articles = []article{
	{"Weir keeper retires after forty years", "The Tarn Courier", "Odo Leith", "May 3, 2031"},
	{"Ferry fares to rise in the autumn", "Lower Tarn Post", "Una Brack", "May 7, 2031"},
	{"Orchard growers ask for frost nets", "Tarn Valley Herald", "Ivo Selm", "May 12, 2031"},
}

const (
	first  = "The council met on Monday and heard what the people of the valley had to say."
	second = "“We waited a long time for this,” said one of them, who had come by boat."
	third  = "A report is to be handed over before the end of the month, the council said."
)

// export formats the articles with a layout that uses the verbs %[1]s to %[5]s for
// title, outlet, byline, day and text, and %[6]d for the number.
func export(layout string) string {
	var b strings.Builder
	for i, a := range articles {
		fmt.Fprintf(&b, layout, a.title, a.outlet, a.byline, a.day, first+"\n\n"+second+"\n\n"+third, i+1)
	}
	return b.String()
}

// kept returns a record without the parts that are set aside.
func kept(text string, r record.Record) string {
	var b strings.Builder
	at := r.Span.Start
	for _, a := range r.Asides {
		b.WriteString(text[at:a.Span.Start] + "\n")
		at = a.Span.End
	}
	return strings.Join(strings.Fields(b.String()+text[at:r.Span.End]), " ")
}

var layouts = map[string]string{
	"ended":               "%[1]s\n\n%[2]s\n\n%[4]s Friday\n\nCopyright 2031 %[2]s Ltd All Rights Reserved\n\nSection: NEWS; Pg. 3\n\nLength: 50 words\n\nByline: %[3]s\n\nBody\n\n%[5]s\n\nClassification\n\nLanguage: ENGLISH\n\nLoad-Date: May 20, 2031\n\nEnd of Document\n\n",
	"counted":             "\n   %[6]d of 3 DOCUMENTS\n\n   %[2]s\n\n   %[4]s Friday\n\n%[1]s\n\nBYLINE: %[3]s\n\nLENGTH: 50 words\n\n%[5]s\n\nLOAD-DATE: May 20, 2031\n\n   Copyright 2031 %[2]s\n   All Rights Reserved\n",
	"a colon in titles":   "\n   %[6]d of 3 DOCUMENTS\n\n   %[2]s\n\n   %[4]s Friday\n\n%[1]s: no\n\nBYLINE: %[3]s\n\nLENGTH: 50 words\n\n%[5]s\n\n",
	"coded":               "HD %[1]s\nBY By %[3]s\nWC 50 words\nPD %[4]s\nSN %[2]s\nLP %[5]s\nNS gcat : News\nAN Document TARN0000020310503\n\n",
	"codes alone":         "HD\n\n%[1]s\n\nBY\n\nBy %[3]s\n\nPD\n\n%[4]s\n\nSN\n\n%[2]s\n\nTD\n\n%[5]s\n\nAN\n\nDocument TARN0000020310503\n\n",
	"RIS":                 "TY  - NEWS\nTI  - %[1]s\nAU  - %[3]s\nDA  - %[4]s\nJO  - %[2]s\nAB  - %[5]s\nER  -\n\n",
	"ruled, labels last":  "____________________\n\n%[1]s\n\nAuthor: %[3]s\n\nPublication info: %[2]s ; Tarn. %[4]s: A1.\n\nFull text: %[5]s\n\nTitle: %[1]s\n\nPublication title: %[2]s\n\nSource type: Newspapers\n\nProQuest document ID: 70%[6]d\n\n",
	"labelled":            "Título: %[1]s\nFuente: %[2]s\nAutor: %[3]s\nFecha: %[4]s\nTexto: %[5]s\n\n",
	"headline above":      "%[1]s\nQuelle: %[2]s\nAutor: %[3]s\nDatum: %[4]s\n\n%[5]s\n\n",
	"stars":               "%[1]s\n%[2]s, %[4]s, page 4\nby %[3]s\n\n%[5]s\n\n* * * * *\n\n",
	"dashes":              "----------\n%[2]s\n%[4]s\n\n%[1]s\nBy %[3]s\n\n%[5]s\n\n",
	"numbered below":      "%[1]s\n\nBy %[3]s\n\n50 words\n\n%[4]s\n\n%[2]s\n\nTARN\n\nEnglish\n\nCopyright 2031. %[2]s. All Rights Reserved.\n\n%[5]s\n\nDocument TARN0000020310503ej3%[6]d\n\n",
	"an edition":          "\n   %[6]d of 3 DOCUMENTS\n\n   %[2]s\n\n   %[4]s Friday\n\n   FIRST EDITION\n\n%[1]s\n\nBYLINE: %[3]s\n\nLENGTH: 50 words\n\n%[5]s\n\n",
	"a date of an outlet": ">>> ITEM %[6]d\n\n%[1]s\n\n%[2]s vom %[4]s\n\nBy %[3]s\n\n%[5]s\n\n",
	"codes behind":        "CLM Comment\n\nHD %[1]s\n\nBY %[3]s\n\nPD %[4]s\n\nSN %[2]s\n\nLP %[5]s\n\nART A picture\n\nNS gcat : News\n\nAN Document TARN%[6]d\n\n",
	"a section above":     "News\n\n%[1]s\n\nBy %[3]s\n\n50 words\n\n%[4]s\n\n09:30 GMT\n\n%[2]s\n\nTARN\n\n%[5]s\n\nDocument TARN0000020310503ej3%[6]d\n\n",
	"appeared below":      "%[2]s, no. 12\n\nTarn, %[4]s 50 mots, p. 3\n\n%[1]s\n\n%[3]s\n\n%[5]s\n\nCet article est paru dans %[2]s\n\n© 2031 %[2]s. Tous droits réservés.\n\nNuméro de document : news·20310503·TA·%[6]d\n\n",
	"labels unknown":      "%[1]s\n\nAuthor: %[3]s\n\nPublication info: %[2]s ; Tarn. %[4]s: A1.\n\nPrint run: 1,000\n\nFull text: %[5]s\n\nSubject: Weirs\n\nProQuest document ID: 70%[6]d\n\nDocument URL: https://search.example/70%[6]d\n\nDatabase: Newsstream\n\n",
	"codes and colons":    "HD: %[1]s\nBY: By %[3]s\nWC: 50 words\nPD: %[4]s\nSN: %[2]s\nTD: %[5]s\nAN: TARN%[6]d\n\n",
	"EndNote":             "%%0 Newspaper Article\n%%T %[1]s\n%%A %[3]s\n%%8 %[4]s\n%%J %[2]s\n%%X %[5]s\n\n",
	"longer labels":       "News Headline: %[1]s\nOutlet Full Name: %[2]s\nNews Date: %[4]s\nAuthor: %[3]s\nNews Text: %[5]s\n\n",
	"labels above":        "TITLE:\n%[1]s\nSOURCE:\n%[2]s\nDATE:\n%[4]s\nAUTHOR:\n%[3]s\nTEXT:\n%[5]s\n\n",
	"no mark":             "%[1]s\n\n%[2]s, %[4]s\n\nBy %[3]s\n\n%[5]s\n\n",
	"captions":            "%[1]s\n\n%[2]s\n\n%[4]s\n\nCopyright 2031 %[2]s\n\nByline: %[3]s\n\nBody\n\n%[5]s\n\nGraphic\n\nThe weir on Monday, seen from the boat\n\nLoad-Date: May 20, 2031\n\nEnd of Document\n\n",
	"numbers":             "[%[6]d/3]\n%[1]s\n%[2]s | %[4]s | Local\nBy %[3]s\n\n%[5]s\n\n",
}

func TestExportsAreDivided(t *testing.T) {
	for name, layout := range layouts {
		text := export(layout)
		for _, text := range []string{text, strings.ReplaceAll(text, "\n", "\r\n"), strings.ReplaceAll(text, "\n", "\r")} {
			if !record.Suspect(text) {
				t.Errorf("%s: not suspected", name)
			}
			x, ok := record.Divide(text, day)
			if !ok || len(x.Records) != len(articles) || len(x.Missing) > 0 {
				t.Errorf("%s: %d records, missing %+v", name, len(x.Records), x.Missing)
				continue
			}
			for i, r := range x.Records {
				a, m := articles[i], r.Metadata
				if name == "a colon in titles" {
					a.title += ": no"
				}
				if got := (article{m.Title, m.Outlet, m.Byline, ""}); got != (article{a.title, a.outlet, a.byline, ""}) {
					t.Errorf("%s: %+v, want %+v", name, got, a)
				}
				if day, _ := day(a.day); m.Published != day {
					t.Errorf("%s: of %s, want %s", name, m.Published, day)
				}
				if got, want := kept(text, r), a.title+" "+first+" "+second+" "+third; got != want {
					t.Errorf("%s: kept\n%q, want\n%q", name, got, want)
				}
			}
		}
	}
}

func TestArticlesAreNotDivided(t *testing.T) {
	body := first + "\n\n" + second + "\n\n" + third + "\n\n"
	times := func(n int, layout string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, layout, i+1, body)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"report":        "Floods in the Tarn valley\n\nReport of the inquiry, 3 May 2031\n\n" + times(6, "%d. What was found\n\n%s"),
		"book":          "THE WEIR\n\nby Una Brack\n\n" + times(9, "Chapter %d\n\n%s"),
		"interview":     "“We waited”\n\nBy Odo Leith\n3 May 2031\n\n" + times(5, "Q: What of year %d?\n\nA: %s"),
		"live blog":     "Floods: live updates\n\n3 May 2031\n\n" + times(5, "1%d:15\n\nBy Una Brack\n\n%s"),
		"dated posts":   "Floods: what is known\n\n" + times(5, "----------\n\n3 May 2031, 1%d:15\n\n%s"),
		"recipe":        "Frost cake\n\nTime: 50 minutes\nAuthor: Una Brack\nPublished: 3 May 2031\n\nMethod:\n\n" + times(4, "%d. Mix it all.\n\n%s"),
		"strokes":       "Weir keeper retires\n\nBy Odo Leith\n3 May 2031\n\n" + times(4, "Part %d\n\n%s* * *\n\n"),
		"one claim":     "Claims\n\nBy Una Brack, Lower Tarn Post\n3 May 2031\n\n" + times(3, "Claim: It rained %d times.\nVerdict: false\n\n%s"),
		"posts by name": "Floods: what is known\n\n" + times(5, "3 May 2031, 1%d:15 - Una Brack\n\n%s-----\n\n"),
		"obituaries":    "They died this week\n\n" + times(4, "Name Person%d\n\nBorn 3 May 1930, died 6 May 2031\n\n%s---\n\n"),
		"minutes":       "Minutes of the committee\n\nDate: 3 May 2031\nAuthor: Una Brack\n\n" + times(6, "Item %d of 6\n\nProposer: Ivo Selm\n\nDate: 5 June 2031\n\n%s"),
		"a timeline":    "How the weir came\n\n" + times(9, "%d May 2021\n\n%s"),
		"letters":       "Letters to the editor\n\nThe Tarn Courier, 3 May 2031\n\n" + times(5, "Sir %d, %sName Writer\n\nTarn, 5 May 2031\n\n_____\n\n"),
		"bibliography":  "A reading list\n\nUna Brack, 3 May 2031\n\n" + times(5, "Title: Weirs, part %d\nAuthor: Ivo Selm\nPublisher: Quay Press\n\n%s"),
		"a mark alone":  body + "End of Document\n\n" + body,
	} {
		if x, ok := record.Divide(text, day); ok && len(x.Records) > 1 {
			t.Errorf("%s: %d records", name, len(x.Records))
		}
	}
}

func TestWhatAnExportLacksIsNamed(t *testing.T) {
	ended, counted, numbered := export(layouts["ended"]), export(layouts["counted"]), export(layouts["numbered below"])
	for name, c := range map[string]struct {
		text    string
		records int
		missing string
	}{
		"cut off":         {ended[:strings.LastIndex(ended, "Classification")], 3, "cut off"},
		"no text":         {ended[:strings.LastIndex(ended, "Body")+4], 2, "no text"},
		"counts more":     {strings.ReplaceAll(counted, "of 3", "of 40"), 3, "40 articles"},
		"a gap":           {strings.ReplaceAll(strings.ReplaceAll(counted, "3 of 3", "4 of 3"), "of 3", "of 4"), 3, fmt.Sprintf("line %d: the export counts 4 articles, but number 3 ", 1+strings.Count(counted[:strings.Index(counted, "3 of 3")], "\n"))},
		"begins late":     {strings.NewReplacer("1 of 3", "8 of 10", "2 of 3", "9 of 10", "3 of 3", "10 of 10").Replace(counted), 3, "line 2: the export counts 10 articles, but numbers 1 to 7 "},
		"head lost":       {numbered[strings.Index(numbered, first):], 3, "line 1: the first article has no head"},
		"number lost":     {numbered[:strings.LastIndex(numbered, "Document")], 3, "cut off"},
		"searched for":    {numbered + "Search Summary\n\nText\n\nweir\n\nDate\n\n20 May 2031\n\n© 2031 Factiva, Inc. All rights reserved.\n", 3, ""},
		"two providers":   {ended + export(layouts["numbered below"]), 6, ""},
		"fields and text": {export(layouts["coded"]) + numbered, 6, ""},
		"a list of them":  {"Nom du dossier : Weirs\n\nSommaire\n\n• " + articles[0].title + "\n\n• " + articles[1].title + "\n\n• " + articles[2].title + "\n\n" + export(layouts["appeared below"]), 3, ""},
		"cover counts":    {"Documents (9)\n\nSearch Terms: weir\n\nSearch Type: Natural\n\n" + ended, 3, "9 articles"},
		"pasted twice":    {counted + strings.ReplaceAll(counted, "Tarn", "Tern"), 6, ""},
		"pasted another":  {counted + "Documents (3)\n\nSearch Terms: weir\n\nSearch Type: Natural\n\n" + ended, 6, ""},
		"a mark within":   {strings.Replace(ended, second, second+"\n\nEnd of Document\n\nSo the letter closes that he sent.", 1), 3, ""},
		"a count within":  {strings.Replace(counted, second, second+"\n\n2 of 3 documents\n\nSo the heap was marked that he sent.", 1), 3, ""},
		"text before all": {first + "\n\n" + second + "\n\n" + counted, 3, "left out"},
	} {
		x, _ := record.Divide(c.text, day)
		said := ""
		for _, m := range x.Missing {
			said += fmt.Sprintf("line %d: %s\n", m.Line, m.What)
		}
		if len(x.Records) != c.records || !strings.Contains(said, c.missing) || c.missing == "" && said != "" {
			t.Errorf("%s: %d records, missing %q; want %d and %q", name, len(x.Records), said, c.records, c.missing)
		}
	}
}

func TestOneRecordIsReadToo(t *testing.T) {
	for _, name := range []string{"ended", "coded", "numbered below"} {
		text, _, _ := strings.Cut(export(layouts[name]), articles[1].title)
		if name == "coded" {
			text = strings.TrimSuffix(text, "HD ")
		}
		x, _ := record.Divide(text, day)
		if len(x.Records) != 1 || x.Records[0].Metadata.Outlet != articles[0].outlet || len(x.Missing) > 0 {
			t.Errorf("%s: %+v", name, x)
		}
	}
}

func TestTheOrderOfDayAndMonthIsThatOfTheExport(t *testing.T) {
	export := func(days ...string) (text string) {
		for i, d := range days {
			text += fmt.Sprintf("Titre: Le barrage %d\nSource: La Voix\nDate: %s\n\n%s\n\n", i, d, first)
		}
		return text
	}
	for _, c := range []struct{ days, want []string }{
		{[]string{"03/05/2031", "16/05/2031"}, []string{"2031-05-03", "2031-05-16"}},
		{[]string{"05/03/2031", "05/16/2031"}, []string{"2031-05-03", "2031-05-16"}},
		{[]string{"05/03/2031", "05/04/2031"}, []string{"05/03/2031", "05/04/2031"}}, // ambiguous, so unchanged
		{[]string{"05/03/2031", "05/16/2031", "16/05/2031"}, []string{"05/03/2031", "2031-05-16", "2031-05-16"}},
	} {
		x, _ := record.Divide(export(c.days...), func(s string) (string, int) {
			for _, layout := range []string{"02/01/2006", "01/02/2006"} {
				if at, err := time.Parse(layout, s[:min(len(s), 10)]); err == nil && at.Day() > 12 {
					return at.Format(time.DateOnly), 10
				}
			}
			return "", 0
		})
		var got []string
		for _, r := range x.Records {
			got = append(got, r.Metadata.Published)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.days, got, c.want)
		}
	}
}

func FuzzDivide(f *testing.F) {
	for _, layout := range layouts {
		f.Add(export(layout))
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, ok := record.Divide(text, day)
		if ok != (len(x.Records) > 0) {
			t.Fatalf("%v with %d records", ok, len(x.Records))
		}
		end := 0
		for _, r := range append(x.Records, record.One(text, day, record.Record{}.Metadata)) {
			if r.Span.Start < end && len(r.Asides) > 0 && end != r.Span.End && end <= r.Span.Start {
				t.Fatalf("%v begins before %d", r.Span, end)
			}
			at := r.Span.Start
			for _, a := range r.Asides {
				if a.Span.Start < at || a.Span.End <= a.Span.Start || a.Span.End > r.Span.End {
					t.Fatalf("%v in %v behind %d", a.Span, r.Span, at)
				}
				at = a.Span.End
			}
			end = r.Span.End
		}
	})
}

func TestLinesThatCount(t *testing.T) {
	for _, s := range []string{
		"Document 3 of 40", "Document No. 3 of 40", "Artículo n°3 de 40", "*** 3 von 40 Dokumenten ***", "[3 of 40 DOCUMENTS]",
		"Résultat 3 sur 40", "Документ 3 з 40", "3 out of 40 stories", "Treffer Nr.3 von 40", "Beiträge 3 aus 40", "Item #3 of 40:",
	} {
		if !record.IsMark(s) {
			t.Errorf("%q is not taken for a count", s)
		}
	}
	for _, s := range []string{"Net 3 of 40 mln", "3 of 40 people were hurt", "0 of 40 documents", "Document 41 of 40", "Room 3, 40 documents"} {
		if record.IsMark(s) {
			t.Errorf("%q is taken for a count", s)
		}
	}
}
