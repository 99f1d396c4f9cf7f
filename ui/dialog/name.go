package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// AskAnalyst asks for the analyst's name.
func AskAnalyst(start string, w fyne.Window, accept func(name string)) {
	name := start
	AskNameThen(lang.L("Who is working?"), start, lang.L("Change"), w, func(typed string) (why string) {
		accepted, err := value.Analyst.Accept(typed)
		if err != nil {
			return WhyNotValue(err)
		}
		name = accepted
		return ""
	}, func() {
		if name != start {
			accept(name)
		}
	})
}

// WhyNotName returns why an analyst cannot have a name, or nil.
func WhyNotName(name string) error { return whyNot(value.Analyst.Check(name)) }

// WhyNotValue returns why a value is refused, as a sentence. err must not be nil.
func WhyNotValue(err error) string { return words.Sentence(whyNot(err).Error()) }

// AskName asks for a name and passes it to take. The function take returns the
// reason why it refuses the name, or "". AskName shows the reason, and closes the
// dialog if there is none.
func AskName(title, start, accept string, w fyne.Window, take func(name string) (why string)) {
	AskNameThen(title, start, accept, w, take, func() {})
}

// AskNameThen is AskName. It calls then once the dialog is closed after a name was accepted,
// because then may open another dialog.
func AskNameThen(title, start, accept string, w fyne.Window, take func(name string) (why string), then func()) {
	field, why := control.NewEntry(), widget.NewLabel("")
	field.Spoken = title
	why.SizeName, why.Wrapping = theme.SizeNameCaptionText, fyne.TextWrapWord
	d := control.NewModal(title, container.NewVBox(field, why), w)
	done := func() {
		if reason := take(field.Text); reason != "" {
			why.SetText(reason)
			return
		}
		d.Hide()
		then()
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
