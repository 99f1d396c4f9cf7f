package panel

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
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

func (s *slow) Entries() ([]record.Entry, error) { return new(modeltest.Store).Entries() }
func (s *slow) Annotated(context.Context, map[model.LabelKey]bool, func(int)) ([]edit.Annotated, error) {
	return nil, nil
}

func (s *slow) Names() (record.Names, error)     { return record.Names{}, nil }
func (s *slow) Phrases() (record.Phrases, error) { return record.Phrases{}, nil }

func (s *slow) Compared() (record.Compared, error) { return record.Compared{}, nil }

func (s *slow) Chains() (record.Chains, error)                        { return record.Chains{}, nil }
func (s *slow) Profiles() (map[model.OutletID]*model.Profile, error)  { return nil, nil }
func (s *slow) OutletPhrases(model.OutletID) ([]*record.Given, error) { return nil, nil }
func (s *slow) PhraseUses(string) (map[model.PhraseID]record.Uses, error) {
	return nil, nil
}

func (s *slow) Voices() (record.Voices, error)                               { return record.Voices{}, nil }
func (s *slow) VoiceUses(string) (map[model.VoiceID]record.VoiceUses, error) { return nil, nil }
func (s *slow) Grades() (map[model.Key]*record.Grade, error) {
	return map[model.Key]*record.Grade{}, nil
}
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

// A notice goes after a while, and a reason hides it only for as long as it is shown.
func TestANoticeGoesAndAReasonComesFirst(t *testing.T) {
	test.NewTempApp(t)
	s, err := session.New(newSlow(), session.Options{Analyst: "Ines"})
	if err != nil {
		t.Fatal(err)
	}
	c := &clock{}
	st := NewStatus(s, NewTips(c.after))
	st.SetKeys("J move")
	st.SetNotice("Sentence copied.")
	st.Explain("There is nothing to undo.")
	if st.notice.Visible() || !st.why.Visible() {
		t.Error("the reason does not hide the notice")
	}
	st.Explain("")
	if !st.notice.Visible() || st.why.Visible() || st.keys.Visible() {
		t.Error("the notice does not come back after the reason")
	}
	c.pass(noticeStay)
	if st.Notice() != "" || !st.keys.Visible() {
		t.Errorf("after %v the notice is %q", noticeStay, st.Notice())
	}
}

// Hints that do not fit are left out, but not the last one.
func TestHintsThatDoNotFitAreLeftOut(t *testing.T) {
	test.NewTempApp(t)
	l := newHintLabel(NewTips((&clock{}).after))
	l.SizeName = theme.SizeNameCaptionText
	l.set("1–3 label · J/K move · Space next untagged · N note · F1 all keys")
	l.Resize(fyne.NewSize(1000, 30))
	if l.Text != l.whole {
		t.Errorf("with room for all hints the label shows %q", l.Text)
	}
	l.Resize(fyne.NewSize(220, 30))
	if l.Text != "1–3 label · J/K move · F1 all keys" {
		t.Errorf("in a narrow bar the label shows %q", l.Text)
	}
	l.Resize(fyne.NewSize(1000, 30))
	if l.Text != l.whole {
		t.Errorf("when there is room again the label shows %q", l.Text)
	}
}
