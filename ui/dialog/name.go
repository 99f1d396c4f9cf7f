package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
)

// AskName asks for a name and passes it to take. The function take returns the
// reason why it refuses the name, or "". AskName shows the reason, and closes the
// dialog if there is none.
func AskName(title, start, accept string, w fyne.Window, take func(name string) (why string)) {
	field, why := control.NewEntry(), widget.NewLabel("")
	why.SizeName, why.Wrapping = theme.SizeNameCaptionText, fyne.TextWrapWord
	d := control.NewModal(title, container.NewVBox(field, why), w)
	done := func() {
		if reason := take(field.Text); reason != "" {
			why.SetText(reason)
			return
		}
		d.Hide()
	}
	field.OnEscape = d.Hide
	field.OnSubmitted = func(string) { done() }
	yes := control.NewButton(accept, done, d.Hide)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide), yes})
	d.Resize(fyne.NewSize(min(480, w.Canvas().Size().Width-64), 0))
	d.Show()
	field.SetText(start)
	w.Canvas().Focus(field)
	field.TypedShortcut(&fyne.ShortcutSelectAll{})
}
