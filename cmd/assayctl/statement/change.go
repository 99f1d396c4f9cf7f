package statement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/value"
)

func newNew() *cobra.Command {
	var stance string
	cmd := command(subcommand{
		verb: "new", args: "TITLE ARTICLE SENTENCE…", short: "Add a statement with its mentions, and print its id",
		long:  "The stance of the mentions is set as by \"add\".",
		check: takesSentences("TITLE"),
		change: func(c *changing) (done changed, err error) {
			title, err := acceptTitle(c.args[0])
			if err != nil {
				return done, err
			}
			all, err := c.sentences(1)
			if err != nil {
				return done, err
			}
			done.only = true
			done.Change, done.id, err = c.New(title, c.mentioning("", all, model.Stance(stance)))
			return done, err
		},
	})
	stanceFlag(cmd, &stance)
	return cmd
}

func newAdd() *cobra.Command {
	var stance string
	cmd := command(subcommand{
		verb: "add", args: "ID ARTICLE SENTENCE…", short: "Make sentences mentions of a statement, or set their stance",
		long: `--stance says how the sentence relates to the statement: the outlet asserts it in its own
voice, attributes it to a voice, denies it or doubts it. Without --stance a sentence that
reports a denial denies, one that says that something is unclear doubts, one that you or
the text attribute to a voice attributes, and another one asserts. A sentence that is a
mention already keeps its stance.`,
		check: takesSentences("ID"),
		change: func(c *changing) (done changed, err error) {
			if done.id, err = c.statement(0); err != nil {
				return done, err
			}
			all, err := c.sentences(1)
			if err != nil {
				return done, err
			}
			mentions := c.mentioning(done.id, all, model.Stance(stance))
			var named []string
			for _, m := range mentions {
				if !slices.Contains(named, string(m.Stance)) {
					named = append(named, string(m.Stance))
				}
			}
			done.text = fmt.Sprintf("%s, %s", c.title(done.id), strings.Join(named, ", "))
			done.Change, err = c.Mentioning(done.id, mentions...)
			return done, err
		},
	})
	stanceFlag(cmd, &stance)
	return cmd
}

func stanceFlag(cmd *cobra.Command, stance *string) {
	var all []string
	for _, s := range model.Stances() {
		all = append(all, string(s))
	}
	cmd.Flags().Var(cli.Choice{Value: stance, Of: all}, "stance", "how the sentences relate to the statement")
}

func newDrop() *cobra.Command {
	return command(subcommand{
		verb: "drop", args: "ID ARTICLE SENTENCE…", short: "Remove your mentions of a statement",
		check: takesSentences("ID"),
		change: func(c *changing) (done changed, err error) {
			if done.id, err = c.statementOrLeft(0); err != nil {
				return done, err
			}
			all, err := c.sentences(1)
			if err != nil {
				return done, err
			}
			done.text = c.title(done.id)
			done.Change = c.Dropping(done.id, subjects(all)...)
			return done, nil
		},
	})
}

// leftOut is the argument of "gap" that sets a mark.
const leftOut = "left-out"

// unmarking returns the arguments of "gap" that remove a mark.
func unmarking() []string { return []string{"clear", "found"} }

func newGap() *cobra.Command {
	return command(subcommand{
		verb: "gap", args: "ID OUTLET {" + leftOut + " | clear}", short: "Mark that an outlet leaves a statement out, or remove the mark",
		long: `"left-out" says that you looked and that the outlet does not have the statement. "clear"
or "found" removes your mark.`,
		check: func(cmd *cobra.Command, args []string) error {
			if err := cli.Takes("ID", "OUTLET", leftOut)(cmd, args); err != nil {
				return err
			}
			if all := append([]string{leftOut}, unmarking()...); !slices.Contains(all, args[2]) {
				return cli.Usagef("%q is not a mark: it must be %s", args[2], cli.OneOf(all))
			}
			return nil
		},
		change: func(c *changing) (done changed, err error) {
			find := c.statement
			if c.args[2] != leftOut {
				find = c.statementOrLeft
			}
			if done.id, err = find(0); err != nil {
				return done, err
			}
			outlet, err := cli.FindOutlet(c.project, c.args[1])
			if err != nil {
				return done, err
			}
			done.text = fmt.Sprintf("%s, %s", c.title(done.id), outlet)
			done.Change, err = c.Marking(done.id, model.OutletIDOf(outlet), c.args[2] == leftOut)
			return done, err
		},
	})
}

func newRename() *cobra.Command {
	return command(subcommand{
		verb: "rename", args: "ID TITLE", short: "Change the title of a statement",
		check: cli.Takes("ID", "TITLE"),
		change: func(c *changing) (done changed, err error) {
			title, err := acceptTitle(c.args[1])
			if err != nil {
				return done, err
			}
			if done.id, err = c.statement(0); err != nil {
				return done, err
			}
			done.text = c.title(done.id)
			if done.Change, err = c.Renaming(done.id, title); len(done.Edits) > 0 {
				done.text += " → " + title
			}
			return done, err
		},
	})
}

func newJoin() *cobra.Command {
	return command(subcommand{
		verb: "join", args: "FROM INTO", short: "Join a statement into another one",
		long: `FROM and INTO are statements. The mentions of FROM become mentions of INTO, which keeps its
title and stands for both.`,
		check: cli.Takes("FROM", "INTO"),
		change: func(c *changing) (done changed, err error) {
			from, err := c.statement(0)
			if err != nil {
				return done, err
			}
			if done.id, err = c.statement(1); err != nil {
				return done, err
			}
			done.text = fmt.Sprintf("%s → %s; %s stands", c.title(from), c.title(done.id), done.id)
			done.Change, err = c.Joining(from, done.id)
			return done, err
		},
	})
}

func newDivide() *cobra.Command {
	var title string
	var cmd *cobra.Command
	cmd = command(subcommand{
		verb: "divide", args: "ID ARTICLE SENTENCE…", short: "Move your mentions to a new statement, and print its id",
		long:  "Without --title the title is the first sentence, without its attribution, shortened.",
		check: takesSentences("ID"),
		change: func(c *changing) (done changed, err error) {
			from, err := c.statementOrLeft(0)
			if err != nil {
				return done, err
			}
			all, err := c.sentences(1)
			if err != nil {
				return done, err
			}
			called := title
			if !cmd.Flags().Changed("title") {
				called = compare.Title(all[0].doc.Metadata.Language, all[0].text())
			}
			if called, err = acceptTitle(called); err != nil {
				return done, err
			}
			done.only = true
			done.Change, done.id, err = c.Dividing(from, called, subjects(all)...)
			return done, err
		},
	})
	cmd.Flags().StringVar(&title, "title", "", "the title of the new statement")
	return cmd
}

func newRemove() *cobra.Command {
	return command(subcommand{
		verb: "remove", args: "ID", short: "Remove a statement with your mentions, gaps, judgements and ratings",
		long:  "A statement of which other analysts have any of these is not removed.",
		check: cli.Takes("ID"),
		change: func(c *changing) (done changed, err error) {
			if done.id, err = c.statementOrLeft(0); err != nil {
				return done, err
			}
			done.text = c.title(done.id)
			done.Change, err = c.Removing(done.id)
			return done, err
		},
	})
}

// acceptTitle returns the stored form of a title, or a usage error.
func acceptTitle(title string) (string, error) {
	title, err := value.Statement.Accept(title)
	if err != nil {
		return "", cli.UsageError(err)
	}
	return title, nil
}
