// Package session holds an analyst's current work on a project: the list of
// articles, the open articles, the current sentence, and all edits to them.
package session

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Store is what a session needs from the project's file.
type Store interface {
	Info() model.ProjectInfo
	// Entries returns the entries of the codebook, in order.
	Entries() ([]record.Entry, error)
	// Annotated returns the annotations with the labels, by all analysts, in any order. It
	// calls found with the number found so far. It may be called on any goroutine.
	Annotated(ctx context.Context, labels map[model.LabelKey]bool, found func(n int)) ([]edit.Annotated, error)
	Summaries(analyst string) ([]model.Summary, error)
	// Labels counts the labelled sentences by analyst. It omits the analyst named
	// except and analysts without labels.
	Labels(except string) (map[string]int, error)
	Document(id model.ArticleID) (*model.Document, error)
	Notes(target model.NoteTarget) ([]model.Note, error)
	History(before uint64, limit int) ([]edit.Change, error)
	// Names returns what the analysts are called.
	Names() (record.Names, error)
	// Phrases returns the list of phrases, PhraseUses counts those that an analyst gave,
	// and OutletPhrases returns those that anyone gave to an outlet.
	Phrases() (record.Phrases, error)
	PhraseUses(analyst string) (map[model.PhraseID]record.Uses, error)
	OutletPhrases(outlet model.OutletID) ([]*record.Given, error)
	// Voices returns the list of voices, and VoiceUses counts the records that refer to each.
	Voices() (record.Voices, error)
	VoiceUses(analyst string) (map[model.VoiceID]record.VoiceUses, error)
	// Grades returns the grades of voices, articles and outlets by all analysts.
	Grades() (map[model.Key]*record.Grade, error)
	// Compared returns the statements, and the records that belong to them.
	Compared() (record.Compared, error)
	// Chains returns which articles are versions of one another.
	Chains() (record.Chains, error)
	// Profiles returns the profiles of outlets.
	Profiles() (map[model.OutletID]*model.Profile, error)
	// Recent returns some of the newest changes without delay.
	Recent() ([]edit.Change, error)
	// Enqueue assigns the change its id, which it returns, and makes the change
	// durable later. It never waits for the disk. It returns 0 if the store is
	// closing.
	Enqueue(c edit.Change) uint64
}

// Options configure a session.
type Options struct {
	Analyst string
	// Wording returns labels as the reader knows them; they are shown as stored if it is nil.
	Wording func(model.Codebook) model.Codebook
	// PhraseWording returns the name of a phrase as the reader knows it; it may be nil.
	PhraseWording func(model.Phrase) string

	Advance bool             // move on to the next untagged sentence after tagging
	Suggest bool             // suggest labels
	Now     func() time.Time // time.Now if nil
	// After calls f on the session's goroutine once d has passed, unless the
	// returned function is called first.
	After func(d time.Duration, f func()) (cancel func())
	// Elsewhere calls work on another goroutine, and then done on the session's. If
	// it is nil, work is done at once.
	Elsewhere func(work, done func())
}

// Session is the current work on one project. It applies edits in memory at once,
// passes them to the store to be made durable, and emits events to its subscribers.
// A Session belongs to one goroutine, which must also deliver the store's reports.
type Session struct {
	store    Store
	opts     Options
	entries  []record.Entry // the codebook as stored
	codebook model.Codebook // in the reader's words
	history  *edit.History
	recent   []edit.Change // small changes from before and during this session; see clock
	events   broker
	follower func(edit.Change) // see Follow; may be nil

	corpus corpus
	*place                                // the active place
	places []*place                       // from left to right
	left   map[model.ArticleID]model.Span // the current units of articles that were left

	outletNotes map[model.OutletID][]model.Note
	pending     []edit.Change // enqueued and not yet durable, oldest first
	typing      *typing
	drafted     *drafted
	save        Save
	names       record.Names
	others      others // see others.go
	phrases     phrases
	voices      voices
	grades      grades
	profiles    map[model.OutletID]*model.Profile
	compared    record.Compared
	chains      record.Chains

	proposedOrigins map[model.ArticleID]model.Origin // see ProposeOrigins
	lives           *Lives                           // of the sentences of the article that was open when they were read
	relist          uint64                           // the list must be read again once this change is durable; 0 if it need not be

	proposals map[*model.Document]*proposals // of open articles; see suggest.go
	dismissed map[stop]bool                  // suggestions that were dismissed
}

