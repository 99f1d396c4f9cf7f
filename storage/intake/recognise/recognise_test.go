package recognise_test

import (
	"math"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/storage/intake/recognise"
)

const body = "The swing bridge at Port Ellery stuck half open on Tuesday and kept forty lorries waiting. Nobody was hurt."

// found returns the metadata of a text, and its regions as "kind:text".
func found(text string) (model.Metadata, []string) {
	r := recognised(text)
	var out []string
	for _, region := range r.Regions {
		out = append(out, region.Kind.String()+":"+region.Span.Of(text))
	}
	return r.Metadata, out
}

func TestRecogniseReadsHeaders(t *testing.T) {
	for _, c := range []struct {
		line                      string
		published, byline, outlet string
		stays                     bool // the line is not a header
		only                      string
	}{
		{line: " date 2031-04-02 By Ann Doe, CNX", published: "2031-04-02", byline: "Ann Doe", outlet: "CNX"},
		{line: "By Ann Doe and Ben Roe", byline: "Ann Doe and Ben Roe"},
		{line: "By Ann Doe, Ben Roe and Cy Poe, The Ellery Sentinel", byline: "Ann Doe, Ben Roe and Cy Poe", outlet: "The Ellery Sentinel"},
		{line: "By ANN DOE | Reuters", byline: "ANN DOE", outlet: "Reuters"},
		{line: "By Ann Doe, Staff Writer", byline: "Ann Doe"},
		{line: "By Ann Doe, Harbour News political correspondent", byline: "Ann Doe", outlet: "Harbour News"},
		{line: "By Ann van der Doe in Port Ellery", byline: "Ann van der Doe"},
		{line: "By Ann Doe for Harbour News", byline: "Ann Doe", outlet: "Harbour News"},
		{line: "By The Associated Press", outlet: "The Associated Press"},
		{line: "By Ann Doe, 2 April 2031", byline: "Ann Doe", published: "2031-04-02"},
		{line: "By Ann Doe | Harbour News | April 2, 2031 at 3:15 p.m. EDT", byline: "Ann Doe", outlet: "Harbour News", published: "2031-04-02"},
		{line: "Harbour News | April 2, 2031 | 4 min read", outlet: "Harbour News", published: "2031-04-02"},
		{line: "Published: 2 April 2031", published: "2031-04-02"},
		{line: "Published 2 April 2031, 14:05 BST | Updated 3 April 2031, 09:00 BST", published: "2031-04-02"},
		{line: "April 2, 2031 | 5:03pm", published: "2031-04-02"},
		{line: "12:52 p.m. EDT April 2, 2031", published: "2031-04-02"},
		{line: "UPDATED 3:09 AM EST Apr 2, 2031", published: "2031-04-02"},
		{line: "Last updated 13:26 24/09/2031", published: "2031-09-24"},
		{line: "Published at 12:45, Wednesday, 2 April 2031", published: "2031-04-02"},
		{line: "2 April 2031 Last updated at 13:59 GMT", published: "2031-04-02"},
		{line: "on April 2, 2031 at 4:31 AM, updated April 3, 2031 at 8:33 AM", published: "2031-04-02"},
		{line: "2 April 2031, 10:00 (GMT+05:00)", published: "2031-04-02"},
		{line: "12/31/31 06:03 PM ET"},
		{line: "First posted 23:37:00 2/4/2031"},
		{line: "Posted: April 2, 2031 - 4:43 pm", published: "2031-04-02"},
		{line: "Last updated: April 3, 2031", published: "2031-04-03"},
		{line: "Published 2 hours ago"},
		{line: "April 2, 2031", published: "2031-04-02"},
		{line: "Wednesday, April 2nd, 2031", published: "2031-04-02"},
		{line: "2031-04-02T12:00:00Z", published: "2031-04-02"},
		{line: "02.04.2031, 12:30 Uhr", published: "2031-04-02"},
		{line: "31/12/2031", published: "2031-12-31"},
		{line: "03/04/2031"}, // March or April: ambiguous
		{line: "Veröffentlicht am 2. April 2031", published: "2031-04-02"},
		{line: "Publié le 1er avril 2031 à 12:00", published: "2031-04-01"},
		{line: "Publié le 1er avril 2031", published: "2031-04-01"},
		{line: "2 de abril de 2031", published: "2031-04-02"},
		{line: "Опубліковано: 2 квітня 2031 року", published: "2031-04-02"},
		{line: "Автор: Оксана Лісова", byline: "Оксана Лісова"},
		{line: "Author: Ann Doe", byline: "Ann Doe"},
		{line: "Source: Harbour News", outlet: "Harbour News"},
		{line: "By Ann Doe UNITED HARBOUR WIRE", byline: "Ann Doe", outlet: "UNITED HARBOUR WIRE"},
		{line: "By Ann Doe III", byline: "Ann Doe III"},
		{line: "Reuters", outlet: "Reuters"},
		{line: "Reuters, April 2, 2031, 02:16 PM IST", outlet: "Reuters", published: "2031-04-02"},
		{line: "Von Anna Muster, dpa", byline: "Anna Muster", outlet: "dpa"},
		{line: "Par Jeanne Exemple", byline: "Jeanne Exemple"},

		{line: "By Monday the gates had closed", stays: true},
		{line: "By Ann Doe's count, nine were hurt.", stays: true},
		{line: "By Easter", stays: true},
		{line: "April 2, 2031 was a Wednesday.", stays: true},
		{line: "2031-04-02 was when it began.", stays: true},
		{line: "Date palms line the quay.", stays: true},
		{line: "Source: the minister would not say where the money came from, nor who had asked.", stays: true},
		{line: "February 30, 2031", stays: true},
		{line: "Tuesday, 1 April", stays: true},
	} {
		meta, regions := found(c.line + "\n\n" + body + "\n")
		want := []string{"header:" + strings.TrimSpace(c.line)}
		if c.stays {
			want = nil
		}
		if strings.Join(regions, "\n") != strings.Join(want, "\n") {
			t.Errorf("%q: regions %q, want %q", c.line, regions, want)
		}
		if meta.Published != c.published || meta.Byline != c.byline || meta.Outlet != c.outlet {
			t.Errorf("%q: published %q, byline %q, outlet %q; want %q, %q, %q",
				c.line, meta.Published, meta.Byline, meta.Outlet, c.published, c.byline, c.outlet)
		}
	}
}

