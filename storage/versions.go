package storage

import (
	"errors"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Versions returns all versions of the records whose keys name the article, by key. If
// id is empty, it returns those of all other records: those about the project or an
// outlet, and notes, which can move from one article to another. The version that stands
// comes first, then the others, greatest first. Deleted records are included. The result
// is empty if the project does not have the article.
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
		slices.SortStableFunc(held[1:], func(a, b record.Held) int { return b.Compare(a) })
	}
	return versions, err
}

// versionReader reads versions in one transaction.
type versionReader struct {
	tx       ledger.Tx
	replicas *ledger.Replicas
	article  func(number uint64) (model.ArticleID, error)
}

// each calls visit with each version in a bucket whose record's key names the article
// with the given number. If number is 0, it visits the versions of all other records.
func (r versionReader) each(bucket string, number uint64, visit func(record.Held)) error {
	b := ledger.BucketOf(r.tx, bucket)
	kinds, err := ledger.KindsIn(b)
	for i := 0; i < len(kinds) && err == nil; i++ {
		prefix := ledger.KeyKind(number, kinds[i])
		if record.Of(kinds[i]).Moves() {
			if number != 0 {
				continue
			}
			prefix = prefix[:1] // about anything
		}
		err = r.scan(b, prefix, visit)
	}
	return err
}

// scan calls visit with each version whose key begins with prefix.
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
		var id model.ArticleID
		var err error
		if !record.Of(spot.Kind).Moves() { // otherwise the key has no article
			if id, err = r.article(spot.Number); err != nil {
				return err
			}
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

// Conflicts returns the conflicts of the project. It omits versions that say the same as
// the one that stands, and deleted versions of quiet kinds.
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

// conflicts returns the conflicts between the given versions and those that stand.
func (r versionReader) conflicts(beside []record.Held) ([]record.Conflict, error) {
	slices.SortStableFunc(beside, func(a, b record.Held) int { return b.Version.Compare(a.Version.Stamp) }) // Held.Compare is for versions of one record
	all := map[model.Key][]record.Held{}
	for _, h := range beside {
		all[h.Key] = nil
	}
	if err := r.standing(all); err != nil {
		return nil, err
	}
	var out []record.Conflict
	for _, h := range beside {
		if all[h.Key] == nil {
			continue // the file is damaged
		}
		all[h.Key] = append(all[h.Key], h)
		stands, kind := all[h.Key][0], record.Of(h.Key.Kind)
		untold := kind.Quiet && h.Content == nil // the state after the import, which no record describes
		if !untold && !kind.Alike(stands.Content, h.Content) {
			about := stands.Content
			if about == nil {
				about = h.Content
			}
			out = append(out, record.Conflict{Subject: kind.SubjectOf(h.Key, about), Held: all[h.Key], Which: len(all[h.Key]) - 1})
		}
	}
	for i := range out { // include the versions that were found later
		out[i].Held = all[out[i].Held[0].Key]
	}
	return out, nil
}

// standing adds the version that stands to each record whose key is in the map.
func (r versionReader) standing(of map[model.Key][]record.Held) error {
	b := ledger.BucketOf(r.tx, ledger.BucketRecords)
	add := func(h record.Held) {
		if _, wanted := of[h.Key]; wanted {
			of[h.Key] = []record.Held{h}
		}
	}
	read := map[model.Kind]bool{} // kinds whose records can move, all of which are read at once
	for key := range of {
		kind, number := record.Of(key.Kind), uint64(0)
		if read[key.Kind] {
			continue
		}
		if key.Article != "" {
			var err error
			if number, _, err = ledger.FindArticle(r.tx, key.Article); err != nil {
				return err
			}
		}
		prefix := ledger.KeyRecord(number, key.Subject, key)
		if kind.Moves() {
			read[key.Kind], prefix = true, prefix[:1]
		}
		if err := r.scan(b, prefix, add); err != nil {
			return err
		}
	}
	return nil
}
