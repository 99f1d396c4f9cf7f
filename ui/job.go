package ui

import (
	"context"

	"assay.app/assay/ui/dialog"
)

// A job is work away from the GUI goroutine. The window does one at a time and
// owns it: while it runs, keys and menus do nothing, and closing the window
// stops it first and waits for it. So the project that a job works on is still
// the open one when the job is done.

// run does a job; done is called on the GUI goroutine when it has ended.
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

// elsewhere calls work on another goroutine and then done on the GUI goroutine.
// Closing the project waits for work, which is short.
func (w *Window) elsewhere(work, done func()) {
	w.working.Go(func() {
		work()
		w.opts.Post(done)
	})
}
