package ledger

import (
	"encoding/binary"

	"assay.app/assay/model"
)

// SpanWalk walks through the annotations or notes on articles, in step with a walk
// through the articles: both are ordered by article number.
type SpanWalk struct {
	bucket      Bucket
	cursor      *Cursor
	key, stored []byte
	begun       bool
	seals       Sealer
}

// WalkSpans returns a walk through a bucket whose keys begin with a KeySpan.
func WalkSpans(tx Tx, name string) *SpanWalk {
	b := BucketOf(tx, name)
	return &SpanWalk{bucket: b, cursor: b.Cursor()}
}

// At calls visit with each entry of an article: the span, the rest of the key, and
// the value, which is valid only inside visit. The article numbers of successive
// calls must ascend. The error is ErrDamaged or that of visit.
func (w *SpanWalk) At(number uint64, visit func(span model.Span, rest string, value []byte) error) (err error) {
	if !w.begun || len(w.key) >= 8 && binary.BigEndian.Uint64(w.key) < number {
		w.begun = true
		w.key, w.stored, err = w.cursor.Seek(Key64(number))
	}
	for err == nil && len(w.key) >= 8 && binary.BigEndian.Uint64(w.key) == number {
		_, span, rest, ok := ParseSpan(w.key)
		if !ok {
			return model.Damaged("%s has the key %x", w.bucket.Name, w.key)
		}
		value, damage := w.seals.Unseal(w.bucket.Name, w.key, w.stored)
		if damage != nil {
			return damage
		}
		if err := visit(span, rest, value); err != nil {
			return err
		}
		w.key, w.stored, err = w.cursor.Next()
	}
	return err
}
