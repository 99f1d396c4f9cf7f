// Package record declares the kinds of records: the things that analysts make, such
// as annotations, notes and the labels of the codebook.
//
// A kind is declared once, in the table of this package. All code that stores, undoes,
// checks, loads, exports or shows records reads that table. So a new kind needs only its
// declaration here and, in the window, its words.
package record

import (
	"fmt"
	"reflect"
	"time"

	"assay.app/assay/model"
)

// Declaration describes one kind of record. Contents are pointers to the type that
// the kind was declared with; nil stands for a record that does not exist.
type Declaration struct {
	Kind model.Kind
	Name string // in sets, logs and messages, such as "annotation"; it never changes

	Layer    bool // records of this kind are part of an analyst's layer; see Spec.Layer
	Searched bool // searches look at records of this kind
	Aside    bool // records of this kind are counted on units that are set aside, too
	Quiet    bool // another edit of the same change describes the action in the history
	Whole    bool // records of this kind apply to all of a sentence; see Spec.Whole
	Founded  bool // projects begin with records of this kind, which their histories do not have
	Known    bool // false for a kind that this version of Assay does not know

	subject  func(content any) model.Subject
	same     func(a, b any) bool
	alike    func(a, b any) bool
	check    func(before, after any) error
	keyed    func(key model.Key) bool
	accept   func(content any) (any, error)
	rename   func(content any, name func(string) string) any
	show     func(doc *model.Document, key model.Key, content any)
	count    func(p *model.Progress, content any, by int)
	at       func(content any) time.Time
	by       func(content any) string
	id       func(content any) string
	text     func(content any) string
	stored   func(key model.Key, content any, at time.Time) any
	restored func(decode func(any) error, key model.Key, at time.Time) (any, error)
}

// Spec is the declaration of a kind whose contents have the type T. All functions may
// be nil.
//
// An Assay that does not know a kind keeps its contents as bytes, and moves them from one
// version to another when it undoes a change. So only the kinds that every Assay with
// version 2 of the file format knows may set Founded, Subject or Count, or have a Stored
// that omits the time of the version.
//
// When a sentence is split or merged, its records get other keys and keep their contents.
// So a content must not repeat the sentence of its key.
type Spec[T any] struct {
	Kind model.Kind
	Name string

	// Layer says that records of this kind are part of the layer of the analyst that By
	// returns. They are hidden from other analysts until those show all layers, and
	// nobody else edits them. Records without an analyst are nobody's.
	Layer bool

	// Searched says that searches look at records of this kind.
	Searched bool

	// Aside says that Count counts records on units that are set aside, too.
	Aside bool

	// Quiet says that an edit of a record of this kind repeats another edit of the same
	// change, which describes the action in the history.
	Quiet bool

	// Whole says that a record of this kind applies to all of a sentence, as a label does.
	// If the sentence is split, both halves have it.
	Whole bool

	// Founded says that projects begin with records of this kind, which their histories
	// do not have.
	Founded bool

	// Subject returns what a record is about. It is set only for kinds whose records can
	// move to another subject. Their keys have no subject.
	Subject func(*T) model.Subject

	// Same reports whether two contents are equal. By default they are compared with
	// reflect.DeepEqual.
	Same func(a, b *T) bool

	// Alike reports whether two contents say the same, even if they were written at
	// different times. By default they do if they are equal.
	Alike func(a, b *T) bool

	// Check returns an error if a new content may not be stored. before is nil for a
	// new record. Values that before already has are accepted.
	Check func(before, after *T) error

	// Keyed reports whether a record of the kind can have a key. By default it can have
	// any key.
	Keyed func(key model.Key) bool

	// Accept returns the stored form of a content that comes from outside, or an error
	// if it is refused. By default it returns the content and the error of Check.
	Accept func(*T) (*T, error)

	// Rename returns a copy of a content with the names of analysts replaced by what name
	// returns for them. It is set only for kinds whose contents have such names.
	Rename func(content *T, name func(string) string) *T

	// Show puts a content into a document, or removes it if it is nil. By default it
	// is kept in Document.Records.
	Show func(doc *model.Document, key model.Key, content *T)

	// Count adds a record to an article's progress, or subtracts it if by is -1. Unless
	// Aside is set, a record counts only while its subject is a sentence. Kinds without
	// Count are not counted.
	Count func(p *model.Progress, content *T, by int)

	// At returns the time in the content. It is set only for kinds whose contents have one.
	At func(*T) time.Time

	// By returns the analyst who made the record. It is set only for kinds whose contents,
	// and not their keys, have the analyst.
	By func(*T) string

	// ID returns the id in the key of the record. It is set only for kinds whose contents
	// repeat it.
	ID func(*T) string

	// Text returns the content on one line, for logs and messages.
	Text func(*T) string

	// Stored returns the form in which a content is encoded in files: a pointer to a
	// struct whose fields have cbor and json tags. at is the time of the version, which
	// the result may omit. By default the result is the content itself.
	Stored func(key model.Key, content *T, at time.Time) any

	// Restored is the inverse of Stored. decode decodes into a pointer to the struct
	// that Stored returns.
	Restored func(decode func(any) error, key model.Key, at time.Time) (*T, error)
}

