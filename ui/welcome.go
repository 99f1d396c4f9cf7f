package ui

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

// showWelcome shows the page for when no project is open: a calm page with
// the ways in.
func (w *Window) showWelcome() {
	w.opening = false
	w.win.SetTitle("Assay")
	w.win.SetContent(w.ways(lang.L("Read closely. Tag every sentence. Lose nothing."),
		lang.L("Drop articles or a folder anywhere on this window, or begin here:"),
		way{lang.L("Open the sample corpus"), lang.L("Five outlets on one event, to try things out"), theme.DocumentIcon(), w.openSample},
		way{lang.L("Add a folder of articles"), kinds(), theme.FolderOpenIcon(), w.addFolder},
		way{lang.L("Open a project"), lang.L("A file whose name ends in .assay"), theme.FolderIcon(), w.openProject},
	))
}

// showOpening shows, in place of that page, that something is being opened. It
// takes a single face of the font, so that it shows soon.
func (w *Window) showOpening(name string) {
	w.opening = true
	w.win.SetTitle(name + " — Assay")
	w.win.SetContent(container.NewCenter(widget.NewLabel(lang.L("Opening {{.Name}}…", map[string]any{"Name": name}))))
}

// first names what the program opens by itself when it starts, or gives "".
func (w *Window) first() string {
	if w.opts.First != "" {
		return w.opts.First
	}
	if last := w.lastThere(); last != "" {
		return words.FileName(last)
	}
	return ""
}

// lastThere gives the project that was open last, if it is still there, or "".
func (w *Window) lastThere() string {
	last := w.prefs.LastProject()
	if _, err := os.Stat(last); last == "" || err != nil {
		return ""
	}
	return last
}

// way is one of the ways in.
type way struct {
	title, text string
	icon        fyne.Resource
	do          func()
}

func (w *Window) ways(headline, text string, ways ...way) fyne.CanvasObject {
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
	wide := &middle{width: 340}
	for i, one := range ways {
		b := widget.NewButtonWithIcon(one.title, one.icon, one.do)
		if i == 0 {
			b.Importance = widget.HighImportance
		}
		wide.width = max(wide.width, b.MinSize().Width) // all alike
		caption := widget.NewLabel(one.text)
		caption.SizeName = theme.SizeNameCaptionText
		caption.Alignment = fyne.TextAlignCenter
		caption.Wrapping = fyne.TextWrapWord
		column.Add(container.New(wide, b))
		column.Add(caption)
	}
	return container.NewVScroll(container.New(layout.NewCustomPaddedLayout(16, 16, 16, 16), container.New(&middle{width: 46 * theme.TextSize()}, column)))
}

// middle lays an object out in the middle, so wide if there is room, and wider
// if it needs to be.
type middle struct{ width float32 }

// MinSize implements fyne.Layout.
func (m *middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout implements fyne.Layout.
func (m *middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	w := min(max(m.width, o.MinSize().Width), size.Width)
	o.Resize(fyne.NewSize(w, o.MinSize().Height)) // so that it knows how high it is
	h := min(o.MinSize().Height, size.Height)
	o.Resize(fyne.NewSize(w, h))
	o.Move(fyne.NewPos((size.Width-w)/2, (size.Height-h)/2))
}

// kinds says what a folder of articles may hold.
func kinds() string { return lang.L("Text, web pages, Word, PDF, mail, tables and archives of them") }

// nothingOpen lies under the reader and shows when no article is open.
func (w *Window) nothingOpen() fyne.CanvasObject {
	text := lang.L("Choose one on the left, or add some:")
	if w.session.Articles() == 0 {
		text = lang.L("The project has none yet. Add some:")
	}
	return w.ways(lang.L("No article is open."), text,
		way{lang.L("Add a folder of articles"), kinds(), theme.FolderOpenIcon(), w.addFolder},
		way{lang.L("Add an article"), lang.L("You can also drop files on this window"), theme.DocumentIcon(), w.addFile},
	)
}
