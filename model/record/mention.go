package record

import (
	"fmt"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Mention is the content by which an analyst makes a sentence a mention of a statement. A
// sentence can be a mention of several statements.
type Mention struct {
	Statement model.StatementID // as in the key
	Analyst   string            // as in the key
	Title     string            // the statement's title when the sentence became a mention
	Stance    model.Stance
	At        time.Time // UTC
}

// MentionOn returns the key of an analyst's mention of a statement in a sentence.
func MentionOn(on model.Subject, analyst string, statement model.StatementID) model.Key {
	return model.Key{Kind: MentionKind, Subject: on, Analyst: analyst, ID: string(statement)}
}

// storedMention is a Mention as files store it, without the fields that its key has.
type storedMention struct {
	Title  string       `cbor:"1,keyasint,omitempty" json:"title"`
	Stance model.Stance `cbor:"2,keyasint,omitempty" json:"stance"`
	At     Time         `cbor:"3,keyasint,omitempty" json:"time,omitempty"`
}

func mentions() *Declaration {
	return Declare(Spec[Mention]{
		Kind: MentionKind, Name: "mention", Searched: true, Layer: true, Whole: true,
		By:    func(m *Mention) string { return m.Analyst },
		Same:  func(a, b *Mention) bool { return a.alike(b) && a.Title == b.Title && a.At.Equal(b.At) },
		Alike: (*Mention).alike,
		Check: func(_, after *Mention) error {
			accepted := *after
			return accepted.accept()
		},
		Keyed: func(k model.Key) bool {
			return k.Analyst != "" && k.ID != "" && k.Article != "" && k.Outlet == "" && onText(k.Subject)
		},
		Accept: func(m *Mention) (*Mention, error) {
			accepted := *m
			return &accepted, accepted.accept()
		},
		Rename: func(m *Mention, name func(string) string) *Mention {
			renamed := *m
			renamed.Analyst = name(m.Analyst)
			return &renamed
		},
		At:     func(m *Mention) time.Time { return m.At },
		ID:     func(m *Mention) string { return string(m.Statement) },
		Text:   func(m *Mention) string { return string(m.Stance) + ": " + m.Title },
		Stored: func(_ model.Key, m *Mention, _ time.Time) any { return &storedMention{m.Title, m.Stance, TimeOf(m.At)} },
		Restored: func(decode func(any) error, key model.Key, _ time.Time) (*Mention, error) {
			var s storedMention
			if err := decode(&s); err != nil {
				return nil, err
			}
			at, err := s.At.Time()
			return &Mention{model.StatementID(key.ID), key.Analyst, s.Title, s.Stance, at}, err
		},
	})
}

// alike reports whether both have the same stance on the same statement. The title that the
// statement had does not matter.
func (m *Mention) alike(b *Mention) bool {
	return m.Statement == b.Statement && m.Analyst == b.Analyst && m.Stance == b.Stance
}

// accept replaces the values with their accepted forms.
func (m *Mention) accept() (err error) {
	if m.Title, err = value.Statement.Accept(m.Title); err != nil {
		return err
	}
	if !m.Stance.Valid() {
		return fmt.Errorf("%w: %q is not a stance", model.ErrValue, model.Excerpt(string(m.Stance)))
	}
	return value.CheckTime(m.At)
}

// Mentioned returns the mentions of statements in a sentence of a document, by all analysts.
func Mentioned(doc *model.Document, sentence model.Span) []*Mention {
	var all []*Mention
	for _, content := range On(doc, MentionKind, sentence) {
		all = append(all, content.(*Mention))
	}
	return all
}

// Gap is the content by which an analyst who looked says that an outlet leaves a statement
// out.
type Gap struct {
	Statement model.StatementID // as in the key
	Analyst   string            // as in the key
	Title     string            // the statement's title when the gap was marked
	At        time.Time         // UTC
}

// GapOf returns the key of an analyst's mark that an outlet leaves a statement out.
func GapOf(outlet model.OutletID, analyst string, statement model.StatementID) model.Key {
	return model.Key{Kind: GapKind, Subject: model.Subject{Outlet: outlet}, Analyst: analyst, ID: string(statement)}
}

// storedGap is a Gap as files store it, without the fields that its key has.
type storedGap struct {
	Title string `cbor:"1,keyasint,omitempty" json:"title"`
	At    Time   `cbor:"2,keyasint,omitempty" json:"time,omitempty"`
}

func gaps() *Declaration {
	return Declare(Spec[Gap]{
		Kind: GapKind, Name: "gap", Layer: true,
		By:    func(g *Gap) string { return g.Analyst },
		Same:  func(a, b *Gap) bool { return a.alike(b) && a.Title == b.Title && a.At.Equal(b.At) },
		Alike: (*Gap).alike,
		Check: func(_, after *Gap) error {
			accepted := *after
			return accepted.accept()
		},
		Keyed: func(k model.Key) bool {
			return k.Analyst != "" && k.ID != "" && k.Outlet != "" && k == GapOf(k.Outlet, k.Analyst, model.StatementID(k.ID))
		},
		Accept: func(g *Gap) (*Gap, error) {
			accepted := *g
			return &accepted, accepted.accept()
		},
		Rename: func(g *Gap, name func(string) string) *Gap {
			renamed := *g
			renamed.Analyst = name(g.Analyst)
			return &renamed
		},
		At:     func(g *Gap) time.Time { return g.At },
		ID:     func(g *Gap) string { return string(g.Statement) },
		Text:   func(g *Gap) string { return "left out: " + g.Title },
		Stored: func(_ model.Key, g *Gap, _ time.Time) any { return &storedGap{g.Title, TimeOf(g.At)} },
		Restored: func(decode func(any) error, key model.Key, _ time.Time) (*Gap, error) {
			var s storedGap
			if err := decode(&s); err != nil {
				return nil, err
			}
			at, err := s.At.Time()
			return &Gap{model.StatementID(key.ID), key.Analyst, s.Title, at}, err
		},
	})
}

func (g *Gap) alike(b *Gap) bool { return g.Statement == b.Statement && g.Analyst == b.Analyst }

// accept replaces the values with their accepted forms.
func (g *Gap) accept() (err error) {
	if g.Title, err = value.Statement.Accept(g.Title); err != nil {
		return err
	}
	return value.CheckTime(g.At)
}
