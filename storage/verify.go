package storage

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"strings"

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

// Verify checks everything that is committed: the pages of the file; each
// article's text against its hash, and its division; that annotations lie on
// units and have labels of the codebook; the counts of progress; that the
// history has no gaps. It gives what it found, and an error only when it could
// not check to the end. Saving waits while the pages are checked.
func (p *Project) Verify(ctx context.Context) ([]Problem, error) {
	v := &verifier{ctx: ctx, encode: p.opts.Encode}
	if p.verifyPages(v) {
		err := p.view("verify", func(tx *bolt.Tx) error {
			v.tx = tx
			return v.content()
		})
		if err != nil {
			return v.problems, err
		}
	}
	return v.problems, ctx.Err()
}

// verifyPages checks the file as a bolt database, and reports whether its
// content can be looked at. bolt's own check follows what it finds, and would
// follow a circle for ever, so the pages are walked first.
func (p *Project) verifyPages(v *verifier) bool {
	p.writing.Lock()
	defer p.writing.Unlock()
	if p.broken != nil {
		v.report("", p.broken)
		return false
	}
	if err := walkAll(p.path); err != nil {
		v.report("", fmt.Errorf("the file's pages: %w", err))
		return false
	}
	before := len(v.problems)
	err := p.view("check the pages", func(tx *bolt.Tx) error {
		for err := range tx.Check() {
			// bolt forgets pages when more than 65,534 of them are unused at
			// once; nothing is lost but their space.
			if !strings.Contains(err.Error(), "unreachable unfreed") {
				v.report("", damaged("%v", err))
			}
		}
		return nil
	})
	if err != nil {
		v.report("", err)
	}
	return len(v.problems) == before
}

// walkAll walks all pages of the file.
func walkAll(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f, err := inspect(file, info.Size())
	if err != nil {
		return err
	}
	return f.walk(int(f.pages) + 1)
}

// verifier checks the content of a project in one transaction.
type verifier struct {
	ctx      context.Context
	encode   func(text, encoding string) ([]byte, error)
	tx       *bolt.Tx
	problems []Problem

	labels   map[model.LabelKey]bool
	numbers  map[uint64]model.ArticleID
	analysts map[string]bool
	counted  map[string]map[model.LabelKey]int // by key of the progress bucket
}

func (v *verifier) report(article model.ArticleID, err error) {
	v.problems = append(v.problems, Problem{Article: article, Err: err})
}

// content runs all checks of content.
func (v *verifier) content() error {
	book, err := readCodebook(v.tx)
	if err != nil {
		v.report("", err)
	}
	v.labels = map[model.LabelKey]bool{}
	for _, l := range book {
		v.labels[l.Key] = true
	}
	v.numbers, v.analysts = map[uint64]model.ArticleID{}, map[string]bool{}
	v.counted = map[string]map[model.LabelKey]int{}
	for _, step := range []func() error{
		v.articles, v.strays, v.outletNotes, v.progress, v.history, v.people,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// articles checks every article by itself, and that each is found by its id.
func (v *verifier) articles() error {
	err := scan(bucketOf(v.tx, bucketArticles), nil, func(key, value []byte) error {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		record, err := decodeArticle(value)
		if err != nil || len(key) != 8 {
			v.report("", damaged("the article with the key %x: %v", key, err))
			return nil
		}
		number := binary.BigEndian.Uint64(key)
		v.numbers[number] = record.ID
		if at := bucketOf(v.tx, bucketIDs).Get([]byte(record.ID)); string(at) != string(key) {
			v.report(record.ID, damaged("it is not found by its id"))
		}
		v.article(number, record)
		return nil
	})
	if err != nil {
		return err
	}
	return scan(bucketOf(v.tx, bucketIDs), nil, func(key, value []byte) error {
		if len(value) != 8 || string(v.numbers[binary.BigEndian.Uint64(value)]) != string(key) {
			v.report(model.ArticleID(key), damaged("its id leads nowhere"))
		}
		return nil
	})
}

// strays finds what belongs to articles that do not exist.
func (v *verifier) strays() error {
	for _, name := range []string{bucketTexts, bucketUnits, bucketAnnotations, bucketNotes} {
		err := scan(bucketOf(v.tx, name), nil, func(key, _ []byte) error {
			if len(key) < 8 || v.numbers[binary.BigEndian.Uint64(key)] == "" {
				v.report("", damaged("an entry of %q (%x) belongs to no article", name, key))
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
	return scan(bucketOf(v.tx, bucketOutletNotes), nil, func(key, value []byte) error {
		n, err := decodeNote(value)
		switch {
		case err != nil:
			v.report("", fmt.Errorf("the outlet's note %x: %w", key, err))
		case n.Target.Article != "" || string(key) != string(append(keyOutlet(n.Target.Outlet), n.ID...)):
			v.report("", damaged("the outlet's note %s lies in the wrong place", n.ID))
		}
		v.analysts[n.Analyst] = true
		return nil
	})
}

// progress compares what is kept with what articles has counted.
func (v *verifier) progress() error {
	err := scan(bucketOf(v.tx, bucketProgress), nil, func(key, value []byte) error {
		analyst, number, ok := parseProgress(key)
		kept, err := decodeLabelled(value)
		if !ok || err != nil {
			v.report("", damaged("progress with the key %x: %v", key, err))
			return nil
		}
		counted := v.counted[string(key)]
		delete(v.counted, string(key))
		if !sameCounts(kept, counted) {
			v.report(v.numbers[number], damaged("the progress of %q is kept as %v but counted as %v", analyst, kept, counted))
		}
		return nil
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

// history checks that changes are numbered from 1 without a gap and can all
// be read.
func (v *verifier) history() error {
	next := uint64(1)
	return scan(bucketOf(v.tx, bucketHistory), nil, func(key, value []byte) error {
		if len(key) != 8 || binary.BigEndian.Uint64(key) != next {
			v.report("", damaged("the history has %x in place of change %d", key, next))
		}
		if len(key) == 8 {
			next = binary.BigEndian.Uint64(key)
		}
		change, err := decodeChange(next, value)
		if err != nil {
			v.report("", fmt.Errorf("change %d: %w", next, err))
		}
		v.analysts[change.Analyst] = true
		next++
		return v.ctx.Err()
	})
}

// people checks that everyone who wrote something is in the list of analysts.
func (v *verifier) people() error {
	for name := range v.analysts {
		if name != "" && bucketOf(v.tx, bucketAnalysts).Get([]byte(name)) == nil {
			v.report("", damaged("%q is not in the list of analysts", name))
		}
	}
	return nil
}
