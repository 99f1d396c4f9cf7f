package main

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/exchange"
	"github.com/spf13/cobra"
)

func newBackup() *cobra.Command {
	var project string
	var list, asJSON bool
	cmd := &cobra.Command{
		Use:   "backup --project P.assay [--list]",
		Short: "Make a backup of a project, or list those there are",
		Long: `Copy a project into the folder P.assay.backups beside it, check the copy whole,
and remove backups that are not kept any more, but never the newest good one. Of
a damaged project no backup is made. Of those made by hand, by this
command or in Assay, the newest twenty stay. Assay itself makes one when it
opens a project that has changed since its last backup, if that is more than a
day old; of these the newest of each of the last seven days and of each of the
last four weeks stay.

With --list it makes none, and lists those there are, the newest first. With
--json it prints the backup made, or with --list one list; each has path, time,
bytes, occasion (empty, "by hand", "before restore" or "before migration") and
damaged, which is true for what a restore replaced although it was damaged.`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if list {
				return listBackups(cmd.OutOrStdout(), project, asJSON)
			}
			return view(project, func(p *storage.Project) error {
				b, err := p.BackupByHand(cmd.Context())
				if b.Path == "" {
					return err
				}
				if asJSON {
					return errors.Join(err, exchange.WriteJSON(cmd.OutOrStdout(), backupRowOf(b)))
				}
				_, printed := fmt.Fprintf(cmd.OutOrStdout(), "%s: %d bytes\n", oneLine(b.Path), b.Size)
				return errors.Join(err, printed)
			})
		},
	}
	projectFlag(cmd, &project)
	cmd.Flags().BoolVar(&list, "list", false, "list the backups there are and make none")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
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

// why says what a backup was made for.
func (r backupRow) why() string {
	if r.Damaged {
		return string(r.Occasion) + ", damaged"
	}
	return string(r.Occasion)
}

func listBackups(w io.Writer, project string, asJSON bool) error {
	if project == "" {
		return usagef("--project needs the name of a file")
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
		return exchange.WriteJSON(w, rows)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		_, err := fmt.Fprintf(table, "%s\t%d bytes\t%s\t%s\n", r.Time.UTC().Format(time.RFC3339), r.Bytes, oneLine(r.Path), r.why())
		if err != nil {
			return err
		}
	}
	return table.Flush()
}
