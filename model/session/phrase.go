package session

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Scope is what a phrase is given to.
type Scope int

// The scopes.
const (
	SentenceScope Scope = iota // the current sentence, or the selected ones
	ArticleScope
	OutletScope
)

// phrases holds the project's phrases, and their uses as far as they were read.
type phrases struct {
	list    record.Phrases
	uses    map[model.PhraseID]record.Uses // nil until they are needed
	stale   bool                           // some changes may be counted twice in uses, or not at all
	outlets map[model.OutletID][]*record.Given
	spans   map[model.ArticleID]map[model.Span]bool // what has a phrase that the analyst sees, by article
}

// readPhrases reads the list of phrases, and forgets their uses, which are read again when
// they are needed.
func (s *Session) readPhrases() error {
	list, err := s.store.Phrases()
	if err != nil {
		return fmt.Errorf("read the phrases: %w", err)
	}
	s.phrases = phrases{
		list:    list.Worded(s.opts.PhraseWording),
		outlets: map[model.OutletID][]*record.Given{}, spans: map[model.ArticleID]map[model.Span]bool{},
	}
	for e := range s.pendingRecords(record.PhraseKind) {
		s.phraseChanged(e)
	}
	return nil
}

// pendingRecords visits the edits of records of a kind that are not durable yet.
func (s *Session) pendingRecords(kind model.Kind) func(yield func(edit.Record) bool) {
	return func(yield func(edit.Record) bool) {
		for _, c := range s.pending {
			for e := range c.All() {
				if r, ok := e.(edit.Record); ok && r.Key.Kind == kind && !r.Beside && !yield(r) {
					return
				}
			}
		}
	}
}

// Phrases returns the phrases of the project with their uses by the analyst, most used
// first. Uses by others are counted only if the analyst sees their layers.
func (s *Session) Phrases() ([]record.Used, error) {
	uses, err := s.phraseUses()
	if err != nil {
		return nil, err
	}
	if !s.SeesAll() {
		uses = maps.Clone(uses)
		for id, n := range uses {
			n.Others = 0
			uses[id] = n
		}
	}
	return s.phrases.list.Used(uses), nil
}

// phraseUses returns the uses of all phrases, with those by others.
func (s *Session) phraseUses() (map[model.PhraseID]record.Uses, error) {
	if s.phrases.uses == nil || s.phrases.stale && len(s.pending) == 0 {
		uses, err := s.store.PhraseUses(s.opts.Analyst)
		if err != nil {
			return nil, fmt.Errorf("count the phrases: %w", err)
		}
		s.phrases.uses, s.phrases.stale = uses, len(s.pending) > 0
		for e := range s.pendingRecords(record.GivenKind) {
			s.countPhrase(e)
		}
	}
	return s.phrases.uses, nil
}

// PhraseList returns the list of the project's phrases, with their names as the reader
// knows them.
func (s *Session) PhraseList() record.Phrases { return s.phrases.list }

// countPhrase counts the edit of a phrase that is given, if its uses were read.
func (s *Session) countPhrase(e edit.Record) {
	if s.phrases.uses == nil {
		return
	}
	_, listed := s.corpus.at[e.Key.Article]
	use := record.UseOf(e.Key.Subject, e.Key.Analyst, s.opts.Analyst, e.Key.Article != "" && !listed)
	id := model.PhraseID(e.Key.ID)
	switch {
	case e.Before == nil && e.After != nil:
		s.phrases.uses[id] = s.phrases.uses[id].Plus(use)
	case e.Before != nil && e.After == nil:
		s.phrases.uses[id] = s.phrases.uses[id].Minus(use)
	}
}

// phraseChanged updates the list, the uses and the phrases of outlets after the edit of a
// record.
func (s *Session) phraseChanged(e edit.Record) {
	switch e.Key.Kind {
	case record.PhraseKind:
		after, _ := e.After.(*record.Phrase)
		s.phrases.list = s.phrases.list.With(model.PhraseID(e.Key.ID), after)
	case record.GivenKind:
		s.countPhrase(e)
		delete(s.phrases.spans, e.Key.Article)
		if on, read := s.phrases.outlets[e.Key.Outlet]; read && e.Key.Outlet != "" {
			s.phrases.outlets[e.Key.Outlet] = givenAfter(on, e)
		}
	default:
		return
	}
	if _, sentence := e.Stretch(); !sentence {
		s.emit(PhrasesChanged{})
	}
}

