package index

import (
	"encoding/binary"
	"hash/fnv"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// read records how a change affects articles.
func (n *news) read(tx ledger.Tx, id uint64) error {
	value, err := ledger.BucketOf(tx, ledger.BucketHistory).Need(ledger.Key64(id))
	if err != nil {
		return err
	}
	change, err := codec.DecodeChange(id, value)
	if err != nil {
		return err
	}
	for _, e := range change.Edits {
		switch e := e.(type) {
		case edit.Units:
			err = n.article(tx, e.Article, n.divided, true)
		case edit.Presence:
			n.known = true
			if n.absent = n.absent || !e.After; n.absent {
				err = n.article(tx, e.Article, n.present, e.After)
			}
		case edit.Metadata:
			n.known = true
		case edit.Record:
			n.known = n.known || e.Kind().Searched
		default:
			err = model.Damaged("an edit of type %T is not known", e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// article records a value for an article under its number. It skips articles that
// do not exist, which the history of a recovered project may name.
func (n *news) article(tx ledger.Tx, id model.ArticleID, of map[uint64]bool, value bool) error {
	key, err := ledger.BucketOf(tx, ledger.BucketIDs).Get([]byte(id))
	if err != nil || len(key) != 8 {
		return err
	}
	of[binary.BigEndian.Uint64(key)] = value
	return nil
}

// sumArticle returns an article's part of the checksum of the indexed articles. In
// a rebuilt project, numbers may belong to other articles; the checksum reveals
// this.
func sumArticle(id model.ArticleID, number uint64) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	h.Write(ledger.Key64(number))
	return h.Sum64()
}

// sumArticles returns the checksum of the articles with numbers below next.
func sumArticles(tx ledger.Tx, next uint64) (sum uint64, err error) {
	err = ledger.ScanStored(ledger.BucketOf(tx, ledger.BucketIDs), nil, func(key, stored []byte) error {
		if len(stored) != 8+codec.SealLen {
			return nil
		}
		if number := binary.BigEndian.Uint64(stored); number < next {
			sum += sumArticle(model.ArticleID(key), number)
		}
		return nil
	})
	return sum, err
}
