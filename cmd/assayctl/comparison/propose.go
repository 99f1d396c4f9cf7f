package comparison

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/storage"
	reader "assay.app/assay/storage/comparison"
)

func newPropose() *cobra.Command {
	var r reading
	cmd := &cobra.Command{
		Use:   "propose --project P.assay",
		Short: "Propose statements: sentences of several outlets that seem to say the same",
		Long: `Compare the sentences of all articles and propose a statement for each group of sentences
of at least two outlets that seem to say the same, those of most outlets first. Sentences
that are mentions already, or that were dismissed in the window, are not proposed. If other
sentences of a group are mentions of a statement, the rest is proposed for it, and its id is
printed. "statement new" and "statement add" make mentions of them. The project is not
changed.

With --json the command prints a list of statements without ids, as "statements --json"
prints them; statement is the id of the statement to which the mentions would be added.
With --analyst only this analyst's mentions and dismissals count.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return r.view(cmd, func(ctx context.Context, p *storage.Project, c *coverage) error {
				var all []record.Statement
				if !sayOneOutlet(cmd, c.Table) {
					var err error
					if all, err = propose(ctx, p, c); err != nil {
						return err
					}
				}
				if r.asJSON {
					return printList(cmd.OutOrStdout(), all)
				}
				if len(all) == 0 {
					_, err := fmt.Fprintln(cmd.OutOrStdout(), "nothing to propose")
					return err
				}
				return printStatements(cmd.OutOrStdout(), all)
			})
		},
	}
	r.flags(cmd)
	return cmd
}

// propose returns the statements to propose.
func propose(ctx context.Context, p *storage.Project, c *coverage) ([]record.Statement, error) {
	offers, err := c.reader.Propose(ctx, c.asked, func(int, int) {})
	if err != nil {
		return nil, err
	}
	voices, err := c.voices(ctx, p, offers)
	if err != nil {
		return nil, err
	}
	var all []record.Statement
	for _, o := range offers {
		var mentions []compare.Mention
		for _, m := range o.Members {
			mentions = append(mentions, mentionOf(m))
			if said, ok := voices[model.Subject{Article: m.Article, Sentence: m.Sentence}]; ok {
				mentions[len(mentions)-1] = said
			}
		}
		row := c.Table.Row(compare.Statement{Title: o.Title}, mentions, nil)
		s := c.statement(&row)
		if o.Statement != "" {
			s.Statement, s.Title = o.Statement, c.Compared.Statements.Title(o.Statement)
		}
		all = append(all, s)
	}
	return all, nil
}

func mentionOf(m compare.Offered) compare.Mention {
	return compare.Mention{Article: m.Article, Sentence: m.Sentence, Index: m.Index, Text: m.Text, Stance: m.Stance}
}

// voices returns the sentences of offers that attribute, as mentions with their voices.
func (c *coverage) voices(ctx context.Context, p *storage.Project, offers []compare.Offer) (map[model.Subject]compare.Mention, error) {
	attributing := map[model.ArticleID][]compare.Offered{}
	for _, o := range offers {
		for _, m := range o.Members {
			if m.Stance == model.Attributes {
				attributing[m.Article] = append(attributing[m.Article], m)
			}
		}
	}
	all := map[model.Subject]compare.Mention{}
	for id, members := range attributing {
		doc, err := p.Document(id)
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
		speakers := reader.Speakers{Doc: doc, Voices: c.Voices}
		for _, m := range members {
			one := mentionOf(m)
			one.Analyst = c.asked.Analyst
			speakers.Set(&one)
			one.Analyst = ""
			all[model.Subject{Article: id, Sentence: m.Sentence}] = one
		}
	}
	return all, nil
}
