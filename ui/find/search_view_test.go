package find

import (
	"context"
	"errors"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/uitest"
)

// library is a finding.Host with a few articles. A vertical bar in a text separates
// sentences.
type library struct {
	texts   []string
	notes   map[int]string // note on the first sentence of an article, by the index of the article
	labels  string         // letters of the labels in every article, by index of the sentence; a space for no label
	gate    atomic.Value   // a chan bool; see shut
	ended   chan error     // receives the error of every search
	fails   error
	relaxed bool
	scanned bool
	note    error // the problem with the index
	post    func(func())
	saved   []settings.Search
	opened  []int
	did     []string
	why     string // why the actions cannot run, or ""
	timers  []func()
}

func (l *library) document(id model.ArticleID) *model.Document {
	var at int
	fmt.Sscan(string(id), &at)
	doc := &model.Document{Text: l.texts[at]}
	doc.ID = id
	for start := 0; start < len(doc.Text); {
		end := len(doc.Text)
		if i := strings.IndexByte(doc.Text[start:], '|'); i >= 0 {
			end = start + i
		}
		doc.Units = append(doc.Units, model.Unit{Span: model.Span{Start: start, End: end}})
		start = end + 1
	}
	return doc
}

// Search implements finding.Host.
func (l *library) Search(ctx context.Context, s finding.Request, found func(search.Found), looked func(done, all int)) (how search.Result, err error) {
	defer func() { l.ended <- err }()
	matcher := search.NewMatcher(s.Query)
	n := 0
	for i := range l.texts {
		if gate, ok := l.gate.Load().(chan bool); ok {
			select {
			case <-gate:
			case <-ctx.Done():
			}
		}
		if ctx.Err() != nil {
			return how, ctx.Err()
		}
		doc := l.document(model.ArticleID(fmt.Sprint(i)))
		f := search.Found{Article: doc.ID, Sentences: matcher.Sentences(doc.Text, doc.Units)}
		if text := l.notes[i]; text != "" {
			if marks, ok := matcher.Match(text); ok {
				f.Notes = append(f.Notes, search.NoteHit{Note: model.Note{Target: model.OnSentence(doc.ID, doc.Units[0].Span)}, Text: text, Marks: marks})
			}
		}
		how.Total += len(f.Sentences)
		f.Sentences = f.Sentences[:min(len(f.Sentences), max(0, s.Limit-n))]
		n += len(f.Sentences)
		if len(f.Sentences)+len(f.Notes) > 0 {
			found(f)
		}
		looked(i+1, len(l.texts))
	}
	how.Whole, how.Relaxed, how.Scanned, how.Note = n == how.Total, l.relaxed, l.scanned, l.note
	return how, l.fails
}

// shut makes all searches wait for the gate before each article.
func (l *library) shut(gate chan bool) chan bool {
	l.gate.Store(gate)
	return gate
}

// Document implements finding.Host.
func (l *library) Document(id model.ArticleID) (*model.Document, error) { return l.document(id), nil }

// Analyst implements finding.Host.
func (l *library) Blind() bool { return false }

func (l *library) Analyst() string { return "Ines" }

// Go implements finding.Host.
func (l *library) Go(work func()) { go work() }

// Post implements finding.Host.
func (l *library) Post(f func()) { l.post(f) }

// After implements finding.Host. It keeps f in timers, so that a test can call it.
func (l *library) After(_ time.Duration, f func()) func() {
	l.timers = append(l.timers, f)
	return func() {}
}

