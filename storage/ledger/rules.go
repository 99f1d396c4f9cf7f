package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// CheckUnits checks that units are not empty, of a known kind, in text order and
// without overlap, each in its paragraph, and all within size bytes of text.
func CheckUnits(units []model.Unit, paragraphs []model.Span, size int) error {
	end, paragraph := 0, 0
	for _, u := range units {
		switch {
		case u.Span.Start < end || u.Span.Len() <= 0 || u.Span.End > size:
			return fmt.Errorf("unit %v is empty, overlaps the one before it or is outside the text", u.Span)
		case u.Kind > model.UnitResidue:
			return fmt.Errorf("unit %v has the unknown kind %d", u.Span, u.Kind)
		case u.Paragraph < paragraph || u.Paragraph >= len(paragraphs):
			return fmt.Errorf("unit %v is in paragraph %d, which is earlier or does not exist", u.Span, u.Paragraph)
		case u.Span.Start < paragraphs[u.Paragraph].Start || u.Span.End > paragraphs[u.Paragraph].End:
			return fmt.Errorf("unit %v is outside its paragraph %v", u.Span, paragraphs[u.Paragraph])
		}
		end, paragraph = u.Span.End, u.Paragraph
	}
	return nil
}

// SentenceIn reports whether one of the units is a sentence with that span. The
// units must be in text order.
func SentenceIn(units []model.Unit, span model.Span) bool {
	at := sort.Search(len(units), func(i int) bool { return units[i].Span.Start >= span.Start })
	return at < len(units) && units[at].Span == span && units[at].Kind == model.UnitSentence
}

// CountSentences returns how many of the units are sentences.
func CountSentences(units []model.Unit) int {
	n := 0
	for _, u := range units {
		if u.Kind == model.UnitSentence {
			n++
		}
	}
	return n
}

// CheckSpan checks that a span is not empty and is within a text of size bytes.
func CheckSpan(size int, span model.Span) error {
	if span.Start < 0 || span.Len() <= 0 || span.End > size {
		return fmt.Errorf("%v of %d bytes: %w", span, size, model.ErrNoSentence)
	}
	return nil
}

// CheckRecord checks that a record can be stored under its key: its names must not be
// too long, the analyst's name must not contain a zero byte, it must have an id if
// records of its kind can move, and its span must be within a text of size bytes.
func CheckRecord(size int, at model.Subject, key model.Key) error {
	var err error
	if n := len(key.ID) + len(key.Analyst) + len(at.Outlet); n > longestNames {
		err = fmt.Errorf("names of %d bytes are too long", n)
	}
	if record.Of(key.Kind).Moves() && key.ID == "" {
		err = errors.Join(err, fmt.Errorf("a %s has no id", record.Of(key.Kind).Name))
	}
	if strings.ContainsRune(key.Analyst, 0) {
		err = errors.Join(err, fmt.Errorf("the name %q has a character that cannot be stored", key.Analyst))
	}
	if at.Article != "" && at.Sentence != (model.Span{}) {
		err = errors.Join(err, CheckSpan(size, at.Sentence))
	}
	return err
}

// longestNames is the greatest total length in bytes of the names in a record's key. It
// leaves room for the rest of the key, and for the stamp of a version that does not
// stand.
const longestNames = bolt.MaxKeySize - spotLen - 1 - stampLen

// CheckText compares the SHA-256 of the article with that of the text encoded as it
// was imported. If encode is nil, it checks nothing.
func CheckText(text string, a model.Article, encode func(text, encoding string) ([]byte, error)) error {
	if encode == nil {
		return nil
	}
	imported, err := encode(text, a.Encoding)
	if err != nil {
		return model.Damaged("its text cannot be written as %s: %v", a.Encoding, err)
	}
	if sum := sha256.Sum256(imported); hex.EncodeToString(sum[:]) != a.SHA256 {
		return fmt.Errorf("%w (%x instead of %s)", model.ErrHashMismatch, sum, a.SHA256)
	}
	return nil
}

// CheckCover checks the units with CheckUnits, and that they cut no character and
// leave out nothing visible: only white space and invisible characters may be
// outside them.
func CheckCover(text string, s model.Structure) error {
	if err := CheckUnits(s.Units, s.Paragraphs, len(text)); err != nil {
		return err
	}
	between := func(from, to int) error {
		for i, r := range text[from:to] {
			if unicode.IsGraphic(r) && !unicode.IsSpace(r) {
				return fmt.Errorf("%q at %d is not in a unit", r, from+i)
			}
		}
		return nil
	}
	end := 0
	for _, u := range s.Units {
		if !utf8.RuneStart(text[u.Span.Start]) || u.Span.End < len(text) && !utf8.RuneStart(text[u.Span.End]) {
			return fmt.Errorf("unit %v cuts a character", u.Span)
		}
		if err := between(end, u.Span.Start); err != nil {
			return err
		}
		end = u.Span.End
	}
	return between(end, len(text))
}
