package find

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model/search"
	"assay.app/assay/ui/uitest"
)

func TestAMistakeIsShownWhereItIsAndWhatWasFoundStays(t *testing.T) {
	s := uitest.NewScreen(t)
	v := openSearch(s, &library{texts: []string{"A river."}})
	s.TypeIn("river ")
	searched(s, v)
	s.TypeIn("lable:x")
	if v.Mistake() == nil || !v.mistake.Visible() || len(v.where.Marks) != 1 || v.where.Marks[0].Of(v.where.Text) != "lable" {
		t.Errorf("the marks are %+v in %q", v.where.Marks, v.where.Text)
	}
	if len(v.Hits()) != 1 || len(v.rows) != 2 {
		t.Errorf("there are %d hits, want the 1 from before the mistake", len(v.Hits()))
	}
	for range "lable:x" {
		s.Press(fyne.KeyBackspace)
	}
	searched(s, v)
	if v.Mistake() != nil || v.mistake.Visible() || len(v.Hits()) != 1 {
		t.Error("the mistake still shows after it was deleted")
	}
}

func TestFiltersAreCompletedByKeys(t *testing.T) {
	for _, c := range []struct {
		typed string
		keys  []fyne.KeyName
		want  string
	}{
		{"river la", []fyne.KeyName{fyne.KeyTab}, "river label:"},
		{"river la", []fyne.KeyName{fyne.KeyTab, fyne.KeyReturn}, "river label:Claim"},
		{"label:", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "label:Quote"},
		{"label:q", []fyne.KeyName{fyne.KeyTab}, "label:Quote"},
		{"outlet:chr", []fyne.KeyName{fyne.KeyReturn}, `outlet:"The Brenholt Chronicle"`},
		{"label:", []fyne.KeyName{fyne.KeyEscape}, "label:"},
		{"la", []fyne.KeyName{fyne.KeyDown, fyne.KeyUp}, "la"},
	} {
		t.Run(fmt.Sprint(c.typed, c.keys), func(t *testing.T) {
			s := uitest.NewScreen(t)
			v := openSearch(s, &library{texts: []string{"A lake and a river."}})
			s.TypeIn(c.typed)
			for _, k := range c.keys {
				v.field.TypedKey(&fyne.KeyEvent{Name: k}) // not s.Press, because Tab would move the focus
			}
			if v.field.Text != c.want || !s.Open() {
				t.Errorf("the field has %q, want %q; open: %v", v.field.Text, c.want, s.Open())
			}
		})
	}
}

func TestEscClosesWhatIsOfferedAndThenTheSearch(t *testing.T) {
	s := uitest.NewScreen(t)
	v := openSearch(s, &library{})
	s.TypeIn("label:")
	if !v.offers.open() || !v.field.AcceptsTab() {
		t.Fatal("no completions are offered")
	}
	s.Press(fyne.KeyEscape)
	if v.offers.open() || v.field.AcceptsTab() || !s.Open() {
		t.Fatal("Esc does not close only the completions")
	}
	s.Press(fyne.KeyEscape)
	if s.Open() {
		t.Error("Esc does not close the search")
	}
}

func TestButtonsWriteFiltersIntoTheField(t *testing.T) {
	s := uitest.NewScreen(t)
	v := openSearch(s, &library{texts: []string{"A river."}})
	s.TypeIn("river")
	s.Click("Untagged")
	if v.field.Text != "river untagged " {
		t.Errorf("the field has %q", v.field.Text)
	}
	s.Click("Untagged")
	if v.field.Text != "river" {
		t.Errorf("after a second click the field has %q", v.field.Text)
	}
	s.Click("Label ▾")
	if v.field.Text != "river label:" || !v.offers.open() {
		t.Errorf("the field has %q; completions are offered: %v", v.field.Text, v.offers.open())
	}
	if s.Canvas().Focused() != v.field {
		t.Error("the field does not have the focus")
	}
}

func TestEveryExampleIsAQuery(t *testing.T) {
	for _, e := range examples() {
		if q, err := search.Parse(e.text + " "); err != nil || q.Empty() || e.says == "" {
			t.Errorf("the example %q is no query or has no explanation: %v", e.text, err)
		}
	}
}
