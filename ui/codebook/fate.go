package codebook

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// fateChoice is a drop-down list of what can become of the annotations with a label.
type fateChoice struct {
	*control.Selection
	fates []fate
}

// newFateChoice returns a choice among keeping the annotations, for which keep is the text,
// giving them one of some other labels, and removing them.
func newFateChoice(keep string, others []*entry, escape func()) *fateChoice {
	c := &fateChoice{fates: []fate{{}}}
	texts := []string{keep}
	for _, e := range others {
		texts = append(texts, lang.L("They become “{{.Label}}”", map[string]any{"Label": e.label.Called()}))
		c.fates = append(c.fates, fate{to: e})
	}
	texts = append(texts, lang.L("They are removed"))
	c.fates = append(c.fates, fate{remove: true})
	c.Selection = control.NewSelection(texts, 0, func(int) {}, escape)
	c.Spoken = lang.L("What becomes of the labels in articles")
	return c
}

func (c *fateChoice) fate() fate { return c.fates[max(0, c.SelectedIndex())] }

// choose selects that the annotations get a label.
func (c *fateChoice) choose(e *entry) {
	c.SetSelectedIndex(max(0, slices.Index(c.fates, fate{to: e})))
}

// askFate retires a label, or joins it into another one, and asks what becomes of its
// annotations.
func (v *view) askFate(e *entry, join bool) {
	if e == nil {
		return
	}
	n := v.draft.used(e)
	others := slices.DeleteFunc(v.draft.current(), func(x *entry) bool { return x == e })
	var d interface{ Hide() }
	hide := func() { d.Hide() }
	choice := newFateChoice(lang.L("They keep the retired label"), others, hide)
	title, text, accept := lang.L("Retire “{{.Label}}”?", map[string]any{"Label": e.label.Called()}),
		words.N("{{.Count}} labels in articles, by all analysts, are “{{.Label}}”.", n, map[string]any{"Label": e.label.Called()}), lang.L("Retire")
	body := container.NewVBox(control.Wrapped(text), choice.Selection)
	var into *control.Selection
	if join {
		title, accept = lang.L("Join “{{.Label}}” into another label", map[string]any{"Label": e.label.Called()}), lang.L("Join")
		var names []string
		for _, x := range others {
			names = append(names, x.label.Called())
		}
		into = control.NewSelection(names, 0, func(i int) { choice.choose(others[i]) }, hide)
		into.Spoken = lang.L("Join into")
		choice.choose(others[0])
		body.Objects = slices.Insert(body.Objects, 0, fyne.CanvasObject(into))
	}
	control.ShowIf(choice.Selection, n > 0)
	note := control.Wrapped(lang.L("Nothing changes before you save the codebook."))
	body.Add(note)
	modal := control.NewModal(title, body, v.win.Window())
	d = modal
	yes := control.NewButton(accept, func() {
		modal.Hide()
		v.draft.retire(e, choice.fate(), join)
		v.changed()
	}, hide)
	yes.Importance = widget.HighImportance
	modal.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), hide, hide), yes})
	modal.Resize(fyne.NewSize(min(520, v.canvas.Size().Width-64), 0))
	modal.Show()
	if join {
		v.canvas.Focus(into)
	} else {
		v.canvas.Focus(choice.Selection)
	}
}
