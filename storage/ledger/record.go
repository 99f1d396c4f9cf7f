package ledger

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
)

//  The keys of records
//
// All records are in one bucket, ordered by kind, then by article, then by their place in
// the text:
//
//	kind u8, article's number u64, start u32, end u32, analyst, 0, id
//
// A record about a whole article has the span 0-0. One about an outlet has the number
// 0, the start 0, the length of the outlet's id as its end, and the outlet's id before
// the analyst. One about the whole project has zeros only. The 0 and the id are
// omitted if the id is empty. All kinds have keys of this form, so the key of a record
// can be read even if its kind is unknown.
//
// A version that is in conflict with the one that stands is in a separate bucket, under
// the same key followed by 16 bytes of its stamp.

// kindLen is the length in bytes of the kind and the article's number in a record's key.
// spotLen also includes the span.
const (
	kindLen = 9
	spotLen = kindLen + 8
)

// KeyKind returns the beginning of the keys of an article's records of one kind. The
// number 0 stands for records that are not about an article.
func KeyKind(number uint64, kind model.Kind) []byte {
	return binary.BigEndian.AppendUint64(append(make([]byte, 0, 64), byte(kind)), number)
}

// ArticleIn returns the number of the article in the key of a record, or 0.
func ArticleIn(key []byte) uint64 {
	if len(key) < kindLen {
		return 0
	}
	return binary.BigEndian.Uint64(key[1:])
}

// KindsIn returns the kinds of the records in a bucket, in ascending order.
func KindsIn(b Bucket) ([]model.Kind, error) {
	var kinds []model.Kind
	for next := 0; next < 256; {
		key, _, err := b.Cursor().Seek([]byte{byte(next)})
		if err != nil || key == nil {
			return kinds, err
		}
		kinds = append(kinds, model.Kind(key[0]))
		next = int(key[0]) + 1
	}
	return kinds, nil
}

// KeySpot returns the beginning of the keys of the records of one kind about one
// subject. number is that of the subject's article.
func KeySpot(number uint64, kind model.Kind, at model.Subject) []byte {
	key := KeyKind(number, kind)
	if at.Article == "" {
		key = binary.BigEndian.AppendUint32(key, 0)
		key = binary.BigEndian.AppendUint32(key, uint32(len(at.Outlet)))
		return append(key, at.Outlet...)
	}
	key = binary.BigEndian.AppendUint32(key, uint32(at.Sentence.Start))
	return binary.BigEndian.AppendUint32(key, uint32(at.Sentence.End))
}

// KeyRecord returns the key of a record. at is what it is about, and number is the number
// of at's article, or 0.
func KeyRecord(number uint64, at model.Subject, key model.Key) []byte {
	out := append(KeySpot(number, key.Kind, at), key.Analyst...)
	if key.ID != "" {
		out = append(append(out, 0), key.ID...)
	}
	return out
}

// Spot is the content of a record's key.
type Spot struct {
	Number  uint64        // of the article; 0 if it is not about an article
	Subject model.Subject // without the article
	Kind    model.Kind
	Analyst string
	ID      string
}

// ParseRecord parses the key of a record. ok is false if it is too short.
func ParseRecord(key []byte) (s Spot, ok bool) {
	if len(key) < spotLen {
		return s, false
	}
	s.Number, s.Kind = ArticleIn(key), model.Kind(key[0])
	start, end := binary.BigEndian.Uint32(key[kindLen:]), binary.BigEndian.Uint32(key[kindLen+4:])
	rest := string(key[spotLen:])
	if s.Number == 0 {
		if start != 0 || uint64(end) > uint64(len(rest)) {
			return s, false
		}
		s.Subject.Outlet, rest = model.OutletID(rest[:end]), rest[end:]
	} else {
		s.Subject.Sentence = model.Span{Start: int(start), End: int(end)}
	}
	s.Analyst, s.ID, _ = strings.Cut(rest, "\x00")
	return s, true
}

// ParseAnnotation is ParseRecord for the key of an annotation, without copying it.
func ParseAnnotation(key []byte) (sentence model.Span, analyst []byte, ok bool) {
	if len(key) < spotLen {
		return sentence, nil, false
	}
	sentence.Start = int(binary.BigEndian.Uint32(key[kindLen:]))
	sentence.End = int(binary.BigEndian.Uint32(key[kindLen+4:]))
	return sentence, key[spotLen:], true
}

// Key returns the key by which the record is identified in all copies of the project.
// article is the id of the article with the spot's number.
func (s Spot) Key(article model.ArticleID) model.Key {
	key := model.Key{Kind: s.Kind, Analyst: s.Analyst, ID: s.ID}
	if !record.Of(s.Kind).Moves() {
		key.Subject = s.On(article)
	}
	return key
}

