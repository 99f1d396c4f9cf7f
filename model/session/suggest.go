package session

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/suggest"
)

// Suggestions
//
// What is suggested for an article is worked out when somebody first asks for
// it, and kept in memory for as long as the article is open and is what it was:
// one that is divided anew, or whose date or language is corrected, is gone
// through again. Nothing of it is ever written. A suggestion that is accepted
// becomes an annotation like any other; the history says how it came to be.
//
// A short article is gone through at once, which takes less time than drawing
// it. A long one is gone through elsewhere (Options.Elsewhere); until that is
// done it has those suggestions that it had before, if any, where sentences are
// still the same, and SuggestionsChanged says when it is done.

// atOnce is how long a text may be, in bytes, to be gone through at once: some
// 2 ms.
const atOnce = 16_000

// proposals are the suggestions for an article as it is divided.
type proposals struct {
	units    []model.Unit // that they are for; never written into, but replaced
	metadata model.Metadata
	at       map[model.Span]suggest.Suggestion // by sentence
}

// fit reports whether the suggestions are for the article as it is now.
func (p *proposals) fit(doc *model.Document) bool {
	if len(p.units) != len(doc.Units) || p.metadata != doc.Metadata {
		return false
	}
	return len(p.units) == 0 || &p.units[0] == &doc.Units[0]
}

// SetSuggest says whether labels are suggested. Suggestions that were dismissed
// are there again when they are called back.
func (s *Session) SetSuggest(on bool) {
	defer s.together()()
	if s.opts.Suggest == on {
		return
	}
	s.opts.Suggest = on
	s.dismissed = nil
	for _, p := range s.places {
		if p.doc != nil {
			s.emitAt(p, SuggestionsChanged{})
		}
	}
}

// Suggestion gives what is suggested for the current sentence; see
// SuggestionIn.
func (s *Session) Suggestion() (suggest.Suggestion, bool) {
	if s.doc == nil {
		return suggest.Suggestion{}, false
	}
	return s.SuggestionIn(s.doc, s.cursor)
}

// SuggestionIn gives what is suggested for a unit of an open article: nothing
// where the analyst has given a label or dismissed the suggestion.
func (s *Session) SuggestionIn(doc *model.Document, unit int) (suggest.Suggestion, bool) {
	if !s.opts.Suggest || unit < 0 || unit >= len(doc.Units) {
		return suggest.Suggestion{}, false
	}
	span := doc.Units[unit].Span
	if _, labelled := doc.Annotation(span, s.opts.Analyst); labelled || s.dismissed[stop{doc.ID, span}] {
		return suggest.Suggestion{}, false
	}
	return s.proposal(doc, unit)
}

// Speaker gives who says what the current sentence quotes, in the article's
// words, whatever label it has; "" when it quotes nobody or does not say.
func (s *Session) Speaker() string {
	if _, ok := s.Current(); !ok {
		return ""
	}
	found, _ := s.proposal(s.doc, s.cursor)
	return found.Reason.Speaker
}

// Accept gives the current sentence the label that is suggested for it, and
// moves on when that is wanted. Without a suggestion it gives
// ErrNoSuggestion.
func (s *Session) Accept() error {
	defer s.together()()
	found, ok := s.Suggestion()
	if !ok {
		return fmt.Errorf("accept: %w", model.ErrNoSuggestion)
	}
	if err := s.annotate(edit.Accept, found.Label); err != nil {
		return err
	}
	if s.opts.Advance {
		s.advance()
	}
	return nil
}

// AcceptAll gives every sentence of the open article the label that is
// suggested for it, as one change, and says how many those are. It moves on,
// when that is wanted, to a sentence that has no label still.
func (s *Session) AcceptAll() (int, error) {
	defer s.together()()
	if s.doc == nil {
		return 0, fmt.Errorf("accept: %w", model.ErrNoArticle)
	}
	if err := s.writable(); err != nil {
		return 0, err
	}
	s.endTyping()
	clock := s.clock()
	var edits []edit.Edit
	for i, u := range s.doc.Units {
		if found, ok := s.SuggestionIn(s.doc, i); ok {
			if e, changes := clock.Label(s.doc, u.Span, s.opts.Analyst, found.Label); changes {
				edits = append(edits, e)
			}
		}
	}
	if len(edits) == 0 {
		return 0, nil
	}
	if err := s.commit(edit.Change{Verb: edit.Accept, Edits: edits}); err != nil {
		return 0, err
	}
	if s.opts.Advance && s.doc != nil {
		s.toUntagged()
	}
	return len(edits), nil
}

// toUntagged goes to the next sentence without a label, below or else from the
// top, unless the current one has none.
func (s *Session) toUntagged() {
	at, ok := s.untaggedFrom(max(s.cursor, 0))
	if !ok {
		at, ok = s.untaggedFrom(0)
	}
	if ok {
		s.MoveTo(at)
	}
}

// Dismiss takes the suggestion off the current sentence until the project is
// opened again, and reports whether there was one.
func (s *Session) Dismiss() bool {
	if _, ok := s.Suggestion(); !ok {
		return false
	}
	if s.dismissed == nil {
		s.dismissed = map[stop]bool{}
	}
	s.dismissed[stop{s.doc.ID, s.doc.Units[s.cursor].Span}] = true
	s.tell(s.doc.ID, SuggestionsChanged{})
	return true
}

// proposal gives what the rules say of a unit of an open article.
func (s *Session) proposal(doc *model.Document, unit int) (suggest.Suggestion, bool) {
	p := s.proposals[doc]
	if p == nil || !p.fit(doc) {
		p = s.propose(doc)
	}
	u := doc.Units[unit]
	found, ok := p.at[u.Span]
	if !ok || u.Kind != model.UnitSentence {
		return suggest.Suggestion{}, false
	}
	found.Unit = unit
	return found, true
}

// propose goes through an article, and forgets those that are open no more.
func (s *Session) propose(doc *model.Document) *proposals {
	for old := range s.proposals {
		if s.opened(old.ID) != old {
			delete(s.proposals, old)
		}
	}
	p := &proposals{units: doc.Units, metadata: doc.Metadata}
	if before := s.proposals[doc]; before != nil {
		p.at = before.at
	}
	s.proposals[doc] = p
	// Work elsewhere must not see the article change.
	now := &model.Document{Article: doc.Article, Text: doc.Text, Structure: doc.Structure}
	if len(doc.Text) <= atOnce || s.opts.Elsewhere == nil {
		p.at = bySentence(now, s.codebook)
		return p
	}
	var at map[model.Span]suggest.Suggestion
	s.opts.Elsewhere(func() { at = bySentence(now, s.codebook) }, func() {
		p.at = at
		if s.proposals[doc] == p {
			s.tell(doc.ID, SuggestionsChanged{})
		}
	})
	return p
}

func bySentence(doc *model.Document, codebook model.Codebook) map[model.Span]suggest.Suggestion {
	at := map[model.Span]suggest.Suggestion{}
	for _, found := range suggest.For(doc, codebook) {
		at[doc.Units[found.Unit].Span] = found
	}
	return at
}
