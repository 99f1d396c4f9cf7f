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

// Dropped handles files that were dropped anywhere on the window. While a dialog is
// open or a job runs, the files wait, because the file manager has already been
// told that they were accepted.
func (c *Controller) Dropped(_ fyne.Position, uris []fyne.URI) {
	c.drops = append(c.drops, uris)
	if len(c.drops) == 1 {
		c.takeDrops()
	}
}

// dropPause is the interval at which waiting drops are checked. Fyne reports no
// event when a dialog closes.
const dropPause = 150 * time.Millisecond

// takeDrops handles the waiting drops in order.
func (c *Controller) takeDrops() {
	if c.win.Closing() || len(c.drops) == 0 {
		return
	}
	if c.win.DialogOpen() || c.win.Busy() {
		c.win.Notice(lang.L("The dropped files will be added next."))
		c.win.After(dropPause, c.takeDrops)
		return
	}
	first := c.drops[0]
	c.drops = c.drops[1:]
	c.take(first)
	c.takeDrops()
}

// take handles one drop. It opens a single project, loads a single data set into the
// open project, and shows a preview of other files and folders.
func (c *Controller) take(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" && !isLink(u.Path()) {
			paths = append(paths, u.Path())
		}
	}
	switch {
	case len(paths) == 0:
		dialog.Tell(lang.L("Could not add this"), lang.L("Only files and folders can be dropped here. In your browser, save the page and drop the saved file, or copy the article's text and paste it here."), c.win.Window())
	case len(paths) == 1 && dialog.IsProject(paths[0]):
		c.win.OpenProject(paths[0])
	case len(paths) == 1 && c.win.Session() != nil && c.win.Takes(paths[0]):
		c.win.Load(paths[0], func() { c.AddPaths(paths) })
	default:
		c.AddPaths(paths)
	}
}

// isLink reports whether a path is really the address of a web page. GLFW and Fyne
// report a link dropped from a browser as a file in the working directory.
func isLink(path string) bool {
	folder, err := os.Getwd()
	if err != nil {
		return false
	}
	name, err := filepath.Rel(folder, path)
	return err == nil && (strings.HasPrefix(name, "http:"+string(filepath.Separator)) || strings.HasPrefix(name, "https:"+string(filepath.Separator)))
}
