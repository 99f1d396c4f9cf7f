package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/model"
)

func TestATimeCountsOnlyBesideItsDate(t *testing.T) {
	for s, want := range map[string][2]string{
		"13.10.2031, 14:05 Uhr":                   {"2031-10-13", "2031-10-13T14:05"},
		"12.03.2031":                              {"2031-03-12", ""},
		"14:05 GMT, 13 October 2031":              {"2031-10-13", "2031-10-13T14:05Z"},
		"Oct 13, 2031 Monday 02:05 PM EST":        {"2031-10-13", "2031-10-13T14:05-05:00"},
		"13 жовтня 2031, 14:05":                   {"2031-10-13", "2031-10-13T14:05"},
		"2031年10月13日 下午2:05":                      {"2031-10-13", "2031-10-13T14:05"},
		"20311013T140509Z":                        {"2031-10-13", "2031-10-13T14:05:09Z"},
		"20311013140509":                          {"2031-10-13", "2031-10-13T14:05:09"},
		"Mon Oct 13 14:05:09 +0000 2031":          {"2031-10-13", "2031-10-13T14:05:09Z"},
		"Monday, 13-Oct-31 14:05:09 GMT":          {"2031-10-13", "2031-10-13T14:05:09Z"},
		"13 October 2031, edited at 18:00":        {"2031-10-13", ""},
		"13 October 2031 (read 14 October 08:00)": {"2031-10-13", ""},
		"2031-10-13T14:05+25:00":                  {"2031-10-13", ""},
		"2031-02-30T14:05":                        {"", ""},
		"0001-01-01T00:00:00Z":                    {"", ""},
		"9999-12-31T23:59:59Z":                    {"", ""},
		"1970-01-01T00:00:00Z":                    {"", ""},
	} {
		if day, at := momentOf(s); day != want[0] || at != want[1] {
			t.Errorf("%s: %q %q, want %q", s, day, at, want)
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
		got := Recognise("Gates shut at Ord\n\n" + head + "\n\n" + quayside).Metadata
		if got.Published != "2031-10-13" || got.PublishedAt != want {
			t.Errorf("%s: %q %q, want %q", head, got.Published, got.PublishedAt, want)
		}
	}
}

func TestRecordsOfExportsSayTheTime(t *testing.T) {
	ended := func(date string) string {
		return "Gates shut at Ord\n\nThe Ord Post\n\n" + date + "\n\nCopyright 2031 The Ord Post Ltd\n\nSection: NEWS\n\nLength: 40 words\n\nBody\n\n" + quayside +
			"\nClassification\n\nLoad-Date: October 14, 2031 08:00 GMT\n\nEnd of Document\n\n"
	}
	coded := func(clock string) string {
		return "HD Gates shut at Ord\nWC 40 words\nPD 13 October 2031\n" + clock + "SN The Ord Post\nLA English\nLP " + quayside + "AN Document ORD0001\n\n"
	}
	labelled := func(clock string) string {
		return "Title: Gates shut at Ord\nPublication date: 13 October 2031\n" + clock + "Source: The Ord Post\nFull text: " + quayside + "\n"
	}
	for text, want := range map[string]string{
		ended("October 13, 2031 Monday 02:05 PM GMT"): "2031-10-13T14:05Z",
		ended("October 13, 2031 Monday"):              "",
		coded("ET 14:05\n"):                           "2031-10-13T14:05",
		coded("ET 25:61\n"):                           "",
		coded(""):                                     "",
		labelled("Time: 14:05 CET\n"):                 "2031-10-13T14:05+01:00",
		labelled("Uhrzeit: 14.05 Uhr\n"):              "2031-10-13T14:05",
	} {
		docs := readAll(t, "a.txt", text+strings.Replace(text, "shut", "open", 1))
		if len(docs) != 2 || docs[0].Metadata.Published != "2031-10-13" || docs[1].Metadata.PublishedAt != want {
			t.Errorf("%s: %d records, %+v, want %q", text[:60], len(docs), docs, want)
		}
	}
}

func TestCopiesSayWhereTheyAreFrom(t *testing.T) {
	const original = "https://ord.example/a/gates"
	for from, want := range map[string]string{
		`<link rel="canonical" href="https://web.archive.org/web/20311013140500/` + original + `">`:                                                      "2031-10-13T14:05:00Z",
		`<link rel="canonical" href="https://web.archive.org/web/20311013140500id_/` + original + `">`:                                                   "2031-10-13T14:05:00Z",
		`<link rel="canonical" href="https://web.archive.org/web/20311013140500*/` + original + `">`:                                                     "2031-10-13T14:05:00Z",
		`<link rel="canonical" href="https://web.archive.org/web/20311399256199/` + original + `">`:                                                      "",
		`<link rel="canonical" href="https://archive.ph/2031.10.13-140500/` + original + `">`:                                                            "2031-10-13T14:05:00Z",
		`<link rel="canonical" href="https://arquivo.example/wayback/20311013140500/` + original + `">`:                                                  "2031-10-13T14:05:00Z",
		`<!-- saved from url=(0026)` + original + ` -->`:                                                                                                 "",
		`<!-- saved from url=(0073)https://web.archive.org/web/20311013140500/` + original + ` -->`:                                                      "2031-10-13T14:05:00Z",
		"<!--\n Page saved with SingleFile \n url: " + original + " \n saved date: Mon Oct 13 2031 14:05:00 GMT+0200 (CEST)\n-->":                        "2031-10-13T14:05:00+02:00",
		`<link rel="canonical" href="https://archive.today/aBcD1"></head><body><b>Saved from</b> <input value="` + original + `"> 13 Oct 2031 14:05 UTC`: "2031-10-13T14:05Z",
	} {
		page := "<!DOCTYPE html>" + from + "<html><head><title>Gates shut at Ord</title></head><body><p>" + strings.ReplaceAll(quayside, "\n\n", "</p><p>") + "</p></body></html>"
		if strings.HasPrefix(from, "<link") {
			page = "<!DOCTYPE html><html><head><title>Gates shut at Ord</title>" + from + "</head><body><p>" + strings.ReplaceAll(quayside, "\n\n", "</p><p>") + "</p></body></html>"
		}
		docs := readAll(t, "a.html", page)
		if len(docs) != 1 || docs[0].Metadata.URL != original || docs[0].Metadata.Retrieved != want {
			t.Errorf("%s: %+v, want %q", from, docs, want)
		}
	}
}

func readAll(t *testing.T, name, text string) (docs []*model.Document) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for doc := range Documents(t.Context(), []File{{Path: path}}, Options{}, func(r Refusal) { t.Error(r.Err) }) {
		docs = append(docs, doc)
	}
	return docs
}