// On returns what the record is about.
func (s Spot) On(article model.ArticleID) model.Subject {
	at := s.Subject
	if s.Number != 0 {
		at.Article = article
	}
	return at
}

// stampLen is the length in bytes of the end of a key in BucketBeside.
const stampLen = 16

// KeyBeside returns the key of a version that does not stand. key is that of its
// record, and the replica of the stamp must be numbered.
func KeyBeside(key []byte, s record.Stamp) []byte {
	key = binary.BigEndian.AppendUint64(bytes.Clone(key), s.Counter)
	key = binary.BigEndian.AppendUint32(key, codec.NumberOf(s.Replica))
	return binary.BigEndian.AppendUint32(key, uint32(s.Seconds)^uint32(s.Nanos)) // copies with one replica's id may have used the same counter
}

// CutBeside returns the record's key within a key of BucketBeside. ok is false if the
// key is too short.
func CutBeside(key []byte) (of []byte, ok bool) {
	if len(key) < spotLen+stampLen {
		return nil, false
	}
	return key[:len(key)-stampLen], true
}

// EachRecord calls visit with the records of an article, or with those that are not
// about an article if number is 0. It skips deleted ones and those of the kinds in
// except, and stops at the first error. article is the id of the article.
func EachRecord(tx Tx, number uint64, article model.ArticleID, visit func(key model.Key, content any) error, except ...model.Kind) error {
	b := BucketOf(tx, BucketRecords)
	kinds, err := KindsIn(b)
	for i := 0; i < len(kinds) && err == nil; i++ {
		if slices.Contains(except, kinds[i]) {
			continue
		}
		err = ScanRecords(tx, KeyKind(number, kinds[i]), func(s Spot, content any) error {
			return visit(s.Key(article), content)
		})
	}
	return err
}

// ScanRecords calls visit with each record whose key begins with prefix, except deleted
// ones. It stops at the first error.
func ScanRecords(tx Tx, prefix []byte, visit func(s Spot, content any) error) error {
	return Scan(BucketOf(tx, BucketRecords), prefix, func(key, value []byte) error {
		s, ok := ParseRecord(key)
		if !ok {
			return model.Damaged("a record has the key %x", key)
		}
		content, err := codec.DecodeCurrent(s.Key(""), value)
		if err != nil {
			return damagedRecord(key, err)
		}
		if content == nil {
			return nil
		}
		return visit(s, content)
	})
}

// RecordWalk walks through the records of one kind, in step with a walk through the
// articles: both are ordered by article number.
type RecordWalk struct {
	kind        model.Kind
	bucket      Bucket
	cursor      *Cursor
	key, stored []byte
	begun       bool
	seals       Sealer
}

// WalkRecords returns a walk through the records of a kind.
func WalkRecords(tx Tx, kind model.Kind) *RecordWalk {
	b := BucketOf(tx, BucketRecords)
	return &RecordWalk{kind: kind, bucket: b, cursor: b.Cursor()}
}

// At calls visit with each record of an article: the span, the analyst and the
// content. It skips deleted records. The article numbers of successive calls must
// ascend. The error is ErrDamaged or that of visit.
func (w *RecordWalk) At(number uint64, visit func(span model.Span, content any) error) (err error) {
	prefix := KeyKind(number, w.kind)
	if !w.begun || bytes.Compare(w.key, prefix) < 0 && w.key != nil {
		w.begun = true
		w.key, w.stored, err = w.cursor.Seek(prefix)
	}
	for err == nil && bytes.HasPrefix(w.key, prefix) {
		s, ok := ParseRecord(w.key)
		if !ok {
			return model.Damaged("a record has the key %x", w.key)
		}
		value, damage := w.seals.Unseal(w.bucket.Name, w.key, w.stored)
		if damage != nil {
			return damage
		}
		content, damage := codec.DecodeCurrent(s.Key(""), value)
		if damage != nil {
			return damagedRecord(w.key, damage)
		}
		if content != nil {
			if err := visit(s.Subject.Sentence, content); err != nil {
				return err
			}
		}
		w.key, w.stored, err = w.cursor.Next()
	}
	return err
}

// Tally has the counts of the records about one article that are stored in the article's
// record and in the progress of analysts.
type Tally struct {
	Notes    int
	Labelled map[string]map[model.LabelKey]int // by analyst; no empty maps
}

// Add counts a record, unless its kind is not counted.
func (t *Tally) Add(key model.Key, content any) {
	p := model.Progress{Labelled: map[model.LabelKey]int{}}
	record.Of(key.Kind).Count(&p, content, 1)
	t.Notes += p.Notes
	for label, n := range p.Labelled {
		if t.Labelled == nil {
			t.Labelled = map[string]map[model.LabelKey]int{}
		}
		if t.Labelled[key.Analyst] == nil {
			t.Labelled[key.Analyst] = map[model.LabelKey]int{}
		}
		t.Labelled[key.Analyst][label] += n
	}
}