func TestRecogniseSeparatesAHeaderFromTheBodyOnItsLine(t *testing.T) {
	for line, want := range map[string]string{
		" date 2031-04-02 " + body:                   "header:date 2031-04-02",
		"2031-04-02 " + body:                         "header:2031-04-02",
		"Published: April 2, 2031 – " + body:         "header:Published: April 2, 2031 –",
		" date 2031-04-02 PORT ELLERY: " + body:      "header:date 2031-04-02|dateline:PORT ELLERY:",
		"Updated April 2, 2031, the list of " + body: "",
	} {
		meta, regions := found(line + "\n\n" + body)
		if got := strings.Join(regions, "|"); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
		if want != "" && meta.Published != "2031-04-02" {
			t.Errorf("%q: published %q", line, meta.Published)
		}
	}
}

func TestRecogniseSeparatesABylineFromTheBodyOnItsLine(t *testing.T) {
	for line, want := range map[string]string{
		" date 2031-04-02 By Ann Doe, CNX (CNX) — " + body:    "header:date 2031-04-02 By Ann Doe, CNX|dateline:(CNX) —",
		"By Ann Doe KYIV, Ukraine (AP) — " + body:             "header:By Ann Doe|dateline:KYIV, Ukraine (AP) —",
		"By Ann Doe, CNX " + body:                             "header:By Ann Doe, CNX",
		"By Ann Doe and the others " + body:                   "",
		"By Monday, NATO Secretary Ann Doe had left. " + body: "",
	} {
		meta, regions := found(line + "\n\n" + body)
		if got := strings.Join(regions, "|"); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
		if want != "" && meta.Byline != "Ann Doe" {
			t.Errorf("%q: byline %q", line, meta.Byline)
		}
	}
}

