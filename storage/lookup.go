package storage

import (
	"encoding/binary"
	"fmt"

	"assay.app/assay/model"
)

// readArticle finds an article, present or removed.
func readArticle(tx txn, id model.ArticleID) (number uint64, r articleRecord, err error) {
	number, r, err = findArticle(tx, id)
	if err == nil && number == 0 {
		err = fmt.Errorf("article %s: %w", id, model.ErrNoArticle)
	}
	return number, r, err
}

// findArticle is readArticle with number 0 in place of ErrNoArticle.
func findArticle(tx txn, id model.ArticleID) (number uint64, r articleRecord, err error) {
	key, err := bucketOf(tx, bucketIDs).get([]byte(id))
	switch {
	case err != nil || key == nil:
		return 0, r, err
	case len(key) != 8:
		return 0, r, fmt.Errorf("article %s: %w", id, model.Damaged("its number is %x", key))
	}
	number = binary.BigEndian.Uint64(key)
	if number == 0 {
		return 0, r, fmt.Errorf("article %s: %w", id, model.Damaged("its number is 0"))
	}
	data, err := bucketOf(tx, bucketArticles).need(key)
	if err == nil {
		r, err = decodeArticle(data)
	}
	if err != nil {
		return 0, r, fmt.Errorf("article %s: %w", id, err)
	}
	return number, r, nil
}

// roomFor is how many articles to make room for: as many as were imported,
// unless the file is damaged and says something out of all proportion.
func roomFor(tx txn) (uint64, error) {
	last, err := lastNumber(bucketOf(tx, bucketArticles))
	return min(last, 1<<20), err
}

// eachArticle calls visit with every article, in the order of their import.
func eachArticle(tx txn, visit func(number uint64, r articleRecord) error) error {
	return scan(bucketOf(tx, bucketArticles), nil, func(key, value []byte) error {
		if len(key) != 8 {
			return model.Damaged("an article has the key %x", key)
		}
		number := binary.BigEndian.Uint64(key)
		r, err := decodeArticle(value)
		if err == nil {
			err = visit(number, r)
		}
		if err != nil {
			return fmt.Errorf("article number %d: %w", number, err)
		}
		return nil
	})
}

func readCodebook(tx txn) (model.Codebook, error) {
	var book model.Codebook
	err := scan(bucketOf(tx, bucketLabels), nil, func(_, value []byte) error {
		label, err := decodeLabel(value)
		if err != nil {
			return fmt.Errorf("label %d: %w", len(book)+1, err)
		}
		book = append(book, label)
		return nil
	})
	return book, err
}

func readInfo(tx txn) (model.ProjectInfo, error) {
	var info model.ProjectInfo
	var created stamp
	for key, value := range map[string]any{
		keyProject: &info.ID, keyFormat: &info.Format, keyCreated: &created, keyGenerator: &info.Generator,
	} {
		data, err := bucketOf(tx, bucketMeta).need([]byte(key))
		if err == nil {
			err = unmarshal(data, value)
		}
		if err != nil {
			return info, fmt.Errorf("meta %q: %w", key, err)
		}
	}
	name, err := bucketOf(tx, bucketMeta).get([]byte(keyName))
	if err == nil && name != nil {
		err = unmarshal(name, &info.Name)
	}
	if err != nil {
		return info, fmt.Errorf("meta %q: %w", keyName, err)
	}
	info.Created, err = created.time()
	return info, err
}
