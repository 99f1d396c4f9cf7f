package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/settings"
)

// newPanes returns the panes of the window, as wide as they were last, with the
// strips that bring back hidden panes.
func (w *Window) newPanes(centre fyne.CanvasObject) *control.Panes {
	kept := w.prefs.Panes
	p := control.NewPanes(w.corpus.Content, centre, w.inspector.Content, control.Widths{
		Width: [2]float32{kept.Left, kept.Right}, Hidden: [2]bool{kept.LeftHidden, kept.RightHidden},
	}, func(now control.Widths) {
		w.prefs.SetPanes(settings.Panes{
			Left: now.Width[control.Left], Right: now.Width[control.Right],
			LeftHidden: now.Hidden[control.Left], RightHidden: now.Hidden[control.Right],
		})
	})
	p.OnDrag = w.tips.Leave
	p.Strips = [2]fyne.CanvasObject{
		panel.NewStrip(w.tips, theme.ListIcon(), func() string { return w.withKey(lang.L("Show the article list"), "view.list") }, w.toggler(control.Left)),
		panel.NewStrip(w.tips, theme.InfoIcon(), func() string { return w.withKey(lang.L("Show the inspector"), "view.inspector") }, w.toggler(control.Right)),
	}
	return p
}

// paneCommands returns the commands that show and hide parts of the window.
func (w *Window) paneCommands() []*command.Command {
	shown := func(side control.Side) func() bool {
		return func() bool { return w.session != nil && w.panes.Shown(side) }
	}
	return []*command.Command{
		{
			ID: "view.list", Title: lang.L("Article List"), Group: command.View, Section: command.PaneSection,
			Keys:     []command.Key{command.Named(fyne.KeyF9)},
			Disabled: w.needReading, On: shown(control.Left), Run: w.toggler(control.Left),
		},
		{
			ID: "view.inspector", Title: lang.L("Inspector"), Group: command.View, Section: command.PaneSection,
			Keys:     []command.Key{{Name: fyne.KeyF9, Mod: fyne.KeyModifierShift}},
			Disabled: w.needReading, On: shown(control.Right), Run: w.toggler(control.Right),
		},
		{
			ID: "view.full", Title: lang.L("Full Screen"), Group: command.View, Section: command.PaneSection,
			Keys:     []command.Key{command.Named(fyne.KeyF11)},
			Disabled: w.needArticle, On: func() bool { return w.full }, Run: func() { w.setFull(!w.full) },
		},
	}
}

// toggler returns a function that hides or shows a side pane. A focus inside the pane
// returns to the article.
func (w *Window) toggler(side control.Side) func() {
	return func() {
		w.unfocus()
		w.session.EndTyping()
		w.panes.Toggle(side)
	}
}

// endPeek hides the inspector again if it was shown only for a note that is finished.
func (w *Window) endPeek() {
	if f := w.win.Canvas().Focused(); f == nil || !w.inspector.Writes(f) {
		w.panes.SetPeek(control.Right, false)
	}
}

// fullMode returns the mode in which the article fills the screen.
func (w *Window) fullMode() mode {
	return mode{on: func() bool { return w.full }, keys: command.NewTable(), end: func() { w.setFull(false) }, stays: true}
}

// setFull shows only the article, on the whole screen, or everything again.
func (w *Window) setFull(full bool) {
	if full == w.full {
		return
	}
	w.unfocus()
	w.tips.Leave()
	if full {
		w.usual = w.win.Canvas().Size()
	}
	w.full = full
	w.win.SetFullScreen(full)
	if !full {
		w.win.Resize(w.usual) // Fyne would keep the size of the screen
	}
	for _, o := range w.frame {
		if full {
			o.Hide()
		} else {
			o.Show()
		}
	}
	w.panes.SetOnly(full)
	w.showMenu()
	if full {
		w.tips.Tell(lang.L("Press {{.Key}} or Esc to leave full screen.", map[string]any{"Key": w.keyOf("view.full")}))
	}
}

// size returns the size of the window when it does not fill the screen.
func (w *Window) size() fyne.Size {
	if w.full {
		return w.usual
	}
	return w.win.Canvas().Size()
}

// showMenu shows the menu bar, unless the article fills the screen. Where the system
// draws the menu bar, it hides the bar itself.
func (w *Window) showMenu() {
	if nativeMenus {
		return
	}
	w.bar.Content.Show()
	if w.full {
		w.bar.Content.Hide()
	}
	w.win.Content().Refresh()
}
