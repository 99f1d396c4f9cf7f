// Package dialog holds the questions Assay asks and the answers it shows:
// what was recognised before an import, progress with a way to stop, what is
// known about an article, the keys, the preferences.
package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

// Draft is a file as it would be imported.
type Draft struct {
	Path      string // with its place in the file, where that holds several articles
	File      string // the file that it lies in
	Article   model.Article
	Sentences int
	Asides    []string // what is set aside, and as what: "header: date 2031-03-14"
	Opening   string   // the first words of the text
	Known     bool     // the same bytes are in the project already
	Leave     bool     // the analyst does not want it
}

// Refused is a file that cannot be imported, and why.
type Refused struct {
	Path string
	Why  string
}

// Preview is what an import would bring.
type Preview struct {
	Drafts  []*Draft
	Refused []Refused
}

// Wanted gives the drafts that are new and not left out.
func (p *Preview) Wanted() []*Draft {
	var out []*Draft
	for _, d := range p.Drafts {
		if !d.Known && !d.Leave {
			out = append(out, d)
		}
	}
	return out
}

// ShowImport shows what was recognised, lets it be corrected, and calls accept
// when the analyst wants it imported.
func ShowImport(p *Preview, w fyne.Window, accept func(*Preview)) {
	im := &importer{preview: p}
	body := im.build()
	d := fynedialog.NewCustomWithoutButtons(lang.L("Add articles"), body, w)
	im.close = d.Hide
	im.add = newButton("", func() { d.Hide(); accept(p) }, d.Hide)
	im.add.Importance = widget.HighImportance
	cancel := newButton(lang.L("Cancel"), d.Hide, d.Hide)
	d.SetButtons([]fyne.CanvasObject{cancel, im.add})
	im.count()
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(920, size.Width-64), min(620, size.Height-64)))
	d.Show()
	if im.list.Length() > 0 {
		im.list.Select(0)
	}
	w.Canvas().Focus(im.add)
}

// importer is the dialog's state.
type importer struct {
	preview *Preview
	at      int
	list    *pickList
	fields  *MetadataForm
	include *check
	found   *widget.Label
	add     *button
	close   func()
}

func (im *importer) build() fyne.CanvasObject {
	p := im.preview
	im.list = newPickList(func() { im.close() }, func() int { return len(p.Drafts) + len(p.Refused) }, newDraftRow, func(i int, o fyne.CanvasObject) {
		name, state := im.rowText(i)
		box := o.(*fyne.Container)
		box.Objects[0].(*widget.Label).SetText(name)
		box.Objects[1].(*widget.Label).SetText(state)
	})
	im.list.OnSelected = im.show
	im.fields = NewMetadataForm()
	im.fields.OnChanged = func() {
		if im.at < len(p.Drafts) && im.fields.Valid() {
			p.Drafts[im.at].Article.Metadata = im.fields.Metadata()
			im.list.RefreshItem(im.at)
		}
	}
	im.include = newCheck(lang.L("Add this article"), false, func(on bool) {
		if im.at < len(p.Drafts) {
			p.Drafts[im.at].Leave = !on
			im.list.RefreshItem(im.at)
			im.count()
		}
	}, func() { im.close() })
	im.found = widget.NewLabel("")
	im.found.Wrapping = fyne.TextWrapWord
	right := container.NewVScroll(container.NewPadded(container.NewVBox(im.include, im.fields.Content, im.found)))
	im.include.sight = sight{right}
	for _, e := range im.fields.fields {
		e.sight, e.escape = sight{right}, func() { im.close() }
	}
	split := container.NewHSplit(im.list, right)
	split.Offset = 0.38
	return split
}

func newDraftRow() fyne.CanvasObject {
	name, state := widget.NewLabel(""), widget.NewLabel("")
	name.Truncation, state.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	state.SizeName = theme.SizeNameCaptionText
	return container.NewVBox(name, state)
}

func (im *importer) rowText(i int) (name, state string) {
	p := im.preview
	if i >= len(p.Drafts) {
		r := p.Refused[i-len(p.Drafts)]
		return base(r.Path), lang.L("cannot be added: {{.Why}}", map[string]any{"Why": r.Why})
	}
	d := p.Drafts[i]
	switch {
	case d.Known:
		state = lang.L("already in the project")
	case d.Leave:
		state = lang.L("left out")
	default:
		state = orElse(d.Article.Metadata.Outlet, lang.L("outlet unknown")) + " · " + words.N("{{.Count}} sentences", d.Sentences)
	}
	return d.Article.Heading(), state
}

func (im *importer) show(i int) {
	p := im.preview
	im.at = i
	if i >= len(p.Drafts) {
		r := p.Refused[i-len(p.Drafts)]
		im.include.Hide()
		im.fields.Content.Hide()
		im.found.SetText(r.Path + "\n\n" + lang.L("This file cannot be added: {{.Why}}", map[string]any{"Why": r.Why}))
		return
	}
	d := p.Drafts[i]
	im.include.Show()
	im.fields.Content.Show()
	im.include.SetChecked(!d.Leave && !d.Known)
	im.fields.Set(d.Article.Metadata)
	if d.Known {
		im.include.Disable()
		im.fields.Disable()
	} else {
		im.include.Enable()
		im.fields.Enable()
	}
	im.found.SetText(im.describe(d))
}

func (im *importer) describe(d *Draft) string {
	lines := []string{
		lang.L("File: {{.Name}}", map[string]any{"Name": base(d.Path)}) + " · " + d.Article.Encoding,
		words.N("{{.Count}} sentences to tag", d.Sentences),
	}
	if len(d.Asides) > 0 {
		lines = append(lines, "", lang.L("Set aside (can be restored in the article):"))
		for _, a := range d.Asides {
			lines = append(lines, "   "+a)
		}
	}
	return strings.Join(append(lines, "", d.Opening), "\n")
}

func (im *importer) count() {
	n := len(im.preview.Wanted())
	im.add.SetText(words.N("Add {{.Count}} articles", n))
	if n == 0 {
		im.add.Disable()
	} else {
		im.add.Enable()
	}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func base(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }
