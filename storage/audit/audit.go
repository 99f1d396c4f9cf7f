package audit

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Problem is an error found in a project's file.
type Problem struct {
	Article model.ArticleID // "" when it is not about one article
	Title   string          // title of the article, if it could be read
	Err     error           // wraps ErrDamaged, ErrHashMismatch or ErrNoLabel
}

// String returns the problem as a line of a report. It leaves out the prefix
// "damaged", which a report implies.
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

// MostProblems is the largest number of problems that are reported.
const MostProblems = 10_000

// Source is a project whose content is audited.
type Source struct {
	// View runs fn in a read transaction; operation names it in errors.
	View func(operation string, fn func(ledger.Tx) error) error

	// Encode converts a text back to the imported bytes, to hash them. If it is
	// nil, texts are not hashed.
	Encode func(text, encoding string) ([]byte, error)

	// Found holds the problems of single entries that the check of the pages found.
	// They are reported for the articles to which the entries belong.
	Found []boltfile.Finding
}

// Content checks everything but the pages, which must be sound. It checks the texts
// in a second transaction while it checks the rest. It returns an error if it
// stopped early.
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
		v.tx = ledger.Tx{Tx: tx.Tx} // without a guard, so that all entries are checked and reported
		return part()
	})
}

// verifier checks the content of a project in one transaction. The seals of the
// values and the chain of the history were checked with the pages. So it skips
// values whose seals do not match, and does not report again what is missing
// because of them.
type verifier struct {
	ctx      context.Context
	encode   func(text, encoding string) ([]byte, error)
	tx       ledger.Tx
	problems []Problem

	found           []boltfile.Finding      // problems that the check of the pages found
	spoiled         map[boltfile.Place]bool // entries with a problem
	spoiledArticles map[boltfile.Place]bool // the same by bucket and the first 8 bytes of the key, and by bucket alone
	torn            bool                    // the history has an entry that is damaged or cannot be decoded
	gone            map[uint64]bool         // numbers of articles that are missing or cannot be read

	labels   map[model.LabelKey]bool
	unknown  map[model.LabelKey]int    // number of annotations by label, for labels missing from the codebook
	analysts map[string]bool           // analysts who wrote something
	replicas map[uint32]record.Replica // the copies of the project, by number
	unnamed  bool                      // the id of a copy cannot be read

	kinds, kindsBeside []model.Kind // the kinds of the records, and of the versions that do not stand

	listed  uint64 // number of articles found by their ids
	filed   uint64 // number of articles found by the names of their files
	kept    []*keptBy
	strayed []boltfile.Place // progress in articles that do not exist
	history *replay
}

// report adds a problem, unless there are already MostProblems.
func (v *verifier) report(article model.ArticleID, err error) {
	if len(v.problems) < MostProblems {
		v.problems = append(v.problems, Problem{Article: article, Title: v.title(article), Err: err})
	}
}

// explain reports an error about an article, if err is not nil.
func (v *verifier) explain(article model.ArticleID, err error) {
	if err != nil {
		v.report(article, err)
	}
}

// content runs all checks except that of the texts.
func (v *verifier) content() error {
	v.labels, v.unknown = map[model.LabelKey]bool{}, map[model.LabelKey]int{}
	v.analysts, v.gone = map[string]bool{}, map[uint64]bool{}
	for _, step := range []func() error{
		v.pages, v.copies, v.codebook, v.changes, v.eachArticle, v.ids, v.files, v.strays, v.general, v.people, v.unexplained,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// each calls visit with the entries of a bucket whose keys begin with prefix and
// whose seals match.
func (v *verifier) each(name string, prefix []byte, visit func(key, value []byte)) error {
	return ledger.ScanStored(ledger.BucketOf(v.tx, name), prefix, func(key, stored []byte) error {
		if ledger.Sealed(name, key, stored) {
			visit(key, stored[:len(stored)-codec.SealLen])
		}
		return v.ctx.Err()
	})
}

// value returns the value of a key, or nil if there is none or its seal does not
// match.
func (v *verifier) value(name string, key []byte) []byte {
	value, err := ledger.BucketOf(v.tx, name).Get(key)
	if err != nil {
		return nil
	}
	return value
}

// isSpoiled reports whether the check of the pages found a problem in the entry.
// That problem was already reported.
func (v *verifier) isSpoiled(name string, key []byte) bool {
	return v.spoiled[boltfile.Place{Bucket: name, Key: string(key)}]
}

// anySpoiled reports whether the check of the pages found a problem in a bucket,
// under keys that begin with prefix (an article's number), or under any key if
// prefix is nil.
func (v *verifier) anySpoiled(name string, prefix []byte) bool {
	return v.spoiledArticles[boltfile.Place{Bucket: name, Key: string(prefix)}]
}
