package dialog

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
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
	name := f.name()
	items := []*widget.FormItem{widget.NewFormItem(lang.L("Your name"), name)}
	items[0].HintText = lang.L("Shown on every label and note you add")
	items = append(items, f.language())
	items = append(items, f.look()...)
	items = append(items, f.work()...)
	items = append(items, f.headlines(do)...)
	keys := control.NewButton(lang.L("Change keys…"), nil, nil)
	keys.Viewport = f.viewport
	items = append(items, widget.NewFormItem(lang.L("Keys"), container.NewHBox(keys)))

	form := widget.NewForm(items...)
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
	d.Resize(fyne.NewSize(min(560, w.Canvas().Size().Width-64), 0))
	w.Canvas().Focus(name)
}

// preferencesFrame is the part of the window's height that the form cannot use, in
// multiples of the text size.
const preferencesFrame = 11

// preferencesForm holds the preferences as changed so far.
type preferencesForm struct {
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

// language returns the item for the interface language. Many texts are created
// once, with the window, so a new language takes effect at the next start.
func (f *preferencesForm) language() *widget.FormItem {
	names, codes := []string{lang.L("As the system")}, []string{""}
	for _, l := range words.Languages() {
		names, codes = append(names, l.Name), append(codes, l.Code)
	}
	language := control.NewSelection(names, max(0, slices.Index(codes, f.p.Language)), func(at int) {
		f.p.Language = codes[at]
		f.try(f.p)
	}, f.leave)
	language.Viewport = f.viewport
	item := widget.NewFormItem(lang.L("Language"), language)
	item.HintText = lang.L("Another one is spoken from the next start on")
	return item
}

// look returns the items for the appearance.
func (f *preferencesForm) look() []*widget.FormItem {
	mode := control.NewSelection([]string{lang.L("As the system"), lang.L("Light"), lang.L("Dark")}, max(0, slices.Index(modes, f.p.Mode)), func(at int) {
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
	return []*widget.FormItem{
		widget.NewFormItem(lang.L("Colours"), mode),
		widget.NewFormItem("", f.choice(lang.L("High contrast"), &f.p.Contrast)),
		widget.NewFormItem(lang.L("Articles"), f.choice(lang.L("Set in a face with serifs"), &f.p.Serif)),
		widget.NewFormItem(lang.L("Text size"), container.NewBorder(nil, nil, nil, percent, size)),
		widget.NewFormItem(lang.L("Motion"), f.choice(lang.L("Nothing blinks or glides"), &f.p.Still)),
	}
}

// work returns the items for tagging.
func (f *preferencesForm) work() []*widget.FormItem {
	return []*widget.FormItem{
		widget.NewFormItem(lang.L("Tagging"), f.choice(lang.L("Go to the next untagged sentence after tagging"), &f.p.Advance)),
		widget.NewFormItem("", f.choice(lang.L("Suggest labels, in the margin and with reasons"), &f.p.Suggest)),
	}
}

// headlines returns the item for the headlines of the open project. It returns none
// if no project is open.
func (f *preferencesForm) headlines(do PreferenceActions) []*widget.FormItem {
	if do.TagHeadlines == nil {
		return nil
	}
	c := control.NewCheck(lang.L("Headlines are sentences to tag"), do.Headlines, do.TagHeadlines, f.leave)
	c.Viewport = f.viewport
	item := widget.NewFormItem(lang.L("This project"), c)
	item.HintText = lang.L("Holds for articles that are added from now on")
	return []*widget.FormItem{item}
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
