package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/listing"
)

const quayside = "The gates of the weir at Ord were shut on Monday, and nobody could pass before noon.\n\nNo ship was damaged, said Ana Rill, who keeps the gates.\n"

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
	for doc := range Documents(t.Context(), []listing.File{{Path: path}}, Options{}, func(r listing.Refusal) { t.Error(r.Err) }) {
		docs = append(docs, doc)
	}
	return docs
}
