package compare

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/scope"
	"assay.app/assay/ui/words"
)

// chooseSelection asks which articles to compare.
func (c *Controller) chooseSelection() {
	options := c.request.Selections(c.win.Session(), c.win.Searches(), c.choosing)
	scope.Ask(lang.L("Which articles to compare"), options, c.win.Window())
}

// choosing compares other articles.
func (c *Controller) choosing(of scope.Scope) {
	c.request, c.stale, c.outdated = selected{Scope: of}, true, true
	c.view.refresh()
	c.refresh()
}

// chooseWhose asks whose mentions count.
func (c *Controller) chooseWhose() {
	s := c.win.Session()
	var options []scope.Option
	add := func(whose string, on bool) {
		title := words.UpperFirst(whoseTitle(scope.Scope{Whose: whose}, s))
		options = append(options, scope.Option{Title: title, On: on, Do: func() { c.counting(whose) }})
	}
	if s.SeesAll() {
		add(scope.Everyone, c.request.Whose == scope.Everyone)
	}
	for _, name := range analysts(s) {
		add(name, c.request.Whose == name || !s.SeesAll())
	}
	scope.Ask(lang.L("Whose mentions count"), options, c.win.Window())
}

// counting counts the mentions of another analyst, or of everyone.
func (c *Controller) counting(whose string) {
	c.request.Whose, c.stale = whose, true
	c.view.refresh()
	c.refresh()
}

// nextState moves on to the next filter by state.
func (c *Controller) nextState() {
	c.filter.state = (c.filter.state + 1) % stateFilters
	c.refilter()
	c.win.Focus(c.view.matrix.list)
}

// setText shows the statements whose titles have some words.
func (c *Controller) setText(text string) {
	if text != c.filter.text {
		c.filter.text = text
		c.refilter()
	}
}

// refilter computes again which statements are shown.
func (c *Controller) refilter() {
	c.filter.stale = true
	c.view.refresh()
}

// clearFilters shows all statements.
func (c *Controller) clearFilters() {
	c.filter.text, c.filter.state = "", anyState
	c.view.entry.SetText("")
	c.refilter()
}
