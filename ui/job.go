package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/dialog"
)

// How jobs end
//
// A job is long-running work on another goroutine. While a job runs, keys and menus
// run no commands. The project that the job uses stays open until the job has ended.
//
//	          ┌── nothing would be missing ──▶ it is stopped ─────────┐
//	Close ──▶ job                                                     ├─▶ ended ──▶ next
//	          └── something would be ──▶ Wait ─▶ it goes on ──────────┤
//	                                 └─▶ Stop ─▶ it is stopped ───────┘
//
// What waits for the end, such as closing the window, is in Window.next. It is
// dropped if the job fails, so that the analyst can read why.

// job is a job that runs.
type job struct {
	*dialog.Running
	loss string // what is missing if the job is stopped; "" if it can be stopped without a question
}

// run runs work as a job that can be stopped without a question, and then calls done
// on the GUI goroutine with the error of work.
func (w *Window) run(title string, work func(context.Context, func(dialog.Step)) error, done func(error)) {
	w.runToEnd(title, "", work, done)
}

// runToEnd runs work as a job like run. Before the job is stopped because the window
// closes or another project opens, the analyst is asked whether to wait. The text
// loss says what is then missing.
func (w *Window) runToEnd(title, loss string, work func(context.Context, func(dialog.Step)) error, done func(error)) {
	j := &job{loss: loss}
	w.jobs = append(w.jobs, j)
	j.Running = dialog.Run(title, w.win, w.opts.Post, work, func(err error) {
		w.ended(j)
		if err != nil && !errors.Is(err, context.Canceled) {
			w.next = nil
		}
		done(err)
		w.goOn()
	})
}

// ended removes a job, and closes the question about it.
func (w *Window) ended(ended *job) {
	for i, j := range w.jobs {
		if j == ended {
			w.jobs = append(w.jobs[:i:i], w.jobs[i+1:]...)
			break
		}
	}
	if w.endQuestion != nil {
		w.endQuestion()
		w.endQuestion = nil
	}
}

// goOn does what waits for the end of the jobs, if there are none. If a result is
// shown that the analyst should read, it does nothing.
func (w *Window) goOn() {
	next := w.next
	if next == nil || w.busy() {
		return
	}
	w.next = nil
	if !w.dialogOpen() {
		next()
	}
}

// whenIdle calls then when no job runs. If stopping a job would lose something, it
// asks whether to wait for the job or to stop it. It stops other jobs if stop is set,
// and waits for them otherwise. The text waiting says what happens after the job.
func (w *Window) whenIdle(stop bool, waiting string, then func()) {
	if !w.busy() {
		then()
		return
	}
	if w.endQuestion != nil { // it is being asked
		return
	}
	if before := w.next; before != nil && !stop {
		last := then
		then = func() {
			before()
			w.whenIdle(false, waiting, last)
		}
	}
	w.next = then
	if len(w.jobs) == 0 { // the desktop's file dialog is being closed
		return
	}
	j := w.jobs[len(w.jobs)-1]
	if j.loss == "" {
		if stop {
			j.Stop()
		}
		return
	}
	j.Show() // below the question
	w.endQuestion = dialog.Question(dialog.Asked{
		Title: lang.L("Wait until this is done?"),
		Text:  j.loss,
		Ways: []dialog.Way{
			{Title: lang.L("Cancel"), Do: func() { w.next, w.endQuestion = nil, nil }},
			{Title: lang.L("Stop"), Do: func() {
				w.endQuestion = nil
				j.Stop()
			}},
			{Title: lang.L("Wait"), Do: func() {
				w.endQuestion = nil
				j.SayNext(waiting)
			}},
		},
	}, w.win)
}

// stopJobs stops all jobs without a question.
func (w *Window) stopJobs() {
	for _, j := range w.jobs {
		j.Stop()
	}
}

// busy reports whether a job is running, or the desktop's file dialog is open.
func (w *Window) busy() bool { return len(w.jobs) > 0 || w.stopAsking != nil }

// elsewhere calls work on another goroutine, and then done on the GUI goroutine.
// The work must be short, because closing the project waits for it.
func (w *Window) elsewhere(work, done func()) {
	w.working.Go(func() {
		work()
		w.opts.Post(done)
	})
}
