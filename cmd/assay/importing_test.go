package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/ui/windowtest"
)

const weir = `date 2031-04-02 By Ann Doe, The Quay Post

Bridge fails a second time

PORT TOWN, April 2 (Wire) – The bridge over the weir failed again on Tuesday, the second time this spring, and eleven families had to leave their homes. The mayor said nobody had been warned.

“We heard a crack and then the lights went out,” said Tom Reed, who keeps the lock.

Share this article

The council will meet on Friday to decide whether the old ferry is to be brought back.
`

// preview adds paths and waits until the import preview has the focus.
func (b *harness) preview(paths ...string) {
	b.T.Helper()
	b.AddPaths(paths)
	b.Until("the preview", func() bool {
		f, ok := b.Window.Window().Canvas().Focused().(fyne.Accessible)
		return ok && (strings.HasPrefix(f.AccessibilityLabel(), "Add ") || strings.HasPrefix(f.AccessibilityLabel(), "row "))
	})
}

// tabTo presses Tab until an object whose accessibility label begins with name has
// the focus, and returns that object.
func (b *harness) tabTo(name string) fyne.Focusable {
	b.T.Helper()
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
	b.T.Fatalf("Tab does not reach %q, but reaches %q", name, passed)
	return nil
}

// toRow goes down the list to the first row whose preview shows the text.
func (b *harness) toRow(shows string) {
	b.T.Helper()
	b.tabTo("row ")
	b.Key(fyne.KeyHome)
	for range 30 {
		if b.Reads(shows) {
			return
		}
		b.Key(fyne.KeyDown)
	}
	b.T.Fatalf("no row shows %q; the window shows %q", shows, b.Texts())
}

// accept presses the button that adds articles, and waits until they are saved.
// count is a text such as "2 articles".
func (b *harness) accept(count string) {
	b.T.Helper()
	before := b.Screen.Articles
	b.tabTo("Add " + count)
	b.Key(fyne.KeyReturn)
	b.Until("the articles", func() bool { return b.Screen.Articles > before })
	b.Saved()
}

// stored opens the article whose import path ends with name, and returns it.
func (b *harness) stored(name string) *model.Document {
	b.T.Helper()
	for row := range b.Session().Shown() {
		if a := b.Session().Row(row); strings.HasSuffix(a.ImportPath, name) {
			if err := b.Session().Open(a.ID); err != nil {
				b.T.Fatal(err)
			}
			return b.Session().Document()
		}
	}
	b.T.Fatalf("%s was not imported", name)
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
	b := newHarness(t, nil)
	b.preview(windowtest.Files(t, map[string]string{"weir.txt": weir}))
	b.WantText("PORT TOWN, April 2 (Wire) –")
	b.WantText("4 sentences to tag")
	b.tabTo("Include: Share this article")
	b.Keys(" ")
	b.WantText("5 sentences to tag")
	header := b.tabTo("Include: date 2031-04-02").(fyne.Tappable)
	test.Tap(header)
	b.WantText("6 sentences to tag")
	test.Tap(header) // a second click sets it aside again
	b.WantText("5 sentences to tag")
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
	b := newHarness(t, nil)
	const greek = "Η γέφυρα κατέρρευσε ξανά\n\nΗ γέφυρα κατέρρευσε για δεύτερη φορά, είπαν οι αρχές. Κανείς δεν τραυματίστηκε.\n"
	b.preview(windowtest.Files(t, map[string]string{"greek.txt": encoded(t, greek, "windows-1253")}))
	b.WantText("Η γέφυρα κατέρρευσε ξανά") // the encoding was detected
	choose := func(name string) {
		b.tabTo("Encoding")
		said := func() string { return b.Window.Window().Canvas().Focused().(fyne.Accessible).AccessibilityLabel() }
		for !strings.Contains(said(), "Windows-"+name+" ·") || strings.Contains(said(), "guess") {
			b.Keys("w")
		}
	}
	choose("1251")
	b.Until("the text in Cyrillic letters", func() bool { return !b.Reads("γέφυρα") })
	choose("1253")
	b.Until("the text in Greek letters", func() bool { return b.Reads("Η γέφυρα κατέρρευσε ξανά") })
	b.accept("1 article")
	doc := b.stored("greek.txt")
	if doc.Text != greek || doc.Encoding != "windows-1253" || doc.Metadata.Title != "Η γέφυρα κατέρρευσε ξανά" {
		t.Errorf("the article has text %q, encoding %s and title %q", doc.Text, doc.Encoding, doc.Metadata.Title)
	}
}

func TestAFileThatCannotBeReadSoStaysAsItWas(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	b.preview(windowtest.Files(t, map[string]string{"cafe.txt": "The caf\xe9 on the quay has closed.\n"}))
	b.tabTo("Encoding")
	b.Keys("u") // chooses UTF-8, which is wrong
	b.Until("the reason why the file could not be read", func() bool { return b.Reads("The file cannot be read this way") })
	b.WantText("it is not written in UTF-8; choose another encoding")
	b.Key(fyne.KeyEscape)
	b.WantText("Windows-1252 · Western European (guess")
	b.accept("1 article")
	if doc := b.stored("cafe.txt"); doc.Text != "The café on the quay has closed.\n" {
		t.Errorf("the text is %q", doc.Text)
	}
}

