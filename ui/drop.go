package ui

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
func (w *Window) Dropped(_ fyne.Position, uris []fyne.URI) {
	w.drops = append(w.drops, uris)
	if len(w.drops) == 1 {
		w.takeDrops()
	}
}

// dropPause is how long it takes at most until it is noticed that what was
// dropped waits no longer. Nothing tells when a dialog closes.
const dropPause = 150 * time.Millisecond

// takeDrops takes what was dropped, one after the other.
func (w *Window) takeDrops() {
	if w.closing || len(w.drops) == 0 {
		return
	}
	if w.dialogOpen() || w.busy() {
		if w.session != nil {
			w.status.SetNotice(lang.L("What was dropped comes next."))
		}
		w.after(dropPause, w.takeDrops)
		return
	}
	first := w.drops[0]
	w.drops = w.drops[1:]
	w.take(first)
	w.takeDrops()
}

// take takes what was dropped: a project is opened, an annotation set is loaded
// into the open project, and anything else is for the importer to tell.
func (w *Window) take(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" && !isLink(u.Path()) {
			paths = append(paths, u.Path())
		}
	}
	switch {
	case len(paths) == 0:
		dialog.Tell(lang.L("This cannot be added"), lang.L("Only files and folders can be dropped here. Save the page in your browser, and drop its file."), w.win)
	case len(paths) == 1 && isProject(paths[0]):
		w.OpenProject(paths[0])
	case len(paths) == 1 && w.session != nil && w.desk.Formats().ForLoading().Has(paths[0]):
		w.loadOr(paths[0], func() { w.AddPaths(paths) })
	default:
		w.AddPaths(paths)
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
