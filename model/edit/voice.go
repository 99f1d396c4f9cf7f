package edit

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// How voices are joined
//
// An attribution has the id of the voice or alias under which the sentence was attributed.
// Joining a voice into another one only sets a link in its record, which makes it an alias:
// another name of that voice. Attributions and grades stay as they are:
//
//	Lena Okray        ◀── L. Okray ◀── the mayor
//	3 sentences           2            1          6 sentences of Lena Okray
//
// Dividing removes the link of an alias. The alias becomes a voice again, with the sentences
// that were attributed under its name and under the names that were joined into it. Two copies
// of a project may join voices into each other. Then record.Voices.Root decides which of them
// stands, and the next change of one of them removes the superfluous link.

// RenamingVoice returns the change that renames a voice or an alias. It has no edits if it
// already has that name. The error is ErrValue if the name is refused, ErrNoVoice if the list
// lacks the voice, and ErrVoiceExists if another voice has the name.
func RenamingVoice(list record.Voices, id model.VoiceID, name string) (Change, error) {
	c := Change{Verb: RenameVoice}
	name, err := value.Voice.Accept(name)
	if err != nil {
		return c, err
	}
	was := list.Stored(id)
	if was == nil {
		return c, noVoice(id)
	}
	if other, taken := list.Listed(name); taken && other != id {
		if list.Root(other) == list.Root(id) {
			return c, fmt.Errorf("rename %q to %q: %w: it is another name of the same voice", was.Name, name, model.ErrVoiceExists)
		}
		return c, fmt.Errorf("rename %q to %q: %w; join the two", was.Name, name, model.ErrVoiceExists)
	}
	if name == was.Name {
		return c, nil
	}
	after := *was
	after.Name = name
	c.Edits = []Edit{Of(record.VoiceKey(id), was, &after)}
	return c, nil
}

func noVoice(id model.VoiceID) error { return fmt.Errorf("voice %q: %w", id, model.ErrNoVoice) }

// JoiningVoices returns the change that makes the voice from an alias of the voice into. An
// alias in the place of either means its voice. Grades stay as they are. The error is
// ErrNoVoice if the list lacks a voice, and ErrVoiceCircle if both are the same voice.
func JoiningVoices(list record.Voices, from, into model.VoiceID) (Change, error) {
	c := Change{Verb: JoinVoices}
	for _, id := range []model.VoiceID{from, into} {
		if list.Stored(id) == nil {
			return c, noVoice(id)
		}
	}
	root := list.Root(from)
	if list.Root(into) == root {
		return c, fmt.Errorf("join %q into %q: %w", list.Stored(from).Name, list.Stored(into).Name, model.ErrVoiceCircle)
	}
	c.Edits = append(standAlone(list, list.Root(into)), linking(list, root, list.Root(into)))
	return c, nil
}

// linking returns the edit that makes a voice or an alias an alias of a voice.
func linking(list record.Voices, id, into model.VoiceID) Edit {
	before := list.Stored(id)
	after := *before
	after.Into = into
	return Of(record.VoiceKey(id), before, &after)
}

// standAlone returns the edits that remove the link of a voice that stands although it has
// one: the link is broken or part of a circle.
func standAlone(list record.Voices, id model.VoiceID) []Edit {
	if list.Stored(id).Into == "" {
		return nil
	}
	return []Edit{linking(list, id, "")}
}

// DividingVoice returns the change that makes an alias a voice of its own again, with the
// sentences that were attributed under its name. The error is ErrNoVoice if the list lacks the
// alias.
func DividingVoice(list record.Voices, alias model.VoiceID) (Change, error) {
	c := Change{Verb: DivideVoice}
	stored := list.Stored(alias)
	if stored == nil {
		return c, noVoice(alias)
	}
	root := list.Root(alias)
	if root == alias {
		return c, fmt.Errorf("divide %q: %w: it is not another name of a voice", stored.Name, model.ErrNoVoice)
	}
	c.Edits = append(standAlone(list, root), linking(list, alias, ""))
	return c, nil
}

// AddingAlias returns the change that adds an alias to a voice. The change has no edits if the
// voice has the alias. If another voice has the name and nothing refers to that voice, so that
// used returns false for it, the change joins it. The error is ErrValue if the name is refused,
// ErrNoVoice if the list lacks the voice, ErrVoiceCircle if it is the voice's own name, and
// ErrVoiceExists if another voice has the name and is used.
func AddingAlias(list record.Voices, id model.VoiceID, name string, used func(model.VoiceID) bool) (Change, error) {
	c := Change{Verb: AddAlias}
	name, err := value.Voice.Accept(name)
	if err != nil {
		return c, err
	}
	if list.Stored(id) == nil {
		return c, noVoice(id)
	}
	root := list.Root(id)
	other, listed := list.Listed(name)
	switch {
	case !listed:
		alias := &record.Voice{Name: name, Into: root}
		c.Edits = append(standAlone(list, root), Of(record.VoiceKey(list.NewID(name)), nil, alias))
		return c, nil
	case other == root:
		return c, fmt.Errorf("give %q the other name %q: %w", list.Name(root), name, model.ErrVoiceCircle)
	case list.Root(other) == root:
		return c, nil
	}
	for _, joined := range append(list.Joined(other), other) {
		if used(joined) {
			return c, fmt.Errorf("give %q the other name %q: %w; join the two", list.Name(root), name, model.ErrVoiceExists)
		}
	}
	c.Edits = append(standAlone(list, root), linking(list, other, root))
	return c, nil
}

// SettingVoiceKind returns the change that sets the kind of a voice; "" means unknown. An alias
// in its place means its voice. The error is ErrNoVoice if the list lacks the voice, and
// ErrValue if the kind does not exist.
func SettingVoiceKind(list record.Voices, id model.VoiceID, kind model.VoiceKind) (Change, error) {
	c := Change{Verb: SetVoiceKind}
	id = list.Root(id)
	before := list.Stored(id)
	if before == nil {
		return c, noVoice(id)
	}
	after := *before
	after.Kind = kind
	if err := record.Of(record.VoiceKind).Check(before, &after); err != nil || *before == after {
		return c, err
	}
	c.Edits = []Edit{Of(record.VoiceKey(id), before, &after)}
	return c, nil
}

// DeletingVoice returns the change that deletes a voice with its aliases, or one alias. The
// function used reports whether an attribution or a grade refers to a voice or alias. The error
// is ErrNoVoice if the list lacks the voice, and ErrVoiceUsed if one of them is used.
func DeletingVoice(list record.Voices, id model.VoiceID, used func(model.VoiceID) bool) (Change, error) {
	c := Change{Verb: DeleteVoice}
	stored := list.Stored(id)
	if stored == nil {
		return c, noVoice(id)
	}
	gone := []model.VoiceID{id}
	root := list.Root(id)
	if root == id {
		gone = list.Joined(id)
	}
	for _, each := range gone {
		if used(each) {
			return c, fmt.Errorf("delete %q: %w", stored.Name, model.ErrVoiceUsed)
		}
	}
	if root != id { // voices that were joined into the alias are now joined into its voice
		for _, joined := range list.Joined(root) {
			if joined != root && list.Stored(joined).Into == id {
				c.Edits = append(c.Edits, linking(list, joined, root))
			}
		}
		if list.Stored(root).Into == id {
			c.Edits = append(c.Edits, linking(list, root, ""))
		}
	}
	for _, each := range gone {
		c.Edits = append(c.Edits, Of(record.VoiceKey(each), list.Stored(each), nil))
	}
	return c, nil
}
