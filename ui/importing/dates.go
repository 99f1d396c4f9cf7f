package importing

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
)

// orderChoice selects how to read a date such as 03/04/2031.
type orderChoice struct{ control.Selection }

func newOrderChoice(changed func()) *orderChoice {
	c := &orderChoice{}
	c.Spoken = lang.L("Order of the dates")
	c.Options = []string{"", lang.L("Day first: 25/12/2031"), lang.L("Month first: 12/25/2031"), lang.L("Year first: 31/12/25")}
	c.OnChanged = func(string) { changed() }
	c.ExtendBaseWidget(c)
	return c
}

// set shows how the dates of a table are read, and the analyst's choice if there is
// one. If there is neither, it hides the control.
func (c *orderChoice) set(t *draft.Table) {
	if t.DateOrder == "" && t.Columns[draft.Dates] == "" {
		c.Hide()
		return
	}
	switch at := slices.Index(draft.DateOrders(), t.DateOrder); {
	case t.Columns[draft.Dates] != "":
		c.Options[0] = lang.L("Detected from the column")
	case t.DateOrder == "mixed":
		c.Options[0] = lang.L("Several orders: some dates cannot be read")
	case at < 0:
		c.Options[0] = lang.L("Not certain: some dates cannot be read")
	default:
		c.Options[0] = lang.L("{{.Order}} (detected)", map[string]any{"Order": c.Options[at+1]})
	}
	c.SetSelectedIndex(slices.Index(draft.DateOrders(), t.Columns[draft.Dates]) + 1)
	c.Show()
}
