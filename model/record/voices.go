package record

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"assay.app/assay/model"
)

// Voices is the list of a project's voices. A voice that was joined into another one is an
// alias of it: another name. A voice that is no alias stands. The zero Voices is empty.
type Voices struct {
	joins[model.VoiceID, Voice]
}

// NewVoices returns a list with the stored voices, which it keeps.
func NewVoices(stored map[model.VoiceID]Voice) Voices {
	return Voices{joins[model.VoiceID, Voice]{stored}}
}

// With returns the list after the edit of a voice. after is nil if the voice was deleted.
func (l Voices) With(id model.VoiceID, after *Voice) Voices {
	return Voices{l.with(id, after)}
}

// Name returns the name of the voice that stands for a voice, or "" if the list has none.
func (l Voices) Name(id model.VoiceID) string { return l.stored[l.Root(id)].Name }

// Called returns the name of the voice of an attribution or, if the list no longer has the
// voice, the name that it had when the sentence was attributed.
func (l Voices) Called(a *Attribution) string { return cmp.Or(l.Name(a.Voice), a.Name) }

// Find returns the voice that stands for a voice, or false if the list has none.
func (l Voices) Find(id model.VoiceID) (model.Voice, bool) {
	root := l.Root(id)
	v, ok := l.stored[root]
	return model.Voice{ID: root, Name: v.Name, Kind: v.Kind}, ok
}

// All returns the voices that stand, sorted by name.
func (l Voices) All() []model.Voice {
	var all []model.Voice
	for id, v := range l.stored {
		if l.Root(id) == id {
			all = append(all, model.Voice{ID: id, Name: v.Name, Kind: v.Kind})
		}
	}
	slices.SortFunc(all, func(a, b model.Voice) int {
		return cmp.Or(cmp.Compare(VoiceIDOf(a.Name), VoiceIDOf(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Aliases returns the other names of a voice, sorted.
func (l Voices) Aliases(id model.VoiceID) []string {
	var all []string
	for _, joined := range l.Joined(id) {
		if joined != id {
			all = append(all, l.stored[joined].Name)
		}
	}
	slices.Sort(all)
	return all
}

// VoiceNames maps the id of each voice and alias of a list to all names of the voice.
type VoiceNames map[model.VoiceID][]string

// Names returns all names of the voices.
func (l Voices) Names() VoiceNames {
	of := map[model.VoiceID][]string{}
	for id, v := range l.stored {
		root := l.Root(id)
		of[root] = append(of[root], v.Name)
	}
	all := VoiceNames{}
	for id := range l.stored {
		all[id] = of[l.Root(id)]
	}
	return all
}

// Of returns the names of the voice of an attribution, in no particular order. If the list
// lacks the voice, Of returns the name in the attribution.
func (n VoiceNames) Of(a *Attribution) []string {
	if names, ok := n[a.Voice]; ok {
		return names
	}
	return []string{a.Name}
}

// Named returns the voice that stands for a name or an alias, ignoring case, spaces and the
// form of accented letters. It returns false if no voice has the name.
func (l Voices) Named(name string) (id model.VoiceID, ok bool) {
	id, ok = l.Listed(name)
	return l.Root(id), ok
}

// Listed returns the voice or the alias whose own name is the given one, ignoring the same
// differences as Named. It prefers a voice that stands to an alias. It returns false if no
// voice has the name.
func (l Voices) Listed(name string) (id model.VoiceID, ok bool) {
	folded := VoiceIDOf(name)
	for _, stored := range slices.Sorted(maps.Keys(l.stored)) {
		if VoiceIDOf(l.stored[stored].Name) == folded && (!ok || l.Root(stored) == stored && l.Root(id) != id) {
			id, ok = stored, true
		}
	}
	return id, ok
}

// NewID returns the id for a new voice: that of VoiceIDOf, unless a voice that has been
// renamed since has that id.
func (l Voices) NewID(name string) model.VoiceID {
	folded := VoiceIDOf(name)
	id := folded
	for n := 2; l.Stored(id) != nil; n++ {
		id = folded + model.VoiceID(" "+strconv.Itoa(n))
	}
	return id
}
