package storage

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"

	"assay.app/assay/model"
	"assay.app/assay/storage/audit"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

// Backup copies the committed state of the project into its folder of backups,
// checks the copy, and removes backups that need not be kept any longer. Changes
// are saved as usual meanwhile. The backup appears complete or not at all. If the
// project is found to be damaged, no backup is removed, and the error wraps
// ErrDamaged and says which backup is the newest good one.
func (p *Project) Backup(ctx context.Context) (model.Backup, error) {
	return p.backUp(ctx, model.WhileWorking)
}

// BackupByHand is Backup at the analyst's request. Later backups made while working
// do not remove this one.
func (p *Project) BackupByHand(ctx context.Context) (model.Backup, error) {
	return p.backUp(ctx, model.ByHand)
}

func (p *Project) backUp(ctx context.Context, o model.Occasion) (model.Backup, error) {
	b, err := backup.New(p.named(), model.Backup{At: p.opts.Now(), Occasion: o})
	if err == nil {
		err = sidefile.Publish(b.Path, func(aside string) error {
			if err := p.writeTo(ctx, aside); err != nil {
				return err
			}
			if err := CheckCopy(ctx, aside, p.opts); err != nil {
				return err
			}
			return p.access().Give(aside)
		})
	}
	if model.IsDamage(err) {
		err = fmt.Errorf("%w; %s", err, backup.Advice(ctx, p.rotation(ctx, nil)))
	}
	if err != nil {
		return model.Backup{}, fmt.Errorf("back up %s: %w", p.named(), err)
	}
	if info, err := os.Stat(b.Path); err == nil {
		b.Size = info.Size()
	}
	return b, backup.Rotate(ctx, p.rotation(ctx, &b))
}

// named returns the path that names the project. Its file has another one if it is a
// converted copy.
func (p *Project) named() string { return cmp.Or(p.opts.named, p.path) }

// access returns the permissions of the project's file, which its backups get.
func (p *Project) access() sidefile.Access {
	if p.opts.named != "" {
		return sidefile.AccessOf(p.opts.named)
	}
	return p.held.Access(p.path)
}

// BackupDue reports whether a backup should be made: if the last one is more than a
// day old and the project has changed since, or if there is none and the project
// has changes. Backups made before a restore or a migration do not count, because
// they lack later work. Neither do backups that cannot be opened, are of another
// project, or have a date in the future from a wrong clock. If the project is open
// for reading only, no backup is due.
func (p *Project) BackupDue() (bool, error) {
	if p.opts.ReadOnly {
		return false, nil
	}
	head, err := p.Head()
	if err != nil || head.Change == 0 {
		return false, err
	}
	list, err := backup.List(p.path)
	if err != nil {
		return false, err
	}
	now := p.opts.Now()
	for _, b := range list {
		if b.Occasion != model.WhileWorking && b.Occasion != model.ByHand || backup.AheadOf(b, now) {
			continue
		}
		project, kept, err := headAt(b.Path)
		if err != nil || project != p.info.ID {
			continue
		}
		return now.Sub(b.At) > backup.Day && (kept.Change != head.Change || !bytes.Equal(kept.Link, head.Link)), nil
	}
	return true, nil
}

// headAt returns the id of the project at path and the end of its history. No
// process may be writing to the file.
func headAt(path string) (project string, head ledger.Head, err error) {
	p, err := open(path, Options{ReadOnly: true}.WithDefaults())
	if err != nil {
		return "", ledger.Head{}, err
	}
	head, err = p.Head()
	return p.info.ID, head, errors.Join(err, p.Close())
}

// CheckCopy checks all of a file that no other process uses: its pages, the seals
// of its values, the chain of the history, and the content, as Verify does. If the
// file is in an older format, CheckCopy does not check the content. The file may be
// damaged in any way.
func CheckCopy(ctx context.Context, path string, opts Options) error {
	if err := ledger.CheckWholeUntil(ctx, path); err != nil {
		return err
	}
	if was, err := ledger.FormatAt(path); err == nil && was < ledger.Format {
		return nil
	}
	p, err := open(path, Options{ReadOnly: true}.WithDefaults())
	if err != nil {
		return err
	}
	problems, err := audit.Content(ctx, audit.Source{View: p.View, Encode: opts.Encode})
	if err = errors.Join(err, p.Close()); err != nil || len(problems) == 0 {
		return err
	}
	first := problems[0].Err
	if !model.IsDamage(first) {
		first = fmt.Errorf("%w: %w", model.ErrDamaged, first)
	}
	if n := len(problems); n > 1 {
		first = fmt.Errorf("%w (and %d more problems)", first, n-1)
	}
	return first
}

func (p *Project) rotation(ctx context.Context, made *model.Backup) backup.Rotation {
	return backup.Rotation{
		Path: p.named(), Now: p.opts.Now(), Made: made,
		Check: func(path string) error { return CheckCopy(ctx, path, p.opts) },
	}
}
