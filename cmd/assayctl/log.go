package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
)

// logged is how many changes "log" shows unless it is told otherwise.
const logged = 50

func newLog() *cobra.Command {
	var project, article string
	var limit int
	var before uint64
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "log --project P.assay",
		Short: "Show who changed what, and when",
		Long: `Show the changes of a project, the newest first: who made each and when, and
what was before and after. A change that has been undone is marked so; it stays
in the history, and so does the change that undid it.

With --article only what concerns that article is shown. --before N shows what
was before change N: the next page, when N is the last one shown.

With --json it prints one list; each change has id, time, analyst, verb, batch,
undone, undoes and redoes (lists of ids), and edits. Each edit has kind
(annotation, note, metadata, units or presence), before and after, where null is
nothing, and what it is about. Spans are in UTF-8 bytes of the article's text.`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if limit < 0 {
				return usagef("--limit needs a number from 0, which is all")
			}
			return view(project, func(p *storage.Project) error {
				l := &history{project: p, limit: limit, before: before}
				if article != "" {
					a, err := findArticle(p, article)
					if err != nil {
						return err
					}
					l.article = a.ID
				}
				out := bufio.NewWriter(cmd.OutOrStdout())
				var err error
				if asJSON {
					err = l.json(cmd.Context(), out)
				} else {
					err = l.text(cmd.Context(), out)
				}
				if err != nil {
					return err
				}
				return out.Flush()
			})
		},
	}
	projectFlag(cmd, &project)
	cmd.Flags().StringVar(&article, "article", "", "show only what concerns this article")
	cmd.Flags().IntVar(&limit, "limit", logged, "how many changes to show; 0 is all")
	cmd.Flags().Uint64Var(&before, "before", 0, "show only changes before the one with this `id`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// history is the part of a project's history that was asked for.
type history struct {
	project *storage.Project
	article model.ArticleID // "" is all
	limit   int             // 0 is all
	before  uint64          // 0 is all
}

// historyPage is how many changes are read at a time.
const historyPage = 256

// each visits the changes that were asked for, newest first. What was done
// after them is read too: it says which of them are undone.
func (l *history) each(ctx context.Context, visit func(c edit.Change, undone bool) error) error {
	var standing edit.Standing
	shown := 0
	for from := ^uint64(0); ; {
		page, err := l.project.History(from, historyPage)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, c := range page {
			undone := standing.Undone(c)
			if !l.wanted(c) {
				continue
			}
			if err := visit(c, undone); err != nil {
				return err
			}
			if shown++; shown == l.limit {
				return nil
			}
		}
		from = page[len(page)-1].ID
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

func (l *history) wanted(c edit.Change) bool {
	if l.before != 0 && c.ID >= l.before {
		return false
	}
	if l.article == "" {
		return true
	}
	for _, e := range c.Edits {
		if edit.ArticleOf(e) == l.article {
			return true
		}
	}
	return false
}

// editsShown is how many edits of one change are written out as text.
const editsShown = 12

func (l *history) text(ctx context.Context, w io.Writer) error {
	all, err := l.project.All()
	if err != nil {
		return err
	}
	files := make(map[model.ArticleID]string, len(all))
	for _, a := range all {
		files[a.ID] = oneLine(baseName(a.ImportPath))
	}
	return l.each(ctx, func(c edit.Change, undone bool) error {
		_, err := fmt.Fprintf(w, "%d  %s  %s  %s\n", c.ID, c.At.UTC().Format(time.RFC3339), orDash(c.Analyst), how(c, undone))
		shown := 0
		for _, e := range c.Edits {
			if l.article != "" && edit.ArticleOf(e) != l.article {
				continue
			}
			if shown++; err == nil && shown <= editsShown {
				_, err = fmt.Fprintf(w, "      %s\n", editLine(e, files))
			}
		}
		if err == nil && shown > editsShown {
			_, err = fmt.Fprintf(w, "      and %d more\n", shown-editsShown)
		}
		return err
	})
}

// how says what kind of change it is and what became of it.
func how(c edit.Change, undone bool) string {
	text := deed(c.Verb)
	switch {
	case len(c.Undoes) > 0:
		text = fmt.Sprintf("undo of %s (%s)", text, ids(c.Undoes))
	case len(c.Redoes) > 0:
		text = fmt.Sprintf("redo of %s (%s)", text, ids(c.Redoes))
	}
	if undone {
		text += ", undone since"
	}
	return text
}

// deed says in words what kind of change a verb stands for. Most verbs say it
// themselves.
func deed(verb edit.Verb) string {
	switch verb {
	case edit.Accept:
		return "suggested labels accepted"
	case edit.TagFound:
		return "labels on what a search found"
	case edit.ClearFound:
		return "labels off what a search found"
	case edit.Split:
		return "split a sentence"
	case edit.Merge:
		return "merged two sentences"
	case edit.Lost:
		return "a change that could not be read in the damaged file"
	case edit.Recover:
		return "put right when the damaged file was recovered"
	case edit.GoBack:
		return "went back to an earlier state"
	case edit.Load:
		return "annotation set loaded"
	case edit.Correct:
		return "facts about the article corrected"
	}
	return oneLine(string(verb))
}

// ids writes ids, which often follow one another: "4–9, 2".
func ids(list []uint64) string {
	if len(list) == 1 {
		return fmt.Sprint(list[0])
	}
	return fmt.Sprintf("%d changes, %d to %d", len(list), min(list[0], list[len(list)-1]), max(list[0], list[len(list)-1]))
}
