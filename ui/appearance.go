package ui

import "fyne.io/fyne/v2"

// motion holds the app's settings, with animations off if the analyst wants none.
// Fyne stores that setting in a file shared by all Fyne programs, which Assay must
// not write. Widgets read the settings of the current app, so stillable replaces
// the current app.
type motion struct {
	fyne.Settings
	still bool
}

// ShowAnimations implements fyne.Settings.
func (m *motion) ShowAnimations() bool { return !m.still && m.Settings.ShowAnimations() }

// stillApp is an app whose animations can be turned off.
type stillApp struct {
	fyne.App
	settings *motion
}

// Settings implements fyne.App.
func (a *stillApp) Settings() fyne.Settings { return a.settings }

// stillable replaces the current app with one whose animations can be turned off,
// and returns the settings of the new app. If the current app already wraps app,
// stillable only updates its settings and returns them.
func stillable(app fyne.App, still bool) *motion {
	if a, ok := fyne.CurrentApp().(*stillApp); ok && a.App == app {
		a.settings.still = still // another window of the same app
		return a.settings
	}
	m := &motion{Settings: app.Settings(), still: still}
	fyne.SetCurrentApp(&stillApp{app, m})
	return m
}

// recolour updates the colours that do not follow the theme by themselves.
func (w *Window) recolour() {
	if w.session != nil {
		w.status.RefreshSave()
		w.banner.show(w.session.Save())
		w.removed.recolour()
		w.offered.recolour()
	}
}
