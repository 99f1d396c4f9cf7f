package transfer

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/search/names"
	"assay.app/assay/ui/control"
)

// catalogue is a list of formats below an entry that filters it. While nothing is typed, the formats
// stand below the headings of their groups; otherwise the best match comes first.
type catalogue struct {
	content fyne.CanvasObject
	entry   *control.SearchEntry
	list    *control.List
	all     []offered
	index   *names.Index
	rows    []int // indexes in all; ^group for headings
	shows   func(offered, bool)
}

// newCatalogue returns a list of formats. It calls shows with the chosen format, and with false if none
// is listed.
func newCatalogue(all []offered, shows func(f offered, any bool), accept, escape func()) *catalogue {
	c := &catalogue{all: all, shows: shows}
	c.index = names.NewIndex(len(all), func(i int, add func(string)) {
		add(all[i].title)
		add(all[i].Key)
		add(all[i].purpose)
		add(all[i].group.title())
		for _, ext := range all[i].Endings() {
			add(strings.TrimPrefix(ext, "."))
		}
	})
	c.list = control.NewList(func() int { return len(c.rows) }, func() fyne.CanvasObject { return newRow(c.click) }, c.fill)
	c.list.HideSeparators = true
	c.list.Skip = func(row int) bool { return row < len(c.rows) && c.rows[row] < 0 }
	c.list.OnChosen = func(int) { c.shows(c.chosen()) }
	c.list.OnAccept, c.list.OnEscape = accept, escape
	c.list.Spoken = func(row int) string { return c.text(row) }
	c.entry = control.NewSearchEntry()
	c.entry.List = c.list
	c.entry.Spoken = lang.L("Format, tool or file ending")
	c.entry.SetPlaceHolder(c.entry.Spoken)
	c.entry.OnChanged = func(string) { c.filter() }
	c.entry.OnEscape = escape
	c.filter()
	c.content = container.NewBorder(c.entry, nil, nil, nil, c.list)
	return c
}

// filter lists the formats that match what is typed.
func (c *catalogue) filter() {
	before, _ := c.chosen()
	c.rows = nil
	typed := strings.TrimSpace(c.entry.Text)
	if typed == "" {
		for i, f := range c.all {
			if i == 0 || c.all[i-1].group != f.group {
				c.rows = append(c.rows, ^int(f.group))
			}
			c.rows = append(c.rows, i)
		}
	} else {
		for _, hit := range c.index.Find(typed) {
			c.rows = append(c.rows, hit.Line)
		}
	}
	usual, heading := newRow(nil).MinSize().Height, widget.NewLabel("").MinSize().Height
	for i, at := range c.rows {
		if at < 0 {
			c.list.SetItemHeight(i, heading)
		} else {
			c.list.SetItemHeight(i, usual)
		}
	}
	c.list.UnselectAll()
	c.list.Refresh()
	if typed == "" && before.Key != "" {
		c.choose(before.Key)
		return
	}
	c.list.At = 0
	c.list.Choose(0)
	if len(c.rows) == 0 {
		c.shows(offered{}, false)
	}
}

// choose chooses the format with a key, or the first one.
func (c *catalogue) choose(key string) {
	c.list.Choose(max(0, slices.IndexFunc(c.rows, func(at int) bool { return at >= 0 && c.all[at].Key == key })))
}

// click chooses the format of a row, and keeps the focus where it is.
func (c *catalogue) click(row int, _ fyne.KeyModifier) { c.list.Choose(row) }

// chosen returns the chosen format, and false if none is listed.
func (c *catalogue) chosen() (offered, bool) {
	if c.list.At >= len(c.rows) || c.rows[c.list.At] < 0 {
		return offered{}, false
	}
	return c.all[c.rows[c.list.At]], true
}

// text returns what a row says.
func (c *catalogue) text(row int) string {
	switch {
	case row >= len(c.rows):
		return ""
	case c.rows[row] < 0:
		return group(^c.rows[row]).title()
	}
	f := c.all[c.rows[row]]
	return f.full() + ", " + f.caption()
}

func (c *catalogue) fill(at int, o fyne.CanvasObject) {
	if at >= len(c.rows) {
		return
	}
	r := o.(*row)
	if of := c.rows[at]; of < 0 {
		r.head(at, group(^of).title())
	} else {
		r.set(at, c.all[of].title, c.all[of].caption())
	}
}
