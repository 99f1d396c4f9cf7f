package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/layout"
)

// defaultLimit is how many changes "log" prints without --limit.
const defaultLimit = 50

func newLog() *cobra.Command {
	var project, article string
	var limit int
	var before uint64
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "log --project P.assay",
		Short: "Show who changed what, and when",
		Long: `Show the changes of a project, newest first: who made each change, when, and the
values before and after it. Undone changes are marked. They stay in the history,
and so do the changes that undid them.

With --article only changes to that article are shown. With --before N only
changes before change N are shown. To see the next page, use the id of the last
change shown.

With --json the command prints one list. Each change has id, time, analyst, verb,
batch, undone, undoes and redoes (lists of ids), and edits. Each edit has kind (that
of a record, such as annotation or note, or metadata, units or presence), before and
after (null if there is no value), and the article, outlet, span, analyst, note or id
that it changes. An edit with "beside": true is of a version that is in conflict with
another and does not stand. A record that a newer Assay made has a kind such as kind-12,
and its stored bytes in base64. Spans are in UTF-8 bytes of the article's text.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if limit < 0 {
				return cli.Usagef("--limit must not be negative; 0 means all")
			}
			return cli.View(cmd, project, func(p *storage.Project) error {
				l := &history{project: p, limit: limit, before: before}
				if article != "" {
					a, err := cli.FindArticle(p, article)
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
	cli.ProjectFlag(cmd, &project)
	cmd.Flags().StringVar(&article, "article", "", "show only changes to this article")
	cmd.Flags().IntVar(&limit, "limit", defaultLimit, "show at most this many changes; 0 means all")
	cmd.Flags().Uint64Var(&before, "before", 0, "show only changes before the one with this `id`")
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

// history is the part of a project's history to print.
type history struct {
	project *storage.Project
	article model.ArticleID // "" for all
	limit   int             // 0 for all
	before  uint64          // 0 for all
}

// historyPage is how many changes are read at a time.
const historyPage = 256

// each calls visit with the changes to print, newest first. It also reads newer
// changes, because these decide which are undone.
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
		if edit.Concerns(e, l.article) {
			return true
		}
	}
	return false
}

// editsShown is the greatest number of edits of one change that are printed as
// text.
const editsShown = 12

func (l *history) text(ctx context.Context, w io.Writer) error {
	all, err := l.project.All()
	if err != nil {
		return err
	}
	files := make(map[model.ArticleID]string, len(all))
	for _, a := range all {
		files[a.ID] = output.OneLine(model.BaseName(a.ImportPath))
	}
	return l.each(ctx, func(c edit.Change, undone bool) error {
		_, err := fmt.Fprintf(w, "%d  %s  %s  %s\n", c.ID, c.At.UTC().Format(time.RFC3339), output.OrDash(c.Analyst), describe(c, undone))
		shown := 0
		for _, e := range edit.Told(c.Edits) {
			if l.article != "" && !edit.Concerns(e, l.article) {
				continue
			}
			if shown++; err == nil && shown <= editsShown {
				_, err = fmt.Fprintf(w, "      %s\n", record.Line(e, files))
			}
		}
		if err == nil && shown > editsShown {
			_, err = fmt.Fprintf(w, "      and %d more\n", shown-editsShown)
		}
		return err
	})
}

// json prints the changes as one list, one at a time, so that a long history is not
// held in memory. Unlike in other lists, every field is on its own line.
func (l *history) json(ctx context.Context, w io.Writer) error {
	list := output.NewList(w)
	err := l.each(ctx, func(c edit.Change, undone bool) error {
		var data bytes.Buffer
		enc := json.NewEncoder(&data)
		enc.SetEscapeHTML(false)
		enc.SetIndent("  ", "  ")
		if err := enc.Encode(record.ChangeOf(c, undone)); err != nil {
			return err
		}
		list.Raw(layout.Escape(bytes.TrimRight(data.Bytes(), "\n")))
		return list.Err()
	})
	if err != nil {
		return err
	}
	return list.End()
}

// describe returns what kind of change c is, and whether it is undone.
func describe(c edit.Change, undone bool) string {
	text := verbText(c.Verb)
	switch {
	case len(c.Undoes) > 0:
		text = fmt.Sprintf("undo: %s (%s)", text, ids(c.Undoes))
	case len(c.Redoes) > 0:
		text = fmt.Sprintf("redo: %s (%s)", text, ids(c.Redoes))
	}
	if undone {
		text += ", undone later"
	}
	return text
}

// verbText returns a verb in words. Most verbs can be printed unchanged.
func verbText(verb edit.Verb) string {
	switch verb {
	case edit.Accept:
		return "accepted suggested labels"
	case edit.TagFound:
		return "labelled search results"
	case edit.ClearFound:
		return "removed labels from search results"
	case edit.Split:
		return "split a sentence"
	case edit.Merge:
		return "merged two sentences"
	case edit.Lost:
		return "a change that could not be recovered from the damaged file"
	case edit.Recover:
		return "recovered the project from a damaged file"
	case edit.GoBack:
		return "went back to an earlier state"
	case edit.Take:
		return "made the other version of a conflict stand"
	case edit.Keep:
		return "settled a conflict"
	case edit.Attach:
		return "put detached work back on sentences"
	case edit.Load:
		return "loaded an annotation set"
	case edit.Correct:
		return "corrected the metadata of an article"
	}
	return output.OneLine(string(verb))
}

// ids returns one id, or the number of ids and their range.
func ids(list []uint64) string {
	if len(list) == 1 {
		return fmt.Sprint(list[0])
	}
	return fmt.Sprintf("%d changes, %d to %d", len(list), min(list[0], list[len(list)-1]), max(list[0], list[len(list)-1]))
}
