package storage

import (
	"encoding/binary"
	"fmt"
	"iter"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// walkPage is how many articles Articles reads at a time.
const walkPage = 256

// Articles iterates over every article in the order of import, including those
// removed from the corpus. It reads a few hundred at a time, each time in a
// separate transaction. So it takes little memory, and the loop body may call the
// project. If an error occurs, it is in the last pair.
func (p *Project) Articles() iter.Seq2[model.Article, error] {
	return func(yield func(model.Article, error) bool) {
		page := make([]model.Article, 0, walkPage)
		for next := uint64(1); ; {
			page = page[:0]
			err := p.View("list all articles", func(tx ledger.Tx) (err error) {
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

// readPage appends articles to page, up to its capacity, starting at the number
// from. It returns the page and the number to continue with.
func readPage(tx ledger.Tx, page []model.Article, from uint64) ([]model.Article, uint64, error) {
	c := ledger.BucketOf(tx, ledger.BucketArticles).Cursor()
	key, stored, err := c.Seek(ledger.Key64(from))
	for ; err == nil && key != nil && len(page) < cap(page); key, stored, err = c.Next() {
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

// readListed decodes an entry of the bucket of articles.
func readListed(key, stored []byte) (model.Article, error) {
	value, err := ledger.Unseal(ledger.BucketArticles, key, stored)
	if err != nil {
		return model.Article{}, err
	}
	record, err := codec.DecodeArticle(value)
	if err != nil {
		return model.Article{}, err
	}
	return record.Article()
}
