// Package voices holds the command of assayctl that lists and changes the voices of a project.
package voices

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/sources"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/bundle"
)

// listing holds the flags of the voices command.
type listing struct {
	analyst, table string
	asJSON         bool
}

// NewCommand returns the command with its subcommands.
func NewCommand() *cobra.Command {
	var project string
	var want listing
	cmd := &cobra.Command{
		Use:   "voices --project P.assay",
		Short: "List the voices of a project, rename, join, divide or delete them",
		Long: `List the voices of a project, those with most sentences first: the name, the other
names, the kind, the grade, and how many sentences each outlet gives to the voice in its
own words (direct), in the article's words (indirect) and in both (mixed).

With --analyst the counts and the grade are that analyst's. Without it the counts are
everybody's, and the grade is given only if all who grade the voice agree.

With --json the command prints one list. Each voice has id, name, aliases, kind, grade,
count and total. count has the name of each outlet that gives room to the voice, "" for
articles without one, with direct, indirect and mixed; total has the sums.

--csv writes the table "who gets to speak": a row for each voice, and three columns for
each outlet.

"undo" reverses each of the subcommands.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := cli.Exclusive(cmd, "json", "csv"); err != nil {
				return err
			}
			name := ""
			if want.analyst != "" {
				given, err := cli.GivenAnalyst(want.analyst)
				if err != nil {
					return err
				}
				name = given
			}
			if cmd.Flags().Changed("csv") {
				if err := cli.NotTheProject(want.table, project); err != nil {
					return err
				}
			}
			return cli.View(cmd, project, func(p *storage.Project) error {
				if name != "" {
					stored, err := cli.AnalystIn(p, name)
					if err != nil {
						return err
					}
					name = stored
				}
				table, err := p.Sources(cmd.Context(), name, func(int, int) {})
				if err != nil {
					return err
				}
				return want.print(cmd.OutOrStdout(), table)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cmd.Flags().StringVar(&want.analyst, "analyst", "", "count only what this analyst attributed")
	cmd.Flags().StringVar(&want.table, "csv", "", "write the table to this file")
	cli.JSONFlag(cmd, &want.asJSON)
	cmd.AddCommand(newRename(), newJoin(), newDivide(), newAlias(), newKind(), newDelete())
	return cmd
}

func (l listing) print(w io.Writer, table sources.Table) error {
	switch {
	case l.table != "":
		return bundle.WriteFile(l.table, func(w io.Writer) error { return exchange.WriteSources(w, table) })
	case l.asJSON:
		out := output.NewList(w)
		for _, v := range record.VoicesOf(table) {
			out.Item(v)
		}
		return out.End()
	}
	return list(w, table)
}

// list prints a line for each voice, and one for each outlet that quotes or reports it.
func list(w io.Writer, table sources.Table) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, v := range table.Voices {
		name := output.OneLine(v.Name)
		if len(v.Aliases) > 0 {
			name += " (" + output.OneLine(strings.Join(v.Aliases, ", ")) + ")"
		}
		row(out, name, orDash(string(v.Kind)), orDash(v.Letter), v.Total)
		for _, o := range table.Outlets {
			if uses, speaks := v.Count[o.ID]; speaks {
				row(out, "  "+orNone(output.OneLine(o.Name)), "", "", uses)
			}
		}
	}
	return out.Flush()
}

// row writes a line of the list. The error is that of Flush.
func row(w io.Writer, name, kind, letter string, u sources.Uses) {
	fmt.Fprintf(w, "%s\t%s\t%s\t%d %s\t%d %s\t%d %s\n", name, kind, letter,
		u.Direct, model.Direct, u.Indirect, model.Indirect, u.Mixed, model.Mixed)
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

func orNone(outlet string) string {
	if outlet == "" {
		return "(no outlet)"
	}
	return outlet
}
