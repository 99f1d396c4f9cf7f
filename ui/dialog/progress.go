package dialog

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// Step is how far something long has come.
type Step struct {
	Done, Total int    // Total 0: not known
	What        string // what is in hand: a file's name
}

// progressDelay is how long something may take before a dialog says so.
const progressDelay = 400 * time.Millisecond

// Run does work away from the GUI goroutine, shows how far it has come once it
// takes noticeable time, and lets the analyst stop it. Then done is called, on
// the GUI goroutine. Post brings a function there. The function it gives stops
// the work, as the analyst can; done is called then too.
func Run(title string, w fyne.Window, post func(func()), work func(context.Context, func(Step)) error, done func(error)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	r := &runner{
		bar:  widget.NewProgressBar(),
		wait: widget.NewProgressBarInfinite(),
		what: widget.NewLabel(""),
	}
	r.wait.Stop()
	r.wait.Hide()
	r.what.Truncation = fyne.TextTruncateEllipsis
	end := newButton(lang.L("Stop"), nil, nil)
	end.OnTapped = func() {
		cancel()
		end.Disable()
		r.what.SetText(lang.L("Stopping…"))
	}
	end.escape = end.OnTapped

	over := false
	var d *fynedialog.CustomDialog // made when it shows: what takes no time pays for none
	timer := time.AfterFunc(progressDelay, func() {
		post(func() {
			if !over {
				d = fynedialog.NewCustomWithoutButtons(title, container.NewVBox(container.NewStack(r.bar, r.wait), r.what), w)
				d.SetButtons([]fyne.CanvasObject{end})
				d.Resize(fyne.NewSize(440, 0))
				d.Show()
				w.Canvas().Focus(end)
			}
		})
	})
	var last time.Time
	report := func(s Step) {
		if now := time.Now(); now.Sub(last) > 50*time.Millisecond {
			last = now
			post(func() {
				if !over {
					r.show(s)
				}
			})
		}
	}
	go func() {
		err := work(ctx, report)
		post(func() {
			over = true
			timer.Stop()
			r.wait.Stop()
			if d != nil {
				d.Hide()
			}
			cancel()
			done(err)
		})
	}()
	return cancel
}

type runner struct {
	bar  *widget.ProgressBar
	wait *widget.ProgressBarInfinite
	what *widget.Label
}

func (r *runner) show(s Step) {
	if s.Total == 0 {
		r.bar.Hide()
		r.wait.Show()
		r.wait.Start()
		r.what.SetText(fmt.Sprintf("%s (%d)", s.What, s.Done))
		return
	}
	r.wait.Stop()
	r.wait.Hide()
	r.bar.Show()
	r.bar.SetValue(float64(s.Done) / float64(s.Total))
	r.what.SetText(lang.L("{{.Done}} of {{.Total}}", map[string]any{"Done": s.Done, "Total": s.Total}) + " · " + s.What)
}
