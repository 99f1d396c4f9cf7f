package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

// detail is a known fact about an article.
type detail struct{ name, text string }

// describe returns what is known about an article apart from its title.
func describe(a model.Article) (out []detail) {
	for _, d := range []detail{
		{lang.L("Outlet"), a.Metadata.Outlet},
		{lang.L("Section"), a.Metadata.Section},
		{lang.L("Byline"), a.Metadata.Byline},
		{lang.L("Published"), published(a.Metadata)},
		{lang.L("Dateline"), a.Metadata.Dateline},
		{lang.L("Language"), words.LanguageName(a.Metadata.Language)},
		{lang.L("Web address"), a.Metadata.URL},
		{lang.L("Archived copy"), a.Metadata.Archive},
		{lang.L("Retrieved"), words.DayOf(strings.Replace(a.Metadata.Retrieved, "T", " ", 1))},
		{lang.L("File"), fileOf(a)},
		{lang.L("Provider ID"), a.Source.Record.ID},
	} {
		if d.text != "" {
			out = append(out, d)
		}
	}
	return out
}

// published returns when an article was published, or "" if it is unknown.
func published(m model.Metadata) string { return words.DayOf(m.Publication()) }

// details shows the names and texts of facts in two columns or, in a narrow pane, one
// below the other.
type details struct {
	content *fyne.Container
}

func newDetails() *details {
	d := &details{}
	d.content = container.New(&twoColumns{})
	return d
}

// show shows facts.
func (d *details) show(facts []detail) {
	for len(d.content.Objects) < 2*len(facts) {
		d.content.Objects = append(d.content.Objects, newDimText(), caption())
	}
	for i := 0; i < len(d.content.Objects); i += 2 {
		var f detail
		if i/2 < len(facts) {
			f = facts[i/2]
		}
		name, text := d.content.Objects[i].(*dimText), d.content.Objects[i+1].(*widget.Label)
		name.Hidden, text.Hidden = f == detail{}, f == detail{}
		name.SetText(f.name)
		if text.Text != f.text {
			text.SetText(f.text)
		}
	}
	d.content.Refresh()
}

// twoColumns lays out pairs of a name and a text that wraps.
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
		if objects[i].Visible() {
			names = max(names, objects[i].MinSize().Width)
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
