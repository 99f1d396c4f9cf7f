package judge

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// form shows the judgement of the current statement. While it is being written, its values can be
// chosen and typed.
type form struct {
	of         *Controller
	scroll     *container.Scroll
	title      *widget.Label
	state      *widget.Label
	ways       [3]*control.Button // a new judgement, a correction, removal
	verdicts   *fyne.Container
	chosen     []string // the verdicts for which there are buttons
	band       *band
	confidence []*control.Button
	texts      []*text
	past       *past
}

// text is one of the texts of a judgement.
type text struct {
	name  *widget.Label
	field *control.Field
	read  *widget.Label // in place of the field while the judgement is only shown
	hint  *widget.Label // below the field; nil if the text has none
	of    func(*record.Judgement) *string
	quiet bool // the field is being set
}

func newForm(c *Controller) *form {
	f := &form{of: c, title: control.Subheading(""), state: control.Wrapped(""), verdicts: container.New(&control.Flow{}), band: newBand(c)}
	f.state.SizeName = theme.SizeNameCaptionText
	ways := container.New(&control.Flow{})
	for i, way := range []func(){c.begin, c.correct, c.remove} {
		need := []func() string{c.needOwn, c.needOwn, c.needOwn}[i]
		f.ways[i] = f.button("", need, way)
		ways.Add(f.ways[i])
	}
	confidence := container.New(&control.Flow{})
	for _, degree := range model.Confidences() {
		b := f.button("", c.needValues, func() { c.setConfidence(degree) })
		f.confidence = append(f.confidence, b)
		confidence.Add(b)
	}
	f.texts = f.newTexts()
	f.past = newPast(c)
	column := container.New(
		layout.NewCustomPaddedVBoxLayout(0), f.title, f.state, ways,
		heading(lang.L("Verdict")), f.verdicts, heading(lang.L("Likelihood")), container.NewPadded(f.band), heading(lang.L("Confidence")), confidence,
	)
	for _, t := range f.texts {
		column.Add(t.name)
		column.Add(t.field)
		column.Add(t.read)
		if t.hint != nil {
			column.Add(t.hint)
		}
	}
	column.Add(f.past.content)
	f.scroll = container.NewVScroll(control.BesideBar(container.NewPadded(column)))
	through := control.Viewport{Scroll: f.scroll}
	f.band.through = through
	for _, b := range append(f.confidence, f.ways[:]...) {
		b.Viewport = through
	}
	for _, t := range f.texts {
		t.field.Viewport = through
	}
	return f
}

// heading returns the name of a part of the form.
func heading(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.SizeName, l.TextStyle.Bold = theme.SizeNameCaptionText, true
	return l
}

// button returns a button that runs a function, unless need returns why it cannot.
func (f *form) button(text string, need func() string, run func()) *control.Button {
	b := control.NewButton(text, func() {
		if why := need(); why != "" {
			f.of.win.Notice(why)
			return
		}
		run()
	}, f.leave)
	b.PassTo(f.of.win)
	return b
}

// leave moves the focus to the list of statements.
func (f *form) leave() { f.of.win.Focus(f.of.view.statements.list) }

func (f *form) newTexts() []*text {
	c := f.of
	one := func(name string, lines int, of func(*record.Judgement) *string) *text {
		t := &text{name: heading(name), field: control.NewField(lines), read: control.Wrapped(""), of: of}
		t.field.Spoken = name
		t.field.OnEscape, t.field.OnSave = f.leave, f.leave
		t.field.Entry.OnShortcut = c.win.PressShortcut
		t.field.OnChanged = func(typed string) {
			if !t.quiet {
				c.write(func(j *record.Judgement) { *of(j) = typed })
				f.hints()
			}
		}
		return t
	}
	reason := one(lang.L("Reason for the confidence"), 3, func(j *record.Judgement) *string { return &j.Reason })
	reason.hint = control.Wrapped("")
	reason.hint.SizeName, reason.hint.Importance = theme.SizeNameCaptionText, widget.WarningImportance
	return []*text{
		reason,
		one(lang.L("Assumptions"), 2, func(j *record.Judgement) *string { return &j.Assumptions }),
		one(lang.L("Gaps: what is not known"), 2, func(j *record.Judgement) *string { return &j.Gaps }),
		one(lang.L("What would change it"), 2, func(j *record.Judgement) *string { return &j.Change }),
	}
}

