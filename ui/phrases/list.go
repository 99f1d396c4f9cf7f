package phrases

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search/names"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// list is the dialog with the phrases of the project.
type list struct {
	*Controller
	dialog  *fynedialog.CustomDialog
	all     []record.Used
	shown   []record.Used
	chosen  model.PhraseID
	field   *field
	rows    *control.List
	status  *widget.Label
	buttons []*control.Button // need a phrase
}

// The greatest size of the dialog.
const (
	greatestWidth  = 640
	greatestHeight = 620
)

// Show opens the list of phrases.
func (c *Controller) Show() {
	c.win.Session().EndTyping()
	l := &list{Controller: c}
	canvas := c.win.Window().Canvas()
	size := fyne.NewSize(min(greatestWidth, canvas.Size().Width-32), min(greatestHeight, canvas.Size().Height-32))
	l.dialog = control.NewModal(lang.L("Phrases"), l.build(size.Width-8*theme.Padding()), c.win.Window())
	l.dialog.Resize(size)
	l.read("")
	l.dialog.Show()
	canvas.Focus(l.field)
}

func (l *list) close() { l.dialog.Hide() }

func (l *list) build(width float32) fyne.CanvasObject {
	l.rows = control.NewList(func() int { return len(l.shown) }, func() fyne.CanvasObject { return control.NewOfferedRow() }, func(i int, o fyne.CanvasObject) {
		if i < len(l.shown) {
			r := o.(*control.OfferedRow)
			r.Set(control.Offered{Title: l.shown[i].Name, TitleMarks: names.Marks(l.query(), l.shown[i].Name), Detail: usesOf(l.shown[i])})
			r.OnTapped = func() { l.rows.Choose(i) }
		}
	})
	l.rows.OnChosen = func(i int) {
		if i < len(l.shown) {
			l.chosen = l.shown[i].ID
		}
		l.status.SetText("")
	}
	l.rows.OnAccept, l.rows.OnEscape = l.find, l.close
	l.field = newField(l)
	l.status = widget.NewLabel("")
	l.status.SizeName, l.status.Wrapping = theme.SizeNameCaptionText, fyne.TextWrapWord
	button := func(title string, key fyne.KeyName, do func()) *control.Button {
		if key != "" {
			title += "   " + command.Named(key).String()
		}
		b := control.NewButton(title, do, l.close)
		l.buttons = append(l.buttons, b)
		return b
	}
	find := button(lang.L("Find"), fyne.KeyReturn, l.find)
	find.Importance = widget.HighImportance
	buttons := []fyne.CanvasObject{
		find, button(lang.L("Rename…"), fyne.KeyF2, l.rename), button(lang.L("Join…"), fyne.KeyF4, l.join),
		button(lang.L("Delete"), "", l.delete), control.NewButton(lang.L("Close"), l.close, l.close),
	}
	return container.NewBorder(l.field, container.NewVBox(l.status, control.InRows(width, buttons...)), nil, nil, l.rows)
}

// usesOf says what has a phrase.
func usesOf(u record.Used) string {
	var parts []string
	for _, part := range []struct {
		count int
		text  string
	}{
		{u.Sentences, words.N("{{.Count}} sentences", u.Sentences)},
		{u.Articles, words.N("{{.Count}} articles", u.Articles)},
		{u.Outlets, words.N("{{.Count}} outlets", u.Outlets)},
	} {
		if part.count > 0 {
			parts = append(parts, part.text)
		}
	}
	if len(parts) == 0 && u.Elsewhere() > 0 {
		return lang.L("used elsewhere") // by others, or in articles that were removed
	}
	if len(parts) == 0 {
		return lang.L("not used")
	}
	return strings.Join(parts, " · ")
}

func (l *list) query() string { return strings.TrimSpace(l.field.Text) }

// read reads the phrases and shows them. said is shown below the list.
func (l *list) read(said string) {
	all, err := l.win.Session().Phrases()
	l.win.Report(err)
	l.all = all
	l.refresh()
	l.status.SetText(said)
}

