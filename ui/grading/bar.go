package grading

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/record"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// bar is visible while the mode is on. It has buttons for the targets, the letters and the
// digits, the grade of the target in words, and a field for its basis. Their sizes do not
// depend on the grade, so that each key needs only one frame.
type bar struct {
	*Controller
	content *fyne.Container
	tips    *panel.Tips
	relay   func()
	targets []*panel.TipButton
	letters []*panel.TipButton
	digits  []*panel.TipButton
	present *panel.TipLabel
	why     *whyEntry
}

// barPadding is the padding of the bar at its left and its right, in device-independent
// pixels.
const barPadding = 8

func newBar(c *Controller, tips *panel.Tips, relay func()) *bar {
	b := &bar{Controller: c, tips: tips, relay: relay, present: panel.NewTipLabel(tips)}
	b.present.TextStyle.Bold = true
	b.why = newWhyEntry(c)
	keys := container.New(&control.Flow{})
	for _, on := range targets {
		b.targets = append(b.targets, b.button(keys, words.Graded(on), func() string { return b.targetTip(on) }, func() { c.Begin(on) }))
	}
	keys.Add(widget.NewSeparator())
	for _, letter := range letters {
		b.letters = append(b.letters, b.button(keys, letter, func() string { return letter + ": " + words.Reliability(letter) }, func() { c.rate(letter) }))
	}
	keys.Add(widget.NewSeparator())
	for _, digit := range digits {
		b.digits = append(b.digits, b.button(keys, digit, func() string { return b.digitTip(digit) }, func() { c.inform(digit) }))
	}
	keys.Add(widget.NewSeparator())
	b.button(keys, lang.L("Remove"), func() string { return lang.L("Remove the grade") + "  ( 0 )" }, c.remove)
	end := panel.NewTipButton(tips, theme.CancelIcon(), "", func() string {
		return lang.L("Close") + "  ( " + command.Named(fyne.KeyEscape).String() + " )"
	}, c.End)
	rows := container.NewVBox(
		container.NewBorder(nil, nil, nil, container.NewVBox(end), keys),
		container.NewGridWithColumns(2, b.present, b.why),
	)
	b.content = container.NewVBox(widget.NewSeparator(), container.New(layout.NewCustomPaddedLayout(0, 4, barPadding, barPadding), rows))
	b.content.Hide()
	return b
}

// button adds a button to a row. A click leaves the keys to the article.
func (b *bar) button(row *fyne.Container, text string, tip func() string, tapped func()) *panel.TipButton {
	button := panel.NewTipButton(b.tips, nil, text, tip, func() {
		b.win.Unfocus()
		tapped()
	})
	row.Add(button)
	return button
}

func (b *bar) targetTip(on record.Graded) string {
	if why := b.need(on); why != "" {
		return why
	}
	text := words.Graded(on)
	if g := b.win.Session().GradeOf(on); g != nil {
		text += ": " + words.Grade(g.Grade)
		if g.Basis != "" {
			text += "\n" + g.Basis
		}
	}
	return text
}

func (b *bar) digitTip(digit string) string {
	if b.target != record.GradedSentence {
		return whyNoDigit()
	}
	return digit + ": " + words.Credibility(digit)
}

// refresh updates the bar. It hides the bar if the mode is off.
func (b *bar) refresh() {
	if b.content.Visible() != b.on {
		control.ShowIf(b.content, b.on)
		b.relay()
	}
	if !b.on {
		return
	}
	g, basis := b.Controller.present()
	for i, on := range targets {
		mark(b.targets[i], on == b.target, b.need(on) == "")
	}
	for i, letter := range letters {
		mark(b.letters[i], letter == g.Source, true)
	}
	for i, digit := range digits {
		mark(b.digits[i], digit == g.Information, b.target == record.GradedSentence)
	}
	if text := b.status(); text != b.present.Text {
		b.present.SetText(text)
	}
	b.why.show(basis)
}

// mark shows whether a button is chosen, and whether it can be pressed.
func mark(b *panel.TipButton, chosen, can bool) {
	importance := widget.LowImportance
	if chosen {
		importance = widget.HighImportance
	}
	if b.Importance != importance {
		b.Importance = importance
		b.Refresh()
	}
	switch {
	case can && b.Disabled():
		b.Enable()
	case !can && !b.Disabled():
		b.Disable()
	}
}

// whyEntry is the field for the basis of a grade. Enter saves it, Esc restores it, and both
// leave the field. A click elsewhere saves it.
type whyEntry struct {
	control.Entry
	of    *Controller
	saved string // the basis as it is stored
	on    bool   // it has the focus
}

func newWhyEntry(c *Controller) *whyEntry {
	e := &whyEntry{of: c}
	e.Spoken = lang.L("Why this grade?")
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(lang.L("Why? ({{.Key}})", map[string]any{"Key": command.Named(fyne.KeyReturn).String()}))
	e.OnSubmitted = func(string) { c.win.Unfocus() }
	e.OnEscape = func() {
		e.SetText(e.saved)
		c.win.Unfocus()
	}
	return e
}

// show shows a basis, unless the analyst is writing one.
func (e *whyEntry) show(basis string) {
	if e.on && e.saved == basis {
		return
	}
	e.saved = basis
	if e.Text != basis {
		e.SetText(basis)
	}
}

// FocusGained implements fyne.Focusable.
func (e *whyEntry) FocusGained() {
	e.on = true
	e.Entry.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (e *whyEntry) FocusLost() {
	e.Entry.FocusLost()
	if e.on {
		e.on = false
		e.of.explain(e.Text)
	}
}

// AcceptsTab implements fyne.Tabbable.
func (e *whyEntry) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable. Tab leaves the field as Enter does.
func (e *whyEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyTab {
		e.of.win.Unfocus()
		return
	}
	e.Entry.TypedKey(k)
}
