package panel

import (
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
)

// clock is a fake clock. It calls a function when the test advances the time.
type clock struct {
	now  time.Duration
	due  time.Duration
	call func()
}

func (c *clock) after(d time.Duration, f func()) (cancel func()) {
	c.due, c.call = c.now+d, f
	return func() { c.call = nil }
}

func (c *clock) pass(d time.Duration) {
	c.now += d
	if f := c.call; f != nil && c.due <= c.now {
		c.call = nil
		f()
	}
}

// slow is a store with one article. The test, not the store, reports changes as
// durable.
type slow struct {
	doc  *model.Document
	last uint64
}

func newSlow() *slow {
	return &slow{doc: &model.Document{
		Article: model.Article{ID: "a"},
		Text:    "One. Two. Three. Four.",
		Structure: model.Structure{
			Paragraphs: []model.Span{{Start: 0, End: 22}},
			Units: []model.Unit{
				{Span: model.Span{Start: 0, End: 4}},
				{Span: model.Span{Start: 5, End: 9}},
				{Span: model.Span{Start: 10, End: 16}},
				{Span: model.Span{Start: 17, End: 22}},
			},
		},
	}}
}

func (s *slow) Info() model.ProjectInfo { return model.ProjectInfo{ID: "p", Name: "Flood"} }

func (s *slow) Codebook() (model.Codebook, error)                 { return model.DefaultCodebook(), nil }
func (s *slow) Names() (record.Names, error)                      { return record.Names{}, nil }
func (s *slow) Document(model.ArticleID) (*model.Document, error) { return s.doc, nil }
func (s *slow) Notes(model.NoteTarget) ([]model.Note, error)      { return nil, nil }
func (s *slow) Recent() ([]edit.Change, error)                    { return nil, nil }
func (s *slow) History(uint64, int) ([]edit.Change, error)        { return nil, nil }
func (s *slow) Summaries(string) ([]model.Summary, error) {
	return []model.Summary{{Article: s.doc.Article, Progress: s.doc.ProgressOf("Ines")}}, nil
}

func (s *slow) Labels(string) (map[string]int, error) { return nil, nil }

func (s *slow) Enqueue(edit.Change) uint64 {
	s.last++
	return s.last
}

func TestTheBarShowsSavedOnlyForSavedWork(t *testing.T) {
	test.NewTempApp(t)
	store := newSlow()
	s, err := session.New(store, session.Options{Analyst: "Ines", Advance: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Open(store.doc.ID); err != nil {
		t.Fatal(err)
	}
	c := &clock{}
	st := NewStatus(s, NewTips(c.after))
	s.Subscribe(func(events []session.Event) {
		if slices.Contains(events, session.Event(session.SaveChanged{})) {
			st.RefreshSave()
		}
	})
	tag := func() {
		t.Helper()
		if err := s.Tag(model.Claim); err != nil {
			t.Fatal(err)
		}
	}
	durable := func() { s.StoreStatus(store.last, nil) }
	for i, step := range []struct {
		do   func()
		want string
	}{
		{func() {}, "Saved"},
		{tag, ""},
		{func() { c.pass(slowAfter / 2) }, ""},
		{durable, ""},
		{func() { c.pass(calmBefore / 2) }, ""},
		{tag, ""}, // before the bar says “Saved” about the first change
		{func() { c.pass(slowAfter) }, "Saving…"},
		{func() { c.pass(time.Minute) }, "Saving…"},
		{durable, "Saving…"},
		{func() { c.pass(calmBefore) }, "Saved"},
		{tag, ""},
		{func() { s.StoreStatus(store.last-1, errors.New("no room")) }, "Not saved"},
		{func() { c.pass(time.Minute) }, "Not saved"},
		{durable, "Not saved"},
		{func() { c.pass(calmBefore) }, "Saved"},
	} {
		if step.do(); st.SavedText() != step.want {
			t.Errorf("after step %d the bar says %q, want %q", i, st.SavedText(), step.want)
		}
	}
}

func TestTheWordOnSavingMovesNothing(t *testing.T) {
	test.NewTempApp(t)
	store := newSlow()
	s, err := session.New(store, session.Options{Analyst: "Ines"})
	if err != nil {
		t.Fatal(err)
	}
	st := NewStatus(s, NewTips((&clock{}).after))
	want := st.Content.MinSize()
	st.unsay()
	if got := st.Content.MinSize(); got != want {
		t.Errorf("without a word the bar's size is %v, want %v", got, want)
	}
	for _, state := range []session.SaveState{session.Saving, session.Failed} {
		if st.say(state); st.Content.MinSize() != want {
			t.Errorf("with %q the bar's size is %v, with “Saved” %v", st.SavedText(), st.Content.MinSize(), want)
		}
	}
}
