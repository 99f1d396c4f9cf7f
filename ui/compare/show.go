package compare

import "assay.app/assay/model"

// ShowStatement makes the row of a statement current in the matrix, as soon as the table is known.
func (c *Controller) ShowStatement(id model.StatementID) {
	if c.view.overTime.on {
		c.showTimeline(false)
	}
	c.wanted = id
	c.showWanted()
}

// showWanted shows the statement that was asked for, if the table is known.
func (c *Controller) showWanted() {
	if c.wanted == "" || c.table == nil {
		return
	}
	id := c.win.Session().Compared().Statements.Root(c.wanted)
	c.wanted = ""
	c.view.matrix.show(id)
	c.win.Focus(c.view.matrix.list)
}
