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

// MetadataForm edits what is known about an article.
type MetadataForm struct {
	Content   fyne.CanvasObject
	OnChanged func()

	form      *widget.Form
	fields    []*control.Entry // of all but the language
	published *control.Entry
	address   *control.Entry
	language  *languageChoice
	rest      model.Metadata // what was set, of which some is not in the form
	quiet     bool
}

// metadataNames are what the parts of metadata are called.
func metadataNames() []string {
	return []string{
		lang.L("Title"), lang.L("Outlet"), lang.L("Byline"), lang.L("Published"), lang.L("Dateline"), lang.L("Language"), lang.L("Address"), lang.L("Section"),
	}
}

// Where in metadataNames those parts are that have a form.
const (
	publishedAt = 3
	languageAt  = 5
	addressAt   = 6
)

// metadataParts gives the parts of m in the order of metadataNames.
func metadataParts(m *model.Metadata) []*string {
	return []*string{&m.Title, &m.Outlet, &m.Byline, &m.Published, &m.Dateline, &m.Language, &m.URL, &m.Section}
}

// NewMetadataForm makes an empty form.
func NewMetadataForm() *MetadataForm {
	f := &MetadataForm{form: widget.NewForm()}
	changed := func() {
		if !f.quiet && f.OnChanged != nil {
			f.OnChanged()
		}
	}
	for i, name := range metadataNames() {
		if i == languageAt {
			f.language = newLanguageChoice(changed)
			f.form.Append(name, f.language)
			continue
		}
		e := control.NewEntry()
		e.OnChanged = func(string) { changed() }
		if i == publishedAt {
			e.SetPlaceHolder(lang.L("year-month-day, and the time if it is known"))
			e.Validator = func(s string) error { _, _, err := publicationOf(s); return err }
			f.published = e
		}
		if i == addressAt {
			e.Validator = func(s string) error { return whyNot(value.URL.Check(s)) }
			f.address = e
		}
		f.fields = append(f.fields, e)
		f.form.Append(name, e)
	}
	f.Content = f.form
	return f
}

// bind has what the form holds hand Esc on, and be scrolled into sight.
func (f *MetadataForm) bind(escape func(), through control.Viewport) {
	for _, e := range f.fields {
		e.OnEscape, e.Viewport = escape, through
	}
	f.language.OnEscape, f.language.Viewport = escape, through
}

// dateLayouts are the ways in which a date may be typed. Those with the month
// as a number between day and year are left out: nobody can tell them apart.
var dateLayouts = []string{
	time.DateOnly, "2006/01/02", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "02.01.2006",
}

// timeLayouts are the ways in which a time may be typed after a date, and how it
// is kept.
var timeLayouts = []struct{ typed, kept string }{
	{"", ""},
	{"15:04", "15:04"},
	{"15:04:05", "15:04:05"},
	{"15:04 Z07:00", "15:04Z07:00"},
	{"15:04:05 Z07:00", "15:04:05Z07:00"},
	{"15:04Z07:00", "15:04Z07:00"},
	{"15:04:05Z07:00", "15:04:05Z07:00"},
}

// publicationOf reads a date as people type it, with or without a time, and
// returns what model.Metadata has as Published and PublishedAt.
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

// Valid reports whether everything in the form can be saved.
func (f *MetadataForm) Valid() bool { return f.wrong() == nil }

// wrong returns the first field that cannot be saved as it is.
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

// texts gives the parts of m that are typed.
func (f *MetadataForm) texts(m *model.Metadata) []*string {
	return slices.Delete(metadataParts(m), languageAt, languageAt+1)
}

// Metadata gives what stands in the form; see Valid.
func (f *MetadataForm) Metadata() model.Metadata {
	m := f.rest
	for i, part := range f.texts(&m) {
		*part = strings.TrimSpace(f.fields[i].Text)
	}
	m.Language = f.language.tag()
	m.Published, m.PublishedAt, _ = publicationOf(m.Published) // Valid tells
	return value.FitMetadata(m)
}

// Enable lets the form be edited.
func (f *MetadataForm) Enable() {
	for _, e := range f.fields {
		e.Enable()
	}
	f.language.Enable()
}

// Disable shows the form without letting it be edited.
func (f *MetadataForm) Disable() {
	for _, e := range f.fields {
		e.Disable()
	}
	f.language.Disable()
}

// ShowMetadata lets what is known about an article be corrected.
func ShowMetadata(m model.Metadata, w fyne.Window, accept func(model.Metadata)) {
	f := NewMetadataForm()
	f.Set(m)
	d := control.NewModal(lang.L("About this article"), f.Content, w)
	save := func() {
		if wrong := f.wrong(); wrong != nil {
			w.Canvas().Focus(wrong) // it says what is wrong
			return
		}
		d.Hide()
		accept(f.Metadata())
	}
	yes := control.NewButton(lang.L("Save"), save, d.Hide)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide), yes})
	f.bind(d.Hide, control.Viewport{})
	for _, e := range f.fields {
		e.OnSubmitted = func(string) { save() }
	}
	d.Show()
	d.Resize(fyne.NewSize(min(640, w.Canvas().Size().Width-64), 0))
	w.Canvas().Focus(f.fields[0])
}
