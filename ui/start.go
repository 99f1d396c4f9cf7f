package ui

import (
	"context"
	"errors"

	"assay.app/assay/ui/dialog"
)

// Start opens the project if paths holds one project file and nothing else. For
// other paths, it shows a preview of the articles in the files and folders. Without
// paths, it opens the project that was open last, if that project still exists.
// Start may be called before the window is shown.
func (w *Window) Start(paths []string) {
	w.tellNotices()
	switch {
	case len(paths) == 1 && dialog.IsProject(paths[0]):
		w.OpenProject(paths[0])
	case len(paths) > 0:
		w.AddPaths(paths)
	default:
		if last := w.projects.LastThere(); last != "" {
			w.OpenProject(last)
		}
	}
}

// Close closes the window once everything is saved. If a job is running, Close only
// stops it, and the window closes after the job has ended.
func (w *Window) Close() {
	switch {
	case w.closing || w.projects.Leaving():
		return
	case w.busy():
		w.closeAfter = true
		w.stopJob()
		return
	}
	w.prefs.SetWindowSize(w.size())
	w.projects.Leave(func() {
		w.closing = true
		w.win.Close()
	}, nil)
}

// failed reports whether err is not nil. It shows err unless the analyst stopped
// the job.
func (w *Window) failed(err error) bool {
	if err != nil && !errors.Is(err, context.Canceled) {
		w.report(err)
	}
	return err != nil
}
