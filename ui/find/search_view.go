package find

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/finding"
	"assay.app/assay/ui/control"
)

// showSearch opens the search dialog for a finding. If begin is not empty, it
// searches for that. Otherwise it shows the last query, if there is one, and the
// current hit.
func showSearch(f *finding.Finding, t callbacks, begin string, w fyne.Window) *searchView {
	v := &searchView{Finding: f, callbacks: t, win: w, round: -1} // no finding has this round, so refresh resets the list
	size := w.Canvas().Size()
	size = fyne.NewSize(min(1000, size.Width-32), min(820, size.Height-32))
	v.dialog = control.NewModal(lang.L("Search all articles"), v.build(size), w)
	v.dialog.Resize(size)
	f.Changed = v.refresh
	v.open = true
	v.dialog.SetOnClosed(v.closed) // also if it is closed from outside
	v.dialog.Show()
	w.Canvas().Focus(v.field)
	switch {
	case begin != "":
		v.field.put(begin)
	case f.Text() != "":
		v.field.quietly(f.Text())
		v.field.TypedShortcut(&fyne.ShortcutSelectAll{})
		f.Again()
	}
	v.refresh()
	return v
}

// searchView is the search dialog.
type searchView struct {
	*finding.Finding
	callbacks
	win    fyne.Window
	dialog *fynedialog.CustomDialog
	open   bool
	going  bool // set by hide: the search continues after the dialog has closed
	round  int  // the round of the finding that the rows show
	rows   []searchRow

	body    *fyne.Container
	field   *queryEntry
	offers  *offers
	list    *control.List
	status  *widget.Label
	where   *control.MarkedText // shows the query with the mistake marked
	mistake *fyne.Container     // contains where
	preview *preview
	actions []*control.Button
}

func (v *searchView) build(size fyne.Size) fyne.CanvasObject {
	v.list = control.NewList(func() int { return len(v.rows) }, func() fyne.CanvasObject { return newFoundRow() }, v.update)
	v.list.HideSeparators = true
	v.list.Skip = func(i int) bool { return !v.rows[i].chosen() }
	v.list.OnChosen = v.chose
	v.list.OnAccept = v.accept
	v.list.OnEscape = v.close
	v.field = newQueryEntry(v)
	v.offers = newOffers(v.field)
	help := control.NewButton("?", v.help, v.close)
	v.status = widget.NewLabel("")
	v.status.SizeName = theme.SizeNameCaptionText
	v.status.Wrapping = fyne.TextWrapWord
	v.where = control.NewMarkedText(theme.SizeNameCaptionText)
	v.where.Emphasis = theme.ColorNameError
	v.mistake = container.New(layout.NewCustomPaddedLayout(0, 0, theme.InnerPadding(), 0), v.where)
	v.preview = newPreview()

	top := container.NewVBox(
		container.NewBorder(nil, nil, nil, help, v.field),
		v.filters(),
		v.mistake,
		v.status)
	room := min(88*theme.TextSize()/14, size.Height*0.16)
	whole := container.NewVScroll(v.preview.content)
	whole.SetMinSize(fyne.NewSize(0, room))
	foot := container.NewVBox(widget.NewSeparator(), whole, v.buttons(size.Width-8*theme.Padding()))
	results := container.NewStack(v.list, container.New(offersLayout{v.offers}, v.offers.content))
	v.body = container.NewBorder(top, foot, nil, nil, results)
	return v.body
}

// buttons returns a row with the actions and Close. If the row is too wide, it
// leaves out the keys. If that is still too wide, it uses several rows.
func (v *searchView) buttons(width float32) fyne.CanvasObject {
	var out []fyne.CanvasObject
	row := func(keys bool) fyne.CanvasObject {
		out, v.actions = nil, nil
		for _, a := range v.Actions {
			title := a.Title
			if keys && a.Key != "" {
				title += "   " + a.Key
			}
			b := control.NewButton(title, func() { v.do(a) }, v.close)
			v.actions = append(v.actions, b)
			out = append(out, b)
		}
		out = append(out, control.NewButton(lang.L("Close"), v.close, v.close))
		return container.NewHBox(append(slices.Clone(out[:len(out)-1]), layout.NewSpacer(), out[len(out)-1])...)
	}
	for _, keys := range []bool{true, false} {
		if r := row(keys); r.MinSize().Width <= width {
			return r
		}
	}
	return control.InRows(width, out...)
}

