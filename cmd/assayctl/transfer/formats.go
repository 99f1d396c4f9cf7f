// Package transfer has the commands that export projects to files and load files into projects.
package transfer

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/layout"
)

// Commands returns the commands.
func Commands() []*cobra.Command {
	return []*cobra.Command{newExport(), newLoad(), newFormats()}
}

// format is a format as "formats --json" prints it.
type format struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Endings []string `json:"endings"`
	Reads   bool     `json:"reads"`
	Writes  bool     `json:"writes"`
	Folder  bool     `json:"folder"`
	Analyst bool     `json:"analyst"`
	Loses   []string `json:"loses"`
}

// formats returns the formats of the table.
func formats() []format {
	all := []format{}
	for _, f := range exchange.Described() {
		all = append(all, format{
			Name: f.Key, Title: f.Name, Endings: f.Endings(), Reads: f.Loads, Writes: f.Project,
			Folder: f.Folder, Analyst: f.Layer, Loses: append([]string{}, f.Lacks()...),
		})
	}
	return all
}

func newFormats() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "formats",
		Short: "List the formats for export and load",
		Long: `List the formats that "export" writes and "load" reads.

With --json the command prints a list; each format has name (for --format), title,
endings (of its files), reads, writes, folder (it has several files, which are
written into a folder, or into a ZIP archive if the name ends in .zip), analyst (it
has one label a sentence, so only one analyst's labels are written) and loses (what
an export leaves out).`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON {
				return layout.Write(cmd.OutOrStdout(), formats())
			}
			return printFormats(cmd.OutOrStdout())
		},
	}
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

func printFormats(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, f := range formats() {
		does := "reads and writes"
		switch {
		case !f.Reads:
			does = "writes"
		case !f.Writes:
			does = "reads"
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", f.Name, strings.Join(f.Endings, " "), does, f.Title); err != nil {
			return err
		}
	}
	return w.Flush()
}

// names returns the names of the formats that fit, for help and messages.
func names(fits func(format) bool) string {
	var all []string
	for _, f := range formats() {
		if fits(f) {
			all = append(all, f.Name)
		}
	}
	return strings.Join(all, ", ")
}
