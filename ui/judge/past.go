package judge

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/record"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// past lists the earlier judgements of the current statement and those of other analysts that are
// shown. It can be folded.
type past struct {
	of      *Controller
	content *fyne.Container
	head    *control.Button
	list    *widget.Label
	open    bool
}

func newPast(c *Controller) *past {
	p := &past{of: c, list: control.Wrapped("")}
	p.list.Selectable = true
	p.head = control.NewButton("", c.foldPast, func() { c.win.Focus(c.view.statements.list) })
	p.head.Alignment, p.head.Importance = widget.ButtonAlignLeading, widget.LowImportance
	p.head.PassTo(c.win)
	p.content = container.NewVBox(p.head, p.list)
	return p
}

// pastJudgements returns what the list shows: the earlier judgements of the analyst, and the last ones
// of others.
func (c *Controller) pastJudgements() (all []record.Judged) {
	s := c.win.Session()
	if own := c.ledger.by(s.Analyst(), c.at); len(own) > 1 {
		all = own[1:]
	}
	for _, analyst := range c.ledger.analysts(c.at) {
		if analyst != s.Analyst() && s.Sees(analyst) {
			all = append(all, c.ledger.by(analyst, c.at)...)
		}
	}
	return all
}

func (p *past) refresh() {
	all := p.of.pastJudgements()
	control.ShowIf(p.content, len(all) > 0)
	if len(all) == 0 {
		return
	}
	sign := closedSign
	if p.open {
		sign = openSign
	}
	head := sign + " " + lang.L("Earlier judgements and those of others") + "  " + words.Number(len(all))
	if p.head.Text != head {
		p.head.SetText(head)
	}
	control.ShowIf(p.list, p.open)
	if !p.open {
		return
	}
	var parts []string
	for _, j := range all {
		parts = append(parts, p.of.inFull(j))
	}
	setText(p.list, strings.Join(parts, "\n\n"))
}

// foldPast shows or hides the earlier judgements.
func (c *Controller) foldPast() {
	c.view.form.past.open = !c.view.form.past.open
	c.view.form.past.refresh()
	c.view.form.scroll.Content.Refresh()
}

// inFull returns everything that a judgement says.
func (c *Controller) inFull(j record.Judged) string {
	s := c.win.Session()
	first := words.Joined(" · ", words.Moment(j.At.Local()), words.UpperFirst(words.Verdict(j.Verdict)), words.LikelihoodRange(j.Likelihood))
	if j.Confidence != "" {
		first += " · " + lang.L("confidence: {{.Confidence}}", map[string]any{"Confidence": words.Confidence(j.Confidence)})
	}
	if j.Analyst != s.Analyst() {
		first = s.Called(j.Analyst) + " · " + first
	}
	if j.Later != "" {
		first += " · " + lang.L("superseded")
	}
	lines := []string{first}
	add := func(name, text string) {
		if text != "" {
			lines = append(lines, lang.L("{{.Name}}: {{.Text}}", map[string]any{"Name": name, "Text": text}))
		}
	}
	add(lang.L("Reason"), j.Reason)
	add(lang.L("Assumptions"), j.Assumptions)
	add(lang.L("Gaps"), j.Gaps)
	add(lang.L("What would change it"), j.Change)
	return strings.Join(lines, "\n")
}

// sittingText returns what the form shows and what can be done.
func (c *Controller) sittingText() string {
	j, judged := c.own()
	switch s := c.sitting; {
	case s.writes && s.id == "" && s.from != "":
		return lang.L("A new judgement. It supersedes the one of {{.Time}}, which stays in the list below.", map[string]any{"Time": words.Moment(j.At.Local())})
	case s.writes && s.id == "":
		return lang.L("Not judged yet. Choose a verdict with its number.")
	case s.writes:
		return lang.L("Your judgement of {{.Time}}. It is saved as you type.", map[string]any{"Time": words.Moment(j.At.Local())})
	case judged:
		return lang.L("Your judgement of {{.Time}}. {{.New}} begins a new one, {{.Edit}} corrects this one.",
			map[string]any{"Time": words.Moment(j.At.Local()), "New": c.win.Key(newID), "Edit": c.win.Key(correctID)})
	}
	return ""
}
