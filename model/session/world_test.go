package session_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/session"
)

var errDisk = errors.New("no space left on device")

// world is a session with a store and a clock that the test controls. It records
// the session's events.
type world struct {
	*session.Session
	t      *testing.T
	store  *modeltest.Store
	clock  time.Time
	timers []*timer
	events []string
	opts   session.Options
}

type timer struct {
	at time.Time
	f  func()
}

func given(t *testing.T, docs ...*model.Document) *world {
	t.Helper()
	w := &world{t: t, store: modeltest.NewStore(t, docs...), clock: time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)}
	w.opts = session.Options{Analyst: "Ines", Advance: true, Now: func() time.Time { return w.clock }, After: w.after}
	w.restart()
	return w
}

// restart makes all changes durable and starts another session on the store.
func (w *world) restart() {
	w.t.Helper()
	if w.Session != nil {
		w.EndTyping()
		w.saved()
	}
	w.timers = nil
	s, err := session.New(w.store, w.opts)
	if err != nil {
		w.t.Fatal(err)
	}
	w.Session = s
	w.events = nil
	s.Subscribe(each(func(e session.Event) {
		w.events = append(w.events, fmt.Sprintf("%T%v", e, e)[len("session."):])
	}))
}

// each returns a subscriber that calls f with each event of a batch.
func each(f func(session.Event)) func([]session.Event) {
	return func(events []session.Event) {
		for _, e := range events {
			f(e)
		}
	}
}

func (w *world) after(d time.Duration, f func()) (cancel func()) {
	t := &timer{w.clock.Add(d), f}
	w.timers = append(w.timers, t)
	return func() { t.f = nil }
}

// pass advances the clock by d, and runs the timers that are due.
func (w *world) pass(d time.Duration) {
	end := w.clock.Add(d)
	for {
		slices.SortStableFunc(w.timers, func(a, b *timer) int { return a.at.Compare(b.at) })
		if len(w.timers) == 0 || w.timers[0].at.After(end) {
			break
		}
		next := w.timers[0]
		w.timers = w.timers[1:]
		w.clock = next.at
		if next.f != nil {
			next.f()
		}
	}
	w.clock = end
}

// saved makes all enqueued changes durable and reports that to the session.
func (w *world) saved() {
	w.t.Helper()
	w.StoreStatus(w.store.Settle(), nil)
}

// fails reports to the session that the store cannot write.
func (w *world) fails() { w.StoreStatus(w.durable(), errDisk) }

func (w *world) durable() uint64 {
	if n := len(w.store.Durable); n > 0 {
		return w.store.Durable[n-1].ID
	}
	return 0
}

// ok fails the test if err is not nil.
func (w *world) ok(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) open(id model.ArticleID) {
	w.t.Helper()
	w.ok(w.Open(id))
}

// tag applies the labels one after the other. If Advance is on, the cursor moves to
// the next untagged sentence after each.
func (w *world) tag(labels ...model.LabelKey) {
	w.t.Helper()
	for _, l := range labels {
		w.ok(w.Tag(l))
	}
}

func (w *world) undo() {
	w.t.Helper()
	_, err := w.Undo()
	w.ok(err)
}

func (w *world) redo() {
	w.t.Helper()
	_, err := w.Redo()
	w.ok(err)
}

// typeNote types a note key by key, a tenth of a second apart.
func (w *world) typeNote(id string, on model.NoteTarget, text string) {
	w.t.Helper()
	runes := []rune(text)
	for i := range runes {
		w.ok(w.WriteNote(id, on, string(runes[:i+1])))
		w.pass(100 * time.Millisecond)
	}
}

// sentence returns the target of a note on the current sentence.
func (w *world) sentence() model.NoteTarget {
	w.t.Helper()
	u, ok := w.Current()
	if !ok {
		w.t.Fatal("there is no current sentence")
	}
	return model.OnSentence(w.Document().ID, u.Span)
}

func (w *world) texts(on model.NoteTarget) []string {
	w.t.Helper()
	notes, err := w.Notes(on)
	w.ok(err)
	out := []string{}
	for _, n := range notes {
		out = append(out, n.Text)
	}
	return out
}

// labels returns the analyst's labels on the open article, one letter for each
// unit: "-" for no label, "x" for a unit that is set aside.
func (w *world) labels() string {
	out := ""
	for _, u := range w.Document().Units {
		a, _ := w.Document().Annotation(u.Span, w.Analyst())
		l, ok := w.Codebook().Find(a.Label)
		switch {
		case u.Kind != model.UnitSentence:
			out += "x"
		case ok:
			out += l.Letter
		default:
			out += "-"
		}
	}
	return out
}

func (w *world) wantLabels(want string) {
	w.t.Helper()
	if got := w.labels(); got != want {
		w.t.Errorf("the labels are %s, want %s", got, want)
	}
	// The list must agree with the article.
	sum, _ := w.Summary(w.Document().ID)
	if p := w.Document().ProgressOf(w.Analyst()); sum.Progress.Sentences != p.Sentences ||
		sum.Progress.Tagged() != p.Tagged() || sum.Progress.Notes != p.Notes {
		w.t.Errorf("the list has %+v, but the article has %+v", sum.Progress, p)
	}
}

func (w *world) wantTexts(on model.NoteTarget, want ...string) {
	w.t.Helper()
	if got := w.texts(on); !slices.Equal(got, want) {
		w.t.Errorf("the notes are %q, want %q", got, want)
	}
}

func (w *world) wantAt(id model.ArticleID, unit int) {
	w.t.Helper()
	open := model.ArticleID("no article")
	if doc := w.Document(); doc != nil {
		open = doc.ID
	}
	if open != id || w.Cursor() != unit {
		w.t.Errorf("the cursor is on unit %d of %s, want %d of %s", w.Cursor(), open, unit, id)
	}
}

func (w *world) wantSave(want session.SaveState) {
	w.t.Helper()
	if got := w.Save().State; got != want {
		w.t.Errorf("the save state is %d, want %d", got, want)
	}
}

func (w *world) wantChanges(want int) {
	w.t.Helper()
	if got := len(w.store.Changes()); got != want {
		w.t.Errorf("there are %d changes, want %d", got, want)
	}
}

// happened returns the events since its last call.
func (w *world) happened() []string {
	events := w.events
	w.events = nil
	return events
}

func (w *world) wantEvents(want ...string) {
	w.t.Helper()
	if got := w.happened(); !slices.Equal(got, want) {
		w.t.Errorf("the events are\n%q, want\n%q", got, want)
	}
}

func (w *world) rows() (ids []model.ArticleID) {
	for i := range w.Shown() {
		ids = append(ids, w.Row(i).ID)
	}
	return ids
}

func (w *world) wantRows(want ...model.ArticleID) {
	w.t.Helper()
	if got := w.rows(); !slices.Equal(got, want) {
		w.t.Errorf("the list shows %v, want %v", got, want)
	}
}

func seeds(n uint64) uint64 {
	if testing.Short() {
		return n / 5
	}
	return n
}
