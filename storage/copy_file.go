package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

// writeTo copies the committed state of the file, including its unused pages, to a
// new file.
func (p *Project) writeTo(ctx context.Context, to string) error {
	file, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, ledger.FileMode)
	if err != nil {
		return err
	}
	err = p.View("copy it", func(tx ledger.Tx) error {
		// WriteTo opens the file by its name, so that name must still belong to
		// this file.
		if !p.held.Still(p.path) {
			return fmt.Errorf("its name now belongs to another file, or to none: %w", fs.ErrNotExist)
		}
		_, err := tx.WriteTo(sidefile.NewStoppable(ctx, file))
		return errors.Join(ctx.Err(), err) // bolt keeps only the text of the writer's error
	})
	return errors.Join(err, file.Close())
}
