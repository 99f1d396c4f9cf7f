package exchange_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/schema"
	"assay.app/assay/storage/exchange/setfile"
)

func TestExportFollowsItsSchema(t *testing.T) {
	p := exchangetest.Contested(t)
	exchangetest.Validate(t, exchangetest.Export(t, p, exchange.Options{}))
	exchangetest.Validate(t, exchangetest.Export(t, p, exchange.Options{NoText: true}))
	exchangetest.Validate(t, exchangetest.Export(t, exchangetest.NewProject(t), exchange.Options{}))
}

func TestExportIsTheSameForTheSameProject(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	first, second := exchangetest.Export(t, p, exchange.Options{}), exchangetest.Export(t, p, exchange.Options{})
	if !bytes.Equal(first, second) {
		t.Error("two exports of one project differ")
	}
}

// The encoder of this module and that of the standard library write the same set.
func TestArticlesAreWrittenAsTheStandardLibraryDoes(t *testing.T) {
	p := exchangetest.Contested(t)
	exchangetest.Import(t, p, exchangetest.Converted(), exchangetest.Parse(t, "Odd \u2028 signs: \"<\\&>\" \x7f \u202e.\r\n\tEnd.", "odd.txt"))
	for _, opts := range []exchange.Options{{}, {NoText: true}, {Labelled: true}} {
		var set struct{ Articles []json.RawMessage }
		if err := json.Unmarshal(exchangetest.Export(t, p, opts), &set); err != nil {
			t.Fatal(err)
		}
		for _, got := range set.Articles {
			var article schema.Article
			if err := json.Unmarshal(got, &article); err != nil {
				t.Fatal(err)
			}
			compact, err := new(layout.Encoder).Compact(article)
			if err != nil {
				t.Fatal(err)
			}
			if want := layout.Append(nil, compact, 2); !bytes.Equal(got, want) {
				t.Errorf("%+v: %s", opts, exchangetest.FirstDifference(want, got))
			}
		}
	}
}

func TestExportSaysWhereEverySentenceLies(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	var set struct {
		Articles []struct {
			Text      string
			Sentences []struct {
				Span struct{ Bytes, CodePoints [2]int }
				Text string
			}
		}
	}
	if err := json.Unmarshal(exchangetest.Export(t, p, exchange.Options{}), &set); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, a := range set.Articles {
		runes := []rune(a.Text)
		for _, s := range a.Sentences {
			seen++
			if got := a.Text[s.Span.Bytes[0]:s.Span.Bytes[1]]; got != s.Text {
				t.Errorf("bytes %v are %q, not %q", s.Span.Bytes, got, s.Text)
			}
			if got := string(runes[s.Span.CodePoints[0]:s.Span.CodePoints[1]]); got != s.Text {
				t.Errorf("code points %v are %q, not %q", s.Span.CodePoints, got, s.Text)
			}
		}
	}
	if seen < 8 {
		t.Errorf("only %d sentences", seen)
	}
}

func TestExportKeepsTheFoldersPrivateAndTheSignsPlain(t *testing.T) {
	raw := exchangetest.Export(t, exchangetest.Contested(t), exchange.Options{})
	for _, gone := range []string{"someone", "press", `\u003c`, `\u0026`} {
		if bytes.Contains(raw, []byte(gone)) {
			t.Errorf("the set has %q in it", gone)
		}
	}
	for _, there := range []string{`"file": "harbour.txt"`, `"file": "ferry.txt"`, "A < b && c > d", "🚢"} {
		if !bytes.Contains(raw, []byte(there)) {
			t.Errorf("the set lacks %q", there)
		}
	}
}

func TestExportWithoutTextHasNoWordOfIt(t *testing.T) {
	raw := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{NoText: true})
	for _, word := range []string{"Passengers", "said Ana", "hurt", "A < b"} {
		if bytes.Contains(raw, []byte(word)) {
			t.Errorf("the set has %q in it", word)
		}
	}
	if !bytes.Contains(raw, []byte("Who says so? <b>")) {
		t.Error("the set lacks a note")
	}
}

