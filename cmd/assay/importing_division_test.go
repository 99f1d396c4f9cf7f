package main

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/windowtest"
)

// clippings returns n articles as a press database exports them.
func clippings(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "Sluice %d is opened\n\nThe Levee Post\n\nApril %d, 2031 Wednesday\n\nCopyright 2031 The Levee Post All Rights Reserved\n\nLength: 30 words\n\nByline: Ann Doe\n\nBody\n\n", i, 1+i%28)
		fmt.Fprintf(&b, "The keepers opened sluice %d before the tide turned on Friday. Nobody had asked the millers upstream.\n\nThe council of Vask will hear them in its sitting number %d, the clerk said.\n\n", i, i)
		fmt.Fprintf(&b, "Load-Date: April 29, 2031\n\nEnd of Document\n\n")
	}
	return b.String()
}

func TestTheDivisionOfAnExportIsCorrectedInThePreview(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	b.preview(windowtest.Files(t, map[string]string{"export.txt": clippings(4)}))
	b.WantText("4 articles in export.txt")
	b.tabTo("row ")
	b.Key(fyne.KeyHome, fyne.KeyDown)
	b.WantText("2 of 4")

	// Join the second with the third, and leave out the last.
	b.Key(fyne.KeyEnd, fyne.KeySpace, fyne.KeyHome, fyne.KeyDown)
	b.Keys("m")
	b.Until("three articles", func() bool { return b.Reads("3 articles in export.txt") })
	b.WantText("2 of 3")
	b.WantText("Add 2 articles")

	// Divide the first where its second paragraph begins.
	b.Key(fyne.KeyHome)
	b.Keys("s")
	b.Until("the lines to divide at", func() bool { return b.Reads("Choose the line where the second article begins.") })
	b.Key(fyne.KeyEnd, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn)
	b.Until("four articles", func() bool { return b.Reads("4 articles in export.txt") })
	b.WantText("2 of 4")

	b.tabTo("Add 3 articles")
	b.Key(fyne.KeyReturn)
	b.Until("the articles", func() bool { return b.Screen.Articles == 3 && b.Screen.Article != "" })
	if text := b.stored("export.txt#2").Text; !strings.HasPrefix(text, "The council of Vask will hear them in its sitting number 1") {
		t.Errorf("the second article is %q", text)
	}
	if text := b.stored("export.txt#3").Text; !strings.Contains(text, "Sluice 2") || !strings.Contains(text, "Sluice 3") {
		t.Errorf("the joined article is %q", text)
	}
	b.Saved()
}
