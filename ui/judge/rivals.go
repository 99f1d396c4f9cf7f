package judge

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// rivals is the state of the matrix of statements and rival explanations. It counts how the
// statements fit each explanation, and says which statements separate explanations. It ranks no
// explanation.
type rivals struct {
	on     bool
	judged bool // only the statements that the analyst judged are listed
	sorted bool // those that separate most pairs of explanations come first

	explanations []record.Explained
	rows         []rival
}

// rival is a row of the matrix.
type rival struct {
	statement model.StatementID
	fits      []model.Fit // in the order of the explanations
	pairs     int         // of explanations that the statement separates
}

// refresh computes the rows.
func (r *rivals) refresh(c *Controller) {
	compared, analyst := c.win.Session().Compared(), c.win.Session().Analyst()
	r.explanations = compared.Explanations()
	r.rows = r.rows[:0]
	for _, id := range c.listed {
		if _, judged := c.ledger.standing(analyst, id); r.judged && !judged {
			continue
		}
		one := rival{statement: id}
		for _, e := range r.explanations {
			one.fits = append(one.fits, compared.Fit(analyst, e.ID, id))
		}
		one.pairs = evidence.Discrimination(one.fits)
		r.rows = append(r.rows, one)
	}
	if r.sorted {
		slices.SortStableFunc(r.rows, func(a, b rival) int { return cmp.Compare(b.pairs, a.pairs) })
	}
}

// tally counts how the listed statements fit an explanation, as if the statement in row had
// another fit. If row is −1, it counts them as they are.
func (r *rivals) tally(column, row int, fit model.Fit) evidence.Tally {
	var fits []model.Fit
	for i := range r.rows {
		f := r.rows[i].fits[column]
		if i == row {
			f = fit
		}
		fits = append(fits, f)
	}
	return evidence.Count(fits)
}

// tallied returns the counts of an explanation in words.
func tallied(t evidence.Tally) string {
	return lang.L("{{.Consistent}} consistent, {{.Inconsistent}} inconsistent, {{.Neither}} neither, {{.Unrated}} not rated", map[string]any{
		"Consistent": words.Number(t.Consistent), "Inconsistent": words.Number(t.Inconsistent),
		"Neither": words.Number(t.Neither), "Unrated": words.Number(t.Unrated),
	})
}

// separates returns how many pairs of explanations a statement separates, in words.
func separates(pairs int) string {
	if pairs == 0 {
		return lang.L("separates none")
	}
	return words.N("separates {{.Count}} pairs", pairs)
}

// whatIf returns what the counts would be if the current cell had its other values.
func (c *Controller) whatIf() string {
	row, column := c.view.grid.row, c.view.grid.column
	if row >= len(c.rivals.rows) || column < 0 || column >= len(c.rivals.explanations) {
		return ""
	}
	now := c.rivals.rows[row].fits[column]
	lines := []string{lang.L("Now: {{.Counts}}", map[string]any{"Counts": tallied(c.rivals.tally(column, -1, ""))}) + " · " + separates(c.rivals.rows[row].pairs)}
	for _, f := range append(model.Fits(), "") {
		if f == now {
			continue
		}
		fits := slices.Clone(c.rivals.rows[row].fits)
		fits[column] = f
		lines = append(lines, lang.L("If {{.Fit}}: {{.Counts}}", map[string]any{"Fit": fitText(f), "Counts": tallied(c.rivals.tally(column, row, f))})+
			" · "+separates(evidence.Discrimination(fits)))
	}
	return words.Lines(lines...)
}

// fitText returns the words for a fit.
func fitText(f model.Fit) string {
	if f == "" {
		return lang.X("fit.none", "not rated")
	}
	return words.Fit(f)
}

// showRivals shows the matrix of explanations, or the judgements.
func (c *Controller) showRivals(on bool) {
	c.win.Session().EndTyping()
	c.rivals.on = on
	c.view.refresh()
	c.win.Focus(c.First())
	c.refresh()
	c.win.ShowHints()
}

// explanation returns the explanation of the current column, or false.
func (c *Controller) explanation() (record.Explained, bool) {
	if i := c.view.grid.column; i >= 0 && i < len(c.rivals.explanations) {
		return c.rivals.explanations[i], true
	}
	return record.Explained{}, false
}

// rate says how the current statement fits the current explanation.
func (c *Controller) rate(fit model.Fit) {
	e, _ := c.explanation()
	if c.accepted(c.win.Session().RateExplanation(e.ID, c.at, fit)) {
		c.win.Notice("")
	}
}

// newRival asks for the title of another explanation.
func (c *Controller) newRival() {
	dialog.AskName(lang.L("New Explanation"), "", lang.L("Add"), c.win.Window(), func(title string) string {
		id, err := c.win.Session().NewExplanation(title)
		if err != nil {
			return why(err)
		}
		c.view.grid.toExplanation(id)
		return ""
	})
}

// renameRival asks for another title of the current explanation.
func (c *Controller) renameRival() {
	e, _ := c.explanation()
	dialog.AskName(lang.L("Rename Explanation"), e.Title, lang.L("Rename"), c.win.Window(), func(title string) string {
		if err := c.win.Session().RenameExplanation(e.ID, title); err != nil {
			return why(err)
		}
		c.done(nil, lang.L("Renamed."))
		return ""
	})
}

// moveRival moves the current explanation by n columns.
func (c *Controller) moveRival(n int) {
	e, _ := c.explanation()
	if c.accepted(c.win.Session().MoveExplanation(e.ID, c.view.grid.column+n)) {
		c.view.grid.toExplanation(e.ID)
	}
}

// removeRival removes the current explanation with the analyst's ratings.
func (c *Controller) removeRival() {
	e, _ := c.explanation()
	c.done(c.win.Session().RemoveExplanation(e.ID), lang.L("Removed “{{.Explanation}}”.", map[string]any{"Explanation": e.Title}))
}

// sortRivals sorts the rows by how many pairs of explanations they separate, or as the list.
func (c *Controller) sortRivals() {
	c.rivals.sorted = !c.rivals.sorted
	c.view.grid.refresh()
	c.win.ShowHints()
}

// limitRivals lists all statements, or only those that the analyst judged.
func (c *Controller) limitRivals() {
	c.rivals.judged = !c.rivals.judged
	c.view.grid.refresh()
	c.win.ShowHints()
}

// openRival shows the judgement of the current statement.
func (c *Controller) openRival() { c.showRivals(false) }
