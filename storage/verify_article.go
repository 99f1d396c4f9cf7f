package storage

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// texts checks the text of every article, and its division.
func (v *verifier) texts() error {
	return v.each(bucketArticles, nil, func(key, value []byte) {
		record, err := decodeArticle(value)
		if err != nil || len(key) != 8 {
			return // articles says so
		}
		report := func(err error) { v.report(record.ID, err) }
		text := string(v.value(bucketTexts, key))
		if err := v.text(text, record); err != nil {
			report(err)
		}
		structure, err := decodeStructure(v.value(bucketUnits, key))
		if err != nil {
			return // articles says so
		}
		if err := checkCover(text, structure); err != nil {
			report(fmt.Errorf("%w: %w", model.ErrDamaged, err))
		}
		if n := countSentences(structure.Units); n != record.Sentences {
			report(damaged("it has %d sentences and %d are noted", n, record.Sentences))
		}
	})
}

// article checks what is known and said about one article, and counts its
// progress for later.
func (v *verifier) article(number uint64, record articleRecord) {
	report := func(err error) { v.report(record.ID, err) }
	a, err := record.article()
	if err != nil {
		report(err)
		return
	}
	structure, err := decodeStructure(v.value(bucketUnits, key64(number)))
	if err != nil {
		report(err)
		return
	}
	v.explain(a.ID, v.replayed.article(a, structure, func() string { return string(v.value(bucketTexts, key64(number))) }))
	v.annotations(number, record, structure)
	if n := v.notes(number, record); n != record.Notes {
		report(damaged("it has %d notes and %d are noted", n, record.Notes))
	}
}

// text checks that the text is what was imported.
func (v *verifier) text(text string, a articleRecord) error {
	switch {
	case text == "" && a.Size > 0:
		return damaged("its text is missing")
	case len(text) != a.Size:
		return damaged("its text has %d bytes and not %d", len(text), a.Size)
	case !utf8.ValidString(text):
		return damaged("its text is not UTF-8")
	}
	return checkText(text, model.Article{ID: a.ID, SHA256: a.SHA256, Encoding: a.Encoding}, v.encode)
}

// checkText checks a text against the hash of the imported bytes, if it is
// known how to make those again.
func checkText(text string, a model.Article, encode func(text, encoding string) ([]byte, error)) error {
	if encode == nil {
		return nil
	}
	imported, err := encode(text, a.Encoding)
	if err != nil {
		return damaged("the text of article %s cannot be written as %s: %v", a.ID, a.Encoding, err)
	}
	if sum := sha256.Sum256(imported); hex.EncodeToString(sum[:]) != a.SHA256 {
		return fmt.Errorf("article %s: %w (%x instead of %s)", a.ID, model.ErrHashMismatch, sum, a.SHA256)
	}
	return nil
}

// annotations checks those of one article and counts them by label.
func (v *verifier) annotations(number uint64, record articleRecord, structure model.Structure) {
	_ = v.each(bucketAnnotations, key64(number), func(key, value []byte) { // stopped by ctx only
		_, span, analyst, ok := parseSpan(key)
		a, err := decodeAnnotation(value, analyst)
		if !ok || err != nil {
			v.report(record.ID, damaged("%s: %v", nameEntry(bucketAnnotations, key), err))
			return
		}
		v.explain(record.ID, v.replayed.annotation(record.ID, span, a))
		v.analysts[analyst] = true
		kind, onUnit := unitWith(structure.Units, span)
		if !onUnit {
			v.report(record.ID, damaged("the annotation of %q on %v is on no unit", analyst, span))
		}
		if !v.labels[a.Label] {
			v.report(record.ID, fmt.Errorf("%v is %q: %w", span, a.Label, model.ErrNoLabel))
		}
		if onUnit && kind == model.UnitSentence {
			v.count(string(keyProgress(analyst, number)), a.Label)
		}
	})
}

// unitWith gives the kind of the unit with that span, if there is one.
func unitWith(units []model.Unit, span model.Span) (model.UnitKind, bool) {
	at := sort.Search(len(units), func(i int) bool { return units[i].Span.Start >= span.Start })
	if at == len(units) || units[at].Span != span {
		return 0, false
	}
	return units[at].Kind, true
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
	_ = v.each(bucketNotes, key64(number), func(key, value []byte) { // stopped by ctx only
		n++
		note, err := decodeNote(value)
		switch {
		case err != nil:
			v.report(record.ID, fmt.Errorf("%s: %w", nameEntry(bucketNotes, key), err))
			return
		case note.Target.Article != record.ID || string(keyNote(number, note.Target, note.ID)) != string(key):
			v.report(record.ID, damaged("note %s lies in the wrong place", note.ID))
		case checkNote(record.Size, &note) != nil:
			v.report(record.ID, damaged("note %s is on %v", note.ID, note.Target.Sentence))
		}
		v.analysts[note.Analyst] = true
		v.explain(record.ID, v.replayed.note(note))
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

func sha256Of(data []byte) [32]byte { return sha256.Sum256(data) }
