// Package codebook holds the codebook command of assayctl.
package codebook

import (
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/storage"
)

const help = `List the labels of a project in the order of their digit keys, each with its key,
letter, digit, colour, name, group, the number of annotations of all analysts, and
whether it is retired. The commands below change the codebook; one "undo" takes each
of them back.

LABEL is a label's key, its name, in which case and spaces do not matter, or its
letter.

With --json the command prints one object with the list labels. Each has key, name,
letter, digit (null if it has none), color, group, definition, use, avoid, examples,
counterExamples, retired, defined (when its definition last changed; null if never)
and annotations. Unknown values are empty.

With --export the command writes the codebook to FILE, as JSON if its name ends in
.json, and as a REFI-QDA codebook for programs for qualitative analysis if it ends in
.qdc. FILE is written completely or not at all, and replaced if it exists.

With --import the codebook in FILE replaces the project's, in one change. FILE is a
file written with --export, a REFI-QDA codebook of another program, or an annotation
set. Its labels are matched with the project's by key, and otherwise by name. Labels
that FILE does not have are removed if no annotation has them; otherwise nothing is
changed, unless --retire-missing retires them. Annotations keep their labels.`

// NewCommand returns the codebook command.
func NewCommand() *cobra.Command {
	var project, analyst string
	var asJSON bool
	var x exchanging
	cmd := &cobra.Command{
		Use:   "codebook --project P.assay [--json | --export FILE | --import FILE]",
		Short: "List, change, export and import the labels of a project",
		Long:  help,
		Args:  cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := cli.Exclusive(cmd, "json", "export", "import"); err != nil {
				return err
			}
			switch {
			case cmd.Flags().Changed("import"):
				return x.read(cmd, project, analyst)
			case x.retireMissing:
				return cli.Usagef("--retire-missing needs --import")
			case cmd.Flags().Changed("export"):
				return x.write(cmd, project)
			}
			return cli.View(cmd, project, func(p *storage.Project) error {
				labels, err := listed(cmd, p)
				if err != nil {
					return err
				}
				if asJSON {
					return printJSON(cmd.OutOrStdout(), labels)
				}
				return printText(cmd.OutOrStdout(), labels)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cmd.Flags().StringVar(&analyst, "analyst", "", "the analyst's name (required with --import)")
	cli.JSONFlag(cmd, &asJSON)
	cmd.Flags().StringVar(&x.to, "export", "", "write the codebook to this file, .json or .qdc")
	cmd.Flags().StringVar(&x.from, "import", "", "replace the codebook by the one in this file")
	cmd.Flags().BoolVar(&x.retireMissing, "retire-missing", false, "with --import, retire used labels that the file does not have")
	cmd.AddCommand(newAdd(), newRename(), newDescribe(), newRetire(), newJoin())
	return cmd
}

// listed returns the labels of the project, retired ones among them.
func listed(cmd *cobra.Command, p *storage.Project) ([]record.Label, error) {
	book, err := p.Codebook()
	if err != nil {
		return nil, err
	}
	used, err := p.LabelUse(cmd.Context())
	if err != nil {
		return nil, err
	}
	return record.LabelsOf(book, used), nil
}

func printJSON(w io.Writer, labels []record.Label) error {
	out := output.NewObject(w)
	out.BeginList("labels")
	for _, l := range labels {
		out.Item(l)
	}
	return out.End()
}

func printText(w io.Writer, labels []record.Label) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, l := range labels {
		digit, retired := "-", ""
		if l.Digit != nil {
			digit = strconv.Itoa(*l.Digit)
		}
		if l.Retired {
			retired = "  retired"
		}
		name := model.Label{Key: l.Key, Name: l.Name}.Called()
		_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s%s\n", output.OneLine(string(l.Key)), output.OrDash(l.Letter), digit,
			output.OrDash(l.Color), output.OneLine(name), output.OrDash(l.Group), output.Amount(l.Annotations, "annotation"), retired)
		if err != nil {
			return err
		}
	}
	return table.Flush()
}
