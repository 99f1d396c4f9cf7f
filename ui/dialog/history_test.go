package dialog

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/uitest"
)

// chronicle is a history of so many steps, given in pages.
type chronicle struct {
	steps int
	fails error
	reads []bool // of the article, or of all
	back  []string
}

func (c *chronicle) history() History {
	return History{
		Article: "Storm", Undo: "Ctrl+Z", Explain: error.Error,
		Read: func(article bool) PastReader {
			c.reads = append(c.reads, article)
			next := c.steps
			return func(context.Context) ([]Past, error) {
				var page []Past
				for ; next > 0 && len(page) < 20; next-- {
					page = append(page, Past{ID: uint64(next), What: fmt.Sprint("step ", next), Who: "Ines", Detail: "so"})
				}
				return page, c.fails
			}
		},
		GoBack: func(to Past, article bool) { c.back = append(c.back, fmt.Sprint(to.ID, article)) },
	}
}

func showHistory(s *uitest.Screen, c *chronicle) *control.List {
	s.T.Helper()
	ShowHistory(c.history(), s, s.Post)
	l := s.Canvas().Focused().(*control.List)
	s.Until("the first steps", func() bool { return l.Length() > 0 || c.steps == 0 })
	return l
}

func TestTheHistoryGoesBackByKey(t *testing.T) {
	s, c := uitest.NewScreen(t), &chronicle{steps: 5}
	showHistory(s, c)
	s.Press(fyne.KeyReturn) // the last change: there is nothing to go back from
	if !s.Open() || len(c.back) != 0 {
		t.Fatalf("it went back to the present: %v", c.back)
	}
	s.Press(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn)
	if s.Open() || len(c.back) != 1 || c.back[0] != "3 true" {
		t.Errorf("it went back to %v", c.back)
	}
}

func TestTheHistoryIsLeftByEsc(t *testing.T) {
	s, c := uitest.NewScreen(t), &chronicle{steps: 5}
	showHistory(s, c)
	s.Press(fyne.KeyDown, fyne.KeyEscape)
	if s.Open() || len(c.back) != 0 {
		t.Errorf("it is open, or went back to %v", c.back)
	}
}

func TestTheHistoryOfTheWholeProjectIsAKeyAway(t *testing.T) {
	s, c := uitest.NewScreen(t), &chronicle{steps: 5}
	l := showHistory(s, c)
	var other *control.Button
	for range 5 {
		s.Press(fyne.KeyTab)
		if b, ok := s.Canvas().Focused().(*control.Button); ok && b.Text == "Show the whole project" {
			other = b
			break
		}
	}
	if other == nil {
		t.Fatal("Tab does not lead to it")
	}
	s.Press(fyne.KeyReturn)
	s.Until("all steps", func() bool { return l.Length() > 0 })
	s.Press(fyne.KeyEnd, fyne.KeyReturn)
	if len(c.back) != 1 || c.back[0] != "1 false" || len(c.reads) != 2 || c.reads[1] {
		t.Errorf("went back to %v after reading %v", c.back, c.reads)
	}
}

func TestTheHistoryIsReadPageByPage(t *testing.T) {
	s, c := uitest.NewScreen(t), &chronicle{steps: 100}
	l := showHistory(s, c)
	if l.Length() >= 100 {
		t.Fatalf("all %d steps were read at once", l.Length())
	}
	for l.At < 99 {
		before := l.At
		s.Press(fyne.KeyPageDown)
		if l.At == before || l.At == l.Length()-1 {
			s.Until("older steps", func() bool { return l.Length() > l.At+1 || l.Length() == 100 })
		}
	}
	s.Press(fyne.KeyReturn)
	if len(c.back) != 1 || c.back[0] != "1 true" {
		t.Errorf("it went back to %v", c.back)
	}
}

func TestAHistoryThatCannotBeReadSaysWhy(t *testing.T) {
	s, c := uitest.NewScreen(t), &chronicle{fails: errors.New("The file is damaged.")}
	v := &historyView{history: c.history(), win: s, post: s.Post}
	v.build()
	v.back = control.NewButton("", nil, nil)
	v.restart()
	s.Until("why", func() bool { return v.detail.Text == "The file is damaged." })
	v.stop()
}

func TestWaysAreTakenByKey(t *testing.T) {
	for _, c := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyReturn}, "first"},
		{[]fyne.KeyName{fyne.KeyTab, fyne.KeyReturn}, "second"},
		{[]fyne.KeyName{fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn}, ""},
		{[]fyne.KeyName{fyne.KeyEscape}, ""},
	} {
		s, got := uitest.NewScreen(t), ""
		Offer("Damaged", "It is damaged.", []Way{
			{"First", "It is the best.", func() { got = "first" }},
			{"Second", "It is another.", func() { got = "second" }},
		}, s)
		s.Press(c.keys...)
		if got != c.want || s.Open() {
			t.Errorf("%v takes %q", c.keys, got)
		}
	}
}

func TestABackupIsChosenByKey(t *testing.T) {
	s, got := uitest.NewScreen(t), ""
	backups := []model.Backup{{Path: "x/new.assay"}, {Path: "x/old.assay", Occasion: model.BeforeRestore}}
	choose := func(b model.Backup) { got = b.Path }
	ShowBackups("p.assay", backups, s, choose)
	s.Press(fyne.KeyDown, fyne.KeyReturn)
	if got != "x/old.assay" || s.Open() {
		t.Errorf("it restores %q", got)
	}
	got = ""
	ShowBackups("p.assay", backups, s, choose)
	s.Press(fyne.KeyEscape)
	if got != "" || s.Open() {
		t.Errorf("Esc restores %q", got)
	}
}
