package compare

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
)

// The commands of the view. Most act on what is current in the part of the view that has the
// focus.
const (
	openID        command.ID = "compare.open"
	assertsID     command.ID = "compare.asserts"
	attributesID  command.ID = "compare.attributes"
	deniesID      command.ID = "compare.denies"
	doubtsID      command.ID = "compare.doubts"
	gapID         command.ID = "compare.gap"
	chooseID      command.ID = "compare.choose"
	deleteID      command.ID = "compare.delete"
	renameID      command.ID = "compare.rename"
	earlierID     command.ID = "compare.earlier"
	laterID       command.ID = "compare.later"
	joinID        command.ID = "compare.join"
	divideID      command.ID = "compare.divide"
	originID      command.ID = "compare.origin"
	independentID command.ID = "compare.independent"
	variantsID    command.ID = "compare.variants"
	nextID        command.ID = "compare.next"
	previousID    command.ID = "compare.previous"
	foldID        command.ID = "compare.fold"
	filterID      command.ID = "compare.filter"
	stateID       command.ID = "compare.state"
	selectionID   command.ID = "compare.selection"
	whoseID       command.ID = "compare.whose"
	judgeID       command.ID = "compare.judge"
	originsID     command.ID = "compare.origins"
)

// Title returns the title of the view, under which its commands have their keys.
func Title() string { return lang.L("Compare") }

// Commands returns the commands of the view.
func (c *Controller) Commands() []*command.Command {
	var all []*command.Command
	add := func(section int, more ...*command.Command) {
		for _, of := range more {
			of.Section = section
		}
		all = append(all, more...)
	}
	add(command.CompareRowSection, c.mentionCommands()...)
	add(command.CompareRowSection, c.statementCommands()...)
	shows := c.viewCommands()
	for _, of := range shows { // together, the commands would not fit into one menu
		of.Group = command.View
	}
	add(command.CompareViewSection, shows...)
	add(command.TimelineSection, c.timelineCommands()...)
	return append(all, c.exportCommands()...)
}

// command returns a command of the view.
func (c *Controller) command(id command.ID, title string, need func() string, run func(), keys ...command.Key) *command.Command {
	return &command.Command{
		ID: id, Title: title, Group: command.Edit, Submenu: lang.L("In Compare"), View: Title(), Keys: keys, Disabled: need,
		Run: func() {
			c.win.Session().EndTyping()
			run()
		},
	}
}

// mentionCommands returns the commands that act on mentions and members of proposals.
func (c *Controller) mentionCommands() []*command.Command {
	stance := func(id command.ID, title string, s model.Stance, key rune) *command.Command {
		return c.command(id, title, c.needMention, func() { c.setStance(s) }, command.Rune(key))
	}
	return []*command.Command{
		c.command(openID, lang.L("Take or Open"), c.needSomething, c.open, command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)),
		stance(assertsID, lang.L("Stance: Asserts"), model.Asserts, 'a'),
		stance(attributesID, lang.L("Stance: Attributes"), model.Attributes, 't'),
		stance(deniesID, lang.L("Stance: Denies"), model.Denies, 'n'),
		stance(doubtsID, lang.L("Stance: Doubts"), model.Doubts, 'd'),
		c.command(gapID, lang.L("Left Out by Outlet"), c.needGap, c.toggleGap, command.Rune('-')),
		c.command(chooseID, lang.L("Put In or Out"), c.needChoice, c.choose, command.Named(fyne.KeySpace)),
		c.command(deleteID, lang.L("Dismiss or Remove"), c.needRemovable, c.remove, command.Named(fyne.KeyDelete)),
	}
}

