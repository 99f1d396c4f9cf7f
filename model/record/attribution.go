package record

import (
	"fmt"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Attribution is the content that says whose words or knowledge a sentence reports, according
// to one analyst. Each analyst has at most one attribution on a sentence. If two voices speak
// in a sentence, the analyst can split it.
type Attribution struct {
	Analyst string // as in the key
	Voice   model.VoiceID
	Name    string // the name of the voice when the sentence was attributed
	Cue     string // the words that attribute it, such as "said"
	Mode    model.SpeechMode
	Via     string    // the other outlet that the voice spoke to
	Guess   bool      // the voice was inferred from a pronoun or from other sentences
	At      time.Time // UTC
}

// AttributionOn returns the key of an analyst's attribution of a sentence.
func AttributionOn(article model.ArticleID, sentence model.Span, analyst string) model.Key {
	return model.Key{Kind: AttributionKind, Subject: model.Subject{Article: article, Sentence: sentence}, Analyst: analyst}
}

// storedAttribution is an Attribution as files store it, without the fields that its key has.
type storedAttribution struct {
	Voice model.VoiceID    `cbor:"1,keyasint,omitempty" json:"voice"`
	Name  string           `cbor:"2,keyasint,omitempty" json:"name"`
	Cue   string           `cbor:"3,keyasint,omitempty" json:"cue,omitempty"`
	Mode  model.SpeechMode `cbor:"4,keyasint,omitempty" json:"mode"`
	Via   string           `cbor:"5,keyasint,omitempty" json:"via,omitempty"`
	Guess bool             `cbor:"6,keyasint,omitempty" json:"guess,omitempty"`
	At    Time             `cbor:"7,keyasint,omitempty" json:"time,omitempty"`
}

func attributions() *Declaration {
	return Declare(Spec[Attribution]{
		Kind: AttributionKind, Name: "attribution", Searched: true, Layer: true, Whole: true,
		By: func(a *Attribution) string { return a.Analyst },
		Same: func(a, b *Attribution) bool {
			return a.alike(b) && a.At.Equal(b.At)
		},
		Alike: (*Attribution).alike,
		Check: func(_, after *Attribution) error {
			accepted := *after
			return accepted.accept()
		},
		Keyed: func(k model.Key) bool {
			return k.Analyst != "" && k == AttributionOn(k.Article, k.Sentence, k.Analyst) && onText(k.Subject)
		},
		Accept: func(a *Attribution) (*Attribution, error) {
			accepted := *a
			return &accepted, accepted.accept()
		},
		Rename: func(a *Attribution, name func(string) string) *Attribution {
			renamed := *a
			renamed.Analyst = name(a.Analyst)
			return &renamed
		},
		At: func(a *Attribution) time.Time { return a.At },
		Text: func(a *Attribution) string {
			text := a.Name + ", " + string(a.Mode)
			if a.Via != "" {
				text += ", via " + a.Via
			}
			return text
		},
		Stored: func(_ model.Key, a *Attribution, _ time.Time) any {
			return &storedAttribution{a.Voice, a.Name, a.Cue, a.Mode, a.Via, a.Guess, TimeOf(a.At)}
		},
		Restored: func(decode func(any) error, key model.Key, _ time.Time) (*Attribution, error) {
			var s storedAttribution
			if err := decode(&s); err != nil {
				return nil, err
			}
			at, err := s.At.Time()
			return &Attribution{key.Analyst, s.Voice, s.Name, s.Cue, s.Mode, s.Via, s.Guess, at}, err
		},
	})
}

// alike reports whether both have the same content, apart from their times.
func (a *Attribution) alike(b *Attribution) bool {
	one, other := *a, *b
	one.At, other.At = time.Time{}, time.Time{}
	return one == other
}

// accept replaces the values with their accepted forms. The error is that of the first value
// that is refused.
func (a *Attribution) accept() (err error) {
	if a.Voice == "" {
		return fmt.Errorf("%w: the attribution names no voice", model.ErrValue)
	}
	if a.Name, err = value.Voice.Accept(a.Name); err != nil {
		return err
	}
	if a.Cue, err = value.Cue.Accept(a.Cue); err != nil {
		return err
	}
	if a.Via, err = value.Outlet.Accept(a.Via); err != nil {
		return err
	}
	if !slices.Contains(model.SpeechModes(), a.Mode) {
		return fmt.Errorf("%w: %q is not a mode of speech", model.ErrValue, a.Mode)
	}
	return value.CheckTime(a.At)
}

// Attributed returns the attributions of a sentence of a document by all analysts.
func Attributed(doc *model.Document, sentence model.Span) []*Attribution {
	var all []*Attribution
	for _, content := range On(doc, AttributionKind, sentence) {
		all = append(all, content.(*Attribution))
	}
	return all
}
