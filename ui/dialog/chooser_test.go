package dialog

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/uitest"
)

// chosen is a chooser in a window, and what it returned.
type chosen struct {
	*uitest.Screen
	folder string
	paths  []string
}

// choosing opens a chooser in a folder with the given files and folders; the names of
// folders end in a slash.
func choosing(t *testing.T, c Choice, names ...string) *chosen {
	t.Helper()
	b := &chosen{Screen: uitest.NewScreen(t), folder: t.TempDir()}
	for _, name := range names {
		path := filepath.Join(b.folder, name)
		var err error
		if strings.HasSuffix(name, "/") {
			err = os.Mkdir(path, 0o755)
		} else {
			err = os.WriteFile(path, []byte("text"), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	c.Start = filepath.Join(b.folder, c.Start)
	c.Home = b.folder
	Choose(c, b.Window, b.Post, func(paths []string) { b.paths = paths })
	b.Until("the folder", func() bool { return b.rows() == len(names) })
	return b
}

// find returns the first visible object for which is returns true.
func (b *chosen) find(is func(fyne.CanvasObject) bool) (found fyne.CanvasObject) {
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if found != nil || !o.Visible() {
			return
		}
		if is(o) {
			found = o
			return
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		}
	}
	walk(b.Canvas().Overlays().Top())
	return found
}

func (b *chosen) list() *control.List {
	o := b.find(func(o fyne.CanvasObject) bool { _, ok := o.(*control.List); return ok })
	return o.(*control.List)
}

func (b *chosen) path() *pathEntry {
	o := b.find(func(o fyne.CanvasObject) bool { _, ok := o.(*pathEntry); return ok })
	return o.(*pathEntry)
}

func (b *chosen) rows() int { return b.list().Length() }

// click clicks the row of a file.
func (b *chosen) click(name string, mod fyne.KeyModifier) {
	b.T.Helper()
	o := b.find(func(o fyne.CanvasObject) bool { r, ok := o.(*fileRow); return ok && r.name.Text == name })
	if o == nil {
		b.T.Fatalf("there is no row %q", name)
	}
	o.(*fileRow).MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod})
}

// press clicks a button.
func (b *chosen) press(text string) {
	b.T.Helper()
	o := b.find(func(o fyne.CanvasObject) bool {
		switch o := o.(type) {
		case *control.Button:
			return o.Text == text
		case *widget.Button:
			return o.Text == text
		}
		return false
	})
	if o == nil {
		b.T.Fatalf("there is no button %q", text)
	}
	test.Tap(o.(fyne.Tappable))
}

// want compares the names of the chosen paths.
func (b *chosen) want(names ...string) {
	b.T.Helper()
	var want []string
	for _, name := range names {
		want = append(want, filepath.Join(b.folder, name))
	}
	if !slices.Equal(b.paths, want) {
		b.T.Errorf("chosen are %q, want %q", b.paths, want)
	}
}

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

func TestTypingReplacesTheNameAndKeepsItsEnding(t *testing.T) {
	b := choosing(t, Choice{Title: "New project", Accept: "Create", Save: true, Fresh: true, Ext: ".assay", Start: "Untitled.assay"}, "Reports/")
	if got := b.path().SelectedText(); got != "Untitled" {
		t.Fatalf("%q is selected", got)
	}
	b.TypeIn("Flood")
	b.Press(fyne.KeyReturn)
	b.want("Flood.assay")
}

func TestAFolderIsEnteredWithOnePressOfEnter(t *testing.T) {
	b := choosing(t, Choice{Title: "Open", Accept: "Open"}, "Reports/", "a.txt")
	b.path().SetText(filepath.Join(b.folder, "Reports"))
	b.Press(fyne.KeyReturn)
	b.Until("the folder", func() bool { return b.rows() == 0 })

	b = choosing(t, Choice{Title: "Add folder", Accept: "Add", Folder: true}, "Reports/", "a.txt")
	b.path().SetText(filepath.Join(b.folder, "Reports"))
	b.Press(fyne.KeyReturn)
	b.want("Reports")
}

func TestTheKeyboardWorksAfterAClick(t *testing.T) {
	b := choosing(t, Choice{Title: "Open", Accept: "Open"}, "Reports/", "a.txt", "b.txt")
	b.click("Reports", 0)
	b.Until("the folder", func() bool { return b.rows() == 0 })
	b.press("Home")
	b.Until("the home folder", func() bool { return b.rows() == 3 })
	b.Press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	b.want("b.txt")
}

