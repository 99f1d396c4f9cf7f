package dialog

import (
	"strings"

	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// SeveralForm sets the outlet, the date and the language of several articles. Fields
// that are empty change nothing.
type SeveralForm struct {
	Content *widget.Form
	// OnChanged is called when a field has a valid value or is empty again. Apply
	// then returns the new metadata.
	OnChanged func()

	outlet, published *control.Entry
	language          *languageChoice
	quiet             bool
}

// NewSeveralForm returns an empty form.
func NewSeveralForm() *SeveralForm {
	f := &SeveralForm{outlet: control.NewEntry(), published: control.NewEntry(), Content: widget.NewForm()}
	f.outlet.OnChanged = func(string) { f.changed() }
	f.published.OnChanged = func(string) { f.changed() }
	f.published.Validator = func(s string) error { _, _, err := publicationOf(s); return err }
	f.language = newLanguageChoice(f.changed)
	f.outlet.Spoken, f.published.Spoken = lang.L("Outlet"), lang.L("Published")
	f.Content.Append(f.outlet.Spoken, f.outlet)
	f.Content.Append(f.published.Spoken, f.published)
	f.Content.Append(lang.L("Language"), f.language)
	return f
}

func (f *SeveralForm) changed() {
	if !f.quiet && f.OnChanged != nil && f.published.Validator(f.published.Text) == nil {
		f.OnChanged()
	}
}

// Bind makes the fields of the form call escape on Esc. When a field gets the
// focus, the viewport through scrolls it into view.
func (f *SeveralForm) Bind(escape func(), through control.Viewport) {
	for _, e := range []*control.Entry{f.outlet, f.published} {
		e.OnEscape, e.Viewport = escape, through
	}
	f.language.OnEscape, f.language.Viewport = escape, through
}

// Set empties the form. Its fields show in grey what the articles have.
func (f *SeveralForm) Set(all []model.Metadata) {
	f.quiet = true
	defer func() { f.quiet = false }()
	f.outlet.SetText("")
	f.outlet.SetPlaceHolder(common(all, func(m model.Metadata) string { return m.Outlet }))
	f.published.SetText("")
	f.published.SetPlaceHolder(common(all, model.Metadata.Publication))
	f.language.Options[0] = lang.L("Unchanged (several values)")
	if now, same := shared(all, func(m model.Metadata) string { return languageOrUnknown(m.Language) }); same {
		f.language.Options[0] = lang.L("Unchanged ({{.Value}})", map[string]any{"Value": now})
	}
	f.language.set("")
	f.language.Refresh()
}

func languageOrUnknown(tag string) string {
	if tag == "" {
		return lang.L("unknown")
	}
	return words.LanguageName(tag)
}

// common returns the value that all metadata have, or a text that says that there are
// several.
func common(all []model.Metadata, of func(model.Metadata) string) string {
	if v, same := shared(all, of); same {
		return v
	}
	return lang.L("Several values")
}

// shared returns a value of the first metadata, and whether all have it.
func shared(all []model.Metadata, of func(model.Metadata) string) (v string, same bool) {
	for i, m := range all {
		if i == 0 {
			v = of(m)
		} else if of(m) != v {
			return v, false
		}
	}
	return v, true
}

// Apply returns metadata with the values of the form.
func (f *SeveralForm) Apply(m model.Metadata) model.Metadata {
	if outlet := strings.TrimSpace(f.outlet.Text); outlet != "" {
		m.Outlet = outlet
	}
	if day, at, err := publicationOf(f.published.Text); err == nil && day != "" {
		m.Published, m.PublishedAt = day, at
	}
	if tag := f.language.tag(); tag != "" {
		m.Language = tag
	}
	return value.FitMetadata(m)
}
