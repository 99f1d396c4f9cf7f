package storage

import (
	"context"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Entries returns the entries of the codebook, in order.
func (p *Project) Entries() (entries []record.Entry, err error) {
	err = p.View("read the codebook", func(tx ledger.Tx) error {
		entries, err = ledger.ReadEntries(tx)
		return err
	})
	return entries, err
}

// Annotated returns the annotations with the labels, by all analysts, in all articles.
// Articles that were removed and detached annotations are included.
func (p *Project) Annotated(ctx context.Context, labels map[model.LabelKey]bool, found func(n int)) (all []edit.Annotated, err error) {
	err = p.eachAnnotation(ctx, func(key func() model.Key, a *model.Annotation) {
		if labels[a.Label] {
			all = append(all, edit.Annotated{Key: key(), Annotation: *a})
			found(len(all))
		}
	})
	return all, err
}

// LabelUse counts the annotations by label. It counts what Annotated returns.
func (p *Project) LabelUse(ctx context.Context) (map[model.LabelKey]int, error) {
	counts := map[model.LabelKey]int{}
	err := p.eachAnnotation(ctx, func(_ func() model.Key, a *model.Annotation) { counts[a.Label]++ })
	return counts, err
}

// eachAnnotation calls visit with each annotation of the project, and with a function
// that returns its key.
func (p *Project) eachAnnotation(ctx context.Context, visit func(key func() model.Key, a *model.Annotation)) error {
	return p.View("read the annotations", func(tx ledger.Tx) error {
		records := ledger.BucketOf(tx, ledger.BucketRecords)
		return ledger.EachArticle(tx, func(number uint64, article codec.Article) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return ledger.Scan(records, ledger.KeyKind(number, record.Annotation), func(key, value []byte) error {
				spot, _ := ledger.ParseRecord(key)
				content, err := codec.DecodeCurrent(spot.Key(article.ID), value)
				if err != nil {
					return fmt.Errorf("%s: %w", ledger.NameEntry(ledger.BucketRecords, key), err)
				}
				if a, ok := content.(*model.Annotation); ok {
					visit(func() model.Key { return spot.Key(article.ID) }, a)
				}
				return nil
			})
		})
	})
}
