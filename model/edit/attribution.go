package edit

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// Attributing attributes sentences to voices. All its edits use the same ids for the voices
// that it adds to the list, so one Attributing can make all the edits of a change.
type Attributing struct {
	List    record.Voices // includes the voices added so far
	Analyst string
	Now     time.Time
	// Of returns the analyst's attribution of a sentence, or nil.
	Of func(model.Subject) *record.Attribution
}

// To returns the edits that give a sentence the attribution a. The voice is the one with the
// name or alias a.Name; if no voice has it, the edits add one. To ignores the analyst, the
// voice and the time of a. It returns no edits if the sentence already has the attribution.
// The error is ErrValue if a value is refused.
//
// If a.Name is the voice's own name, and the sentence is already attributed to an alias of the
// voice, it keeps the alias.
func (t *Attributing) To(on model.Subject, a record.Attribution) ([]Edit, error) {
	name, err := value.Voice.Accept(a.Name)
	if err != nil {
		return nil, err
	}
	before := t.Of(on)
	a.Analyst, a.Name, a.At = t.Analyst, name, t.Now
	id, listed := t.List.Listed(name)
	a.Voice = id
	switch {
	case !listed:
		a.Voice = t.List.NewID(name)
	case before != nil && t.List.Root(id) == id && t.List.Root(before.Voice) == id:
		a.Voice, a.Name = before.Voice, before.Name
	default:
		a.Name = t.List.Stored(id).Name
	}
	if before != nil {
		a.At = Later(t.Now, before.At)
	}
	kind := record.Of(record.AttributionKind)
	accepted, err := kind.Accept(&a)
	if err != nil || before != nil && kind.Alike(before, accepted) {
		return nil, err
	}
	var edits []Edit
	if !listed {
		voice := &record.Voice{Name: name}
		edits = append(edits, Of(record.VoiceKey(a.Voice), nil, voice))
		t.List = t.List.With(a.Voice, voice)
	}
	key := record.AttributionOn(on.Article, on.Sentence, t.Analyst)
	return append(edits, Of(key, before, accepted.(*record.Attribution))), nil
}

// RemovingAttributions returns the change that removes the analyst's attributions of
// sentences.
func RemovingAttributions(on []model.Subject, analyst string, of func(model.Subject) *record.Attribution) Change {
	c := Change{Verb: RemoveAttribution}
	for _, sentence := range on {
		if a := of(sentence); a != nil {
			c.Edits = append(c.Edits, Of(record.AttributionOn(sentence.Article, sentence.Sentence, analyst), a, nil))
		}
	}
	return c
}
