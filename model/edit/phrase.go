package edit

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// Phrasing adds phrases to subjects, or removes them.
type Phrasing struct {
	List    record.Phrases
	Analyst string
	On      []model.Subject
	// Given returns what was given to a subject, by anyone.
	Given func(model.Subject) []*record.Given
}

// Giving returns the change that adds the phrase with a name to each subject to which the
// analyst has not added it yet. If the project has no such phrase, the change adds it. The
// error is ErrValue if the name is refused.
func (p Phrasing) Giving(name string) (Change, error) {
	c := Change{Verb: GivePhrase}
	name, err := value.Phrase.Accept(name)
	if err != nil {
		return c, err
	}
	id, known := p.List.Named(name)
	if known {
		name = p.List.StoredName(id)
	} else {
		id = p.List.NewID(name)
	}
	if p.List.Stored(id) == nil {
		c.Edits = append(c.Edits, Of(record.PhraseKey(id), nil, &record.Phrase{Name: name}))
	}
	gives := false
	for _, on := range p.On {
		if len(p.of(on, id)) == 0 {
			g := &record.Given{Phrase: id, Analyst: p.Analyst, Name: name}
			c.Edits, gives = append(c.Edits, Of(record.GivenOn(on, p.Analyst, id), nil, g)), true
		}
	}
	if !gives {
		c.Edits = nil
	}
	return c, nil
}

// Removing returns the change that removes a phrase that the analyst gave from the subjects.
func (p Phrasing) Removing(id model.PhraseID) Change {
	c := Change{Verb: RemovePhrase}
	for _, on := range p.On {
		for _, g := range p.of(on, id) {
			c.Edits = append(c.Edits, Of(record.GivenOn(on, p.Analyst, g.Phrase), g, nil))
		}
	}
	return c
}

// of returns the records by which the analyst gave a phrase to a subject. If phrases were
// joined, there may be several.
func (p Phrasing) of(on model.Subject, id model.PhraseID) []*record.Given {
	return slices.DeleteFunc(slices.Clone(p.Given(on)), func(g *record.Given) bool {
		return g.Analyst != p.Analyst || p.List.Root(g.Phrase) != p.List.Root(id)
	})
}

// RenamingPhrase returns the change that renames a phrase. It has no edits if the phrase
// has that name. The error is ErrValue if the name is refused, ErrNoPhrase if there is no
// such phrase, and ErrPhraseExists if another one has the name.
func RenamingPhrase(list record.Phrases, id model.PhraseID, name string) (Change, error) {
	c := Change{Verb: RenamePhrase}
	name, err := value.Phrase.Accept(name)
	if err != nil {
		return c, err
	}
	was := list.StoredName(id)
	if was == "" || list.Root(id) != id {
		return c, fmt.Errorf("phrase %q: %w", id, model.ErrNoPhrase)
	}
	if other, taken := list.Named(name); taken && other != id {
		return c, fmt.Errorf("rename %q to %q: %w; join the two", was, name, model.ErrPhraseExists)
	}
	if name == was {
		return c, nil
	}
	after := record.Phrase{Name: name}
	if stored := list.Stored(id); stored != nil {
		after.Into = stored.Into // a link that is broken, or leads back to this phrase
	}
	c.Edits = []Edit{Of(record.PhraseKey(id), list.Stored(id), &after)}
	return c, nil
}

// JoiningPhrases returns the change that joins a phrase into another: whatever has the first
// one then has the second. The error is ErrNoPhrase if there is no such phrase. The change
// has no edits if both are the same.
func JoiningPhrases(list record.Phrases, from, into model.PhraseID) (Change, error) {
	c := Change{Verb: JoinPhrases}
	for _, id := range []model.PhraseID{from, into} {
		if list.StoredName(id) == "" || list.Root(id) != id {
			return c, fmt.Errorf("phrase %q: %w", id, model.ErrNoPhrase)
		}
	}
	if from == into {
		return c, nil
	}
	if list.Stored(into) == nil {
		c.Edits = append(c.Edits, Of(record.PhraseKey(into), nil, &record.Phrase{Name: list.StoredName(into)}))
	} else if target := *list.Stored(into); target.Into != "" { // its link is broken, or part of a circle
		target.Into = ""
		c.Edits = append(c.Edits, Of(record.PhraseKey(into), list.Stored(into), &target))
	}
	c.Edits = append(c.Edits, Of(record.PhraseKey(from), list.Stored(from), &record.Phrase{Name: list.StoredName(from), Into: into}))
	return c, nil
}

// DeletingPhrase returns the change that deletes a phrase, and those that were joined into
// it, from the project's list. uses is how often it is given. The error is ErrNoPhrase if
// there is no such phrase, ErrPhraseUsed if it is given, and ErrPhraseStarts if it belongs
// to the starting set.
func DeletingPhrase(list record.Phrases, id model.PhraseID, uses int) (Change, error) {
	c := Change{Verb: DeletePhrase}
	name := list.StoredName(id)
	switch {
	case name == "" || list.Root(id) != id:
		return c, fmt.Errorf("phrase %q: %w", id, model.ErrNoPhrase)
	case record.Starts(id):
		return c, fmt.Errorf("delete %q: %w", name, model.ErrPhraseStarts)
	case uses > 0:
		return c, fmt.Errorf("delete %q: %w", name, model.ErrPhraseUsed)
	}
	for _, joined := range list.Joined(id) {
		c.Edits = append(c.Edits, Of(record.PhraseKey(joined), list.Stored(joined), nil))
	}
	return c, nil
}
