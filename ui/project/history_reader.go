package project

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// ChangesAfter returns all changes after the one with the given ID, newest first.
// It calls progress with the number of changes read so far.
func ChangesAfter(ctx context.Context, store edit.Pager, id uint64, progress func(int)) ([]edit.Change, error) {
	var out []edit.Change
	for from := ^uint64(0); ; from = out[len(out)-1].ID {
		page, err := store(from, historyPage)
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

// The size of a page, as read from the store and as returned by Next.
const (
	historyPage = 256 // changes
	historyRows = 60  // steps
)

// HistoryReader reads a history as steps, newest first. Consecutive changes of one
// batch, such as those typed into a note in one go, are one step.
type HistoryReader struct {
	Store    edit.Pager
	Describe Describer
	Article  model.ArticleID // the article whose history is read; "" for all
	Newest   []edit.Change   // changes that the store may not have yet, oldest first
	From     uint64          // changes with this ID or a later one have been read

	standing edit.Standing
	page     []edit.Change // changes that were read but not yet processed
	step     []edit.Change // changes of one batch, newest first
	undone   bool          // whether the changes of step are undone
	over     bool
}

// Next implements StepReader.
func (r *HistoryReader) Next(ctx context.Context) ([]Step, error) {
	var rows []Step
	for len(rows) < historyRows && !r.over {
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

// change returns the next change, or false at the end of the history.
func (r *HistoryReader) change() (edit.Change, bool, error) {
	if n := len(r.Newest); n > 0 {
		c := r.Newest[n-1]
		r.Newest, r.From = r.Newest[:n-1], c.ID
		return c, true, nil
	}
	if len(r.page) == 0 {
		page, err := r.Store(r.From, historyPage)
		if err != nil || len(page) == 0 {
			return edit.Change{}, false, err
		}
		r.page = page
	}
	c := r.page[0]
	r.page, r.From = r.page[1:], c.ID
	return c, true, nil
}

// end appends the current step, if there is one, to rows and returns them.
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
		if edit.Concerns(e, id) {
			return true
		}
	}
	return false
}
