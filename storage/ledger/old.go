package ledger

import (
	"crypto/sha256"
	"encoding/binary"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

//  The keys of version 1 of the format
//
// Migrations read them, and so does the recovery of a damaged file.

// KeySpan returns the first 16 bytes of the keys about one span of an article. A
// note on a whole article has the empty span 0-0.
func KeySpan(number uint64, span model.Span) []byte {
	key := binary.BigEndian.AppendUint64(make([]byte, 0, 64), number)
	key = binary.BigEndian.AppendUint32(key, uint32(span.Start))
	return binary.BigEndian.AppendUint32(key, uint32(span.End))
}

// ParseSpan parses a key that begins with a KeySpan. rest is the part of the key
// after it. ok is false if the key is too short.
func ParseSpan(key []byte) (number uint64, span model.Span, rest string, ok bool) {
	if len(key) < 16 {
		return 0, model.Span{}, "", false
	}
	span.Start = int(binary.BigEndian.Uint32(key[8:]))
	span.End = int(binary.BigEndian.Uint32(key[12:]))
	return binary.BigEndian.Uint64(key), span, string(key[16:]), true
}

// KeyAnnotation returns the key of an analyst's annotation of a sentence.
func KeyAnnotation(number uint64, sentence model.Span, analyst string) []byte {
	return append(KeySpan(number, sentence), analyst...)
}

// KeyNote returns the key of a note on an article or on one of its sentences.
func KeyNote(number uint64, target model.NoteTarget, id string) []byte {
	var span model.Span
	if target.Sentence != nil {
		span = *target.Sentence
	}
	return append(KeySpan(number, span), id...)
}

// OutletKeyLen is the length in bytes of an outlet's part of a key. That part is
// the beginning of the hash of the outlet's id, because the id itself could be
// longer than a key may be.
const OutletKeyLen = 16

// KeyOutlet returns the beginning of the keys of the notes on an outlet.
func KeyOutlet(outlet string) []byte {
	sum := sha256.Sum256([]byte(model.OutletIDOf(outlet)))
	return append(make([]byte, 0, 64), sum[:OutletKeyLen]...)
}

// OldBuckets lists the buckets in which version 1 of the format had records.
func OldBuckets() []string {
	return []string{BucketLabels, BucketAnnotations, BucketNotes, BucketOutletNotes}
}

// OldBucket returns the bucket in which version 1 of the format had the records of a kind
// about a subject.
func OldBucket(kind model.Kind, at model.Subject) string {
	switch {
	case kind == record.Label:
		return BucketLabels
	case kind == record.Annotation:
		return BucketAnnotations
	case at.Article == "":
		return BucketOutletNotes
	}
	return BucketNotes
}

// ParseOld parses a key of one of the OldBuckets. The result has no ID for a label and no
// outlet for a note on an outlet, because only the values name them. ok is false if the
// key has the wrong length.
func ParseOld(bucket string, key []byte) (s Spot, ok bool) {
	switch bucket {
	case BucketLabels:
		return Spot{Kind: record.Label}, len(key) == 2
	case BucketOutletNotes:
		if len(key) <= OutletKeyLen {
			return s, false
		}
		return Spot{Kind: record.Note, ID: string(key[OutletKeyLen:])}, true
	}
	number, span, rest, ok := ParseSpan(key)
	s = Spot{Number: number, Subject: model.Subject{Sentence: span}, Kind: record.Note, ID: rest}
	if bucket == BucketAnnotations {
		s.Kind, s.Analyst, s.ID = record.Annotation, rest, ""
	}
	return s, ok
}
