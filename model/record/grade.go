package record

import (
	"fmt"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Graded is the sort of thing that a grade is about.
type Graded uint8

// The values of Graded, from the nearest to the farthest; see package grading.
const (
	GradedSentence Graded = iota
	GradedVoice
	GradedArticle
	GradedOutlet
)

// Grade is the content that says how an analyst grades a sentence, a voice, an article or
// an outlet. Only the grade of a sentence has a digit.
type Grade struct {
	Analyst string        // as in the key
	On      Graded        // as in the key
	Voice   model.VoiceID // as in the key; set only if On is GradedVoice

	Grade model.Grade
	Basis string    // the reason for the grade, or ""
	Note  string    // the id of a note whose text is the basis, or ""
	At    time.Time // UTC
}

// GradeOn returns the key of an analyst's grade of a sentence, an article or an outlet.
func GradeOn(on model.Subject, analyst string) model.Key {
	return model.Key{Kind: GradeKind, Subject: on, Analyst: analyst}
}

// GradeOfVoice returns the key of an analyst's grade of a voice.
func GradeOfVoice(voice model.VoiceID, analyst string) model.Key {
	return model.Key{Kind: GradeKind, Analyst: analyst, ID: string(voice)}
}

// GradedBy returns what the grade with a key is about, and the voice if that is a voice. The
// key must be that of a grade.
func GradedBy(k model.Key) (on Graded, voice model.VoiceID) {
	if on, _ = gradedBy(k); on == GradedVoice {
		voice = model.VoiceID(k.ID)
	}
	return on, voice
}

// gradedBy returns what the grade with a key is about, or false if no grade can have the key.
func gradedBy(k model.Key) (Graded, bool) {
	none := model.Span{}
	switch {
	case k.Analyst == "" || k.ID != "" && k.Subject != model.Subject{}:
		return 0, false
	case k.ID != "":
		return GradedVoice, true
	case k.Article != "" && k.Outlet == "" && k.Sentence == none:
		return GradedArticle, true
	case k.Article != "":
		return GradedSentence, onText(k.Subject)
	}
	return GradedOutlet, k.Outlet != "" && k.Sentence == none
}

// restoredOn returns what the grade with a key is about. Unlike GradedBy, it does not need
// the article in the key, which may be missing while a file is being read.
func restoredOn(k model.Key) Graded {
	switch {
	case k.ID != "":
		return GradedVoice
	case k.Outlet != "":
		return GradedOutlet
	case k.Sentence != model.Span{}:
		return GradedSentence
	}
	return GradedArticle
}

// storedGrade is a Grade as files store it, without the fields that its key has.
type storedGrade struct {
	Source      string `cbor:"1,keyasint,omitempty" json:"source,omitempty"`
	Information string `cbor:"2,keyasint,omitempty" json:"information,omitempty"`
	Basis       string `cbor:"3,keyasint,omitempty" json:"basis,omitempty"`
	Note        string `cbor:"4,keyasint,omitempty" json:"note,omitempty"`
	At          Time   `cbor:"5,keyasint,omitempty" json:"time,omitempty"`
}

func grades() *Declaration {
	return Declare(Spec[Grade]{
		Kind: GradeKind, Name: "grade", Searched: true, Layer: true,
		By:    func(g *Grade) string { return g.Analyst },
		Same:  func(a, b *Grade) bool { return a.alike(b) && a.At.Equal(b.At) },
		Alike: (*Grade).alike,
		Check: func(_, after *Grade) error {
			accepted := *after
			return accepted.accept()
		},
		Keyed: func(k model.Key) bool {
			_, ok := gradedBy(k)
			return ok
		},
		Accept: func(g *Grade) (*Grade, error) {
			accepted := *g
			return &accepted, accepted.accept()
		},
		Rename: func(g *Grade, name func(string) string) *Grade {
			renamed := *g
			renamed.Analyst = name(g.Analyst)
			return &renamed
		},
		At:   func(g *Grade) time.Time { return g.At },
		Text: func(g *Grade) string { return g.Grade.String() },
		Stored: func(_ model.Key, g *Grade, _ time.Time) any {
			return &storedGrade{g.Grade.Source, g.Grade.Information, g.Basis, g.Note, TimeOf(g.At)}
		},
		Restored: func(decode func(any) error, key model.Key, _ time.Time) (*Grade, error) {
			var s storedGrade
			if err := decode(&s); err != nil {
				return nil, err
			}
			at, err := s.At.Time()
			on := restoredOn(key)
			g := &Grade{Analyst: key.Analyst, On: on, Grade: model.Grade{Source: s.Source, Information: s.Information}, Basis: s.Basis, Note: s.Note, At: at}
			if on == GradedVoice {
				g.Voice = model.VoiceID(key.ID)
			}
			return g, err
		},
	})
}

// alike reports whether both have the same content, apart from their times.
func (g *Grade) alike(b *Grade) bool {
	one, other := *g, *b
	one.At, other.At = time.Time{}, time.Time{}
	return one == other
}

// accept replaces the values with their accepted forms. The error is that of the first value
// that is refused.
func (g *Grade) accept() (err error) {
	// MISP's scale has a letter "G" (deliberately deceptive). Grades from elsewhere keep it.
	grade := g.Grade
	grade.Source = strings.Replace(grade.Source, "G", "F", 1)
	switch {
	case grade.IsZero() || !grade.Valid():
		return fmt.Errorf("%w: %q is not a grade: A to F for a source, 1 to 6 for information", model.ErrValue, g.Grade)
	case g.On != GradedSentence && g.Grade.Information != "":
		return fmt.Errorf("%w: %q: only the grade of a sentence has a digit", model.ErrValue, g.Grade)
	}
	if g.Basis, err = value.Basis.Accept(g.Basis); err != nil {
		return err
	}
	if g.Note != "" {
		if err := value.NoteID.Check(g.Note); err != nil {
			return err
		}
	}
	return value.CheckTime(g.At)
}

// NoteGrade returns the grade of which a note is the basis. If the note is the basis of none,
// NoteGrade returns the grade that the note itself has from an older version of Assay. The
// function at returns the grade with a key, or nil.
func NoteGrade(n model.Note, at func(model.Key) *Grade) model.Grade {
	if g := at(GradeOn(n.Target.Subject(), n.Analyst)); g != nil && g.Note == n.ID {
		return g.Grade
	}
	return n.Grade
}

// GradeIn returns the grade with a key in a document, or nil.
func GradeIn(doc *model.Document, key model.Key) *Grade {
	g, _ := doc.Records[key].(*Grade)
	return g
}

// GradingNotes returns the notes whose grades become grades of what the notes are about, by
// the keys of the new grades. If an analyst graded several notes on a subject, only the newest
// of them is in the result.
func GradingNotes(notes []model.Note) map[model.Key]model.Note {
	found := map[model.Key]model.Note{}
	for _, n := range notes {
		key, g := FromNote(&n)
		if g == nil {
			continue
		}
		was, graded := found[key]
		if !graded || n.Updated.After(was.Updated) || n.Updated.Equal(was.Updated) && n.ID > was.ID {
			found[key] = n
		}
	}
	return found
}

// FromNote returns the grade that a note had in older versions of Assay, and its key. Only
// the grade of a sentence keeps its digit. FromNote returns a nil grade if neither half
// remains.
func FromNote(n *model.Note) (model.Key, *Grade) {
	key := GradeOn(n.Target.Subject(), n.Analyst)
	on, ok := gradedBy(key)
	g := &Grade{Analyst: n.Analyst, On: on, Grade: n.Grade, Note: n.ID, At: n.Updated}
	if on != GradedSentence {
		g.Grade.Information = ""
	}
	if !ok || g.Grade.IsZero() {
		return key, nil
	}
	return key, g
}
