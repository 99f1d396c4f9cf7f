package pdf_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/intake/format/article"
	reader "assay.app/assay/storage/intake/format/pdf"
	"assay.app/assay/storage/intake/format/pdf/layout"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
	"assay.app/assay/storage/report/pdf"
	"assay.app/assay/storage/typeset"
)

// options are those with the fonts that Assay has, alone or with those of the system.
func options(t testing.TB, alone bool) pdf.Options {
	t.Helper()
	read := func(name string) func(bool) []byte {
		return func(bold bool) []byte {
			look := "Regular"
			if bold {
				look = "Bold"
			}
			raw, err := os.ReadFile(filepath.Join("..", "..", "..", "assets", "fonts", name+"-"+look+".ttf"))
			if err != nil {
				t.Fatal(err)
			}
			return raw
		}
	}
	return pdf.Options{Fonts: typeset.Sources{Sans: read("NotoSans"), Serif: read("NotoSerif"), Alone: alone}}
}

func paragraph(text string) content.Paragraph {
	return content.Paragraph{Text: []content.Run{content.Plain(text)}}
}

// document returns a document of blocks.
func document(all ...content.Block) *content.Document {
	return &content.Document{
		Title: "Harbour gates", Language: "en", Program: "Assay test", Created: time.Date(2026, 11, 29, 10, 0, 0, 0, time.UTC),
		Authors: []string{"Rae Lind"}, Subject: "A report", Blocks: contenttest.Blocks(all...),
		Words: content.Words{
			Contents: "Contents", Notes: "Notes", Back: "Back", Continued: "(continued)",
			Page: func(page, of int) string { return fmt.Sprintf("%d / %d", page, of) },
		},
	}
}

