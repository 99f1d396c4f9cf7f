package dialog

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/uitest"
)

// manyThings returns a find function for n offers. An offer that runs appends its
// name to done. The offer with number 2 cannot run.
func manyThings(n int, done *[]string) func(string) []control.Offered {
	return func(query string) (out []control.Offered) {
		for i := range n {
			name := fmt.Sprint("thing ", i)
			if !strings.Contains(name, query) {
				continue
			}
			o := control.Offered{Title: name, Do: func() { *done = append(*done, name) }}
			if i == 2 {
				o.Why = "Open an article first."
			}
			out = append(out, o)
		}
		return out
	}
}

func TestThePaletteIsUsedByKeys(t *testing.T) {
	for _, c := range []struct {
		name  string
		typed string
		keys  []fyne.KeyName
		want  string
		open  bool
	}{
		{"Enter takes the best", "", []fyne.KeyName{fyne.KeyReturn}, "thing 0", false},
		{"the arrows choose", "", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnter}, "thing 3", false},
		{"up from the first stays", "", []fyne.KeyName{fyne.KeyUp, fyne.KeyReturn}, "thing 0", false},
		{"letters narrow", "4", []fyne.KeyName{fyne.KeyReturn}, "thing 4", false},
		{"after narrowing the best is chosen", "thing", []fyne.KeyName{fyne.KeyDown, fyne.KeyBackspace, fyne.KeyReturn}, "thing 0", false},
		{"a page down", "", []fyne.KeyName{fyne.KeyPageDown, fyne.KeyReturn}, "thing 10", false},
		{"Esc takes nothing", "", []fyne.KeyName{fyne.KeyDown, fyne.KeyEscape}, "", false},
		{"what cannot be done is not", "thing 2", []fyne.KeyName{fyne.KeyReturn}, "", true},
		{"nothing of that name", "zebra", []fyne.KeyName{fyne.KeyReturn}, "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := uitest.NewScreen(t)
			var done []string
			ShowPalette(manyThings(12, &done), s.Window)
			s.TypeIn(c.typed)
			s.Press(c.keys...)
			if got := strings.Join(done, ", "); got != c.want {
				t.Errorf("ran %q, want %q", got, c.want)
			}
			if s.Open() != c.open {
				t.Errorf("the palette is open: %v", s.Open())
			}
		})
	}
}

func TestThePaletteIsAsHighAsItsRows(t *testing.T) {
	s := uitest.NewScreen(t)
	p := showPalette("", manyThings(12, nil), s.Window)
	row := control.NewOfferedRow().MinSize().Height
	spare := func() float32 { return p.list.Size().Height - float32(len(p.rows))*row }
	for _, query := range []string{"", "thing 3", "thing 2"} { // the last one cannot be run, and the line below shows why
		p.entry.SetText(query)
		if got := spare(); len(p.rows) < paletteRows && (got < 0 || got >= row) {
			t.Errorf("%q: %v empty below %d rows", query, got, len(p.rows))
		}
	}
	p.entry.SetText("zebra")
	if !s.Reads("No matches.") {
		t.Error("the palette does not say that nothing matches")
	}
}
