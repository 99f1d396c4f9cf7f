package session

import (
	"slices"

	"assay.app/assay/model"
)

// Event says what changed. Events carry ids, not values; subscribers ask the
// session for values. Events about the open article are about the one in the
// active place, unless they are in a Beside.
type Event interface{ isEvent() }

type (
	// CorpusChanged: articles were added, removed, filtered or sorted, or the rows
	// of many of them changed.
	CorpusChanged struct{}
	// SummaryChanged: the row of one article in the list changed.
	SummaryChanged struct{ ID model.ArticleID }
	// ArticleOpened: another article is open, or none if ID is empty.
	ArticleOpened struct{ ID model.ArticleID }
	// CursorMoved: another unit of the open article is current.
	CursorMoved struct{ From, To int }
	// UnitChanged: the label or the notes of one unit of the open article changed,
	// or of several units if Unit is -1.
	UnitChanged struct{ Unit int }
	// StructureChanged: the open article is divided differently, or its metadata
	// changed.
	StructureChanged struct{}
	// SuggestionsChanged: other labels are suggested for the open article.
	SuggestionsChanged struct{}
	// NotesChanged: notes on the target changed, other than by typing in this
	// session.
	NotesChanged struct{ Target model.NoteTarget }
	// SaveChanged: the result of Save changed.
	SaveChanged struct{}
	// PlacesChanged: another place is active, or the number of places changed.
	PlacesChanged struct{}
	// Beside: an ArticleOpened, UnitChanged, StructureChanged or SuggestionsChanged
	// happened in a place that is not active.
	Beside struct {
		Place int
		Event Event
	}
	// Noticed: something happened that the status bar should mention.
	Noticed struct{ Notice Notice }
)

func (CorpusChanged) isEvent()      {}
func (SummaryChanged) isEvent()     {}
func (ArticleOpened) isEvent()      {}
func (CursorMoved) isEvent()        {}
func (UnitChanged) isEvent()        {}
func (StructureChanged) isEvent()   {}
func (SuggestionsChanged) isEvent() {}
func (NotesChanged) isEvent()       {}
func (SaveChanged) isEvent()        {}
func (PlacesChanged) isEvent()      {}
func (Beside) isEvent()             {}
func (Noticed) isEvent()            {}

// Notice is something that the analyst may want to know but need not answer.
type Notice int

// The notices.
const (
	ArticleDone   Notice = iota // the last untagged sentence was tagged
	UntaggedAbove               // none untagged below, some above
	CorpusDone                  // nothing is left to tag in the listed articles
)

// broker hands events to subscribers in the order in which they happened, even
// if a subscriber causes further events. What happens while events are held is
// one batch: each subscriber is called once with all of it.
type broker struct {
	subscribers []*subscriber
	queue       [][]Event // batches not handed out yet
	busy        bool
	held        []Event
	holders     int // how many calls of hold are not released
}

type subscriber struct{ f func([]Event) }

func (b *broker) subscribe(f func([]Event)) (cancel func()) {
	sub := &subscriber{f}
	b.subscribers = append(b.subscribers, sub)
	return func() {
		sub.f = nil // also for events that are queued
		b.subscribers = slices.DeleteFunc(slices.Clone(b.subscribers), func(s *subscriber) bool { return s == sub })
	}
}

// hold keeps events back until release is called, and until the hold around
// this one is released, if there is one.
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

// condense calls f and reduces the events that it causes: each event occurs once,
// one event stands for all units that changed, and one for the whole list if
// many articles changed.
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

// ofAllUnits returns the event for several units, given the event for one.
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
