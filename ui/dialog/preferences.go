package dialog

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/words"
)

// PreferenceActions holds what the preferences need from their caller.
type PreferenceActions struct {
	Try        func(settings.Choices) // puts a change into effect at once
	ChangeKeys func()

	// TagHeadlines changes whether headlines are sentences to tag. This is a
	// setting of the open project; TagHeadlines is nil if none is open. Headlines
	// is the current setting.
	TagHeadlines func(on bool)
	Headlines    bool
}

var modes = []look.Mode{look.System, look.Light, look.Dark}

// ShowPreferences lets the analyst change the preferences.
func ShowPreferences(p settings.Choices, w fyne.Window, do PreferenceActions) {
	body := container.NewVScroll(nil) // with large text, the form can be higher than a small window
	f := &preferencesForm{p: p, analyst: p.Analyst, try: do.Try, viewport: control.Viewport{Scroll: body}}
	f.rows = container.New(layout.NewFormLayout())
	name := f.name()
	f.section(lang.L("General"))
	name.Spoken = lang.L("Your name")
	f.row(name.Spoken, name, lang.L("Shown on every label and note you add"))
	f.language()
	f.look()
	f.work()
	f.headlines(do)
	f.section(lang.L("Shortcuts"))
	keys := control.NewButton(lang.L("Change shortcuts…"), nil, nil)
	keys.Viewport = f.viewport
	f.row("", container.NewHBox(keys), "")

	form := f.rows
	body.Content = control.BesideBar(form)
	room := w.Canvas().Size().Height - preferencesFrame*theme.TextSize()
	body.SetMinSize(fyne.NewSize(body.Content.MinSize().Width, min(form.MinSize().Height, room)))
	d := control.Prompt(lang.L("Preferences"), "", lang.L("Close"), body, w, func(bool) { f.done() })
	leave := func() {
		d.Hide()
		f.done()
	}
	name.OnEscape = leave
	name.OnSubmitted = func(string) { leave() }
	f.escape = leave
	keys.OnEscape = leave
	keys.OnTapped = func() {
		leave()
		do.ChangeKeys()
	}
	d.Resize(fyne.NewSize(min(40*theme.TextSize(), w.Canvas().Size().Width-64), 0))
	w.Canvas().Focus(name)
}

// preferencesFrame is the part of the window's height that the form cannot use, in
// multiples of the text size.
const preferencesFrame = 11

// preferencesForm holds the preferences as changed so far.
type preferencesForm struct {
	rows     *fyne.Container // pairs of a name and a field
	p        settings.Choices
	analyst  string // the last valid name that was typed; done copies it into p
	try      func(settings.Choices)
	escape   func()
	viewport control.Viewport
}

// done puts all preferences into effect, including the name.
func (f *preferencesForm) done() {
	f.p.Analyst = f.analyst
	f.try(f.p)
}

// leave calls escape, which is set only after the widgets are made.
func (f *preferencesForm) leave() { f.escape() }

// section begins a section with a title.
func (f *preferencesForm) section(title string) {
	head := widget.NewLabel(title)
	head.TextStyle.Bold = true
	line := widget.NewSeparator()
	f.rows.Add(head)
	f.rows.Add(container.NewVBox(layout.NewSpacer(), line, layout.NewSpacer()))
}

// row adds a field with its name and, unless hint is "", a hint below it.
func (f *preferencesForm) row(name string, field fyne.CanvasObject, hint string) {
	f.rows.Add(container.NewVBox(widget.NewLabel(name)))
	if hint == "" {
		f.rows.Add(field)
		return
	}
	says := widget.NewLabel(hint)
	says.SizeName, says.Wrapping = theme.SizeNameCaptionText, fyne.TextWrapWord
	f.rows.Add(container.NewVBox(field, says))
}

func (f *preferencesForm) name() *control.Entry {
	name := control.NewEntry()
	name.Viewport = f.viewport
	name.SetText(f.p.Analyst)
	name.Validator = func(s string) error { return whyNot(value.Analyst.Check(s)) }
	name.OnChanged = func(s string) {
		if s, err := value.Analyst.Accept(s); err == nil {
			f.analyst = s
		}
	}
	return name
}

// language adds the field for the interface language. Many texts are created once, with
// the window, so a new language takes effect at the next start.
func (f *preferencesForm) language() {
	names, codes := []string{lang.L("Follow system")}, []string{""}
	for _, l := range words.Languages() {
		names, codes = append(names, l.Name), append(codes, l.Code)
	}
	language := control.NewSelection(names, max(0, slices.Index(codes, f.p.Language)), func(at int) {
		f.p.Language = codes[at]
		f.try(f.p)
	}, f.leave)
	language.Viewport = f.viewport
	f.row(lang.L("Language"), language, lang.L("Takes effect after restarting Assay"))
}

// look adds the fields for the appearance.
func (f *preferencesForm) look() {
	mode := control.NewSelection([]string{lang.L("Follow system"), lang.L("Light"), lang.L("Dark")}, max(0, slices.Index(modes, f.p.Mode)), func(at int) {
		f.p.Mode = modes[at]
		f.try(f.p)
	}, f.leave)
	mode.Viewport = f.viewport
	size := control.NewSlider(look.MinScale*100, look.MaxScale*100, f.leave)
	size.Viewport = f.viewport
	size.Step = 10
	size.SetValue(float64(f.p.Scale) * 100)
	percent := widget.NewLabel(fmt.Sprintf("%.0f %%", f.p.Scale*100))
	size.OnChanged = func(v float64) { percent.SetText(fmt.Sprintf("%.0f %%", v)) }
	size.OnChangeEnded = func(v float64) {
		f.p.Scale = float32(v / 100)
		f.try(f.p)
	}
	f.section(lang.L("Appearance"))
	f.row(lang.L("Colours"), mode, "")
	f.row("", f.choice(lang.L("High contrast"), &f.p.Contrast), "")
	f.row(lang.L("Text size"), container.NewBorder(nil, nil, nil, percent, size), "")
	f.row(lang.L("Font"), f.choice(lang.L("Use a serif font for articles"), &f.p.Serif), "")
	f.row(lang.L("Motion"), f.choice(lang.L("Reduce motion"), &f.p.Still), "")
}

// work adds the fields for tagging.
func (f *preferencesForm) work() {
	f.section(lang.L("Tagging"))
	f.row("", f.choice(lang.L("Go to the next untagged sentence after tagging"), &f.p.Advance), "")
	f.row("", f.choice(lang.L("Suggest labels"), &f.p.Suggest), lang.L("Shown in the margin, with the reason"))
}

// headlines adds the field for the headlines of the open project, if one is open.
func (f *preferencesForm) headlines(do PreferenceActions) {
	if do.TagHeadlines == nil {
		return
	}
	c := control.NewCheck(lang.L("Tag headlines as sentences"), do.Headlines, do.TagHeadlines, f.leave)
	c.Viewport = f.viewport
	f.section(lang.L("This project"))
	f.row("", c, lang.L("Applies to articles you add from now on"))
}

// choice returns a check box for a preference that is on or off.
func (f *preferencesForm) choice(title string, on *bool) *control.Check {
	c := control.NewCheck(title, *on, func(now bool) {
		*on = now
		f.try(f.p)
	}, f.leave)
	c.Viewport = f.viewport
	return c
}
