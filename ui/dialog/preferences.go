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
	"assay.app/assay/ui/words"
)

// PreferenceActions are what the preferences lead to.
type PreferenceActions struct {
	Try        func(Choices) // makes a change effective at once
	ChangeKeys func()

	// TagHeadlines changes whether headlines are sentences to tag, which is a
	// setting of the open project; nil without one. Headlines is what it is now.
	TagHeadlines func(on bool)
	Headlines    bool
}

var modes = []look.Mode{look.System, look.Light, look.Dark}

// ShowPreferences lets the preferences be changed.
func ShowPreferences(p Choices, w fyne.Window, do PreferenceActions) {
	body := container.NewVScroll(nil) // large text makes the form higher than a small window
	f := &preferencesForm{p: p, analyst: p.Analyst, try: do.Try, sight: control.Viewport{Scroll: body}}
	name := f.name()
	items := []*widget.FormItem{widget.NewFormItem(lang.L("Your name"), name)}
	items[0].HintText = lang.L("Shown on every label and note you add")
	items = append(items, f.language())
	items = append(items, f.look()...)
	items = append(items, f.work()...)
	items = append(items, f.headlines(do)...)
	keys := control.NewButton(lang.L("Change keys…"), nil, nil)
	keys.Viewport = f.sight
	items = append(items, widget.NewFormItem(lang.L("Keys"), container.NewHBox(keys)))

	form := widget.NewForm(items...)
	body.Content = form
	room := w.Canvas().Size().Height - preferencesFrame*theme.TextSize()
	body.SetMinSize(fyne.NewSize(form.MinSize().Width, min(form.MinSize().Height, room)))
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

// preferencesFrame is how much higher than the form the dialog is, with some room
// around it, in sizes of the text.
const preferencesFrame = 11

// preferencesForm is what the dialog holds: the preferences as changed so far.
type preferencesForm struct {
	p       Choices
	analyst string // the name as typed so far; p has it when the form is left
	try     func(Choices)
	escape  func()
	sight   control.Viewport
}

// done makes everything effective, the name too.
func (f *preferencesForm) done() {
	f.p.Analyst = f.analyst
	f.try(f.p)
}

// leave is escape, once it is known.
func (f *preferencesForm) leave() { f.escape() }

func (f *preferencesForm) name() *control.Entry {
	name := control.NewEntry()
	name.Viewport = f.sight
	name.SetText(f.p.Analyst)
	name.Validator = func(s string) error { return whyNot(value.Analyst.Check(s)) }
	name.OnChanged = func(s string) {
		if s, err := value.Analyst.Accept(s); err == nil {
			f.analyst = s
		}
	}
	return name
}

// language is what the window speaks. Much of what it says was said when it was
// made, so another language waits for the next start.
func (f *preferencesForm) language() *widget.FormItem {
	names, codes := []string{lang.L("As the system")}, []string{""}
	for _, l := range words.Languages() {
		names, codes = append(names, l.Name), append(codes, l.Code)
	}
	language := control.NewSelection(names, max(0, slices.Index(codes, f.p.Language)), func(at int) {
		f.p.Language = codes[at]
		f.try(f.p)
	}, f.leave)
	language.Viewport = f.sight
	item := widget.NewFormItem(lang.L("Language"), language)
	item.HintText = lang.L("Another one is spoken from the next start on")
	return item
}

// look is what the window looks like.
func (f *preferencesForm) look() []*widget.FormItem {
	mode := control.NewSelection([]string{lang.L("As the system"), lang.L("Light"), lang.L("Dark")}, max(0, slices.Index(modes, f.p.Mode)), func(at int) {
		f.p.Mode = modes[at]
		f.try(f.p)
	}, f.leave)
	mode.Viewport = f.sight
	size := control.NewSlider(look.MinScale*100, look.MaxScale*100, f.leave)
	size.Viewport = f.sight
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

// work is how tagging goes.
func (f *preferencesForm) work() []*widget.FormItem {
	return []*widget.FormItem{
		widget.NewFormItem(lang.L("Tagging"), f.choice(lang.L("Go to the next untagged sentence after tagging"), &f.p.Advance)),
		widget.NewFormItem("", f.choice(lang.L("Suggest labels, in the margin and with reasons"), &f.p.Suggest)),
	}
}

// headlines is what the open project does with headlines.
func (f *preferencesForm) headlines(do PreferenceActions) []*widget.FormItem {
	if do.TagHeadlines == nil {
		return nil
	}
	c := control.NewCheck(lang.L("Headlines are sentences to tag"), do.Headlines, do.TagHeadlines, f.leave)
	c.Viewport = f.sight
	item := widget.NewFormItem(lang.L("This project"), c)
	item.HintText = lang.L("Holds for articles that are added from now on")
	return []*widget.FormItem{item}
}

// choice is something that is wanted or not.
func (f *preferencesForm) choice(title string, on *bool) *control.Check {
	c := control.NewCheck(title, *on, func(now bool) {
		*on = now
		f.try(f.p)
	}, f.leave)
	c.Viewport = f.sight
	return c
}