func (l *library) window() callbacks {
	words := search.Vocabulary{Labels: []string{"Claim", "Quote"}, Outlets: []string{"The Brenholt Chronicle"}}
	return callbacks{
		Typed: func() {},
		Label: func(doc *model.Document, s model.Span) (string, color.Color) {
			if at := doc.UnitAt(s.Start); at < len(l.labels) {
				return strings.TrimSpace(l.labels[at : at+1]), color.NRGBA{R: 200, A: 255}
			}
			return "", nil
		},
		Name: func(id model.ArticleID) (string, string) { return "Article " + string(id), "Tellwire" },
		Complete: func(text string, cursor int) (out []completion) {
			for _, c := range search.Complete(text, cursor, words) {
				value := c.At > 0 && text[c.At-1] == ':'
				if value || cursor-c.At > 1 {
					out = append(out, completion{At: c.At, End: c.End, Text: c.Text, Title: c.Shown, Value: value})
				}
			}
			return out
		},
		Objections: func(q search.Query) (all []string) {
			for _, name := range q.UnknownLabels(model.DefaultCodebook()) {
				all = append(all, "There is no label “"+name+"”.")
			}
			return all
		},
		Saved: savedSearches{
			List: func() []settings.Search { return l.saved },
			Use:  func(name string) { l.did = append(l.did, "use "+name) },
			Rename: func(name string, done func()) {
				l.saved[0].Name = "renamed"
				done()
			},
			Remove: func(name string) {
				l.saved = slices.DeleteFunc(l.saved, func(s settings.Search) bool { return s.Name == name })
			},
		},
		Actions: []action{{Title: "Tag all…", Key: "Ctrl+T", Why: func() string { return l.why }, Do: func() { l.did = append(l.did, "tag") }}},
		Open:    func(at int) { l.opened = append(l.opened, at) },
		Explain: error.Error, ExplainMistake: func(e *search.SyntaxError) string { return e.Error() },
		Shortcut: func(fyne.Shortcut) (string, bool) { return "", false },
	}
}

func openSearch(s *uitest.Screen, l *library) *searchView {
	s.T.Helper()
	l.ended, l.post = make(chan error, 1000), s.Post
	return showSearch(finding.New(l), l.window(), "", s.Window)
}

func searched(s *uitest.Screen, v *searchView) {
	s.T.Helper()
	s.Until("the end of the search", func() bool { return !v.Running() })
}

func (p *preview) text() (out string) {
	for _, s := range p.Segments {
		out += s.(*widget.TextSegment).Text
	}
	return out
}

func TestTheSentencesThatHaveTheWordsAreShownAndGoneTo(t *testing.T) {
	s := uitest.NewScreen(t)
	l := &library{texts: []string{"It rained.|The river rose.|Nobody left.", "Nobody came.", "A river bus sank."}, labels: " Q"}
	v := openSearch(s, l)
	s.TypeIn("river")
	searched(s, v)
	if v.Tally() != (finding.Tally{Sentences: 2, Articles: 2}) || len(v.rows) != 4 {
		t.Fatalf("the tally is %+v, with %d rows", v.Tally(), len(v.rows))
	}
	if v.list.At != 1 { // the first row is the heading of the article
		t.Errorf("row %d is selected, want 1", v.list.At)
	}
	s.Until("the sentences around the hit", func() bool { return v.preview.text() == "It rained. The river rose. Nobody left." })
	if got := v.preview.Segments[2].(*widget.TextSegment); got.Text != "river" || !got.Style.TextStyle.Bold {
		t.Errorf("%q is in bold, want river", got.Text)
	}
	s.Until("the label", func() bool { return s.Reads("Q") })
	s.Press(fyne.KeyDown)
	if v.list.At != 3 || v.At() != 1 {
		t.Errorf("Down leads to row %d, want 3", v.list.At)
	}
	s.Press(fyne.KeyUp, fyne.KeyUp)
	if v.list.At != 1 {
		t.Errorf("Up leads to row %d, want 1", v.list.At)
	}
	s.Press(fyne.KeyF3, fyne.KeyReturn)
	if len(l.opened) != 1 || l.opened[0] != 1 || s.Open() {
		t.Errorf("Enter goes to %v; open: %v", l.opened, s.Open())
	}
}

func TestTheNextKeyEndsTheReadingBefore(t *testing.T) {
	s := uitest.NewScreen(t)
	l := &library{texts: []string{"The river rose.", "A rift opened."}}
	gate := l.shut(make(chan bool))
	v := openSearch(s, l)
	s.TypeIn("ri")
	s.TypeIn("f") // the searches for "r" and "ri" have read nothing yet
	for range 2 {
		if err := <-l.ended; !errors.Is(err, context.Canceled) {
			t.Errorf("an outdated search ends with %v", err)
		}
	}
	close(gate)
	searched(s, v)
	if v.Tally().Sentences != 1 || !strings.Contains(v.Hits()[0].Text, "rift") {
		t.Errorf("the tally is %+v, and the hits are %+v", v.Tally(), v.Hits())
	}
}

// While the query has a mistake, the dialog shows the hits of the last query
// without one.
func TestAMistakeLeavesTheReadingBefore(t *testing.T) {
	s := uitest.NewScreen(t)
	l := &library{texts: []string{"The river rose.", "A rift opened."}}
	v := openSearch(s, l)
	s.TypeIn("ri")
	searched(s, v)
	gate := l.shut(make(chan bool))
	s.TypeIn("f lable:")
	close(gate)
	searched(s, v)
	if v.Mistake() == nil || v.Tally().Sentences != 0 || v.Asked() != "rif lable" || v.Text() != "rif lable:" {
		t.Errorf("the query is %q, and the hits are %+v", v.Asked(), v.Hits())
	}
}

