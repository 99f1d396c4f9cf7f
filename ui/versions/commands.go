package versions

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
)

// The commands of the view.
const (
	openID     command.ID = "versions.open"
	oldID      command.ID = "versions.old"
	placeID    command.ID = "versions.place"
	removeID   command.ID = "versions.remove"
	nextID     command.ID = "versions.next"
	previousID command.ID = "versions.previous"
	allID      command.ID = "versions.all"
	sectionID  command.ID = "versions.section"
	olderID    command.ID = "versions.older"
	newerID    command.ID = "versions.newer"
	widerID    command.ID = "versions.wider"
	closerID   command.ID = "versions.closer"
	earlierID  command.ID = "versions.earlier"
	laterID    command.ID = "versions.later"
	separateID command.ID = "versions.separate"
	linkID     command.ID = "versions.link"
	noticeID   command.ID = "versions.notice"
	newestID   command.ID = "versions.newest"
	leftID     command.ID = "versions.left"
)

// The commands of other parts of the window.
const (
	ViewID = command.ID("view.versions") // shows the view
	LeftID = leftID                      // shows what is left behind
)

// Commands returns the commands of the view, and the one that links two articles.
func (c *Controller) Commands() []*command.Command {
	all := c.workCommands()
	for _, of := range all {
		of.Section = command.VersionsWorkSection
	}
	shows := c.viewCommands()
	for _, of := range shows { // together, the commands would not fit into one menu
		of.Group, of.Section = command.View, command.VersionsViewSection
	}
	return append(append(all, shows...), c.articleCommands()...)
}

// articleCommands returns the commands that act on the open article.
func (c *Controller) articleCommands() []*command.Command {
	return []*command.Command{
		{
			ID: linkID, Title: lang.L("Make a Version of…"), Group: command.Edit, Section: command.ArticleSection,
			Disabled: c.needOther, Run: c.Link,
		},
		{
			ID: newestID, Title: lang.L("Newest Version"), Group: command.Go, Section: command.TurnSection, Submenu: lang.L("Article"),
			Disabled: c.needEarlier, Run: c.ShowNewest,
		},
		{
			ID: leftID, Title: lang.L("Work Left on Earlier Versions"), Group: command.Go, Section: command.TurnSection, Submenu: lang.L("Article"),
			Disabled: c.needVersions, Run: func() { c.Show(true) },
		},
	}
}

func (c *Controller) needEarlier() string {
	if why := c.win.NeedArticle(); why != "" {
		return why
	}
	if _, superseded := c.win.Session().CurrentVersion(c.win.Session().Document().ID); !superseded {
		return lang.L("This is the newest version.")
	}
	return ""
}

func (c *Controller) needVersions() string {
	if why := c.win.NeedProject(); why != "" {
		return why
	}
	if c.win.Session().Document() == nil {
		return lang.L("Open an article first.")
	}
	if len(c.ids(c.win.Session().Document().ID)) < 2 {
		return lang.L("This article has no other versions.")
	}
	return ""
}

// command returns a command of the view.
func (c *Controller) command(id command.ID, title string, need func() string, run func(), keys ...command.Key) *command.Command {
	return &command.Command{
		ID: id, Title: title, Group: command.Edit, Submenu: lang.L("In Versions"), View: Title(), Keys: keys, Disabled: need,
		Run: func() {
			c.win.Session().EndTyping()
			run()
		},
	}
}

