package audit

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Problem is something in a project's file that is not as it should be.
type Problem struct {
	Article model.ArticleID // "" when it is not about one article
	Title   string          // what the article is called, as far as that can be read
	Err     error           // what is wrong; ErrDamaged, ErrHashMismatch or ErrNoLabel tells the kind
}

// String is the problem as a line of a report. That the file is damaged goes
// without saying there.
func (p Problem) String() string {
	what := strings.TrimPrefix(p.Err.Error(), model.ErrDamaged.Error()+": ")
	switch {
	case p.Article == "":
		return what
	case p.Title == "":
		return fmt.Sprintf("article %s: %s", p.Article, what)
	}
	return fmt.Sprintf("article “%s” (%s): %s", p.Title, p.Article, what)
}

// MostProblems is how many problems are reported; the rest adds nothing.
const MostProblems = 10_000

// Source is a project whose content is audited.
type Source struct {
	// View runs fn in a read transaction; operation names it in errors.
	View func(operation string, fn func(ledger.Tx) error) error

	// Encode makes the imported bytes of a text again, to hash them; nil leaves
	// that out.
	Encode func(text, encoding string) ([]byte, error)

	// Found are the problems of single entries that the check of the pages has
	// found. They are reported with the articles that they belong to.
	Found []boltfile.Finding
}

// Content checks everything but the pages, which must be sound. The texts
// are hashed in a transaction of their own while the rest is checked. The error
// says why it could not check to the end.
func Content(ctx context.Context, of Source) ([]Problem, error) {
	v := &verifier{ctx: ctx, encode: of.Encode, found: of.Found}
	texts := &verifier{ctx: ctx, encode: of.Encode}
	done := make(chan error, 1)
	go func() { done <- texts.within(of, texts.texts) }()
	err := v.within(of, v.content)
	err = errors.Join(err, <-done)
	for _, problem := range texts.problems {
		if len(v.problems) < MostProblems {
			v.problems = append(v.problems, problem)
		}
	}
	return v.problems, errors.Join(err, ctx.Err())
}

// within runs a part of the check in a transaction of its own.
func (v *verifier) within(of Source, part func() error) error {
	return of.View("verify", func(tx ledger.Tx) error {
		v.tx = ledger.Tx{Tx: tx.Tx} // unguarded: everything is looked at, and reported
		return part()
	})
}

// verifier checks the content of a project in one transaction. That every
// value has its seal, and the history its chain, was checked with the pages:
// values without are passed over here, and what is missing for want of them is
// no problem of its own.
type verifier struct {
	ctx      context.Context
	encode   func(text, encoding string) ([]byte, error)
	tx       ledger.Tx
	problems []Problem

	found   []boltfile.Finding      // with the pages
	spoiled map[boltfile.Place]bool // entries in which something was found
	hurt    map[boltfile.Place]bool // the same, by bucket and the first 8 bytes of the key, or none
	torn    bool                    // the history cannot be followed from end to end
	gone    map[uint64]bool         // numbers of articles that are missing or cannot be read

	labels   map[model.LabelKey]bool
	unknown  map[model.LabelKey]int // annotations with labels that are not in the codebook
	analysts map[string]bool        // who has said something
	listed   uint64                 // articles found by their ids
	kept     []*keptBy
	strayed  []boltfile.Place // progress in articles that are not there
	history  *replay
}

// report takes a problem.
func (v *verifier) report(article model.ArticleID, err error) {
	if len(v.problems) < MostProblems {
		v.problems = append(v.problems, Problem{Article: article, Title: v.title(article), Err: err})
	}
}

// explain reports an error about something of an article, if there is one.
func (v *verifier) explain(article model.ArticleID, err error) {
	if err != nil {
		v.report(article, err)
	}
}

// content runs all checks of content.
func (v *verifier) content() error {
	v.labels, v.unknown = map[model.LabelKey]bool{}, map[model.LabelKey]int{}
	v.analysts, v.gone = map[string]bool{}, map[uint64]bool{}
	for _, step := range []func() error{
		v.pages, v.codebook, v.changes, v.eachArticle, v.ids, v.strays, v.outletNotes, v.people, v.unexplained,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) codebook() error {
	return v.each(ledger.BucketLabels, nil, func(_, value []byte) {
		label, err := codec.DecodeLabel(value)
		if err != nil {
			v.report("", err)
		}
		v.labels[label.Key] = true
	})
}

// each calls visit with the entries of a bucket that have their seal.
func (v *verifier) each(name string, prefix []byte, visit func(key, value []byte)) error {
	return ledger.ScanStored(ledger.BucketOf(v.tx, name), prefix, func(key, stored []byte) error {
		if ledger.Sealed(name, key, stored) {
			visit(key, stored[:len(stored)-codec.SealLen])
		}
		return v.ctx.Err()
	})
}

// value gives the value of a key, nil when there is none or it has no seal.
func (v *verifier) value(name string, key []byte) []byte {
	value, err := ledger.BucketOf(v.tx, name).Get(key)
	if err != nil {
		return nil
	}
	return value
}

// isSpoiled reports whether a value is there whose seal does not match. That
// has been reported.
func (v *verifier) isSpoiled(name string, key []byte) bool {
	return v.spoiled[boltfile.Place{Bucket: name, Key: string(key)}]
}

// anySpoiled reports whether there are such values in a bucket whose keys
// begin with the number of an article, or at all when the prefix is nil.
func (v *verifier) anySpoiled(name string, prefix []byte) bool {
	return v.hurt[boltfile.Place{Bucket: name, Key: string(prefix)}]
}

func (v *verifier) outletNotes() error {
	return v.each(ledger.BucketOutletNotes, nil, func(key, value []byte) {
		n, err := codec.DecodeNote(value)
		switch {
		case err != nil:
			v.report("", fmt.Errorf("%s: %w", ledger.NameEntry(ledger.BucketOutletNotes, key), err))
			return
		case n.Target.Article != "" || string(key) != string(append(ledger.KeyOutlet(n.Target.Outlet), n.ID...)):
			v.report("", model.Damaged("the outlet's note %s lies in the wrong place", n.ID))
		}
		v.analysts[n.Analyst] = true
		v.history.note(n)
	})
}

// people checks that everyone who wrote something is in the list of analysts,
// and that every label that was given is in the codebook.
func (v *verifier) people() error {
	for name := range v.analysts {
		if name != "" && v.value(ledger.BucketAnalysts, []byte(name)) == nil && !v.isSpoiled(ledger.BucketAnalysts, []byte(name)) {
			v.report("", model.Damaged("%q is not in the list of analysts", name))
		}
	}
	if v.anySpoiled(ledger.BucketLabels, nil) {
		return nil
	}
	for label, n := range v.unknown {
		v.report("", fmt.Errorf("%d annotations say %q: %w", n, label, model.ErrNoLabel))
	}
	return nil
}
