package record

import (
	"fmt"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// NoteID returns the key of a note.
func NoteID(id string) model.Key { return model.Key{Kind: Note, ID: id} }

func notes() *Declaration {
	return Declare(Spec[model.Note]{
		Kind: Note, Name: "note", Layer: true, Searched: true, Aside: true,
		Subject: func(n *model.Note) model.Subject { return n.Target.Subject() },
		Same: func(a, b *model.Note) bool {
			return a.ID == b.ID && a.Target.Same(b.Target) && a.Analyst == b.Analyst && a.Text == b.Text &&
				a.Grade == b.Grade && a.Created.Equal(b.Created) && a.Updated.Equal(b.Updated)
		},
		Check:  checkNote,
		Keyed:  func(k model.Key) bool { return k.ID != "" && k == NoteID(k.ID) },
		Accept: acceptNote,
		Rename: func(n *model.Note, name func(string) string) *model.Note {
			renamed := *n
			renamed.Analyst = name(n.Analyst)
			return &renamed
		},
		Show:   func(doc *model.Document, key model.Key, n *model.Note) { doc.SetNote(key.ID, n) },
		Count:  func(p *model.Progress, _ *model.Note, by int) { p.Notes += by },
		At:     func(n *model.Note) time.Time { return n.Updated },
		By:     func(n *model.Note) string { return n.Analyst },
		ID:     func(n *model.Note) string { return n.ID },
		Text:   func(n *model.Note) string { return model.Excerpt(n.Text) },
		Stored: func(_ model.Key, n *model.Note, _ time.Time) any { return StoredNoteOf(n) },
		Restored: func(decode func(any) error, _ model.Key, _ time.Time) (*model.Note, error) {
			var s StoredNote
			if err := decode(&s); err != nil {
				return nil, err
			}
			return s.Note()
		},
	})
}

// acceptNote returns the stored form of a note that comes from outside.
func acceptNote(n *model.Note) (*model.Note, error) {
	accepted, err := value.AcceptNote(*n)
	if err != nil {
		return nil, err
	}
	switch on := n.Target; {
	case on.Article != "" && (on.Outlet != "" || on.Sentence != nil && on.Sentence.Len() <= 0),
		on.Article == "" && (model.OutletIDOf(on.Outlet) == "" || on.Sentence != nil):
		return nil, fmt.Errorf("%w: the note is about nothing", model.ErrValue)
	}
	return &accepted, checkNote(nil, &accepted)
}

// checkNote checks the values of a new version of a note. It accepts those that the
// version before has, because older versions of Assay may have stored values that are now
// refused. The times are always checked.
func checkNote(before, after *model.Note) error {
	old := model.Note{}
	if before != nil {
		old = *before
	}
	for _, part := range []struct {
		kind     value.Kind
		was, now string
	}{
		{value.NoteID, old.ID, after.ID},
		{value.Note, old.Text, after.Text},
		{value.Outlet, old.Target.Outlet, after.Target.Outlet},
	} {
		if part.was == part.now && before != nil {
			continue
		}
		if err := part.kind.Check(part.now); err != nil {
			return err
		}
	}
	for _, at := range []time.Time{after.Created, after.Updated} {
		if err := value.CheckTime(at); err != nil {
			return err
		}
	}
	return nil
}

// StoredNote is a note in files.
type StoredNote struct {
	ID          string          `cbor:"1,keyasint" json:"id"`
	Article     model.ArticleID `cbor:"2,keyasint,omitempty" json:"article,omitempty"`
	Sentence    []int           `cbor:"3,keyasint,omitempty" json:"sentence,omitempty"` // start and end, in bytes
	Outlet      string          `cbor:"4,keyasint,omitempty" json:"outlet,omitempty"`
	Analyst     string          `cbor:"5,keyasint,omitempty" json:"analyst,omitempty"`
	Text        string          `cbor:"6,keyasint,omitempty" json:"text,omitempty"`
	Source      string          `cbor:"7,keyasint,omitempty" json:"source,omitempty"`
	Information string          `cbor:"8,keyasint,omitempty" json:"information,omitempty"`
	Created     Time            `cbor:"9,keyasint,omitempty" json:"created,omitempty"`
	Updated     Time            `cbor:"10,keyasint,omitempty" json:"updated,omitempty"`
}

// StoredNoteOf returns the stored form of a note.
func StoredNoteOf(n *model.Note) *StoredNote {
	s := &StoredNote{
		ID: n.ID, Article: n.Target.Article, Outlet: n.Target.Outlet, Analyst: n.Analyst, Text: n.Text,
		Source: n.Grade.Source, Information: n.Grade.Information,
		Created: TimeOf(n.Created), Updated: TimeOf(n.Updated),
	}
	if at := n.Target.Sentence; at != nil {
		s.Sentence = []int{at.Start, at.End}
	}
	return s
}

// Note returns the note that a stored one stands for. The error wraps ErrDamaged.
func (s *StoredNote) Note() (*model.Note, error) {
	n := &model.Note{
		ID: s.ID, Target: model.NoteTarget{Article: s.Article, Outlet: s.Outlet}, Analyst: s.Analyst, Text: s.Text,
		Grade: model.Grade{Source: s.Source, Information: s.Information},
	}
	span, err := SpanOf(s.Sentence)
	if err != nil {
		return n, err
	}
	if len(s.Sentence) > 0 {
		n.Target.Sentence = &span
	}
	if n.Created, err = s.Created.Time(); err != nil {
		return n, err
	}
	n.Updated, err = s.Updated.Time()
	return n, err
}
