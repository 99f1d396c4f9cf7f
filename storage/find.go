package storage

import (
	"encoding/binary"
	"errors"
	"slices"

	"golang.org/x/text/unicode/norm"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// MostFound is the largest number of articles that Find returns.
const MostFound = 1000

// Wanted describes the articles that Find looks for. An article is found if it matches
// any field that is set.
type Wanted struct {
	ID   string // the beginning of its id
	File string // the name of its file, without folders
	Stem string // the name of its file, without folders and without its extension

	// Exact excludes file names that equal File or Stem only in another Unicode form.
	// Some systems store accented letters in composed form, others in decomposed form.
	Exact bool
}

// Find returns the articles of the corpus that match w, at most MostFound of them, in
// the order of import. It looks them up by their keys and does not read the others.
func (p *Project) Find(w Wanted) ([]model.Article, error) {
	f := finder{wanted: w, found: map[uint64]model.Article{}}
	err := p.View("find an article", func(tx ledger.Tx) error {
		f.tx = tx
		if err := f.byID(); err != nil {
			return err
		}
		return f.byFile()
	})
	numbers := make([]uint64, 0, len(f.found))
	for number := range f.found {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	var articles []model.Article
	for _, number := range numbers {
		articles = append(articles, f.found[number])
	}
	return articles, err
}

// finder gathers the articles for one call of Find.
type finder struct {
	tx     ledger.Tx
	wanted Wanted
	found  map[uint64]model.Article // by number
}

func (f *finder) byID() error {
	if f.wanted.ID == "" {
		return nil
	}
	return f.scan(ledger.BucketIDs, []byte(f.wanted.ID), func(key, value []byte) error {
		if len(value) != 8 {
			return model.Damaged("the number of article %s is %x", key, value)
		}
		return f.take(binary.BigEndian.Uint64(value), func(a model.Article) bool { return string(a.ID) == string(key) })
	})
}

func (f *finder) byFile() error {
	same := func(a, b string) bool { return a == b || !f.wanted.Exact && norm.NFC.String(a) == norm.NFC.String(b) }
	for _, by := range []struct {
		name   string
		prefix []byte
		of     func(file string) string
	}{
		{f.wanted.File, ledger.FileName(f.wanted.File), func(file string) string { return file }},
		{f.wanted.Stem, ledger.FileStem(f.wanted.Stem), func(file string) string { stem, _ := ledger.SplitExt(file); return stem }},
	} {
		if by.name == "" {
			continue
		}
		err := f.scan(ledger.BucketFiles, by.prefix, func(key, _ []byte) error {
			number, ok := ledger.NumberInFile(key)
			if !ok {
				return model.Damaged("%s belongs to no article", ledger.NameEntry(ledger.BucketFiles, key))
			}
			return f.take(number, func(a model.Article) bool { return same(by.of(model.BaseName(a.ImportPath)), by.name) })
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// scan calls visit with the entries of a bucket whose keys begin with prefix, until
// MostFound articles are found.
func (f *finder) scan(bucket string, prefix []byte, visit func(key, value []byte) error) error {
	err := ledger.Scan(ledger.BucketOf(f.tx, bucket), prefix, func(key, value []byte) error {
		if len(f.found) >= MostFound {
			return errEnough
		}
		return visit(key, value)
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// take adds an article if it is in the corpus and matches.
func (f *finder) take(number uint64, matches func(model.Article) bool) error {
	data, err := ledger.BucketOf(f.tx, ledger.BucketArticles).Need(ledger.Key64(number))
	if err != nil {
		return err
	}
	r, err := codec.DecodeArticle(data)
	if err != nil {
		return err
	}
	a, err := r.Article()
	if err == nil && !a.Removed && matches(a) {
		f.found[number] = a
	}
	return err
}
