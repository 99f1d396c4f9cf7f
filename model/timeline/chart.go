package timeline

import (
	"time"
)

// Chart is what a Layout lays out: items in bands.
type Chart struct {
	Columns []int // of each band: an index into Timeline.Outlets, or −1 for the articles without an outlet
	Items   []Item
}

// Item is an article or an appearance that has a date.
type Item struct {
	Of       int // the index of the article in its timeline, or of the appearance in its statement
	Band     int
	From, To time.Time // where it is shown, see Moment.In
	Bar      bool      // it is shown as a bar from From to To, because only the day is known
	Until    time.Time // when the sentence was gone; zero if it is there
}

// Chart returns the articles that have a date, in a band for each outlet. The articles without
// an outlet are in one band, the last.
func (t *Timeline) Chart(where *time.Location) Chart {
	var c Chart
	band := make([]int, len(t.Outlets)) // plus 1
	none := 0
	for _, a := range t.Articles[:t.Dated] {
		if t.named(a.Column) {
			band[a.Column] = 1
		} else {
			none = 1
		}
	}
	for column := range band {
		if band[column] > 0 {
			c.Columns = append(c.Columns, column)
			band[column] = len(c.Columns)
		}
	}
	if none > 0 {
		c.Columns = append(c.Columns, -1)
		none = len(c.Columns)
	}
	for i, a := range t.Articles[:t.Dated] {
		at := none
		if t.named(a.Column) {
			at = band[a.Column]
		}
		c.add(i, at-1, a.Moment, Moment{}, where)
	}
	return c
}

// named reports whether a column is that of an outlet.
func (t *Timeline) named(column int) bool { return column >= 0 && t.Outlets[column].ID != "" }

// Chart returns the appearances that have a date, in a band for each outlet, in the order of
// s.Outlets.
func (s *Statement) Chart(where *time.Location) Chart {
	var c Chart
	dated := map[int]bool{}
	for i := range s.Appearances {
		if a := &s.Appearances[i]; a.Moment.Known() {
			dated[a.Column] = true
		}
	}
	band := map[int]int{}
	for _, o := range s.Outlets {
		if dated[o.Column] {
			band[o.Column] = len(c.Columns)
			c.Columns = append(c.Columns, o.Column)
		}
	}
	for i := range s.Appearances {
		if a := &s.Appearances[i]; a.Moment.Known() {
			c.add(i, band[a.Column], a.Moment, a.Until, where)
		}
	}
	return c
}

func (c *Chart) add(of, band int, at, until Moment, where *time.Location) {
	item := Item{Of: of, Band: band, Bar: at.Precision == Day}
	item.From, item.To = at.In(where)
	if until.Known() {
		item.Until, _ = until.In(where)
	}
	c.Items = append(c.Items, item)
}

// Extent returns the interval [from,to) that an axis has to show. Both are zero if there are
// no items.
func (c *Chart) Extent() (from, to time.Time) {
	for i, item := range c.Items {
		if i == 0 || item.From.Before(from) {
			from = item.From
		}
		for _, end := range []time.Time{item.To, item.Until} {
			if end.After(to) || to.IsZero() {
				to = end
			}
		}
	}
	return from, to
}
