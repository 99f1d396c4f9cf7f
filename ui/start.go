package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// Start opens the project if paths holds one project file and nothing else. For
// other paths, it shows a preview of the articles in the files and folders. Without
// paths, it opens the project that was open last, if that project still exists.
// Start may be called before the window is shown. If a job is running, Start waits
// for its end, or asks whether to stop it.
func (w *Window) Start(paths []string) {
	if w.stopAsking != nil {
		w.stopAsking()
	}
	name := ""
	if len(paths) > 0 {
		name = words.FileName(paths[0])
	}
	w.whenIdle(false, lang.L("{{.Name}} opens when this is done.", map[string]any{"Name": name}), func() { w.start(paths) })
}

func (w *Window) start(paths []string) {
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

// Close closes the window once everything is saved. If a job is running, Close asks
// whether to wait for it, or stops it if nothing would be missing. The window closes
// after the job has ended. If the text of an article is being corrected, Close asks first
// whether to discard the corrections.
func (w *Window) Close() {
	if w.closing || w.projects.Leaving() || !w.busy() && w.correcting.Keeps(w.Close) {
		return
	}
	if w.stopAsking != nil {
		w.stopAsking()
	}
	w.whenIdle(true, lang.L("The window closes when this is done."), w.close)
}

// End closes the window without a question, for a system that ends the session. If a
// job is running, End stops it and waits for its end.
func (w *Window) End() {
	if w.closing || w.projects.Leaving() {
		return
	}
	if w.endQuestion != nil {
		w.endQuestion()
		w.endQuestion = nil
	}
	if !w.busy() {
		w.close()
		return
	}
	w.next = w.close
	w.stopJobs()
	if w.stopAsking != nil {
		w.stopAsking()
	}
}

// close closes the window; no job is running.
func (w *Window) close() {
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
