package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/mend"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
)

func newRestore() *cobra.Command {
	var project string
	cmd := &cobra.Command{
		Use:   "restore --project P.assay [BACKUP]",
		Short: "Replace a project with a backup",
		Long: `Replace the project P.assay with a backup: the newest one that passes a full check,
or BACKUP. BACKUP is the path of a file, or the name of a file in P.assay.backups;
"backup --list" lists the backups.

The present file, damaged or not, is kept in P.assay.backups, so a restore can be
undone by restoring that file.`,
		Args: cli.TakesOptional("BACKUP"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := cli.Named(project); err != nil {
				return err
			}
			backup, err := chooseBackup(cmd.Context(), project, args)
			if err != nil {
				return err
			}
			if err := mend.Restore(cmd.Context(), backup, project); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: restored from %s\n", output.OneLine(project), output.OneLine(backup))
			return err
		},
	}
	cli.ProjectFlag(cmd, &project)
	return cmd
}

// chooseBackup returns the path of the backup named in args or, if none is named,
// of the newest good backup. It returns an error if the backup is not good.
func chooseBackup(ctx context.Context, project string, args []string) (string, error) {
	if len(args) == 0 {
		b, found, err := mend.NewestGood(ctx, project, mend.CheckOptions{})
		if err == nil && !found {
			err = fmt.Errorf("there is no good backup of %s; \"assayctl recover\" saves the readable parts", project)
		}
		return b.Path, err
	}
	path := args[0]
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && filepath.Base(path) == path {
		path = filepath.Join(backup.Folder(project), path)
	}
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("%w; \"assayctl backup --list\" lists the backups", err)
	}
	return path, mend.CheckBackup(ctx, path, mend.CheckOptions{})
}
