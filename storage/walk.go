package storage

import (
	"encoding/binary"
	"fmt"
	"iter"

	"assay.app/assay/model"
)

// walkPage is how many articles Articles reads at a time.
const walkPage = 256

// Articles gives every article in the order of their import, with those that
// were removed from the corpus. A few hundred are read at a time, each time in
// a transaction of its own: a corpus of any length takes no memory, and
// whoever goes through it may call the project meanwhile. An error is the last
// thing it gives.
func (p *Project) Articles() iter.Seq2[model.Article, error] {
	return func(yield func(model.Article, error) bool) {
		page := make([]model.Article, 0, walkPage)
		for next := uint64(1); ; {
			page = page[:0]
			err := p.view("list all articles", func(tx txn) (err error) {
				page, next, err = readPage(tx, page, next)
				return err
			})
			if err != nil {
				yield(model.Article{}, err)
				return
			}
			for _, a := range page {
				if !yield(a, nil) {
					return
				}
			}
			if len(page) < walkPage {
				return
			}
		}
	}
}

// readPage fills the page with the articles whose numbers are from on, and
// gives the number to go on with.
func readPage(tx txn, page []model.Article, from uint64) ([]model.Article, uint64, error) {
	c := bucketOf(tx, bucketArticles).cursor()
	key, stored, err := c.seek(key64(from))
	for ; err == nil && key != nil && len(page) < cap(page); key, stored, err = c.next() {
		if len(key) != 8 {
			return page, from, model.Damaged("an article has the key %x", key)
		}
		a, err := readListed(key, stored)
		if err != nil {
			return page, from, fmt.Errorf("article number %d: %w", binary.BigEndian.Uint64(key), err)
		}
		page, from = append(page, a), binary.BigEndian.Uint64(key)+1
	}
	return page, from, err
}

// readListed reads one entry of the bucket of articles.
func readListed(key, stored []byte) (model.Article, error) {
	value, err := unseal(bucketArticles, key, stored)
	if err != nil {
		return model.Article{}, err
	}
	record, err := decodeArticle(value)
	if err != nil {
		return model.Article{}, err
	}
	return record.article()
}
