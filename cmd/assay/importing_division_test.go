package main

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// clippings returns an export of n articles in the form of a press database.
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
	b.preview(files(t, map[string]string{"export.txt": clippings(4)}))
	b.wantText("4 articles in export.txt")
	b.tabTo("row ")
	b.key(fyne.KeyHome, fyne.KeyDown)
	b.wantText("2 of 4")

	// Join the second with the third, and leave out the last.
	b.key(fyne.KeyEnd, fyne.KeySpace, fyne.KeyHome, fyne.KeyDown)
	b.keys("m")
	b.until("three articles", func() bool { return b.reads("3 articles in export.txt") })
	b.wantText("2 of 3")
	b.wantText("Add 2 articles")

	// Divide the first where its second paragraph begins.
	b.key(fyne.KeyHome)
	b.keys("s")
	b.until("the lines", func() bool { return b.reads("Choose the line where the second article begins.") })
	b.key(fyne.KeyEnd, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn)
	b.until("four articles", func() bool { return b.reads("4 articles in export.txt") })
	b.wantText("2 of 4")

	b.tabTo("Add 3 articles")
	b.key(fyne.KeyReturn)
	b.until("the articles", func() bool { return b.screen.Articles == 3 && b.screen.Article != "" })
	if text := b.stored("export.txt#2").Text; !strings.HasPrefix(text, "The council of Vask will hear them in its sitting number 1") {
		t.Errorf("the second article is %q", text)
	}
	if text := b.stored("export.txt#3").Text; !strings.Contains(text, "Sluice 2") || !strings.Contains(text, "Sluice 3") {
		t.Errorf("the joined article is %q", text)
	}
	b.saved()
}
