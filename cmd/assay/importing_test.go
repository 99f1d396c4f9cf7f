package main

import (
	"archive/zip"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/ui/dialog"
)

const weir = `date 2031-04-02 By Ann Doe, The Quay Post

Bridge fails a second time

PORT TOWN, April 2 (Wire) – The bridge over the weir failed again on Tuesday, the second time this spring, and eleven families had to leave their homes. The mayor said nobody had been warned.

“We heard a crack and then the lights went out,” said Tom Reed, who keeps the lock.

Share this article

The council will meet on Friday to decide whether the old ferry is to be brought back.
`

// preview has paths read, and waits for the dialog.
func (b *bench) preview(paths ...string) {
	b.t.Helper()
	b.AddPaths(paths)
	b.until("the preview", func() bool {
		f, ok := b.Window.Window().Canvas().Focused().(fyne.Accessible)
		return ok && (strings.HasPrefix(f.AccessibilityLabel(), "Add ") || strings.HasPrefix(f.AccessibilityLabel(), "row "))
	})
}

// tabTo goes on by Tab until what has the keyboard is called something, or
// begins so.
func (b *bench) tabTo(name string) fyne.Focusable {
	b.t.Helper()
	c := b.Window.Window().Canvas()
	var passed []string
	for range 80 {
		if f, ok := c.Focused().(fyne.Accessible); ok {
			if strings.HasPrefix(f.AccessibilityLabel(), name) {
				return c.Focused()
			}
			passed = append(passed, f.AccessibilityLabel())
		}
		c.FocusNext()
	}
	b.t.Fatalf("Tab does not lead to %q, but to %q", name, passed)
	return nil
}

// toRow goes to a row of the list by the arrows: the first that reads so on the
// right.
func (b *bench) toRow(shows string) {
	b.t.Helper()
	b.tabTo("row ")
	b.key(fyne.KeyHome)
	for range 30 {
		if b.reads(shows) {
			return
		}
		b.key(fyne.KeyDown)
	}
	b.t.Fatalf("no row shows %q; there is %q", shows, b.texts())
}

// accept has articles added, by key.
func (b *bench) accept(count string) {
	b.t.Helper()
	before := b.screen.Articles
	b.tabTo("Add " + count)
	b.key(fyne.KeyReturn)
	b.until("the articles", func() bool { return b.screen.Articles > before })
	b.saved()
}

// stored opens the article that came from a file, as it is in the project.
func (b *bench) stored(name string) *model.Document {
	b.t.Helper()
	for row := range b.Session().Shown() {
		if a := b.Session().Row(row); strings.HasSuffix(a.ImportPath, name) {
			if err := b.Session().Open(a.ID); err != nil {
				b.t.Fatal(err)
			}
			return b.Session().Document()
		}
	}
	b.t.Fatalf("%s was not imported", name)
	return nil
}

func sentences(d *model.Document) (out []string) {
	for _, u := range d.Units {
		if u.Kind == model.UnitSentence {
			out = append(out, u.Span.Of(d.Text))
		}
	}
	return out
}