func TestSeveralFilesAreMarkedByMouse(t *testing.T) {
	const ctrl, shift = fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift
	for _, c := range []struct {
		name   string
		clicks func(b *chosen)
		want   []string
	}{
		{"one", func(b *chosen) { b.click("b.txt", 0) }, []string{"b.txt"}},
		{"Ctrl adds", func(b *chosen) { b.click("a.txt", 0); b.click("c.txt", ctrl) }, []string{"a.txt", "c.txt"}},
		{"Ctrl removes", func(b *chosen) { b.click("a.txt", 0); b.click("c.txt", ctrl); b.click("a.txt", ctrl) }, []string{"c.txt"}},
		{"Shift marks a range", func(b *chosen) { b.click("b.txt", 0); b.click("d.txt", shift) }, []string{"b.txt", "c.txt", "d.txt"}},
		{"upwards too", func(b *chosen) { b.click("c.txt", 0); b.click("a.txt", shift) }, []string{"a.txt", "b.txt", "c.txt"}},
		{"a click alone begins again", func(b *chosen) { b.click("a.txt", 0); b.click("c.txt", ctrl); b.click("d.txt", 0) }, []string{"d.txt"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := choosing(t, Choice{Title: "Add articles", Accept: "Add", Many: true}, "Reports/", "a.txt", "b.txt", "c.txt", "d.txt")
			c.clicks(b)
			b.press("Add")
			b.want(c.want...)
		})
	}
}

func TestSeveralFilesAreMarkedByKey(t *testing.T) {
	b := choosing(t, Choice{Title: "Add articles", Accept: "Add", Many: true}, "Reports/", "a.txt", "b.txt", "c.txt")
	b.Press(fyne.KeyDown)                 // into the list
	b.Press(fyne.KeyDown, fyne.KeySpace)  // a.txt
	b.Press(fyne.KeyDown, fyne.KeySpace)  // c.txt
	b.Press(fyne.KeyHome, fyne.KeyReturn) // Enter accepts what is marked, wherever the highlight is
	b.want("a.txt", "c.txt")
}

func TestADoubleClickAcceptsAFile(t *testing.T) {
	b := choosing(t, Choice{Title: "Open", Accept: "Open"}, "a.txt", "b.txt")
	b.click("b.txt", 0)
	b.click("b.txt", 0)
	b.want("b.txt")
}

func TestAnExistingFileIsReplacedOnlyByAnExplicitChoice(t *testing.T) {
	b := choosing(t, Choice{Title: "Export", Accept: "Export", Save: true, Ext: ".json", Start: "a.json"}, "a.json")
	b.Press(fyne.KeyReturn)
	b.Press(fyne.KeyReturn) // Enter twice keeps the file
	if b.paths != nil {
		t.Fatalf("chosen are %q", b.paths)
	}
	b.Canvas().Focus(b.path())
	b.Press(fyne.KeyReturn)
	b.press("Replace")
	b.want("a.json")
}

func TestANewFolderIsMadeAndOpened(t *testing.T) {
	b := choosing(t, Choice{Title: "New project", Accept: "Create", Save: true, Fresh: true, Ext: ".assay", Start: "Untitled.assay"}, "Reports/")
	path := b.path()
	b.press("New folder")
	b.TypeIn("Reports")
	b.Press(fyne.KeyReturn) // there is such a folder, so the question stays
	b.Canvas().Focused().(*control.Entry).SetText("Floods")
	b.Press(fyne.KeyReturn)
	b.Until("the new folder", func() bool { return path.Text == filepath.Join(b.folder, "Floods", "Untitled.assay") })
	b.press("Create")
	b.want("Floods/Untitled.assay")
}

func TestRowsShowDatesAndSizes(t *testing.T) {
	b := choosing(t, Choice{Title: "Open", Accept: "Open"}, "Reports/", "a.txt")
	o := b.find(func(o fyne.CanvasObject) bool { r, ok := o.(*fileRow); return ok && r.name.Text == "a.txt" })
	if r := o.(*fileRow); r.size.Text != "4 bytes" || r.changed.Text == "" {
		t.Errorf("the row shows %q and %q", r.changed.Text, r.size.Text)
	}
}

func TestTheDesktopsAnswerIsChecked(t *testing.T) {
	folder := t.TempDir()
	there := filepath.Join(folder, "there.assay")
	if err := os.WriteFile(there, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		choice Choice
		path   string
		answer string // the button pressed; "" if nothing is asked
		want   string // "" if nothing is accepted
	}{
		{"the ending is added", Choice{Save: true, Ext: ".assay"}, filepath.Join(folder, "new"), "", filepath.Join(folder, "new.assay")},
		{"the dialog has asked", Choice{Save: true, Ext: ".assay"}, there, "", there},
		{"the dialog has not asked for the name with its ending", Choice{Save: true, Ext: ".assay"}, filepath.Join(folder, "there"), "Replace", there},
		{"and it is kept", Choice{Save: true, Ext: ".assay"}, filepath.Join(folder, "there"), "Cancel", ""},
		{"a file that must be new", Choice{Save: true, Fresh: true, Ext: ".assay"}, there, "Choose another name", ""},
		{"a file to open", Choice{}, there, "", there},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := &chosen{Screen: uitest.NewScreen(t)}
			again := false
			c.choice.Confirm([]string{c.path}, b.Window, func(paths []string) { b.paths = paths }, func() { again = true })
			if c.answer != "" {
				b.press(c.answer)
			}
			if got := strings.Join(b.paths, " "); got != c.want {
				t.Errorf("accepted is %q, want %q", got, c.want)
			}
			if again != c.choice.Fresh {
				t.Errorf("asked again: %v", again)
			}
		})
	}
}
