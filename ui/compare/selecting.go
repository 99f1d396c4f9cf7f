package compare

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/search/names"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// option is a choice in a short menu of the head.
type option struct {
	title, detail string
	on            bool
	do            func()
}

// ask shows options. The present one is selected.
func (c *Controller) ask(asks string, options []option) {
	index := names.NewIndex(len(options), func(i int, add func(string)) { add(options[i].title) })
	dialog.ShowOffers(dialog.Offers{
		Asks: asks,
		Find: func(typed string) (out []control.Offered) {
			typed = strings.TrimSpace(typed)
			for _, hit := range index.Find(typed) {
				o := options[hit.Line]
				out = append(out, control.Offered{Title: o.title, TitleMarks: names.Marks(typed, o.title), Detail: o.detail, Do: o.do})
			}
			return out
		},
		First: func() int { return max(0, slices.IndexFunc(options, func(o option) bool { return o.on })) },
	}, c.win.Window())
}

// chooseSelection asks which articles to compare.
func (c *Controller) chooseSelection() {
	s := c.win.Session()
	options := []option{{
		title: selected{}.title(), detail: words.N("{{.Count}} articles", s.Articles()), on: c.request.kind == allArticles,
		do: func() { c.choosing(selected{}) },
	}}
	if filter := s.Filter(); filter != "" {
		of := selected{kind: byFilter, filter: filter}
		options = append(options, option{
			title: of.title(), detail: words.N("{{.Count}} articles", s.Shown()), on: c.request.kind == byFilter && c.request.filter == filter,
			do: func() { c.choosing(of) },
		})
	}
	for _, search := range c.win.Searches() {
		of := selected{kind: bySearch, name: search.Name, query: search.Query}
		options = append(options, option{
			title: of.title(), detail: search.Query, on: c.request.kind == bySearch && c.request.name == search.Name,
			do: func() { c.choosing(of) },
		})
	}
	c.ask(lang.L("Which articles to compare"), options)
}

// choosing compares other articles.
func (c *Controller) choosing(of selected) {
	of.whose = c.request.whose
	c.request, c.stale, c.outdated = of, true, true
	c.view.refresh()
	c.refresh()
}

// chooseWhose asks whose mentions count.
func (c *Controller) chooseWhose() {
	s := c.win.Session()
	var options []option
	if s.SeesAll() {
		of := selected{}
		options = append(options, option{title: words.UpperFirst(of.whoseTitle(s)), on: c.request.whose == everyone, do: func() { c.counting(everyone) }})
	}
	for _, name := range analysts(s) {
		of := selected{whose: name}
		options = append(options, option{
			title: words.UpperFirst(of.whoseTitle(s)), on: c.request.whose == name || !s.SeesAll(), do: func() { c.counting(name) },
		})
	}
	c.ask(lang.L("Whose mentions count"), options)
}

// counting counts the mentions of another analyst, or of everyone.
func (c *Controller) counting(whose string) {
	c.request.whose, c.stale = whose, true
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