// New starts a session on a store. It reads the list of the corpus, but no texts.
func New(store Store, opts Options) (*Session, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	recent, err := store.Recent()
	if err != nil {
		return nil, fmt.Errorf("read the newest changes: %w", err)
	}
	s := &Session{
		store:       store,
		opts:        opts,
		recent:      recent,
		history:     edit.NewHistory(store.History),
		corpus:      corpus{gone: map[model.ArticleID]int{}, unfolded: map[model.ArticleID]bool{}},
		place:       newPlace(),
		left:        map[model.ArticleID]model.Span{},
		outletNotes: map[model.OutletID][]model.Note{},
		proposals:   map[*model.Document]*proposals{},
	}
	s.places = []*place{s.place}
	s.corpus.origin = s.OriginName
	s.corpus.chains = s.Chains
	if err := s.Reload(); err != nil {
		return nil, err
	}
	return s, nil
}

// Info returns the store's ProjectInfo.
func (s *Session) Info() model.ProjectInfo { return s.store.Info() }

// Analyst returns the name of the analyst.
func (s *Session) Analyst() string { return s.opts.Analyst }

// SetAnalyst changes the analyst, after the note or the judgement that is being typed has been
// passed to the store. Everything then shows and changes that analyst's layer. It returns an error
// and changes nothing if that cannot be saved now.
func (s *Session) SetAnalyst(name string) error {
	defer s.together()()
	s.endTyping()
	if s.typing != nil || s.drafted != nil { // it belongs to the analyst who typed it
		return fmt.Errorf("change the analyst: %w", model.ErrReadOnly)
	}
	s.opts.Analyst = name
	s.dismissed = nil
	if err := s.Reload(); err != nil {
		return err
	}
	s.emit(AnalystsChanged{})
	for _, p := range s.places {
		if p.doc != nil {
			s.emitAt(p, ArticleOpened{ID: p.doc.ID})
		}
	}
	return nil
}

// SetAdvance sets whether tagging moves to the next untagged sentence.
func (s *Session) SetAdvance(on bool) { s.opts.Advance = on }

// Subscribe makes the session call f with batches of events, in the order in which
// they happened, until cancel is called. The session calls f on its own goroutine.
func (s *Session) Subscribe(f func(events []Event)) (cancel func()) { return s.events.subscribe(f) }

// Follow makes the session call f with every change of the project, as soon as it is made, undone
// or absorbed, and before the events about it. It replaces the function that was followed before;
// nil ends it.
func (s *Session) Follow(f func(edit.Change)) { s.follower = f }

func (s *Session) follow(c edit.Change) {
	if s.follower != nil {
		s.follower(c)
	}
}

func (s *Session) emit(e Event) { s.events.emit(e) }

// together holds events back until the returned function is called, so that
// subscribers get them in one batch.
func (s *Session) together() (release func()) { return s.events.hold() }

// now returns the time for a new value, in UTC and whole milliseconds.
func (s *Session) now() time.Time { return s.opts.Now().UTC().Truncate(time.Millisecond) }

// clock returns the clock that dates new labels and notes.
func (s *Session) clock() edit.Clock { return edit.At(s.now(), s.recent...).Under(s.codebook) }

// The greatest number of changes that remember keeps, and the greatest number of
// edits in a change that it keeps.
const (
	recentChanges = 128
	recentEdits   = 64
)

// remember keeps a change for clock, unless it has more than recentEdits edits.
func (s *Session) remember(c edit.Change) {
	if len(c.Edits) > recentEdits {
		return
	}
	if len(s.recent) >= recentChanges {
		s.recent = slices.Clone(s.recent[recentChanges/2:])
	}
	s.recent = append(s.recent, c)
}

// newID returns a random id for a note or a batch.
func newID() string { return rand.Text() }
