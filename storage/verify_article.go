package storage

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// article checks one article, and counts its progress for later.
func (v *verifier) article(number uint64, record articleRecord) {
	report := func(err error) { v.report(record.ID, err) }
	if a, err := record.article(); err != nil {
		report(err)
	} else if err := v.text(number, a); err != nil {
		report(err)
	}
	structure, err := decodeStructure(bucketOf(v.tx, bucketUnits).Get(key64(number)))
	if err != nil {
		report(err)
		return
	}
	text := string(bucketOf(v.tx, bucketTexts).Get(key64(number)))
	if err := checkCover(text, structure); err != nil {
		report(fmt.Errorf("%w: %w", model.ErrDamaged, err))
	}
	if n := countSentences(structure.Units); n != record.Sentences {
		report(damaged("it has %d sentences and %d are noted", n, record.Sentences))
	}
	v.annotations(number, record, structure)
	if n := v.notes(number, record); n != record.Notes {
		report(damaged("it has %d notes and %d are noted", n, record.Notes))
	}
}

// text checks that the text is what was imported.
func (v *verifier) text(number uint64, a model.Article) error {
	text := bucketOf(v.tx, bucketTexts).Get(key64(number))
	switch {
	case text == nil:
		return damaged("its text is missing")
	case len(text) != a.Size:
		return damaged("its text has %d bytes and not %d", len(text), a.Size)
	case !utf8.Valid(text):
		return damaged("its text is not UTF-8")
	case v.encode == nil:
		return nil
	}
	imported, err := v.encode(string(text), a.Encoding)
	if err != nil {
		return damaged("its text cannot be written as %s: %v", a.Encoding, err)
	}
	if sum := sha256.Sum256(imported); hex.EncodeToString(sum[:]) != a.SHA256 {
		return fmt.Errorf("%w (%x instead of %s)", model.ErrHashMismatch, sum, a.SHA256)
	}
	return nil
}

// annotations checks those of one article and counts them by label.
func (v *verifier) annotations(number uint64, record articleRecord, structure model.Structure) {
	units := make(map[model.Span]model.UnitKind, len(structure.Units))
	for _, u := range structure.Units {
		units[u.Span] = u.Kind
	}
	_ = scan(bucketOf(v.tx, bucketAnnotations), key64(number), func(key, value []byte) error {
		_, span, analyst, ok := parseSpan(key)
		a, err := decodeAnnotation(value, analyst)
		if !ok || err != nil {
			v.report(record.ID, damaged("the annotation with the key %x: %v", key, err))
			return nil
		}
		v.analysts[analyst] = true
		kind, onUnit := units[span]
		if !onUnit {
			v.report(record.ID, damaged("the annotation of %q on %v is on no unit", analyst, span))
		}
		if !v.labels[a.Label] {
			v.report(record.ID, fmt.Errorf("%v is %q: %w", span, a.Label, model.ErrNoLabel))
		}
		if onUnit && kind == model.UnitSentence {
			v.count(string(keyProgress(analyst, number)), a.Label)
		}
		return nil
	})
}

func (v *verifier) count(key string, label model.LabelKey) {
	if v.counted[key] == nil {
		v.counted[key] = map[model.LabelKey]int{}
	}
	v.counted[key][label]++
}

// notes checks those of one article and its sentences, and counts them.
func (v *verifier) notes(number uint64, record articleRecord) int {
	n := 0
	_ = scan(bucketOf(v.tx, bucketNotes), key64(number), func(key, value []byte) error {
		n++
		note, err := decodeNote(value)
		switch {
		case err != nil:
			v.report(record.ID, fmt.Errorf("note %x: %w", key, err))
			return nil
		case note.Target.Article != record.ID || string(keyNote(number, note.Target, note.ID)) != string(key):
			v.report(record.ID, damaged("note %s lies in the wrong place", note.ID))
		case checkNote(record.Size, &note) != nil:
			v.report(record.ID, damaged("note %s is on %v", note.ID, note.Target.Sentence))
		}
		v.analysts[note.Analyst] = true
		return nil
	})
	return n
}

// checkCover checks that the units are in order and leave out nothing that
// can be seen: white space and invisible characters may lie between them.
func checkCover(text string, s model.Structure) error {
	if err := checkUnits(s.Units, s.Paragraphs, len(text)); err != nil {
		return err
	}
	between := func(from, to int) error {
		for i, r := range text[from:to] {
			if unicode.IsGraphic(r) && !unicode.IsSpace(r) {
				return fmt.Errorf("%q at %d is in no unit", r, from+i)
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
