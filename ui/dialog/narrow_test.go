package dialog

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/uitest"
)

func TestTheDialogOfChangedKeysFitsANarrowWindowWithLargeText(t *testing.T) {
	s := uitest.NewScreen(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scale: look.MaxScale})
	s.Resize(fyne.NewSize(1024, 700))
	c := func(id, title string, g command.Group, keys ...command.Key) *command.Command {
		return &command.Command{ID: command.ID(id), Title: title, Group: g, Keys: keys, Run: func() {}}
	}
	ShowBindings(command.NewTable(
		c("redo", "Redo", command.Edit, command.Ctrl(fyne.KeyY), command.CtrlShift(fyne.KeyZ)),
		c("next", "Accept the Suggestion or Write a Note", command.Annotate, command.Rune('j')),
		c("beside", "Second Reader", command.View, command.Ctrl(fyne.KeyBackslash)),
	), s.Window)
	if got := uitest.Outside(s.Canvas().Overlays().Top(), fyne.Position{}, 1024); len(got) > 0 {
		t.Errorf("outside the window: %q", got)
	}
}

// inView reports whether the focused object is within the visible part of scroll.
func inView(s *uitest.Screen, scroll *container.Scroll) bool {
	s.T.Helper()
	o := s.Canvas().Focused().(fyne.CanvasObject)
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
	return top >= 0 && top+o.Size().Height <= scroll.Size().Height
}

func TestTabScrollsTheFocusIntoView(t *testing.T) {
	s := uitest.NewScreen(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scale: look.MaxScale})
	s.Resize(fyne.NewSize(1024, 700))
	ShowPreferences(settings.Choices{Analyst: "Ines", Scale: 1}, s.Window, PreferenceActions{Try: func(settings.Choices) {}, ChangeKeys: func() {}})
	scroll := s.Canvas().Focused().(*control.Entry).Viewport.Scroll
	if scroll.Content.MinSize().Height <= scroll.Size().Height {
		t.Fatal("everything fits, so nothing is tested")
	}
	for stop := range 20 { // enough to pass every stop
		if b, ok := s.Canvas().Focused().(*control.Button); ok && b.Text == "Close" {
			s.Press(fyne.KeyTab)
			continue
		}
		if !inView(s, scroll) {
			t.Errorf("stop %d, %T, is not visible", stop, s.Canvas().Focused())
		}
		s.Press(fyne.KeyTab)
	}
}