func write(t testing.TB, doc *content.Document, opts pdf.Options) ([]byte, pdf.Result) {
	t.Helper()
	var out bytes.Buffer
	result, err := pdf.Write(context.Background(), &out, doc, opts)
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("ASSAY_PICTURES"); dir != "" {
		name := strings.NewReplacer("/", "-", " ", "-").Replace(t.Name()) + ".pdf"
		if err := os.WriteFile(filepath.Join(dir, name), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes(), result
}

// text returns the text of a PDF as Assay imports it.
func text(t testing.TB, raw []byte) string {
	t.Helper()
	texts, _, err := layout.Read(article.Input{Raw: raw}, article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return texts[0].Text
}

// checked checks a PDF with qpdf if it is installed.
func checked(t testing.TB, raw []byte) {
	t.Helper()
	program, err := exec.LookPath("qpdf")
	if err != nil {
		t.Log("qpdf is not installed; the file is not checked")
		return
	}
	file := filepath.Join(t.TempDir(), "checked.pdf")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(program, "--check", file).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}

func chart() *scene.Scene {
	return &scene.Scene{
		Title: "Statements by outlet", Width: 360, Height: 120,
		Items: []scene.Item{
			{Shape: scene.Text, X: 120, Y: 30, Text: "Вісник порту", Size: 10, Anchor: scene.End},
			{Shape: scene.Rect, X: 130, Y: 20, W: 180, H: 14, Fill: scene.Color{Role: scene.Series}},
			{Shape: scene.Text, X: 135, Y: 31, Text: "18", Size: 9, Fill: scene.Color{Role: scene.OnFill}},
			{Shape: scene.Text, X: 120, Y: 60, Text: "Gazette", Size: 10, Anchor: scene.End},
			{Shape: scene.Rect, X: 130, Y: 50, W: 90, H: 14, Fill: scene.Color{Role: scene.Series, Number: 1}, Hatched: true},
			{Shape: scene.Line, X: 130, Y: 10, H: 90, Size: 0.75, Fill: scene.Color{Role: scene.Grid}},
			{Shape: scene.Text, X: 340, Y: 90, Text: "turned", Size: 9, Turned: true, Fill: scene.Color{Role: scene.Muted}},
		},
	}
}

// everything is a document with all kinds of blocks.
func everything() *content.Document {
	note := &content.Note{ID: "n1", Text: []content.Run{content.Plain("The Gazette, 3 May, paragraph 2.")}}
	long := strings.Repeat("The port office counted the boats twice and wrote the sum on the gate. ", 9)
	var many [][]content.Cell
	for i := range 60 {
		many = append(many, contenttest.Cells(fmt.Sprintf("A%d", i+1), "The north gate opened before noon, the clerk wrote.", fmt.Sprint(i*i)))
	}
	many[2][1].Fill, many[3][2].Fill = "#E69F00", "#0B3C8C"
	doc := document(
		content.Heading{Level: 1, ID: "first", Text: []content.Run{content.Plain("What is known")}},
		content.Paragraph{Look: content.Lead, Text: []content.Run{content.Plain("A short lead in larger letters.")}},
		content.Paragraph{Text: []content.Run{
			content.Plain(long),
			{Text: "bold", Bold: true},
			content.Plain(" and "),
			{Text: "italic", Italic: true},
			content.Plain(", "),
			{Text: "an address", Link: "https://example.org/a?b=c"},
			content.Plain(" and "),
			{Text: "the table", Link: "#counts"},
			{Text: ".", Note: note},
			content.Plain(" "),
			{Text: "marked as a claim", Fill: "#E69F00"},
			content.Plain(" and "),
			{Text: "on dark", Fill: "#332288"},
			content.Plain("."),
		}},
		content.Paragraph{Look: content.Quote, ID: "q1", Text: []content.Run{content.Plain("“" + long + "”")}},
		content.Paragraph{Look: content.Caption, Text: []content.Run{content.Plain("Gazette, 3 May 2026")}},
		content.Paragraph{Look: content.Warning, Text: []content.Run{content.Plain("This judgement cites no mention.")}},
		content.List{Items: [][]content.Run{{content.Plain("first item")}, {content.Plain(long)}}},
		content.List{Numbered: true, Items: [][]content.Run{{content.Plain("one")}, {content.Plain("two")}}},
		content.Heading{Level: 2, ID: "second", Text: []content.Run{content.Plain("Figures")}},
		content.Picture{ID: "chart", Scene: chart(), Caption: []content.Run{content.Plain("Statements by outlet.")}},
		content.Table{ID: "counts", Title: "Counts", Summary: "Counts of gates", Columns: []content.Column{{Title: "Key", Width: 1}, {Title: "Text", Width: 4}, {Title: "Number", Width: 1, Align: content.Trailing}}, Rows: contenttest.Rows(many...)},
		content.Heading{Level: 1, ID: "marked", Text: []content.Run{content.Plain("Marked text")}},
		content.Paragraph{Text: []content.Run{{Text: "The gate opened. ", Fill: "#56B4E9"}, content.Plain(long)}, Side: []content.Run{{Text: " Q ", Fill: "#56B4E9"}, content.Plain(" quote; B2"), {Text: "note: seen at the gate", Break: true, Italic: true}}},
		content.Paragraph{Text: []content.Run{content.Plain(long)}, Side: []content.Run{content.Plain("C claim, single source")}},
		content.Paragraph{Look: content.Small, Text: []content.Run{{Text: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Mono: true}}},
	)
	doc.Subtitle = "Five outlets on one morning"
	doc.Made = "Written by Rae Lind."
	doc.Outline = []content.Entry{{Level: 1, ID: "first", Title: "What is known"}, {Level: 2, ID: "second", Title: "Figures"}, {Level: 1, ID: "marked", Title: "Marked text"}}
	return doc
}

func TestADocumentIsReadBack(t *testing.T) {
	raw, result := write(t, everything(), options(t, true))
	checked(t, raw)
	if result.Missing > 0 || result.Pages < 4 {
		t.Errorf("%+v", result)
	}
	got := text(t, raw)
	at := 0
	for _, want := range []string{
		"Harbour gates", "Five outlets on one morning", "Rae Lind", "Contents", "What is known", "Figures", "Marked text",
		"What is known", "A short lead in larger letters.", "The port office counted the boats twice and wrote the sum on the gate.", "bold and italic, an address",
		"marked as a claim and on dark.", "Gazette, 3 May 2026", "This judgement cites no mention.", "first item", "two", "Figures", "Statements by outlet.",
		"Counts", "A60", "Marked text", "The gate opened.", "Notes", "The Gazette, 3 May, paragraph 2.",
	} {
		found := strings.Index(got[at:], want)
		if found < 0 {
			t.Fatalf("%q is not after byte %d of\n%s", want, at, got)
		}
		at += found
	}
}

func TestTheSameDocumentHasTheSameBytes(t *testing.T) {
	one, _ := write(t, everything(), options(t, true))
	two, _ := write(t, everything(), options(t, true))
	if !bytes.Equal(one, two) {
		t.Error("the bytes differ")
	}
}

func TestAnEmptyDocumentIsAPage(t *testing.T) {
	raw, result := write(t, &content.Document{Blocks: contenttest.Blocks()}, options(t, true))
	checked(t, raw)
	if result.Pages != 1 {
		t.Errorf("%d pages", result.Pages)
	}
}

func TestHostileDocuments(t *testing.T) {
	var columns []content.Column
	var titles []string
	for i := range 40 {
		columns = append(columns, content.Column{Title: fmt.Sprintf("Column %d", i), Width: float64(i % 3)})
		titles = append(titles, "a longer text in a narrow column")
	}
	word := strings.Repeat("abcdefghij", 500)
	for name, doc := range map[string]*content.Document{
		"a long title":             {Title: strings.Repeat("Gate ", 60), Blocks: contenttest.Blocks(paragraph("x"))},
		"a long word":              document(paragraph(word), content.Heading{Level: 1, Text: []content.Run{content.Plain(word)}}),
		"forbidden characters":     document(paragraph("a\x00b\x01\ufffe\xff\u202e)("), content.Heading{Level: 9, ID: "(\\", Text: []content.Run{content.Plain("\x02 ) \\")}}),
		"forty columns":            document(content.Table{Columns: columns, Rows: contenttest.Rows(contenttest.Cells(titles...), contenttest.Cells(titles...))}),
		"a tall row":               document(content.Table{Columns: columns[:2], Rows: contenttest.Rows(contenttest.Cells("x", strings.Repeat(word+" ", 8)), contenttest.Cells("y", "z"))}),
		"a tall head":              document(content.Table{Columns: []content.Column{{Title: word + word}}, Rows: contenttest.Rows(contenttest.Cells("x"), contenttest.Cells("y"))}),
		"a table without rows":     document(content.Table{Columns: columns[:3], Rows: contenttest.Rows()}),
		"a picture without size":   document(content.Picture{}, content.Picture{Scene: &scene.Scene{}}),
		"a huge picture":           document(content.Picture{Scene: &scene.Scene{Width: 1e9, Height: 3, Title: "huge"}}, content.Picture{Scene: &scene.Scene{Width: 3, Height: 1e9}}),
		"a long side":              document(content.Paragraph{Text: []content.Run{content.Plain("short")}, Side: []content.Run{content.Plain(strings.Repeat(word+" ", 6))}}, paragraph("after")),
		"odd links":                document(content.Paragraph{Text: []content.Run{{Text: "a", Link: "javascript:x"}, {Text: "b", Link: "#"}, {Text: "c", Link: "#no-such-place"}, {Text: "d", Link: "http://[::1"}, {Text: "e", Link: "https://пошта.example/ї (x)"}}}),
		"empty paragraphs":         document(content.Paragraph{}, content.Heading{}, content.List{Items: [][]content.Run{nil, {}}}, content.List{}, content.Paragraph{Side: []content.Run{{}}}),
		"breaks":                   document(content.Break{}, content.Break{}, paragraph("x"), content.Break{}, content.Break{}),
		"a contents without goals": {Title: "x", Outline: []content.Entry{{Level: 0, ID: "", Title: "nowhere"}, {Level: 7, ID: "gone", Title: strings.Repeat("long ", 400)}, {Level: 1, ID: "", Title: ""}}, Blocks: contenttest.Blocks(paragraph("x"))},
	} {
		t.Run(name, func(t *testing.T) {
			raw, _ := write(t, doc, options(t, true))
			checked(t, raw)
		})
	}
}

func TestErrorsAreReturned(t *testing.T) {
	broken := errors.New("broken")
	fails := func(yield func(content.Block, error) bool) {
		_ = yield(paragraph("x"), nil) && yield(nil, broken)
	}
	if _, err := pdf.Write(context.Background(), &bytes.Buffer{}, &content.Document{Blocks: fails}, options(t, true)); !errors.Is(err, broken) {
		t.Errorf("of a block: %v", err)
	}
	failing := func(yield func([]content.Cell, error) bool) { yield(nil, broken) }
	if _, err := pdf.Write(context.Background(), &bytes.Buffer{}, document(content.Table{Columns: make([]content.Column, 1), Rows: failing}), options(t, true)); !errors.Is(err, broken) {
		t.Errorf("of a row: %v", err)
	}
	for name, wrong := range map[string]content.Table{
		"a table without columns": {Rows: contenttest.Rows(contenttest.Cells("x"))},
		"a row without its cells": {Columns: make([]content.Column, 2), Rows: contenttest.Rows(contenttest.Cells("x"))},
		"a table without rows":    {Columns: make([]content.Column, 2)},
	} {
		if _, err := pdf.Write(context.Background(), &bytes.Buffer{}, document(wrong), options(t, true)); err == nil {
			t.Errorf("%s is written", name)
		}
	}
	if _, err := pdf.Write(context.Background(), full{broken}, everything(), options(t, true)); !errors.Is(err, broken) {
		t.Errorf("of the writer: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := pdf.Write(ctx, &bytes.Buffer{}, everything(), options(t, true)); !errors.Is(err, context.Canceled) {
		t.Errorf("of the context: %v", err)
	}
}

// full is a writer that fails.
type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }

func FuzzWrite(f *testing.F) {
	for _, s := range scripts {
		f.Add(s.text, s.language, "#a", "#E69F00")
	}
	f.Add("a שלום \nעולם b", "he", "", "")
	f.Add("a\x00\ufffe\xff\n\n\u2028 \u202e(", "x-", "https://example.org", "#12345")
	opts := options(f, true)
	f.Fuzz(func(t *testing.T, words, language, link, fill string) {
		run := content.Run{Text: words, Link: link, Fill: fill, Language: language, ID: words, Bold: true}
		doc := document(
			content.Heading{Level: 2, ID: link, Text: []content.Run{run}},
			content.Paragraph{Look: content.Quote, Text: []content.Run{run, content.Plain(words)}, Side: []content.Run{run}},
			content.Table{Title: words, Columns: []content.Column{{Title: words}, {Title: "b"}}, Rows: contenttest.Rows(contenttest.Cells(words, language))},
			content.Picture{Scene: &scene.Scene{Title: words, Width: 100, Height: 50, Items: []scene.Item{{Text: words, Shape: scene.Text, Size: 9}}}},
		)
		doc.Title, doc.Language = words, language
		doc.Outline = []content.Entry{{Level: 1, ID: link, Title: words}}
		var out bytes.Buffer
		if _, err := pdf.Write(context.Background(), &out, doc, opts); err != nil {
			t.Fatal(err)
		}
		file, err := reader.Open(out.Bytes(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if pages, err := file.Pages(); err != nil || len(pages) == 0 {
			t.Fatalf("%d pages, %v", len(pages), err)
		}
	})
}

// TestEverythingThatADocumentCanHaveIsReadBack compares the words of all blocks and notes that have
// only Latin, Greek or Cyrillic letters.
func TestEverythingThatADocumentCanHaveIsReadBack(t *testing.T) {
	raw, _ := write(t, contenttest.Rich(), options(t, false))
	checked(t, raw)
	got := strings.Join(strings.Fields(text(t, raw)), "")
	blocks, notes := contenttest.Texts(contenttest.Rich())
	hard := func(r rune) bool { return r > 0x530 && r < 0x2000 || r > 0x2100 || unicode.Is(unicode.Cf, r) }
	for _, want := range append(blocks, notes...) {
		if strings.IndexFunc(want, hard) >= 0 {
			continue
		}
		for word := range strings.FieldsSeq(want) {
			if !strings.Contains(got, word) {
				t.Errorf("%q of %.80q is missing", word, want)
			}
		}
	}
}
