package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/compare"
	"assay.app/assay/ui/figures"
	"assay.app/assay/ui/judge"
	"assay.app/assay/ui/sources"
	"assay.app/assay/ui/versions"
	"assay.app/assay/ui/views"
)

// The views of the open project
//
// A view fills the window between the toolbar and the status bar. Window.newViews lists the
// views. The bar of views, the commands and the keys follow from that list. Read is the first
// view. The others are modes with keys of their own, in which keys without Ctrl or Alt do
// nothing in the article. Going to a sentence, for example from a hit of a search, shows Read,
// and the way back from that sentence shows the view again.

// view is a view of the open project.
type view struct {
	id       command.ID
	title    string
	key      command.Key              // the key that shows the view
	untabbed bool                     // the bar of views has no tab for the view, to which other views lead
	content  func() fyne.CanvasObject // the content for the open project
	first    func() fyne.Focusable    // the object to focus when the view is first shown; may be nil
	enter    func()                   // called when the view is shown; may be nil
	leave    func()                   // called when the view is hidden; may be nil
	hints    func() string            // names the keys of the view in the status bar; nil in Read
	spoken   func() string            // the text for screen readers; nil in Read
	titles   func() []string          // the titles under which its keys are listed, if it has several parts; see viewKeys
}

// readView is the index of the view Read.
const readView = 0

// The ids of two views.
const (
	compareView command.ID = "view.compare"
	figuresView command.ID = "view.figures"
)

// newViews returns the views in the order of the bar.
func (w *Window) newViews() []view {
	return []view{
		{
			id: "view.read", title: lang.L("Read"), key: command.Ctrl(fyne.Key1),
			content: func() fyne.CanvasObject { return w.panes },
		},
		{
			id: compareView, title: compare.Title(), key: command.Ctrl(fyne.Key2),
			content: func() fyne.CanvasObject { return w.comparison },
			first:   w.compare.First, enter: w.compare.Enter, leave: w.compare.Leave,
			hints: w.compare.Hints, spoken: w.compare.Spoken, titles: w.compare.Titles,
		},
		{
			id: "view.sources", title: sources.Title(), key: command.Ctrl(fyne.Key3),
			content: func() fyne.CanvasObject { return w.sourcesContent },
			first:   w.sources.First, enter: w.sources.Enter, leave: w.sources.Leave,
			hints: w.sources.Hints, spoken: w.sources.Spoken,
		},
		{
			id: figuresView, title: figures.Title(), key: command.Ctrl(fyne.Key4),
			content: func() fyne.CanvasObject { return w.counts },
			first:   w.figures.First, enter: w.figures.Enter, leave: w.figures.Leave,
			hints: w.figures.Hints, spoken: w.figures.Spoken,
		},
		{
			id: versions.ViewID, title: versions.Title(), key: command.CtrlShift(fyne.KeyV), untabbed: true,
			content: func() fyne.CanvasObject { return w.chain },
			first:   w.versions.First, enter: w.versions.Enter, leave: w.versions.Leave,
			hints: w.versions.Hints, spoken: w.versions.Spoken,
		},
		{
			id: judge.ViewID, title: judge.Title(), key: command.CtrlShift(fyne.KeyJ), untabbed: true,
			content: func() fyne.CanvasObject { return w.judgements },
			first:   w.judge.First, enter: w.judge.Enter, leave: w.judge.Leave,
			hints: w.judge.Hints, spoken: w.judge.Spoken, titles: w.judge.Titles,
		},
	}
}

// viewing records which view is shown, and the way back to another one.
type viewing struct {
	at    int
	bar   *views.Bar
	focus []fyne.Focusable // the focused object in each view when the analyst left it
	seen  []bool           // whether each view has been shown
	stops int              // the number of stops behind when the analyst left Read
	back  *wayBack         // nil if the way back does not lead to another view
}

// wayBack leads from a sentence, or from a statement in Compare, to the view from which the analyst
// came.
type wayBack struct {
	view   int
	from   int  // the view that leads back: Read or Compare
	stops  int  // the number of stops behind at that sentence
	jumped bool // going to the sentence added one of them
}

// viewed returns the view that is shown.
func (w *Window) viewed() *view { return &w.views[w.viewing.at] }

// reads reports whether Read is shown.
func (w *Window) reads() bool { return w.viewing.at == readView }

// viewSwitchCommands returns the commands that show the views.
func (w *Window) viewSwitchCommands() (out []*command.Command) {
	for i, v := range w.views {
		submenu := ""
		if v.untabbed {
			submenu = lang.L("Other Views")
		}
		out = append(out, &command.Command{
			ID: v.id, Title: v.title, Group: command.View, Section: command.ViewSection, Submenu: submenu,
			Keys:     []command.Key{v.key},
			Disabled: w.needProject, On: func() bool { return w.session != nil && w.viewing.at == i },
			Run: func() { w.showView(i) },
		})
	}
	return out
}

// openViews shows Read in a project that is being opened, and returns the bar of views.
func (w *Window) openViews() fyne.CanvasObject {
	var tabs []views.View
	for i, v := range w.views {
		if v.untabbed { // these are last
			break
		}
		tabs = append(tabs, views.View{
			Title: v.title, Tip: func() string { return w.withKey(v.title, v.id) },
			Show: func() { w.table.Run(w.views[i].id) },
		})
	}
	w.viewing = viewing{bar: views.NewBar(w.tips, tabs), focus: make([]fyne.Focusable, len(w.views)), seen: make([]bool, len(w.views))}
	return w.viewing.bar.Content
}

