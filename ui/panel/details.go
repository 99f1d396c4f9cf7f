package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
)

// detail is a known fact about an article.
type detail struct{ name, text string }

// describe returns what is known about an article apart from its title.
func describe(a model.Article) (out []detail) {
	for _, d := range []detail{
		{lang.L("Outlet"), a.Metadata.Outlet},
		{lang.L("Section"), a.Metadata.Section},
		{lang.L("By"), a.Metadata.Byline},
		{lang.L("Published"), a.Metadata.Publication()},
		{lang.L("Dateline"), a.Metadata.Dateline},
		{lang.L("Language"), a.Metadata.Language},
		{lang.L("Web address"), a.Metadata.URL},
		{lang.L("Archived copy"), a.Metadata.Archive},
		{lang.L("Retrieved"), strings.Replace(a.Metadata.Retrieved, "T", " ", 1)},
		{lang.L("File"), fileOf(a)},
		{lang.L("Provider ID"), a.Source.Record.ID},
	} {
		if d.text != "" {
			out = append(out, d)
		}
	}
	return out
}

// details shows the names and texts of facts in two columns or, in a narrow pane, one
// below the other.
type details struct {
	content *fyne.Container
	shown   []detail
}

func newDetails() *details {
	d := &details{}
	d.content = container.New(&twoColumns{})
	return d
}

// show shows facts.
func (d *details) show(facts []detail) {
	for len(d.content.Objects) < 2*len(facts) {
		name, text := caption(), caption()
		name.Importance = widget.LowImportance
		d.content.Objects = append(d.content.Objects, name, text)
	}
	for i := 0; i < len(d.content.Objects); i += 2 {
		var f detail
		if i/2 < len(facts) {
			f = facts[i/2]
		}
		for k, text := range []string{f.name, f.text} {
			l := d.content.Objects[i+k].(*widget.Label)
			l.Hidden = f == detail{}
			if l.Text != text {
				l.SetText(text)
			}
		}
	}
	d.content.Refresh()
}

// twoColumns lays out pairs of wrapping labels.
type twoColumns struct {
	height float32 // of the last layout
}

// The greatest share of the width that the first column takes in two columns, and
// the space between the lines, which overlaps their padding.
const (
	mostNames = 0.42
	nextLine  = 9
)

// MinSize implements fyne.Layout. As the labels wrap, the height is that of the last
// layout.
func (t *twoColumns) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(40, t.height)
}

// Layout implements fyne.Layout.
func (t *twoColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	names := float32(0)
	for i := 0; i < len(objects); i += 2 {
		if l := objects[i].(*widget.Label); l.Visible() {
			names = max(names, fyne.MeasureText(l.Text, theme.CaptionTextSize(), l.TextStyle).Width+2*theme.InnerPadding()+1)
		}
	}
	beside := names <= size.Width*mostNames
	y := float32(0)
	put := func(o fyne.CanvasObject, x, width float32) float32 {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, o.MinSize().Height)) // the height follows from the width
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		return height - nextLine
	}
	for i := 0; i < len(objects); i += 2 {
		name, text := objects[i], objects[i+1]
		switch {
		case !name.Visible():
		case beside:
			h := put(name, 0, names)
			y += max(h, put(text, names-theme.InnerPadding(), size.Width-names+theme.InnerPadding()))
		default:
			y += put(name, 0, size.Width) - theme.InnerPadding()/2
			y += put(text, 0, size.Width)
		}
	}
	if y > 0 {
		y += nextLine
	}
	t.height = y
}
