package codec

import (
	"fmt"
	"regexp"
	"time"

	"github.com/fxamacker/cbor/v2"

	"assay.app/assay/model"
)

//  Values
//
// Most values are CBOR (RFC 8949) in its core deterministic encoding: the same value
// always has the same bytes. Records are maps with integer keys, whose meaning
// never changes; most empty fields are omitted. The records are separate from the
// types of package model, so that a change to those does not change the file format
// by accident.

// Lengths, in bytes, of the links and seals that package ledger makes.
const (
	LinkLen = 16 // the link of the change before, the last field of a change
	SealLen = 4  // the seal at the end of each stored value
)

// encoding and decoding are immutable and safe for concurrent use.
var (
	encoding = must(cbor.CoreDetEncOptions().EncMode())
	decoding = must(cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		IndefLength:      cbor.IndefLengthForbidden,
		TagsMd:           cbor.TagsForbidden,
		UTF8:             cbor.UTF8DecodeInvalid, // a text may hold invalid UTF-8 and must be read back unchanged
		MaxNestedLevels:  16,
		MaxArrayElements: 1<<31 - 1, // the change of a large import holds many edits
	}.DecMode())
)

func must[T any](mode T, err error) T {
	if err != nil {
		panic(err) // cannot happen: the options are constants
	}
	return mode
}

// Marshal encodes a value of the file.
func Marshal(v any) ([]byte, error) { return encoding.Marshal(v) }

// Unmarshal decodes a value of the file. The error of a value that cannot be
// decoded wraps ErrDamaged.
func Unmarshal(data []byte, v any) error {
	if err := decoding.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%w: %v", model.ErrDamaged, err)
	}
	return nil
}

// UnmarshalFirst is Unmarshal for a value that may be followed by other bytes, such
// as its seal.
func UnmarshalFirst(data []byte, v any) error {
	if _, err := decoding.UnmarshalFirst(data, v); err != nil {
		return model.Damaged("%v", err)
	}
	return nil
}

// Stamp is a time as stored in the file: RFC 3339 in UTC with as many decimals of
// the second as necessary, or empty for the zero time.
type Stamp string

// StampOf returns the stamp of a time.
func StampOf(t time.Time) Stamp {
	if t.IsZero() {
		return ""
	}
	return Stamp(t.UTC().Format(time.RFC3339Nano))
}

// Time returns the time of the stamp, in UTC. For a year below 0 or above 9999 it
// returns a time in year 1 or 9999. The error wraps ErrDamaged.
func (s Stamp) Time() (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, string(s))
	if err != nil && beyond.MatchString(string(s)) {
		return nearest(string(s)), nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("%w: %v", model.ErrDamaged, err)
	}
	return t.UTC(), nil
}

// beyond matches times before year 0 or after year 9999 as time.Format writes them.
// Older versions could store such times but not read them.
var beyond = regexp.MustCompile(`^(-\d{3,}|\d{5,})-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$`)

// nearest returns the time that replaces one matched by beyond: in year 1 or in
// year 9999.
func nearest(s string) time.Time {
	if s[0] == '-' {
		return time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC)
	}
	return time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
}

// Article is a value of the articles bucket.
type Article struct {
	ID         model.ArticleID `cbor:"1,keyasint"`
	Metadata   Metadata        `cbor:"2,keyasint"`
	Excerpt    string          `cbor:"3,keyasint,omitempty"`
	SHA256     string          `cbor:"4,keyasint"`
	Encoding   string          `cbor:"5,keyasint,omitempty"`
	Size       int             `cbor:"6,keyasint"`
	ImportPath string          `cbor:"7,keyasint,omitempty"`
	ImportedAt Stamp           `cbor:"8,keyasint,omitempty"`
	Removed    bool            `cbor:"9,keyasint,omitempty"`
	Sentences  int             `cbor:"10,keyasint,omitempty"`
	Notes      int             `cbor:"11,keyasint,omitempty"`
	Source     Source          `cbor:"12,keyasint,omitzero"`
}

// ArticleOf returns the record of an article.
func ArticleOf(a model.Article) Article {
	return Article{
		ID: a.ID, Metadata: Metadata(a.Metadata), Excerpt: a.Excerpt, SHA256: a.SHA256,
		Encoding: a.Encoding, Size: a.Size, ImportPath: a.ImportPath, ImportedAt: StampOf(a.ImportedAt),
		Removed: a.Removed, Source: sourceRecordOf(a.Source),
	}
}