// A search that is closed before it has found anything must not keep the hits of
// the previous search.
func TestClosedTooEarlyASearchHasNothing(t *testing.T) {
	s := uitest.NewScreen(t)
	l := &library{texts: []string{"The river rose.", "A rift opened."}}
	v := openSearch(s, l)
	s.TypeIn("ri")
	searched(s, v)
	gate := l.shut(make(chan bool))
	s.TypeIn("f")
	s.Press(fyne.KeyEscape)
	if f := v.Finding; len(f.Hits()) != 0 || !f.Interrupted() || f.Asked() != "rif" {
		t.Errorf("the query is %q, and the hits are %+v", f.Asked(), f.Hits())
	}
	close(gate)
	v = showSearch(v.Finding, v.callbacks, "", s.Window)
	searched(s, v)
	if len(v.Hits()) != 1 || v.Interrupted() {
		t.Errorf("after opening again the hits are %+v", v.Hits())
	}
}

func TestEnterWaitsForWhatWasAskedFor(t *testing.T) {
	s := uitest.NewScreen(t)
	l := &library{texts: []string{"A rift.", "The river rose."}}
	v := openSearch(s, l)
	s.TypeIn("ri")
	searched(s, v)
	gate := l.shut(make(chan bool))
	s.TypeIn("v") // this search waits for the gate
	s.Press(fyne.KeyReturn)
	if len(l.opened) > 0 || !s.Open() {
		t.Fatal("Enter goes to a hit of the previous query")
	}
	close(gate)
	s.Until("the hit", func() bool { return !s.Open() })
	if len(l.opened) != 1 || v.Hits()[l.opened[0]].Text != "The river rose." {
		t.Errorf("Enter goes to %v of %v", l.opened, v.Hits())
	}
}

func TestLeavingEndsTheReadingAndGoingToAHitDoesNot(t *testing.T) {
	s := uitest.NewScreen(t)
	l := &library{texts: []string{"The river rose.", "A river."}}
	gate := l.shut(make(chan bool, 2))
	v := openSearch(s, l)
	s.TypeIn("r")
	l.timers[len(l.timers)-1]() // as if the search were slow
	if !strings.Contains(v.status.Text, "Searching 0 of") {
		t.Errorf("the status of a slow search is %q", v.status.Text)
	}
	s.Press(fyne.KeyEscape)
	if err := <-l.ended; !errors.Is(err, context.Canceled) || s.Open() {
		t.Errorf("the search ends with %v; open: %v", err, s.Open())
	}

	v = showSearch(v.Finding, v.callbacks, "", s.Window) // the search starts again
	gate <- true
	s.Until("a hit", func() bool { return len(v.Hits()) == 1 })
	s.Press(fyne.KeyReturn)
	gate <- true
	if err := <-l.ended; err != nil || s.Open() {
		t.Errorf("the search ends with %v; open: %v", err, s.Open())
	}
}

func TestASearchSaysWhatCameOfIt(t *testing.T) {
	many := make([]string, 60)
	for i := range many {
		many[i] = strings.Repeat("The river rose.|", finding.MaxHits/50)
	}
	for _, c := range []struct {
		name, typed string
		library     *library
		says        string
	}{
		{"nothing", "glacier", &library{texts: []string{"The river rose."}}, "No results."},
		{"no such label", "label:cliam ", &library{}, "There is no label “cliam”."},
		{"too much", "river", &library{texts: many}, "6,000 sentences. Showing the first 5,000."},
		{"something", "river", &library{texts: []string{"A river.|A river.", "River!"}}, "3 sentences in 2 articles."},
		{"a note", "river", &library{texts: []string{"A river."}, notes: map[int]string{0: "Which river?"}}, "1 sentence and 1 note in 1 article."},
		{"only notes", "which", &library{texts: []string{"A river."}, notes: map[int]string{0: "Which river?"}}, "1 note in 1 article."},
		{"an error", "river", &library{texts: many[:1], fails: errors.New("the disk is on fire")}, "the disk is on fire"},
		{"typos", "river", &library{texts: []string{"A river."}, relaxed: true}, "No exact results for “river”. Similar: 1 sentence in 1 article."},
		{"without the index", "river", &library{texts: []string{"A river."}, scanned: true, note: model.ErrIndexNotMade}, "1 sentence in 1 article. The search index cannot be used, so searching takes longer."},
		{"before the index is made", "river", &library{texts: []string{"A river."}, scanned: true, note: model.ErrIndexUnfinished}, "1 sentence in 1 article. The search index is still being built. Searching will soon be faster."},
		{"no words", `"`, &library{}, "Finds sentences and notes with all the words"},
		{"a mistake", "lable:claim", &library{}, "Did you mean “label"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := uitest.NewScreen(t)
			v := openSearch(s, c.library)
			v.field.put(c.typed)
			s.Until(c.says, func() bool { return !v.Running() && strings.Contains(v.status.Text, c.says) })
			if v.Running() || v.Tally().Sentences > finding.MaxHits || (v.All() != nil) != (c.name != "too much" && c.library.fails == nil && v.Mistake() == nil && !v.Query().Empty()) {
				t.Errorf("running: %v, %+v, all: %v", v.Running(), v.Tally(), v.All())
			}
			s.Press(fyne.KeyEscape)
		})
	}
}

