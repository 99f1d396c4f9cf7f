package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
)

// Problem is something in a project's file that is not as it should be.
type Problem struct {
	Article model.ArticleID // "" when it is not about one article
	Err     error           // what is wrong; ErrDamaged, ErrHashMismatch or ErrNoLabel tells the kind
}

// String is the problem as a line of a report.
func (p Problem) String() string {
	if p.Article == "" {
		return p.Err.Error()
	}
	return fmt.Sprintf("article %s: %v", p.Article, p.Err)
}

// mostProblems is how many problems are reported; the rest adds nothing.
const mostProblems = 10_000

// Verify checks everything that is committed: the pages of the file, with the
// checksum of every value and the chain of the history; each article's text
// against its hash, and its division; that annotations lie on units and have
// labels of the codebook; the counts of progress; and that the history, replayed
// from its beginning, leads to what is there. It gives what it found, and an
// error only when it could not check to the end. Saving waits while the pages
// are checked. Whatever is in the file, it ends, and the process survives.
func (p *Project) Verify(ctx context.Context) ([]Problem, error) {
	v := &verifier{ctx: ctx, encode: p.opts.Encode}
	if p.verifyPages(v) {
		// The texts are looked at while the history is replayed; they have
		// nothing to do with each other.
		texts := &verifier{ctx: ctx, encode: p.opts.Encode}
		done := make(chan error, 1)
		go func() { done <- p.verifyWith(texts, texts.texts) }()
		err := p.verifyWith(v, v.content)
		err = errors.Join(err, <-done)
		for _, problem := range texts.problems {
			v.report(problem.Article, problem.Err)
		}
		if err != nil {
			return v.problems, err
		}
	}
	return v.problems, ctx.Err()
}

// verifyWith runs a part of the check in a transaction of its own.
func (p *Project) verifyWith(v *verifier, part func() error) error {
	return p.view("verify", func(tx *bolt.Tx) error {
		v.tx = tx
		return part()
	})
}

// verifyPages checks the pages of the file, and reports whether bolt can be
// trusted with them.
func (p *Project) verifyPages(v *verifier) bool {
	p.writing.Lock()
	defer p.writing.Unlock()
	if p.broken != nil {
		v.report("", p.broken)
		return false
	}
	sound, err := checkPages(p.path, func(err error) { v.report("", err) })
	if err != nil {
		v.report("", err)
	}
	return sound && err == nil
}

// verifier checks the content of a project in one transaction. That every
// value has its seal, and the history its chain, was checked with the pages:
// values without are passed over here.
type verifier struct {
	ctx      context.Context
	encode   func(text, encoding string) ([]byte, error)
	tx       *bolt.Tx
	problems []Problem

	labels   map[model.LabelKey]bool
	numbers  map[uint64]model.ArticleID
	analysts map[string]bool
	counted  map[string]map[model.LabelKey]int // by key of the progress bucket
	replayed *replay
}

func (v *verifier) report(article model.ArticleID, err error) {
	if len(v.problems) < mostProblems {
		v.problems = append(v.problems, Problem{Article: article, Err: err})
	}
}

// content runs all checks of content.
func (v *verifier) content() error {
	v.labels = map[model.LabelKey]bool{}
	err := v.each(bucketLabels, nil, func(_, value []byte) {
		label, err := decodeLabel(value)
		if err != nil {
			v.report("", err)
		}
		v.labels[label.Key] = true
	})
	if err != nil {
		return err
	}
	v.numbers, v.analysts = map[uint64]model.ArticleID{}, map[string]bool{}
	v.counted = map[string]map[model.LabelKey]int{}
	v.replayed = newReplay()
	for _, step := range []func() error{
		v.history, v.articles, v.strays, v.outletNotes, v.progress, v.people, v.unexplained,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// each calls visit with the entries of a bucket that have their seal.
func (v *verifier) each(name string, prefix []byte, visit func(key, value []byte)) error {
	return scanStored(bucketOf(v.tx, name), prefix, func(key, stored []byte) error {
		if sealed(name, key, stored) {
			visit(key, stored[:len(stored)-sealLen])
		}
		return v.ctx.Err()
	})
}

// value gives the value of a key, nil when there is none or it has no seal.
func (v *verifier) value(name string, key []byte) []byte {
	value, err := bucketOf(v.tx, name).get(key)
	if err != nil {
		return nil
	}
	return value
}

// articles checks every article by itself, and that each is found by its id.
func (v *verifier) articles() error {
	err := v.each(bucketArticles, nil, func(key, value []byte) {
		record, err := decodeArticle(value)
		if err != nil || len(key) != 8 {
			v.report("", damaged("the article with the key %x: %v", key, err))
			return
		}
		number := binary.BigEndian.Uint64(key)
		v.numbers[number] = record.ID
		if at := v.value(bucketIDs, []byte(record.ID)); string(at) != string(key) {
			v.report(record.ID, damaged("it is not found by its id"))
		}
		v.article(number, record)
	})
	if err != nil {
		return err
	}
	return v.each(bucketIDs, nil, func(key, value []byte) {
		if len(value) != 8 || string(v.numbers[binary.BigEndian.Uint64(value)]) != string(key) {
			v.report(model.ArticleID(key), damaged("its id leads nowhere"))
		}
	})
}

// strays finds what belongs to articles that do not exist.
func (v *verifier) strays() error {
	for _, name := range []string{bucketTexts, bucketUnits, bucketAnnotations, bucketNotes} {
		err := scanStored(bucketOf(v.tx, name), nil, func(key, _ []byte) error {
			if len(key) < 8 || v.numbers[binary.BigEndian.Uint64(key)] == "" {
				v.report("", damaged("%s belongs to no article", nameEntry(name, key)))
			}
			return v.ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) outletNotes() error {
	return v.each(bucketOutletNotes, nil, func(key, value []byte) {
		n, err := decodeNote(value)
		switch {
		case err != nil:
			v.report("", fmt.Errorf("%s: %w", nameEntry(bucketOutletNotes, key), err))
			return
		case n.Target.Article != "" || string(key) != string(append(keyOutlet(n.Target.Outlet), n.ID...)):
			v.report("", damaged("the outlet's note %s lies in the wrong place", n.ID))
		}
		v.analysts[n.Analyst] = true
		v.explain("", v.replayed.note(n))
	})
}

// progress compares what is kept with what articles has counted.
func (v *verifier) progress() error {
	err := v.each(bucketProgress, nil, func(key, value []byte) {
		analyst, number, ok := parseProgress(key)
		kept, err := decodeLabelled(value)
		if !ok || err != nil {
			v.report("", damaged("progress with the key %x: %v", key, err))
			return
		}
		counted := v.counted[string(key)]
		delete(v.counted, string(key))
		if !sameCounts(kept, counted) {
			v.report(v.numbers[number], damaged("the progress of %q is kept as %v but counted as %v", analyst, kept, counted))
		}
	})
	for key, counted := range v.counted {
		analyst, number, _ := parseProgress([]byte(key))
		v.report(v.numbers[number], damaged("the progress of %q is not kept but counted as %v", analyst, counted))
	}
	return err
}

func sameCounts(a, b map[model.LabelKey]int) bool {
	if len(a) != len(b) {
		return false
	}
	for label, n := range a {
		if b[label] != n {
			return false
		}
	}
	return true
}

// people checks that everyone who wrote something is in the list of analysts.
func (v *verifier) people() error {
	for name := range v.analysts {
		if name != "" && v.value(bucketAnalysts, []byte(name)) == nil {
			v.report("", damaged("%q is not in the list of analysts", name))
		}
	}
	return nil
}
