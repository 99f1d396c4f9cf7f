package dialog

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/uitest"
)

// The result must not depend on the program's working directory.
func TestAPathTypedBeforeTheFolderIsReadIsInThatFolder(t *testing.T) {
	s := uitest.NewScreen(t)
	folder := filepath.Join(t.TempDir(), "gone") // does not exist yet, so the dialog cannot read it
	var got string
	Choose(Choice{Title: "Export", Accept: "Export", Save: true, Ext: ".json", Start: filepath.Join(folder, "a.json")}, s.Window, s.Post, func(paths []string) { got = paths[0] })
	path := s.Canvas().Focused().(*pathEntry)
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	path.SetText("b.json")
	s.Press(fyne.KeyReturn)
	if want := filepath.Join(folder, "b.json"); got != want {
		t.Errorf("the path is %q, want %q", got, want)
	}
}

func TestTheWayUpFromAFolderThatCannotBeReadIsItsParent(t *testing.T) {
	s := uitest.NewScreen(t)
	parent := t.TempDir()
	Choose(Choice{Title: "Export", Accept: "Export", Save: true, Ext: ".json", Start: filepath.Join(parent, "gone", "a.json")}, s.Window, s.Post, func([]string) {})
	path := s.Canvas().Focused().(*pathEntry)
	s.Press(fyne.KeyTab) // the button for the parent folder is the one without text; its place in the order may change
	for range 10 {
		if b, ok := s.Canvas().Focused().(*widget.Button); ok && b.Text == "" {
			b.OnTapped()
			break
		}
		s.Press(fyne.KeyTab)
	}
	s.Until("the parent", func() bool { return path.Text == filepath.Join(parent, "a.json") })
}
