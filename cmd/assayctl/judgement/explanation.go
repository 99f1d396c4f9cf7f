package judgement

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

func newExplanations() *cobra.Command {
	var project, analyst string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explanations --project P.assay",
		Short: "List the rival explanations of what happened, with the ratings",
		Long: `List the rival explanations of a project in their order, each with the statements that are
rated for it: consistent, inconsistent or neither. "explanation" adds and changes them.
Nothing is concluded from the ratings.

With --json the command prints one list. Each explanation has id, title and ratings, each
with statement, title, analyst and fit.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				all, err := explanations(p, analyst)
				if err != nil {
					return err
				}
				if asJSON {
					out := output.NewList(cmd.OutOrStdout())
					for _, e := range all {
						out.Item(e)
					}
					return out.End()
				}
				return printExplanations(cmd, all)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cmd.Flags().StringVar(&analyst, "analyst", "", "only the ratings by this analyst (by default everybody's)")
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

// explanations returns the explanations of a project, with the ratings by an analyst or, if analyst
// is empty, by everybody.
func explanations(p *storage.Project, analyst string) (all []record.Explanation, err error) {
	c, err := p.Compared()
	if err != nil {
		return nil, err
	}
	names, err := p.Names()
	if err != nil {
		return nil, err
	}
	raters, err := ratersOf(p, c, analyst)
	if err != nil {
		return nil, err
	}
	for _, e := range c.Explanations() {
		one := record.Explanation{ID: e.ID, Title: e.Title, Ratings: []record.Rating{}}
		for _, id := range c.Statements.All() {
			for _, by := range raters {
				if fit := c.Fit(by, e.ID, id); fit != "" {
					one.Ratings = append(one.Ratings, record.Rating{Statement: id, Title: c.Statements.Title(id), Analyst: names.Shown(by), Fit: fit})
				}
			}
		}
		all = append(all, one)
	}
	return all, nil
}

// ratersOf returns the stored names of the analysts who have rated something, or that of an
// analyst, if it is not empty.
func ratersOf(p *storage.Project, c kinds.Compared, analyst string) (all []string, err error) {
	if analyst != "" {
		name, err := cli.GivenAnalyst(analyst)
		if err != nil {
			return nil, err
		}
		stored, err := cli.AnalystIn(p, name)
		return []string{stored}, err
	}
	for _, key := range c.Keys(kinds.RatingKind, func(model.Key) bool { return true }) {
		all = append(all, key.Analyst)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

func printExplanations(cmd *cobra.Command, all []record.Explanation) error {
	if len(all) == 0 {
		_, err := fmt.Fprintln(cmd.OutOrStdout(), "no explanations")
		return err
	}
	var b strings.Builder
	for _, e := range all {
		fmt.Fprintf(&b, "%s  %s\n", output.OneLine(string(e.ID)), output.OneLine(e.Title))
		for _, r := range e.Ratings {
			fmt.Fprintf(&b, "    %s: %s (%s)\n", r.Fit, output.OneLine(r.Title), output.OneLine(r.Analyst))
		}
	}
	_, err := fmt.Fprint(cmd.OutOrStdout(), b.String())
	return err
}

func newExplanation() *cobra.Command {
	return cli.Group("explanation --project P.assay --analyst NAME COMMAND", "Add, change and rate rival explanations",
		`Change the rival explanations of what happened, and rate how statements fit them.
"explanations" lists them.

ID is the id of an explanation, its first characters, at least four, if no other id begins
with them, or its title. Case makes no difference. "undo" reverses each of the subcommands.`,
		newNewExplanation(), newRenameExplanation(), newMoveExplanation(), newRemoveExplanation(), newRate())
}

// explanation returns the explanation that the argument at a place names.
func (c *changing) explanation(at int) (e kinds.Explained, err error) {
	all := c.Compared.Explanations()
	var ids []string
	var called []kinds.Explained
	for _, e := range all {
		ids = append(ids, string(e.ID))
		if value.Folded(e.Title) == value.Folded(c.args[at]) {
			called = append(called, e)
		}
	}
	id, found, err := idWith(ids, c.args[at])
	switch {
	case found && id == c.args[at], len(called) == 0 && found:
		return all[slices.Index(ids, id)], nil
	case len(called) == 1:
		return called[0], nil
	case len(called) > 1:
		err = fmt.Errorf("%q: more than one explanation has this title; name its id", model.Excerpt(c.args[at]))
	case err == nil:
		err = fmt.Errorf("%q: %w; \"explanations\" lists all", model.Excerpt(c.args[at]), model.ErrNoExplanation)
	}
	return e, fmt.Errorf("explanation %w", err)
}

func acceptExplanation(title string) (string, error) {
	title, err := value.Explanation.Accept(title)
	if err != nil {
		return "", cli.UsageError(err)
	}
	return title, nil
}

func newNewExplanation() *cobra.Command {
	return command(change{
		use: "new TITLE", short: "Add an explanation, and print its id",
		check: cli.Takes("TITLE"),
		change: func(c *changing) (done changed, err error) {
			title, err := acceptExplanation(c.args[0])
			if err != nil {
				return done, err
			}
			var id model.ExplanationID
			done.only = true
			done.Change, id, err = c.NewExplanation(title)
			done.id = string(id)
			return done, err
		},
	})
}

// onExplanation returns a command that changes the explanation that its first argument names.
func onExplanation(s change, make func(c *changing, e kinds.Explained) (changed, error)) *cobra.Command {
	s.change = func(c *changing) (done changed, err error) {
		e, err := c.explanation(0)
		if err != nil {
			return done, err
		}
		done, err = make(c, e)
		done.id = string(e.ID)
		return done, err
	}
	return command(s)
}

func newRenameExplanation() *cobra.Command {
	return onExplanation(change{
		use: "rename ID TITLE", short: "Change the title of an explanation",
		check: cli.Takes("ID", "TITLE"),
	}, func(c *changing, e kinds.Explained) (done changed, err error) {
		title, err := acceptExplanation(c.args[1])
		if err != nil {
			return done, err
		}
		done.text = e.Title
		if done.Change, err = c.RenamingExplanation(e.ID, title); len(done.Edits) > 0 {
			done.text += " → " + title
		}
		return done, err
	})
}

func newMoveExplanation() *cobra.Command {
	place := func(text string) (int, error) {
		at, err := strconv.Atoi(text)
		if err != nil && !errors.Is(err, strconv.ErrRange) || at < 1 {
			return 0, cli.Usagef("%q is not a place in the list: places are whole numbers, counted from 1", text)
		}
		return at - 1, nil
	}
	return onExplanation(change{
		use: "move ID PLACE", short: "Move an explanation to a place in the list, counted from 1",
		check: func(cmd *cobra.Command, args []string) error {
			if err := cli.Takes("ID", "PLACE")(cmd, args); err != nil {
				return err
			}
			_, err := place(args[1])
			return err
		},
	}, func(c *changing, e kinds.Explained) (done changed, err error) {
		to, err := place(c.args[1])
		if err != nil {
			return done, err
		}
		done.text = e.Title
		done.Change, err = c.MovingExplanation(e.ID, to)
		return done, err
	})
}

func newRemoveExplanation() *cobra.Command {
	return onExplanation(change{
		use: "remove ID", short: "Remove an explanation with your ratings",
		long:  "An explanation that other analysts have rated is not removed.",
		check: cli.Takes("ID"),
	}, func(c *changing, e kinds.Explained) (done changed, err error) {
		done.text = e.Title
		done.Change, err = c.RemovingExplanation(e.ID)
		return done, err
	})
}

func newRate() *cobra.Command {
	all := []string{cli.NoLabel}
	for _, f := range slices.Backward(model.Fits()) {
		all = slices.Insert(all, 0, string(f))
	}
	return onExplanation(change{
		use: "rate ID STATEMENT {" + strings.Join(all, " | ") + "}", short: "Say how a statement fits an explanation",
		long: "\"none\" removes your rating. STATEMENT is as in \"judge\".",
		check: func(cmd *cobra.Command, args []string) error {
			if err := cli.Takes("ID", "STATEMENT", "FIT")(cmd, args); err != nil {
				return err
			}
			if !slices.Contains(all, args[2]) {
				return cli.Usagef("%q does not say how a statement fits: it must be %s", args[2], cli.OneOf(all))
			}
			return nil
		},
	}, func(c *changing, e kinds.Explained) (done changed, err error) {
		statement, err := cli.FindStatement(c.Compared.Statements, c.args[1])
		if err != nil {
			return done, err
		}
		done.text = fmt.Sprintf("%s, %s: %s", e.Title, c.Compared.Statements.Title(statement), c.args[2])
		done.Change, err = c.Rating(e.ID, statement, model.Fit(strings.TrimPrefix(c.args[2], cli.NoLabel)))
		return done, err
	})
}
