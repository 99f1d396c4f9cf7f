package mend

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

// CompactReport is the result of compacting a file.
type CompactReport struct {
	Before int64 `json:"before"` // size of the file in bytes
	After  int64 `json:"after"`
}

// Compact rewrites the project at path without the unused space in its file, and
// replaces the old file. No other process may have it open (ErrLocked). The new
// file is checked before it takes the name of the old one, which is not changed
// until then. The project keeps its content and history.
func Compact(ctx context.Context, path string, opts storage.Options) (CompactReport, error) {
	report, err := compact(ctx, path, opts)
	if err != nil {
		return CompactReport{}, fmt.Errorf("compact %s: %w", path, err)
	}
	return report, nil
}

func compact(ctx context.Context, path string, opts storage.Options) (CompactReport, error) {
	opts.ReadOnly = false // a read-only project shares its lock with other readers
	p, err := openUnnamed(path, opts.WithDefaults())
	if err != nil {
		return CompactReport{}, err
	}
	report, err := compactTo(ctx, p, opts.Encode)
	return report, errors.Join(err, p.Close())
}

func compactTo(ctx context.Context, p *storage.Project, encode func(text, encoding string) ([]byte, error)) (report CompactReport, err error) {
	if report.Before, err = sizeOf(p.Path()); err != nil {
		return report, err
	}
	write := func(aside string) error {
		if err := p.WriteCopy(aside); err != nil {
			return err
		}
		if err := sameAs(ctx, p, aside, encode); err != nil {
			return err
		}
		report.After, err = sizeOf(aside)
		return errors.Join(err, ctx.Err())
	}
	err = sidefile.Supersede(sidefile.Replacement{
		Path: p.Path(), Write: write, Keep: func() error { return closeForWindows(p) },
		Spare: func() ([]string, error) { return backup.OwnNames(p.Path()) },
	})
	return report, err
}

// closeForWindows closes the project on Windows, where an open file cannot be
// replaced.
func closeForWindows(p *storage.Project) error {
	if runtime.GOOS != "windows" {
		return nil
	}
	return p.Close()
}

// sameAs checks that a copy is sound and has as many entries in each bucket as the
// project.
func sameAs(ctx context.Context, p *storage.Project, path string, encode func(text, encoding string) ([]byte, error)) error {
	other, err := openUnnamed(path, storage.Options{Encode: encode}.WithDefaults())
	if err != nil {
		return fmt.Errorf("open the new file: %w", err)
	}
	err = errors.Join(sameContent(ctx, p, other), other.Close())
	if err != nil {
		return fmt.Errorf("the old file was left as it is: %w", err)
	}
	return nil
}

func sameContent(ctx context.Context, p, other *storage.Project) error {
	problems, err := other.Verify(ctx)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return fmt.Errorf("the check of the new file failed: %w", problems[0].Err)
	}
	mine, err := counts(p)
	if err != nil {
		return err
	}
	theirs, err := counts(other)
	if err == nil && !slices.Equal(mine, theirs) {
		err = model.Damaged("the new file has %v entries and the old one %v", theirs, mine)
	}
	return err
}

// counts returns the number of entries in each bucket. It does not count the mark
// of a good close, because only a properly closed file has it.
func counts(p *storage.Project) ([]int, error) {
	var counts []int
	err := p.View("count everything", func(tx ledger.Tx) error {
		for _, name := range ledger.AllBuckets() {
			n := 0
			err := ledger.ScanStored(ledger.BucketOf(tx, name), nil, func(key, _ []byte) error {
				if name != ledger.BucketMeta || string(key) != ledger.KeyClosed {
					n++
				}
				return nil
			})
			if err != nil {
				return err
			}
			counts = append(counts, n)
		}
		return nil
	})
	return counts, err
}

func sizeOf(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
