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
	c.opening, c.welcome = false, true
	c.win.Window().SetTitle("Assay")
	ways := c.ways(lang.L("Read closely. Tag every sentence. Lose nothing."),
		lang.L("Drop articles or a folder onto this window, or start here:"),
		way{lang.L("Open the sample project"), lang.L("Five outlets covering one event, to try things out"), theme.DocumentIcon(), func() { c.win.Do("project.sample") }},
		way{lang.L("Add a folder of articles"), kinds(), theme.FolderOpenIcon(), func() { c.win.Do("import.folder") }},
		way{lang.L("New project"), lang.L("An empty project, to which you add articles"), theme.ContentAddIcon(), func() { c.win.Do("project.new") }},
		way{lang.L("Open project"), lang.L("An .assay file"), theme.FolderIcon(), func() { c.win.Do("project.open") }},
	)
	columns := []fyne.CanvasObject{ways}
	if recent := c.recentList(); recent != nil {
		columns = append(columns, recent)
	}
	c.win.SetContent(page(columns...))
	if c.ask != nil {
		c.win.Window().Canvas().Focus(c.ask) // Enter accepts the name, and letters replace it
		c.ask.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// showOpening shows that a project is being opened. It uses only one font face, so
// that the text appears sooner.
func (c *Controller) showOpening(name string) {
	c.opening, c.welcome = true, false
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

// page returns a page with columns that scroll.
func page(columns ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(container.New(layout.NewCustomPaddedLayout(16, 16, 16, 16), container.New(columnsOrRows{}, columns...)))
}

// ways returns a headline and a text above buttons with captions.
func (c *Controller) ways(headline, text string, ways ...way) *fyne.Container {
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
		column.Add(container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()), container.New(wide, b), caption))
	}
	return column
}

// recentList returns buttons that open recent projects, each with its folder, or nil
// if there are none.
func (c *Controller) recentList() fyne.CanvasObject {
	if len(c.recent) == 0 {
		return nil
	}
	title := widget.NewLabel(lang.L("Recent projects"))
	title.TextStyle.Bold = true
	column := container.NewVBox(title)
	for _, r := range c.recent[:min(len(c.recent), shownRecent)] {
		b := widget.NewButtonWithIcon(r.name(), theme.DocumentIcon(), func() { c.OpenProject(r.path) })
		b.Importance = widget.LowImportance
		b.Alignment = widget.ButtonAlignLeading
		folder := widget.NewLabel(r.folder())
		if r.missing {
			b.Disable()
			folder.SetText(r.whyMissing())
		}
		folder.SizeName = theme.SizeNameCaptionText
		folder.Truncation = fyne.TextTruncateEllipsis
		column.Add(container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()), b, container.New(layout.NewCustomPaddedLayout(0, 0, theme.IconInlineSize()+theme.Padding(), 0), folder)))
	}
	return column
}

// shownRecent is the number of recent projects on the welcome page.
const shownRecent = 6

// columnsOrRows lays out one or two columns in the middle. Two columns stand side by
// side if there is room for both, and one above the other otherwise.
type columnsOrRows struct{}

// The widths of columns, in multiples of the text size.
const (
	aloneWidth  = 46
	columnWidth = 29
	columnGap   = 3
)

// sides reports whether two columns stand side by side at a width.
func (columnsOrRows) sides(n int, width float32) bool {
	return n > 1 && width >= (2*columnWidth+columnGap)*theme.TextSize()
}

// MinSize implements fyne.Layout. The height is that of the last layout, because it
// depends on the width.
func (l columnsOrRows) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		size.Width = max(size.Width, min(o.MinSize().Width, columnWidth*theme.TextSize()))
		size.Height = max(size.Height, o.Position().Y+o.MinSize().Height)
	}
	return size
}

// Layout implements fyne.Layout.
func (l columnsOrRows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	text := theme.TextSize()
	fit := func(o fyne.CanvasObject, width float32) float32 {
		o.Resize(fyne.NewSize(width, o.MinSize().Height)) // the height of a label depends on its width
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		return o.Size().Height
	}
	if !l.sides(len(objects), size.Width) {
		width := min(aloneWidth*text, size.Width)
		total := float32(0)
		for _, o := range objects {
			total += fit(o, width)
		}
		y := max(0, (size.Height-total)/2)
		for _, o := range objects {
			o.Move(fyne.NewPos((size.Width-width)/2, y))
			y += o.Size().Height + theme.Padding()
		}
		return
	}
	width, x := float32(columnWidth)*text, (size.Width-(2*columnWidth+columnGap)*text)/2
	highest := float32(0)
	for _, o := range objects {
		highest = max(highest, fit(o, width))
	}
	top := max(0, (size.Height-highest)/2)
	for _, o := range objects {
		o.Move(fyne.NewPos(x, top))
		x += width + columnGap*text
	}
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

func kinds() string {
	return lang.L("Text, web pages, Word, PDF, email, tables, and archives of these")
}

// NothingOpen returns the page that is shown instead of the reader while no article
// is open.
func (c *Controller) NothingOpen() fyne.CanvasObject {
	text := lang.L("Choose an article on the left, or add more:")
	if c.win.Session().Articles() == 0 {
		text = lang.L("This project has no articles yet. Add some:")
	}
	return page(c.ways(lang.L("No article is open."), text,
		way{lang.L("Add a folder of articles"), kinds(), theme.FolderOpenIcon(), func() { c.win.Do("import.folder") }},
		way{lang.L("Add articles"), lang.L("You can also drop files onto this window"), theme.DocumentIcon(), func() { c.win.Do("import.files") }},
	))
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
