package dialog

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/uitest"
)

func bindable() *command.Table {
	c := func(id, title string, keys ...command.Key) *command.Command {
		return &command.Command{ID: command.ID(id), Title: title, Group: command.Annotate, Keys: keys, Run: func() {}}
	}
	return command.NewTable(
		c("claim", "Claim", command.Rune('1'), command.Rune('c')), c("quote", "Quote", command.Rune('2')),
		c("undo", "Undo", command.Ctrl(fyne.KeyZ)), c("light", "Light"),
	)
}

func TestAKeyIsChangedByKeys(t *testing.T) {
	s := uitest.NewScreen(t)
	table := bindable()
	keys := func(id command.ID, want ...command.Key) {
		t.Helper()
		if got := table.Find(id).Keys; !slices.Equal(got, want) {
			t.Errorf("%s has %v, want %v", id, got, want)
		}
	}
	ShowBindings(table, s.Window)
	s.TypeIn("quo")
	s.Press(fyne.KeyReturn)
	s.TypeIn("c") // already the key of Claim
	if !s.Reads("C is already used for “Claim”.") {
		t.Error("the refusal does not name the command that has the key")
	}
	s.Hold(&fyne.ShortcutUndo{})
	if !s.Reads("is already used for “Undo”.") {
		t.Error("the refusal does not name the command that has the shortcut")
	}
	keys("quote", command.Rune('2'))
	s.TypeIn("й") // a letter on the Q key of another layout
	keys("quote", command.Rune('q'))
	if !s.Reads("“Quote” now has the shortcut Q.") || !s.Reads("changed; default: 2") {
		t.Errorf("the texts are %q", uitest.Texts(s.Canvas().Overlays().Top()))
	}

	s.Press(fyne.KeyReturn)
	s.Press(fyne.KeyEscape) // cancels
	keys("quote", command.Rune('q'))
	if !s.Open() {
		t.Fatal("Esc closed the whole dialog")
	}
	s.Press(fyne.KeyReturn)
	s.Press(fyne.KeyUp) // a key without a rune
	keys("quote", command.Named(fyne.KeyUp))
	s.Press(fyne.KeyReturn)
	s.Hold(&fyne.ShortcutCopy{})
	keys("quote", command.Ctrl(fyne.KeyC))

	tapped := func(name string) {
		t.Helper()
		if !tapButton(s.Canvas().Overlays().Top(), name) {
			t.Fatalf("there is no button %q", name)
		}
	}
	tapped("Add shortcut")
	s.TypeIn("w")
	keys("quote", command.Ctrl(fyne.KeyC), command.Rune('w'))
	tapped("Reset")
	keys("quote", command.Rune('2'))
	tapped("Change shortcut")
	s.TypeIn("X")
	keys("quote", command.Shifted('x'))
	tapped("Reset all")
	keys("quote", command.Rune('2'))
	s.Canvas().Focus(s.Canvas().Focused())
	tapped("Close")
	if s.Open() {
		t.Error("the dialog does not close")
	}
}

// tapButton clicks the button with a text, and reports whether there is one.
func tapButton(o fyne.CanvasObject, text string) bool {
	if o == nil || !o.Visible() {
		return false
	}
	if b, ok := o.(*control.Button); ok && b.Text == text {
		b.OnTapped()
		return true
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, child := range children {
		if tapButton(child, text) {
			return true
		}
	}
	return false
}

// checkNamed returns the check box with a text inside an object, or nil.
func checkNamed(o fyne.CanvasObject, text string) *control.Check {
	if c, ok := o.(*control.Check); ok && c.Text == text {
		return c
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, child := range children {
		if c := checkNamed(child, text); c != nil {
			return c
		}
	}
	return nil
}

func TestWhetherHeadlinesAreTaggedIsASettingOfTheOpenProject(t *testing.T) {
	const text = "Tag headlines as sentences"
	for _, before := range []bool{false, true} {
		s := uitest.NewScreen(t)
		var set []bool
		ShowPreferences(settings.Choices{Analyst: "Ines", Scale: 1}, s.Window, PreferenceActions{
			Try: func(settings.Choices) {}, ChangeKeys: func() {}, Headlines: before, TagHeadlines: func(on bool) { set = append(set, on) },
		})
		c := checkNamed(s.Canvas().Overlays().Top(), text)
		if c == nil || c.Checked != before {
			t.Fatalf("the check box is %+v, want checked: %v", c, before)
		}
		s.Canvas().Focus(c)
		s.Press(fyne.KeyEscape)
		if s.Open() || set != nil {
			t.Errorf("Esc does not close the preferences, or sets %v", set)
		}
		c.SetChecked(!before)
		if len(set) != 1 || set[0] == before {
			t.Errorf("the settings are %v", set)
		}
	}
	s := uitest.NewScreen(t)
	ShowPreferences(settings.Choices{Analyst: "Ines", Scale: 1}, s.Window, PreferenceActions{Try: func(settings.Choices) {}, ChangeKeys: func() {}})
	if checkNamed(s.Canvas().Overlays().Top(), text) != nil {
		t.Error("the check box is shown without a project")
	}
}

func TestEscClosesThePreferencesFromEveryStopOfTab(t *testing.T) {
	for stop := range 8 {
		s := uitest.NewScreen(t)
		var tried []settings.Choices
		ShowPreferences(settings.Choices{Analyst: "Ines", Scale: 1}, s.Window, PreferenceActions{
			Try: func(p settings.Choices) { tried = append(tried, p) }, ChangeKeys: func() {},
		})
		for range stop {
			s.Press(fyne.KeyTab)
		}
		s.Press(fyne.KeyEscape)
		if s.Open() {
			t.Errorf("after %d Tabs, Esc on %T does not close the preferences", stop, s.Canvas().Focused())
		}
		if len(tried) == 0 {
			t.Errorf("after %d Tabs, Esc does not save the name", stop)
		}
	}
}
