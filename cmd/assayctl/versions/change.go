package versions

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/layout"
)

func newVersion() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "version --project P.assay --analyst NAME COMMAND",
		Short: "Make articles versions of one another, and place what is left on earlier ones",
		Long: `Change which articles are versions of one another. Every article stays as it is, with its
own id, hash and text. The labels, notes, attributions, grades and mentions of all analysts are
on the current version: the newest one that is not removed. They move there with their analysts
and times. What has no place in the current version stays where it is, and is listed with its
old sentence. "undo" reverses each of the subcommands.

With --json each subcommand prints one object: verb, order (the versions, oldest first), current,
carried and joined (counts of records), shared (sentences of the version before the current one
that have a place in it) and left, as in "versions --json" with the earlier version as article.`,
		Args: cli.Takes(),
		RunE: func(*cobra.Command, []string) error { return cli.Usagef("no subcommand given") },
	}
	cmd.AddCommand(newAdd(), newOrder(), newSeparate(), newPlace())
	return cmd
}

func newAdd() *cobra.Command {
	var corrected bool
	cmd := command("add", "ARTICLE OF", "Make an article a newer version of another one", `
If the times of publication or retrieval say that ARTICLE is older than OF, it is placed before
OF. If it has versions of its own, they come with it. --corrected says that ARTICLE is
your correction of the text of OF, which came in wrong.`, cli.Takes("ARTICLE", "OF"), func(c *changing) (carry.Plan, error) {
		ids, err := c.articles(c.args)
		if err != nil {
			return carry.Plan{}, err
		}
		plan, err := c.Add(ids[0], ids[1], corrected)
		if err == nil {
			if remark := record.NotCurrent(plan, ids[0], corrected); remark != "" {
				c.remarks = append(c.remarks, remark)
			}
		}
		if err == nil && plan.Shared == 0 {
			c.remarks = append(c.remarks, "the current version and the one before it have no sentence in common: they may not be versions of one article")
		}
		return plan, err
	})
	cmd.Flags().BoolVar(&corrected, "corrected", false, "ARTICLE is your correction of the text of OF")
	return cmd
}

func newOrder() *cobra.Command {
	return command("order", "ARTICLE…", "Put the versions of an article in order, oldest first", `
All versions must be given, each once.`, cli.TakesSome("ARTICLE"), func(c *changing) (carry.Plan, error) {
		ids, err := c.articles(c.args)
		if err != nil {
			return carry.Plan{}, err
		}
		return c.Arrange(ids)
	})
}

func newSeparate() *cobra.Command {
	return command("separate", "ARTICLE", "Make a version an article of its own again", `
The work on it stays on it, and the work on the other versions stays there.`, cli.Takes("ARTICLE"), func(c *changing) (carry.Plan, error) {
		ids, err := c.articles(c.args)
		if err != nil {
			return carry.Plan{}, err
		}
		return c.Separate(ids[0])
	})
}

func newPlace() *cobra.Command {
	return command("place", "ARTICLE SENTENCE ARTICLE SENTENCE", "Move what is left on an earlier version to a sentence of the current one", `
The first SENTENCE is that of the earlier version, the second that of the current one. Only your own work moves, and what belongs to nobody. If the
second sentence already has another label, grade or the like, the first one stays where it is.`,
		cli.Takes("ARTICLE", "SENTENCE", "ARTICLE", "SENTENCE"), func(c *changing) (carry.Plan, error) {
			from, err := c.sentence(c.args[0], c.args[1])
			if err != nil {
				return carry.Plan{}, err
			}
			to, err := c.sentence(c.args[2], c.args[3])
			if err != nil {
				return carry.Plan{}, err
			}
			plan, err := c.Place(from, to, func(key model.Key, content any) bool {
				owner := record.OwnerOf(key, content)
				return owner == "" || owner == c.analyst
			})
			if err == nil && len(plan.Change.Edits)+len(plan.Left) == 0 {
				err = fmt.Errorf("nothing of %s is left on sentence %s of article %s", c.analyst, c.args[1], from.Article)
			}
			return plan, err
		})
}

// changing is a change of versions.
type changing struct {
	carry.Planner
	project *storage.Project
	analyst string
	args    []string
	remarks []string // for standard error, once the change is made
}

// articles returns the ids of the articles with the given names.
func (c *changing) articles(names []string) (ids []model.ArticleID, err error) {
	for _, name := range names {
		a, err := cli.FindArticle(c.project, name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, a.ID)
	}
	return ids, nil
}

// sentence returns a sentence of an article.
func (c *changing) sentence(name, at string) (model.Subject, error) {
	index, err := cli.SentenceIndex(at)
	if err != nil {
		return model.Subject{}, err
	}
	doc, err := cli.OpenArticle(c.project, name)
	if err != nil {
		return model.Subject{}, err
	}
	u, err := cli.SentenceAt(doc, index)
	return model.Subject{Article: doc.ID, Sentence: u.Span}, err
}

// command returns a subcommand that makes the change that a function plans.
func command(verb, args, short, long string, check cobra.PositionalArgs, plan func(*changing) (carry.Plan, error)) *cobra.Command {
	var project, analyst string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   fmt.Sprintf("%s --project P.assay --analyst NAME %s", verb, args),
		Short: short,
		Long:  short + ".\n" + long,
		Args:  check,
		RunE: func(cmd *cobra.Command, args []string) error {
			by, err := cli.GivenAnalyst(analyst)
			if err != nil {
				return err
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				c := &changing{project: p, args: args}
				if c.analyst, err = cli.AnalystIn(p, by); err != nil {
					return err
				}
				carried, err := c.carryOut(cmd, plan)
				if err != nil {
					return err
				}
				if asJSON {
					return layout.Write(cmd.OutOrStdout(), carried)
				}
				return printCarried(cmd.OutOrStdout(), carried)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

// carryOut plans and makes the change, and returns what it did.
func (c *changing) carryOut(cmd *cobra.Command, plan func(*changing) (carry.Plan, error)) (record.Carried, error) {
	var err error
	if c.Chains, err = c.project.Chains(); err != nil {
		return record.Carried{}, err
	}
	c.Document = c.project.Document
	made, err := plan(c)
	if err != nil {
		return record.Carried{}, err
	}
	if change := made.Change; len(change.Edits) > 0 {
		change.Analyst = c.analyst
		if err := cli.Commit(cmd.Context(), c.project, change); err != nil {
			return record.Carried{}, err
		}
	}
	for _, remark := range c.remarks {
		cli.Say(cmd.ErrOrStderr(), remark)
	}
	return record.CarriedOf(made, c.project.Document)
}

// printCarried prints what a change did.
func printCarried(w io.Writer, c record.Carried) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:", output.OneLine(string(c.Verb)))
	for i, id := range c.Order {
		if i > 0 {
			b.WriteString(" →")
		}
		b.WriteString(" " + string(id))
		if id == c.Current {
			b.WriteString(" (current)")
		}
	}
	b.WriteString("\n" + c.Lines())
	_, err := io.WriteString(w, b.String())
	return err
}