func encoded(t *testing.T, text, encoding string) string {
	t.Helper()
	raw, err := coding.Encode(text, encoding)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestALineIsRestoredInThePreviewByKeyAndByMouse(t *testing.T) {
	atHome(t)
	b := newBench(t, nil)
	b.preview(files(t, map[string]string{"weir.txt": weir}))
	b.wantText("PORT TOWN, April 2 (Wire) –")
	b.wantText("4 sentences to tag")
	b.tabTo("Tag it: Share this article")
	b.keys(" ")
	b.wantText("5 sentences to tag")
	header := b.tabTo("Tag it: date 2031-04-02").(fyne.Tappable)
	test.Tap(header)
	b.wantText("6 sentences to tag")
	test.Tap(header) // and back
	b.wantText("5 sentences to tag")
	b.accept("1 article")
	doc := b.stored("weir.txt")
	got := sentences(doc)
	if len(got) != 5 || !slices.Contains(got, "Share this article") || slices.Contains(got, "date 2031-04-02 By Ann Doe, The Quay Post") {
		t.Errorf("the sentences are %q", got)
	}
	if len(doc.Units) != 8 {
		t.Errorf("there are %d units", len(doc.Units))
	}
}

func TestTheEncodingIsCorrectedInThePreview(t *testing.T) {
	atHome(t)
	b := newBench(t, nil)
	const greek = "Η γέφυρα κατέρρευσε ξανά\n\nΗ γέφυρα κατέρρευσε για δεύτερη φορά, είπαν οι αρχές. Κανείς δεν τραυματίστηκε.\n"
	b.preview(files(t, map[string]string{"greek.txt": encoded(t, greek, "windows-1253")}))
	b.wantText("Η γέφυρα κατέρρευσε ξανά") // found out
	choose := func(name string) {
		b.tabTo("Encoding")
		said := func() string { return b.Window.Window().Canvas().Focused().(fyne.Accessible).AccessibilityLabel() }
		for !strings.Contains(said(), "Windows-"+name+" ·") || strings.Contains(said(), "guess") {
			b.keys("w")
		}
	}
	choose("1251")
	b.until("Cyrillic", func() bool { return !b.reads("γέφυρα") })
	choose("1253")
	b.until("Greek", func() bool { return b.reads("Η γέφυρα κατέρρευσε ξανά") })
	b.accept("1 article")
	doc := b.stored("greek.txt")
	if doc.Text != greek || doc.Encoding != "windows-1253" || doc.Metadata.Title != "Η γέφυρα κατέρρευσε ξανά" {
		t.Errorf("it is %q in %s, called %q", doc.Text, doc.Encoding, doc.Metadata.Title)
	}
}

func TestAFileThatCannotBeReadSoStaysAsItWas(t *testing.T) {
	atHome(t)
	b := newBench(t, nil)
	b.preview(files(t, map[string]string{"cafe.txt": "The caf\xe9 on the quay has closed.\n"}))
	b.tabTo("Encoding")
	b.keys("u") // UTF-8, which it is not
	b.until("why not", func() bool { return b.reads("It could not be read so") })
	b.wantText("it is not written in UTF-8; choose another encoding")
	b.key(fyne.KeyEscape)
	b.wantText("Windows-1252 · Western European, a guess")
	b.accept("1 article")
	if doc := b.stored("cafe.txt"); doc.Text != "The café on the quay has closed.\n" {
		t.Errorf("it is %q", doc.Text)
	}
}

func TestTheLanguageChosenDividesTheText(t *testing.T) {
	atHome(t)
	b := newBench(t, nil)
	// In German “5. April” is no end of a sentence.
	const german = "Halt am 5. April. Am 3. Mai kam Zug 7.\n" // too short to tell the language by
	b.preview(files(t, map[string]string{"zug.txt": german}))
	if b.reads("2 sentences to tag") {
		t.Fatal("it is divided so without anybody's doing")
	}
	b.tabTo("Language")
	for !strings.HasSuffix(b.Window.Window().Canvas().Focused().(fyne.Accessible).AccessibilityLabel(), "German") {
		b.keys("g")
	}
	b.until("the German sentences", func() bool { return b.reads("2 sentences to tag") })
	b.accept("1 article")
	doc := b.stored("zug.txt")
	if got := sentences(doc); len(got) != 2 || doc.Metadata.Language != "de" {
		t.Errorf("in %q the sentences are %q", doc.Metadata.Language, got)
	}
}

func TestColumnsAreCorrectedInThePreviewAndRemembered(t *testing.T) {
	atHome(t)
	b := newBench(t, nil)
	const table = "Nr,Kopf,Meldung\n1,Deich hält,Der Deich hält dem Wasser stand. Niemand wurde verletzt.\n2,Schule zu,Die Schule bleibt zu. Das sagte die Leiterin.\n"
	folder := files(t, map[string]string{"a.csv": table})
	b.preview(filepath.Join(folder, "a.csv"))
	b.wantText("Say which column holds the texts of the articles.")
	b.tabTo("Column for Text")
	b.keys("m")
	b.until("the articles of the table", func() bool { return b.reads("2 sentences to tag") })
	b.tabTo("Column for Title")
	b.keys("k")
	b.until("the titles", func() bool { return b.reads("article header") }) // of the title
	b.wantText("2 sentences to tag")
	b.wantText("Deich hält") // also as the example
	b.accept("2 articles")
	doc := b.stored("a.csv#3")
	if doc.Metadata.Title != "Schule zu" || doc.Text != "Schule zu\n\nDie Schule bleibt zu. Das sagte die Leiterin." {
		t.Errorf("%+v, %q", doc.Metadata, doc.Text)
	}

	other := filepath.Join(folder, "b.csv")
	if err := os.WriteFile(other, []byte("Nr,Kopf,Meldung\n3,Fähre weg,Die Fähre ist weg. Sie war alt.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.preview(other)
	b.wantText("2 sentences to tag")
	b.accept("1 article")
	if doc := b.stored("b.csv#2"); doc.Metadata.Title != "Fähre weg" {
		t.Errorf("%+v", doc.Metadata)
	}
}

func TestNearDuplicatesAreShownAndLeftOutTogether(t *testing.T) {
	atHome(t)
	b := newBench(t, nil)
	b.preview(files(t, map[string]string{"weir.txt": weir}))
	b.accept("1 article")
	b.preview(files(t, map[string]string{
		"again.txt": weir, "near.txt": strings.Replace(weir, "eleven", "twelve", 1),
		"new.txt":  "The ferry was late on Tuesday because of fog. Nobody on the quay had been told when the next one would come.\n",
		"new2.txt": "The ferry was late on Tuesday because of fog. Nobody on the quay had been told when the next one would come!\n",
		"none.zip": "PK\x03\x04",
	}))
	for _, c := range []string{"All (5)", "already in the project", "% alike · ", " sentences · The Quay Post · ", "cannot be added: "} {
		b.wantText(c)
	}
	b.toRow("“Bridge fails a second time” (The Quay Post), in the project")
	b.toRow("among these files")
	b.toRow("none.zip cannot be added")
	b.toRow("The project has this article already.")
	b.tabTo("Leave out 2 that are 80 % alike or more")
	b.keys(" ")
	b.accept("1 article")
	if n := b.screen.Articles; n != 2 {
		t.Errorf("there are %d articles", n)
	}
	b.stored("new.txt")
}

func TestSpaceInTheListLeavesAnArticleOutAndEscAddsNothing(t *testing.T) {
	atHome(t)
	b := newBench(t, nil)
	folder := files(t, map[string]string{"a.txt": "The gate stood open.", "b.txt": "The gate was shut."})
	b.preview(folder)
	b.tabTo("row ")
	b.key(fyne.KeyDown, fyne.KeySpace)
	b.tabTo("Add 1 article")
	b.key(fyne.KeyEscape)
	if b.screen.Articles != 0 {
		t.Fatalf("Esc adds %d articles", b.screen.Articles)
	}
	b.preview(folder)
	b.tabTo("row ")
	b.key(fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn) // Enter adds the rest
	b.until("the article", func() bool { return b.screen.Articles == 1 })
	b.saved()
	b.stored("a.txt")
}

func TestAnImportGivesWhatThePreviewShowed(t *testing.T) {
	folder := files(t, map[string]string{"clips.csv": "story,kopf\nThe gate stood open. It was late.,Gate\n", "weir.txt": weir})
	archive := filepath.Join(folder, "more.zip")
	out, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	for name, text := range map[string]string{"in/a.txt": encoded(t, "Το φράγμα άνοιξε ξανά.", "windows-1253"), "in/b.txt": "The ferry was late. Nobody knew why."} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	p, err := desk{}.Create(filepath.Join(t.TempDir(), "p.assay"), func(uint64, error) {})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	ctx, quiet := context.Background(), func(dialog.Step) {}
	preview, err := p.Preview(ctx, []string{folder}, nil, quiet)
	if err != nil || len(preview.Drafts) != 4 {
		t.Fatalf("%+v, %v", preview, err)
	}
	for i, d := range preview.Drafts {
		if strings.HasSuffix(d.Path, "a.txt") {
			found, err := preview.Again(ctx, dialog.Rereading{Sources: []dialog.Source{d.Source()}, Encoding: "windows-1253"}, quiet)
			if err != nil || len(found.Drafts) != 1 || found.Drafts[0].Twin != "" {
				t.Fatalf("%+v, %v", found, err)
			}
			preview.Drafts[i] = found.Drafts[0]
		}
		for a := range d.Asides {
			d.Asides[a].Restored = true
		}
		preview.Drafts[i].Article.Metadata.Outlet = "The Wire"
	}
	report, err := p.Import(ctx, "Ines", preview, quiet)
	if err != nil || report.Added != 4 || len(report.Refused) != 0 {
		t.Fatalf("%+v, %v", report, err)
	}
	for _, d := range preview.Drafts {
		doc, err := p.Document(d.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(sentences(doc)); n != d.Sentences+len(d.Restored()) || doc.Metadata != d.Article.Metadata || doc.Encoding != d.Article.Encoding {
			t.Errorf("%s: %d sentences, %+v, %s; the preview showed %d, %+v", d.Path, n, doc.Metadata, doc.Encoding, d.Sentences, d.Article.Metadata)
		}
	}
}

// TestHeadlinesAreReadAsTheProjectWantsThem adds the same article to projects that tag
// headlines and to those that do not, some previewed before there was a project.
func TestHeadlinesAreReadAsTheProjectWantsThem(t *testing.T) {
	folder := t.TempDir()
	text := "The weir gave way again\n\nThe weir gave way on Monday. Nobody was near it.\n"
	if err := os.WriteFile(filepath.Join(folder, "a.txt"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, quiet := context.Background(), func(dialog.Step) {}
	for _, c := range []struct{ without, tagged, restored bool }{
		{}, {tagged: true}, {restored: true}, {without: true},
	} {
		p, err := desk{}.Create(filepath.Join(t.TempDir(), "p.assay"), func(uint64, error) {})
		if err != nil {
			t.Fatal(err)
		}
		if c.tagged {
			err = p.SetTagsHeadlines(true)
		}
		read := p.Preview
		if c.without {
			read = desk{}.Preview
		}
		preview, err2 := read(ctx, []string{folder}, nil, quiet)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		d, want := preview.Drafts[0], 2
		if c.tagged {
			want = 3
		}
		if d.Sentences != want || len(d.Asides) != 3-want {
			t.Errorf("%+v: the preview shows %d sentences and %+v", c, d.Sentences, d.Asides)
		}
		if c.restored {
			d.Asides[0].Restored = true
			want++
		}
		if report, err := p.Import(ctx, "Ines", preview, quiet); err != nil || report.Added != 1 {
			t.Fatalf("%+v, %v", report, err)
		}
		doc, err := p.Document(d.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(sentences(doc)); n != want || doc.Metadata.Title != "The weir gave way again" {
			t.Errorf("%+v: %d sentences below %q, want %d", c, n, doc.Metadata.Title, want)
		}
		if on, err := p.TagsHeadlines(); err != nil || on != c.tagged {
			t.Errorf("%+v: afterwards it tags headlines: %v (%v)", c, on, err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAPreviewThatIsStoppedLeavesNothing(t *testing.T) {
	p, err := desk{}.Create(filepath.Join(t.TempDir(), "p.assay"), func(uint64, error) {})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	ctx, cancel := context.WithCancel(context.Background())
	folder := files(t, map[string]string{"a.txt": "The gate stood open.", "b.txt": "The gate was shut.", "c.txt": "The gate was gone."})
	preview, err := p.Preview(ctx, []string{folder}, nil, func(dialog.Step) { cancel() })
	if preview != nil || err == nil {
		t.Errorf("it gives %+v, %v", preview, err)
	}
	whole, err := p.Preview(context.Background(), []string{folder}, nil, func(dialog.Step) {})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := whole.Again(ctx, dialog.Rereading{Drafts: whole.Drafts}, func(dialog.Step) {}); again != nil || err == nil {
		t.Errorf("reading once more gives %+v, %v", again, err)
	}
	if rows, err := p.Summaries("Ines"); err != nil || len(rows) != 0 {
		t.Errorf("the project has %d articles, %v", len(rows), err)
	}
}
