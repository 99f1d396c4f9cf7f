// Package figures reads from a project what its figures count.
package figures

import (
	"context"
	"runtime"
	"sync"
	"time"

	"assay.app/assay/model/figures"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
)

//  Reading a million sentences
//
// Nothing of a text is read. The records of one kind are in the order of the articles' numbers,
// and so are the articles and their units. So several workers each take a range of numbers and walk
// through five places side by side, within one transaction:
//
//	articles      │ 1 2 3 4 5 … │ 51 52 53 …
//	units         │ 1 2 3 4 5 … │ 51 52 53 …
//	annotations   │ 1 1 1 2 4 … │ 51 51 52 …
//	…             │  worker 1   │  worker 2
//
// The contents of records are decoded without reflection and without memory of their own. Most of
// the time is spent in checking the seals.

// Read reads the facts of a project. zone is that of the days on which annotations were made. If
// ctx ends, Read returns its error.
func Read(ctx context.Context, p *storage.Project, zone *time.Location) (facts *figures.Facts, err error) {
	err = p.View("count the work", func(tx ledger.Tx) error {
		lists, err := readLists(tx, zone)
		if err != nil {
			return err
		}
		names := figures.NewNames()
		parts, err := divide(tx, names, lists.Zone)
		if err != nil {
			return err
		}
		if err := together(ctx, parts); err != nil {
			return err
		}
		var articles []figures.ArticleFacts
		for _, part := range parts {
			articles = append(articles, part.articles...)
		}
		facts = figures.NewFacts(lists, names, articles)
		for _, part := range parts {
			for _, one := range part.far {
				facts.Put(one.key, one.content)
			}
		}
		return readFar(tx, facts)
	})
	return facts, err
}

// readLists reads the lists of the project.
func readLists(tx ledger.Tx, zone *time.Location) (l figures.Lists, err error) {
	if l.Codebook, err = ledger.ReadCodebook(tx); err != nil {
		return l, err
	}
	if l.Analysts, err = ledger.ReadNames(tx); err != nil {
		return l, err
	}
	if l.Voices, err = ledger.ReadVoices(tx); err != nil {
		return l, err
	}
	if l.Statements, err = ledger.ReadStatements(tx); err != nil {
		return l, err
	}
	l.Chains, err = ledger.ReadChains(tx)
	if l.Zone = zone; zone == nil {
		l.Zone = time.Local
	}
	return l, err
}

// readFar reads the grades of voices and outlets, and the gaps.
func readFar(tx ledger.Tx, facts *figures.Facts) error {
	for _, prefix := range [][]byte{ledger.KeyKind(0, record.GradeKind), ledger.KeyKind(0, record.GapKind)} {
		err := ledger.ScanRecords(tx, prefix, func(s ledger.Spot, content any) error {
			facts.Put(s.Key(""), content)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// leastPart is the least number of articles for which a worker is started.
const leastPart = 256

// divide returns the parts of the articles, each with the cursors of its worker. Cursors are made
// here, because making one counts in the transaction.
func divide(tx ledger.Tx, names *figures.Names, zone *time.Location) ([]*part, error) {
	last, err := ledger.LastNumber(ledger.BucketOf(tx, ledger.BucketArticles))
	if err != nil {
		return nil, err
	}
	n := min(uint64(max(1, runtime.GOMAXPROCS(0))), last/leastPart+1)
	var parts []*part
	for i := range n {
		p := newPart(tx, names, zone)
		p.from, p.to = 1+last*i/n, last*(i+1)/n
		if i == n-1 {
			p.to = last
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// together reads the parts side by side. It returns the first error in the order of the parts.
func together(ctx context.Context, parts []*part) error {
	errs := make([]error, len(parts))
	var all sync.WaitGroup
	for i, p := range parts {
		all.Go(func() { errs[i] = ledger.Safely(func() error { return p.read(ctx) }) })
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