// Declare returns the declaration of a kind, with defaults for the functions that are
// nil.
func Declare[T any](s Spec[T]) *Declaration {
	d := &Declaration{Kind: s.Kind, Name: s.Name, Layer: s.Layer, Searched: s.Searched, Aside: s.Aside, Quiet: s.Quiet, Whole: s.Whole, Founded: s.Founded, Known: true}
	as := func(content any) *T {
		v, _ := content.(*T)
		return v
	}
	d.same = func(a, b any) bool { return reflect.DeepEqual(a, b) }
	d.text = func(content any) string { return fmt.Sprintf("%+v", *as(content)) }
	d.stored = func(_ model.Key, content any, _ time.Time) any { return content }
	d.restored = func(decode func(any) error, _ model.Key, _ time.Time) (any, error) {
		v := new(T)
		return v, decode(v)
	}
	d.show = showRecord
	if s.Subject != nil {
		d.subject = func(content any) model.Subject { return s.Subject(as(content)) }
	}
	if s.Same != nil {
		d.same = func(a, b any) bool { return s.Same(as(a), as(b)) }
	}
	d.alike = d.same
	if s.Alike != nil {
		d.alike = func(a, b any) bool { return s.Alike(as(a), as(b)) }
	}
	if s.Check != nil {
		d.check = func(before, after any) error { return s.Check(as(before), as(after)) }
	}
	d.keyed = func(model.Key) bool { return true }
	if s.Keyed != nil {
		d.keyed = s.Keyed
	}
	d.accept = func(content any) (any, error) { return content, d.Check(nil, content) }
	if s.Accept != nil {
		d.accept = func(content any) (any, error) { return s.Accept(as(content)) }
	}
	d.rename = func(content any, _ func(string) string) any { return content }
	if s.Rename != nil {
		d.rename = func(content any, name func(string) string) any { return s.Rename(as(content), name) }
	}
	if s.Show != nil {
		d.show = func(doc *model.Document, key model.Key, content any) { s.Show(doc, key, as(content)) }
	}
	if s.Count != nil {
		d.count = func(p *model.Progress, content any, by int) { s.Count(p, as(content), by) }
	}
	if s.At != nil {
		d.at = func(content any) time.Time { return s.At(as(content)) }
	}
	if s.By != nil {
		d.by = func(content any) string { return s.By(as(content)) }
	}
	if s.ID != nil {
		d.id = func(content any) string { return s.ID(as(content)) }
	}
	if s.Text != nil {
		d.text = func(content any) string { return s.Text(as(content)) }
	}
	if s.Stored != nil {
		d.stored = func(key model.Key, content any, at time.Time) any { return s.Stored(key, as(content), at) }
	}
	if s.Restored != nil {
		d.restored = func(decode func(any) error, key model.Key, at time.Time) (any, error) {
			return s.Restored(decode, key, at)
		}
	}
	return d
}

func showRecord(doc *model.Document, key model.Key, content any) {
	if content == nil {
		if delete(doc.Records, key); len(doc.Records) == 0 {
			doc.Records = nil
		}
		return
	}
	if doc.Records == nil {
		doc.Records = map[model.Key]any{}
	}
	doc.Records[key] = content
}

