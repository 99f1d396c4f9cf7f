package mend

import (
	"context"
	"errors"
	"fmt"
	"os"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/lock"
	"assay.app/assay/storage/sidefile"
)

// Recover saves what can be read of a damaged project into a new one. It finds
// articles, records and changes of the history by their checksums, even
// on pages that can no longer be reached. It does not change the damaged file, and
// returns fs.ErrExist if there is already a file named fresh. The new file is
// checked, and appears complete or not at all.
//
// Lost changes of the history keep their numbers, with the verb edit.Lost. If any
// are lost, or if the history does not lead to what was saved, changes with the verb
// edit.Recover follow at the end and record the difference. Undo does not go back
// beyond them.
func Recover(ctx context.Context, damaged, fresh string, opts storage.Options) (results.Recovery, error) {
	opts = opts.WithDefaults()
	var report results.Recovery
	err := sidefile.Publish(fresh, func(aside string) error {
		return lock.With(damaged, opts.Terms(), func() (err error) {
			report, err = recoverTo(ctx, damaged, aside, opts)
			if err != nil {
				return err
			}
			return sidefile.AccessOf(damaged).Give(aside)
		})
	})
	if err != nil {
		return results.Recovery{}, fmt.Errorf("recover %s into %s: %w", damaged, fresh, err)
	}
	return report, nil
}

func recoverTo(ctx context.Context, path, aside string, opts storage.Options) (results.Recovery, error) {
	file, err := os.Open(path)
	if err != nil {
		return results.Recovery{}, err
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return results.Recovery{}, err
	case info.IsDir():
		return results.Recovery{}, fmt.Errorf("%w but a folder", model.ErrNotProject)
	case info.Size() == 0:
		return results.Recovery{}, fmt.Errorf("%w: there is nothing to save; take the last backup of it", model.ErrEmptyFile)
	}
	s, err := newSalvage(ctx, file, info.Size())
	if err != nil {
		return results.Recovery{}, err
	}
	if s.empty() {
		return results.Recovery{}, fmt.Errorf("%w, or nothing in it can be read; take the last backup of it", model.ErrNotProject)
	}
	b := &rebuild{salvage: s, opts: opts}
	if err := b.gather(); err != nil {
		return b.report, err
	}
	if err := b.write(aside); err != nil {
		return b.report, err
	}
	return b.report, b.check(aside)
}

// check verifies the new file. It adds problems to the report, because it cannot
// correct them.
func (b *rebuild) check(aside string) error {
	opts := b.opts
	opts.ReadOnly = true
	p, err := openUnnamed(aside, opts)
	if err != nil {
		return fmt.Errorf("the check of the new file failed: %w", err)
	}
	problems, err := p.Verify(b.ctx)
	for _, problem := range problems {
		b.report.Miss("%v", problem)
	}
	return errors.Join(err, p.Close())
}
