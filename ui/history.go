package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// showHistory shows what was done in the open article, or in the project.
func (w *Window) showHistory() {
	w.session.EndTyping()
	p, unsaved := w.project, w.session.Unsaved()
	describe := describer{codebook: w.session.Codebook(), document: p.Document}
	h := dialog.History{Undo: w.keyOf("edit.undo"), Explain: explain.Error}
	var open model.ArticleID
	if doc := w.session.Document(); doc != nil {
		open, h.Article = doc.ID, doc.Heading()
	}
	h.Read = func(article bool) dialog.PastReader {
		r := &pastReader{store: p.History, describe: describe, newest: unsaved, from: ^uint64(0)}
		if article {
			r.article = open
		}
		return r.next
	}
	h.GoBack = func(to dialog.Past, article bool) {
		only := open
		if !article {
			only = ""
		}
		w.goBack(to, only)
	}
	dialog.ShowHistory(h, w.win, w.opts.Post)
}

// goBack makes the project, or only one article, what it was after a step.
// What was done since is read away from the GUI goroutine, for it may be much.
func (w *Window) goBack(to dialog.Past, only model.ArticleID) {
	p := w.project
	var read []edit.Change
	w.run(lang.L("Going back"), func(ctx context.Context, step func(dialog.Step)) error {
		changes, err := changesAfter(ctx, p.History, to.ID, func(n int) {
			step(dialog.Step{Done: n, What: lang.L("Reading what was done since")})
		})
		w.opts.Post(func() { read = changes })
		return err
	}, func(err error) {
		if w.failed(err) || w.session == nil || w.project != p {
			return
		}
		n, err := w.session.GoBack(to.ID, only, read)
		switch {
		case w.failed(err):
		case n == 0:
			w.status.SetNotice(lang.L("Everything is as it was then."))
		default:
			w.status.SetNotice(words.N("Went back: {{.Count}} changes taken back. {{.Undo}} brings them back.", n,
				map[string]any{"Undo": w.keyOf("edit.undo")}))
		}
	})
}

// changesAfter reads all changes after the one called id, newest first.
func changesAfter(ctx context.Context, store edit.Pager, id uint64, progress func(int)) ([]edit.Change, error) {
	var out []edit.Change
	for from := ^uint64(0); ; from = out[len(out)-1].ID {
		page, err := store(from, pastPage)
		if err != nil || len(page) == 0 {
			return out, err
		}
		for _, c := range page {
			if c.ID <= id {
				return out, nil
			}
			out = append(out, c)
		}
		progress(len(out))
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
}

// How much of the history is read, and shown, at a time.
const (
	pastPage = 256 // changes
	pastRows = 60  // steps
)

// pastReader reads a history in steps, newest first: changes of one batch,
// such as those of one sitting at a note, are one step.
type pastReader struct {
	store    edit.Pager
	describe describer
	article  model.ArticleID // only what concerns it; "" is all
	newest   []edit.Change   // those that the store may not have yet, oldest first
	from     uint64          // what has been read reaches down to here

	standing edit.Standing
	page     []edit.Change // read and not looked at yet
	step     []edit.Change // of one batch, newest first
	undone   bool          // the newest of them
	over     bool
}

// next is a dialog.PastReader.
func (r *pastReader) next(ctx context.Context) ([]dialog.Past, error) {
	var rows []dialog.Past
	for len(rows) < pastRows && !r.over {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c, ok, err := r.change()
		if err != nil {
			return rows, err
		}
		if !ok {
			r.over = true
			rows = r.end(rows)
			break
		}
		undone := r.standing.Undone(c)
		if r.article != "" && !concerns(c, r.article) {
			continue
		}
		if len(r.step) > 0 && (c.Batch == "" || c.Batch != r.step[0].Batch || undone != r.undone) {
			rows = r.end(rows)
		}
		if len(r.step) == 0 {
			r.undone = undone
		}
		r.step = append(r.step, c)
	}
	return rows, nil
}

// change gives the next change.
func (r *pastReader) change() (edit.Change, bool, error) {
	if n := len(r.newest); n > 0 {
		c := r.newest[n-1]
		r.newest, r.from = r.newest[:n-1], c.ID
		return c, true, nil
	}
	if len(r.page) == 0 {
		page, err := r.store(r.from, pastPage)
		if err != nil || len(page) == 0 {
			return edit.Change{}, false, err
		}
		r.page = page
	}
	c := r.page[0]
	r.page, r.from = r.page[1:], c.ID
	return c, true, nil
}

// end adds the step in hand to the rows.
func (r *pastReader) end(rows []dialog.Past) []dialog.Past {
	if len(r.step) == 0 {
		return rows
	}
	rows = append(rows, r.describe.step(r.step, r.article, r.undone))
	r.step = nil
	return rows
}

func concerns(c edit.Change, id model.ArticleID) bool {
	for _, e := range c.Edits {
		if edit.ArticleOf(e) == id {
			return true
		}
	}
	return false
}
