package session

import (
	"fmt"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/attribute"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Attributing is the content of an attribution, with the voice by its name.
type Attributing struct {
	Voice string // the name or an alias of the voice; a new name adds a voice
	Cue   string // the words that attribute it
	Mode  model.SpeechMode
	Via   string // the other outlet that the voice spoke to
	Guess bool   // the voice was inferred
}

func (a Attributing) content() record.Attribution {
	return record.Attribution{Name: a.Voice, Cue: a.Cue, Mode: a.Mode, Via: a.Via, Guess: a.Guess}
}

// AttributionOn returns the analyst's attribution of a sentence of an open article, or nil.
func (s *Session) AttributionOn(doc *model.Document, sentence model.Span) *record.Attribution {
	a, _ := doc.Records[record.AttributionOn(doc.ID, sentence, s.opts.Analyst)].(*record.Attribution)
	return a
}

// Attribution returns the analyst's attribution of the current sentence, or nil. If several
// sentences are selected, it returns the attribution of the first one if all have the same
// voice, and nil otherwise.
func (s *Session) Attribution() *record.Attribution {
	var first *record.Attribution
	for i, u := range s.sentencesActed() {
		a := s.AttributionOn(s.doc, u.Span)
		switch {
		case a == nil, i > 0 && s.voices.list.Root(a.Voice) != s.voices.list.Root(first.Voice):
			return nil
		case i == 0:
			first = a
		}
	}
	return first
}

// OthersAttributions returns the attributions of the current sentence by other analysts
// whose layers the analyst sees, sorted by the present names of these analysts.
func (s *Session) OthersAttributions() []*record.Attribution {
	u, ok := s.Current()
	if !ok {
		return nil
	}
	all := slices.DeleteFunc(record.Attributed(s.doc, u.Span), func(a *record.Attribution) bool {
		return a.Analyst == s.opts.Analyst || !s.Sees(a.Analyst)
	})
	slices.SortFunc(all, func(a, b *record.Attribution) int { return s.compareAnalysts(a.Analyst, b.Analyst) })
	return all
}

// attributing returns the edit.Attributing for the analyst and the open article.
func (s *Session) attributing() *edit.Attributing {
	return &edit.Attributing{
		List: s.voices.list, Analyst: s.opts.Analyst, Now: s.now(),
		Of: func(on model.Subject) *record.Attribution { return s.AttributionOn(s.doc, on.Sentence) },
	}
}

// Attribute attributes the current or the selected sentences in one change. The error is
// ErrNoSentence if no sentence is current, and ErrValue if a value is refused.
func (s *Session) Attribute(a Attributing) error {
	on, err := s.subjects(SentenceScope)
	if err != nil {
		return fmt.Errorf("%s: %w", edit.Attribute, err)
	}
	return s.changeVoices(func() (edit.Change, error) {
		to := s.attributing()
		c := edit.Change{Verb: edit.Attribute, At: to.Now}
		for _, sentence := range on {
			edits, err := to.To(sentence, a.content())
			if err != nil {
				return c, err
			}
			c.Edits = append(c.Edits, edits...)
		}
		return c, nil
	})
}

// RemoveAttribution removes the analyst's attributions of the current or the selected
// sentences. The error is ErrNoSentence if no sentence is current.
func (s *Session) RemoveAttribution() error {
	on, err := s.subjects(SentenceScope)
	if err != nil {
		return fmt.Errorf("%s: %w", edit.RemoveAttribution, err)
	}
	return s.changeVoices(func() (edit.Change, error) {
		return edit.RemovingAttributions(on, s.opts.Analyst, s.attributing().Of), nil
	})
}

// ProposedAttribution returns the attribution proposed for a unit of an open article. If the
// project has the voice, the result has the project's name for it. ProposedAttribution returns
// false if suggestions are off, if the analyst has attributed the unit or dismissed its
// suggestion, or while a long text is processed; see Suggestion.
func (s *Session) ProposedAttribution(doc *model.Document, unit int) (Attributing, bool) {
	a, ok := s.proposedAttribution(doc, unit)
	if id, known := s.voices.list.Named(a.Voice); ok && known {
		a.Voice = s.voices.list.Name(id)
	}
	return a, ok
}

// proposedAttribution is like ProposedAttribution, but the voice has its name in the article.
func (s *Session) proposedAttribution(doc *model.Document, unit int) (Attributing, bool) {
	if !s.opts.Suggest || unit < 0 || unit >= len(doc.Units) || doc.Units[unit].Kind != model.UnitSentence {
		return Attributing{}, false
	}
	span := doc.Units[unit].Span
	if s.dismissed[stop{doc.ID, span}] || s.AttributionOn(doc, span) != nil {
		return Attributing{}, false
	}
	p, ok := s.proposalsFor(doc).voices[span]
	return Attributing{Voice: p.Voice, Cue: p.Cue, Mode: p.Mode, Via: p.Via, Guess: p.Guess}, ok
}

// confirmed returns the edits that attribute units of the open article as proposed, dated
// at. It skips proposals with a value that is refused, such as a name that is too long.
func (s *Session) confirmed(units []model.Unit, at time.Time) (edits []edit.Edit) {
	to := s.attributing()
	to.Now = at
	for _, u := range units {
		a, ok := s.proposedAttribution(s.doc, s.doc.UnitAt(u.Span.Start))
		if !ok {
			continue
		}
		if more, err := to.To(model.Subject{Article: s.doc.ID, Sentence: u.Span}, a.content()); err == nil {
			edits = append(edits, more...)
		}
	}
	return edits
}

// mostNames is the maximum number of names in an article that VoiceOffers returns.
const mostNames = 50

// VoiceOffers returns the names to offer for a voice. If the article is the active one, it
// begins with the voice proposed for the current sentence, and the voices of other sentences
// that the analyst attributed, those before the current one first. The names in the article
// follow, and then the project's voices, most used first.
func (s *Session) VoiceOffers(doc *model.Document) []string {
	var offers []string
	seen := map[model.VoiceID]bool{}
	offer := func(name string) {
		if id, known := s.voices.list.Named(name); known {
			name = s.voices.list.Name(id)
		}
		if id := record.VoiceIDOf(name); id != "" && !seen[id] {
			offers, seen[id] = append(offers, name), true
		}
	}
	if doc != nil {
		p := s.proposalsFor(doc)
		if doc == s.doc && s.cursor >= 0 && s.cursor < len(doc.Units) {
			offer(p.voices[doc.Units[s.cursor].Span].Voice)
			for _, id := range s.voicesNear(s.cursor) {
				offer(s.voices.list.Name(id))
			}
		}
		for _, name := range p.namesIn(doc) {
			offer(name.Text)
		}
	}
	for _, v := range s.voicesByUse() {
		offer(v.Name)
	}
	return offers
}

// voicesNear returns the voices of the analyst's attributions in the open article: those
// before a unit, nearest first, then those after it. A voice may repeat.
func (s *Session) voicesNear(unit int) (voices []model.VoiceID) {
	at := func(i int) {
		if a := s.AttributionOn(s.doc, s.doc.Units[i].Span); a != nil {
			voices = append(voices, a.Voice)
		}
	}
	for i := unit - 1; i >= 0; i-- {
		at(i)
	}
	for i := unit + 1; i < len(s.doc.Units); i++ {
		at(i)
	}
	return voices
}

// namesIn returns the names in the article. It searches a short article for them at the first
// call; for a long one, it returns nil until the proposals have been computed.
func (p *proposals) namesIn(doc *model.Document) []attribute.Name {
	if p.names == nil && len(doc.Text) <= atOnce {
		p.names = attribute.Names(doc, mostNames)
	}
	return p.names
}
