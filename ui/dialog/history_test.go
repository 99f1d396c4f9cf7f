package dialog

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"

	"assay.app/assay/ui/look"
)

// screen is a window whose GUI goroutine is the test's.
type screen struct {
	fyne.Window
	t     *testing.T
	queue chan func()
}

func newScreen(t *testing.T) *screen {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{})
	w := test.NewWindow(nil)
	t.Cleanup(w.Close)
	w.Resize(fyne.NewSize(1200, 800))
	return &screen{w, t, make(chan func(), 1000)}
}

func (s *screen) post(f func()) { s.queue <- f }

// until does what was posted until done gives true.
func (s *screen) until(what string, done func() bool) {
	s.t.Helper()
	late := time.After(10 * time.Second)
	for !done() {
		select {
		case f := <-s.queue:
			f()
		case <-late:
			s.t.Fatalf("did not see %s", what)
		}
	}
}

// press types keys into what has the keyboard.
func (s *screen) press(keys ...fyne.KeyName) {
	s.t.Helper()
	for _, k := range keys {
		f := s.Canvas().Focused()
		if f == nil {
			s.t.Fatalf("nothing has the keyboard for %s", k)
		}
		if k == fyne.KeyTab {
			s.Canvas().FocusNext()
			continue
		}
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (s *screen) open() bool { return s.Canvas().Overlays().Top() != nil }

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

func (s *screen) showHistory(c *chronicle) *list {
	s.t.Helper()
	ShowHistory(c.history(), s, s.post)
	l := s.Canvas().Focused().(*list)
	s.until("the first steps", func() bool { return l.Length() > 0 || c.steps == 0 })
	return l
}

func TestTheHistoryGoesBackByKey(t *testing.T) {
	s, c := newScreen(t), &chronicle{steps: 5}
	s.showHistory(c)
	s.press(fyne.KeyReturn) // the last change: there is nothing to go back from
	if !s.open() || len(c.back) != 0 {
		t.Fatalf("it went back to the present: %v", c.back)
	}
	s.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn)
	if s.open() || len(c.back) != 1 || c.back[0] != "3 true" {
		t.Errorf("it went back to %v", c.back)
	}
}

func TestTheHistoryIsLeftByEsc(t *testing.T) {
	s, c := newScreen(t), &chronicle{steps: 5}
	s.showHistory(c)
	s.press(fyne.KeyDown, fyne.KeyEscape)
	if s.open() || len(c.back) != 0 {
		t.Errorf("it is open, or went back to %v", c.back)
	}
}

func TestTheHistoryOfTheWholeProjectIsAKeyAway(t *testing.T) {
	s, c := newScreen(t), &chronicle{steps: 5}
	l := s.showHistory(c)
	var other *button
	for range 5 {
		s.press(fyne.KeyTab)
		if b, ok := s.Canvas().Focused().(*button); ok && b.Text == "Show the whole project" {
			other = b
			break
		}
	}
	if other == nil {
		t.Fatal("Tab does not lead to it")
	}
	s.press(fyne.KeyReturn)
	s.until("all steps", func() bool { return l.Length() > 0 })
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	if len(c.back) != 1 || c.back[0] != "1 false" || len(c.reads) != 2 || c.reads[1] {
		t.Errorf("went back to %v after reading %v", c.back, c.reads)
	}
}

func TestTheHistoryIsReadPageByPage(t *testing.T) {
	s, c := newScreen(t), &chronicle{steps: 100}
	l := s.showHistory(c)
	if l.Length() >= 100 {
		t.Fatalf("all %d steps were read at once", l.Length())
	}
	for l.at < 99 {
		before := l.at
		s.press(fyne.KeyPageDown)
		if l.at == before || l.at == l.Length()-1 {
			s.until("older steps", func() bool { return l.Length() > l.at+1 || l.Length() == 100 })
		}
	}
	s.press(fyne.KeyReturn)
	if len(c.back) != 1 || c.back[0] != "1 true" {
		t.Errorf("it went back to %v", c.back)
	}
}

func TestAHistoryThatCannotBeReadSaysWhy(t *testing.T) {
	s, c := newScreen(t), &chronicle{fails: errors.New("The file is damaged.")}
	v := &historyView{history: c.history(), win: s, post: s.post}
	v.build()
	v.back = newButton("", nil, nil)
	v.restart()
	s.until("why", func() bool { return v.detail.Text == "The file is damaged." })
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
		s, got := newScreen(t), ""
		Offer("Damaged", "It is damaged.", []Way{
			{"First", "It is the best.", func() { got = "first" }},
			{"Second", "It is another.", func() { got = "second" }},
		}, s)
		s.press(c.keys...)
		if got != c.want || s.open() {
			t.Errorf("%v takes %q", c.keys, got)
		}
	}
}

func TestABackupIsChosenByKey(t *testing.T) {
	s, got := newScreen(t), ""
	backups := []model.Backup{{Path: "x/new.assay"}, {Path: "x/old.assay", Occasion: model.BeforeRestore}}
	choose := func(b model.Backup) { got = b.Path }
	ShowBackups("p.assay", backups, s, choose)
	s.press(fyne.KeyDown, fyne.KeyReturn)
	if got != "x/old.assay" || s.open() {
		t.Errorf("it restores %q", got)
	}
	got = ""
	ShowBackups("p.assay", backups, s, choose)
	s.press(fyne.KeyEscape)
	if got != "" || s.open() {
		t.Errorf("Esc restores %q", got)
	}
}
