package main

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/exchange/layout"
)

func newBackup() *cobra.Command {
	var project string
	var list, asJSON bool
	cmd := &cobra.Command{
		Use:   "backup --project P.assay [--list]",
		Short: "Make a backup of a project, or list its backups",
		Long: `Copy a project into the folder P.assay.backups beside it, check the copy, and
remove old backups. The newest good backup is always kept. A damaged project is
not backed up. The newest twenty backups made by this command or on request in
Assay are kept. Assay also makes a backup when it opens a project that has changed
since the last backup, if that backup is more than a day old. Of these, the newest
of each of the last seven days and of each of the last four weeks is kept.

With --list the command makes no backup and lists the backups, newest first. With
--json it prints the new backup as an object or, with --list, all backups as a
list. Each backup has path, time, bytes, occasion (empty, "by hand", "before
restore" or "before migration") and damaged, which is true for a damaged project
that a restore replaced.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if list {
				return listBackups(cmd.OutOrStdout(), project, asJSON)
			}
			return cli.View(cmd, project, func(p *storage.Project) error {
				b, err := p.BackupByHand(cmd.Context())
				if b.Path == "" {
					return err
				}
				if asJSON {
					return errors.Join(err, layout.Write(cmd.OutOrStdout(), backupRowOf(b)))
				}
				_, printed := fmt.Fprintf(cmd.OutOrStdout(), "%s: %d bytes\n", output.OneLine(b.Path), b.Size)
				return errors.Join(err, printed)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cmd.Flags().BoolVar(&list, "list", false, "list the backups without making one")
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

// backupRow is a backup as "backup --json" prints it.
type backupRow struct {
	Path     string         `json:"path"`
	Time     time.Time      `json:"time"`
	Bytes    int64          `json:"bytes"`
	Occasion model.Occasion `json:"occasion"`
	Damaged  bool           `json:"damaged,omitempty"`
}

func backupRowOf(b model.Backup) backupRow {
	return backupRow{b.Path, b.At, b.Size, b.Occasion, b.Damaged}
}

// reason returns why the backup was made, in words, and whether it is damaged.
func (r backupRow) reason() string {
	if r.Damaged {
		return string(r.Occasion) + ", damaged"
	}
	return string(r.Occasion)
}

func listBackups(w io.Writer, project string, asJSON bool) error {
	if err := cli.Named(project); err != nil {
		return err
	}
	backups, err := backup.List(project)
	if err != nil {
		return err
	}
	rows := []backupRow{}
	for _, b := range backups {
		rows = append(rows, backupRowOf(b))
	}
	if asJSON {
		return layout.Write(w, rows)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		_, err := fmt.Fprintf(table, "%s\t%d bytes\t%s\t%s\n", r.Time.UTC().Format(time.RFC3339), r.Bytes, output.OneLine(r.Path), r.reason())
		if err != nil {
			return err
		}
	}
	return table.Flush()
}
