package importing

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/dialog"
)

// Dropped takes what was dropped on the window, wherever on it. While a dialog is
// open or a job runs it waits: who dropped it has been told that it was taken.
func (c *Controller) Dropped(_ fyne.Position, uris []fyne.URI) {
	c.drops = append(c.drops, uris)
	if len(c.drops) == 1 {
		c.takeDrops()
	}
}

// dropPause is how long it takes at most until it is noticed that what was
// dropped waits no longer. Nothing tells when a dialog closes.
const dropPause = 150 * time.Millisecond

// takeDrops takes what was dropped, one after the other.
func (c *Controller) takeDrops() {
	if c.win.Closing() || len(c.drops) == 0 {
		return
	}
	if c.win.DialogOpen() || c.win.Busy() {
		c.win.Notice(lang.L("What was dropped comes next."))
		c.win.After(dropPause, c.takeDrops)
		return
	}
	first := c.drops[0]
	c.drops = c.drops[1:]
	c.take(first)
	c.takeDrops()
}

// take takes what was dropped: a project is opened, an annotation set is loaded
// into the open project, and anything else is for the importer to tell.
func (c *Controller) take(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" && !isLink(u.Path()) {
			paths = append(paths, u.Path())
		}
	}
	switch {
	case len(paths) == 0:
		dialog.Tell(lang.L("This cannot be added"), lang.L("Only files and folders can be dropped here. Save the page in your browser, and drop its file."), c.win.Window())
	case len(paths) == 1 && dialog.IsProject(paths[0]):
		c.win.OpenProject(paths[0])
	case len(paths) == 1 && dialog.IsSet(paths[0]) && c.win.Session() != nil:
		c.loadOr(paths[0], func() { c.AddPaths(paths) })
	default:
		c.AddPaths(paths)
	}
}

// isLink reports whether a path is that of a page on the web: what a browser
// drops is taken for the name of a file below by GLFW, and for one in the
// folder that the program runs in by Fyne.
func isLink(path string) bool {
	folder, err := os.Getwd()
	if err != nil {
		return false
	}
	name, err := filepath.Rel(folder, path)
	return err == nil && (strings.HasPrefix(name, "http:"+string(filepath.Separator)) || strings.HasPrefix(name, "https:"+string(filepath.Separator)))
}
