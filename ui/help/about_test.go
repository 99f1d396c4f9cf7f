package help

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/assets"
	"assay.app/assay/ui/uitest"
)

func TestAboutShowsTheVersionAndTheLicencesByKey(t *testing.T) {
	s := uitest.NewScreen(t)
	ShowAbout("1.2.3", []assets.Licence{
		{Work: "example.org/one v1.0.0", IDs: "MIT", Text: "Text of the first."},
		{Work: "example.org/two v2.0.0", IDs: "BSD-3-Clause", Text: "Text of the second."},
	}, s)
	if got := text(s); !strings.Contains(got, "Assay 1.2.3") || !strings.Contains(got, "Text of the first.") {
		t.Errorf("About says %q", got)
	}
	s.Press(fyne.KeyDown)
	if got := text(s); !strings.Contains(got, "Text of the second.") {
		t.Errorf("after ↓ About says %q", got)
	}
	s.Press(fyne.KeyEscape)
	if s.Open() {
		t.Error("Esc does not leave About")
	}
}

// text returns the text of all labels in the topmost dialog.
func text(s *uitest.Screen) string {
	var out []string
	for _, o := range test.LaidOutObjects(s.Canvas().Overlays().Top()) {
		if l, ok := o.(*widget.Label); ok {
			out = append(out, l.Text)
		}
	}
	return strings.Join(out, "\n")
}
