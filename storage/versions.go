package storage

import (
	"errors"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Versions returns all versions of the records about an article, or of those that are
// not about an article if id is empty: by key, and the version that stands first. It
// includes deleted records. It returns none if the project does not have the article.
func (p *Project) Versions(id model.ArticleID) (map[model.Key][]record.Held, error) {
	versions := map[model.Key][]record.Held{}
	err := p.View("read the versions of records", func(tx ledger.Tx) error {
		number := uint64(0)
		if id != "" {
			var err error
			if number, _, err = ledger.FindArticle(tx, id); err != nil || number == 0 {
				return err
			}
		}
		replicas, err := ledger.ReplicasOf(tx, p.opts.Now())
		if err != nil {
			return err
		}
		add := func(h record.Held) { versions[h.Key] = append(versions[h.Key], h) }
		r := versionReader{tx: tx, replicas: replicas, article: func(uint64) (model.ArticleID, error) { return id, nil }}
		return errors.Join(r.each(ledger.BucketRecords, number, add), r.each(ledger.BucketBeside, number, add))
	})
	for _, held := range versions {
		slices.SortStableFunc(held[1:], func(a, b record.Held) int { return b.Version.Compare(a.Version.Stamp) })
	}
	return versions, err
}

// versionReader reads versions in one transaction.
type versionReader struct {
	tx       ledger.Tx
	replicas *ledger.Replicas
	article  func(number uint64) (model.ArticleID, error)
}

// each calls visit with the versions in a bucket that are about one article.
func (r versionReader) each(bucket string, number uint64, visit func(record.Held)) error {
	b := ledger.BucketOf(r.tx, bucket)
	kinds, err := ledger.KindsIn(b)
	for i := 0; i < len(kinds) && err == nil; i++ {
		err = r.scan(b, ledger.KeyKind(number, kinds[i]), visit)
	}
	return err
}

// scan calls visit with the versions whose keys begin with prefix.
func (r versionReader) scan(b ledger.Bucket, prefix []byte, visit func(record.Held)) error {
	return ledger.Scan(b, prefix, func(stored, value []byte) error {
		at, ok := stored, true
		if b.Name == ledger.BucketBeside {
			at, ok = ledger.CutBeside(stored)
		}
		spot, parsed := ledger.ParseRecord(at)
		if !ok || !parsed {
			return model.Damaged("a record has the key %x", stored)
		}
		id, err := r.article(spot.Number)
		if err != nil {
			return err
		}
		h := record.Held{Key: spot.Key(id)}
		if h.Content, h.Version, err = codec.DecodeRecord(h.Key, value); err != nil {
			return err
		}
		h.Version, err = r.replicas.Identified(h.Version)
		if err == nil {
			visit(h)
		}
		return err
	})
}

// Conflicts returns the conflicts of the project whose versions do not say the same.
func (p *Project) Conflicts() ([]record.Conflict, error) {
	var out []record.Conflict
	err := p.View("list the conflicts", func(tx ledger.Tx) error {
		replicas, err := ledger.ReplicasOf(tx, p.opts.Now())
		if err != nil {
			return err
		}
		r := versionReader{tx: tx, replicas: replicas, article: func(number uint64) (model.ArticleID, error) {
			if number == 0 {
				return "", nil
			}
			data, err := ledger.BucketOf(tx, ledger.BucketArticles).Need(ledger.Key64(number))
			if err != nil {
				return "", err
			}
			a, err := codec.DecodeArticle(data)
			return a.ID, err
		}}
		var beside []record.Held
		if err := r.scan(ledger.BucketOf(tx, ledger.BucketBeside), nil, func(h record.Held) { beside = append(beside, h) }); err != nil {
			return err
		}
		out, err = r.conflicts(beside)
		return err
	})
	return out, err
}

// conflicts returns the conflicts that versions have with those that stand.
func (r versionReader) conflicts(beside []record.Held) ([]record.Conflict, error) {
	slices.SortStableFunc(beside, func(a, b record.Held) int { return b.Version.Compare(a.Version.Stamp) })
	all := map[model.Key][]record.Held{}
	var out []record.Conflict
	for _, h := range beside {
		stands, at, err := r.standing(h)
		if err != nil {
			return nil, err
		}
		if all[h.Key] == nil {
			all[h.Key] = []record.Held{stands}
		}
		all[h.Key] = append(all[h.Key], h)
		kind := record.Of(h.Key.Kind)
		untold := kind.Quiet && h.Content == nil // how it was when it was imported, which nothing says
		if !untold && !kind.Alike(stands.Content, h.Content) {
			out = append(out, record.Conflict{Subject: at, Which: len(all[h.Key]) - 1})
			out[len(out)-1].Held = all[h.Key]
		}
	}
	for i := range out { // with the versions that were found later
		out[i].Held = all[out[i].Held[0].Key]
	}
	return out, nil
}

// standing returns the version that stands of the record of another version, and what
// the record is about.
func (r versionReader) standing(h record.Held) (stands record.Held, at model.Subject, err error) {
	kind := record.Of(h.Key.Kind)
	places := []model.Subject{h.Key.Subject}
	if kind.Moves() && h.Content != nil {
		places = append([]model.Subject{kind.SubjectOf(h.Key, h.Content)}, places...)
	}
	for _, place := range places {
		number := uint64(0)
		if place.Article != "" {
			if number, _, err = ledger.FindArticle(r.tx, place.Article); err != nil {
				return stands, at, err
			}
		}
		found := false
		prefix := ledger.KeyKind(number, h.Key.Kind)
		if !kind.Moves() {
			prefix = ledger.KeyRecord(number, place, h.Key)
		}
		err = r.scan(ledger.BucketOf(r.tx, ledger.BucketRecords), prefix, func(one record.Held) {
			if one.Key == h.Key {
				stands, found = one, true
			}
		})
		if err != nil {
			return stands, at, err
		}
		if found {
			break
		}
	}
	at = h.Key.Subject
	for _, content := range []any{h.Content, stands.Content} {
		if content != nil {
			at = kind.SubjectOf(h.Key, content)
		}
	}
	stands.Key = h.Key
	return stands, at, nil
}
