package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Summaries returns the articles of the corpus in the order of import, with the
// analyst's progress. It reads no texts. Articles with equal counts may share one
// map, which must not be changed.
func (p *Project) Summaries(analyst string) ([]model.Summary, error) {
	var list []model.Summary
	err := p.View("list the corpus", func(tx ledger.Tx) error {
		room, err := ledger.RoomFor(tx)
		if err != nil {
			return err
		}
		list = make([]model.Summary, 0, room)
		progress := progressOf(tx, codec.Tallies{}, analyst)
		return eachSummary(tx, func(number uint64, s model.Summary) (err error) {
			s.Progress.Labelled, err = progress.at(number)
			list = append(list, s)
			return err
		})
	})
	return list, err
}

// EachSummary calls visit with every article of the corpus, in the order of import,
// and with the number of its sentences that have a label of the analyst, or of
// anyone if analyst is empty. The summaries have no counts per label. visit must
// not call the project. If visit returns an error, EachSummary stops and returns
// it.
func (p *Project) EachSummary(analyst string, visit func(s model.Summary, tagged int) error) error {
	return p.View("list the corpus", func(tx ledger.Tx) error {
		names := []string{analyst}
		if analyst == "" {
			names = nil
			err := ledger.Scan(ledger.BucketOf(tx, ledger.BucketAnalysts), nil, func(key, _ []byte) error {
				names = append(names, string(key))
				return nil
			})
			if err != nil {
				return err
			}
		}
		known, all := codec.Tallies{}, make([]*progressWalk, 0, len(names))
		for _, name := range names {
			all = append(all, progressOf(tx, known, name))
		}
		return eachSummary(tx, func(number uint64, s model.Summary) error {
			tagged, err := taggedByAny(tx, all, number)
			if err != nil {
				return err
			}
			return visit(s, tagged)
		})
	})
}

// Labels returns the number of sentences that each analyst has labelled in the
// articles of the corpus, by the analyst's name. It leaves out analysts without
// labels, and the analyst whose name is except. If no other analyst is known, it
// reads no article.
func (p *Project) Labels(except string) (map[string]int, error) {
	out := map[string]int{}
	err := p.View("count the labels", func(tx ledger.Tx) error {
		known, walks := codec.Tallies{}, map[string]*progressWalk{}
		err := ledger.Scan(ledger.BucketOf(tx, ledger.BucketAnalysts), nil, func(key, _ []byte) error {
			if name := string(key); name != except {
				walks[name] = progressOf(tx, known, name)
			}
			return nil
		})
		if err != nil || len(walks) == 0 {
			return err
		}
		return eachSummary(tx, func(number uint64, _ model.Summary) error {
			for name, walk := range walks {
				labelled, err := walk.at(number)
				if err != nil {
					return err
				}
				if n := (model.Progress{Labelled: labelled}).Tagged(); n > 0 {
					out[name] += n
				}
			}
			return nil
		})
	})
	return out, err
}

// eachSummary calls visit with every article of the corpus and its number, in the
// order of import. The summaries have no counts per label.
func eachSummary(tx ledger.Tx, visit func(number uint64, s model.Summary) error) error {
	return ledger.EachArticle(tx, func(number uint64, r codec.Article) error {
		a, err := r.Article()
		if err != nil || a.Removed {
			return err
		}
		return visit(number, model.Summary{Article: a, Progress: model.Progress{Sentences: r.Sentences, Notes: r.Notes}})
	})
}

// taggedByAny returns how many sentences of an article have a label of one of the
// analysts. all must hold the progress of one analyst or of every analyst. If
// several analysts have labelled the article, its annotations are read, because
// they may be on the same sentences.
func taggedByAny(tx ledger.Tx, all []*progressWalk, number uint64) (int, error) {
	who, tagged := 0, 0
	for _, progress := range all {
		labelled, err := progress.at(number)
		if err != nil {
			return 0, err
		}
		if n := (model.Progress{Labelled: labelled}).Tagged(); n > 0 {
			who++
			tagged = n
		}
	}
	if who < 2 {
		return tagged, nil
	}
	return countTagged(tx, number)
}

// countTagged returns the number of annotated sentences of an article.
func countTagged(tx ledger.Tx, number uint64) (int, error) {
	data, err := ledger.BucketOf(tx, ledger.BucketUnits).Need(ledger.Key64(number))
	if err != nil {
		return 0, err
	}
	structure, err := codec.DecodeStructure(data)
	if err != nil {
		return 0, err
	}
	tagged, last := 0, model.Span{}
	err = ledger.Scan(ledger.BucketOf(tx, ledger.BucketRecords), ledger.KeyKind(number, record.Annotation), func(key, value []byte) error {
		span, _, ok := ledger.ParseAnnotation(key)
		_, content, err := codec.SplitRecord(value)
		switch {
		case !ok:
			return model.Damaged("an annotation has the key %x", key)
		case len(content) == 0: // deleted
			return err
		case span != last && ledger.SentenceIn(structure.Units, span): // annotations on one sentence are consecutive
			tagged++
		}
		last = span
		return err
	})
	return tagged, err
}

// progressWalk reads an analyst's progress in step with a walk through the
// articles. Both are ordered by article number.
type progressWalk struct {
	prefix, key, stored []byte
	cursor              *ledger.Cursor
	begun               bool
	known               codec.Tallies
	nothing             map[model.LabelKey]int
	seals               ledger.Sealer
}

func progressOf(tx ledger.Tx, known codec.Tallies, analyst string) *progressWalk {
	return &progressWalk{
		prefix: ledger.KeyAnalyst(analyst), cursor: ledger.BucketOf(tx, ledger.BucketProgress).Cursor(),
		known: known, nothing: map[model.LabelKey]int{},
	}
}

// at returns the number of sentences per label in an article. The numbers of
// successive calls must ascend. The returned map must not be changed.
func (w *progressWalk) at(number uint64) (_ map[model.LabelKey]int, err error) {
	if !w.begun {
		w.begun = true
		w.key, w.stored, err = w.cursor.Seek(w.prefix)
	}
	for err == nil && bytes.HasPrefix(w.key, w.prefix) && len(w.key) == len(w.prefix)+8 {
		at := binary.BigEndian.Uint64(w.key[len(w.prefix):])
		if at > number {
			break
		}
		key, stored := w.key, w.stored
		if at == number {
			counts, err := w.seals.Unseal(ledger.BucketProgress, key, stored)
			if err != nil {
				return nil, err
			}
			w.key, w.stored, err = w.cursor.Next()
			if err != nil {
				return nil, err
			}
			return w.known.Decode(counts)
		}
		w.key, w.stored, err = w.cursor.Next()
	}
	return w.nothing, err
}

// ImportPaths returns the import paths of all articles of the project at path, which may
// be in an older format. The file is not changed.
func ImportPaths(path string) (paths []string, err error) {
	err = ledger.Identify(path)
	if err == nil {
		paths, err = importPaths(path)
	}
	if err != nil {
		return nil, fmt.Errorf("list the files of project %s: %w", path, err)
	}
	return paths, nil
}

func importPaths(path string) (paths []string, err error) {
	db, err := openBolt(path, Options{ReadOnly: true}.WithDefaults())
	if err != nil {
		return nil, err
	}
	err = ledger.Safely(func() error {
		return db.View(ledger.Unguarded(func(tx ledger.Tx) error {
			return ledger.EachArticle(tx, func(_ uint64, r codec.Article) error {
				paths = append(paths, r.ImportPath)
				return nil
			})
		}))
	})
	return paths, errors.Join(err, db.Close())
}
