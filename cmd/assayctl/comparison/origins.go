package comparison

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/storage"
)

func newOrigins() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "origins --project P.assay",
		Short: "List where the articles' knowledge comes from, or set it",
		Long: `List the origin of each article: own reporting, a news agency or another outlet. It is
what an analyst set or else what the text proposes, by a dateline, a credit, a nearly
identical article or the sources that the text names. Articles of one origin count as one
independent source. "origins set" sets an origin.

With --json the command prints a list. Each article has article (the id), file, title,
outlet, origin (kind: own, agency, outlet, or empty if it is unknown; and name), proposed
(true if nobody has set it), because (the evidence in the text, each with kind, name, span
in bytes, text and, if another article is nearly identical, its id as "of" and the sentences
that differ as changes, each with kind, was and now) and family (the number of its family of nearly identical articles, counted from 1; 0 if it has none).`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				all, err := origins(cmd.Context(), p)
				if err != nil {
					return err
				}
				if asJSON {
					return printList(cmd.OutOrStdout(), all)
				}
				return printOrigins(cmd.OutOrStdout(), all)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.JSONFlag(cmd, &asJSON)
	cmd.AddCommand(newOriginsSet())
	return cmd
}

// origins returns the origins of the articles of a project, in the order of import.
func origins(ctx context.Context, p *storage.Project) (all []record.ArticleOrigin, err error) {
	c, err := read(ctx, p, "")
	if err != nil {
		return nil, err
	}
	var failed error
	err = c.eachDocument(ctx, p, func(doc *model.Document) {
		one := record.ArticleOrigin{
			Article: doc.ID, File: c.files[doc.ID], Title: doc.Heading(), Outlet: doc.Metadata.Outlet,
			Because: []record.Evidence{}, Family: c.Origins[doc.ID].Family,
		}
		o, set := c.Compared.Origin(doc.ID)
		if !set {
			o = c.Origins[doc.ID].Origin
		}
		one.Origin, one.Proposed = record.OriginOf(o), !set && o != (model.Origin{})
		for _, e := range c.Origins[doc.ID].Because {
			evidence := record.EvidenceOf(e, doc.Text)
			if e.Of != "" {
				other, err := p.Document(e.Of)
				if err != nil {
					failed = cmp.Or(failed, err)
					continue
				}
				evidence.Changes = record.ChangesOf(other, doc)
			}
			one.Because = append(one.Because, evidence)
		}
		all = append(all, one)
	})
	return all, cmp.Or(err, failed)
}

// printOrigins prints a line for each article.
func printOrigins(w io.Writer, all []record.ArticleOrigin) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, a := range all {
		remark := ""
		if a.Proposed {
			remark = "proposed"
		}
		if a.Family > 0 {
			remark = strings.TrimPrefix(fmt.Sprintf("%s, family %d", remark, a.Family), ", ")
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", a.Article, output.OrDash(a.File), output.OrDash(a.Outlet), // the error is that of Flush
			originText(a.Origin), cmp.Or(remark, "-"), evidenceText(a.Because))
	}
	return out.Flush()
}

// originText returns an origin for people.
func originText(o record.Origin) string {
	switch {
	case o.Kind == "":
		return "unknown"
	case o.Kind == model.OwnReporting:
		return "own reporting"
	default:
		return fmt.Sprintf("%s %s", o.Kind, output.OneLine(o.Name))
	}
}

// evidenceText returns the strongest evidence for people.
func evidenceText(because []record.Evidence) string {
	if len(because) == 0 {
		return "-"
	}
	e := because[0]
	text := e.Kind
	switch {
	case e.Of != "":
		text += " to " + string(e.Of)
	case e.Text != "":
		text += fmt.Sprintf(" “%s”", output.OneLine(model.Excerpt(e.Text)))
	case e.Name != "":
		text += " " + output.OneLine(e.Name)
	}
	if more := len(because) - 1; more > 0 {
		text += fmt.Sprintf(", and %d more", more)
	}
	return text
}
