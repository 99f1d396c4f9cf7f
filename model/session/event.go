package session

import (
	"slices"

	"assay.app/assay/model"
)

// Event says what changed. Events carry ids, not values: who needs the value
// asks the session. What is said of the open article is said of the one in the
// active place; Beside says it of another.
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
	// StructureChanged: the open article is divided differently.
	StructureChanged struct{}
	// SuggestionsChanged: other labels are suggested for the open article.
	SuggestionsChanged struct{}
	// NotesChanged: notes on the target changed, but not by typing here.
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
	// Noticed: something happened that is worth a word in the status bar.
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

// broker hands events to subscribers in the order in which they happened,
// also when a subscriber's own doing causes further events.
type broker struct {
	subscribers []*subscriber
	queue       []Event
	busy        bool
	gathered    []Event // while gathering
	gathering   bool
}

type subscriber struct{ f func(Event) }

func (b *broker) subscribe(f func(Event)) (cancel func()) {
	sub := &subscriber{f}
	b.subscribers = append(b.subscribers, sub)
	return func() {
		sub.f = nil // also for an event that is on its way
		b.subscribers = slices.DeleteFunc(slices.Clone(b.subscribers), func(s *subscriber) bool { return s == sub })
	}
}

// gather has f do many things, and tells afterwards what happened: the same
// thing only once, of all the units that changed as of one, and of many
// articles as of the list.
func (b *broker) gather(f func()) {
	b.gathering = true
	f()
	b.gathering = false
	events := b.gathered
	b.gathered = nil
	rows := map[model.ArticleID]bool{}
	for _, e := range events {
		if e, ok := e.(SummaryChanged); ok {
			rows[e.ID] = true
		}
	}
	told := map[Event]bool{}
	for _, e := range events {
		if _, ok := e.(SummaryChanged); ok && len(rows) > mostTold {
			e = CorpusChanged{}
		}
		if e = ofAllUnits(e); !told[e] {
			told[e] = true
			b.publish(e)
		}
	}
}

// ofAllUnits says of several units what an event says of one.
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

func (b *broker) publish(e Event) {
	if b.gathering {
		b.gathered = append(b.gathered, e)
		return
	}
	b.queue = append(b.queue, e)
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
