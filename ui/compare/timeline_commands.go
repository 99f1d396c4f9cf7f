package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/timeline"
)

// The commands of the timeline. Their keys work while it takes the place of the matrix, before
// those of Compare.
const (
	timelineID          command.ID = "compare.timeline"
	timelineOpenID      command.ID = "timeline.open"
	timelineStatementID command.ID = "timeline.statement"
	timelineArticlesID  command.ID = "timeline.articles"
	timelineListID      command.ID = "timeline.list"
	timelineOutletID    command.ID = "timeline.outlet"
	timelineInID        command.ID = "timeline.in"
	timelineOutID       command.ID = "timeline.out"
	timelineWholeID     command.ID = "timeline.whole"
	timelineFirstID     command.ID = "timeline.first"
	timelineNextID      command.ID = "timeline.next"
	timelinePreviousID  command.ID = "timeline.previous"
)

// TimelineTitle returns the title under which the commands of the timeline have their keys.
func TimelineTitle() string { return lang.L("Timeline") }

// Titles returns the titles under which the keys that work now are listed, those that take
// precedence first.
func (c *Controller) Titles() []string {
	if c.view != nil && c.view.overTime.on {
		return []string{TimelineTitle(), Title()}
	}
	return []string{Title()}
}

// timelineSwitch returns the command of Compare that shows the timeline.
func (c *Controller) timelineSwitch() *command.Command {
	of := c.command(timelineID, lang.L("Timeline"), c.needShown, c.toggleTimeline, command.Rune('y'))
	of.On = func() bool { return c.needShown() == "" && c.view.overTime.on }
	return of
}

// timelineCommands returns the commands that act on the timeline.
func (c *Controller) timelineCommands() []*command.Command {
	one := func(id command.ID, title string, need func() string, run func(), keys ...command.Key) *command.Command {
		of := c.command(id, title, need, run, keys...)
		of.Group, of.Submenu, of.View = command.View, lang.L("In Timeline"), TimelineTitle()
		return of
	}
	display := func(id command.ID, d timeline.Display, key rune) *command.Command {
		of := one(id, d.Title(), c.needTimeline, func() { c.setDisplay(d) }, command.Rune(key))
		of.On = func() bool { return c.needTimeline() == "" && c.view.overTime.Display() == d }
		return of
	}
	zoom := func(do func(*timeline.View)) func() { return func() { do(c.view.overTime.View) } }
	walk := func(n int) func() { return func() { c.walkStatements(n) } }
	all := []*command.Command{
		one(timelineOpenID, lang.L("Open Article"), c.needMoment, c.openMoment, command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)),
		display(timelineStatementID, timeline.OfStatement, 't'),
		display(timelineArticlesID, timeline.OfArticles, 'a'),
		display(timelineListID, timeline.AsList, 'l'),
		one(timelineOutletID, lang.L("List One Outlet…"), c.needTimeline, c.chooseOutlet, command.Rune('o')),
		one(timelineFirstID, lang.L("First Appearance"), c.needTimeline, c.firstAppearance, command.Rune('f')),
		one(timelineNextID, lang.L("Next Statement or Outlet"), c.needTimeline, walk(1), command.Rune('j')),
		one(timelinePreviousID, lang.L("Previous Statement or Outlet"), c.needTimeline, walk(-1), command.Rune('k')),
		one(timelineInID, lang.L("Zoom In"), c.needZoom, zoom((*timeline.View).ZoomIn), command.Rune('+'), command.Rune('=')),
		one(timelineOutID, lang.L("Zoom Out"), c.needZoom, zoom((*timeline.View).ZoomOut), command.Rune('-')),
		one(timelineWholeID, lang.L("Whole Time"), c.needZoom, zoom((*timeline.View).Whole), command.Rune('0')),
	}
	for _, of := range all {
		switch of.ID {
		case timelineNextID, timelinePreviousID, timelineInID, timelineOutID:
			of.Repeats = true
		default:
		}
	}
	return all
}

func (c *Controller) needTimeline() string {
	if why := c.needShown(); why != "" {
		return why
	}
	if !c.view.overTime.on {
		return lang.L("Press {{.Key}} to show the timeline first.", map[string]any{"Key": c.win.Key(timelineID)})
	}
	return ""
}

// needMoment is for commands that act on an article of the timeline.
func (c *Controller) needMoment() string {
	if why := c.needTimeline(); why != "" {
		return why
	}
	if _, _, ok := c.view.overTime.Current(); !ok {
		return lang.L("Select an article first. The arrows move from mark to mark.")
	}
	return ""
}

// needZoom is for commands that change the zoom.
func (c *Controller) needZoom() string {
	if why := c.needTimeline(); why != "" {
		return why
	}
	if !c.view.overTime.Zooms() {
		return lang.L("There is no chart to zoom.")
	}
	return ""
}

// timelineHints returns the keys that work in the timeline, for the status bar.
func (c *Controller) timelineHints() string {
	text := ""
	add := func(id command.ID, does string) {
		if key := c.win.ShownKey(id); key != "" {
			text += key + " " + does + " · "
		}
	}
	add(timelineOpenID, lang.L("open"))
	add(timelineFirstID, lang.L("first"))
	if c.view.overTime.Zooms() {
		text += c.win.ShownKey(timelineInID) + " " + c.win.ShownKey(timelineOutID) + " " + c.win.ShownKey(timelineWholeID) + " " + lang.L("zoom") + " · "
	}
	text += c.win.ShownKey(timelineStatementID) + " " + c.win.ShownKey(timelineArticlesID) + " " + c.win.ShownKey(timelineListID) + " " + lang.L("display") + " · "
	add(timelineID, lang.L("matrix"))
	return text + command.Named(fyne.KeyEscape).String() + " " + lang.L("back to Read")
}