func TestRecogniseReadsDatelines(t *testing.T) {
	for _, c := range []struct{ line, dateline, outlet, published string }{
		{"PORT ELLERY, Oct 10 – ", "PORT ELLERY, Oct 10", "", ""},
		{"PORT ELLERY: ", "PORT ELLERY", "", ""},
		{"(CNN) — ", "", "CNN", ""},
		{"(CNN)", "", "", ""}, // no dash: not a dateline
		{"KYIV, Ukraine (AP) — ", "KYIV, Ukraine", "AP", ""},
		{"PORTLAND, Ore. (AP) — ", "PORTLAND, Ore.", "AP", ""},
		{"LONDON (Reuters) - ", "LONDON", "Reuters", ""},
		{"MOSCOW/KYIV, Oct 10 (Reuters) - ", "MOSCOW/KYIV, Oct 10", "Reuters", ""},
		{"NEW YORK, Oct. 10 (Xinhua) -- ", "NEW YORK, Oct. 10", "Xinhua", ""},
		{"Kyiv, 10 October (Ukrinform). ", "Kyiv, 10 October", "Ukrinform", ""},
		{"Berlin (dpa) – ", "Berlin", "dpa", ""},
		{"Paris, le 10 octobre (AFP) - ", "Paris, le 10 octobre", "AFP", ""},
		{"Київ, 10 жовтня (Укрінформ). ", "Київ, 10 жовтня", "Укрінформ", ""},
		{"КИЇВ. 10 жовтня. УНН. ", "КИЇВ, 10 жовтня", "УНН", ""},
		{"MOSCOW, October 10. /TASS/. ", "MOSCOW, October 10", "TASS", ""},
		{"Washington (AFP) Oct 10, 2031 – ", "Washington, Oct 10, 2031", "AFP", "2031-10-10"},
		{"PORT ELLERY, October 10, 2031 — ", "PORT ELLERY, October 10, 2031", "", "2031-10-10"},
		{"STOKE-ON-TRENT, Friday — ", "STOKE-ON-TRENT, Friday", "", ""},

		{"BREAKING – ", "", "", ""},
		{"ANALYSIS: ", "", "", ""},
		{"US: ", "", "", ""},
		{"Smith (Labour) – ", "", "", ""},
		{"Shares – ", "", "", ""},
		{"In Paris, 10 October – ", "", "", ""},
		{"“PORT ELLERY” – ", "", "", ""},
	} {
		text := c.line + body + "\n\n" + body
		meta, regions := found(text)
		if meta.Dateline != c.dateline || meta.Outlet != c.outlet || meta.Published != c.published {
			t.Errorf("%q: dateline %q, outlet %q, published %q; want %q, %q, %q",
				c.line, meta.Dateline, meta.Outlet, meta.Published, c.dateline, c.outlet, c.published)
		}
		want := "dateline:" + strings.TrimSpace(c.line)
		if c.dateline == "" && c.outlet == "" {
			want = ""
		}
		if got := strings.Join(regions, "|"); got != want {
			t.Errorf("%q: %q, want %q", c.line, got, want)
		}
	}
}

func TestRecogniseTakesATranscriptForNoDateline(t *testing.T) {
	text := "MARLOWE: I never said the gate was sound at that time.\n\nCHAIR: You wrote it in March. I have the letter.\n"
	if meta, regions := found(text); meta.Dateline != "" || regions != nil {
		t.Errorf("%+v %q", meta, regions)
	}
}

func TestRecogniseReadsCredits(t *testing.T) {
	for _, c := range []struct{ tail, outlet, region string }{
		{"\nSource:Harbour Publicity", "Harbour Publicity", "credit:Source:Harbour Publicity"},
		{" – AFP", "AFP", "credit:– AFP"},
		{" — Harbour Wire", "Harbour Wire", "credit:— Harbour Wire"},
		{" – Ellerinform", "Ellerinform", "credit:– Ellerinform"},
		{" – Ann Doe", "", "credit:– Ann Doe"},
		{" (Reuters)", "Reuters", "credit:(Reuters)"},
		{" (AFP/dpa)", "AFP/dpa", "credit:(AFP/dpa)"},
		{"\n\nAFP", "AFP", "credit:AFP"},
		{"\n\n© 2031 The Ellery Sentinel. All rights reserved.", "The Ellery Sentinel", "credit:© 2031 The Ellery Sentinel. All rights reserved."},
		{"\n\nCopyright 2031 Harbour News", "Harbour News", "credit:Copyright 2031 Harbour News"},
		{"\n\n(Reporting by Ann Doe; Editing by Ben Roe)", "", "credit:(Reporting by Ann Doe; Editing by Ben Roe)"},
		{"\n\nAnn Doe contributed to this report.", "", "credit:Ann Doe contributed to this report."},
		{"\n\nReporting by Ann Doe in Port Ellery", "", "credit:Reporting by Ann Doe in Port Ellery"},
		{"\n\nAnn Doe in Port Ellery and Ben Roe contributed reporting.", "", "credit:Ann Doe in Port Ellery and Ben Roe contributed reporting."},
		{" (With inputs from PTI)", "", "credit:(With inputs from PTI)"},
		{"\n\nThis article was originally published by Harbour News.", "Harbour News", "credit:This article was originally published by Harbour News."},
		{" Source: Harbour News", "Harbour News", "credit:Source: Harbour News"},
		{"\n\nQuelle: dpa", "dpa", "credit:Quelle: dpa"},
		{"\n\nДжерело: Укрінформ", "Укрінформ", "credit:Джерело: Укрінформ"},

		{"\n\n“It was an open gate.” – Ann Doe", "", ""},
		{" They sang. (Laughter)", "", ""},
		{" It joined the World Harbour Union (WHU).", "", ""},
		{"\n\nThe mayor had contributed to the report.", "", ""},
		{"\n\nWriting by hand helps the memory.", "", ""},
		{"\n\nReporting by the Echo led to the arrest.", "", ""},
		{"\n\nWith material from the dam they built a wall.", "", ""},
		{"\n\nCopyright is a bundle of rights.", "", ""},
		{"\n\nSource: nobody would say who had given the order to open it.", "", ""},
	} {
		meta, regions := found(body + "\n" + body + c.tail + "\n")
		if got := strings.Join(regions, "|"); got != c.region || meta.Outlet != c.outlet {
			t.Errorf("%q: %q from %q, want %q from %q", c.tail, got, meta.Outlet, c.region, c.outlet)
		}
	}
}

