package project

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// ChangesAfter reads all changes after the one called id, newest first.
func ChangesAfter(ctx context.Context, store edit.Pager, id uint64, progress func(int)) ([]edit.Change, error) {
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

// HistoryReader reads a history in steps, newest first: changes of one batch,
// such as those of one sitting at a note, are one step.
type HistoryReader struct {
	Store    edit.Pager
	Describe Describer
	Article  model.ArticleID // only what concerns it; "" is all
	Newest   []edit.Change   // those that the store may not have yet, oldest first
	From     uint64          // what has been read reaches down to here

	standing edit.Standing
	page     []edit.Change // read and not looked at yet
	step     []edit.Change // of one batch, newest first
	undone   bool          // the newest of them
	over     bool
}

// Next is a dialog.PastReader.
func (r *HistoryReader) Next(ctx context.Context) ([]Step, error) {
	var rows []Step
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
		if r.Article != "" && !concerns(c, r.Article) {
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
func (r *HistoryReader) change() (edit.Change, bool, error) {
	if n := len(r.Newest); n > 0 {
		c := r.Newest[n-1]
		r.Newest, r.From = r.Newest[:n-1], c.ID
		return c, true, nil
	}
	if len(r.page) == 0 {
		page, err := r.Store(r.From, pastPage)
		if err != nil || len(page) == 0 {
			return edit.Change{}, false, err
		}
		r.page = page
	}
	c := r.page[0]
	r.page, r.From = r.page[1:], c.ID
	return c, true, nil
}

// end adds the step in hand to the rows.
func (r *HistoryReader) end(rows []Step) []Step {
	if len(r.step) == 0 {
		return rows
	}
	rows = append(rows, r.Describe.describe(r.step, r.Article, r.undone))
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
