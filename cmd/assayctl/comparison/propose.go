package comparison

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/match"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/storage"
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
			return r.view(cmd, nil, func(ctx context.Context, p *storage.Project, c *coverage) error {
				var all []record.Statement
				if !sayOneOutlet(cmd, c.table) {
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
func propose(ctx context.Context, p *storage.Project, c *coverage) (all []record.Statement, err error) {
	compared, err := p.Matching(ctx, nil)
	if err != nil {
		return nil, err
	}
	found, err := compared.Match(ctx, nil, nil)
	if err != nil {
		return nil, err
	}
	mentions := c.mentioned()
	dismissed := map[model.Subject]bool{}
	c.compared.Each(kinds.DismissalKind, func(key model.Key, _ any) {
		if c.analyst == "" || key.Analyst == c.analyst {
			dismissed[key.Subject] = true
		}
	})
	proposed := compare.Propose(found.Groups(), compare.Proposing{
		Outlet: func(id model.ArticleID) (model.OutletID, bool) {
			a, ok := compared.Article(id)
			return model.OutletIDOf(a.Metadata.Outlet), ok
		},
		Mentions:  func(r match.Ref) []model.StatementID { return mentions[r] },
		Dismissed: func(r match.Ref) bool { return dismissed[subjectOf(compared, r)] },
	})
	members, err := c.members(ctx, p, compared, proposed)
	if err != nil {
		return nil, err
	}
	for _, one := range proposed {
		all = append(all, c.proposal(one, members))
	}
	return all, nil
}

// subjectOf returns a sentence by its span.
func subjectOf(compared *storage.Matching, r match.Ref) model.Subject {
	span, _ := compared.Span(r)
	return model.Subject{Article: r.Article, Sentence: span}
}

// member is a sentence of a proposal.
type member struct {
	compare.Mention
	said compare.Said
}

// members reads the sentences of proposals, an article at a time.
func (c *coverage) members(ctx context.Context, p *storage.Project, compared *storage.Matching, proposed []compare.Proposal) (map[match.Ref]member, error) {
	indexes := map[model.ArticleID][]int{}
	for _, one := range proposed {
		for _, r := range one.Members {
			indexes[r.Article] = append(indexes[r.Article], r.Index)
		}
	}
	all := map[match.Ref]member{}
	for _, id := range slices.Sorted(maps.Keys(indexes)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		doc, err := p.Document(id)
		if err != nil {
			return nil, err
		}
		speakers := speakers{doc: doc, voices: c.voices}
		for _, index := range indexes[id] {
			ref := match.Ref{Article: id, Index: index}
			all[ref] = c.member(&speakers, subjectOf(compared, ref), index)
		}
	}
	return all, nil
}

// member returns a sentence of an article. Its stance is not set.
func (c *coverage) member(speakers *speakers, on model.Subject, index int) member {
	m := member{Mention: compare.Mention{Article: on.Article, Sentence: on.Sentence, Index: index, Text: on.Sentence.Of(speakers.doc.Text)}}
	m.said = compare.Said{Text: m.Text, Language: speakers.doc.Metadata.Language, Attributed: speakers.attributed(on.Sentence, c.analyst)}
	m.Stance = model.Attributes // for its voice
	m.Analyst = c.analyst
	speakers.of(&m.Mention)
	return m
}

// proposal returns the record of a proposal.
func (c *coverage) proposal(one compare.Proposal, members map[match.Ref]member) record.Statement {
	var all []compare.Said
	var mentions []compare.Mention
	for _, r := range one.Members {
		all = append(all, members[r].said)
		mentions = append(mentions, members[r].Mention)
	}
	title, stances := compare.Describe(all)
	for i := range mentions {
		mentions[i].Analyst = ""
		if mentions[i].Stance = stances[i]; stances[i] != model.Attributes {
			mentions[i].Voice, mentions[i].VoiceName = "", ""
		}
	}
	row := c.table.Row(compare.Statement{Title: title}, mentions, nil)
	s := c.statement(&row)
	if one.Statement != "" {
		s.Statement, s.Title = one.Statement, c.compared.Statements.Title(one.Statement)
	}
	return s
}
