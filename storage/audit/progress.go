package audit

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  Walking in step
//
// The buckets with data of articles are sorted by article number, that of progress
// by analyst first. So two buckets can be compared by walking through both at once,
// and nothing of one has to be remembered while the other is read:
//
//	articles      1        2        3        5
//	annotations   1 1 1    2                 4 ◀ belongs to no article
//	progress of
//	   Ines       1        2                 5
//	   Oskar      1                          5

// keptBy walks through the progress stored for one analyst.
type keptBy struct {
	analyst     string
	prefix      []byte
	cursor      *bolt.Cursor
	key, stored []byte // the next entry; nil at the end
}

// keepProgress begins a walk for each analyst who has stored progress.
func (v *verifier) keepProgress() {
	b := ledger.BucketOf(v.tx, ledger.BucketProgress)
	finder := b.Raw.Cursor()
	for key, _ := finder.First(); key != nil; {
		analyst, _, ok := ledger.ParseProgress(key)
		if !ok {
			v.report("", model.Damaged("progress has the key %x", key))
			key, _ = finder.Next()
			continue
		}
		k := &keptBy{analyst: analyst, prefix: ledger.KeyAnalyst(analyst), cursor: b.Raw.Cursor()}
		k.key, k.stored = k.cursor.Seek(key)
		v.kept = append(v.kept, k)
		last := append(slices.Clone(k.prefix), bytes.Repeat([]byte{0xFF}, 8)...)
		if key, _ = finder.Seek(last); bytes.Equal(key, last) {
			key, _ = finder.Next()
		}
	}
}

// upTo returns the entry stored for an article, or nil if there is none. It calls
// stray for the entries before it, which belong to no article.
func (k *keptBy) upTo(number uint64, stray func(at uint64)) (key, stored []byte) {
	for ; k.key != nil && bytes.HasPrefix(k.key, k.prefix); k.key, k.stored = k.cursor.Next() {
		_, at, ok := ledger.ParseProgress(k.key)
		switch {
		case ok && at > number:
			return nil, nil
		case ok && at == number:
			key, stored = k.key, k.stored
			k.key, k.stored = k.cursor.Next()
			return key, stored
		case ok:
			stray(at)
		}
	}
	k.key = nil
	return nil, nil
}

// progress compares the stored progress in an article with the counted one.
func (v *verifier) progress(number uint64, id model.ArticleID, counted map[string]map[model.LabelKey]int) {
	for _, k := range v.kept {
		key, stored := k.upTo(number, v.strayProgress(k.analyst))
		mine := counted[k.analyst]
		delete(counted, k.analyst)
		if key == nil {
			if len(mine) > 0 {
				v.notKept(id, k.analyst, mine)
			}
			continue
		}
		if !ledger.Sealed(ledger.BucketProgress, key, stored) {
			continue
		}
		is, err := codec.DecodeLabelled(stored[:len(stored)-codec.SealLen])
		switch {
		case err != nil:
			v.report(id, model.Damaged("the progress of %q: %v", k.analyst, err))
		case !maps.Equal(is, mine):
			v.report(id, model.Damaged("the progress of %q is stored as %s but counted as %s", k.analyst, formatCounts(is), formatCounts(mine)))
		}
	}
	for _, analyst := range slices.Sorted(maps.Keys(counted)) {
		v.notKept(id, analyst, counted[analyst])
	}
}

func (v *verifier) notKept(id model.ArticleID, analyst string, counted map[model.LabelKey]int) {
	v.report(id, model.Damaged("the progress of %q is not stored but counted as %s", analyst, formatCounts(counted)))
}

// passProgress skips the stored progress in an article whose annotations cannot be
// counted.
func (v *verifier) passProgress(number uint64) {
	for _, k := range v.kept {
		k.upTo(number, v.strayProgress(k.analyst))
	}
}