// Article returns the article of the record. The error wraps ErrDamaged.
func (r Article) Article() (model.Article, error) {
	at, err := r.ImportedAt.Time()
	return model.Article{
		ID: r.ID, Metadata: model.Metadata(r.Metadata), Excerpt: r.Excerpt, SHA256: r.SHA256,
		Encoding: r.Encoding, Size: r.Size, ImportPath: r.ImportPath, ImportedAt: at, Removed: r.Removed,
		Source: r.Source.source(),
	}, err
}

// DecodeArticle decodes the record of an article. The error wraps ErrDamaged.
func DecodeArticle(data []byte) (Article, error) {
	if r, ok := plainArticle(data); ok {
		return r, nil
	}
	var r Article
	err := Unmarshal(data, &r)
	return r, err
}

// Metadata is the metadata of an article.
type Metadata struct {
	Title     string `cbor:"1,keyasint,omitempty"`
	Outlet    string `cbor:"2,keyasint,omitempty"`
	Byline    string `cbor:"3,keyasint,omitempty"`
	Dateline  string `cbor:"4,keyasint,omitempty"`
	Published string `cbor:"5,keyasint,omitempty"`
	URL       string `cbor:"6,keyasint,omitempty"`
	Language  string `cbor:"7,keyasint,omitempty"`

	PublishedAt string `cbor:"8,keyasint,omitempty"`
	Retrieved   string `cbor:"9,keyasint,omitempty"`
	Archive     string `cbor:"10,keyasint,omitempty"`
	Section     string `cbor:"11,keyasint,omitempty"`
}

// Source describes the file that an article's text was converted from.
type Source struct {
	Format   string      `cbor:"1,keyasint,omitempty"`
	SHA256   string      `cbor:"2,keyasint,omitempty"`
	Encoding string      `cbor:"3,keyasint,omitempty"`
	Record   placeRecord `cbor:"4,keyasint,omitzero"`
}

func sourceRecordOf(s model.Source) Source {
	return Source{Format: s.Format, SHA256: s.SHA256, Encoding: s.Encoding, Record: placeRecord(s.Record)}
}

func (r Source) source() model.Source {
	return model.Source{Format: r.Format, SHA256: r.SHA256, Encoding: r.Encoding, Record: model.Record(r.Record)}
}

// placeRecord is the position of an article in an export.
type placeRecord struct {
	N     int    `cbor:"1,keyasint,omitempty"`
	Of    int    `cbor:"2,keyasint,omitempty"`
	Start int64  `cbor:"3,keyasint,omitempty"`
	End   int64  `cbor:"4,keyasint,omitempty"`
	ID    string `cbor:"5,keyasint,omitempty"`
}

// Label is a value of the labels bucket.
type Label struct {
	Key        model.LabelKey `cbor:"1,keyasint"`
	Name       string         `cbor:"2,keyasint,omitempty"`
	Letter     string         `cbor:"3,keyasint,omitempty"`
	Color      string         `cbor:"4,keyasint,omitempty"`
	Definition string         `cbor:"5,keyasint,omitempty"`
	Examples   []string       `cbor:"6,keyasint,omitempty"`
}

// DecodeLabel decodes a value of the labels bucket. The error wraps ErrDamaged.
func DecodeLabel(data []byte) (model.Label, error) {
	var r Label
	err := Unmarshal(data, &r)
	return model.Label(r), err
}

// Annotation is a value of the annotations bucket. Its key holds the sentence and
// the analyst.
type Annotation struct {
	Label model.LabelKey `cbor:"1,keyasint"`
	At    Stamp          `cbor:"2,keyasint,omitempty"`
}

// EncodeAnnotation encodes an annotation without its analyst.
func EncodeAnnotation(a model.Annotation) ([]byte, error) {
	return Marshal(Annotation{Label: a.Label, At: StampOf(a.At)})
}

// plainAnnotation decodes a map of two short texts, the usual form of an
// annotation, without reflection. ok is false for any other form; Unmarshal must
// decode that.
func plainAnnotation(data []byte) (r Annotation, ok bool) {
	if len(data) < 2 || data[0] != 0xA2 || data[1] != 1 {
		return r, false
	}
	label, data, ok := shortText(data[2:])
	if !ok || len(data) == 0 || data[0] != 2 {
		return r, false
	}
	at, data, ok := shortText(data[1:])
	return Annotation{Label: model.LabelKey(label), At: Stamp(at)}, ok && len(data) == 0
}