// do runs an action, or shows why it cannot run.
func (v *searchView) do(a action) {
	if why := a.Why(); why != "" {
		v.status.SetText(why)
		return
	}
	a.Do()
}

// filters returns buttons that put filters into the query.
func (v *searchView) filters() fyne.CanvasObject {
	row := container.NewHBox()
	for _, f := range []struct{ title, name string }{
		{lang.L("Label"), "label:"},
		{lang.L("Outlet"), "outlet:"},
		{lang.L("Date"), "date:"},
		{lang.L("Note"), "note:"},
		{lang.L("Untagged"), "untagged"},
	} {
		title := f.title
		if f.name != "untagged" {
			title += " ▾"
		}
		b := control.NewButton(title, func() { v.field.filter(f.name) }, v.close)
		b.Importance = widget.LowImportance
		row.Add(b)
	}
	return row
}

// refresh shows the current state of the finding.
func (v *searchView) refresh() {
	v.rows = v.rowsNow()
	again := v.round != v.Round()
	v.round = v.Round()
	if at := v.rowOf(v.At()); again || v.list.At != at {
		v.list.UnselectAll()
		v.list.At = at
		if again {
			v.list.ScrollToTop()
		}
		if len(v.rows) > 0 {
			v.list.Choose(at)
		}
	}
	v.list.Refresh()
	for i, b := range v.actions {
		if v.Actions[i].Why() != "" {
			b.Disable()
		} else {
			b.Enable()
		}
	}
	v.say()
	v.showPreview()
}

// chose makes the hit of a chosen row current, if the row has one.
func (v *searchView) chose(i int) {
	if i >= len(v.rows) {
		return
	}
	if r := v.rows[i]; r.kind == rowHit {
		v.GoTo(r.hit)
	}
	v.showPreview()
}

// accept goes to the chosen hit, or searches for the chosen saved search or
// example. If the search is running and the hits are still those of an earlier
// query, it first waits for the end of the search.
func (v *searchView) accept() {
	if v.Running() && v.Earlier() && v.Then(v.accept) {
		return
	}
	if v.list.At >= len(v.rows) {
		return
	}
	switch r := v.rows[v.list.At]; r.kind {
	case rowHit:
		v.hide()
		v.Open(r.hit)
	case rowSaved:
		v.Saved.Use(r.title)
		v.field.put(r.detail + " ")
	case rowExample:
		v.field.put(r.title + " ")
	}
}

func (v *searchView) close() { v.dialog.Hide() }

// hide closes the dialog if it is open, but lets a running search continue. v may
// be nil.
func (v *searchView) hide() {
	if v != nil && v.open {
		v.going = true
		v.dialog.Hide()
	}
}

// summary returns the summary shown in the dialog, or "" if it is closed. v may be
// nil.
func (v *searchView) summary() string {
	if v == nil || !v.open {
		return ""
	}
	return v.status.Text
}

// closed ends the search, unless hide closed the dialog.
func (v *searchView) closed() {
	if !v.open {
		return
	}
	v.open, v.Changed = false, nil
	if !v.going {
		v.Abandon() // F3 must not use the hits of an earlier query
	}
	if v.Closed != nil {
		v.Closed()
	}
}

// typed updates the offers and searches for the text of the field.
func (v *searchView) typed(text string) {
	v.Typed()
	v.offers.offer()
	v.Ask(text)
}

// key handles a key that does not edit the query, and reports whether it did.
func (v *searchView) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyF1:
		v.help()
	case fyne.KeyF3:
		v.list.Choose(v.list.At + 1)
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyReturn, fyne.KeyEnter:
		v.list.TypedKey(k)
	case fyne.KeyF2, fyne.KeyDelete:
		return v.manage(k.Name)
	case fyne.KeyEscape:
		v.close()
	default:
		return false
	}
	return true
}

// manage renames the chosen saved search, or removes it if the key is Delete. It
// returns false if the query is not empty or no saved search is chosen.
func (v *searchView) manage(key fyne.KeyName) bool {
	if v.Text() != "" || v.list.At >= len(v.rows) || v.rows[v.list.At].kind != rowSaved {
		return false
	}
	name := v.rows[v.list.At].title
	if key == fyne.KeyDelete {
		v.Saved.Remove(name)
		v.refresh()
	} else {
		v.Saved.Rename(name, v.refresh)
	}
	return true
}

func (v *searchView) help() { showExamples(v.win) }
