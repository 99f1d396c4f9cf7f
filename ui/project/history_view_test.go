package project

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/uitest"
)

// chronicle is a history that is read in pages of 20 steps.
type chronicle struct {
	steps int
	fails error
	reads []bool // for each reading, whether it was of the article
	back  []string
}

func (c *chronicle) history() HistoryActions {
	return HistoryActions{
		Article: "Storm", Undo: "Ctrl+Z", Explain: error.Error,
		Read: func(article bool) StepReader {
			c.reads = append(c.reads, article)
			next := c.steps
			return func(context.Context) ([]Step, error) {
				var page []Step
				for ; next > 0 && len(page) < 20; next-- {
					page = append(page, Step{ID: uint64(next), What: fmt.Sprint("step ", next), Who: "Ines", Detail: "so"})
				}
				return page, c.fails
			}
		},
		GoBack: func(to Step, article bool) { c.back = append(c.back, fmt.Sprint(to.ID, article)) },
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
	s.Press(fyne.KeyReturn) // nothing happens, because the project is in that state already
	if !s.Open() || len(c.back) != 0 {
		t.Fatalf("went back to the newest change: %v", c.back)
	}
	s.Press(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn)
	if s.Open() || len(c.back) != 1 || c.back[0] != "3 true" {
		t.Errorf("went back to %v", c.back)
	}
}

func TestTheHistoryIsLeftByEsc(t *testing.T) {
	s, c := uitest.NewScreen(t), &chronicle{steps: 5}
	showHistory(s, c)
	s.Press(fyne.KeyDown, fyne.KeyEscape)
	if s.Open() || len(c.back) != 0 {
		t.Errorf("the view is open, or went back to %v", c.back)
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
		t.Fatal("Tab does not reach the button")
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
		t.Errorf("went back to %v", c.back)
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