// givenAfter returns the phrases of a subject after an edit.
func givenAfter(on []*record.Given, e edit.Record) []*record.Given {
	on = slices.DeleteFunc(slices.Clone(on), func(g *record.Given) bool {
		return g.Analyst == e.Key.Analyst && string(g.Phrase) == e.Key.ID
	})
	if after, ok := e.After.(*record.Given); ok {
		on = append(on, after)
	}
	return on
}

// subjects returns what actions on a scope apply to, and the reason if there is none.
func (s *Session) subjects(scope Scope) ([]model.Subject, error) {
	if s.doc == nil {
		return nil, model.ErrNoArticle
	}
	switch scope {
	case ArticleScope:
		return []model.Subject{{Article: s.doc.ID}}, nil
	case OutletScope:
		if id := model.OutletIDOf(s.doc.Metadata.Outlet); id != "" {
			return []model.Subject{{Outlet: id}}, nil
		}
		return nil, model.ErrNoOutlet
	}
	var all []model.Subject
	for _, u := range s.sentencesActed() {
		all = append(all, model.Subject{Article: s.doc.ID, Sentence: u.Span})
	}
	if len(all) == 0 {
		return nil, model.ErrNoSentence
	}
	return all, nil
}

// given returns what was given to a subject in the open article or to an outlet, by anyone.
func (s *Session) given(on model.Subject) ([]*record.Given, error) {
	if on.Article != "" {
		return record.GivenTo(s.doc, on.Sentence), nil
	}
	if all, read := s.phrases.outlets[on.Outlet]; read {
		return all, nil
	}
	all, err := s.store.OutletPhrases(on.Outlet)
	if err != nil {
		return nil, fmt.Errorf("read the phrases of outlet %s: %w", on.Outlet, err)
	}
	for e := range s.pendingRecords(record.GivenKind) {
		if e.Key.Subject == on {
			all = givenAfter(all, e)
		}
	}
	s.phrases.outlets[on.Outlet] = all
	return all, nil
}

// phrasing returns the phrasing of what actions on a scope apply to.
func (s *Session) phrasing(scope Scope) (edit.Phrasing, error) {
	p := edit.Phrasing{List: s.phrases.list, Analyst: s.opts.Analyst}
	on, err := s.subjects(scope)
	if err != nil {
		return p, err
	}
	given := map[model.Subject][]*record.Given{}
	for _, subject := range on {
		if given[subject], err = s.given(subject); err != nil {
			return p, err
		}
	}
	p.On, p.Given = on, func(on model.Subject) []*record.Given { return given[on] }
	return p, nil
}

// PhrasesOn returns the phrases that the analyst gave to the current sentence, the article
// or the outlet, sorted by name. If several sentences are selected, it returns those that
// all of them have.
func (s *Session) PhrasesOn(scope Scope) []model.Phrase {
	p, err := s.phrasing(scope)
	if err != nil {
		return nil
	}
	return s.phrasesBy(p, s.opts.Analyst)
}

// LayerPhrases are phrases that one analyst gave.
type LayerPhrases struct {
	Analyst string // the stored name
	Phrases []model.Phrase
}

// OthersPhrasesOn returns what PhrasesOn returns for each of the other analysts whose layer
// the analyst sees and who gave such phrases, sorted by what they are called.
func (s *Session) OthersPhrasesOn(scope Scope) []LayerPhrases {
	p, err := s.phrasing(scope)
	if err != nil {
		return nil
	}
	var all []LayerPhrases
	for _, name := range s.names.All() {
		if name == s.opts.Analyst || !s.Sees(name) {
			continue
		}
		if given := s.phrasesBy(p, name); len(given) > 0 {
			all = append(all, LayerPhrases{name, given})
		}
	}
	return all
}