// refresh shows the phrases that match what is typed.
func (l *list) refresh() {
	index := names.NewIndex(len(l.all), func(i int, add func(string)) { add(l.all[i].Name) })
	l.shown = nil
	for _, hit := range index.Find(l.query()) {
		l.shown = append(l.shown, l.all[hit.Line])
	}
	at := 0
	if l.query() == "" {
		at = max(0, slices.IndexFunc(l.shown, func(u record.Used) bool { return u.ID == l.chosen }))
	}
	l.rows.UnselectAll()
	l.rows.Refresh()
	l.rows.Choose(at)
	for _, b := range l.buttons {
		if len(l.shown) > 0 {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// do calls act with the chosen phrase, if there is one.
func (l *list) do(act func(record.Used)) {
	if l.rows.At < len(l.shown) {
		act(l.shown[l.rows.At])
	}
}

func (l *list) find() {
	l.do(func(u record.Used) {
		l.close()
		l.Find(u.Phrase, "")
	})
}

func (l *list) rename() {
	l.do(func(u record.Used) {
		dialog.AskName(lang.L("Rename Phrase"), u.Name, lang.L("Rename"), l.win.Window(), func(name string) string {
			if err := l.win.Session().RenamePhrase(u.ID, name); err != nil {
				return why(err)
			}
			l.read("")
			return ""
		})
	})
}

// join asks for the phrase into which to join the chosen one.
func (l *list) join() {
	l.do(func(u record.Used) {
		dialog.ShowOffers(dialog.Offers{
			Asks: lang.L("Join “{{.Phrase}}” into…", map[string]any{"Phrase": u.Name}),
			Find: func(query string) (out []control.Offered) {
				others := slices.DeleteFunc(slices.Clone(l.all), func(o record.Used) bool { return o.ID == u.ID })
				index := names.NewIndex(len(others), func(i int, add func(string)) { add(others[i].Name) })
				for _, hit := range index.Find(strings.TrimSpace(query)) {
					into := others[hit.Line]
					out = append(out, control.Offered{Title: into.Name, TitleMarks: names.Marks(query, into.Name), Detail: usesOf(into), Do: func() { l.joinInto(u, into) }})
				}
				return out
			},
		}, l.win.Window())
	})
}

func (l *list) joinInto(from, into record.Used) {
	if err := l.win.Session().JoinPhrases(from.ID, into.ID); err != nil {
		l.status.SetText(why(err))
		return
	}
	l.chosen = into.ID
	l.field.SetText("")
	l.read(lang.L("“{{.From}}” is now “{{.Into}}” everywhere.", map[string]any{"From": from.Name, "Into": into.Name}))
	l.win.Window().Canvas().Focus(l.field)
}

func (l *list) delete() {
	l.do(func(u record.Used) {
		if err := l.win.Session().DeletePhrase(u.ID); err != nil {
			l.status.SetText(why(err))
			return
		}
		l.read(lang.L("Deleted “{{.Phrase}}”.", map[string]any{"Phrase": u.Name}))
	})
}

// why explains an error to the analyst.
func why(err error) string {
	if text := whyNot(err); text != "" {
		return text
	}
	return explain.Error(err)
}

// field is the entry by which the list is filtered. It passes keys to the list.
type field struct {
	control.SearchEntry
	of *list
}

func newField(l *list) *field {
	f := &field{of: l}
	f.ExtendBaseWidget(f)
	f.List, f.OnEscape = l.rows, l.close
	f.SetPlaceHolder(lang.L("Filter phrases"))
	f.OnChanged = func(string) { l.refresh() }
	return f
}

// TypedKey implements fyne.Focusable. Delete deletes the chosen phrase if there is no text
// that it could delete.
func (f *field) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyF2:
		f.of.rename()
	case k.Name == fyne.KeyF4:
		f.of.join()
	case k.Name == fyne.KeyDelete && f.Text == "":
		f.of.delete()
	default:
		f.SearchEntry.TypedKey(k)
	}
}