// workCommands returns the commands that act on the current line, or change the versions.
func (c *Controller) workCommands() []*command.Command {
	return []*command.Command{
		c.command(openID, lang.L("Open or Place"), c.needOpen, c.open, command.Named(fyne.KeyReturn), command.Named(fyne.KeyEnter)),
		c.command(oldID, lang.L("Open Old Sentence"), c.needOld, c.openOld, command.Rune('o')),
		c.command(placeID, lang.L("Place on Sentence…"), c.needPlace, c.place, command.Rune('p')),
		c.command(removeID, lang.L("Remove Left Work"), c.needOwn, c.remove, command.Named(fyne.KeyDelete)),
		c.command(earlierID, lang.L("Order: Move Earlier…"), func() string { return c.needMove(-1) }, func() { c.move(-1) }, command.Ctrl(fyne.KeyDown)),
		c.command(laterID, lang.L("Order: Move Later…"), func() string { return c.needMove(1) }, func() { c.move(1) }, command.Ctrl(fyne.KeyUp)),
		c.command(separateID, lang.L("Separate Version…"), c.needWritablePair, c.separate, command.Rune('s')),
	}
}

// viewCommands returns the commands that choose what the view shows.
func (c *Controller) viewCommands() []*command.Command {
	next := c.command(nextID, lang.L("Next Difference or Item"), c.needLine, func() { c.walk(1) }, command.Rune('j'), command.Rune('n'))
	previous := c.command(previousID, lang.L("Previous Difference or Item"), c.needLine, func() { c.walk(-1) }, command.Rune('k'))
	next.Repeats, previous.Repeats = true, true
	all := c.command(allID, lang.L("Sentences That Are the Same"), c.needDifferences, func() { c.view.list.ShowAll(!c.view.list.All()) }, command.Rune('a'))
	all.On = func() bool { return c.view != nil && c.view.list.All() }
	step := func(id command.ID, title string, a, b int, key command.Key) *command.Command {
		return c.command(id, title, func() string { return c.needStep(a, b) }, func() { c.compare(c.stepped(a, b)) }, key)
	}
	return []*command.Command{
		next, previous, all,
		c.command(sectionID, lang.L("Differences or Left Behind"), c.needShown, c.nextSection, command.Rune('t')),
		step(olderID, lang.L("Right Column: Older Version"), 0, -1, command.Named(fyne.KeyLeft)),
		step(newerID, lang.L("Right Column: Newer Version"), 0, 1, command.Named(fyne.KeyRight)),
		step(widerID, lang.L("Left Column: Older Version"), -1, 0, command.Rune('[')),
		step(closerID, lang.L("Left Column: Newer Version"), 1, 0, command.Rune(']')),
		c.command(noticeID, lang.L("Open Correction Notice"), c.needNotice, c.openNotice),
	}
}

// walk goes to the next difference, or to the next thing that is left.
func (c *Controller) walk(n int) {
	switch {
	case c.section == leftSection:
		c.view.left.choose(c.view.left.at + n)
	case c.view.list.Walk(n):
	case n > 0:
		c.win.Notice(lang.L("This is the last difference."))
	default:
		c.win.Notice(lang.L("This is the first difference."))
	}
}

// stepped returns the versions to compare after moving each of them. The older one makes room
// for the newer one.
func (c *Controller) stepped(a, b int) (int, int) {
	to := c.b + b
	from := min(c.a+a, to-1)
	if a == 0 {
		from = min(c.a, to-1)
	}
	return from, to
}

// openNotice opens the first correction notice in the newer version.
func (c *Controller) openNotice() {
	v := c.chain.versions[max(0, c.b)]
	c.entered = v.doc.ID
	c.win.Read(v.doc.ID, v.notices[0].Span.Start)
}

// The need functions return why a command cannot run, or "".

// needOther is for the command that links the open article with another one.
func (c *Controller) needOther() string {
	if why := cmp.Or(c.win.NeedArticle(), c.win.NeedWritable()); why != "" {
		return why
	}
	if c.win.Session().Articles() < 2 && len(c.ids(c.win.Session().Document().ID)) < 2 {
		return lang.L("There is no other article.")
	}
	return ""
}

func (c *Controller) needShown() string {
	if why := c.win.NeedProject(); why != "" {
		return why
	}
	if !c.shows {
		return lang.L("Press {{.Key}} to go to Versions first.", map[string]any{"Key": c.win.Key("view.versions")})
	}
	return ""
}

