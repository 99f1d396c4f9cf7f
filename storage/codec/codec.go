package codec

import (
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

//  Values
//
// Most values are CBOR (RFC 8949) in its core deterministic encoding: the same value
// always has the same bytes. Most are maps with integer keys, whose meaning never
// changes; most empty fields are omitted. The structs for them are separate from the
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

// Article is a value of the articles bucket.
type Article struct {
	ID         model.ArticleID `cbor:"1,keyasint"`
	Metadata   Metadata        `cbor:"2,keyasint"`
	Excerpt    string          `cbor:"3,keyasint,omitempty"`
	SHA256     string          `cbor:"4,keyasint"`
	Encoding   string          `cbor:"5,keyasint,omitempty"`
	Size       int             `cbor:"6,keyasint"`
	ImportPath string          `cbor:"7,keyasint,omitempty"`
	ImportedAt record.Time     `cbor:"8,keyasint,omitempty"`
	Removed    bool            `cbor:"9,keyasint,omitempty"`
	Sentences  int             `cbor:"10,keyasint,omitempty"`
	Notes      int             `cbor:"11,keyasint,omitempty"`
	Source     Source          `cbor:"12,keyasint,omitzero"`
}

// ArticleOf returns the record of an article.
func ArticleOf(a model.Article) Article {
	return Article{
		ID: a.ID, Metadata: Metadata(a.Metadata), Excerpt: a.Excerpt, SHA256: a.SHA256,
		Encoding: a.Encoding, Size: a.Size, ImportPath: a.ImportPath, ImportedAt: record.TimeOf(a.ImportedAt),
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
