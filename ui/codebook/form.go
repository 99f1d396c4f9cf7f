package codebook

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// form edits the fields of the chosen label.
type form struct {
	view     *view
	content  *container.Scroll
	column   *fyne.Container
	entry    *entry // nil if no label is chosen
	quiet    bool   // the fields are being filled
	state    *widget.Label
	fields   []*field
	colors   *colors
	groups   *fyne.Container // buttons with the groups that complete what is typed
	meaning  *fyne.Container // asks whether a changed definition means the same
	same     *control.Check
	hint     *widget.Label
	find     *control.Button
	viewport control.Viewport
}

// field is a text field of a label. It edits a text, or a list with one entry per line.
type field struct {
	kind   value.Kind
	name   string
	rows   int // visible
	text   func(*model.Label) *string
	list   func(*model.Label) *[]string
	input  *control.Field
	wrong  *widget.Label // says what is wrong, below the input
	object fyne.CanvasObject
}

// fields returns the fields of a label in the order of the form.
func fields() []*field {
	return []*field{
		{kind: value.LabelName, name: lang.L("Name"), rows: 1, text: func(l *model.Label) *string { return &l.Name }},
		{kind: value.Letter, name: lang.L("Letter"), rows: 1, text: func(l *model.Label) *string { return &l.Letter }},
		{kind: value.Color, name: lang.L("Colour"), rows: 1, text: func(l *model.Label) *string { return &l.Color }},
		{kind: value.Group, name: lang.L("Group"), rows: 1, text: func(l *model.Label) *string { return &l.Group }},
		{kind: value.Definition, name: lang.L("Definition"), rows: 3, text: func(l *model.Label) *string { return &l.Definition }},
		{kind: value.Use, name: lang.L("When to use it"), rows: 2, text: func(l *model.Label) *string { return &l.Use }},
		{kind: value.Avoid, name: lang.L("When not to use it"), rows: 2, text: func(l *model.Label) *string { return &l.Avoid }},
		{kind: value.Example, name: lang.L("Examples, one per line"), rows: 2, list: func(l *model.Label) *[]string { return &l.Examples }},
		{kind: counterExample, name: lang.L("Counter-examples, one per line"), rows: 2, list: func(l *model.Label) *[]string { return &l.CounterExamples }},
	}
}

// of returns the text of the field for a label.
func (x *field) of(l *model.Label) string {
	if x.list != nil {
		return strings.Join(*x.list(l), "\n")
	}
	return *x.text(l)
}

// set gives a label the text of the field.
func (x *field) set(l *model.Label, text string) {
	if x.list != nil {
		*x.list(l) = lines(text)
		return
	}
	*x.text(l) = text
}

// mostHints is the greatest number of groups that are offered at once.
const mostHints = 4

func newForm(v *view) *form {
	f := &form{view: v, state: control.Wrapped(""), colors: newColors(), groups: container.New(&control.Flow{})}
	f.state.SizeName = theme.SizeNameCaptionText
	f.content = container.NewVScroll(container.NewWithoutLayout())
	f.viewport = control.Viewport{Scroll: f.content}
	f.colors.changed = func(color string) { f.field(value.Color).input.SetText(color) }
	f.colors.escape, f.colors.viewport, f.colors.shortcut = v.cancel, f.viewport, v.shortcut
	f.fields = fields()
	objects := map[value.Kind]fyne.CanvasObject{}
	for _, x := range f.fields {
		f.make(x)
		objects[x.kind] = x.object
	}
	f.askMeaning()
	f.column = container.NewVBox(
		f.state,
		container.New(besideLetter{}, objects[value.LabelName], objects[value.Letter]), f.field(value.Letter).wrong,
		objects[value.Color], objects[value.Group], f.groups, objects[value.Definition], objects[value.Use], objects[value.Avoid],
		f.meaning, objects[value.Example], objects[counterExample],
	)
	f.content.Content = container.NewPadded(control.BesideBar(f.column))
	return f
}

// make makes the input of a field.
func (f *form) make(x *field) {
	v := f.view
	x.input, x.wrong = control.NewField(x.rows), control.Wrapped("")
	x.wrong.SizeName = theme.SizeNameCaptionText
	x.input.OnEscape, x.input.OnSave, x.input.OnShortcut = v.cancel, v.save, v.shortcut
	x.input.Viewport, x.input.Spoken = f.viewport, x.name
	x.input.OnChanged = func(text string) { f.typed(x, text) }
	x.wrong.Hide()
	input, below := fyne.CanvasObject(x.input), fyne.CanvasObject(x.wrong)
	switch x.kind {
	case value.Letter:
		below = container.NewWithoutLayout() // its column is too narrow
	case value.Color:
		input = container.NewBorder(nil, nil, container.NewCenter(f.colors), nil, x.input)
	}
	x.object = named(x.name, input, below)
}

// named returns an input between its name and another object.
func named(name string, input, below fyne.CanvasObject) fyne.CanvasObject {
	head := widget.NewLabel(name)
	head.SizeName = theme.SizeNameCaptionText
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()/2), head, input, below)
}

// besideLetter lays out the name of a label and, in a narrow column, its letter.
type besideLetter struct{}

// letterWidth is the width of that column, in widths of the text size.
const letterWidth = 9