func TestRecogniseSetsResidueAside(t *testing.T) {
	for _, line := range []string{
		"Share", "SHARE", "Share this article", "Share this:", "ADVERTISEMENT", "Advertisement", "Read more", "Read more:",
		"Read more: Why the harbour silted up", "Click here to read the full report.", "Subscribe to our newsletter",
		"Follow us on Quayside for more.", "Listen to this article", "Share Tweet Email", "12:45", "12:45 GMT", "10:32 AM",
		"3 hours ago", "5 min read", "17 comments", "Related articles", "Поділитися", "Читайте також: Міст не розвели",
		"Підписуйтесь на наш канал", "Teilen", "Anzeige", "Lesen Sie auch: Die Brücke klemmt", "Partager", "Publicité",
		"À lire aussi : Le pont bloqué", "Compartir", "Lee también: El puente", "Suscríbete a nuestro boletín",
	} {
		_, regions := found(body + "\n\n" + line + "\n\n" + body + "\n")
		if len(regions) != 1 || regions[0] != "residue:"+line {
			t.Errorf("%q: %q", line, regions)
		}
	}
}

func TestRecogniseSetsAButtonAtTheEndOfALineAside(t *testing.T) {
	for _, button := range []string{"Share", "ADVERTISEMENT", "Share this article", "Read more", "Поділитися"} {
		_, regions := found(body + "\n\n" + body + " " + button + "\n\n" + body + " " + button + "\n")
		if want := "residue:" + button + "|residue:" + button; strings.Join(regions, "|") != want {
			t.Errorf("%q: %q", button, regions)
		}
	}
}

func TestRecogniseLeavesSentencesAlone(t *testing.T) {
	for _, line := range []string{
		"Share prices fell.", "Share.", "They want their share", "Read more books, the minister said.",
		"Subscribe Holdings rose to 12 crowns.", "Follow us, the crowd shouted.", "Listen to this, she said.",
		"Advertisement revenue fell by a third.", "The fund bought every U.S. share", "Reading more is no cure.",
		"Watch the gates, he told them.", "Related: the engineers had left.", "Photo: nobody has one of that night.",
		"8.50", "Anna Marlowe Harbour Master of Port Ellery", "Print is not dead.", "“Share”", "Comments by the mayor followed.",
	} {
		if _, regions := found(body + "\n\n" + line + "\n\n" + body + "\n"); regions != nil && line != "“Share”" {
			t.Errorf("%q: %q", line, regions)
		}
	}
	caption := body + " Anna Marlowe Harbour Master of Port Ellery"
	if _, regions := found(body + "\n\n" + caption + "\n\n" + body); regions != nil {
		t.Errorf("a caption after a paragraph: %q", regions)
	}
	wrapped := body + "\n\n" + body + " Share\nprices at the port fell.\n"
	if _, regions := found(wrapped); regions != nil {
		t.Errorf("a line broken inside a sentence: %q", regions)
	}
}

