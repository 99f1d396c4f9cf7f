package dialog

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/words"

	"fyne.io/fyne/v2"
)

// library is a few texts, searched when the test says so.
type library struct {
	texts  []string
	gate   chan bool  // a reading goes on when it gives something; nil never waits
	ended  chan error // what readings gave
	fails  error
	opened string
	timers []func()
}

func (l *library) search() TextSearch {
	return TextSearch{
		Articles: len(l.texts),
		Name:     func(id model.ArticleID) (string, string) { return "Article " + string(id), "Tellwire" },
		Open:     func(id model.ArticleID, s model.Span) { l.opened = fmt.Sprint(id, " ", s) },
		Explain:  error.Error,
		After: func(_ time.Duration, f func()) func() {
			l.timers = append(l.timers, f)
			return func() {}
		},
		Search: func(ctx context.Context, q search.Query, found func(search.Found), looked func(int)) (err error) {
			defer func() { l.ended <- err }()
			scanner := search.NewScanner(q)
			for i, text := range l.texts {
				if l.gate != nil {
					select {
					case <-l.gate:
					case <-ctx.Done():
					}
				}
				if ctx.Err() != nil {
					return ctx.Err()
				}
				units := []model.Unit{{Span: model.Span{End: len(text)}}}
				if s := scanner.Sentences(text, units); s != nil {
					found(search.Found{Article: model.ArticleID(fmt.Sprint(i)), Sentences: s})
				}
				looked(i + 1)
			}
			return l.fails
		},
	}
}

func (s *screen) showSearch(l *library) *searchView {
	s.t.Helper()
	l.ended = make(chan error, 1000)
	return showSearch(l.search(), s.Window, s.post)
}

func TestTheSentencesThatHaveTheWordsAreShownAndGoneTo(t *testing.T) {
	s := newScreen(t)
	l := &library{texts: []string{"The river rose.", "Nobody came.", "A river bus sank."}}
	v := s.showSearch(l)
	s.typeIn("river")
	s.until("what was found", func() bool { return !v.running })
	if v.sentences != 2 || v.articles != 2 || len(v.rows) != 4 {
		t.Fatalf("%d sentences of %d articles in %d rows", v.sentences, v.articles, len(v.rows))
	}
	if v.list.at != 1 { // the name of the article is no sentence
		t.Errorf("row %d is chosen", v.list.at)
	}
	if v.whole.Text != "The river rose." {
		t.Errorf("it shows %q", v.whole.Text)
	}
	s.press(fyne.KeyDown)
	if v.list.at != 3 || v.whole.Text != "A river bus sank." {
		t.Errorf("down leads to %d, %q", v.list.at, v.whole.Text)
	}
	s.press(fyne.KeyUp, fyne.KeyUp)
	if v.list.at != 1 {
		t.Errorf("up leads to %d", v.list.at)
	}
	s.press(fyne.KeyDown, fyne.KeyReturn)
	if l.opened != "2 0-17" || s.open() {
		t.Errorf("Enter goes to %q; open: %v", l.opened, s.open())
	}
}

func TestTheNextKeyEndsTheReadingBefore(t *testing.T) {
	s := newScreen(t)
	l := &library{texts: []string{"The river rose.", "A rift opened."}, gate: make(chan bool)}
	v := s.showSearch(l)
	s.typeIn("ri")
	s.typeIn("f") // "r" and "ri" have read nothing yet
	for range 2 {
		if err := <-l.ended; !errors.Is(err, context.Canceled) {
			t.Errorf("a reading nobody wants ends with %v", err)
		}
	}
	close(l.gate)
	s.until("what was found", func() bool { return !v.running })
	if v.sentences != 1 || !strings.Contains(v.whole.Text, "rift") {
		t.Errorf("%d sentences, %q", v.sentences, v.whole.Text)
	}
}

func TestClosingEndsTheReading(t *testing.T) {
	s := newScreen(t)
	l := &library{texts: []string{"The river rose."}, gate: make(chan bool)}
	v := s.showSearch(l)
	s.typeIn("r")
	l.timers[len(l.timers)-1]() // half a second has passed
	if !strings.Contains(v.status.Text, "0 of 1") {
		t.Errorf("a long search says %q", v.status.Text)
	}
	s.press(fyne.KeyEscape)
	if err := <-l.ended; !errors.Is(err, context.Canceled) || s.open() {
		t.Errorf("it ends with %v; open: %v", err, s.open())
	}
}

func TestASearchSaysWhatCameOfIt(t *testing.T) {
	many := make([]string, searchMost+5)
	for i := range many {
		many[i] = "The river rose."
	}
	for _, c := range []struct {
		name, typed string
		library     *library
		says        string
	}{
		{"nothing", "glacier", &library{texts: []string{"The river rose."}}, "No sentence has all of these words"},
		{"too much", "river", &library{texts: many}, fmt.Sprintf("The first %s sentences", words.Number(searchMost))},
		{"something", "river", &library{texts: many[:3]}, "Sentences: 3, in articles: 3"},
		{"an error", "river", &library{texts: many[:1], fails: errors.New("the disk is on fire")}, "the disk is on fire"},
		{"no words", `"`, &library{}, "No sentence"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScreen(t)
			v := s.showSearch(c.library)
			s.typeIn(c.typed)
			s.until(c.says, func() bool { return strings.Contains(v.status.Text, c.says) })
			if v.running || v.sentences > searchMost {
				t.Errorf("running: %v, %d sentences", v.running, v.sentences)
			}
			s.press(fyne.KeyEscape)
		})
	}
}
