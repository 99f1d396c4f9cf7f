package audit

import (
	"encoding/binary"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// pages reports the findings of the page check and remembers them, so that their
// consequences are not reported again.
func (v *verifier) pages() error {
	v.spoiled, v.spoiledArticles = make(map[boltfile.Place]bool, len(v.found)), map[boltfile.Place]bool{}
	unnamed := map[uint64]model.ArticleID{}
	for _, f := range v.found {
		v.spoiled[f.At] = true
		v.spoiledArticles[boltfile.Place{Bucket: f.At.Bucket, Key: ""}] = true
		v.spoiledArticles[boltfile.Place{Bucket: f.At.Bucket, Key: string(ofArticle(f.At))}] = true
		v.torn = v.torn || f.At.Bucket == ledger.BucketHistory
		if number, ok := articleOf(f.At); ok && v.record(number) == nil {
			unnamed[number] = ""
		}
	}
	if len(unnamed) > 0 { // their ids can still be read from the keys of the id bucket
		err := v.each(ledger.BucketIDs, nil, func(key, value []byte) {
			if len(value) != 8 {
				return
			}
			if _, wanted := unnamed[binary.BigEndian.Uint64(value)]; wanted {
				unnamed[binary.BigEndian.Uint64(value)] = model.ArticleID(key)
			}
		})
		if err != nil {
			return err
		}
	}
	for _, f := range v.found {
		number, ok := articleOf(f.At)
		id := unnamed[number]
		if r := v.record(number); ok && r != nil {
			id = r.ID
		}
		if id == "" {
			v.report("", f.Err)
			continue
		}
		v.report(id, model.Damaged("%s was changed on the disk (its checksum does not match)", nameWithin(f.At)))
	}
	return nil
}

// ofArticle returns the part of an entry's key that is the number of its article, if the
// key has one.
func ofArticle(at boltfile.Place) []byte {
	if isRecords(at.Bucket) {
		return ledger.Key64(ledger.ArticleIn([]byte(at.Key)))
	}
	return []byte(at.Key[:min(8, len(at.Key))])
}

// articleOf returns the number of the article that an entry belongs to, if it
// belongs to one.
func articleOf(at boltfile.Place) (number uint64, ok bool) {
	switch at.Bucket {
	case ledger.BucketArticles, ledger.BucketTexts, ledger.BucketUnits:
		if len(at.Key) >= 8 {
			return binary.BigEndian.Uint64([]byte(at.Key)), true
		}
	case ledger.BucketRecords, ledger.BucketBeside:
		number = ledger.ArticleIn([]byte(at.Key))
		return number, number != 0
	case ledger.BucketFiles:
		return ledger.NumberInFile([]byte(at.Key))
	case ledger.BucketProgress:
		_, number, ok = ledger.ParseProgress([]byte(at.Key))
	}
	return number, ok
}

// nameWithin describes an entry in a message that already names its article.
func nameWithin(at boltfile.Place) string {
	switch at.Bucket {
	case ledger.BucketArticles:
		return "its record"
	case ledger.BucketFiles:
		return "the name of its file"
	case ledger.BucketTexts:
		return "its text"
	case ledger.BucketUnits:
		return "its division into sentences"
	case ledger.BucketRecords:
		s, _ := ledger.ParseRecord([]byte(at.Key))
		return s.Name()
	case ledger.BucketBeside:
		of, _ := ledger.CutBeside([]byte(at.Key))
		s, _ := ledger.ParseRecord(of)
		return "a version in conflict of " + s.Name()
	}
	analyst, _, _ := ledger.ParseProgress([]byte(at.Key))
	return fmt.Sprintf("the progress of %q", analyst)
}

// record returns the record of an article, or nil if it cannot be read.
func (v *verifier) record(number uint64) *codec.Article {
	value := v.value(ledger.BucketArticles, ledger.Key64(number))
	if value == nil {
		return nil
	}
	r, err := codec.DecodeArticle(value)
	if err != nil {
		return nil
	}
	return &r
}

// title returns an article's heading, or "" if that is only the id or cannot be
// read.
func (v *verifier) title(id model.ArticleID) string {
	if id == "" || v.tx.Tx == nil {
		return ""
	}
	r := v.record(v.number(id))
	if r == nil || r.ID != id {
		return ""
	}
	a, err := r.Article()
	if err != nil || a.Heading() == string(id) {
		return ""
	}
	return a.Heading()
}
