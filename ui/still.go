package ui

import "fyne.io/fyne/v2"

// Fyne shows animations unless a setting says not to, and that setting is one
// for all programs made with it. Widgets ask the current app for it, so an
// analyst who wants this window still gets an app that answers no, and is the
// same app in everything else.

// stillApp is an app whose widgets do not move by themselves.
type stillApp struct{ fyne.App }

// Settings implements fyne.App.
func (a stillApp) Settings() fyne.Settings { return stillSettings{a.App.Settings()} }

type stillSettings struct{ fyne.Settings }

// ShowAnimations implements fyne.Settings.
func (stillSettings) ShowAnimations() bool { return false }

// animate says whether widgets move by themselves from now on.
func animate(app fyne.App, on bool) {
	if on {
		fyne.SetCurrentApp(app)
		return
	}
	fyne.SetCurrentApp(stillApp{app})
}
