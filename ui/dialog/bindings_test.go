package dialog

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/ui/command"
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

// hold presses a key that is held with Ctrl.
func (s *screen) hold(shortcut fyne.Shortcut) {
	s.t.Helper()
	s.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(shortcut)
}

func (s *screen) reads(text string) bool {
	return strings.Contains(strings.Join(textsOf(s.Canvas().Overlays().Top()), "\n"), text)
}

// textsOf gives all that can be read in an object.
func textsOf(o fyne.CanvasObject) (out []string) {
	if o == nil || !o.Visible() {
		return nil
	}
	if l, ok := o.(interface{ AccessibilityLabel() string }); ok {
		out = append(out, l.AccessibilityLabel())
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			out = append(out, textsOf(child)...)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			out = append(out, textsOf(child)...)
		}
	}
	return out
}

func TestAKeyIsChangedByKeys(t *testing.T) {
	s := newScreen(t)
	table := bindable()
	keys := func(id command.ID, want ...command.Key) {
		t.Helper()
		if got := table.Find(id).Keys; !slices.Equal(got, want) {
			t.Errorf("%s has %v, want %v", id, got, want)
		}
	}
	ShowBindings(table, s.Window)
	s.typeIn("quo")
	s.press(fyne.KeyReturn)
	s.typeIn("c") // Claim's
	if !s.reads("C is the key of “Claim”.") {
		t.Error("it does not say whose key it is")
	}
	s.hold(&fyne.ShortcutUndo{})
	if !s.reads("is the key of “Undo”.") {
		t.Error("it does not say whose shortcut it is")
	}
	keys("quote", command.Rune('2'))
	s.typeIn("й") // the key of Q on another keyboard
	keys("quote", command.Rune('q'))
	if !s.reads("“Quote” has the key Q.") || !s.reads("changed; usually 2") {
		t.Errorf("it says %q", textsOf(s.Canvas().Overlays().Top()))
	}

	s.press(fyne.KeyReturn)
	s.press(fyne.KeyEscape) // leaves it
	keys("quote", command.Rune('q'))
	if !s.open() {
		t.Fatal("Esc closed all of it")
	}
	s.press(fyne.KeyReturn)
	s.press(fyne.KeyUp) // a key that types nothing
	keys("quote", command.Named(fyne.KeyUp))
	s.press(fyne.KeyReturn)
	s.hold(&fyne.ShortcutCopy{})
	keys("quote", command.Ctrl(fyne.KeyC))

	tapped := func(name string) {
		t.Helper()
		if !tapButton(s.Canvas().Overlays().Top(), name) {
			t.Fatalf("there is no button %q", name)
		}
	}
	tapped("One more key")
	s.typeIn("w")
	keys("quote", command.Ctrl(fyne.KeyC), command.Rune('w'))
	tapped("As usual")
	keys("quote", command.Rune('2'))
	tapped("Change key")
	s.typeIn("X")
	keys("quote", command.Shifted('x'))
	tapped("All keys as usual")
	keys("quote", command.Rune('2'))
	s.Canvas().Focus(s.Canvas().Focused())
	tapped("Close")
	if s.open() {
		t.Error("it does not close")
	}
}

// tapButton clicks the button with the text, and reports whether there is one.
func tapButton(o fyne.CanvasObject, text string) bool {
	if o == nil || !o.Visible() {
		return false
	}
	if b, ok := o.(*button); ok && b.Text == text {
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

// checkNamed returns the check box with that text in an object, or nil.
func checkNamed(o fyne.CanvasObject, text string) *check {
	if c, ok := o.(*check); ok && c.Text == text {
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
	const text = "Headlines are sentences to tag"
	for _, before := range []bool{false, true} {
		s := newScreen(t)
		var set []bool
		ShowPreferences(Preferences{Analyst: "Ines", Scale: 1}, s.Window, PreferenceActions{
			Try: func(Preferences) {}, ChangeKeys: func() {}, Headlines: before, TagHeadlines: func(on bool) { set = append(set, on) },
		})
		c := checkNamed(s.Canvas().Overlays().Top(), text)
		if c == nil || c.Checked != before {
			t.Fatalf("the check box is %+v, want it to say %v", c, before)
		}
		s.Canvas().Focus(c)
		s.press(fyne.KeyEscape)
		if s.open() || set != nil {
			t.Errorf("Esc leads nowhere, or sets %v", set)
		}
		c.SetChecked(!before)
		if len(set) != 1 || set[0] == before {
			t.Errorf("it sets %v", set)
		}
	}
	s := newScreen(t)
	ShowPreferences(Preferences{Analyst: "Ines", Scale: 1}, s.Window, PreferenceActions{Try: func(Preferences) {}, ChangeKeys: func() {}})
	if checkNamed(s.Canvas().Overlays().Top(), text) != nil {
		t.Error("it is offered without a project")
	}
}

func TestTheKeyboardGoesThroughThePreferencesAndEscLeadsOut(t *testing.T) {
	for stop := range 8 {
		s := newScreen(t)
		var tried []Preferences
		ShowPreferences(Preferences{Analyst: "Ines", Scale: 1}, s.Window, PreferenceActions{
			Try: func(p Preferences) { tried = append(tried, p) }, ChangeKeys: func() {},
		})
		for range stop {
			s.press(fyne.KeyTab)
		}
		s.press(fyne.KeyEscape)
		if s.open() {
			t.Errorf("after %d times Tab, on %T, Esc leads nowhere", stop, s.Canvas().Focused())
		}
		if len(tried) == 0 {
			t.Errorf("after %d times Tab nothing is kept", stop)
		}
	}
}
