package session

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/attribute"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/suggest"
)

// Suggestions
//
// The suggestions for an article are computed when they are first requested, and
// kept in memory while the article is open. They are computed again if its units or
// its metadata change. They are never stored. An accepted suggestion becomes an
// ordinary annotation; the history records that it was accepted.
//
// A short article is processed at once. A long article is processed on another
// goroutine (Options.Elsewhere). Until that is done, unchanged sentences keep their
// former suggestions; then SuggestionsChanged is emitted.
//
// The rules propose attributions beside the labels. If the analyst confirms a suggested
// label, the same change adds the proposed attribution of the sentence.

// atOnce is the greatest length in bytes of a text that is processed at once.
const atOnce = 16_000

// proposals are the suggestions for one division of an article.
type proposals struct {
	units    []model.Unit // the division; replaced, never modified
	metadata model.Metadata
	proposed
}

// proposed holds the labels and attributions that the rules propose for an article.
type proposed struct {
	at     map[model.Span]suggest.Suggestion // by sentence
	voices map[model.Span]attribute.Proposal // by sentence
	names  []attribute.Name                  // see namesIn
}

// fit reports whether the suggestions are for the article's present units and
// metadata.
func (p *proposals) fit(doc *model.Document) bool {
	if len(p.units) != len(doc.Units) || p.metadata != doc.Metadata {
		return false
	}
	return len(p.units) == 0 || &p.units[0] == &doc.Units[0]
}

// SetSuggest sets whether labels are suggested. Switching suggestions on again
// restores dismissed ones.
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

// Suggestion returns the suggestion for the current sentence; see SuggestionIn.
func (s *Session) Suggestion() (suggest.Suggestion, bool) {
	if s.doc == nil {
		return suggest.Suggestion{}, false
	}
	return s.SuggestionIn(s.doc, s.cursor)
}

// SuggestionIn returns the suggestion for a unit of an open article. There is none
// if suggestions are off, or if the analyst has labelled the unit or dismissed the
// suggestion.
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

// Speaker returns the speaker quoted in the current sentence, as named in the
// article, regardless of the sentence's label. It returns "" if no speaker is
// found.
func (s *Session) Speaker() string {
	if _, ok := s.Current(); !ok {
		return ""
	}
	found, _ := s.proposal(s.doc, s.cursor)
	return found.Reason.Speaker
}

// Accept labels the current sentence as suggested, or all selected sentences that
// have a suggestion, and adds the attributions that are proposed for them. It moves on if
// Advance is set. It returns ErrNoSuggestion if no sentence has a suggestion.
func (s *Session) Accept() error {
	defer s.together()()
	found, units := s.suggestedFor()
	if len(found) == 0 {
		return fmt.Errorf("accept: %w", model.ErrNoSuggestion)
	}
	if err := s.annotateUnits(edit.Accept, units, func(i int) model.LabelKey { return found[i].Label }, units); err != nil {
		return err
	}
	if s.opts.Advance {
		s.advance(false)
	}
	return nil
}

// AcceptAll accepts all suggestions for the open article, and the attributions that are
// proposed for the same sentences, in one change. It returns the number of suggestions. If
// Advance is set, it then moves to a sentence without a label, if the article has one.
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
	var units []model.Unit
	for i, u := range s.doc.Units {
		if found, ok := s.SuggestionIn(s.doc, i); ok {
			if e, changes := clock.Label(s.doc, u.Span, s.opts.Analyst, found.Label); changes {
				edits, units = append(edits, e), append(units, u)
			}
		}
	}
	if len(edits) == 0 {
		return 0, nil
	}
	edits = append(edits, s.confirmed(units, clock.Now())...)
	if err := s.commit(edit.Change{At: clock.Now(), Verb: edit.Accept, Edits: edits}); err != nil {
		return 0, err
	}
	if s.opts.Advance && s.doc != nil {
		s.toUntagged()
	}
	return len(units), nil
}

// toUntagged moves to the next sentence without a label, below or from the top,
// unless the current sentence has no label.
func (s *Session) toUntagged() {
	at, ok := s.untaggedFrom(max(s.cursor, 0))
	if !ok {
		at, ok = s.untaggedFrom(0)
	}
	if ok {
		s.MoveTo(at)
	}
}

// Dismiss hides the suggestion for the current sentence, or those for the selected
// ones, and reports whether there were any. They stay hidden until suggestions are
// switched on again, the analyst changes, or the project is opened again.
func (s *Session) Dismiss() bool {
	found, units := s.suggestedFor()
	if len(found) == 0 {
		return false
	}
	if s.dismissed == nil {
		s.dismissed = map[stop]bool{}
	}
	for _, u := range units {
		s.dismissed[stop{s.doc.ID, u.Span}] = true
	}
	s.emitFor(s.doc.ID, SuggestionsChanged{})
	return true
}

// proposal returns the suggestion of the rules for a unit of an open article.
func (s *Session) proposal(doc *model.Document, unit int) (suggest.Suggestion, bool) {
	p := s.proposalsFor(doc)
	u := doc.Units[unit]
	found, ok := p.at[u.Span]
	if !ok || u.Kind != model.UnitSentence {
		return suggest.Suggestion{}, false
	}
	found.Unit = unit
	return found, true
}

// proposalsFor returns the proposals for an open article. It computes them if none fit the
// article. The proposals for a long text may lack sentences until they have been computed.
func (s *Session) proposalsFor(doc *model.Document) *proposals {
	p := s.proposals[doc]
	if p == nil || !p.fit(doc) {
		p = s.propose(doc)
	}
	return p
}

// propose computes the suggestions for an article, and drops those for articles
// that are closed.
func (s *Session) propose(doc *model.Document) *proposals {
	for old := range s.proposals {
		if s.opened(old.ID) != old {
			delete(s.proposals, old)
		}
	}
	p := &proposals{units: doc.Units, metadata: doc.Metadata}
	if before := s.proposals[doc]; before != nil {
		p.proposed = before.proposed
	}
	s.proposals[doc] = p
	// The other goroutine must not see the article change.
	now, labels := &model.Document{Article: doc.Article, Text: doc.Text, Structure: doc.Structure}, s.codebook.Current()
	if len(doc.Text) <= atOnce || s.opts.Elsewhere == nil {
		p.proposed = bySentence(now, labels)
		return p
	}
	var all proposed
	work := func() {
		all = bySentence(now, labels)
		all.names = attribute.Names(now, mostNames)
	}
	s.opts.Elsewhere(work, func() {
		p.proposed = all
		if s.proposals[doc] == p {
			s.emitFor(doc.ID, SuggestionsChanged{})
		}
	})
	return p
}

func bySentence(doc *model.Document, codebook model.Codebook) proposed {
	p := proposed{at: map[model.Span]suggest.Suggestion{}, voices: map[model.Span]attribute.Proposal{}}
	for _, found := range suggest.For(doc, codebook) {
		p.at[doc.Units[found.Unit].Span] = found
	}
	for _, found := range attribute.For(doc) {
		p.voices[doc.Units[found.Unit].Span] = found
	}
	return p
}
