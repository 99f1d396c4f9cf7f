package dialog

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
)

// MetadataForm edits the metadata of an article.
type MetadataForm struct {
	Content   fyne.CanvasObject
	OnChanged func()

	Form      *widget.Form
	fields    []*control.Entry // all fields except the language
	published *control.Entry
	address   *control.Entry
	language  *languageChoice
	rest      model.Metadata // the metadata as set, including fields that the form lacks
	quiet     bool
}

// metadataNames returns the names of the fields in the form.
func metadataNames() []string {
	return []string{
		lang.L("Title"), lang.L("Outlet"), lang.L("Byline"), lang.L("Published"), lang.L("Dateline"), lang.L("Language"), lang.L("Web address"), lang.L("Section"),
	}
}

// The indexes in metadataNames of the fields that need special treatment.
const (
	publishedAt = 3
	languageAt  = 5
	addressAt   = 6
)

// metadataParts returns pointers to the fields of m, in the order of metadataNames.
func metadataParts(m *model.Metadata) []*string {
	return []*string{&m.Title, &m.Outlet, &m.Byline, &m.Published, &m.Dateline, &m.Language, &m.URL, &m.Section}
}

// NewMetadataForm returns an empty form.
func NewMetadataForm() *MetadataForm {
	f := &MetadataForm{Form: widget.NewForm()}
	changed := func() {
		if !f.quiet && f.OnChanged != nil {
			f.OnChanged()
		}
	}
	for i, name := range metadataNames() {
		if i == languageAt {
			f.language = newLanguageChoice(changed)
			f.Form.Append(name, f.language)
			continue
		}
		e := control.NewEntry()
		e.Spoken = name
		e.OnChanged = func(string) { changed() }
		if i == publishedAt {
			e.SetPlaceHolder(lang.L("YYYY-MM-DD, with the time if known"))
			e.Validator = func(s string) error { _, _, err := publicationOf(s); return err }
			f.published = e
		}
		if i == addressAt {
			e.Validator = func(s string) error { return whyNot(value.URL.Check(s)) }
			f.address = e
		}
		f.fields = append(f.fields, e)
		f.Form.Append(name, e)
	}
	f.Content = f.Form
	return f
}

// Bind makes the fields of the form call escape on Esc. When a field gets the
// focus, the viewport through scrolls it into view.
func (f *MetadataForm) Bind(escape func(), through control.Viewport) {
	for _, e := range f.fields {
		e.OnEscape, e.Viewport = escape, through
	}
	f.language.OnEscape, f.language.Viewport = escape, through
}

// dateLayouts are the accepted formats of a typed date. Formats with slashes that
// begin with the day or the month are left out, because they are ambiguous.
var dateLayouts = []string{
	time.DateOnly, "2006/01/02", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "02.01.2006",
}

// timeLayouts are the accepted formats of a time typed after a date, each with the
// format in which the time is stored.
var timeLayouts = []struct{ typed, kept string }{
	{"", ""},
	{"15:04", "15:04"},
	{"15:04:05", "15:04:05"},
	{"15:04 Z07:00", "15:04Z07:00"},
	{"15:04:05 Z07:00", "15:04:05Z07:00"},
	{"15:04Z07:00", "15:04Z07:00"},
	{"15:04:05Z07:00", "15:04:05Z07:00"},
}

// publicationOf parses a date as typed, with or without a time. It returns the
// Published and PublishedAt of model.Metadata; at is "" if no time was typed.
func publicationOf(s string) (day, at string, err error) {
	s = strings.TrimSpace(strings.Replace(s, "T", " ", 1))
	if s == "" {
		return "", "", nil
	}
	for _, layout := range dateLayouts {
		for _, clock := range timeLayouts {
			t, err := time.Parse(strings.TrimSpace(layout+" "+clock.typed), s)
			if err != nil {
				continue
			}
			if day = t.Format(time.DateOnly); clock.kept != "" {
				at = day + "T" + t.Format(clock.kept)
			}
			return day, at, whyNot(value.Published.Check(day))
		}
	}
	return "", "", whyNot(value.Published.Check(s))
}

// Valid reports whether all fields of the form are valid.
func (f *MetadataForm) Valid() bool { return f.wrong() == nil }

// wrong returns the first invalid field, or nil.
func (f *MetadataForm) wrong() *control.Entry {
	for _, e := range []*control.Entry{f.published, f.address} {
		if e.Validator(e.Text) != nil {
			return e
		}
	}
	return nil
}

// Set fills the form.
func (f *MetadataForm) Set(m model.Metadata) {
	f.quiet = true
	defer func() { f.quiet = false }()
	f.rest = m
	m.Published = m.Publication()
	for i, part := range f.texts(&m) {
		f.fields[i].SetText(*part)
	}
	f.language.set(m.Language)
}

// texts returns pointers to the fields of m that have a text field in the form, in
// the order of the form.
func (f *MetadataForm) texts(m *model.Metadata) []*string {
	return slices.Delete(metadataParts(m), languageAt, languageAt+1)
}

// Metadata returns the values of the form. Call it only if Valid returns true.
func (f *MetadataForm) Metadata() model.Metadata {
	m := f.rest
	for i, part := range f.texts(&m) {
		*part = strings.TrimSpace(f.fields[i].Text)
	}
	m.Language = f.language.tag()
	m.Published, m.PublishedAt, _ = publicationOf(m.Published) // Valid reports the error
	return value.FitMetadata(m)
}

// Enable makes the form editable.
func (f *MetadataForm) Enable() {
	for _, e := range f.fields {
		e.Enable()
	}
	f.language.Enable()
}

// Disable makes the form read-only.
func (f *MetadataForm) Disable() {
	for _, e := range f.fields {
		e.Disable()
	}
	f.language.Disable()
}

// ShowMetadata lets the analyst correct an article's metadata.
func ShowMetadata(m model.Metadata, w fyne.Window, accept func(model.Metadata)) {
	f := NewMetadataForm()
	f.Set(m)
	d := control.NewModal(lang.L("Article details"), f.Content, w)
	save := func() {
		if wrong := f.wrong(); wrong != nil {
			w.Canvas().Focus(wrong) // the entry shows what is wrong
			return
		}
		d.Hide()
		accept(f.Metadata())
	}
	yes := control.NewButton(lang.L("Save"), save, d.Hide)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide), yes})
	f.Bind(d.Hide, control.Viewport{})
	for _, e := range f.fields {
		e.OnSubmitted = func(string) { save() }
	}
	d.Show()
	d.Resize(fyne.NewSize(min(640, w.Canvas().Size().Width-64), 0))
	w.Canvas().Focus(f.fields[0])
}
