package dialog

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/uitest"
)

func TestANameIsAskedForAgainUntilItCanBeTaken(t *testing.T) {
	s, names := uitest.NewScreen(t), []string{}
	AskName("Save", "river", "Save", s.Window, func(name string) string {
		if names = append(names, name); len(names) == 1 {
			return "A search with this name already exists."
		}
		return ""
	})
	s.Press(fyne.KeyReturn)
	if !s.Open() || !s.Reads("A search with this name already exists.") {
		t.Fatal("it does not say why the name is not taken")
	}
	s.TypeIn("s") // replaces the old name, which is selected
	s.Press(fyne.KeyReturn)
	if s.Open() || len(names) != 2 || names[0] != "river" || names[1] != "s" {
		t.Errorf("the names are %q; open: %v", names, s.Open())
	}
}