func TestOpenedAgainASearchIsWhereItWas(t *testing.T) {
	s := uitest.NewScreen(t)
	l := &library{texts: []string{"A river.|Two rivers: river.", "The river."}}
	v := openSearch(s, l)
	s.TypeIn("river")
	searched(s, v)
	s.Press(fyne.KeyDown, fyne.KeyEscape)
	f, round := v.Finding, v.Round()
	again := func() *searchView {
		v := showSearch(f, l.window(), "", s.Window)
		searched(s, v)
		return v
	}
	if v = again(); v.field.Text != "river" || v.list.At != 2 || v.field.SelectedText() != "river" {
		t.Errorf("the search opens with %q, of which %q is selected, at row %d", v.field.Text, v.field.SelectedText(), v.list.At)
	}
	if f.Round() != round {
		t.Error("the search ran again although nothing has changed")
	}
	s.Press(fyne.KeyEscape)
	f.Invalidate()
	l.texts[0] = "River.|Two rivers: river."
	if v = again(); v.Tally().Sentences != 3 || v.At() != 0 {
		t.Errorf("after a change the tally is %+v, at hit %d", v.Tally(), v.At())
	}
	s.TypeIn("x") // replaces the selected text
	if v.field.Text != "x" {
		t.Errorf("after typing the query is %q, want x", v.field.Text)
	}
}

func TestASavedSearchIsUsedRenamedAndRemoved(t *testing.T) {
	s := uitest.NewScreen(t)
	l := &library{texts: []string{"A river."}, saved: []settings.Search{{Name: "Rivers", Query: "river"}, {Name: "Lakes", Query: "lake"}}}
	v := openSearch(s, l)
	if v.list.At != 1 || !s.Reads("Saved searches") {
		t.Fatalf("row %d is selected, want 1", v.list.At)
	}
	s.Press(fyne.KeyF2)
	if !s.Reads("renamed") {
		t.Error("the saved search is not renamed")
	}
	s.Press(fyne.KeyDown, fyne.KeyDelete)
	if len(l.saved) != 1 || s.Reads("Lakes") {
		t.Errorf("the saved searches are %v", l.saved)
	}
	s.Press(fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn)
	searched(s, v)
	if v.field.Text != "river " || v.Tally().Sentences != 1 || len(l.did) != 1 || l.did[0] != "use renamed" {
		t.Errorf("the query is %q, and the calls are %v", v.field.Text, l.did)
	}
	s.Press(fyne.KeyDelete) // Delete now edits the query
	if len(l.saved) != 1 {
		t.Error("Delete in the query removes a saved search")
	}
}

func TestWhatCannotBeDoneWithWhatWasFoundSaysWhy(t *testing.T) {
	s := uitest.NewScreen(t)
	l := &library{texts: []string{"A river."}, why: "No results."}
	v := openSearch(s, l)
	if !v.actions[0].Disabled() {
		t.Error("the button is enabled")
	}
	v.do(v.Actions[0])
	if v.status.Text != "No results." || l.did != nil {
		t.Errorf("the status is %q, and the calls are %v", v.status.Text, l.did)
	}
	l.why = ""
	s.TypeIn("river")
	searched(s, v)
	s.Click("Tag all…   Ctrl+T")
	if len(l.did) != 1 {
		t.Errorf("the calls are %v, want one", l.did)
	}
}