// MinSize implements fyne.Layout.
func (besideLetter) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(letterWidth*theme.TextSize()*2, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout implements fyne.Layout.
func (besideLetter) Layout(o []fyne.CanvasObject, size fyne.Size) {
	narrow := letterWidth * theme.TextSize()
	o[0].Resize(fyne.NewSize(size.Width-narrow-theme.Padding(), size.Height))
	o[1].Move(fyne.NewPos(size.Width-narrow, 0))
	o[1].Resize(fyne.NewSize(narrow, size.Height))
}

// lines returns the lines of a text that are not empty.
func lines(text string) (out []string) {
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// askMeaning makes the question about a changed definition.
func (f *form) askMeaning() {
	f.same = control.NewCheck(lang.L("The meaning is the same; labels already given stay current"), false, func(on bool) {
		if f.entry != nil && !f.quiet {
			f.entry.minor = on
			f.showMeaning()
		}
	}, f.view.cancel)
	f.same.Viewport = f.viewport
	f.hint = control.Wrapped("")
	f.hint.SizeName = theme.SizeNameCaptionText
	f.find = control.NewButton(lang.L("Save and find them"), func() { f.view.saveAndFind(f.entry) }, f.view.cancel)
	f.find.Viewport = f.viewport
	f.meaning = container.NewVBox(f.same, f.hint, container.NewHBox(f.find))
}

// field returns the field of a kind.
func (f *form) field(kind value.Kind) *field {
	return f.fields[slices.IndexFunc(f.fields, func(x *field) bool { return x.kind == kind })]
}

// show shows a label, or nothing if e is nil.
func (f *form) show(e *entry) {
	f.entry = e
	control.ShowIf(f.content, e != nil)
	if e == nil {
		return
	}
	f.quiet = true
	for _, x := range f.fields {
		x.input.SetText(x.of(&e.label))
	}
	f.quiet = false
	f.content.ScrollToTop()
	f.refresh()
}

// typed takes over what was typed in a field.
func (f *form) typed(x *field, text string) {
	if f.quiet || f.entry == nil {
		return
	}
	x.set(&f.entry.label, text)
	switch {
	case x.kind == value.Letter:
		f.entry.lettered = true
	case x.kind == value.LabelName && f.entry.isNew() && !f.entry.lettered:
		f.entry.label.Letter = f.view.draft.freeLetter(f.entry, text)
		f.quiet = true
		f.field(value.Letter).input.SetText(f.entry.label.Letter)
		f.quiet = false
	}
	f.refresh()
	f.view.edited()
}

// refresh shows what follows from the fields.
func (f *form) refresh() {
	d, e := f.view.draft, f.entry
	wrong := d.mistakesIn(e)
	for _, x := range f.fields {
		text := ""
		if refused := wrong[x.kind]; refused != nil && !f.view.unfinished(e) {
			text = words.Sentence(f.explain(refused))
		}
		x.wrong.Importance = widget.DangerImportance
		if c := f.commandOn(e.label.Letter); text == "" && x.kind == value.Letter && c != nil {
			x.wrong.Importance = widget.WarningImportance
			text = lang.L("You have given this key to “{{.Command}}”, so it will not assign the label.", map[string]any{"Command": c.Title})
		}
		control.SetOrHide(x.wrong, text)
		x.input.Spoken = words.Joined(". ", x.name, text)
	}
	f.colors.set(strings.ToUpper(strings.TrimSpace(e.label.Color)))
	f.showGroups()
	f.showMeaning()
	control.SetOrHide(f.state, f.view.stateOf(e))
	f.column.Refresh()
	f.content.Refresh()
}

// explain explains why a value is refused. It names the command that has a letter.
func (f *form) explain(refused *value.Error) string {
	if refused.Problem == value.Reserved {
		if c := f.commandOn(refused.Value); c != nil {
			return lang.L("{{.Letter}} is the key of the command “{{.Command}}”", map[string]any{"Letter": refused.Shown(), "Command": c.Title})
		}
	}
	return explain.Value(refused)
}

// commandOn returns the command, other than those of labels, that a letter runs, or nil.
func (f *form) commandOn(letter string) *command.Command {
	runes := []rune(strings.TrimSpace(letter))
	if len(runes) != 1 {
		return nil
	}
	if _, gives := f.view.win.LabelPressed(unicode.ToLower(runes[0])); gives {
		return nil
	}
	return f.view.win.Commands().Bound(command.Typed(unicode.ToLower(runes[0])))
}

// showGroups offers the groups that begin with what is typed.
func (f *form) showGroups() {
	typed := value.Folded(f.entry.label.Group)
	f.groups.Objects = nil
	for _, g := range f.view.draft.groups() {
		if folded := value.Folded(g); folded == typed || !strings.HasPrefix(folded, typed) || len(f.groups.Objects) == mostHints {
			continue
		}
		b := control.NewButton(g, func() {
			input := f.field(value.Group).input
			input.SetText(g)
			f.view.canvas.Focus(input) // this button is gone
		}, f.view.cancel)
		b.Importance = widget.LowImportance
		b.Viewport = f.viewport
		f.groups.Objects = append(f.groups.Objects, b)
	}
	f.groups.Hidden = len(f.groups.Objects) == 0
	f.groups.Refresh()
}

// showMeaning asks whether a changed definition means the same if annotations were given
// under the old one.
func (f *form) showMeaning() {
	d, e := f.view.draft, f.entry
	f.meaning.Hidden = !d.redefined(e)
	if f.meaning.Hidden {
		return
	}
	f.quiet = true
	f.same.SetChecked(e.minor)
	f.quiet = false
	f.hint.SetText(words.N("{{.Count}} labels were given under the old definition. The search definition:old finds them.", d.used(e)))
	f.hint.Hidden, f.find.Hidden = e.minor, e.minor
	f.meaning.Refresh()
}