func TestTheLanguageChosenDividesTheText(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	// In German, “5. April” does not end a sentence.
	const german = "Halt am 5. April. Am 3. Mai kam Zug 7.\n" // too short to detect the language
	b.preview(windowtest.Files(t, map[string]string{"zug.txt": german}))
	if b.Reads("2 sentences to tag") {
		t.Fatal("the text has the German sentences before German was chosen")
	}
	b.tabTo("Language")
	for !strings.HasSuffix(b.Window.Window().Canvas().Focused().(fyne.Accessible).AccessibilityLabel(), "German") {
		b.Keys("g")
	}
	b.Until("the German sentences", func() bool { return b.Reads("2 sentences to tag") })
	b.accept("1 article")
	doc := b.stored("zug.txt")
	if got := sentences(doc); len(got) != 2 || doc.Metadata.Language != "de" {
		t.Errorf("the language is %q and the sentences are %q", doc.Metadata.Language, got)
	}
}

func TestColumnsAreCorrectedInThePreviewAndRemembered(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	const table = "Nr,Kopf,Meldung\n1,Deich hält,Der Deich hält dem Wasser stand. Niemand wurde verletzt.\n2,Schule zu,Die Schule bleibt zu. Das sagte die Leiterin.\n"
	folder := windowtest.Files(t, map[string]string{"a.csv": table})
	b.preview(filepath.Join(folder, "a.csv"))
	b.WantText("Choose the column with the texts of the articles.")
	b.tabTo("Column for Text")
	b.Keys("m")
	b.Until("the articles of the table", func() bool { return b.Reads("2 sentences to tag") })
	b.tabTo("Column for Title")
	b.Keys("k")
	b.Until("the titles", func() bool { return b.Reads("headline area") })
	b.WantText("2 sentences to tag")
	b.WantText("Deich hält")
	b.accept("2 articles")
	doc := b.stored("a.csv#3")
	if doc.Metadata.Title != "Schule zu" || doc.Text != "Schule zu\n\nDie Schule bleibt zu. Das sagte die Leiterin." {
		t.Errorf("the article has %+v and the text %q", doc.Metadata, doc.Text)
	}

	other := filepath.Join(folder, "b.csv")
	if err := os.WriteFile(other, []byte("Nr,Kopf,Meldung\n3,Fähre weg,Die Fähre ist weg. Sie war alt.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.preview(other)
	b.WantText("2 sentences to tag")
	b.accept("1 article")
	if doc := b.stored("b.csv#2"); doc.Metadata.Title != "Fähre weg" {
		t.Errorf("the metadata are %+v", doc.Metadata)
	}
}

func TestNearDuplicatesAreShownAndLeftOutTogether(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	b.preview(windowtest.Files(t, map[string]string{"weir.txt": weir}))
	b.accept("1 article")
	b.preview(windowtest.Files(t, map[string]string{
		"again.txt": weir, "near.txt": strings.Replace(weir, "eleven", "twelve", 1),
		"new.txt":  "The ferry was late on Tuesday because of fog. Nobody on the quay had been told when the next one would come.\n",
		"new2.txt": "The ferry was late on Tuesday because of fog. Nobody on the quay had been told when the next one would come!\n",
		"none.zip": "PK\x03\x04",
	}))
	for _, c := range []string{"All (5)", "already in the project", "% similar · ", " sentences · The Quay Post · ", "cannot be added: "} {
		b.WantText(c)
	}
	b.toRow("looks like a newer version of “Bridge fails a second time”")
	b.toRow("in this import")
	b.toRow("none.zip cannot be added")
	b.toRow("This article is already in the project.")
	b.tabTo("Skip 2 articles that are at least 80 % similar")
	b.Keys(" ")
	b.accept("1 article")
	if n := b.Screen.Articles; n != 2 {
		t.Errorf("there are %d articles", n)
	}
	b.stored("new.txt")
}

func TestSpaceInTheListLeavesAnArticleOutAndEscAddsNothing(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	folder := windowtest.Files(t, map[string]string{"a.txt": "The gate stood open.", "b.txt": "The gate was shut."})
	b.preview(folder)
	b.tabTo("row ")
	b.Key(fyne.KeyDown, fyne.KeySpace)
	b.tabTo("Add 1 article")
	b.Key(fyne.KeyEscape)
	if b.Screen.Articles != 0 {
		t.Fatalf("Esc adds %d articles", b.Screen.Articles)
	}
	b.preview(folder)
	b.tabTo("row ")
	b.Key(fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn) // Enter adds the other article
	b.Until("the article", func() bool { return b.Screen.Articles == 1 })
	b.Saved()
	b.stored("a.txt")
}