// statementCommands returns the commands that act on the current statement.
func (c *Controller) statementCommands() []*command.Command {
	move := func(n int) func() { return func() { c.moveStatement(n) } }
	earlier := c.command(earlierID, lang.L("Move Statement Up"), func() string { return c.needMove(-1) }, move(-1), command.Ctrl(fyne.KeyUp))
	later := c.command(laterID, lang.L("Move Statement Down"), func() string { return c.needMove(1) }, move(1), command.Ctrl(fyne.KeyDown))
	return []*command.Command{
		c.command(judgeID, lang.L("Judge Statement"), c.needRow, func() { c.win.Judge(c.view.matrix.current().ID) }, command.Rune('c')),
		c.command(renameID, lang.L("Rename Statement…"), c.needWritableRow, c.rename, command.Named(fyne.KeyF2)),
		earlier, later,
		c.command(joinID, lang.L("Join Statements…"), c.needOther, c.join, command.Rune('m')),
		c.command(divideID, lang.L("Divide Statement…"), c.needOwnMention, c.divide, command.Rune('v')),
		c.command(originID, lang.L("Origin of Articles…"), c.needOutlet, c.chooseOrigin, command.Rune('o')),
		c.command(independentID, lang.L("Independent Sources…"), c.needRow, c.showIndependent, command.Rune('i')),
		c.command(variantsID, lang.L("Variants of a Quotation…"), c.needRow, c.showVariants, command.Rune('q')),
	}
}

// viewCommands returns the commands that choose what the view shows.
func (c *Controller) viewCommands() []*command.Command {
	next := c.command(nextID, lang.L("Next Proposal"), c.needProposal, func() { c.walk(1) }, command.Rune('j'))
	previous := c.command(previousID, lang.L("Previous Proposal"), c.needProposal, func() { c.walk(-1) }, command.Rune('k'))
	return []*command.Command{
		next, previous, c.timelineSwitch(),
		c.command(foldID, lang.L("Show or Hide Proposals"), c.needMatrix, c.fold, command.Rune('p')),
		c.command(filterID, lang.L("Filter Statements"), c.needMatrix, func() { c.win.Focus(c.view.entry) }, command.Rune('/')),
		c.command(stateID, lang.L("Filter by State"), c.needMatrix, c.nextState, command.Rune('f')),
		c.command(selectionID, lang.L("Articles to Compare…"), c.needShown, c.chooseSelection, command.Rune('s')),
		c.command(originsID, lang.L("Articles by Origin…"), c.needShown, c.showOrigins, command.Rune('e')),
		c.command(whoseID, lang.L("Whose Mentions Count…"), c.needShown, c.chooseWhose, command.Rune('w')),
	}
}

// The need functions return why a command cannot run, or "".

func (c *Controller) needShown() string {
	if why := c.win.NeedProject(); why != "" {
		return why
	}
	if !c.shows {
		return lang.L("Press {{.Key}} to go to Compare first.", map[string]any{"Key": c.win.Key("view.compare")})
	}
	return ""
}

// needMatrix is for commands that act on the matrix, the mentions or the proposals.
func (c *Controller) needMatrix() string {
	if why := c.needShown(); why != "" {
		return why
	}
	if c.view.overTime.on {
		return lang.L("Press {{.Key}} to show the matrix first.", map[string]any{"Key": c.win.Key(timelineID)})
	}
	return ""
}

func (c *Controller) needRow() string {
	if why := c.needMatrix(); why != "" {
		return why
	}
	if c.view.matrix.current() == nil {
		return lang.L("There is no statement.")
	}
	return ""
}

func (c *Controller) needWritableRow() string { return cmp.Or(c.needRow(), c.win.NeedWritable()) }

func (c *Controller) needProposal() string {
	if why := c.needMatrix(); why != "" {
		return why
	}
	if c.offers.current() == nil {
		return c.whyNoProposals()
	}
	return ""
}

// needSomething is for commands that act on a proposal or on a statement.
func (c *Controller) needSomething() string {
	if why := c.needMatrix(); why != "" {
		return why
	}
	if c.view.area == proposalsArea {
		return cmp.Or(c.needProposal(), c.win.NeedWritable())
	}
	return c.needRow()
}

// needMention is for commands that act on mentions, or on a member of a proposal.
func (c *Controller) needMention() string {
	if why := cmp.Or(c.needSomething(), c.win.NeedWritable()); why != "" || c.view.area == proposalsArea {
		return why
	}
	if len(c.acted()) == 0 {
		return lang.L("There is no mention here. Press {{.Key}} on a sentence in Read to add one.", map[string]any{"Key": c.win.Key("statement.add")})
	}
	return ""
}

