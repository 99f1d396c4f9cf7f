package session

import (
	"cmp"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// voices holds the project's voices, and their uses if these have been read.
type voices struct {
	list  record.Voices
	uses  map[model.VoiceID]record.VoiceUses // nil until they are needed
	stale bool                               // some changes may be counted twice in uses, or not at all
}

// readVoices reads the list of voices. It discards their uses, which voiceUses reads again.
func (s *Session) readVoices() error {
	list, err := s.store.Voices()
	if err != nil {
		return fmt.Errorf("read the voices: %w", err)
	}
	s.voices = voices{list: list}
	for e := range s.pendingRecords(record.VoiceKind) {
		s.voiceChanged(e)
	}
	return nil
}

// voiceUses returns the uses of all voices, including those by other analysts.
func (s *Session) voiceUses() (map[model.VoiceID]record.VoiceUses, error) {
	if s.voices.uses == nil || s.voices.stale && len(s.pending) == 0 {
		uses, err := s.store.VoiceUses(s.opts.Analyst)
		if err != nil {
			return nil, fmt.Errorf("count what is attributed to voices: %w", err)
		}
		s.voices.uses, s.voices.stale = uses, len(s.pending) > 0
		for _, kind := range []model.Kind{record.AttributionKind, record.GradeKind} {
			for e := range s.pendingRecords(kind) {
				s.countVoice(e)
			}
		}
	}
	return s.voices.uses, nil
}

// countVoice counts the edit of a record that may refer to a voice, if uses were read.
func (s *Session) countVoice(e edit.Record) {
	if s.voices.uses == nil {
		return
	}
	_, listed := s.corpus.at[e.Key.Article]
	removed := e.Key.Article != "" && !listed
	if id, use, ok := record.VoiceUseOf(e.Key, e.Before, s.opts.Analyst, removed); ok {
		s.voices.uses[id] = s.voices.uses[id].Minus(use)
	}
	if id, use, ok := record.VoiceUseOf(e.Key, e.After, s.opts.Analyst, removed); ok {
		s.voices.uses[id] = s.voices.uses[id].Plus(use)
	}
}

// voiceChanged updates the list and the uses after the edit of a record.
func (s *Session) voiceChanged(e edit.Record) {
	switch e.Key.Kind {
	case record.VoiceKind:
		after, _ := e.After.(*record.Voice)
		s.voices.list = s.voices.list.With(model.VoiceID(e.Key.ID), after)
		s.emit(VoicesChanged{})
	case record.AttributionKind, record.GradeKind:
		s.countVoice(e)
	default:
	}
}

// Voices returns the list of the project's voices.
func (s *Session) Voices() record.Voices { return s.voices.list }

// voicesByUse returns the voices that stand, those with most sentences of the analyst first.
func (s *Session) voicesByUse() []model.Voice {
	all := s.voices.list.All()
	uses, err := s.voiceUses()
	if err != nil {
		return all // sorted by name
	}
	sums := map[model.VoiceID]int{}
	for id, n := range uses {
		sums[s.voices.list.Root(id)] += n.Sentences
	}
	slices.SortStableFunc(all, func(a, b model.Voice) int { return cmp.Compare(sums[b.ID], sums[a.ID]) })
	return all
}

// VoiceNames returns the names of the project's voices, most used first, each followed by
// its other names.
func (s *Session) VoiceNames() []string {
	var names []string
	for _, v := range s.voicesByUse() {
		names = append(append(names, v.Name), s.voices.list.Aliases(v.ID)...)
	}
	return names
}

// changeVoices commits a change, unless it has no edits.
func (s *Session) changeVoices(change func() (edit.Change, error)) error {
	return s.changePhrases(change)
}

// RenameVoice renames a voice or an alias; see edit.RenamingVoice.
func (s *Session) RenameVoice(id model.VoiceID, name string) error {
	return s.changeVoices(func() (edit.Change, error) { return edit.RenamingVoice(s.voices.list, id, name) })
}

// JoinVoices makes the voice from an alias of the voice into; see edit.JoiningVoices.
func (s *Session) JoinVoices(from, into model.VoiceID) error {
	return s.changeVoices(func() (edit.Change, error) { return edit.JoiningVoices(s.voices.list, from, into) })
}

// DivideVoice makes an alias a voice of its own again; see edit.DividingVoice.
func (s *Session) DivideVoice(alias model.VoiceID) error {
	return s.changeVoices(func() (edit.Change, error) { return edit.DividingVoice(s.voices.list, alias) })
}

// AddAlias adds an alias to a voice; see edit.AddingAlias.
func (s *Session) AddAlias(voice model.VoiceID, name string) error {
	return s.changeUnusedVoice(func(used func(model.VoiceID) bool) (edit.Change, error) {
		return edit.AddingAlias(s.voices.list, voice, name, used)
	})
}

// SetVoiceKind sets the kind of a voice; see edit.SettingVoiceKind.
func (s *Session) SetVoiceKind(id model.VoiceID, kind model.VoiceKind) error {
	return s.changeVoices(func() (edit.Change, error) { return edit.SettingVoiceKind(s.voices.list, id, kind) })
}

// DeleteVoice deletes a voice or an alias to which no record refers, including those in hidden
// layers; see edit.DeletingVoice.
func (s *Session) DeleteVoice(id model.VoiceID) error {
	return s.changeUnusedVoice(func(used func(model.VoiceID) bool) (edit.Change, error) {
		return edit.DeletingVoice(s.voices.list, id, used)
	})
}

// changeUnusedVoice commits a change that depends on which voices are used.
func (s *Session) changeUnusedVoice(change func(used func(model.VoiceID) bool) (edit.Change, error)) error {
	uses, err := s.voiceUses()
	if err != nil {
		return err
	}
	return s.changeVoices(func() (edit.Change, error) {
		return change(func(id model.VoiceID) bool { return uses[id].Count() > 0 })
	})
}
