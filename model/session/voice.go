package session

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// readVoices reads the list of voices.
func (s *Session) readVoices() (err error) {
	if s.voices, err = s.store.Voices(); err != nil {
		return fmt.Errorf("read the voices: %w", err)
	}
	for e := range s.pendingRecords(record.VoiceKind) {
		s.voiceChanged(e)
	}
	return nil
}

// voiceChanged updates the list after the edit of a record.
func (s *Session) voiceChanged(e edit.Record) {
	if e.Key.Kind == record.VoiceKind {
		after, _ := e.After.(*record.Voice)
		s.voices = s.voices.With(model.VoiceID(e.Key.ID), after)
	}
}

// Voices returns the list of the project's voices.
func (s *Session) Voices() record.Voices { return s.voices }
