package main

import (
	"context"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/mend"
)

// Backups implements project.Desk.
func (desk) Backups(path string) ([]model.Backup, error) {
	return backup.List(path)
}

// GoodBackup implements project.Desk.
func (desk) GoodBackup(ctx context.Context, path string) (model.Backup, bool, error) {
	return mend.NewestGood(ctx, path, mend.CheckOptions{})
}

// Restore implements project.Desk. It checks the backup before it replaces the
// project.
func (desk) Restore(ctx context.Context, backup, path string) error {
	if err := mend.CheckBackup(ctx, backup, mend.CheckOptions{}); err != nil {
		return err
	}
	return mend.Restore(ctx, backup, path)
}

// Recover implements project.Desk.
func (desk) Recover(ctx context.Context, damaged, fresh string) (results.Recovery, error) {
	return mend.Recover(ctx, damaged, fresh, plainOptions())
}

// Rename implements project.Desk.
func (desk) Rename(path, to string) error { return mend.Rename(path, to) }

// BackUp implements project.Project.
func (p openProject) BackUp(ctx context.Context, byHand bool) (string, error) {
	backUp := p.Project.Backup
	if byHand {
		if err := p.Project.Flush(ctx); err != nil {
			return "", err
		}
		backUp = p.Project.BackupByHand
	} else if due, err := p.Project.BackupDue(); err != nil || !due {
		return "", err
	}
	b, err := backUp(ctx)
	return b.Path, err
}

// Check implements project.Project.
func (p openProject) Check(ctx context.Context) ([]string, error) {
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
