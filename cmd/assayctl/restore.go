package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/mend"
	"github.com/spf13/cobra"
)

func newRestore() *cobra.Command {
	var project string
	cmd := &cobra.Command{
		Use:   "restore --project P.assay [BACKUP]",
		Short: "Put a backup in the place of a project",
		Long: `Put a backup in the place of the project P.assay: the newest in which a whole
check finds nothing wrong, or the one named. BACKUP is a file, or the name of
one in P.assay.backups, as "backup --list" shows them.

The file that is there, damaged or not, is kept in P.assay.backups first, so
that a restore can itself be taken back by restoring that.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("%q is one argument too many", args[1])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if project == "" {
				return usagef("--project needs the name of a file")
			}
			backup, err := chooseBackup(cmd.Context(), project, args)
			if err != nil {
				return err
			}
			if err := mend.Restore(cmd.Context(), backup, project); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: restored from %s\n", oneLine(project), oneLine(backup))
			return err
		},
	}
	projectFlag(cmd, &project)
	return cmd
}

// chooseBackup gives the path of the backup that was asked for, checked.
func chooseBackup(ctx context.Context, project string, args []string) (string, error) {
	if len(args) == 0 {
		b, found, err := mend.NewestGood(ctx, project, mend.CheckOptions{})
		if err == nil && !found {
			err = fmt.Errorf("there is no good backup of %s; \"assayctl recover\" saves what is readable: %w", project, fs.ErrNotExist)
		}
		return b.Path, err
	}
	path := args[0]
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && filepath.Base(path) == path {
		path = filepath.Join(backup.Folder(project), path)
	}
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("%w; \"assayctl backup --list\" shows those there are", err)
	}
	return path, mend.CheckBackup(ctx, path, mend.CheckOptions{})
}