// Owner returns the analyst whose layer a record is part of, or "" if it is part of none.
func (d *Declaration) Owner(key model.Key, content any) string {
	if !d.Layer {
		return ""
	}
	return d.By(key, content)
}

// On returns the contents of the records of a kind that are about a sentence or a
// paragraph of a document, in no particular order.
func On(doc *model.Document, kind model.Kind, span model.Span) (all []any) {
	switch kind {
	case Annotation:
		for _, a := range doc.Annotations[span] {
			all = append(all, &a)
		}
	case Note:
		for _, n := range doc.NotesOn(model.OnSentence(doc.ID, span)) {
			all = append(all, &n)
		}
	default:
		for key, content := range doc.Records {
			if key.Kind == kind && key.Sentence == span {
				all = append(all, content)
			}
		}
	}
	return all
}

// SubjectOf returns what a record is about. content must not be nil if records of the
// kind can move.
func (d *Declaration) SubjectOf(key model.Key, content any) model.Subject {
	if d.subject != nil && content != nil {
		return d.subject(content)
	}
	return key.Subject
}

// Moves reports whether records of the kind can move to another subject.
func (d *Declaration) Moves() bool { return d.subject != nil }

// Same reports whether two contents, either of which may be nil, are equal.
func (d *Declaration) Same(a, b any) bool {
	if a == nil || b == nil {
		return a == b
	}
	return d.same(a, b)
}

// Alike reports whether two contents, either of which may be nil, say the same.
func (d *Declaration) Alike(a, b any) bool {
	if a == nil || b == nil {
		return a == b
	}
	return d.alike(a, b)
}

// Check returns an error, usually a *value.Error, if a content may not be stored.
// before is the content that it replaces, or nil.
func (d *Declaration) Check(before, after any) error {
	if d.check == nil || after == nil {
		return nil
	}
	return d.check(before, after)
}

// Keyed reports whether a record of the kind can have a key: whether the key has exactly
// the parts that keys of the kind have.
func (d *Declaration) Keyed(key model.Key) bool { return d.keyed(key) }

// Accept returns the stored form of a content that comes from outside, or an error,
// usually a *value.Error, if it is refused. A nil content is accepted.
func (d *Declaration) Accept(content any) (any, error) {
	if content == nil {
		return nil, nil
	}
	return d.accept(content)
}

// Renamed returns a content, which may be nil, with the names of analysts replaced by
// what name returns for them.
func (d *Declaration) Renamed(content any, name func(string) string) any {
	if content == nil {
		return nil
	}
	return d.rename(content, name)
}

// Show puts a content into a document, or removes it if it is nil.
func (d *Declaration) Show(doc *model.Document, key model.Key, content any) {
	d.show(doc, key, content)
}

// Counts reports whether records of the kind are counted in the progress of articles.
func (d *Declaration) Counts() bool { return d.count != nil }

// Count adds a content to a progress, or subtracts it if by is -1.
func (d *Declaration) Count(p *model.Progress, content any, by int) {
	if d.count != nil && content != nil {
		d.count(p, content, by)
	}
}

// At returns the time in a content, or the zero time if it has none.
func (d *Declaration) At(content any) time.Time {
	if d.at == nil || content == nil {
		return time.Time{}
	}
	return d.at(content)
}

// By returns the analyst who made a record, or "" if that is unknown.
func (d *Declaration) By(key model.Key, content any) string {
	if d.by == nil || content == nil {
		return key.Analyst
	}
	return d.by(content)
}

// Fits reports whether a record with a key can have a content: if the content has an id,
// it must be that of the key. A nil content always fits.
func (d *Declaration) Fits(key model.Key, content any) bool {
	return d.id == nil || content == nil || d.id(content) == key.ID
}

// Text returns a content on one line, or "none" if it is nil.
func (d *Declaration) Text(content any) string {
	if content == nil {
		return "none"
	}
	return d.text(content)
}

// Stored returns the form in which a content is encoded in files. at is the time of the
// version that has the content.
func (d *Declaration) Stored(key model.Key, content any, at time.Time) any {
	return d.stored(key, content, at)
}

// Restored decodes a content. decode decodes the encoded form into the value passed
// to it.
func (d *Declaration) Restored(decode func(any) error, key model.Key, at time.Time) (any, error) {
	return d.restored(decode, key, at)
}
