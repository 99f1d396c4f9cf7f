package dialog

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
)

// MetadataForm edits what is known about an article.
type MetadataForm struct {
	Content   fyne.CanvasObject
	OnChanged func()

	fields []*entry
	quiet  bool
}

var metadataNames = []string{"Title", "Outlet", "Byline", "Published", "Dateline", "Language", "Address"}

// metadataParts gives the parts of m in the order of metadataNames.
func metadataParts(m *model.Metadata) []*string {
	return []*string{&m.Title, &m.Outlet, &m.Byline, &m.Published, &m.Dateline, &m.Language, &m.URL}
}

// NewMetadataForm makes an empty form.
func NewMetadataForm() *MetadataForm {
	f := &MetadataForm{}
	form := widget.NewForm()
	for _, name := range metadataNames {
		e := newEntry()
		e.OnChanged = func(string) {
			if !f.quiet && f.OnChanged != nil {
				f.OnChanged()
			}
		}
		switch name {
		case "Published":
			e.SetPlaceHolder("2031-03-14")
			e.Validator = validDate
		case "Language":
			e.SetPlaceHolder("en")
		}
		f.fields = append(f.fields, e)
		form.Append(name, e)
	}
	f.Content = form
	return f
}

// validDate accepts nothing or an RFC 3339 full-date.
func validDate(s string) error {
	if s == "" {
		return nil
	}
	_, err := time.Parse(time.DateOnly, s)
	return err
}

// Set fills the form.
func (f *MetadataForm) Set(m model.Metadata) {
	f.quiet = true
	defer func() { f.quiet = false }()
	for i, part := range metadataParts(&m) {
		f.fields[i].SetText(*part)
	}
}

// Metadata gives what stands in the form. A date that is none is left out.
func (f *MetadataForm) Metadata() model.Metadata {
	var m model.Metadata
	for i, part := range metadataParts(&m) {
		*part = strings.TrimSpace(f.fields[i].Text)
	}
	if validDate(m.Published) != nil {
		m.Published = ""
	}
	return m
}

// Enable lets the form be edited.
func (f *MetadataForm) Enable() {
	for _, e := range f.fields {
		e.Enable()
	}
}

// Disable shows the form without letting it be edited.
func (f *MetadataForm) Disable() {
	for _, e := range f.fields {
		e.Disable()
	}
}

// ShowMetadata lets what is known about an article be corrected.
func ShowMetadata(m model.Metadata, w fyne.Window, accept func(model.Metadata)) {
	f := NewMetadataForm()
	f.Set(m)
	var d *fynedialog.CustomDialog
	save := func() {
		d.Hide()
		accept(f.Metadata())
	}
	d = keyed("About this article", "Save", "Cancel", f.Content, w, func(ok bool) {
		if ok {
			accept(f.Metadata())
		}
	})
	for _, e := range f.fields {
		e.escape = d.Hide
		e.OnSubmitted = func(string) { save() }
	}
	d.Resize(fyne.NewSize(min(640, w.Canvas().Size().Width-64), 0))
	w.Canvas().Focus(f.fields[0])
}
