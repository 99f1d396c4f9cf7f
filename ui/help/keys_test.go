package help

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/uitest"
)

func TestTheDialogOfKeysFitsANarrowWindowWithLargeText(t *testing.T) {
	s := uitest.NewScreen(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scale: look.MaxScale})
	s.Resize(fyne.NewSize(1024, 700))
	c := func(id, title string, g command.Group, keys ...command.Key) *command.Command {
		return &command.Command{ID: command.ID(id), Title: title, Group: g, Keys: keys, Run: func() {}}
	}
	ShowKeys(command.NewTable(
		c("redo", "Redo", command.Edit, command.Ctrl(fyne.KeyY), command.CtrlShift(fyne.KeyZ)),
		c("next", "Accept the Suggestion or Write a Note", command.Annotate, command.Rune('j')),
		c("beside", "Second Reader", command.View, command.Ctrl(fyne.KeyBackslash)),
	), s.Window)
	if got := uitest.Outside(s.Canvas().Overlays().Top(), fyne.Position{}, 1024); len(got) > 0 {
		t.Errorf("outside the window: %q", got)
	}
}
