package session

import (
	"slices"

	"assay.app/assay/model"
)

// Event says what changed. Events carry ids; subscribers get the values from the
// session. Events about the open article are about the article in the active place,
// unless they are wrapped in a Beside.
type Event interface{ isEvent() }

type (
	// CorpusChanged means that articles were added, removed, filtered or sorted, or
	// that other parts of the list may have changed.
	CorpusChanged struct{}
	// SummaryChanged means that the row of one article in the list changed.
	SummaryChanged struct{ ID model.ArticleID }
	// ArticleOpened means that an article was opened or must be shown again. If ID
	// is empty, no article is open.
	ArticleOpened struct{ ID model.ArticleID }
	// CursorMoved means that another unit of the open article is current.
	CursorMoved struct{ From, To int }
	// SelectionChanged means that other text is selected in the open article. Units
	// is set if actions apply to other units than before.
	SelectionChanged struct{ Units bool }
	// UnitChanged means that the label or other records of one unit of the open article
	// changed, or those of several units if Unit is -1.
	UnitChanged struct{ Unit int }
	// StructureChanged means that the open article's units or metadata changed.
	StructureChanged struct{}
	// SuggestionsChanged means that the suggestions for the open article changed.
	SuggestionsChanged struct{}
	// NotesChanged means that notes on the target changed. It is not emitted for
	// the note that is being typed.
	NotesChanged struct{ Target model.NoteTarget }
	// SaveChanged means that the result of Save changed.
	SaveChanged struct{}
	// CodebookChanged means that the labels of the codebook changed.
	CodebookChanged struct{}
	// AnalystsChanged means that an analyst was renamed, that another analyst works, or
	// that the layers of the others were shown or hidden.
	AnalystsChanged struct{}
	// PhrasesChanged means that the list of phrases changed, or the phrases of an article
	// or an outlet.
	PhrasesChanged struct{}
	// GradesChanged means that grades of voices, articles or outlets changed. The grade of a
	// sentence causes UnitChanged.
	GradesChanged struct{}
	// VoicesChanged means that the list of voices changed.
	VoicesChanged struct{}
	// ProfilesChanged means that profiles of outlets changed.
	ProfilesChanged struct{}
	// ComparedChanged means that a statement, mention, gap, origin, dismissal, judgement,
	// citation, explanation or rating changed, or the scale of verdicts. Key is that of its
	// record.
	ComparedChanged struct{ Key model.Key }
	// PlacesChanged means that another place became active or the number of places
	// changed.
	PlacesChanged struct{}
	// Beside wraps an ArticleOpened, UnitChanged, StructureChanged or
	// SuggestionsChanged in the place that is not active.
	Beside struct {
		Place int
		Event Event
	}
	// Noticed carries a notice for the status bar.
	Noticed struct{ Notice Notice }
)

func (CorpusChanged) isEvent()      {}
func (SummaryChanged) isEvent()     {}
func (ArticleOpened) isEvent()      {}
func (CursorMoved) isEvent()        {}
func (SelectionChanged) isEvent()   {}
func (UnitChanged) isEvent()        {}
func (StructureChanged) isEvent()   {}
func (SuggestionsChanged) isEvent() {}
func (NotesChanged) isEvent()       {}
func (SaveChanged) isEvent()        {}
func (CodebookChanged) isEvent()    {}
func (AnalystsChanged) isEvent()    {}
func (PhrasesChanged) isEvent()     {}
func (GradesChanged) isEvent()      {}
func (VoicesChanged) isEvent()      {}
func (ProfilesChanged) isEvent()    {}
func (ComparedChanged) isEvent()    {}
func (PlacesChanged) isEvent()      {}
func (Beside) isEvent()             {}
func (Noticed) isEvent()            {}

// Notice is something that the analyst may want to know but need not respond to.
type Notice int

const (
	ArticleDone   Notice = iota // the article has no untagged sentence left
	UntaggedAbove               // untagged sentences are left only above the cursor
	CorpusDone                  // the listed articles have no untagged sentence left
)

// broker passes events to subscribers in the order in which they happened, even if
// a subscriber causes further events. Events that happen while events are held form
// one batch; each subscriber is called once with the whole batch.
type broker struct {
	subscribers []*subscriber
	queue       [][]Event // batches not passed to subscribers yet
	busy        bool
	held        []Event
	holders     int // the number of calls of hold that are not released
}

type subscriber struct{ f func([]Event) }

func (b *broker) subscribe(f func([]Event)) (cancel func()) {
	sub := &subscriber{f}
	b.subscribers = append(b.subscribers, sub)
	return func() {
		sub.f = nil // drops queued events too
		b.subscribers = slices.DeleteFunc(slices.Clone(b.subscribers), func(s *subscriber) bool { return s == sub })
	}
}

// hold keeps events back until all holds are released.
func (b *broker) hold() (release func()) {
	b.holders++
	return b.release
}

func (b *broker) release() {
	b.holders--
	if b.holders > 0 || len(b.held) == 0 {
		return
	}
	batch := b.held
	b.held = nil
	b.publish(batch)
}

// condense calls f and reduces the events that it causes: equal events occur once,
// one event stands for all units that changed, and CorpusChanged replaces
// SummaryChanged if many articles changed.
func (b *broker) condense(f func()) {
	defer b.hold()()
	before := b.held
	b.held = nil
	f()
	events := b.held
	b.held = before
	rows := map[model.ArticleID]bool{}
	for _, e := range events {
		if e, ok := e.(SummaryChanged); ok {
			rows[e.ID] = true
		}
	}
	seen := map[Event]bool{}
	for _, e := range events {
		if _, ok := e.(SummaryChanged); ok && len(rows) > mostSeparate {
			e = CorpusChanged{}
		}
		if e = ofAllUnits(e); !seen[e] {
			seen[e] = true
			b.held = append(b.held, e)
		}
	}
}

// ofAllUnits turns an event for one unit into an event for several units. It
// returns other events unchanged.
func ofAllUnits(e Event) Event {
	switch e := e.(type) {
	case UnitChanged:
		return UnitChanged{Unit: -1}
	case Beside:
		e.Event = ofAllUnits(e.Event)
		return e
	}
	return e
}

func (b *broker) emit(e Event) {
	if b.holders > 0 {
		b.held = append(b.held, e)
		return
	}
	b.publish([]Event{e})
}

func (b *broker) publish(batch []Event) {
	b.queue = append(b.queue, batch)
	if b.busy {
		return
	}
	b.busy = true
	defer func() { b.busy = false }()
	for len(b.queue) > 0 {
		next := b.queue[0]
		b.queue = b.queue[1:]
		for _, sub := range b.subscribers {
			if sub.f != nil {
				sub.f(next)
			}
		}
	}
}