func TestExportOfSomeArticlesKeepsCorpusOrderAndLeavesOutOtherOutlets(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	both := exchangetest.Read(t, exchangetest.Export(t, p, exchange.Options{Articles: []model.ArticleID{all[1].ID, all[0].ID}}))
	if len(both.Articles) != 2 || both.Articles[0].ID != all[0].ID {
		t.Error("the articles are not in corpus order")
	}
	if len(both.Outlets) != 1 || both.Outlets[0].Name != "The  Quay Post" || len(both.Outlets[0].Notes) != 1 {
		t.Errorf("outlets: %+v", both.Outlets)
	}
	_, err = exchange.Export(context.Background(), new(bytes.Buffer), p, exchange.Options{Articles: []model.ArticleID{"0123456789abcdef"}})
	if !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("an article that is not there: %v", err)
	}
}

func TestExportLeavesOutRemovedArticles(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	all, _ := p.All()
	exchangetest.Apply(t, p, edit.Presence{Article: all[0].ID, Before: true})
	set := exchangetest.Read(t, exchangetest.Export(t, p, exchange.Options{}))
	if len(set.Articles) != 1 || set.Articles[0].ID != all[1].ID {
		t.Errorf("%d articles", len(set.Articles))
	}
}

func TestExportStopsWhenItIsCancelled(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path := filepath.Join(t.TempDir(), "set.json")
	if _, err := exchange.ExportFile(ctx, path, p, exchange.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	assertFiles(t, filepath.Dir(path))
}

func TestExportFileIsWholeOrAsItWas(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "set.json")
	if _, err := exchange.ExportFile(context.Background(), path, p, exchange.Options{Now: exchangetest.Clock, Generator: "test"}); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(raw, exchangetest.Export(t, p, exchange.Options{})) {
		t.Errorf("the file is not what is exported (%v)", err)
	}
	_, err = exchange.ExportFile(context.Background(), path, p, exchange.Options{Articles: []model.ArticleID{"0123456789abcdef"}})
	if !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("got %v", err)
	}
	if again, err := os.ReadFile(path); err != nil || !bytes.Equal(raw, again) {
		t.Errorf("a failed export changed the file (%v)", err)
	}
	assertFiles(t, folder, "set.json")
}

func TestExportFileFollowsALink(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "real.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(folder, "link.json")
	if err := os.Symlink("real.json", link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if _, err := exchange.ExportFile(context.Background(), link, p, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().IsRegular() {
		t.Error("the link was replaced", err)
	}
}

// assertFiles checks which files a folder holds.
func assertFiles(t *testing.T, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("the folder holds %v, not %v", got, want)
	}
}

func TestExportOfADamagedArticleFails(t *testing.T) {
	good := exchangetest.Read(t, exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
	for name, damage := range map[string]func(*model.Document){
		"text lost":           func(d *model.Document) { d.Text = d.Text[:10] },
		"not UTF-8":           func(d *model.Document) { d.Text = strings.Replace(d.Text, "t", "\xff", 1) },
		"unit turned round":   func(d *model.Document) { d.Units[0].Span.Start, d.Units[0].Span.End = 9, 3 },
		"annotation far away": func(d *model.Document) { d.SetAnnotation(model.Span{Start: 5, End: 1 << 40}, "x", &model.Annotation{}) },
		"note in a character": func(d *model.Document) {
			at := strings.Index(d.Text, "“") + 1
			d.Notes = append(d.Notes, model.Note{Target: model.OnSentence(d.ID, model.Span{Start: 0, End: at})})
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc := *good.Articles[0].Document
			doc.Units = append([]model.Unit(nil), doc.Units...)
			damage(&doc)
			src := exchangetest.Shelf{Set: &setfile.Set{Articles: []setfile.Article{{Document: &doc}}}}
			if _, err := exchange.Export(context.Background(), new(bytes.Buffer), src, exchange.Options{}); !errors.Is(err, model.ErrDamaged) {
				t.Errorf("got %v", err)
			}
		})
	}
}
