package storage

import (
	"context"
	"encoding/binary"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Text is the text of an article, as passed to the visit function of EachText. It
// is valid only until visit returns.
type Text struct {
	Article model.ArticleID
	Bytes   []byte // UTF-8, in memory mapped from the file; must not be changed
	// Structure reads the article's structure.
	Structure func() (model.Structure, error)
}

// textsAtOnce is how many articles are visited in one read transaction. While a
// transaction lasts, the file cannot outgrow its map or be closed, so one
// transaction for all texts could make saving wait.
const textsAtOnce = 64

// EachText calls visit with the text of every article of the corpus, one at a time,
// in the order of import. Changes are saved as usual meanwhile. visit must not call
// the project. If visit returns an error or ctx ends, EachText stops and returns
// the error.
func (p *Project) EachText(ctx context.Context, visit func(Text) error) error {
	for next := uint64(0); ; {
		whole := false
		err := p.View("look through the texts", func(tx ledger.Tx) (err error) {
			next, whole, err = someTexts(ctx, tx, next, visit)
			return err
		})
		if err != nil || whole {
			return err
		}
	}
}

// someTexts visits the next articles, beginning with number from. It returns the
// number to continue with, and whether it has reached the end.
func someTexts(ctx context.Context, tx ledger.Tx, from uint64, visit func(Text) error) (next uint64, whole bool, err error) {
	articles := ledger.BucketOf(tx, ledger.BucketArticles)
	c := articles.Cursor()
	key, stored, err := c.Seek(ledger.Key64(from))
	for range textsAtOnce {
		if err != nil {
			return 0, false, err
		}
		if key == nil {
			return 0, true, nil
		}
		if err := ctx.Err(); err != nil {
			return 0, false, err
		}
		if len(key) != 8 {
			return 0, false, model.Damaged("an article has the key %x", key)
		}
		number := binary.BigEndian.Uint64(key)
		if err := oneText(tx, articles, key, stored, visit); err != nil {
			return 0, false, fmt.Errorf("article number %d: %w", number, err)
		}
		next = number + 1
		key, stored, err = c.Next()
	}
	return next, false, nil
}

func oneText(tx ledger.Tx, articles ledger.Bucket, key, stored []byte, visit func(Text) error) error {
	value, err := ledger.Unseal(articles.Name, key, stored)
	if err != nil {
		return err
	}
	record, err := codec.DecodeArticle(value)
	if err != nil {
		return err
	}
	a, err := record.Article()
	if err != nil || a.Removed {
		return err
	}
	text, err := ledger.BucketOf(tx, ledger.BucketTexts).Need(key)
	if err != nil {
		return err
	}
	return visit(Text{Article: a.ID, Bytes: text, Structure: func() (model.Structure, error) {
		units, err := ledger.BucketOf(tx, ledger.BucketUnits).Need(key)
		if err != nil {
			return model.Structure{}, err
		}
		return codec.DecodeStructure(units)
	}})
}
