package judge

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
)

// The commands of the matrix of explanations. Their keys work while it is shown, before those of
// the view.
const (
	openRivalID    command.ID = "explanation.open"
	consistentID   command.ID = "explanation.consistent"
	inconsistentID command.ID = "explanation.inconsistent"
	neitherFitID   command.ID = "explanation.neither"
	deleteFitID    command.ID = "explanation.clear"
	newRivalID     command.ID = "explanation.new"
	renameRivalID  command.ID = "explanation.rename"
	leftRivalID    command.ID = "explanation.left"
	rightRivalID   command.ID = "explanation.right"
	removeRivalID  command.ID = "explanation.remove"
	sortRivalsID   command.ID = "explanation.sort"
	limitRivalsID  command.ID = "explanation.judged"
)

// RivalsTitle returns the title under which the commands of the matrix have their keys.
func RivalsTitle() string { return lang.L("Rival Explanations") }

// Titles returns the titles under which the keys that work now are listed, those that take
// precedence first.
func (c *Controller) Titles() []string {
	if c.rivals.on {
		return []string{RivalsTitle(), Title()}
	}
	return []string{Title()}
}

func (c *Controller) rivalCommands() []*command.Command {
	one := func(id command.ID, title string, need func() string, run func(), keys ...command.Key) *command.Command {
		of := c.command(id, title, need, run, keys...)
		of.View = RivalsTitle()
		return of
	}
	rate := func(id command.ID, title string, f model.Fit, keys ...command.Key) *command.Command {
		return one(id, title, c.needCell, func() { c.rate(f) }, keys...)
	}
	move := func(n int) func() { return func() { c.moveRival(n) } }
	sorted := one(sortRivalsID, lang.L("Sort by Separation"), c.needRivals, c.sortRivals, command.Rune('s'))
	sorted.On = func() bool { return c.rivals.sorted }
	judged := one(limitRivalsID, lang.L("Only Judged Statements"), c.needRivals, c.limitRivals, command.Rune('y'))
	judged.On = func() bool { return c.rivals.judged }
	return []*command.Command{
		one(openRivalID, lang.L("Show Judgement"), c.needRivals, c.openRival, command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)),
		rate(consistentID, lang.L("Fit: Consistent"), model.Consistent, command.Rune('c')),
		rate(inconsistentID, lang.L("Fit: Inconsistent"), model.Inconsistent, command.Rune('i')),
		rate(neitherFitID, lang.L("Fit: Neither"), model.NeitherFit, command.Rune('n')),
		rate(deleteFitID, lang.L("Fit: Not Rated"), "", command.Named(fyne.KeyDelete), command.Rune('0')),
		one(newRivalID, lang.L("New Explanation…"), c.needWritableRivals, c.newRival, command.Rune('+')),
		one(renameRivalID, lang.L("Rename Explanation…"), c.needExplanation, c.renameRival, command.Named(fyne.KeyF2)),
		one(leftRivalID, lang.L("Move Explanation Left"), func() string { return c.needMove(-1) }, move(-1), command.Ctrl(fyne.KeyLeft)),
		one(rightRivalID, lang.L("Move Explanation Right"), func() string { return c.needMove(1) }, move(1), command.Ctrl(fyne.KeyRight)),
		one(removeRivalID, lang.L("Remove Explanation"), c.needExplanation, c.removeRival, command.Rune('x')),
		sorted, judged,
	}
}

// The need functions return why a command cannot run, or "".

func (c *Controller) needRivals() string {
	if why := c.needShown(); why != "" {
		return why
	}
	if !c.rivals.on {
		return lang.L("Press {{.Key}} to show the explanations first.", map[string]any{"Key": c.win.Key(rivalsID)})
	}
	return ""
}

func (c *Controller) needWritableRivals() string { return cmp.Or(c.needRivals(), c.win.NeedWritable()) }

func (c *Controller) needExplanation() string {
	if why := c.needWritableRivals(); why != "" {
		return why
	}
	if _, ok := c.explanation(); !ok {
		return lang.L("Select a cell of an explanation first.")
	}
	return ""
}

func (c *Controller) needCell() string {
	if why := c.needExplanation(); why != "" {
		return why
	}
	if len(c.rivals.rows) == 0 {
		return lang.L("There is no statement.")
	}
	return ""
}

func (c *Controller) needMove(n int) string {
	if why := c.needExplanation(); why != "" {
		return why
	}
	switch to := c.view.grid.column + n; {
	case to < 0:
		return lang.L("This is the first explanation.")
	case to >= len(c.rivals.explanations):
		return lang.L("This is the last explanation.")
	}
	return ""
}
