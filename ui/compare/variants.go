package compare

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/differences"
	"assay.app/assay/ui/words"
)

// showVariants shows how the mentions of the current statement quote the same words, one line
// for each.
func (c *Controller) showVariants() {
	r := c.view.matrix.current()
	if r == nil {
		c.win.Notice(c.needRow())
		return
	}
	all := c.table.Utterances(r)
	if len(all) == 0 {
		c.win.Notice(lang.L("No two outlets quote the same words in this statement."))
		return
	}
	size := c.win.Window().Canvas().Size()
	width := min(760, size.Width-96)
	body := container.NewVBox()
	scroll := container.NewVScroll(body)
	d := control.NewModal(lang.L("Variants of a Quotation"), scroll, c.win.Window())
	var first fyne.Focusable
	for i := range all {
		body.Add(c.utterance(&all[i], width, d, &first))
	}
	body.Resize(fyne.NewSize(width, 0)) // labels wrap at this width
	scroll.SetMinSize(fyne.NewSize(width+theme.ScrollBarSize(), min(body.MinSize().Height, size.Height*0.6)))
	end := control.NewButton(lang.L("Close"), d.Hide, d.Hide)
	d.SetButtons([]fyne.CanvasObject{end})
	d.Show()
	if first == nil {
		first = end
	}
	c.win.Focus(first)
}

// utterance returns the table of the variants of an utterance.
func (c *Controller) utterance(u *compare.Utterance, width float32, d *dialog.CustomDialog, first *fyne.Focusable) fyne.CanvasObject {
	said := words.N("{{.Count}} outlets have this wording", u.Outlets)
	if u.VoiceName != "" {
		said = u.VoiceName + " · " + said
	}
	box := container.NewVBox(control.Subheading("“"+u.Wording+"”"), control.Wrapped(said))
	for i := range u.Variants {
		v := &u.Variants[i]
		name := outletName(compare.Outlet{Name: v.OutletName})
		button := control.NewButton(name, func() {
			d.Hide()
			c.win.Read(v.Article, v.Sentence.Start)
		}, d.Hide)
		if *first == nil {
			*first = button
		}
		text := differences.NewPassage()
		text.Resize(fyne.NewSize(width-variantName-2*theme.Padding(), 0))
		text.Set(v.Text, model.Span{End: len(v.Text)}, changedWords(v))
		box.Add(container.New(variantLine{}, button, container.NewVBox(container.NewPadded(text), small(variantSays(v)))))
	}
	return container.NewPadded(box)
}

// small returns a label in small type that wraps.
func small(text string) fyne.CanvasObject {
	l := control.Wrapped(text)
	l.SizeName = theme.SizeNameCaptionText
	return l
}

// changedWords returns the words of a variant that the shared wording does not have.
func changedWords(v *compare.Variant) (all []wording.Difference) {
	for _, op := range v.Ops {
		if (op.Kind == wording.Added || op.Kind == wording.Replaced) && op.Span.Len() > 0 {
			all = append(all, wording.Difference{Span: op.Span, Kind: wording.Plain})
		}
	}
	return all
}

// variantSays returns how a variant differs from the shared wording, in words.
func variantSays(v *compare.Variant) string {
	text := ""
	for _, op := range v.Ops {
		line := ""
		data := map[string]any{"Words": op.Words, "New": strings.TrimSpace(op.Span.Of(v.Text))}
		switch op.Kind {
		case wording.Added:
			line = lang.L("added “{{.New}}”", data)
		case wording.Dropped:
			line = lang.L("without “{{.Words}}”", data)
		case wording.Replaced:
			line = lang.L("“{{.New}}” in place of “{{.Words}}”", data)
		default: // the same
			continue
		}
		if text != "" {
			text += " · "
		}
		text += line
	}
	switch {
	case text == "":
		return lang.L("the shared wording")
	case v.Flagged:
		return lang.L("Changes quoted words: {{.Changes}}", map[string]any{"Changes": text})
	}
	return text
}

// variantName is the width of the name of an outlet, in device-independent pixels.
const variantName = 150

// variantLine is a layout that puts the name of an outlet beside the words that it quotes.
type variantLine struct{}

// MinSize implements fyne.Layout.
func (variantLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(variantName+100, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// Layout implements fyne.Layout.
func (variantLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(variantName-theme.Padding(), objects[0].MinSize().Height))
	objects[1].Move(fyne.NewPos(variantName, 0))
	objects[1].Resize(fyne.NewSize(size.Width-variantName, size.Height))
}
