package profiles

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// form has the fields of a profile.
type form struct {
	of       model.Profile // the profile before editing
	content  *container.Scroll
	viewport control.Viewport
	fields   []*field
	letter   *control.Selection
	checks   []*check
	close    func()
	save     func()
}

// field is a text field of a profile.
type field struct {
	kind  value.Kind
	of    func(*model.Profile) *string
	input *control.Field
}

// check is a question of the checklist.
type check struct {
	key     model.CheckKey
	answer  *control.Selection
	address *control.Field
}

// letters are the letters in the order of the drop-down list; "" means no grade.
var letters = []string{"", "A", "B", "C", "D", "E", "F"}

// letterTexts returns the options of the drop-down list of letters.
func letterTexts() []string {
	return []string{
		lang.L("not graded"), "A  " + lang.L("completely reliable"), "B  " + lang.L("usually reliable"), "C  " + lang.L("fairly reliable"),
		"D  " + lang.L("not usually reliable"), "E  " + lang.L("unreliable"), "F  " + lang.L("cannot be judged"),
	}
}

func newForm(p model.Profile, closes, save func()) *form {
	f := &form{of: p, close: closes, save: save}
	f.content = container.NewVScroll(container.NewWithoutLayout())
	f.viewport = control.Viewport{Scroll: f.content}
	column := container.NewVBox()
	text := func(kind value.Kind, name string, rows int, of func(*model.Profile) *string) {
		x := &field{kind, of, f.newInput(name, rows, *of(&p))}
		f.fields = append(f.fields, x)
		column.Add(named(name, x.input))
	}
	text(value.Owner, words.ProfileOwner(), 1, func(p *model.Profile) *string { return &p.Owner })
	text(value.Country, words.ProfileCountry(), 1, func(p *model.Profile) *string { return &p.Country })
	text(value.Genre, words.ProfileKind(), 1, func(p *model.Profile) *string { return &p.Kind })
	f.letter = control.NewSelection(letterTexts(), max(0, slices.Index(letters, p.Letter)), func(int) {}, closes)
	f.letter.Viewport, f.letter.Spoken = f.viewport, words.ProfileLetter()
	column.Add(named(words.ProfileLetter(), f.letter))
	text(value.Basis, words.ProfileBasis(), 3, func(p *model.Profile) *string { return &p.Basis })
	hint := control.Wrapped(lang.L("Everyone who gets the project can read it. Exports of your profiles leave it out."))
	hint.SizeName = theme.SizeNameCaptionText
	column.Add(hint)
	text(value.Policy, words.ProfileCorrections(), 2, func(p *model.Profile) *string { return &p.Corrections })
	column.Add(control.Subheading(lang.L("Checklist")))
	for _, key := range model.CheckKeys() {
		column.Add(f.newCheck(key))
	}
	f.content.Content = container.NewPadded(control.BesideBar(column))
	return f
}

// newInput returns the input of a field.
func (f *form) newInput(name string, rows int, text string) *control.Field {
	input := control.NewField(rows)
	input.OnEscape, input.OnSave = f.close, f.save
	input.Viewport, input.Spoken = f.viewport, name
	input.SetText(text)
	if rows == 1 {
		input.OnSubmitted = func(string) { f.save() }
	}
	return input
}

// named returns an input below its name.
func named(name string, input fyne.CanvasObject) fyne.CanvasObject {
	head := control.Wrapped(name)
	head.SizeName = theme.SizeNameCaptionText
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()/2), head, input)
}

// newCheck returns the controls for a question: its answer, and the address where the analyst
// found the answer.
func (f *form) newCheck(key model.CheckKey) fyne.CanvasObject {
	at, address := 0, ""
	for _, c := range f.of.Checks {
		if c.Question == key {
			at, address = max(0, slices.Index(words.Answers(), c.Answer)), c.Address
		}
	}
	var options []string
	for _, a := range words.Answers() {
		options = append(options, words.Answer(a))
	}
	question := words.CheckQuestion(key)
	c := &check{key: key, answer: control.NewSelection(options, at, func(int) {}, f.close)}
	c.answer.Viewport, c.answer.Spoken = f.viewport, question
	c.address = f.newInput(question+" "+lang.L("Address"), 1, address)
	c.address.SetPlaceHolder(lang.L("Address"))
	f.checks = append(f.checks, c)
	return named(question, container.New(layout.NewBorderLayout(nil, nil, c.answer, nil), c.answer, c.address))
}

// first returns the control to focus when the form opens.
func (f *form) first() fyne.Focusable { return f.fields[0].input }

// profile returns the profile with the values in the form.
func (f *form) profile() model.Profile {
	p := f.of
	for _, x := range f.fields {
		*x.of(&p) = x.input.Text
	}
	p.Letter = letters[max(0, f.letter.SelectedIndex())]
	p.Checks = nil
	for _, c := range f.checks {
		answer, address := words.Answers()[max(0, c.answer.SelectedIndex())], strings.TrimSpace(c.address.Text)
		if answer != "" || address != "" {
			p.Checks = append(p.Checks, model.Check{Question: c.key, Answer: answer, Address: address})
		}
	}
	return p
}

// wrong returns the first field whose value is refused, or nil.
func (f *form) wrong() fyne.Focusable {
	for _, x := range f.fields {
		if _, err := x.kind.Accept(x.input.Text); err != nil {
			return x.input
		}
	}
	for _, c := range f.checks {
		if _, err := value.URL.Accept(strings.TrimSpace(c.address.Text)); err != nil {
			return c.address
		}
	}
	return nil
}
