package storage

import (
	"encoding/binary"
	"fmt"

	"assay.app/assay/model"
)

// pages reports what was found with the pages, and remembers it, so that what
// follows from it is not reported again.
func (v *verifier) pages() error {
	v.spoiled, v.hurt = make(map[place]bool, len(v.found)), map[place]bool{}
	unnamed := map[uint64]model.ArticleID{}
	for _, f := range v.found {
		v.spoiled[f.at] = true
		v.hurt[place{f.at.bucket, ""}] = true
		v.hurt[place{f.at.bucket, f.at.key[:min(8, len(f.at.key))]}] = true
		v.torn = v.torn || f.at.bucket == bucketHistory
		if number, ok := articleOf(f.at); ok && v.record(number) == nil {
			unnamed[number] = ""
		}
	}
	if len(unnamed) > 0 { // their ids are still known under which they are found
		err := v.each(bucketIDs, nil, func(key, value []byte) {
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
		number, ok := articleOf(f.at)
		id := unnamed[number]
		if r := v.record(number); ok && r != nil {
			id = r.ID
		}
		if id == "" {
			v.report("", f.err)
			continue
		}
		v.report(id, model.Damaged("%s was changed on the disk (its checksum does not match)", nameWithin(f.at)))
	}
	return nil
}

// articleOf gives the number of the article that an entry belongs to.
func articleOf(at place) (number uint64, ok bool) {
	switch at.bucket {
	case bucketArticles, bucketTexts, bucketUnits, bucketAnnotations, bucketNotes:
		if len(at.key) >= 8 {
			return binary.BigEndian.Uint64([]byte(at.key)), true
		}
	case bucketProgress:
		_, number, ok = parseProgress([]byte(at.key))
	}
	return number, ok
}

// nameWithin says in words which entry is meant, where it is known which
// article it belongs to.
func nameWithin(at place) string {
	_, span, rest, _ := parseSpan([]byte(at.key))
	switch at.bucket {
	case bucketArticles:
		return "what is known about it"
	case bucketTexts:
		return "its text"
	case bucketUnits:
		return "its division into sentences"
	case bucketAnnotations:
		return fmt.Sprintf("the annotation of %q on sentence %v", rest, span)
	case bucketNotes:
		if span == (model.Span{}) {
			return fmt.Sprintf("the note %q on it", rest)
		}
		return fmt.Sprintf("the note %q on sentence %v", rest, span)
	}
	analyst, _, _ := parseProgress([]byte(at.key))
	return fmt.Sprintf("the progress of %q", analyst)
}

// record reads what is known about an article, nil when it cannot be read.
func (v *verifier) record(number uint64) *articleRecord {
	value := v.value(bucketArticles, key64(number))
	if value == nil {
		return nil
	}
	r, err := decodeArticle(value)
	if err != nil {
		return nil
	}
	return &r
}

// title gives what an article is called, "" when that cannot be read.
func (v *verifier) title(id model.ArticleID) string {
	if id == "" || v.tx.Tx == nil {
		return ""
	}
	r := v.record(v.number(id))
	if r == nil || r.ID != id {
		return ""
	}
	a, err := r.article()
	if err != nil || a.Heading() == string(id) {
		return ""
	}
	return a.Heading()
}