func (c *Controller) needOwnMention() string {
	switch {
	case c.needWritableRow() != "":
		return c.needWritableRow()
	case c.view.area == proposalsArea || len(c.acted()) == 0:
		return lang.L("Select a mention first.")
	case len(c.own()) == 0:
		return lang.L("Other analysts made these mentions.")
	}
	return ""
}

func (c *Controller) needChoice() string {
	if why := c.needSomething(); why != "" {
		return why
	}
	if c.view.area == matrixArea {
		return lang.L("Select a proposal or a mention first. Press {{.Key}} to go to them.", map[string]any{"Key": command.Named(fyne.KeyTab).String()})
	}
	return ""
}

func (c *Controller) needGap() string {
	if why := c.needWritableRow(); why != "" {
		return why
	}
	cell, ok := c.view.matrix.cell()
	switch {
	case !ok || c.view.area != matrixArea:
		return lang.L("Select a cell of an outlet first.")
	case c.table.Outlets[cell.Column].ID == "":
		return lang.L("These articles have no outlet.")
	case len(cell.Mentions) > 0:
		return lang.L("This outlet has a mention of the statement.")
	}
	return ""
}

func (c *Controller) needRemovable() string {
	if why := cmp.Or(c.needSomething(), c.win.NeedWritable()); why != "" {
		return why
	}
	if c.view.area == proposalsArea || c.view.area == matrixArea && c.view.matrix.column < 0 {
		return ""
	}
	if cell, ok := c.view.matrix.cell(); ok && c.view.area == matrixArea && c.marked(cell) {
		return ""
	}
	return c.needOwnMention()
}

func (c *Controller) needMove(n int) string {
	if why := c.needWritableRow(); why != "" {
		return why
	}
	if c.row(c.view.matrix.row+n) == nil {
		if n < 0 {
			return lang.L("This is the first statement.")
		}
		return lang.L("This is the last statement.")
	}
	return ""
}

func (c *Controller) needOther() string {
	if why := c.needWritableRow(); why != "" {
		return why
	}
	if len(c.table.Rows) < 2 {
		return lang.L("There is no other statement.")
	}
	return ""
}

func (c *Controller) needOutlet() string {
	if why := c.needWritableRow(); why != "" {
		return why
	}
	if _, ok := c.outlet(); !ok {
		return lang.L("Select a cell of an outlet first.")
	}
	return ""
}

// Hints returns the keys that work in the view, for the status bar.
func (c *Controller) Hints() string {
	text := ""
	add := func(id command.ID, does string) {
		if key := c.win.ShownKey(id); key != "" {
			text += key + " " + does + " · "
		}
	}
	switch c.view.current() {
	case timelineArea:
		return c.timelineHints()
	case proposalsArea:
		add(openID, lang.L("take"))
		add(deleteID, lang.L("dismiss"))
		add(chooseID, lang.L("in or out"))
		add(nextID, lang.L("next"))
	default:
		add(openID, lang.L("open"))
		text += c.win.ShownKey(assertsID) + " " + c.win.ShownKey(attributesID) + " " + c.win.ShownKey(deniesID) + " " + c.win.ShownKey(doubtsID) + " " + lang.L("stance") + " · "
		add(gapID, lang.L("left out"))
		add(renameID, lang.L("rename"))
		add(independentID, lang.L("independent"))
		add(timelineID, lang.L("timeline"))
	}
	return text + command.Named(fyne.KeyTab).String() + " " + lang.L("other part") + " · " + command.Named(fyne.KeyEscape).String() + " " + lang.L("back to Read")
}

// openMenu opens the menu of what is current.
func (c *Controller) openMenu(at fyne.Position) {
	groups := [][]command.ID{
		{openID}, {assertsID, attributesID, deniesID, doubtsID, gapID}, {judgeID, renameID, joinID, divideID}, {originID, independentID, variantsID}, {deleteID},
	}
	if c.view.area == proposalsArea {
		groups = [][]command.ID{{openID, chooseID, deleteID}, {assertsID, attributesID, deniesID, doubtsID}, {nextID, previousID}}
	}
	var all [][]*command.Command
	for _, ids := range groups {
		var group []*command.Command
		for _, id := range ids {
			group = append(group, c.win.Commands().Find(id))
		}
		all = append(all, group)
	}
	c.win.ContextMenu(at, all...)
}
