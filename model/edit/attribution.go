package edit

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// Attributing attributes sentences to voices. Voices that it adds to the list have the same
// ids in all its edits, so that one Attributing can make all the edits of a change.
type Attributing struct {
	List    record.Voices // with the voices that were added
	Analyst string
	Now     time.Time
	// Of returns the analyst's attribution of a sentence, or nil.
	Of func(model.Subject) *record.Attribution
}

// To returns the edits that attribute a sentence as a says. The voice is the one that has
// a.Name as its name or as another name; if no voice has it, the edits add one. The analyst,
// the voice and the time of a are ignored. There are no edits if the sentence has that
// attribution. The error is ErrValue if a value is refused.
//
// A sentence that is attributed under another name of the voice stays so if a has the
// voice's own name.
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
