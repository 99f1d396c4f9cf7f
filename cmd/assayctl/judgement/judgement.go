// Package judgement holds the commands of assayctl that judge the statements of a project and rate
// rival explanations.
package judgement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// Commands returns the commands.
func Commands() []*cobra.Command {
	return []*cobra.Command{newJudge(), newJudgements(), newJudgement(), newVerdicts(), newExplanations(), newExplanation()}
}

// changing is one run of a command that changes something.
type changing struct {
	edit.Comparing
	project *storage.Project
	args    []string
}

// changed is what a command did.
type changed struct {
	edit.Change
	id   string // of the judgement or the explanation that was changed or added
	text string // for people
	only bool   // print nothing but the id
	hint string // for standard error, or ""
}

// change describes a command for command.
type change struct {
	use, short, long string
	check            cobra.PositionalArgs
	change           func(*changing) (changed, error)
}

// command returns a command that makes a change.
func command(s change) *cobra.Command {
	var project, analyst string
	var asJSON bool
	verb, args, _ := strings.Cut(s.use, " ")
	cmd := &cobra.Command{
		Use:   strings.TrimSpace(fmt.Sprintf("%s --project P.assay --analyst NAME %s", verb, args)),
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
				return done.print(cmd, asJSON)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

const jsonHelp = `With --json the command prints an object: id (of the judgement or the explanation), done
(what was done) and changed (false if nothing had to be changed).`

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
func (d changed) print(cmd *cobra.Command, asJSON bool) error {
	if d.hint != "" {
		cli.Say(cmd.ErrOrStderr(), d.hint)
	}
	if asJSON {
		out := output.NewObject(cmd.OutOrStdout())
		out.Field("id", d.id)
		out.Field("done", d.Verb)
		out.Field("changed", len(d.Edits) > 0)
		return out.End()
	}
	if d.only {
		_, err := fmt.Fprintln(cmd.OutOrStdout(), d.id)
		return err
	}
	already := ""
	if len(d.Edits) == 0 {
		already = " (unchanged)"
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s: %s%s\n", d.Verb, output.OneLine(d.text), already)
	return err
}

// leastOfID is the smallest number of characters that stand for an id.
const leastOfID = 4

// idWith returns which of the ids an argument names: by all of it, or by its first characters, at
// least four, if no other one begins with them. Case makes no difference. It returns false if it
// names none, and an error if it names several.
func idWith(ids []string, name string) (id string, found bool, err error) {
	if slices.Contains(ids, name) {
		return name, true, nil
	}
	var begun []string
	for _, one := range ids {
		if len(name) >= leastOfID && strings.HasPrefix(strings.ToUpper(one), strings.ToUpper(name)) {
			begun = append(begun, one)
		}
	}
	switch len(begun) {
	case 0:
		return "", false, nil
	case 1:
		return begun[0], true, nil
	}
	slices.Sort(begun)
	return "", false, fmt.Errorf("%q: more than one id begins with it: %s", model.Excerpt(name), strings.Join(begun, ", "))
}

// judgement returns the judgement of the analyst that the argument at a place names.
func (c *changing) judgement(at int) (model.JudgementID, *record.Judgement, error) {
	var ids []string
	for _, key := range c.Compared.Keys(record.JudgementKind, func(key model.Key) bool { return key.Analyst == c.Analyst }) {
		ids = append(ids, key.ID)
	}
	id, found, err := idWith(ids, c.args[at])
	if err != nil {
		return "", nil, fmt.Errorf("judgement %w", err)
	}
	if !found {
		return "", nil, fmt.Errorf("judgement %q: %w; \"judgements\" lists all", model.Excerpt(c.args[at]), model.ErrNoJudgement)
	}
	return model.JudgementID(id), c.Compared.Judgement(c.Analyst, model.JudgementID(id)), nil
}

// title returns the title of a judgement's statement: the present one or, if the list lacks the
// statement, the one that it had when it was judged.
func (c *changing) title(j *record.Judgement) string {
	if title := c.Compared.Statements.Title(j.Statement); title != "" {
		return title
	}
	return j.Title
}