// shortText reads a text of less than 256 bytes from the beginning of data.
func shortText(data []byte) (text string, rest []byte, ok bool) {
	if len(data) == 0 {
		return "", nil, false
	}
	n, data := int(data[0]), data[1:]
	switch {
	case n == 0x78 && len(data) > 0:
		n, data = int(data[0]), data[1:]
	case 0x60 <= n && n < 0x78:
		n -= 0x60
	default:
		return "", nil, false
	}
	if n > len(data) {
		return "", nil, false
	}
	return string(data[:n]), data[n:], true
}

// DecodeAnnotation decodes an annotation of the analyst. The error wraps ErrDamaged.
func DecodeAnnotation(data []byte, analyst string) (model.Annotation, error) {
	r, ok := plainAnnotation(data)
	if !ok {
		if err := Unmarshal(data, &r); err != nil {
			return model.Annotation{}, err
		}
	}
	at, err := r.At.Time()
	return model.Annotation{Analyst: analyst, Label: r.Label, At: at}, err
}

// Note is a value of the notes and outletnotes buckets, and a note in an edit.
type Note struct {
	ID          string          `cbor:"1,keyasint"`
	Article     model.ArticleID `cbor:"2,keyasint,omitempty"`
	Sentence    []int           `cbor:"3,keyasint,omitempty"` // start and end, in bytes
	Outlet      string          `cbor:"4,keyasint,omitempty"`
	Analyst     string          `cbor:"5,keyasint,omitempty"`
	Text        string          `cbor:"6,keyasint,omitempty"`
	Source      string          `cbor:"7,keyasint,omitempty"`
	Information string          `cbor:"8,keyasint,omitempty"`
	Created     Stamp           `cbor:"9,keyasint,omitempty"`
	Updated     Stamp           `cbor:"10,keyasint,omitempty"`
}

// NoteOf returns the record of a note.
func NoteOf(n model.Note) Note {
	r := Note{
		ID: n.ID, Article: n.Target.Article, Outlet: n.Target.Outlet, Analyst: n.Analyst, Text: n.Text,
		Source: n.Grade.Source, Information: n.Grade.Information,
		Created: StampOf(n.Created), Updated: StampOf(n.Updated),
	}
	if s := n.Target.Sentence; s != nil {
		r.Sentence = []int{s.Start, s.End}
	}
	return r
}

func (r Note) note() (model.Note, error) {
	n := model.Note{
		ID: r.ID, Target: model.NoteTarget{Article: r.Article, Outlet: r.Outlet}, Analyst: r.Analyst, Text: r.Text,
		Grade: model.Grade{Source: r.Source, Information: r.Information},
	}
	span, err := spanOf(r.Sentence)
	if err != nil {
		return n, err
	}
	if len(r.Sentence) > 0 {
		n.Target.Sentence = &span
	}
	if n.Created, err = r.Created.Time(); err != nil {
		return n, err
	}
	n.Updated, err = r.Updated.Time()
	return n, err
}

// spanOf converts two numbers to a span, and an empty list to the zero span. The
// error wraps ErrDamaged.
func spanOf(ends []int) (model.Span, error) {
	switch {
	case len(ends) == 0:
		return model.Span{}, nil
	case len(ends) != 2, ends[0] < 0, ends[1] < ends[0], ends[1] > MaxOffset:
		return model.Span{}, fmt.Errorf("%w: %v is not a span", model.ErrDamaged, ends)
	}
	return model.Span{Start: ends[0], End: ends[1]}, nil
}

// DecodeNote decodes a note. The error wraps ErrDamaged.
func DecodeNote(data []byte) (model.Note, error) {
	var r Note
	if err := Unmarshal(data, &r); err != nil {
		return model.Note{}, err
	}
	return r.note()
}

// DecodeLabelled decodes a value of the progress bucket: how many sentences of an
// article an analyst has given each label. The error wraps ErrDamaged.
func DecodeLabelled(data []byte) (map[model.LabelKey]int, error) {
	counts := map[model.LabelKey]int{}
	err := Unmarshal(data, &counts)
	if counts == nil { // the value was null
		counts = map[model.LabelKey]int{}
	}
	return counts, err
}
