package dialog

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// Step is the progress of a job.
type Step struct {
	Done, Total int    // Total is 0 if it is unknown
	What        string // the current item, such as the name of a file
	Share       bool   // show only the bar: numbers of bytes mean nothing to an analyst
}

// progressDelay is how long a job runs before its progress is shown.
const progressDelay = 400 * time.Millisecond

// Running is the dialog of a job that runs.
type Running struct {
	title  string
	win    fyne.Window
	runner *runner
	cancel context.CancelFunc
	end    *control.Button
	dialog *fynedialog.CustomDialog // created only when shown, so that short jobs do not pay for it
	over   bool
}

// Run runs work in another goroutine. If the work takes noticeable time, Run shows
// its progress and lets the analyst stop it. At the end, Run uses post to call done
// on the GUI goroutine with the error of work. It does so even if the job was
// stopped.
func Run(title string, w fyne.Window, post func(func()), work func(context.Context, func(Step)) error, done func(error)) *Running {
	ctx, cancel := context.WithCancel(context.Background())
	r := &Running{title: title, win: w, runner: newRunner(), cancel: cancel}
	r.end = control.NewButton(lang.L("Stop"), r.Stop, r.Stop)
	timer := time.AfterFunc(progressDelay, func() { post(r.Show) })
	var last time.Time
	report := func(s Step) {
		if now := time.Now(); now.Sub(last) > 50*time.Millisecond {
			last = now
			post(func() {
				if !r.over {
					r.runner.show(s, time.Now())
				}
			})
		}
	}
	go func() {
		err := work(ctx, report)
		post(func() {
			timer.Stop()
			r.hide()
			cancel()
			done(err)
		})
	}()
	return r
}

// Show shows the progress now, unless the job has ended or its progress is shown
// already.
func (r *Running) Show() {
	if r.over || r.dialog != nil {
		return
	}
	r.dialog = control.NewModal(r.title, r.runner.content(), r.win)
	r.dialog.SetButtons([]fyne.CanvasObject{r.end})
	r.dialog.Resize(fyne.NewSize(min(32*theme.TextSize(), r.win.Canvas().Size().Width-64), 0))
	r.dialog.Show()
	r.win.Canvas().Focus(r.end)
}

// Stop cancels the context of the work.
func (r *Running) Stop() {
	r.cancel()
	r.end.Disable()
	r.runner.what.SetText(lang.L("Stopping…"))
}

// SayNext shows what will happen when the job has ended.
func (r *Running) SayNext(text string) {
	r.runner.next.SetText(text)
	r.runner.next.Show()
	r.Show()
}

func (r *Running) hide() {
	r.over = true
	r.runner.wait.Stop()
	if r.dialog != nil {
		r.dialog.Hide()
	}
}

type runner struct {
	bar  *widget.ProgressBar
	wait *widget.ProgressBarInfinite
	what *widget.Label
	left *widget.Label // the estimated remaining time
	next *widget.Label // what will happen when the job has ended

	begun time.Time // when counting to the current total began
	first Step      // the first step of that count
}

func newRunner() *runner {
	r := &runner{
		bar:  widget.NewProgressBar(),
		wait: widget.NewProgressBarInfinite(),
		what: widget.NewLabel(""),
		left: widget.NewLabel(""),
		next: widget.NewLabel(""),
	}
	r.next.Hide()
	r.next.Wrapping = fyne.TextWrapWord
	// The bar has no text, because no colour is readable on both of its halves.
	r.bar.TextFormatter = func() string { return "" }
	r.wait.Stop()
	r.wait.Hide()
	r.what.Truncation = fyne.TextTruncateEllipsis
	return r
}

func (r *runner) content() fyne.CanvasObject {
	return container.NewVBox(container.NewStack(r.bar, r.wait), control.Tight(r.what, r.left), r.next)
}

// show shows a step that was reported at the time now.
func (r *runner) show(s Step, now time.Time) {
	if r.begun.IsZero() || s.Total != r.first.Total || s.Done < r.first.Done {
		r.begun, r.first = now, s
	}
	if s.Total == 0 {
		r.bar.Hide()
		r.wait.Show()
		r.wait.Start()
		what := s.What
		if s.Done > 0 {
			what = words.Number(s.Done) + " · " + what
		}
		r.what.SetText(what)
		r.left.SetText("")
		return
	}
	r.wait.Stop()
	r.wait.Hide()
	r.bar.Show()
	r.bar.SetValue(float64(s.Done) / float64(s.Total))
	if s.Share {
		r.what.SetText(s.What)
	} else {
		r.what.SetText(lang.L("{{.Done}} of {{.Total}}", map[string]any{"Done": words.Number(s.Done), "Total": words.Number(s.Total)}) + " · " + s.What)
	}
	r.left.SetText(left(now.Sub(r.begun), s.Done-r.first.Done, s.Total-s.Done))
}

// left returns a text with the estimated remaining time of a job, given the time
// taken so far, the number of units done and the number of units still to do. It
// returns "" while the estimate is unreliable or if the end is near.
func left(taken time.Duration, done, more int) string {
	const knownAfter, soon = 2 * time.Second, 5 * time.Second
	if taken < knownAfter || done <= 0 {
		return ""
	}
	switch still := time.Duration(float64(taken) / float64(done) * float64(more)); {
	case still < soon:
		return ""
	case still < time.Minute:
		const step = 5 * time.Second // rounded, so that the text does not change all the time
		return words.N("about {{.Count}} seconds left", int(still.Round(step).Seconds()))
	default:
		return words.N("about {{.Count}} minutes left", int(still.Round(time.Minute).Minutes()))
	}
}
