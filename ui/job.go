package ui

import (
	"context"

	"assay.app/assay/ui/dialog"
)

// A job is long-running work on another goroutine. While a job runs, keys and menus
// run no commands. Closing the window stops the job and waits for it, so the
// project that the job uses stays open until the job ends.

// run runs work as a job, and then calls done on the GUI goroutine with the error
// of work.
func (w *Window) run(title string, work func(context.Context, func(dialog.Step)) error, done func(error)) {
	w.jobs++
	w.stopJob = dialog.Run(title, w.win, w.opts.Post, work, func(err error) {
		w.jobs--
		done(err)
		if w.closeAfter && w.jobs == 0 {
			w.closeAfter = false
			w.Close()
		}
	})
}

// busy reports whether a job is running.
func (w *Window) busy() bool { return w.jobs > 0 }

// elsewhere calls work on another goroutine, and then done on the GUI goroutine.
// The work must be short, because closing the project waits for it.
func (w *Window) elsewhere(work, done func()) {
	w.working.Go(func() {
		work()
		w.opts.Post(done)
	})
}
