package figures

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/figures"
	"assay.app/assay/model/value"
)

// order is an order of the rows.
type order int

const (
	usual order = iota // days, labels, grades and numbers in their own order; others the largest first
	byCount
	byName
	orders
)

// title returns the name of the order.
func (o order) title() string {
	switch o {
	case byCount:
		return lang.L("Largest first")
	case byName:
		return lang.L("By name")
	default:
		return lang.L("Usual order")
	}
}

// arrange makes the figure that is shown from the one that was counted.
func (c *Controller) arrange() {
	f := c.figure
	rows := make([]int, 0, len(f.Rows))
	for r := range f.Rows {
		if !c.noZero || f.Sums[r] > 0 {
			rows = append(rows, r)
		}
	}
	switch c.order {
	case byCount:
		slices.SortStableFunc(rows, func(a, b int) int { return f.Sums[b] - f.Sums[a] })
	case byName:
		names := make([]string, len(f.Rows))
		w := c.words()
		for _, r := range rows {
			names[r] = value.Folded(w.name(f.Cross.Rows, f.Rows[r]))
		}
		slices.SortStableFunc(rows, func(a, b int) int {
			if f.Rows[a].None() != f.Rows[b].None() { // what has no value is last
				return cmp.Compare(btoi(f.Rows[a].None()), btoi(f.Rows[b].None()))
			}
			return cmp.Compare(names[a], names[b])
		})
	default:
	}
	columns := make([]int, len(f.Columns))
	for i := range columns {
		columns[i] = i
	}
	c.shown = f
	if c.order != usual || len(rows) != len(f.Rows) {
		c.shown = f.Arranged(rows, columns)
	}
	c.drawn = c.shown
	if c.shares {
		c.drawn = c.shown.Shares()
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// rearrange shows the figure in another arrangement.
func (c *Controller) rearrange(set func()) {
	set()
	if c.figure != nil {
		c.arrange()
	}
	c.view.refresh()
	c.win.Focus(c.view.main())
}

// show shows another figure.
func (c *Controller) show(x figures.Cross) {
	if x == c.cross && c.figure != nil {
		return
	}
	c.cross = x
	c.figure, c.shown, c.drawn = nil, nil, nil
	c.view.reset()
	c.refresh()
	c.view.refresh()
}