// HasPhrase reports whether a sentence of an open article has a phrase that the analyst
// sees. It is fast enough to be called at every repaint.
func (s *Session) HasPhrase(doc *model.Document, sentence model.Span) bool {
	spans, known := s.phrases.spans[doc.ID]
	if !known {
		spans = map[model.Span]bool{}
		for key := range doc.Records {
			if key.Kind == record.GivenKind && s.Sees(key.Analyst) {
				spans[key.Sentence] = true
			}
		}
		s.phrases.spans[doc.ID] = spans
	}
	return spans[sentence]
}

// phrasesBy returns the phrases that an analyst gave to all subjects of a phrasing, sorted
// by name.
func (s *Session) phrasesBy(p edit.Phrasing, analyst string) []model.Phrase {
	common := map[model.PhraseID]model.Phrase{}
	for i, on := range p.On {
		here := map[model.PhraseID]model.Phrase{}
		for _, g := range p.Given(on) {
			id := s.phrases.list.Root(g.Phrase)
			if _, all := common[id]; g.Analyst == analyst && (i == 0 || all) {
				here[id] = model.Phrase{ID: id, Name: s.phrases.list.Called(g)}
			}
		}
		common = here
	}
	var all []model.Phrase
	for _, phrase := range common {
		all = append(all, phrase)
	}
	slices.SortFunc(all, func(a, b model.Phrase) int {
		return strings.Compare(a.Name+"\x00"+string(a.ID), b.Name+"\x00"+string(b.ID))
	})
	return all
}

// GivePhrase gives the phrase with a name to the current or the selected sentences, the
// article or its outlet. The project adds the phrase to its list if it has none of that
// name, ignoring case and spaces. The error is ErrValue if the name is refused.
func (s *Session) GivePhrase(scope Scope, name string) error {
	return s.phrase(edit.GivePhrase, scope, func(p edit.Phrasing) (edit.Change, error) { return p.Giving(name) })
}

// RemovePhrase removes a phrase that the analyst gave.
func (s *Session) RemovePhrase(scope Scope, id model.PhraseID) error {
	return s.phrase(edit.RemovePhrase, scope, func(p edit.Phrasing) (edit.Change, error) { return p.Removing(id), nil })
}

func (s *Session) phrase(verb edit.Verb, scope Scope, change func(edit.Phrasing) (edit.Change, error)) error {
	p, err := s.phrasing(scope)
	if err != nil {
		return fmt.Errorf("%s: %w", verb, err)
	}
	return s.changePhrases(func() (edit.Change, error) { return change(p) })
}

// changePhrases commits a change, unless it has no edits.
func (s *Session) changePhrases(change func() (edit.Change, error)) error {
	defer s.together()()
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	c, err := change()
	if err != nil || len(c.Edits) == 0 {
		return err
	}
	return s.commit(c)
}

// RenamePhrase renames a phrase; see edit.RenamingPhrase. Whatever has the phrase keeps it.
func (s *Session) RenamePhrase(id model.PhraseID, name string) error {
	return s.changePhrases(func() (edit.Change, error) { return edit.RenamingPhrase(s.phrases.list, id, name) })
}

// JoinPhrases joins a phrase into another; see edit.JoiningPhrases.
func (s *Session) JoinPhrases(from, into model.PhraseID) error {
	return s.changePhrases(func() (edit.Change, error) { return edit.JoiningPhrases(s.phrases.list, from, into) })
}

// DeletePhrase deletes a phrase that nothing has; see edit.DeletingPhrase.
func (s *Session) DeletePhrase(id model.PhraseID) error {
	all, err := s.phraseUses()
	if err != nil {
		return err
	}
	uses := 0
	for _, p := range s.phrases.list.Used(all) {
		if p.ID == id {
			uses = p.Count() + p.Elsewhere() // also what is hidden
		}
	}
	return s.changePhrases(func() (edit.Change, error) { return edit.DeletingPhrase(s.phrases.list, id, uses) })
}
