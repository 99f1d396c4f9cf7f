package main

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/windowtest"
)

func TestATwinIsAddedInPlaceOfWhatIsLeftOut(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	folder := windowtest.Files(t, map[string]string{"a first.txt": weir, "b second.txt": weir, "c other.txt": bulletin("The gate at Vask")})
	b.preview(folder)
	b.tabTo("row ")
	b.Key(fyne.KeyHome, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	b.tabTo("Add 2 articles")
	b.Key(fyne.KeyReturn)
	b.Until("the articles", func() bool { return b.Screen.Articles == 2 && b.Screen.Article != "" })
	b.stored("b second.txt")
	b.stored("c other.txt")
	b.Saved()
}

func TestATableInAFileOfAnotherNameIsReadAsOneWhenTheAnalystSaysSo(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	folder := windowtest.Files(t, map[string]string{"bulletins.txt": "nr;what was said;heard\n1;The gate stood open. Nobody saw it.;Monday\n2;The mill was shut. It rained.;Tuesday\n"})
	b.preview(folder)
	b.WantText("Columns of the table")
	b.WantText("This file was read as plain text.")
	c := b.tabTo("Column for Text")
	c.TypedRune('w')
	b.Until("the articles of the table", func() bool { return b.Reads("Add 2 articles") })
	b.tabTo("Add 2 articles")
	b.Key(fyne.KeyReturn)
	b.Until("the articles", func() bool { return b.Screen.Articles == 2 && b.Screen.Article != "" })
	if got := sentences(b.stored("bulletins.txt#3")); !slices.Equal(got, []string{"The mill was shut.", "It rained."}) {
		t.Errorf("the sentences are %q", got)
	}
	b.Saved()

	// Prose is not offered as a table.
	b.preview(lay(t, t.TempDir(), "gate.txt", bulletin("The gate at Vask, the mill, and the quay")))
	if b.Reads("Columns of the table") {
		t.Error("prose is offered as a table")
	}
	b.Key(fyne.KeyEscape)
}

func TestChoosersOfferEveryKindOfFileThatHoldsArticles(t *testing.T) {
	for name, want := range map[string]bool{
		"a.txt": true, "A.DOCX": true, "a.pdf": true, "a.html": true, "a.csv": true, "a.json": true, "a.mbox": true, "a.tar.gz": true, "a.zip": true,
		"a.assay": false, "a.exe": false, "a.png": false, "docx": false, "": false,
	} {
		if got := (desk{}).Importable(name); got != want {
			t.Errorf("Importable(%q) is %v, want %v", name, got, want)
		}
	}
}
