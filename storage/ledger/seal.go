package ledger

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
)

//  Seals
//
// bolt has no checksums for values: if a byte changes on the disk, it silently
// returns the wrong value. So every stored value ends in a seal of four bytes:
//
//	stored = value, CRC-32C(bucket's name, 0, length of the key (u16), key, value)
//
// The seal is made when a value is put and checked when the value is read. It
// covers the bucket and the key, so it also detects a value in the wrong place, and
// it can identify the entries of an unreachable page (mend/salvage.go).

// Castagnoli is the table of the polynomial that CRC-32C uses. It must not be
// changed.
var Castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sealOf(bucket string, key, value []byte) uint32 {
	var s Sealer
	return s.of(bucket, key, value)
}

// Sealer makes and checks seals one after another and reuses its memory.
type Sealer struct{ head []byte }

func (s *Sealer) of(bucket string, key, value []byte) uint32 {
	if s.head == nil {
		s.head = make([]byte, 0, 64)
	}
	head := append(append(s.head[:0], bucket...), 0)
	head = binary.BigEndian.AppendUint16(head, uint16(len(key)))
	s.head = append(head, key...)
	sum := crc32.Update(0, Castagnoli, s.head)
	return crc32.Update(sum, Castagnoli, value)
}

// Seal returns a copy of value with its seal appended.
func Seal[T string | []byte](bucket string, key []byte, value T) []byte {
	stored := append(make([]byte, 0, len(value)+codec.SealLen), value...)
	return binary.BigEndian.AppendUint32(stored, sealOf(bucket, key, stored))
}

// SealInto is Seal, but appends the seal to value itself if its memory has room.
func SealInto(bucket string, key, value []byte) []byte {
	return binary.BigEndian.AppendUint32(value, sealOf(bucket, key, value))
}

// Sealed reports whether a stored value has the seal of its bucket and key.
func Sealed(bucket string, key, stored []byte) bool {
	var s Sealer
	return s.sealed(bucket, key, stored)
}

func (s *Sealer) sealed(bucket string, key, stored []byte) bool {
	n := len(stored) - codec.SealLen
	return n >= 0 && binary.BigEndian.Uint32(stored[n:]) == s.of(bucket, key, stored[:n])
}

// Unseal returns the value without its seal, or ErrDamaged.
func Unseal(bucket string, key, stored []byte) ([]byte, error) {
	var s Sealer
	return s.Unseal(bucket, key, stored)
}

// Unseal returns the value without its seal, or ErrDamaged. The value shares the memory
// of stored.
func (s *Sealer) Unseal(bucket string, key, stored []byte) ([]byte, error) {
	if !s.sealed(bucket, key, stored) {
		return nil, model.Damaged("%s was changed on the disk (its checksum does not match)", NameEntry(bucket, key))
	}
	n := len(stored) - codec.SealLen
	return stored[:n:n], nil
}

// NameEntry describes an entry of a bucket in words.
func NameEntry(bucket string, key []byte) string {
	number := ""
	if len(key) >= 8 {
		number = strconv.FormatUint(binary.BigEndian.Uint64(key), 10)
	}
	if bucket == BucketRecords || bucket == BucketBeside {
		return nameRecord(bucket, key)
	}
	_, span, rest, spanned := ParseSpan(key)
	switch {
	case bucket == BucketMeta:
		return fmt.Sprintf("what the project says of itself under %q", key)
	case bucket == BucketLabels && len(key) == 2:
		return fmt.Sprintf("label %d of the codebook", 1+int(binary.BigEndian.Uint16(key)))
	case bucket == BucketIDs:
		return fmt.Sprintf("the number of article %q", key)
	case bucket == BucketArticles && len(key) == 8:
		return "the record of article number " + number
	case bucket == BucketTexts && len(key) == 8:
		return "the text of article number " + number
	case bucket == BucketUnits && len(key) == 8:
		return "the division into sentences of article number " + number
	case bucket == BucketAnnotations && spanned:
		return fmt.Sprintf("the annotation of %q on sentence %v of article number %s", rest, span, number)
	case bucket == BucketNotes && spanned && span == model.Span{}:
		return fmt.Sprintf("the note %q on article number %s", rest, number)
	case bucket == BucketNotes && spanned:
		return fmt.Sprintf("the note %q on sentence %v of article number %s", rest, span, number)
	case bucket == BucketOutletNotes && len(key) > OutletKeyLen:
		return fmt.Sprintf("the note %q on an outlet", key[OutletKeyLen:])
	case bucket == BucketAnalysts:
		return fmt.Sprintf("the analyst %q", key)
	case bucket == BucketHistory && len(key) == 8:
		return "change " + number + " of the history"
	}
	if article, ok := NumberInFile(key); ok && bucket == BucketFiles {
		return fmt.Sprintf("the file name %q of article number %d", bytes.ReplaceAll(key[:len(key)-9], []byte{0}, nil), article)
	}
	if analyst, article, ok := ParseProgress(key); ok && bucket == BucketProgress {
		return fmt.Sprintf("the progress of %q in article number %d", analyst, article)
	}
	return fmt.Sprintf("the entry %x of %q", key, bucket)
}

// nameRecord describes a record in words.
func nameRecord(bucket string, key []byte) string {
	beside := ""
	if of, ok := CutBeside(key); ok && bucket == BucketBeside {
		key, beside = of, "a version in conflict of "
	}
	s, ok := ParseRecord(key)
	if !ok {
		return fmt.Sprintf("the entry %x of %q", key, bucket)
	}
	return beside + s.Name() + s.where()
}

// Name describes a record in words, without its article.
func (s Spot) Name() string {
	name := "the " + record.Of(s.Kind).Name
	if s.ID != "" {
		name += fmt.Sprintf(" %q", s.ID)
	}
	if s.Analyst != "" {
		name += fmt.Sprintf(" of %q", s.Analyst)
	}
	if at := s.Subject.Sentence; at != (model.Span{}) {
		name += fmt.Sprintf(" on sentence %v", at)
	}
	return name
}

// where returns the words for the article or the outlet that a record is about.
func (s Spot) where() string {
	switch {
	case s.Number != 0 && s.Subject.Sentence != (model.Span{}):
		return fmt.Sprintf(" of article number %d", s.Number)
	case s.Number != 0:
		return fmt.Sprintf(" on article number %d", s.Number)
	case s.Subject.Outlet != "":
		return fmt.Sprintf(" on the outlet %q", s.Subject.Outlet)
	}
	return ""
}

// damagedRecord adds the name of a record to an error.
func damagedRecord(key []byte, err error) error {
	return fmt.Errorf("%s: %w", nameRecord(BucketRecords, key), err)
}
