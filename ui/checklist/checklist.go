// Package checklist asks how far the five pillars of First Draft's guide to verification are
// established for a sentence or an article.
package checklist

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// Window is what checklists need from the window.
type Window interface {
	// Window returns the Fyne window.
	Window() fyne.Window
	// Session returns the session of the open project, or nil.
	Session() *session.Session
	// Report shows an error, if there is one.
	Report(error)
	// Notice shows a text in the status bar.
	Notice(string)

	// The Need methods return the reason why a command cannot run, or "".
	NeedSentence() string
	NeedWritableArticle() string
}

// Controller runs the commands about checklists.
type Controller struct{ win Window }

// New returns the controller of a window.
func New(win Window) *Controller { return &Controller{win: win} }

// Commands returns the commands about checklists.
func (c *Controller) Commands() []*command.Command {
	sources := lang.L("Sources")
	return []*command.Command{
		{
			ID: "checklist.sentence", Title: lang.L("Checklist for Sentence…"), Group: command.Annotate, Section: command.SourceSection, Submenu: sources,
			Disabled: c.win.NeedSentence, Run: func() { c.Show(record.GradedSentence) },
		},
		{
			ID: "checklist.article", Title: lang.L("Checklist for Article…"), Group: command.Annotate, Section: command.SourceSection, Submenu: sources,
			Disabled: c.win.NeedWritableArticle, Run: func() { c.Show(record.GradedArticle) },
		},
	}
}

// answers are the answers in the order of the drop-down lists. The first is "not looked at".
var answers = [...]model.Established{"", model.EstablishedFully, model.EstablishedPartly, model.NotEstablished}

// remarkLines is the number of visible lines of the remark.
const remarkLines = 3

// form is the dialog in which the analyst fills in a checklist.
type form struct {
	answers map[model.Pillar]*choice
	remark  *control.Field
	why     *widget.Label // why the remark is refused
}

// Show asks for the checklist of the current sentence or of its article.
func (c *Controller) Show(on record.Graded) {
	why, title := c.win.NeedSentence, lang.L("Checklist for the sentence")
	if on == record.GradedArticle {
		why, title = c.win.NeedWritableArticle, lang.L("Checklist for the article")
	}
	if why := why(); why != "" {
		c.win.Notice(why)
		return
	}
	s, w := c.win.Session(), c.win.Window()
	s.EndTyping()
	f := newForm(s.ChecklistOf(on))
	d := control.NewModal(title, f.content(), w)
	save := func() {
		filled := f.filled()
		if err := value.Remark.Check(filled.Remark); err != nil {
			f.why.SetText(explain.Error(err))
			w.Canvas().Focus(f.remark)
			return
		}
		d.Hide()
		c.win.Report(s.SetChecklist(on, filled))
	}
	f.bind(save, d.Hide)
	yes := control.NewButton(lang.L("Save"), save, d.Hide)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide), yes})
	size := fyne.NewSize(min(620, w.Canvas().Size().Width-64), 0)
	d.Resize(size)
	d.Show()
	d.Resize(size) // now the texts that wrap know their width, and need less height
	w.Canvas().Focus(f.answers[model.PillarProvenance])
}

func newForm(had *record.Checklist) *form {
	f := &form{answers: map[model.Pillar]*choice{}, remark: control.NewField(remarkLines), why: widget.NewLabel("")}
	f.why.Wrapping = fyne.TextWrapWord
	var options []string
	for _, a := range answers {
		options = append(options, words.Established(a))
	}
	for _, p := range model.Pillars() {
		e := newChoice(options)
		e.SetSelectedIndex(0)
		if had != nil {
			e.SetSelectedIndex(max(0, slices.Index(answers[:], had.Found[p])))
		}
		f.answers[p] = e
	}
	f.remark.Spoken = lang.L("Remark")
	f.remark.SetPlaceHolder(lang.L("Remark"))
	if had != nil {
		f.remark.SetText(had.Remark)
	}
	return f
}

// content returns the questions with their answers, and the remark.
func (f *form) content() fyne.CanvasObject {
	rows := container.NewVBox()
	for _, p := range model.Pillars() {
		question := widget.NewLabel(words.Pillar(p))
		question.Wrapping = fyne.TextWrapWord
		rows.Add(container.NewBorder(nil, nil, nil, f.answers[p], question))
	}
	keys := widget.NewLabel(lang.L("Up and down choose an answer, Tab goes on, {{.Key}} saves.", map[string]any{"Key": command.Named(fyne.KeyReturn).String()}))
	keys.SizeName = theme.SizeNameCaptionText
	keys.Wrapping = fyne.TextWrapWord
	return container.NewVBox(rows, f.remark, f.why, keys)
}

// bind makes Ctrl+Enter save the form, and Esc close it.
func (f *form) bind(save, escape func()) {
	f.remark.OnSave, f.remark.OnEscape = save, escape
	for _, e := range f.answers {
		e.save, e.escape = save, escape
	}
}

// filled returns the checklist in the form.
func (f *form) filled() record.Checklist {
	c := record.Checklist{Found: map[model.Pillar]model.Established{}, Remark: strings.TrimSpace(f.remark.Text)}
	for p, e := range f.answers {
		c.Found[p] = answers[max(0, e.SelectedIndex())]
	}
	maps.DeleteFunc(c.Found, func(_ model.Pillar, a model.Established) bool { return a == "" })
	return c
}

// choice is a list of answers. The arrows choose an answer, Enter saves the form, and Esc
// closes it.
type choice struct {
	widget.Select
	save, escape func()
}

func newChoice(options []string) *choice {
	c := &choice{}
	c.Options = options
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey implements fyne.Focusable.
func (c *choice) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		c.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		c.save()
	case fyne.KeyDown: // Fyne would open the list, as with Space
		c.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	case fyne.KeyUp:
		c.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	default:
		c.Select.TypedKey(k)
	}
}
