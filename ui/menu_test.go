package ui_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// Fyne adds a Quit item of its own to the first menu unless the menu ends with one.
func TestTheFirstMenuEndsWithTheOnlyQuit(t *testing.T) {
	menus := opened(t).Window.Window().MainMenu().Items
	quits := 0
	for _, m := range menus {
		for _, item := range m.Items {
			if item.IsQuit {
				quits++
			}
		}
	}
	if first := menus[0].Items; quits != 1 || !first[len(first)-1].IsQuit {
		t.Errorf("there are %d Quit items, and the first menu ends with %q", quits, first[len(first)-1].Label)
	}
}

// Related items stand in one section of a menu, in this order.
func TestMenusKeepTogetherWhatBelongsTogether(t *testing.T) {
	menus := opened(t).Window.Window().MainMenu().Items
	for _, want := range [][]string{
		{"Export Annotation Set…", "Export This Article…", "Export Search Results…"},
		{"Add Article…", "Add Folder of Articles…", "Load Annotation Set…"},
		{"Claim", "Quote", "Background", "Clear the Label"},
		{"Find in This Article…", "Search All Articles…", "Find Next", "Find Previous", "Save Search…"},
		{"Keys", "Search Help"},
	} {
		found := false
		for _, m := range menus {
			for _, section := range sectionsOf(m) {
				found = found || slices.Equal(section, want)
			}
		}
		if !found {
			t.Errorf("no menu has the section %q", want)
		}
	}
}

// sectionsOf returns the titles of a menu's items, split at the separators.
func sectionsOf(m *fyne.Menu) [][]string {
	out := [][]string{nil}
	for _, item := range m.Items {
		if item.IsSeparator {
			out = append(out, nil)
			continue
		}
		out[len(out)-1] = append(out[len(out)-1], windowtest.TitleOf(item))
	}
	return out
}

func TestEveryCommandHasAPlaceInItsMenu(t *testing.T) {
	b := opened(t)
	for _, c := range b.Commands().Commands() {
		if c.Section == 0 {
			t.Errorf("%s has no section; see the sections in ui/menu.go", c.ID)
		}
	}
}

// A key held down must not repeat a command that changes the work, except undo and
// redo.
func TestOnlyMovingAboutRepeats(t *testing.T) {
	may := []command.ID{
		"edit.undo", "edit.redo", // repeat in other programs too
		"sentence.next", "sentence.previous", "paragraph.next", "paragraph.previous",
		"article.next", "article.previous", "scroll.down", "scroll.up", "trail.back", "trail.forward",
		"search.next", "search.previous", "view.larger", "view.smaller",
	}
	for _, c := range opened(t).Commands().Commands() {
		if c.Repeats != slices.Contains(may, c.ID) {
			t.Errorf("Repeats of %s is %v", c.ID, c.Repeats)
		}
	}
}
