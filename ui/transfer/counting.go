package transfer

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// counting counts on another goroutine what the articles have of each feature.
type counting struct {
	pane    *pane
	content *fyne.Container
	bar     *widget.ProgressBar
	status  *widget.Label
	button  *control.Button // stops the count, or begins it again

	request model.ExportRequest
	key     counted
	running bool
	cancel  context.CancelFunc
	known   map[counted][]model.Loss
}

// counted identifies what was counted.
type counted struct {
	scope   int // the index of the selection of articles
	analyst string
}

func newCounting(p *pane) *counting {
	c := &counting{pane: p, bar: widget.NewProgressBar(), status: control.Wrapped(""), cancel: func() {}, known: map[counted][]model.Loss{}}
	c.bar.TextFormatter = func() string { return "" } // no colour is readable on both of its halves
	c.status.SizeName = theme.SizeNameCaptionText
	c.button = control.NewButton(lang.L("Stop"), c.press, p.of.close)
	c.button.Viewport = p.through
	c.content = container.NewVBox(container.NewBorder(nil, nil, nil, c.button, c.bar), c.status)
	c.content.Hide()
	return c
}

// of shows what the articles of a selection have. It counts them unless that is known.
func (c *counting) of(x model.ExportRequest, scope int) {
	key := counted{scope, x.Analyst}
	if c.running && key == c.key {
		return
	}
	c.stop()
	c.request, c.key = x, key
	if amounts, known := c.known[key]; known {
		c.pane.weigh(amounts)
		return
	}
	c.begin()
}

// begin counts on another goroutine.
func (c *counting) begin() {
	ctx, cancel := context.WithCancel(c.pane.of.ctx)
	c.cancel, c.running = cancel, true
	c.bar.SetValue(0)
	c.bar.Show()
	c.button.SetText(lang.L("Stop"))
	c.status.SetText(lang.L("Counting what is lost…"))
	c.content.Show()
	c.pane.lost.set("", "")
	c.pane.kept.set("", "")
	project, win, x, key := c.pane.of.project, c.pane.of.win, c.request, c.key
	win.Go(func() {
		amounts, err := project.Amounts(ctx, x, c.progress(ctx))
		win.Post(func() {
			if ctx.Err() == nil {
				c.end(key, amounts, err)
			}
		})
	})
}

// progress returns a function that shows how far the count is, a few times in a second.
func (c *counting) progress(ctx context.Context) func(done, all int) {
	var last time.Time
	const pause = 100 * time.Millisecond
	return func(done, all int) {
		now := time.Now()
		if now.Sub(last) < pause || all == 0 {
			return
		}
		last = now
		c.pane.of.win.Post(func() {
			if ctx.Err() == nil && c.running {
				c.bar.SetValue(float64(done) / float64(all))
				c.status.SetText(lang.L("Counting what is lost…") + " " + lang.L("{{.Done}} of {{.Total}}", map[string]any{"Done": words.Number(done), "Total": words.Number(all)}))
			}
		})
	}
}

// end shows the result of the count.
func (c *counting) end(key counted, amounts []model.Loss, err error) {
	c.running = false
	c.cancel()
	if err != nil {
		c.paused(explain.Error(err))
		return
	}
	c.content.Hide()
	c.known[key] = slices.Clone(amounts)
	c.pane.weigh(amounts)
}

// stop ends the count and shows nothing of it.
func (c *counting) stop() {
	c.cancel()
	c.running = false
	c.content.Hide()
}

// press stops the count, or begins it again.
func (c *counting) press() {
	if !c.running {
		c.begin()
		return
	}
	c.stop()
	c.paused(lang.L("What is lost was not counted."))
}

// paused says that the count has ended early.
func (c *counting) paused(why string) {
	c.status.SetText(why)
	c.bar.Hide()
	c.button.SetText(lang.L("Count"))
	c.content.Show()
	c.pane.lost.set("", "")
	c.pane.kept.set("", "")
}
