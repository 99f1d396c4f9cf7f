package transfer

import (
	"context"
	"maps"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/arrival"
	"assay.app/assay/model/results"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// arriving is the dialog that shows what loading a data set would do: the parts of the preview at the
// left, and what the chosen one lists at the right.
type arriving struct {
	*Controller
	path   string
	format offered
	set    arrival.Set

	dialog   *fynedialog.CustomDialog
	sides    *control.Sides
	unfollow func()
	parts    *control.List
	all      []part // those that have something
	listing  *listing
	mapping  *mapping
	summary  *fyne.Container
	why      *widget.Label // why nothing can be loaded
	cancel   *control.Button
	turn, ok *control.Button
	hidden   bool

	shown   *arrival.Preview
	labels  map[string]string // what the analyst has chosen for labels of the data set
	wait    func()            // ends the pause before the next preview
	stop    context.CancelFunc
	reading bool // a preview is being made
	stale   bool // it is of other labels
	failed  string
}

// mappingPause is the time from the last choice of a label to the preview with it.
const mappingPause = 200 * time.Millisecond

// show opens the dialog with a preview that was made with labels.
func (c *Controller) show(a *arriving, p *arrival.Preview, labels map[string]string) {
	if c.hide != nil {
		return
	}
	a.Controller, a.labels, a.wait, a.stop = c, labels, func() {}, func() {}
	c.hide = a.leave
	a.dialog = control.NewModal(lang.L("Load {{.Name}}", map[string]any{"Name": words.FileName(a.path)}), a.build(), c.win.Window())
	a.cancel = control.NewButton(lang.L("Cancel"), a.leave, a.leave)
	a.turn = control.NewButton(lang.L("Details"), a.turnOver, a.leave)
	a.ok = control.NewButton(lang.L("Load"), a.accept, a.leave)
	a.ok.Importance = widget.HighImportance
	a.dialog.SetButtons([]fyne.CanvasObject{a.cancel, a.turn, a.ok})
	a.dialog.SetOnClosed(a.closed)
	a.unfollow = control.Spread{
		Dialog: a.dialog, Window: c.win.Window(), After: c.win.After, Most: fyne.NewSize(76*theme.TextSize(), 54*theme.TextSize()),
		Fit: func(width float32) {
			a.sides.Fit(width)
			control.ShowIf(a.turn, a.sides.Narrow)
		},
	}.Follow()
	a.dialog.Show()
	a.present(p)
	a.open(a.first())
	switch {
	case len(p.Unmapped) > 0:
		c.win.Window().Canvas().Focus(a.mapping.list)
	case a.ok.Disabled():
		c.win.Window().Canvas().Focus(a.cancel)
	default:
		c.win.Window().Canvas().Focus(a.ok)
	}
}

func (a *arriving) build() fyne.CanvasObject {
	a.parts = control.NewList(func() int { return len(a.all) }, func() fyne.CanvasObject {
		return newRow(func(at int, _ fyne.KeyModifier) { a.parts.Choose(at) })
	}, func(at int, o fyne.CanvasObject) {
		if at < len(a.all) {
			o.(*row).set(at, a.all[at].title, a.all[at].caption)
			o.(*row).caption.Importance = a.all[at].importance
			o.(*row).caption.Refresh()
		}
	})
	a.parts.HideSeparators = true
	a.parts.OnChosen = func(int) { a.showPart() }
	a.parts.OnAccept, a.parts.OnEscape = a.accept, a.leave
	a.parts.Spoken = func(at int) string { return a.all[at].title + ", " + a.all[at].caption }
	a.listing = newListing(a)
	a.mapping = newMapping(a)
	a.summary = container.NewStack()
	a.why = control.Wrapped("")
	a.why.TextStyle.Bold = true
	a.why.Hide()
	const share = 0.34
	a.sides = control.NewSides(a.parts, container.NewStack(a.summary, a.listing.content, a.mapping.content), share)
	return container.NewBorder(nil, container.NewVBox(widget.NewSeparator(), a.why), nil, nil, a.sides.Content)
}

// first returns the kind of the part that is shown first.
func (a *arriving) first() kind {
	if len(a.shown.Unmapped) > 0 {
		return labelPart
	}
	return summaryPart
}

// open shows a part.
func (a *arriving) open(k kind) {
	for at, p := range a.all {
		if p.kind == k {
			a.parts.Choose(at)
		}
	}
}

// part returns the chosen part.
func (a *arriving) part() part {
	if a.parts.At < len(a.all) {
		return a.all[a.parts.At]
	}
	return part{}
}

// showPart shows what the chosen part lists.
func (a *arriving) showPart() {
	p := a.part()
	control.ShowIf(a.summary, p.kind == summaryPart)
	control.ShowIf(a.mapping.content, p.kind == labelPart)
	control.ShowIf(a.listing.content, p.kind != summaryPart && p.kind != labelPart)
	switch p.kind {
	case summaryPart:
		a.summary.Objects = []fyne.CanvasObject{a.overview()}
		a.summary.Refresh()
	case labelPart:
		a.mapping.refresh()
	default:
		a.listing.show(p)
	}
}

// present shows a preview.
func (a *arriving) present(p *arrival.Preview) {
	a.shown = p
	chosen := a.part().kind
	a.all = a.partsOf(p)
	a.parts.UnselectAll()
	a.parts.Refresh()
	a.open(summaryPart)
	a.open(chosen)
	a.refresh()
}

// refresh shows whether the data set can be loaded, and why not.
func (a *arriving) refresh() {
	why := a.unready()
	control.SetOrHide(a.why, why)
	if why == "" {
		a.ok.Enable()
	} else {
		a.ok.Disable()
	}
}

// unready returns why the data set cannot be loaded now, or "".
func (a *arriving) unready() string {
	c := a.shown.Count
	switch {
	case a.win.NeedWritable() != "":
		return a.win.NeedWritable()
	case a.failed != "":
		return a.failed
	case a.unmapped() > 0:
		return words.N("Choose what becomes of {{.Count}} labels.", a.unmapped())
	case a.reading || a.stale:
		return lang.L("Reading…")
	case c.Written()+c.Added+c.Conflicts+len(a.shown.Codebook)+len(a.shown.Phrases) == 0:
		return lang.L("There is nothing to load: the project has everything in the file that has a place.")
	}
	return ""
}

// unmapped returns how many labels the analyst still has to map.
func (a *arriving) unmapped() (n int) {
	for _, l := range a.shown.Unmapped {
		if a.labels[l.From] == "" {
			n++
		}
	}
	return n
}

// mapTo maps labels of the data set, and previews it again after a pause.
func (a *arriving) mapTo(labels []string, to func(from string) string) {
	for _, from := range labels {
		a.labels[from] = to(from)
	}
	a.stale, a.failed = true, ""
	a.stop()
	a.wait()
	a.wait = a.win.After(mappingPause, a.again)
	a.refresh()
}

// again makes the preview with the labels that are chosen now. Only one is made at a time.
func (a *arriving) again() {
	if a.reading || a.hidden {
		return
	}
	a.reading, a.stale = true, false
	ctx, cancel := context.WithCancel(a.ctx)
	a.stop = cancel
	labels, set, win := maps.Clone(a.labels), a.set, a.win
	win.Go(func() {
		p, err := set.Preview(ctx, labels)
		win.Post(func() {
			cancel()
			a.reading = false
			switch {
			case a.hidden:
			case a.stale:
				a.again()
			case err != nil:
				a.failed = explain.Error(err)
				a.refresh()
			default:
				a.present(p)
			}
		})
	})
}

// turnOver shows the details in place of the parts, or the other way round.
func (a *arriving) turnOver() {
	a.sides.Turn()
	if !a.sides.Over {
		a.turn.SetText(lang.L("Details"))
		a.win.Window().Canvas().Focus(a.parts)
		return
	}
	a.turn.SetText(lang.L("Overview"))
	switch a.part().kind {
	case labelPart:
		a.win.Window().Canvas().Focus(a.mapping.list)
	case summaryPart:
		a.win.Window().Canvas().Focus(a.turn)
	default:
		a.win.Window().Canvas().Focus(a.listing.list)
	}
}

func (a *arriving) leave() { a.dialog.Hide() }

// closed is called when the dialog is closed in whatever way.
func (a *arriving) closed() {
	if a.hidden {
		return
	}
	a.hidden = true
	a.unfollow()
	a.wait()
	a.stop()
	a.Controller.hide = nil
}

// accept loads the data set.
func (a *arriving) accept() {
	if a.unready() != "" {
		return
	}
	a.prefs.AddMappedLabels(a.labels)
	a.leave()
	var report results.Load
	set, labels, count := a.set, maps.Clone(a.labels), a.shown.Count
	name := words.FileName(a.path)
	a.win.RunToEnd(loading(a.path), lang.L("The file is still being loaded. If you stop, nothing of it is loaded."), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: name})
		got, err := set.Load(ctx, labels, func(done, all int) { step(dialog.Step{Done: done, Total: all, What: name, Share: true}) })
		a.win.Post(func() { report = got })
		return err
	}, func(err error) {
		more := lang.L("Press {{.Key}} to undo.", map[string]any{"Key": a.win.Key("edit.undo")})
		if count.Lost > 0 {
			more = words.Joined(" ", words.N("{{.Count}} marks had no place.", count.Lost), more)
		}
		a.loaded(lang.L("Loaded {{.Name}}", map[string]any{"Name": name}), report, more)
		a.win.Failed(explain.Titled(notLoaded(a.path), unread(a.path, a.format.full(), err)))
	})
}
