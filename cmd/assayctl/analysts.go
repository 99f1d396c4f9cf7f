package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/layout"
)

func newAnalysts() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "analysts --project P.assay",
		Short: "List the analysts of a project",
		Long: `List everyone who has worked in a project, with the number of labelled sentences, of
notes and of phrases given, and the first and the last day of work. "analysts rename OLD NEW" changes
what an analyst is called.

With --json the command prints a list. Each analyst has name (what the analyst is
called now), stored (the name in the file, which a rename does not change), id (the
same in all copies of the project), labels, notes, phrases, first, last (times of the
first and the last change, or empty) and layersShown (whether the window shows the
analyst the work of the others).`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				all, err := record.AnalystsOf(p)
				if err != nil {
					return err
				}
				if asJSON {
					return layout.Write(cmd.OutOrStdout(), all)
				}
				return printAnalysts(cmd.OutOrStdout(), all)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.JSONFlag(cmd, &asJSON)
	cmd.AddCommand(newRenameAnalyst())
	return cmd
}

func printAnalysts(w io.Writer, all []record.Analyst) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, a := range all {
		name, days := output.OneLine(a.Name), "-"
		if a.Stored != a.Name {
			name += " (stored as " + output.OneLine(a.Stored) + ")"
		}
		if a.First != "" {
			days = a.First[:len("2006-01-02")] + " to " + a.Last[:len("2006-01-02")]
		}
		layers := "sees only the own layer"
		if a.LayersShown {
			layers = "sees all layers"
		}
		if _, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", a.ID, name, output.Amount(a.Labels, "label"), output.Amount(a.Notes, "note"), output.Amount(a.Phrases, "phrase"), days, layers); err != nil {
			return err
		}
	}
	return table.Flush()
}

func newRenameAnalyst() *cobra.Command {
	var project string
	cmd := &cobra.Command{
		Use:   "rename --project P.assay OLD NEW",
		Short: "Change what an analyst is called",
		Long: `Change what an analyst is called in a project. OLD is the present name, or the name
in the file. Labels, notes and phrases stay the analyst's; "undo" reverses the rename. A name
that another analyst has is refused, and so is one that differs from it only in case,
spaces or the form of its characters.`,
		Args: cli.Takes("OLD", "NEW"),
		RunE: func(cmd *cobra.Command, args []string) error {
			to, err := value.Analyst.Accept(args[1])
			if err != nil {
				return cli.UsageError(err)
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				stored, err := cli.HeldAnalyst(p, args[0])
				if err != nil {
					return err
				}
				return renameAnalyst(cmd, p, stored, to)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	return cmd
}

// renameAnalyst renames the analyst with a stored name.
func renameAnalyst(cmd *cobra.Command, p *storage.Project, stored, to string) error {
	names, err := p.Names()
	if err != nil {
		return err
	}
	e, err := edit.Renaming(names, stored, to)
	if err != nil {
		return err
	}
	before, unchanged := names.Plain(stored), ""
	if e.Kind().Same(e.Before, e.After) {
		unchanged = " (unchanged)"
	} else if err := cli.Commit(cmd.Context(), p, edit.Change{Analyst: stored, Verb: edit.Rename, Edits: []edit.Edit{e}}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s is called %s%s\n", output.OneLine(before), output.OneLine(to), unchanged)
	return err
}
