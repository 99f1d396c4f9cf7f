package sources

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/sources"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// letters are the letters of grades, in the order in which they are offered. The first
// option means no grade.
var letters = [...]string{"", "A", "B", "C", "D", "E", "F"}

// gradeVoice asks how reliable a voice is.
func (c *Controller) gradeVoice(v sources.Voice) {
	c.askGrade(v.Name, c.win.Session().VoiceGrade(v.ID), func(g model.Grade, basis string) error {
		return c.win.Session().SetVoiceGrade(v.ID, g, basis)
	})
}

// gradeOutlet asks how reliable an outlet is.
func (c *Controller) gradeOutlet(o sources.Outlet) {
	c.askGrade(o.Name, c.win.Session().OutletGrade(o.ID), func(g model.Grade, basis string) error {
		return c.win.Session().SetOutletGrade(o.Name, g, basis)
	})
}

// askGrade asks for a letter and its basis. The parameter before is the present grade, or
// nil. The function set sets the grade; the zero grade removes it.
func (c *Controller) askGrade(name string, before *record.Grade, set func(model.Grade, string) error) {
	at, basis := 0, control.NewEntry()
	if before != nil {
		at = max(0, slices.Index(letters[:], before.Grade.Source))
		basis.SetText(before.Basis)
	}
	basis.Spoken = lang.L("Basis")
	basis.SetPlaceHolder(lang.L("Why, such as “corrects its errors openly”"))
	refused := widget.NewLabel("")
	refused.SizeName, refused.Wrapping = theme.SizeNameCaptionText, fyne.TextWrapWord
	options := []string{lang.L("Not graded")}
	for _, l := range letters[1:] {
		options = append(options, l+"  "+words.Reliability(l))
	}
	hide := func() {}
	escape := func() { hide() }
	choice := control.NewSelection(options, at, func(int) {}, escape)
	choice.Spoken = lang.L("Source reliability")
	form := widget.NewForm(widget.NewFormItem(lang.L("Source reliability"), choice), widget.NewFormItem(basis.Spoken, basis))
	d := control.NewModal(lang.L("Grade “{{.Name}}”", map[string]any{"Name": name}), container.NewVBox(form, refused), c.win.Window())
	hide = d.Hide
	accept := func() {
		g := model.Grade{Source: letters[max(0, choice.SelectedIndex())]}
		if err := set(g, basis.Text); err != nil {
			refused.SetText(why(err))
			return
		}
		hide()
		c.done(nil, name+": "+words.Grade(g)+".")
	}
	basis.OnEscape, basis.OnSubmitted = escape, func(string) { accept() }
	yes := control.NewButton(lang.L("Grade"), accept, escape)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), escape, escape), yes})
	d.Resize(fyne.NewSize(min(560, c.win.Window().Canvas().Size().Width-64), 0))
	d.Show()
	c.win.Window().Canvas().Focus(choice)
}
