package report

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/report"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
)

// preview shows the report as it would be, with what is missing above it.
type preview struct {
	of       *sheet
	content  fyne.CanvasObject
	warnings *fyne.Container
	outline  *control.Selection
	places   []report.Place
	status   *widget.Label
	page     *page

	wait   func()             // ends the pause before the next reading
	cancel context.CancelFunc // ends the reading
	shown  *report.Preview
}

const (
	// previewPause is the time from the last change to the preview of it.
	previewPause = 300 * time.Millisecond
	// previewBlocks is the number of blocks that the preview shows.
	previewBlocks = 200
)

func newPreview(s *sheet) *preview {
	p := &preview{of: s, wait: func() {}, cancel: func() {}, warnings: container.New(&control.Flow{}), status: widget.NewLabel("")}
	p.status.SizeName, p.status.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	p.outline = control.NewSelection(nil, -1, p.jump, s.hide)
	p.outline.PlaceHolder = lang.L("Go to…")
	p.outline.Spoken = lang.L("Outline")
	p.page = newPage(s.hide)
	head := container.NewVBox(p.warnings, container.NewBorder(nil, nil, p.outline, nil, p.status))
	p.content = container.NewBorder(container.NewPadded(head), nil, nil, nil, p.page)
	return p
}

// stop ends the pause and the reading.
func (p *preview) stop() {
	p.wait()
	p.cancel()
}

// later reads the report after a pause.
func (p *preview) later() {
	p.stop()
	p.wait = p.of.win.After(previewPause, p.refresh)
}

// refresh reads the report and shows it.
func (p *preview) refresh() {
	p.stop()
	p.warn()
	request := p.of.request()
	if why := unready(request); why != "" {
		p.of.saves.Disable()
		p.status.SetText(why)
		return
	}
	p.of.saves.Enable()
	p.status.SetText(lang.L("Reading…"))
	ctx, cancel := context.WithCancel(p.of.ctx)
	p.cancel = cancel
	project := p.of.project
	p.of.win.Go(func() {
		read, err := project.PreviewReport(ctx, request, previewBlocks)
		p.of.win.Post(func() {
			if ctx.Err() != nil || p.of.hidden {
				return
			}
			if err != nil {
				p.status.SetText(explain.Error(err))
				return
			}
			p.show(&read)
		})
	})
}

// unready returns why there is nothing to write, or "".
func unready(r report.Request) string {
	switch {
	case len(r.Parts) == 0:
		return lang.L("Choose at least one part.")
	case r.Statements != nil && len(r.Statements) == 0:
		return lang.L("No statement is chosen.")
	}
	return ""
}

// show shows a report that was read. It keeps the place in the page.
func (p *preview) show(read *report.Preview) {
	p.shown = read
	p.places = read.Outline
	var titles []string
	for _, place := range read.Outline {
		indent := ""
		for range place.Level - 1 {
			indent += "    "
		}
		titles = append(titles, indent+control.OneLine(place.Title))
	}
	p.outline.Options = titles
	p.outline.ClearSelected()
	p.outline.Refresh()
	control.ShowIf(p.outline, len(titles) > 0)
	p.status.SetText("")
	p.page.show(read)
}

// jump shows a heading.
func (p *preview) jump(at int) {
	if at >= 0 && at < len(p.places) {
		p.page.reveal(p.places[at].Block)
	}
}

// warn shows what is missing in the report.
func (p *preview) warn() {
	p.warnings.RemoveAll()
	for _, w := range p.of.missing() {
		b := control.NewButton(w.text, func() {
			p.of.hide()
			p.of.win.Judge(w.statement)
		}, p.of.hide)
		b.Icon = theme.WarningIcon()
		p.warnings.Add(b)
	}
	p.warnings.Refresh()
}
