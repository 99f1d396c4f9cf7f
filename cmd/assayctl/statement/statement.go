// Package statement holds the command of assayctl that changes the statements of a project
// and their mentions.
package statement

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// NewCommand returns the command with its subcommands.
func NewCommand() *cobra.Command {
	return cli.Group("statement --project P.assay --analyst NAME COMMAND", "Add, change, join and divide statements and their mentions", `Change the statements of a project. A statement is one thing that is said about the
event, in your own words; its mentions are the sentences that say it. "statements" lists
the statements, and "propose" proposes some.

ID is the id of a statement, its first characters, at least four, if no other id begins
with them, or the title. Case makes no difference. ARTICLE SENTENCE… is an article with
one or more of its sentences; another ARTICLE with sentences can follow. An argument that
is a whole number is a sentence, so name an article such as 7.txt with its extension.

"undo" reverses each of the subcommands.`,
		newNew(), newAdd(), newDrop(), newGap(), newRename(), newJoin(), newDivide(), newRemove())
}

// changing is one run of a subcommand.
type changing struct {
	edit.Comparing
	project *storage.Project
	args    []string
}

// changed is what a subcommand did.
type changed struct {
	edit.Change
	id   model.StatementID // of the statement that was changed or added
	text string            // for people; empty for the title of the statement
	only bool              // print nothing but the id
}

// subcommand describes a subcommand for command.
type subcommand struct {
	verb, args, short, long string
	check                   cobra.PositionalArgs
	change                  func(*changing) (changed, error)
}

// command returns a subcommand.
func command(s subcommand) *cobra.Command {
	var project, analyst string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   fmt.Sprintf("%s --project P.assay --analyst NAME %s", s.verb, s.args),
		Short: s.short,
		Long:  s.short + ".\n\n" + strings.TrimSpace(s.long+"\n\n"+jsonHelp),
		Args:  s.check,
		RunE: func(cmd *cobra.Command, args []string) error {
			by, err := cli.GivenAnalyst(analyst)
			if err != nil {
				return err
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				done, err := run(cmd, p, by, args, s.change)
				if err != nil {
					return err
				}
				return done.print(cmd, p, asJSON)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

const jsonHelp = `With --json the command prints an object: id and title of the statement as it is then,
done (what was done) and changed (false if nothing had to be changed).`

// run makes a change.
func run(cmd *cobra.Command, p *storage.Project, by string, args []string, change func(*changing) (changed, error)) (done changed, err error) {
	c := &changing{project: p, args: args}
	if c.Comparing, err = cli.Comparing(p, by); err != nil {
		return done, err
	}
	if done, err = change(c); err != nil || len(done.Edits) == 0 {
		return done, err
	}
	done.Analyst = c.Analyst
	return done, cli.Commit(cmd.Context(), p, done.Change)
}

// print prints what was done.
func (d changed) print(cmd *cobra.Command, p *storage.Project, asJSON bool) error {
	now, err := p.Compared()
	if err != nil {
		return err
	}
	title := now.Statements.Title(d.id)
	if asJSON {
		out := output.NewObject(cmd.OutOrStdout())
		out.Field("id", d.id)
		out.Field("title", title)
		out.Field("done", d.Verb)
		out.Field("changed", len(d.Edits) > 0)
		return out.End()
	}
	if d.only {
		_, err := fmt.Fprintln(cmd.OutOrStdout(), d.id)
		return err
	}
	text, already := d.text, ""
	if text == "" {
		text = title
	}
	if len(d.Edits) == 0 {
		already = " (unchanged)"
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s%s\n", d.Verb, output.OneLine(text), already)
	return err
}

// statement returns the statement that the argument at a place names.
func (c *changing) statement(at int) (model.StatementID, error) {
	id, err := cli.FindStatement(c.Compared.Statements, c.args[at])
	if _, left := c.leftOver(at); left && errors.Is(err, model.ErrNoStatement) {
		return "", fmt.Errorf("statement %q was deleted in another copy of the project; \"statement divide\" makes a new one of your mentions, and \"statement remove\" removes them", model.Excerpt(c.args[at]))
	}
	return id, err
}

// statementOrLeft does what statement does, and also returns a statement that the list lacks
// and that still has mentions, gaps or judgements.
func (c *changing) statementOrLeft(at int) (model.StatementID, error) {
	id, err := cli.FindStatement(c.Compared.Statements, c.args[at])
	if errors.Is(err, model.ErrNoStatement) {
		if left, ok := c.leftOver(at); ok {
			return left, nil
		}
	}
	return id, err
}

// leftOver returns the statement that the argument at a place names, by its whole id, if the
// list lacks it and it has mentions, gaps or judgements.
func (c *changing) leftOver(at int) (id model.StatementID, found bool) {
	id = model.StatementID(strings.ToUpper(c.args[at]))
	return id, c.called(id) != ""
}

// called returns the title that a statement had when it got a mention or a gap, or when it was
// judged. It returns "" if the list has the statement or nobody has any of these.
func (c *changing) called(id model.StatementID) (title string) {
	if c.Compared.Statements.Stored(id) != nil {
		return ""
	}
	of := func(key model.Key) bool { return key.ID == string(id) }
	for _, key := range c.Compared.Keys(record.MentionKind, of) {
		return c.Compared.Mention(key).Title
	}
	for _, key := range c.Compared.Keys(record.GapKind, of) {
		return c.Compared.Of(key).(*record.Gap).Title
	}
	c.Compared.Each(record.JudgementKind, func(_ model.Key, content any) {
		if j := content.(*record.Judgement); j.Statement == id {
			title = j.Title
		}
	})
	return title
}

// title returns the title of a statement before the change.
func (c *changing) title(id model.StatementID) string {
	return cmp.Or(c.Compared.Statements.Title(id), c.called(id))
}
