package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/ui/uitest"
)

// TestAnExportIsDividedByKeysInARealWindow imports a file of 40 articles in a real
// window. Before it adds the articles, it corrects the division with the keyboard,
// undoes the correction and corrects the division again.
func TestAnExportIsDividedByKeysInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	display := uitest.NewDisplay(t, 1440, 900)
	home, out := t.TempDir(), outFolder(t)
	path := newProject(t, home, "Sluices")
	lay(t, home, "export.txt", clippings(40))
	app := display.Start(t, program(t), home, path)
	app.See("the project", func(s uitest.State) bool { return s.Project == path && !s.Dialog })
	choose(app, "ctrl+i", "export.txt")
	app.See("the preview", func(s uitest.State) bool { return s.Offered != nil && s.Focus == "Add 40 articles" })
	onRow := func(row, of int) {
		t.Helper()
		want := fmt.Sprintf("row %d of %d", row, of)
		app.See(want, func(s uitest.State) bool { return s.Offered != nil && s.Focus == want })
	}

	// Tab to the list, whose first row is the heading of the file.
	for !strings.HasPrefix(app.Now().Focus, "row ") {
		before := app.Now().Focus
		app.Press("Tab")
		app.See("the next control", func(s uitest.State) bool { return s.Focus != before })
	}
	app.Press("Home", "Down", "Down")
	onRow(4, 41)

	// Join the third article with the fourth, undo that, and join them again from
	// the fourth.
	app.Press("m")
	onRow(4, 40)
	app.Press("ctrl+z")
	onRow(4, 41)
	app.Press("Down", "shift+m")
	onRow(4, 40)
	app.Picture(filepath.Join(out, "division-joined.png"), 1200, 720)

	// Divide the last article where its second paragraph begins, and leave out the
	// first part.
	app.Press("End", "s")
	app.See("the lines to divide at", func(s uitest.State) bool { return s.Dialog && s.Offered == nil && s.Focus == "row 1 of 10" })
	app.Press("End", "Up", "Up")
	app.See("the second paragraph", func(s uitest.State) bool { return s.Focus == "row 8 of 10" })
	app.Picture(filepath.Join(out, "division-lines.png"), 1200, 720)
	app.Press("Escape")
	onRow(40, 40)
	app.Press("s")
	app.See("the lines to divide at", func(s uitest.State) bool { return s.Dialog && s.Offered == nil && s.Focus == "row 1 of 10" })
	app.Press("End", "Up", "Up", "Return")
	onRow(41, 41)
	app.Press("Up", "space", "Return")
	app.See("the articles", func(s uitest.State) bool { return s.Articles == 39 && !s.Dialog && s.Saved == "Saved" })
	quit(t, app)

	docs := articlesIn(t, path)
	sluices := func(d *model.Document) (found []int) {
		for i := 1; i <= 40; i++ {
			if strings.Contains(d.Text, fmt.Sprintf("sitting number %d,", i)) {
				found = append(found, i)
			}
		}
		return found
	}
	have := map[int]int{} // how many articles mention each sluice
	for _, d := range docs {
		for _, i := range sluices(d) {
			have[i]++
		}
		switch {
		case slices.Equal(sluices(d), []int{3, 4}):
			if d.Metadata.Title != "Sluice 3 is opened" || !strings.HasSuffix(d.ImportPath, "export.txt#3") {
				t.Errorf("the joined article is %+v", d.Article)
			}
		case slices.Equal(sluices(d), []int{40}):
			if !strings.HasPrefix(d.Text, "The council of Vask") || !strings.HasSuffix(d.ImportPath, "export.txt#40") {
				t.Errorf("the divided article is %q from %s", d.Text, d.ImportPath)
			}
		case len(sluices(d)) != 1 || d.Metadata.Outlet != "The Levee Post" || d.Metadata.Byline != "Ann Doe":
			t.Errorf("an article mentions the sluices %d and has %+v", sluices(d), d.Metadata)
		}
	}
	if len(docs) != 39 || len(have) != 40 {
		t.Errorf("there are %d articles about %d sluices, want 39 and 40", len(docs), len(have))
	}
}
