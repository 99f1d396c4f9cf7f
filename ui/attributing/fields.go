package attributing

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// fields are the mode, the cue and the outlet that the voice spoke to, above the entry of the
// picker.
type fields struct {
	content  *fyne.Container
	of       *picker
	mode     model.SpeechMode
	modes    []*widget.Button
	cue, via *field
}

func newFields(p *picker) *fields {
	first := p.first()
	f := &fields{of: p, mode: first.Mode}
	modes := container.New(&control.Flow{})
	for _, m := range model.SpeechModes() {
		b := widget.NewButton(words.SpeechMode(m), func() {
			f.set(m)
			f.enter()
		})
		f.modes = append(f.modes, b)
		modes.Add(b)
	}
	modes.Add(small(lang.L("{{.Key}} switches", map[string]any{"Key": command.Named(fyne.KeyF2).String()})))
	f.cue = newField(lang.L("Cue, such as “said”"), first.Cue, f)
	f.via = newField(lang.L("Via another outlet"), first.Via, f)
	f.cue.next = func() { f.focus(f.via) }
	f.via.next = f.enter
	on := small(p.subject())
	on.Truncation = fyne.TextTruncateEllipsis
	f.content = container.NewVBox(on, modes, container.NewGridWithColumns(2, f.cue, f.via))
	f.set(f.mode)
	return f
}

func small(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.SizeName = theme.SizeNameCaptionText
	return l
}

// subject returns the text of the sentence, or the number of sentences if several are selected.
func (p *picker) subject() string {
	s := p.win.Session()
	if n := s.SentencesActed(); n > 1 {
		return words.N("{{.Count}} sentences", n)
	}
	u, _ := s.Current()
	return control.OneLine(u.Span.Of(s.Document().Text))
}

func (f *fields) focus(o fyne.Focusable) { f.of.win.Window().Canvas().Focus(o) }

// enter moves the focus back to the entry.
func (f *fields) enter() { f.of.shown.Refresh() }

// set chooses a mode.
func (f *fields) set(mode model.SpeechMode) {
	f.mode = mode
	for i, m := range model.SpeechModes() {
		f.modes[i].Importance = widget.MediumImportance
		if m == mode {
			f.modes[i].Importance = widget.HighImportance
		}
		f.modes[i].Refresh()
	}
}

// turn moves the choice of the mode by n, which is 1 or -1. It wraps around.
func (f *fields) turn(n int) {
	all := model.SpeechModes()
	f.set(all[(slices.Index(all, f.mode)+n+len(all))%len(all)])
}

// filled returns an attribution with the values of the fields, without a voice.
func (f *fields) filled() session.Attributing {
	return session.Attributing{Mode: f.mode, Cue: strings.TrimSpace(f.cue.Text), Via: strings.TrimSpace(f.via.Text)}
}

// wrong returns the explanation why a field is refused, or "".
func (f *fields) wrong() string {
	now := f.filled()
	if err := value.Cue.Check(now.Cue); err != nil {
		return explain.Error(err)
	}
	if err := value.Outlet.Check(now.Via); err != nil {
		return explain.Error(err)
	}
	return ""
}

// field is an entry in which Tab moves to the next field, Enter accepts the chosen voice, and
// Esc closes the picker.
type field struct {
	control.Entry
	of   *fields
	next func()
}

var _ fyne.Tabbable = (*field)(nil)

func newField(asks, text string, f *fields) *field {
	e := &field{of: f}
	e.Spoken = asks
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(asks)
	e.SetText(text)
	e.OnChanged = func(string) { f.of.shown.Again() }
	e.OnEscape = func() { f.of.shown.Close() }
	return e
}

// AcceptsTab implements fyne.Tabbable.
func (e *field) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (e *field) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyTab:
		e.next()
	case fyne.KeyF2:
		e.of.turn(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		e.of.of.shown.Accept()
	default:
		e.Entry.TypedKey(k)
	}
}
