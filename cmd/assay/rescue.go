package main

import (
	"context"
	"fmt"

	"assay.app/assay/storage"
	"assay.app/assay/ui"
	"assay.app/assay/ui/dialog"
)

// Backups implements ui.Desk.
func (desk) Backups(path string) ([]dialog.Backup, error) {
	list, err := storage.Backups(path)
	if err != nil {
		return nil, err
	}
	out := make([]dialog.Backup, 0, len(list))
	for _, b := range list {
		out = append(out, backupOf(b))
	}
	return out, nil
}

func backupOf(b storage.Backup) dialog.Backup {
	return dialog.Backup{Path: b.Path, At: b.At, Bytes: b.Size, Why: string(b.Occasion), Damaged: b.Damaged}
}

// GoodBackup implements ui.Desk.
func (desk) GoodBackup(ctx context.Context, path string) (dialog.Backup, bool, error) {
	b, found, err := storage.NewestGood(ctx, path, storage.CheckOptions{})
	return backupOf(b), found, err
}

// Restore implements ui.Desk. The backup is checked whole before it is put in
// the place of anything.
func (desk) Restore(ctx context.Context, backup, path string) error {
	if err := storage.CheckBackup(ctx, backup, storage.CheckOptions{}); err != nil {
		return err
	}
	return storage.Restore(ctx, backup, path)
}

// Recover implements ui.Desk.
func (desk) Recover(ctx context.Context, damaged, fresh string) (ui.Recovered, error) {
	r, err := storage.Recover(ctx, damaged, fresh, options(func(uint64, error) {}))
	return ui.Recovered{
		Articles: r.Saved.Articles, Annotations: r.Saved.Annotations, Notes: r.Saved.Notes, Changes: r.Saved.Changes,
		Missing: r.Missing,
	}, err
}

// BackUp implements ui.Project.
func (p project) BackUp(ctx context.Context, byHand bool) (bool, error) {
	backUp := p.Project.Backup
	if byHand {
		if err := p.Project.Flush(ctx); err != nil {
			return false, err
		}
		backUp = p.Project.BackupByHand
	} else if due, err := p.Project.BackupDue(); err != nil || !due {
		return false, err
	}
	b, err := backUp(ctx)
	return b.Path != "", err
}

// Check implements ui.Project.
func (p project) Check(ctx context.Context) ([]string, error) {
	if err := p.Project.Flush(ctx); err != nil {
		return nil, err
	}
	problems, err := p.Project.Verify(ctx)
	out := make([]string, 0, len(problems))
	for _, problem := range problems {
		out = append(out, fmt.Sprint(problem))
	}
	return out, err
}
