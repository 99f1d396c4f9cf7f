package dialog

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/uitest"
)

func TestTheDialogsOfKeysFitANarrowWindowWithLargeText(t *testing.T) {
	for name, show := range map[string]func(*command.Table, fyne.Window){"keys": ShowKeys, "change keys": ShowBindings} {
		t.Run(name, func(t *testing.T) {
			s := uitest.NewScreen(t)
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
			if got := uitest.Outside(s.Canvas().Overlays().Top(), fyne.Position{}, 1024); len(got) > 0 {
				t.Errorf("outside of the window are %q", got)
			}
		})
	}
}

// inSight reports whether what has the keyboard shows in what scrolls it.
func inSight(s *uitest.Screen, scroll *container.Scroll) bool {
	s.T.Helper()
	o := s.Canvas().Focused().(fyne.CanvasObject)
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
	return top >= 0 && top+o.Size().Height <= scroll.Size().Height
}

func TestTabBringsWhatItLeadsToIntoSight(t *testing.T) {
	s := uitest.NewScreen(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scale: look.MaxScale})
	s.Resize(fyne.NewSize(1024, 700))
	ShowPreferences(Choices{Analyst: "Ines", Scale: 1}, s.Window, PreferenceActions{Try: func(Choices) {}, ChangeKeys: func() {}})
	scroll := s.Canvas().Focused().(*control.Entry).Viewport.Scroll
	if scroll.Content.MinSize().Height <= scroll.Size().Height {
		t.Fatal("all of it fits: nothing is tested")
	}
	for stop := range 20 { // round and round
		if b, ok := s.Canvas().Focused().(*control.Button); ok && b.Text == "Close" {
			s.Press(fyne.KeyTab)
			continue
		}
		if !inSight(s, scroll) {
			t.Errorf("stop %d, %T, is out of sight", stop, s.Canvas().Focused())
		}
		s.Press(fyne.KeyTab)
	}
}

func TestEscLeavesTheArticlesToBeAddedWhereverTheKeyboardIs(t *testing.T) {
	for stop := range 12 {
		s := uitest.NewScreen(t)
		ShowImport(&draft.Preview{Drafts: []*draft.Article{{Path: "a.txt"}}}, s.Window, ImportActions{Add: func(*draft.Preview) { t.Error("it was added") }})
		for range stop {
			s.Press(fyne.KeyTab)
		}
		s.Press(fyne.KeyEscape)
		if s.Open() {
			t.Errorf("after %d times Tab, on %T, Esc leads nowhere", stop, s.Canvas().Focused())
		}
	}
}
