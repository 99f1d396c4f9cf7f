package reading

import (
	"fyne.io/fyne/v2"

	"assay.app/assay/model"
)

// Landing returns the place in which an article opens that is dropped at a position
// on the canvas, or -1 if it is dropped beside the readers. In a single reader, the
// right half stands for a second reader.
func (c *Controller) Landing(at fyne.Position) int {
	in := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(c.content))
	size := c.content.Size()
	switch {
	case in.X < 0 || in.Y < 0 || in.X >= size.Width || in.Y >= size.Height:
		return -1
	case c.win.Session().Document() != nil && in.X >= size.Width/2:
		return 1
	}
	return 0
}

// OpenBeside opens an article in the second reader.
func (c *Controller) OpenBeside(id model.ArticleID) {
	c.win.Report(c.win.Session().OpenIn(1, id))
}
