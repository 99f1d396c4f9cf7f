package transfer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// ask asks for the format of a file or folder and reads it. Formats with its extension come first.
func (c *Controller) ask(path string) {
	var like, others model.ExchangeFormats
	for _, f := range c.desk.Formats().ForLoading() {
		switch {
		case f.Key == setKey:
		case f.Is(path):
			like = append(like, f)
		default:
			others = append(others, f)
		}
	}
	var list *catalogue
	var ok *control.Button
	why := control.Wrapped(lang.L("Assay cannot tell the format of {{.Name}}. Choose it:", map[string]any{"Name": words.FileName(path)}))
	body := container.NewStack()
	d := control.NewModal(lang.L("Load annotations"), body, c.win.Window())
	accept := func() {
		if f, chosen := list.chosen(); chosen {
			d.Hide()
			c.read(path, f.Key)
		}
	}
	ok = control.NewButton(lang.L("Load"), accept, d.Hide)
	ok.Importance = widget.HighImportance
	list = newCatalogue(offers(append(like, others...)), func(_ offered, any bool) {
		if any {
			ok.Enable()
		} else {
			ok.Disable()
		}
	}, accept, d.Hide)
	body.Add(container.NewBorder(why, nil, nil, nil, list.content))
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide), ok})
	size := c.win.Window().Canvas().Size()
	d.Resize(fyne.NewSize(min(40*theme.TextSize(), size.Width-48), min(40*theme.TextSize(), size.Height-48)))
	d.Show()
	c.win.Window().Canvas().Focus(list.entry)
	if len(like) > 0 {
		list.choose(offers(like)[0].Key)
	}
}
