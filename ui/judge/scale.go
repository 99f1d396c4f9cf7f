package judge

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// scaleDialog changes the project's verdicts: one a line, in the order in which they are offered.
type scaleDialog struct {
	of     *Controller
	field  *control.Field
	why    *widget.Label
	shown  []string // the verdicts as the dialog showed them first
	stored []string
	hide   func()
}

// changeScale opens the dialog that changes the project's verdicts.
func (c *Controller) changeScale() {
	d := &scaleDialog{of: c, field: control.NewField(8), why: control.Wrapped(""), stored: c.verdicts(), hide: func() {}}
	d.why.SizeName = theme.SizeNameCaptionText
	for _, v := range d.stored {
		d.shown = append(d.shown, words.Verdict(v))
	}
	escape := func() { d.hide() }
	d.field.Spoken = lang.L("Verdicts, one a line")
	d.field.OnEscape, d.field.OnSave = escape, d.accept
	d.field.SetText(strings.Join(d.shown, "\n"))
	about := control.Wrapped(lang.L("One verdict a line, in their order. The first nine have the keys 1 to 9. Judgements keep the verdicts that they have."))
	m := control.NewModal(lang.L("Verdicts of the Project"), container.NewVBox(about, d.field, d.why), c.win.Window())
	d.hide = m.Hide
	yes := control.NewButton(lang.L("Change"), d.accept, escape)
	yes.Importance = widget.HighImportance
	usual := control.NewButton(lang.L("Default Verdicts"), func() {
		var all []string
		for _, v := range model.Verdicts() {
			all = append(all, words.Verdict(v))
		}
		d.field.SetText(strings.Join(all, "\n"))
		c.win.Window().Canvas().Focus(d.field)
	}, escape)
	m.SetButtons([]fyne.CanvasObject{usual, control.NewButton(lang.L("Cancel"), escape, escape), yes})
	m.Resize(fyne.NewSize(min(480, c.win.Window().Canvas().Size().Width-64), 0))
	m.Show()
	c.win.Window().Canvas().Focus(d.field)
}

// accept changes the verdicts, or shows why they are refused.
func (d *scaleDialog) accept() {
	var all []string
	for line := range strings.Lines(d.field.Text) {
		if typed := strings.TrimSpace(line); typed != "" {
			all = append(all, d.storedAs(typed))
		}
	}
	if slices.Equal(all, model.Verdicts()) {
		all = nil // the default scale needs no record
	} else if len(all) == 0 {
		d.why.SetText(lang.L("A scale has at least two verdicts."))
		return
	}
	if err := d.of.win.Session().SetVerdicts(all); err != nil {
		d.why.SetText(why(err))
		return
	}
	d.hide()
	d.of.done(nil, lang.L("Verdicts changed."))
}

// storedAs returns the stored form of a verdict as it is shown: default verdicts are translated.
func (d *scaleDialog) storedAs(typed string) string {
	for _, v := range append(slices.Clone(d.stored), model.Verdicts()...) {
		if words.Verdict(v) == typed {
			return v
		}
	}
	return typed
}