// needPair is for commands that act on the versions that are compared.
func (c *Controller) needPair() string {
	if why := c.needShown(); why != "" {
		return why
	}
	if !c.loaded || len(c.chain.versions) < 2 || c.a < 0 || c.b < 1 {
		return c.view.whyNoPair()
	}
	return ""
}

func (v *view) whyNoPair() string { return cmp.Or(v.whyEmpty(), lang.L("Reading…")) }

func (c *Controller) needWritablePair() string { return cmp.Or(c.needPair(), c.win.NeedWritable()) }

func (c *Controller) needDifferences() string {
	if why := c.needPair(); why != "" {
		return why
	}
	if c.section != differencesSection {
		return lang.L("Press {{.Key}} to show the differences first.", map[string]any{"Key": c.win.Key(sectionID)})
	}
	return ""
}

// needLine is for commands that act on lines of the list that is shown.
func (c *Controller) needLine() string {
	if why := c.needPair(); why != "" {
		return why
	}
	if c.section == leftSection && c.view.left.current() == nil {
		return lang.L("Nothing is left behind here.")
	}
	return ""
}

func (c *Controller) needOpen() string {
	if c.section == leftSection {
		return c.needPlace()
	}
	return c.needLine()
}

func (c *Controller) needOld() string {
	if why := c.needLine(); why != "" || c.section == leftSection {
		return why
	}
	if p, ok := c.view.list.Current(); !ok || p.A < 0 {
		return lang.L("The older version lacks this sentence.")
	}
	return ""
}

// needOwn is for commands that change what is left behind.
func (c *Controller) needOwn() string {
	if why := c.needShown(); why != "" {
		return why
	}
	if len(c.chain.versions) < 2 {
		return c.needPair()
	}
	if c.section != leftSection {
		return lang.L("Press {{.Key}} to show what is left behind first.", map[string]any{"Key": c.win.Key(sectionID)})
	}
	if why := cmp.Or(c.needLine(), c.win.NeedWritable()); why != "" {
		return why
	}
	if owner := ownerOf(*c.view.left.current()); owner != "" && owner != c.win.Session().Analyst() {
		return lang.L("This is the work of {{.Analyst}}.", map[string]any{"Analyst": c.win.Session().Called(owner)})
	}
	return ""
}

func (c *Controller) needPlace() string {
	if why := c.needOwn(); why != "" {
		return why
	}
	if c.view.left.current().Span.Len() == 0 {
		return lang.L("This is on the whole article, and the newest version has its own.")
	}
	return ""
}

func (c *Controller) needStep(a, b int) string {
	if why := c.needPair(); why != "" {
		return why
	}
	from, to := c.stepped(a, b)
	switch {
	case to >= len(c.chain.versions), a > 0 && c.a+a >= c.b:
		return lang.L("There is no newer version to compare.")
	case from < 0:
		return lang.L("There is no older version to compare.")
	}
	return ""
}

func (c *Controller) needMove(n int) string {
	if why := c.needWritablePair(); why != "" {
		return why
	}
	switch to := c.b + n; {
	case to < 0:
		return lang.L("This version is the oldest already.")
	case to >= len(c.chain.versions):
		return lang.L("This version is the newest already.")
	}
	return ""
}

func (c *Controller) needNotice() string {
	if why := c.needPair(); why != "" {
		return why
	}
	if len(c.chain.versions[c.b].notices) == 0 {
		return lang.L("This version has no correction notice.")
	}
	return ""
}

// openMenu opens the menu of the current line.
func (c *Controller) openMenu(at fyne.Position) {
	groups := [][]command.ID{{openID, oldID}, {allID}, {earlierID, laterID, separateID}}
	if c.section == leftSection {
		groups = [][]command.ID{{placeID, oldID}, {removeID}}
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
