package session

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/suggest"
	"assay.app/assay/model/value"
)

// Selecting text
//
// A selection is a span of the open article's text in one place. If it has text of
// several units, these units are selected, and labels, notes and setting aside apply
// to all of them, in one change. Otherwise they apply to the current unit. Moving
// the cursor and opening another article end the selection.

// Select selects a span of the open article's text, which should contain text of
// the current unit. An empty span ends the selection.
func (s *Session) Select(span model.Span) {
	if s.doc == nil || span.Start < 0 || span.End > len(s.doc.Text) || span.End <= span.Start {
		span = model.Span{}
	}
	if span == s.selection {
		return
	}
	s.endTyping()
	before := s.Selected()
	s.selection = span
	s.emit(SelectionChanged{Units: !slices.Equal(before, s.Selected())})
}

// Selection returns the selected span of text, which is empty if none is selected.
func (p *place) Selection() model.Span { return p.selection }

// Selected returns the indexes of the units that have selected text, in order. It
// returns nil if there are fewer than two.
func (p *place) Selected() []int {
	if p.doc == nil || p.selection.End <= p.selection.Start {
		return nil
	}
	var out []int
	for i := max(p.doc.UnitAt(p.selection.Start), 0); i < len(p.doc.Units); i++ {
		u := p.doc.Units[i].Span
		if u.Start >= p.selection.End {
			break
		}
		if u.End > p.selection.Start {
			out = append(out, i)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// acted returns the indexes of the units to which an action applies: the selected
// ones or, if fewer than two are selected, the current one.
func (p *place) acted() []int {
	if units := p.Selected(); units != nil {
		return units
	}
	if _, ok := p.Current(); ok {
		return []int{p.cursor}
	}
	return nil
}

// SentencesActed returns how many sentences labels and notes apply to: the selected
// ones, or the current one.
func (s *Session) SentencesActed() int { return len(s.sentencesActed()) }

func (s *Session) sentencesActed() []model.Unit {
	var out []model.Unit
	for _, i := range s.acted() {
		if u := s.doc.Units[i]; isSentence(u) {
			out = append(out, u)
		}
	}
	return out
}

// SubjectsActed returns those sentences.
func (s *Session) SubjectsActed() (all []model.Subject) {
	for _, u := range s.sentencesActed() {
		all = append(all, model.Subject{Article: s.doc.ID, Sentence: u.Span})
	}
	return all
}

// suggestedFor returns the suggestions for the units to which an action applies, and
// those units.
func (s *Session) suggestedFor() (found []suggest.Suggestion, units []model.Unit) {
	for _, i := range s.acted() {
		if f, ok := s.SuggestionIn(s.doc, i); ok {
			found, units = append(found, f), append(units, s.doc.Units[i])
		}
	}
	return found, units
}

// Suggests reports whether there is a suggestion for the current sentence, or for any
// of the selected ones.
func (s *Session) Suggests() bool {
	found, _ := s.suggestedFor()
	return len(found) > 0
}

// NoteSelected writes a new note with the same text on each of the sentences to
// which actions apply, in one change. It returns model.ErrValue if the text is
// refused.
func (s *Session) NoteSelected(text string) error {
	defer s.together()()
	text, err := value.Note.Accept(text)
	if err != nil {
		return err
	}
	units := s.sentencesActed()
	if len(units) == 0 {
		return fmt.Errorf("%s: %w", edit.Note, model.ErrNoSentence)
	}
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	clock := s.clock()
	c := edit.Change{At: clock.Now(), Verb: edit.Note}
	for _, u := range units {
		n := clock.Note(model.Note{
			ID: newID(), Target: model.OnSentence(s.doc.ID, u.Span), Analyst: s.opts.Analyst, Text: text,
		}, nil)
		c.Edits = append(c.Edits, edit.OfNote(nil, &n))
	}
	return s.commit(c)
}

// ToggleAside sets the current sentence aside as residue, or turns a unit that is
// set aside into a sentence. If several units are selected and any of them is a
// sentence, it sets all of these aside; otherwise it turns all into sentences.
// Setting aside removes the labels of a sentence; undo restores them.
func (s *Session) ToggleAside() error {
	defer s.together()()
	at := s.acted()
	if len(at) == 0 {
		return fmt.Errorf("set aside: %w", model.ErrNoSentence)
	}
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	c := edit.Change{Verb: edit.Restore}
	if slices.ContainsFunc(at, func(i int) bool { return isSentence(s.doc.Units[i]) }) {
		c.Verb = edit.SetAside
	}
	for len(at) > 0 { // a paragraph at a time
		n := 1
		for n < len(at) && s.doc.Units[at[n]].Paragraph == s.doc.Units[at[0]].Paragraph {
			n++
		}
		c.Edits = append(c.Edits, s.puttingAside(c.Verb, at[0], at[n-1]+1)...)
		at = at[n:]
	}
	return s.commit(c)
}

// puttingAside returns the edits that set the units [from,to) of a paragraph aside,
// or turn them into sentences.
func (s *Session) puttingAside(verb edit.Verb, from, to int) (edits []edit.Edit) {
	before := s.doc.Units[from:to]
	after := slices.Clone(before)
	for i, u := range before {
		switch {
		case verb == edit.Restore:
			after[i].Kind = model.UnitSentence
		case isSentence(u):
			after[i].Kind = model.UnitResidue
			// The labels of others stay. They count again if the unit is restored.
			if a, ok := s.doc.Annotation(u.Span, s.opts.Analyst); ok {
				edits = append(edits, edit.Of(record.OnSentence(s.doc.ID, u.Span, a.Analyst), &a, nil))
			}
		}
	}
	return append(edits, edit.Dividing(s.doc, slices.Clone(before), after)...)
}
