package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

// CompactReport says what compacting a file has saved.
type CompactReport struct {
	Before int64 `json:"before"` // the file's size in bytes
	After  int64 `json:"after"`
}

// Compact writes the project at path anew, without the room that is left in
// its file by what was changed and removed, and puts it in the place of the
// old file. Nobody may have it open (ErrLocked). The new file is checked whole
// before it takes the old one's name; until then the old one stays untouched.
// Nothing of the project is lost, nor of its history.
func Compact(ctx context.Context, path string, opts Options) (CompactReport, error) {
	report, err := compact(ctx, path, opts)
	if err != nil {
		return CompactReport{}, fmt.Errorf("compact %s: %w", path, err)
	}
	return report, nil
}

func compact(ctx context.Context, path string, opts Options) (CompactReport, error) {
	opts.ReadOnly = false // for the lock: nobody may write meanwhile
	p, err := open(path, opts.withDefaults())
	if err != nil {
		return CompactReport{}, err
	}
	report, err := p.compact(ctx)
	return report, errors.Join(err, p.Close())
}

func (p *Project) compact(ctx context.Context) (report CompactReport, err error) {
	if report.Before, err = sizeOf(p.path); err != nil {
		return report, err
	}
	write := func(aside string) error {
		if err := p.copyTo(aside, nil); err != nil {
			return err
		}
		if err := p.sameAs(ctx, aside); err != nil {
			return err
		}
		report.After, err = sizeOf(aside)
		return errors.Join(err, ctx.Err())
	}
	err = sidefile.Supersede(sidefile.Replacement{
		Path: p.path, Write: write, Keep: p.letGoForWindows,
		Spare: func() ([]string, error) { return unparted(p.path) },
	})
	return report, err
}

// letGoForWindows closes the project where a file that is open cannot be
// replaced.
func (p *Project) letGoForWindows() error {
	if runtime.GOOS != "windows" {
		return nil
	}
	return p.Close()
}

// sameAs checks that a copy is sound and holds as much as the project does.
func (p *Project) sameAs(ctx context.Context, path string) error {
	other, err := open(path, Options{Encode: p.opts.Encode}.withDefaults())
	if err != nil {
		return fmt.Errorf("open the new file: %w", err)
	}
	err = errors.Join(p.sameContent(ctx, other), other.Close())
	if err != nil {
		return fmt.Errorf("the old file was left as it is: %w", err)
	}
	return nil
}

func (p *Project) sameContent(ctx context.Context, other *Project) error {
	problems, err := other.Verify(ctx)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return fmt.Errorf("the new file is not good: %w", problems[0].Err)
	}
	mine, err := p.counts()
	if err != nil {
		return err
	}
	theirs, err := other.counts()
	if err == nil && !slices.Equal(mine, theirs) {
		err = model.Damaged("the new file has %v entries and the old one %v", theirs, mine)
	}
	return err
}

// counts returns how many entries each bucket has, without the mark of a good
// close: a file that was cut off at work has none, and a new file always has.
func (p *Project) counts() ([]int, error) {
	var counts []int
	err := p.view("count everything", func(tx ledger.Tx) error {
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