func TestRecogniseFindsTheHeadline(t *testing.T) {
	for name, c := range map[string]struct{ text, title string }{
		"first":           {"Bridge fails a second time\n\n" + body + "\n\n" + body, "Bridge fails a second time"},
		"after a header":  {" date 2031-04-02 By Ann Doe, CNX\n\nBridge fails a second time\n\n" + body, "Bridge fails a second time"},
		"before a header": {"Bridge fails a second time\nBy Ann Doe\n\n" + body, "Bridge fails a second time"},
		"after the lede":  {" date 2031-04-02 " + body + "\n\nBridge fails a second time, say crews\n\n" + body, "Bridge fails a second time, say crews"},
		"a question":      {"Who opened the bridge?\n\n" + body, "Who opened the bridge?"},
		"marked down":     {"# Bridge fails a second time\n\n" + body, "Bridge fails a second time"},
		"named":           {"Title: Bridge fails a second time\n\n" + body, "Bridge fails a second time"},
		"in capitals":     {"BRIDGE FAILS A SECOND TIME\n  and the story goes on.\n" + body, "BRIDGE FAILS A SECOND TIME"},
		"none":            {body + "\n\n" + body, ""},
		"two words":       {"Bridge fails\n\n" + body, ""},
		"nothing after":   {body + "\n\nBridge fails a second time", ""},
		"a broken line":   {"The bridge at Port Ellery stuck half\nopen on Tuesday. Nobody was hurt.\n", ""},
		"a finished one":  {"The bridge failed again.\n\n" + body, ""},
		"a list":          {"- the bridge at the port\n- the gate\n\n" + body, ""},
	} {
		r := recognised(c.text)
		if r.Metadata.Title != c.title {
			t.Errorf("%s: %q, want %q", name, r.Metadata.Title, c.title)
		}
		s := divided(c.text, r, "en")
		if c.title != "" && !hasSentence(c.text, s, c.title) {
			t.Errorf("%s: the headline is not a sentence to tag", name)
		}
	}
}

func hasSentence(text string, s model.Structure, sentence string) bool {
	for _, u := range s.Sentences() {
		if strings.Contains(u.Span.Of(text), sentence) {
			return true
		}
	}
	return false
}

func TestRecogniseNamesTheOutletByWhatThePageSaysOfItselfFirst(t *testing.T) {
	text := "By Ann Doe, Harbour News\n\nLONDON (Reuters) - " + body + "\n\n" + body + " – AFP\n\nSource: The Ellery Sentinel\n"
	meta, _ := found(text)
	if meta.Outlet != "Harbour News" {
		t.Errorf("outlet %q", meta.Outlet)
	}
	meta, _ = found(text[strings.Index(text, "LONDON"):])
	if meta.Outlet != "The Ellery Sentinel" {
		t.Errorf("outlet %q", meta.Outlet)
	}
}

func TestRecogniseAlwaysLeavesSomethingToTag(t *testing.T) {
	for _, text := range []string{"Share", "By Ann Doe, CNX\n\nShare\n", "2031-04-02"} {
		if _, regions := found(text); regions != nil {
			t.Errorf("%q: %q", text, regions)
		}
	}
}

const quayside = "The gates of the weir at Ord were shut on Monday, and nobody could pass before noon.\n\nNo ship was damaged, said Ana Rill, who keeps the gates.\n"

func TestHeadersOfTextsSayTheTime(t *testing.T) {
	for head, want := range map[string]string{
		"Published 14:05 GMT, 13 October 2031":                                "2031-10-13T14:05Z",
		"13 oct. 2031 à 14h05":                                                "2031-10-13T14:05",
		"By Ana Rill | 13 October 2031 | 14:05 BST":                           "2031-10-13T14:05+01:00",
		"By Ana Rill\n\n13 October 2031, 2.05pm":                              "2031-10-13T14:05",
		"Published: 14:05, 13 October 2031 | Updated: 18:30, 14 October 2031": "2031-10-13T14:05",
		"Published 13 October 2031 | Updated 18:30":                           "",
		"Updated: 13 October 2031 14:05":                                      "",
		"13 October 2031 25:61":                                               "",
		"13 October 2031 14:05 IST":                                           "2031-10-13T14:05",
		"Veröffentlicht am 13. Oktober 2031 um 14.05 Uhr":                     "2031-10-13T14:05",
	} {
		got := recognised("Gates shut at Ord\n\n" + head + "\n\n" + quayside).Metadata
		if got.Published != "2031-10-13" || got.PublishedAt != want {
			t.Errorf("%s: %q %q, want %q", head, got.Published, got.PublishedAt, want)
		}
	}
}

// recognised returns the recognition of a text without known metadata.
func recognised(text string) recognise.Recognition {
	return recognise.Recognise(text, segment.Paragraphs(text), recognise.Known{})
}

// divided is like Divide without a limit.
func divided(text string, r recognise.Recognition, lang string) model.Structure {
	return recognise.Divide(text, segment.Paragraphs(text), r.Regions, lang, math.MaxInt-1)
}
