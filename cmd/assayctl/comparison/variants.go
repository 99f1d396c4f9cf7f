package comparison

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/match"
	"assay.app/assay/storage"
)

func newVariants() *cobra.Command {
	var r reading
	cmd := &cobra.Command{
		Use:   "variants --project P.assay [ID]",
		Short: "Print how outlets quote the same words",
		Long: `Print what at least two outlets quote directly, what most outlets quote first: the wording
that most of them share, and how each outlet quotes it. ID is the id or the title of a
statement; then only what its mentions quote is printed.

With --json the command prints a list. Each utterance has wording, outlets (how many quote
that wording, whole or in part), of (how many quote the utterance), voice, statements (ids
of those that a variant is a mention of) and variants. A variant has article, file, outlet,
index of the sentence, counted from 0, span of the quoted words (in bytes of the article's
text), text, voice, flagged (whether words inside the quotation marks were changed; an
omission marked with "…" is no change, nor is a quotation that stops earlier) and
differences, each with kind (added, dropped or replaced), span (in bytes of text), text
(what the variant has) and was (what the shared wording has).`,
		Args: cli.TakesOptional("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.view(cmd, func(ctx context.Context, p *storage.Project, c *coverage) error {
				sayOneOutlet(cmd, c.Table)
				found, err := c.quoted(ctx, p, args)
				if err != nil {
					return err
				}
				all := c.utterances(found)
				if r.asJSON {
					return printList(cmd.OutOrStdout(), all)
				}
				return printVariants(cmd.OutOrStdout(), all)
			})
		},
	}
	r.flags(cmd)
	return cmd
}

// quoted returns the utterances that the mentions of a statement quote or, without arguments,
// those that all articles quote.
func (c *coverage) quoted(ctx context.Context, p *storage.Project, args []string) ([]compare.Utterance, error) {
	if len(args) > 0 {
		row, err := c.row(args[0])
		if err != nil {
			return nil, err
		}
		return c.Table.Utterances(row), nil
	}
	var all []compare.Quoted
	err := c.eachDocument(ctx, p, func(doc *model.Document) { all = append(all, compare.Quotations(doc)...) })
	return compare.FindUtterances(all), err
}

// row returns the row of the statement with an id or a title.
func (c *coverage) row(name string) (*compare.Row, error) {
	id, err := cli.FindStatement(c.Compared.Statements, name)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(c.Table.Rows, func(r compare.Row) bool { return r.ID == id })
	if at < 0 {
		return nil, fmt.Errorf("statement %q: %w", name, model.ErrNoStatement)
	}
	return &c.Table.Rows[at], nil
}

// utterances returns the records of utterances, with the statements of their sentences.
func (c *coverage) utterances(found []compare.Utterance) (all []record.Utterance) {
	mentions := c.mentioned()
	for i := range found {
		u := record.UtteranceOf(&found[i], func(id model.ArticleID) string { return c.files[id] })
		for _, v := range found[i].Variants {
			for _, id := range mentions[match.Ref{Article: v.Article, Index: v.Index}] {
				if !slices.Contains(u.Statements, id) {
					u.Statements = append(u.Statements, id)
				}
			}
		}
		all = append(all, u)
	}
	return all
}

// mentioned returns the statements of each sentence that is a mention.
func (c *coverage) mentioned() map[match.Ref][]model.StatementID {
	all := map[match.Ref][]model.StatementID{}
	for i := range c.Table.Rows {
		for _, m := range c.Table.Rows[i].Mentions {
			if m.Index >= 0 {
				ref := match.Ref{Article: m.Article, Index: m.Index}
				all[ref] = append(all[ref], m.Statement)
			}
		}
	}
	return all
}

// printVariants prints utterances for people.
func printVariants(w io.Writer, all []record.Utterance) error {
	if len(all) == 0 {
		_, err := fmt.Fprintln(w, "no outlets quote the same words")
		return err
	}
	var b strings.Builder
	for _, u := range all {
		who := ""
		if u.Voice != "" {
			who = output.OneLine(u.Voice) + ": "
		}
		fmt.Fprintf(&b, "%s“%s”\n    %d of %s\n", who, output.OneLine(u.Wording), u.Outlets, output.Amount(u.Of, "outlet"))
		for _, v := range u.Variants {
			fmt.Fprintf(&b, "    %s, %s %d: %s\n", outletCalled(v.Outlet), output.OrDash(v.File), v.Index, describe(v))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// describe returns how a variant differs from the shared wording.
func describe(v record.Variant) string {
	if len(v.Differences) == 0 {
		return "the same words"
	}
	var parts []string
	for _, d := range v.Differences {
		has, was := output.OneLine(d.Text), output.OneLine(d.Was)
		switch d.Kind {
		case "added":
			parts = append(parts, "+ "+has)
		case "dropped":
			parts = append(parts, "- "+was)
		default:
			parts = append(parts, was+" → "+has)
		}
	}
	text := strings.Join(parts, "; ")
	if v.Flagged {
		text += " (changed)"
	}
	return text
}
