package storage

import (
	"context"
	"encoding/binary"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// EachNote calls visit with every note of the project: first those on outlets, and then those
// on the articles of the corpus and their sentences, by article in the order of import. The
// grade of each note is that of record.NoteGrade. sentence is the text that a note on a
// sentence is about. Changes are saved as usual meanwhile. visit must not call the project. If
// visit returns an error or ctx ends, EachNote stops and returns the error.
func (p *Project) EachNote(ctx context.Context, visit func(n model.Note, sentence string) error) error {
	outlets, err := p.OutletNotes()
	if err != nil {
		return err
	}
	grades, err := p.Grades()
	if err != nil {
		return err
	}
	for _, n := range outlets {
		n.Grade = record.NoteGrade(n, func(key model.Key) *record.Grade { return grades[key] })
		if err := visit(n, ""); err != nil {
			return err
		}
	}
	for next, whole := uint64(0), false; !whole; {
		err := p.View("look through the notes", func(tx ledger.Tx) (err error) {
			next, whole, err = someNotes(ctx, tx, next, visit)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// someNotes visits the notes on the next articles, beginning with number from. It
// returns the number to continue with, and whether it has reached the end.
func someNotes(ctx context.Context, tx ledger.Tx, from uint64, visit func(model.Note, string) error) (next uint64, whole bool, err error) {
	c := ledger.BucketOf(tx, ledger.BucketArticles).Cursor()
	key, stored, err := c.Seek(ledger.Key64(from))
	for range textsAtOnce {
		switch {
		case err != nil:
			return 0, false, err
		case key == nil:
			return 0, true, nil
		case ctx.Err() != nil:
			return 0, false, ctx.Err()
		case len(key) != 8:
			return 0, false, model.Damaged("an article has the key %x", key)
		}
		number := binary.BigEndian.Uint64(key)
		if err := notesOn(tx, number, key, stored, visit); err != nil {
			return 0, false, fmt.Errorf("article number %d: %w", number, err)
		}
		next = number + 1
		key, stored, err = c.Next()
	}
	return next, false, nil
}

// notesOn visits the notes on one article and its sentences, unless the article was
// removed.
func notesOn(tx ledger.Tx, number uint64, key, stored []byte, visit func(model.Note, string) error) error {
	var notes []model.Note
	err := eachNote(tx, ledger.KeyKind(number, record.Note), func(n *model.Note) { notes = append(notes, *n) })
	if err != nil || len(notes) == 0 {
		return err
	}
	value, err := ledger.Unseal(ledger.BucketArticles, key, stored)
	if err != nil {
		return err
	}
	of, err := codec.DecodeArticle(value)
	if err != nil {
		return err
	}
	a, err := of.Article()
	if err != nil || a.Removed {
		return err
	}
	text, err := ledger.BucketOf(tx, ledger.BucketTexts).Need(key)
	if err != nil {
		return err
	}
	grades := map[model.Key]*record.Grade{}
	err = ledger.ScanRecords(tx, ledger.KeyKind(number, record.GradeKind), func(s ledger.Spot, content any) error {
		grades[s.Key(a.ID)] = content.(*record.Grade)
		return nil
	})
	if err != nil {
		return err
	}
	model.SortNotes(notes)
	for _, n := range notes {
		n.Grade = record.NoteGrade(n, func(key model.Key) *record.Grade { return grades[key] })
		sentence := ""
		if at := n.Target.Sentence; at != nil {
			if at.Start < 0 || at.End > len(text) || at.Start > at.End {
				return model.Damaged("a note is on the bytes %d to %d of %d", at.Start, at.End, len(text))
			}
			sentence = string(text[at.Start:at.End])
		}
		if err := visit(n, sentence); err != nil {
			return err
		}
	}
	return nil
}