// refresh shows the judgement as it is now.
func (f *form) refresh() {
	c := f.of
	control.ShowIf(f.scroll, c.at != "")
	if c.at == "" {
		return
	}
	now := c.shown()
	setText(f.title, c.title(c.at))
	setText(f.state, c.sittingText())
	f.refreshWays()
	f.refreshVerdicts(now.Verdict)
	f.band.set(now.Likelihood)
	for i, degree := range model.Confidences() {
		choice(f.confidence[i], words.Confidence(degree), degree == now.Confidence)
	}
	for _, t := range f.texts {
		t.set(*t.of(&now), c.sitting.writes, now.Verdict != "")
	}
	f.hints()
	f.past.refresh()
}

// refreshWays shows which buttons there are above the form.
func (f *form) refreshWays() {
	_, judged := f.of.own()
	for i, title := range []string{lang.L("New Judgement"), lang.L("Edit"), lang.L("Remove")} {
		b := f.ways[i]
		if b.Text != title {
			b.SetText(title)
		}
		writing := f.of.sitting.writes
		b.Hidden = !judged || i == 0 && writing && f.of.sitting.id == "" || i == 1 && writing && f.of.sitting.id != ""
	}
}

// refreshVerdicts shows a button for each verdict of the scale, and marks the one that is chosen.
// One that is not on the scale any more has a button while it is chosen.
func (f *form) refreshVerdicts(now string) {
	scale := f.of.verdicts()
	all := append([]string(nil), scale...)
	if now != "" && f.of.badge(now) == "–" {
		all = append(all, now)
	}
	for len(f.verdicts.Objects) < len(all) {
		i := len(f.verdicts.Objects)
		b := f.button("", f.of.needForm, func() {
			if i < len(f.of.verdicts()) {
				f.of.setVerdict(i)
			}
		})
		b.Viewport = control.Viewport{Scroll: f.scroll}
		f.verdicts.Add(b)
	}
	for i, o := range f.verdicts.Objects {
		b := o.(*control.Button)
		b.Hidden = i >= len(all)
		if b.Hidden {
			continue
		}
		text := words.Verdict(all[i])
		if i < len(scale) && i < 9 {
			text = words.Number(i+1) + "  " + text
		}
		choice(b, text, all[i] == now)
	}
	f.chosen = all
	f.verdicts.Refresh()
}

// choice shows whether what a button chooses is chosen, in form and colour.
func choice(b *control.Button, text string, chosen bool) {
	importance := widget.MediumImportance
	if chosen {
		text, importance = "● "+text, widget.HighImportance
	}
	if b.Text != text || b.Importance != importance {
		b.Text, b.Importance = text, importance
		b.Refresh()
	}
}

// set shows a text, in its field or, if it is only shown, as a label.
func (t *text) set(now string, writes, begun bool) {
	t.quiet = true
	defer func() { t.quiet = false }()
	if t.field.Text != now {
		t.field.SetText(now)
	}
	if begun == t.field.Disabled() {
		if begun {
			t.field.Enable()
		} else {
			t.field.Disable()
		}
	}
	setText(t.read, now)
	control.ShowIf(t.field, writes)
	control.ShowIf(t.read, !writes && now != "")
	control.ShowIf(t.name, writes || now != "")
}

func setText(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

// hints shows what is better written in another way.
func (f *form) hints() {
	for _, t := range f.texts {
		if t.hint != nil {
			text := ""
			if f.of.sitting.writes {
				text = mixed(t.field.Text)
			}
			if text != t.hint.Text || t.hint.Hidden != (text == "") {
				control.SetOrHide(t.hint, text)
			}
		}
	}
}

// first returns the object of the form to focus first, or nil.
func (f *form) first() fyne.Focusable {
	if f.of.sitting.writes {
		for _, o := range f.verdicts.Objects {
			if o.Visible() {
				return o.(*control.Button)
			}
		}
	}
	for _, b := range f.ways {
		if b.Visible() {
			return b
		}
	}
	return nil
}

// last returns the object of the form to focus last, or nil.
func (f *form) last() fyne.Focusable {
	if t := f.texts[len(f.texts)-1]; t.field.Visible() && !t.field.Disabled() {
		return t.field
	}
	return f.first()
}
