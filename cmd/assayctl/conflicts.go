package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/storage"
)

func newConflicts() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "conflicts --project P.assay",
		Short: "List what two people changed differently",
		Long: `List the conflicts of a project. A conflict arises when a set is loaded and a label,
a note or another record was changed in both copies of the project. One of the two
versions stands; the other is kept. "conflicts take ID" makes the other one stand
and keeps the first, and "conflicts keep ID" settles the conflict. One "undo"
reverses either.

With --json the command prints a list with one object for each conflict: id, kind,
article (id) and file or outlet (its id), span, analyst (whose label it is), record
(such as a note's id), and versions: first the one that stands, then the other, each
with value (null if the record was deleted), analyst (who made it), time, counter,
replica and stands.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				list, err := p.Conflicts()
				if err != nil {
					return err
				}
				if asJSON {
					return printConflictsJSON(cmd.OutOrStdout(), p, list)
				}
				return printConflicts(cmd.OutOrStdout(), p, list)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.JSONFlag(cmd, &asJSON)
	cmd.AddCommand(
		newSettling("take", "Make the other version of a conflict stand", "taken", edit.Taking),
		newSettling("keep", "Keep the version of a conflict that stands, and settle it", "kept", func(c kinds.Conflict, _ *model.Document) edit.Change { return edit.Keeping(c) }),
	)
	return cmd
}

// newSettling returns a command that decides a conflict. change returns the change that
// does so.
func newSettling(verb, short, done string, change func(kinds.Conflict, *model.Document) edit.Change) *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   verb + " --project P.assay ID",
		Short: short,
		Args:  cli.Takes("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := cli.AnalystOr(analyst)
			if err != nil {
				return err
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				conflict, err := findConflict(p, args[0])
				if err != nil {
					return err
				}
				var doc *model.Document
				if id := conflict.Subject.Article; id != "" {
					if doc, err = p.Document(id); err != nil {
						return err
					}
				}
				c := change(conflict, doc)
				if c.Analyst, err = cli.AnalystIn(p, name); err != nil {
					return err
				}
				if err := cli.Commit(cmd.Context(), p, c); err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", done, stands(c))
				return err
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.AnalystFlag(cmd, &analyst)
	return cmd
}

// stands describes the version that stands after a conflict was decided.
func stands(c edit.Change) string {
	for _, e := range c.Edits {
		if r, ok := e.(edit.Record); ok && !r.Beside {
			return r.Kind().Name + " " + output.OneLine(r.Kind().Text(r.After))
		}
	}
	return ""
}

func findConflict(p *storage.Project, id string) (kinds.Conflict, error) {
	list, err := p.Conflicts()
	if err != nil {
		return kinds.Conflict{}, err
	}
	for _, c := range list {
		if c.ID() == id {
			return c, nil
		}
	}
	return kinds.Conflict{}, fmt.Errorf("conflict %q: %w; \"conflicts\" lists all", id, model.ErrNoConflict)
}

// describeConflicts calls visit with each conflict and the import path of its article.
func describeConflicts(p *storage.Project, list []kinds.Conflict, visit func(c kinds.Conflict, file string) error) error {
	files := map[model.ArticleID]string{}
	for _, c := range list {
		id := c.Subject.Article
		if _, known := files[id]; id != "" && !known {
			a, err := p.Article(id)
			if err != nil {
				return err
			}
			files[id] = a.ImportPath
		}
		if err := visit(c, files[id]); err != nil {
			return err
		}
	}
	return nil
}

func printConflictsJSON(w io.Writer, p *storage.Project, list []kinds.Conflict) error {
	out := output.NewList(w)
	err := describeConflicts(p, list, func(c kinds.Conflict, file string) error {
		out.Item(record.ConflictOf(c, file))
		return out.Err()
	})
	if err != nil {
		return err
	}
	return out.End()
}

func printConflicts(w io.Writer, p *storage.Project, list []kinds.Conflict) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "no conflicts")
		return err
	}
	return describeConflicts(p, list, func(c kinds.Conflict, file string) error {
		where := "project"
		switch at := c.Subject; {
		case at.Article != "" && at.Sentence != (model.Span{}):
			where = fmt.Sprintf("%s (%s) [%s]", at.Article, output.OneLine(model.BaseName(file)), at.Sentence)
		case at.Article != "":
			where = fmt.Sprintf("%s (%s)", at.Article, output.OneLine(model.BaseName(file)))
		case at.Outlet != "":
			where = "outlet " + output.OneLine(string(at.Outlet))
		}
		kind := kinds.Of(c.Stands().Key.Kind)
		if _, err := fmt.Fprintf(w, "%s  %s on %s\n", c.ID(), kind.Name, where); err != nil {
			return err
		}
		for i, h := range []kinds.Held{c.Stands(), c.Beside()} {
			mark := "stands"
			if i == 1 {
				mark = "beside"
			}
			_, err := fmt.Fprintf(w, "    %s: %s, by %s at %s\n", mark, output.OneLine(kind.Text(h.Content)),
				output.OrDash(h.By()), h.Version.Time().Format("2006-01-02T15:04:05Z"))
			if err != nil {
				return err
			}
		}
		return nil
	})
}
