package help

import (
	"regexp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
)

// ShowGuide shows the guide, which is in Markdown. Its chapters are on the left, and the
// text of the selected chapter is on the right.
func ShowGuide(guide string, w fyne.Window) {
	chapters := chaptersOf(guide)
	page := container.NewVBox()
	scroll := container.NewVScroll(container.NewPadded(page))
	list := control.NewList(func() int { return len(chapters) }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(i int, o fyne.CanvasObject) {
		o.(*widget.Label).SetText(chapters[i].title)
	})
	list.HideSeparators = true
	list.OnChosen = func(i int) {
		page.Objects = chapters[i].objects()
		page.Refresh()
		scroll.ScrollToTop()
	}
	split := container.NewHSplit(list, scroll)
	split.Offset = 0.3
	d := control.Prompt(lang.L("Assay guide"), "", lang.L("Close"), split, w, func(bool) {})
	list.OnEscape, list.OnAccept = d.Hide, d.Hide
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(1040, size.Width-32), min(860, size.Height-24)))
	list.Choose(0)
	w.Canvas().Focus(list)
}

// chapter is a part of the guide below a heading of the second level.
type chapter struct {
	title string
	lines []string
}

// chaptersOf divides the guide. What stands before the first chapter is left out: it is
// the table of contents.
func chaptersOf(guide string) (out []chapter) {
	for line := range strings.Lines(guide) {
		line = strings.TrimRight(line, "\r\n")
		if title, ok := strings.CutPrefix(line, "## "); ok {
			out = append(out, chapter{title: title})
			continue
		}
		if len(out) > 0 && !strings.HasPrefix(line, "![") { // the pictures are not in the program
			at := &out[len(out)-1]
			at.lines = append(at.lines, line)
		}
	}
	return out
}

// objects returns what shows the chapter: texts and tables.
func (c chapter) objects() []fyne.CanvasObject {
	head := widget.NewLabel(c.title)
	head.SizeName = theme.SizeNameHeadingText
	head.TextStyle.Bold = true
	head.Wrapping = fyne.TextWrapWord
	out := []fyne.CanvasObject{head}
	var text, rows []string
	end := func() {
		if markdown := strings.TrimSpace(strings.Join(text, "\n")); markdown != "" {
			rich := widget.NewRichTextFromMarkdown(unlinked(markdown))
			rich.Wrapping = fyne.TextWrapWord
			out = append(out, rich)
		}
		if len(rows) > 0 {
			out = append(out, table(rows))
		}
		text, rows = nil, nil
	}
	for _, line := range c.lines {
		row := strings.HasPrefix(line, "|")
		if row != (len(rows) > 0) {
			end()
		}
		if row {
			rows = append(rows, line)
			continue
		}
		text = append(text, line)
	}
	end()
	return out
}

// link matches a link in Markdown.
var link = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

// unlinked replaces links by their texts, because they lead to other files and chapters.
func unlinked(markdown string) string { return link.ReplaceAllString(markdown, "$1") }

// plain removes the marks of a cell.
func plain(cell string) string {
	return strings.NewReplacer("`", "", "*", "", `\|`, "|").Replace(strings.TrimSpace(unlinked(cell)))
}

// table shows the rows of a table: the first column bold, the others beside it.
func table(rows []string) fyne.CanvasObject {
	box := container.NewVBox()
	for i, row := range rows {
		row = strings.ReplaceAll(row, `\|`, "\x00") // a bar in a cell
		cells := strings.Split(strings.Trim(row, "|"), "|")
		if i == 1 || len(cells) == 0 {
			continue // the line below the heads
		}
		var objects []fyne.CanvasObject
		for j, cell := range cells {
			l := widget.NewLabel(plain(strings.ReplaceAll(cell, "\x00", "|")))
			l.Wrapping = fyne.TextWrapWord
			l.TextStyle.Bold = j == 0 || i == 0
			objects = append(objects, l)
		}
		box.Add(container.New(tableRow{}, objects...))
		box.Add(widget.NewSeparator())
	}
	return box
}

// tableRow lays out the cells of a row side by side. The first one is narrower.
type tableRow struct{}

// shares returns the widths of n cells.
func (tableRow) shares(n int, width float32) []float32 {
	out := make([]float32, n)
	first := width * 0.32
	for i := range out {
		out[i] = (width - first) / float32(max(1, n-1))
	}
	out[0] = first
	if n == 1 {
		out[0] = width
	}
	return out
}

// MinSize implements fyne.Layout. The height is that of the highest cell at its present
// width.
func (tableRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(0, height)
}

// Layout implements fyne.Layout.
func (r tableRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, width := range r.shares(len(objects), size.Width) {
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(width, size.Height))
		x += width
	}
}
