package project

import (
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/assets"
	"assay.app/assay/ui/words"
)

// ShowWelcome shows the welcome page, which offers to open the sample corpus, a
// folder of articles or a project.
func (c *Controller) ShowWelcome() {
	c.opening = false
	c.win.Window().SetTitle("Assay")
	c.win.SetContent(c.ways(lang.L("Read closely. Tag every sentence. Lose nothing."),
		lang.L("Drop articles or a folder anywhere on this window, or begin here:"),
		way{lang.L("Open the sample corpus"), lang.L("Five outlets on one event, to try things out"), theme.DocumentIcon(), func() { c.win.Do("project.sample") }},
		way{lang.L("Add a folder of articles"), kinds(), theme.FolderOpenIcon(), func() { c.win.Do("import.folder") }},
		way{lang.L("Open a project"), lang.L("A file whose name ends in .assay"), theme.FolderIcon(), c.openProject},
	))
}

// showOpening shows that a project is being opened. It uses only one font face, so
// that the text appears sooner.
func (c *Controller) showOpening(name string) {
	c.opening = true
	c.win.Window().SetTitle(name + " — Assay")
	c.win.SetContent(container.NewCenter(widget.NewLabel(lang.L("Opening {{.Name}}…", map[string]any{"Name": name}))))
}

// LastThere returns the path of the project that was open last. It returns "" if
// there is none or its file no longer exists.
func (c *Controller) LastThere() string {
	last := c.prefs.LastProject()
	if _, err := os.Stat(last); last == "" || err != nil {
		return ""
	}
	return last
}

type way struct {
	title, text string
	icon        fyne.Resource
	do          func()
}

func (c *Controller) ways(headline, text string, ways ...way) fyne.CanvasObject {
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.svg", assets.Icon()))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSize(72, 72))
	head := widget.NewLabel(headline)
	head.SizeName = theme.SizeNameSubHeadingText
	head.TextStyle.Bold = true
	head.Alignment = fyne.TextAlignCenter
	sub := widget.NewLabel(text)
	sub.Alignment = fyne.TextAlignCenter
	sub.Wrapping, head.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	column := container.NewVBox(icon, head, sub)
	if ask := c.introduction(); ask != nil {
		column = container.NewVBox(icon, head, ask, sub)
	}
	wide := &middle{width: 340}
	for i, one := range ways {
		b := widget.NewButtonWithIcon(one.title, one.icon, one.do)
		if i == 0 {
			b.Importance = widget.HighImportance
		}
		wide.width = max(wide.width, b.MinSize().Width) // equal widths
		caption := widget.NewLabel(one.text)
		caption.SizeName = theme.SizeNameCaptionText
		caption.Alignment = fyne.TextAlignCenter
		caption.Wrapping = fyne.TextWrapWord
		column.Add(container.New(wide, b))
		column.Add(caption)
	}
	return container.NewVScroll(container.New(layout.NewCustomPaddedLayout(16, 16, 16, 16), container.New(&middle{width: 46 * theme.TextSize()}, column)))
}

// middle centres an object. The object gets the given width, or its minimum width
// if that is larger, but not more than the available width.
type middle struct{ width float32 }

// MinSize implements fyne.Layout.
func (m *middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout implements fyne.Layout.
func (m *middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	w := min(max(m.width, o.MinSize().Width), size.Width)
	o.Resize(fyne.NewSize(w, o.MinSize().Height)) // the height of a label depends on its width
	h := min(o.MinSize().Height, size.Height)
	o.Resize(fyne.NewSize(w, h))
	o.Move(fyne.NewPos((size.Width-w)/2, (size.Height-h)/2))
}

func kinds() string { return lang.L("Text, web pages, Word, PDF, mail, tables and archives of them") }

// NothingOpen returns the page that is shown instead of the reader while no article
// is open.
func (c *Controller) NothingOpen() fyne.CanvasObject {
	text := lang.L("Choose one on the left, or add some:")
	if c.win.Session().Articles() == 0 {
		text = lang.L("The project has none yet. Add some:")
	}
	return c.ways(lang.L("No article is open."), text,
		way{lang.L("Add a folder of articles"), kinds(), theme.FolderOpenIcon(), func() { c.win.Do("import.folder") }},
		way{lang.L("Add an article"), lang.L("You can also drop files on this window"), theme.DocumentIcon(), func() { c.win.Do("import.files") }},
	)
}

// Begin shows the window's first content. It shows that the project called first is
// being opened or, if first is "", the project that was open last. If there is
// neither, it shows the welcome page.
func (c *Controller) Begin(first string) {
	if last := c.LastThere(); first == "" && last != "" {
		first = words.FileName(last)
	}
	if first != "" {
		c.showOpening(first)
	} else {
		c.ShowWelcome()
	}
}