// showView shows a view in the state in which the analyst left it, and focuses it.
func (w *Window) showView(i int) {
	if i == w.viewing.at {
		w.focusView()
		return
	}
	w.setFull(false)
	w.switchView(i)
	w.focusView()
}

// switchView shows a view without moving the focus into it.
func (w *Window) switchView(i int) {
	v := &w.viewing
	w.session.EndTyping()
	w.reading.EndSplit()
	w.tips.Leave()
	before := w.viewed()
	v.focus[v.at] = w.win.Canvas().Focused()
	w.unfocus()
	if before.leave != nil {
		before.leave()
	}
	if v.at == readView {
		v.stops, v.back = w.session.Stops(), nil
	}
	v.at = i
	for k := range w.views {
		if o := w.views[k].content(); k == i {
			o.Show()
		} else {
			o.Hide()
		}
	}
	v.bar.Mark(i)
	if now := w.viewed(); now.enter != nil {
		now.enter()
	}
	w.status.SetNotice("")
	w.showHints()
	w.refreshButtons()
	w.spoken.Update()
}

// focusView focuses the object that had the focus when the analyst left the view.
func (w *Window) focusView() {
	v := &w.viewing
	f := v.focus[v.at]
	if !v.seen[v.at] && w.viewed().first != nil {
		f = w.viewed().first()
	}
	v.seen[v.at] = true
	if f == nil || !w.inView(f) {
		if f = nil; w.viewed().first != nil {
			f = w.viewed().first()
		}
	}
	if f == nil {
		w.unfocus()
		return
	}
	w.focus(f)
}

// inView reports whether an object that had the focus is still in the view. Objects in the
// toolbar, such as tabs, belong to no view.
func (w *Window) inView(f fyne.Focusable) bool {
	o, ok := f.(fyne.CanvasObject)
	if !ok || !o.Visible() {
		return false
	}
	driver := fyne.CurrentApp().Driver()
	return driver.CanvasForObject(o) == w.win.Canvas() &&
		driver.AbsolutePositionForObject(o).Y >= driver.AbsolutePositionForObject(w.viewed().content()).Y
}

// toRead shows Read after the session has gone to a sentence, and remembers the way back.
func (w *Window) toRead() {
	if w.reads() {
		return
	}
	from := w.viewing.at
	w.viewing.focus[readView] = nil
	w.switchView(readView)
	w.leadBack(from)
}

// leadBack makes the way back from the current sentence lead to a view.
func (w *Window) leadBack(to int) {
	stops := w.session.Stops()
	w.viewing.back = &wayBack{view: to, stops: stops, jumped: stops > w.viewing.stops}
}

// follow calls to, which goes to a place in an article, and shows the article in Read, even if
// that place was current already. If another view was shown, the way back leads to that view.
// follow reports the error of to.
func (w *Window) follow(to func() error) {
	from := w.viewing.at
	if err := to(); err != nil {
		w.report(err)
		return
	}
	w.toRead()
	if from != readView { // to may have added a stop after Read was shown
		w.leadBack(from)
	}
}

// leadsBack reports whether the way back leads to another view.
func (w *Window) leadsBack() bool {
	b := w.viewing.back
	return b != nil && w.session != nil && w.viewing.at == b.from && w.session.Stops() == b.stops
}

// wayBackCommands returns the commands of the trail. The command that goes back also returns to
// the view from which the analyst came.
func (w *Window) wayBackCommands() []*command.Command {
	all := w.reading.TrailCommands()
	for _, c := range all {
		if c.ID != "trail.back" {
			continue
		}
		disabled, run := c.Disabled, c.Run
		c.Disabled = func() string {
			if w.leadsBack() {
				return ""
			}
			return disabled()
		}
		c.Run = func() {
			if !w.leadsBack() {
				run()
				return
			}
			b := *w.viewing.back
			w.viewing.back = nil
			if b.jumped {
				run()
			}
			w.showView(b.view)
		}
	}
	return all
}

// viewMode returns the mode in which a view other than Read is shown.
func (w *Window) viewMode(i int) mode {
	return mode{
		on: func() bool { return w.viewing.at == i }, keys: viewKeys{w.table, w.views[i]}, end: func() { w.showView(readView) },
		stays: true, keeps: actsInRead,
	}
}

// viewKeys are the keys of a view. If a part of the view has keys of its own, they come before
// those of the view.
type viewKeys struct {
	of   *command.Table
	view view
}

var _ modeKeys = viewKeys{}

// Bound implements modeKeys.
func (k viewKeys) Bound(key command.Key) *command.Command {
	if k.view.titles == nil {
		return k.of.In(k.view.title).Bound(key)
	}
	for _, title := range k.view.titles() {
		if c := k.of.In(title).Bound(key); c != nil {
			return c
		}
	}
	return nil
}

// Press implements modeKeys.
func (k viewKeys) Press(key command.Key) bool {
	c := k.Bound(key)
	if c == nil {
		return false
	}
	k.of.Do(c)
	return true
}

// Shortcuts implements modeKeys.
func (k viewKeys) Shortcuts() []command.Key { return k.of.Shortcuts() }

// actsInRead reports whether a command acts in Read alone when it is run by a key. Such
// commands label, annotate or move, and their keys have neither Ctrl nor Alt.
func actsInRead(c *command.Command, k command.Key) bool {
	return k.Mod&^fyne.KeyModifierShift == 0 && (c.Group == command.Annotate || c.Group == command.Go)
}

// needReading returns the reason why a command that acts in Read cannot run, or "".
func (w *Window) needReading() string {
	if why := w.needProject(); why != "" {
		return why
	}
	if !w.reads() {
		return lang.L("Press {{.Key}} to go back to Read first.", map[string]any{"Key": w.keyOf("view.read")})
	}
	return ""
}