// strayProgress returns a function that records progress in an article that does
// not exist. strays reports it at the end, when it is known whether an id leads to
// that article.
func (v *verifier) strayProgress(analyst string) func(uint64) {
	return func(number uint64) {
		if len(v.strayed) < MostProblems {
			v.strayed = append(v.strayed, boltfile.Place{Bucket: ledger.BucketProgress, Key: string(ledger.KeyProgress(analyst, number))})
		}
	}
}

// formatCounts returns counts as text, such as "claim 3, quote 1".
func formatCounts(counts map[model.LabelKey]int) string {
	if len(counts) == 0 {
		return "nothing"
	}
	var words []string
	for _, label := range slices.Sorted(maps.Keys(counts)) {
		words = append(words, fmt.Sprintf("%s %d", label, counts[label]))
	}
	return strings.Join(words, ", ")
}

// ids reports ids that lead to no article. It need not search for them if there are
// as many ids as articles that were found by their ids.
func (v *verifier) ids() error {
	entries := uint64(0)
	err := ledger.ScanStored(ledger.BucketOf(v.tx, ledger.BucketIDs), nil, func(_, _ []byte) error {
		entries++
		return v.ctx.Err()
	})
	if err != nil || entries == v.listed {
		return err
	}
	return v.each(ledger.BucketIDs, nil, func(key, value []byte) {
		if len(value) != 8 {
			v.report(model.ArticleID(key), model.Damaged("its id leads to no article"))
			return
		}
		number := binary.BigEndian.Uint64(value)
		r := v.record(number)
		if v.gone[number] || r != nil && string(r.ID) == string(key) {
			return
		}
		v.report(model.ArticleID(key), model.Damaged("it is missing: its id leads to no article"))
		if r == nil {
			v.gone[number] = true
		}
	})
}

// strays reports entries of articles that do not exist: the first entry of each
// article and bucket, and all progress. It skips articles that were already
// reported.
func (v *verifier) strays() error {
	for _, name := range []string{ledger.BucketTexts, ledger.BucketUnits} {
		if err := v.straysIn(name, nil, 0); err != nil {
			return err
		}
	}
	for _, kind := range v.kinds {
		if err := v.straysIn(ledger.BucketRecords, []byte{byte(kind)}, 1); err != nil {
			return err
		}
	}
	for _, kind := range v.kindsBeside {
		if err := v.straysIn(ledger.BucketBeside, []byte{byte(kind)}, 1); err != nil {
			return err
		}
	}
	for _, at := range v.strayed {
		if _, number, _ := ledger.ParseProgress([]byte(at.Key)); !v.gone[number] {
			v.report("", model.Damaged("%s is stored, but there is no such article", ledger.NameEntry(at.Bucket, []byte(at.Key))))
		}
	}
	return nil
}

// straysIn reports entries of a bucket with a prefix whose article does not exist. The
// number of the article is in the key after so many bytes. Records with the number 0
// are not about an article.
func (v *verifier) straysIn(name string, prefix []byte, after int) error {
	articles := ledger.BucketOf(v.tx, ledger.BucketArticles).Raw.Cursor()
	article, _ := articles.First()
	said := uint64(0)
	return ledger.ScanStored(ledger.BucketOf(v.tx, name), prefix, func(key, _ []byte) error {
		if len(key) < after+8 {
			v.report("", model.Damaged("%s belongs to no article", ledger.NameEntry(name, key)))
			return v.ctx.Err()
		}
		at := key[after : after+8]
		for article != nil && bytes.Compare(article, at) < 0 {
			article, _ = articles.Next()
		}
		number := binary.BigEndian.Uint64(at)
		if !bytes.Equal(article, at) && !v.gone[number] && number != said && (number != 0 || !isRecords(name)) {
			v.report("", model.Damaged("%s belongs to no article", ledger.NameEntry(name, key)))
			said = number
		}
		return v.ctx.Err()
	})
}

// isRecords reports whether a bucket has records.
func isRecords(bucket string) bool {
	return bucket == ledger.BucketRecords || bucket == ledger.BucketBeside
}
