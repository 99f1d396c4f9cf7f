package dialog

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
)

// outside gives what can be read, or pressed, and does not lie in a width.
func outside(o fyne.CanvasObject, at fyne.Position, width float32) (out []string) {
	if o == nil || !o.Visible() {
		return nil
	}
	if l, ok := o.(fyne.Accessible); ok && l.AccessibilityLabel() != "" {
		if at.X < 0 || at.X+o.MinSize().Width > width {
			out = append(out, l.AccessibilityLabel())
		}
	}
	children := []fyne.CanvasObject{}
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, child := range children {
		out = append(out, outside(child, at.Add(child.Position()), width)...)
	}
	return out
}

func TestTheDialogsOfKeysFitANarrowWindowWithLargeText(t *testing.T) {
	for name, show := range map[string]func(*command.Table, fyne.Window){"keys": ShowKeys, "change keys": ShowBindings} {
		t.Run(name, func(t *testing.T) {
			s := newScreen(t)
			fyne.CurrentApp().Settings().SetTheme(look.Theme{Scale: look.MaxScale})
			s.Resize(fyne.NewSize(1024, 700))
			c := func(id, title string, g command.Group, keys ...command.Key) *command.Command {
				return &command.Command{ID: command.ID(id), Title: title, Group: g, Keys: keys, Run: func() {}}
			}
			show(command.NewTable(
				c("redo", "Redo", command.Edit, command.Ctrl(fyne.KeyY), command.CtrlShift(fyne.KeyZ)),
				c("next", "Accept the Suggestion or Write a Note", command.Annotate, command.Rune('j')),
				c("beside", "Second Reader", command.View, command.Ctrl(fyne.KeyBackslash)),
			), s.Window)
			if got := outside(s.Canvas().Overlays().Top(), fyne.Position{}, 1024); len(got) > 0 {
				t.Errorf("outside of the window are %q", got)
			}
		})
	}
}

// inSight reports whether what has the keyboard shows in what scrolls it.
func inSight(s *screen, scroll *container.Scroll) bool {
	s.t.Helper()
	o := s.Canvas().Focused().(fyne.CanvasObject)
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
	return top >= 0 && top+o.Size().Height <= scroll.Size().Height
}

func TestTabBringsWhatItLeadsToIntoSight(t *testing.T) {
	s := newScreen(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scale: look.MaxScale})
	s.Resize(fyne.NewSize(1024, 700))
	ShowPreferences(Preferences{Analyst: "Ines", Scale: 1}, s.Window, PreferenceActions{Try: func(Preferences) {}, ChangeKeys: func() {}})
	scroll := s.Canvas().Focused().(*entry).sight.through
	if scroll.Content.MinSize().Height <= scroll.Size().Height {
		t.Fatal("all of it fits: nothing is tested")
	}
	for stop := range 20 { // round and round
		if b, ok := s.Canvas().Focused().(*button); ok && b.Text == "Close" {
			s.press(fyne.KeyTab)
			continue
		}
		if !inSight(s, scroll) {
			t.Errorf("stop %d, %T, is out of sight", stop, s.Canvas().Focused())
		}
		s.press(fyne.KeyTab)
	}
}

func TestEscLeavesTheArticlesToBeAddedWhereverTheKeyboardIs(t *testing.T) {
	for stop := range 12 {
		s := newScreen(t)
		ShowImport(&draft.Preview{Drafts: []*draft.Article{{Path: "a.txt"}}}, s.Window, ImportActions{Add: func(*draft.Preview) { t.Error("it was added") }})
		for range stop {
			s.press(fyne.KeyTab)
		}
		s.press(fyne.KeyEscape)
		if s.open() {
			t.Errorf("after %d times Tab, on %T, Esc leads nowhere", stop, s.Canvas().Focused())
		}
	}
}
