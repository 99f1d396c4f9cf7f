package panel

import (
	"fmt"
	"sort"
	"time"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/session"
	"assay.app/assay/ui/words"
)

// Groups of the list
//
// The list shows a heading above each group of articles. A binary search over the
// first rows of the groups finds what a row shows.

// length returns the number of rows, including headings.
func (c *Corpus) length() int { return c.session.Shown() + len(c.session.Groups()) }

// rowAt returns what row i of the list shows. If the row is a heading, at is the
// index of the group and heading is true. Otherwise, at is the index of an article
// in the session's list.
func (c *Corpus) rowAt(i int) (at int, heading bool) {
	groups := c.session.Groups()
	g := sort.Search(len(groups), func(g int) bool { return groups[g].First+g > i }) - 1
	if g >= 0 && groups[g].First+g == i {
		return g, true
	}
	return i - (g + 1), false
}

// headingsBefore returns how many of the rows of the list before row i are headings.
func (c *Corpus) headingsBefore(i int) int {
	groups := c.session.Groups()
	return sort.Search(len(groups), func(g int) bool { return groups[g].First+g >= i })
}

// indexOf returns the row of the list that shows an article of the session's list.
func (c *Corpus) indexOf(row int) int {
	groups := c.session.Groups()
	return row + sort.Search(len(groups), func(g int) bool { return groups[g].First > row })
}

// headingOf returns the heading of a group: its name and the number of its
// articles.
func (c *Corpus) headingOf(group int) string {
	groups := c.session.Groups()
	end := c.session.Shown()
	if group+1 < len(groups) {
		end = groups[group+1].First
	}
	first := c.session.Row(groups[group].First)
	name := ""
	switch c.session.Order() {
	case session.ByOutlet:
		if name = first.Metadata.Outlet; name == "" {
			name = lang.L("Unknown outlet")
		}
	case session.ByOrigin:
		if name = c.session.OriginName(&first); name == "" {
			name = lang.L("Unknown origin")
		}
	case session.ByDate:
		name = session.Month(first.Metadata)
		if t, err := time.Parse("2006-01", name); err == nil {
			name = words.Month(t)
		}
		if name == "" {
			name = lang.L("Unknown date")
		}
	case session.ByProgress:
		switch groups[group].State {
		case session.NotBegun:
			name = lang.L("Not started")
		case session.InPart:
			name = lang.L("In progress")
		case session.Done:
			name = lang.L("Done")
		}
	}
	return fmt.Sprintf("%s  ·  %d", name, c.currentIn(groups[group].First, end))
}

// currentIn returns how many rows of the session's list from one row to another are not older
// versions of articles.
func (c *Corpus) currentIn(from, to int) int {
	n := to - from
	if c.session.ShownOlder() == 0 {
		return n
	}
	for row := from; row < to; row++ {
		if _, superseded := c.session.CurrentVersion(c.session.Row(row).ID); superseded {
			n--
		}
	}
	return n
}
