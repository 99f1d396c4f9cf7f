package storage

import (
	"errors"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// To find out whether headlines are tagged, at most lookForHeadlines articles are
// searched for a sentence that is the headline. Only the first lookAtUnits units of
// each are searched, because a headline is near the top.
const (
	lookForHeadlines = 1000
	lookAtUnits      = 12
)

// errEnough ends a walk through the articles early.
var errEnough = errors.New("enough was seen")

// TagsHeadlines reports whether the headlines of articles imported from now on are
// sentences to tag. This is a setting of the project. A file made by an older
// version or from a set may lack it. Then headlines are tagged if one of the first
// articles has its headline among its sentences.
func (p *Project) TagsHeadlines() (on bool, err error) {
	err = p.View("read whether headlines are tagged", func(tx ledger.Tx) error {
		data, err := ledger.BucketOf(tx, ledger.BucketMeta).Get([]byte(ledger.KeyHeadlines))
		if err != nil {
			return err
		}
		if data != nil {
			return codec.Unmarshal(data, &on)
		}
		on, err = hasTaggedHeadlines(tx)
		return err
	})
	return on, err
}

// SetTagsHeadlines changes the setting that TagsHeadlines reports. Existing
// articles are not changed.
func (p *Project) SetTagsHeadlines(on bool) error {
	return p.update(func(tx ledger.Tx) error {
		return ledger.BucketOf(tx, ledger.BucketMeta).Encode([]byte(ledger.KeyHeadlines), on)
	})
}

// hasTaggedHeadlines reports whether one of the first articles has its title among
// its sentences.
func hasTaggedHeadlines(tx ledger.Tx) (found bool, err error) {
	n := 0
	err = ledger.EachArticle(tx, func(number uint64, r codec.Article) error {
		if n++; n > lookForHeadlines {
			return errEnough
		}
		if r.Metadata.Title == "" {
			return nil
		}
		text, err := ledger.BucketOf(tx, ledger.BucketTexts).Need(ledger.Key64(number))
		if err != nil {
			return err
		}
		data, err := ledger.BucketOf(tx, ledger.BucketUnits).Need(ledger.Key64(number))
		if err != nil {
			return err
		}
		s, err := codec.DecodeStructure(data)
		if err != nil {
			return err
		}
		for _, u := range s.Units[:min(len(s.Units), lookAtUnits)] {
			if u.Span.End > len(text) {
				return model.Damaged("a unit ends after its text")
			}
			if u.Kind == model.UnitSentence && isTitle(text[u.Span.Start:u.Span.End], r.Metadata.Title) {
				found = true
				return errEnough
			}
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return found, err
}

// isTitle reports whether a sentence, with its white space reduced to single
// spaces, equals a title, ignoring case. Very long sentences never do.
func isTitle(sentence []byte, title string) bool {
	const longest = 8 << 10
	return len(sentence) < longest && strings.EqualFold(strings.Join(strings.Fields(string(sentence)), " "), title)
}
