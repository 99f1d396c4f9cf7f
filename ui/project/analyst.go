package project

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/value"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// Who annotates
//
// A project stores labels under the analyst's name. If the analyst changes the
// name, or a project opens in which labels were last made under another name, the
// program may ask whether both names belong to the same person. The same person
// keeps the old name in this project (names.go in ui/settings). Somebody else works
// under the new name.

// WorksAs returns the name under which a project stores a person's labels.
func (c *Controller) WorksAs(p Project, name string) string {
	return analystIn(p, c.names.Under(p.Info().ID, name, func(name string) bool { return labelsOf(p, name) > 0 }))
}

// labelsOf counts an analyst's labels in a project. If they cannot be read, it logs
// the error and returns 0.
func labelsOf(p Project, name string) int {
	counts, err := p.Labels("")
	if err != nil {
		fyne.LogError("assay", err)
	}
	return counts[analystIn(p, name)]
}

// askIfRenamed asks who is working if labels in the project were last made under
// another name.
func (c *Controller) askIfRenamed(p Project) {
	now, last := c.win.Session().Analyst(), c.names.Last(p.Info().ID)
	if last == "" || last == now || labelsOf(p, last) == 0 {
		c.win.Report(c.names.Use(p.Info().ID, c.prefs.Analyst, now))
		return
	}
	c.askWho(last, c.prefs.Analyst, nil)
}

// Rename changes the analyst's name in the preferences. If the open project has
// labels under the old name and it is unknown whether both names are one person,
// Rename asks first.
func (c *Controller) Rename(to string) {
	from := c.prefs.Analyst
	accept := func() {
		p := c.prefs.Choices
		p.Analyst = to
		c.prefs.Set(p)
	}
	if c.win.Session() == nil {
		accept()
		return
	}
	under, known := c.win.Session().Analyst(), c.WorksAs(c.current, to)
	switch {
	case known == under:
		accept()
		c.annotateAs(under)
	case labelsOf(c.current, under) == 0 || known != analystIn(c.current, to): // no labels disappear, or the answer is known
		accept()
		c.annotateAs(known)
	default:
		c.askWho(under, to, func(same bool) {
			accept()
			if same {
				c.win.Report(c.names.Rename(from, to))
			}
		})
	}
}

// askWho asks whether the names from and to belong to the same person. Before the
// answer takes effect, it calls answered, which must record the change of name. If
// answered is nil, askWho records it.
func (c *Controller) askWho(from, to string, answered func(same bool)) {
	as := analystIn(c.current, to)
	counts, err := c.current.Labels("")
	if err != nil {
		c.win.Report(err)
		return
	}
	text := words.N("{{.Count}} labels in this project are by “{{.Name}}”.", counts[from], map[string]any{"Name": from}) + "\n" +
		words.N("{{.Count}} labels in this project are by “{{.Name}}”.", counts[as], map[string]any{"Name": to})
	rest := 0
	for name, n := range counts {
		if name != from && name != as {
			rest += n
		}
	}
	if rest > 0 {
		text += "\n" + words.N("{{.Count}} labels are by other analysts.", rest)
	}
	answer := func(same bool) func() {
		return func() {
			if answered != nil {
				answered(same)
			} else if same {
				c.win.Report(c.names.Rename(from, to))
			}
			if same {
				c.annotateAs(from)
				c.win.Notice(lang.L("In this project your labels stay under the name {{.Name}}.", map[string]any{"Name": from}))
				return
			}
			c.annotateAs(as)
			c.win.Notice(lang.L("Labels shown: {{.Analyst}}.", map[string]any{"Analyst": as}) + " " + c.win.Others())
		}
	}
	names := map[string]any{"From": from, "To": to}
	dialog.Offer(lang.L("Is {{.To}} the same person as {{.From}}?", names), text, []dialog.Way{
		{
			Title: lang.L("Same Person"), Do: answer(true),
			Text: lang.L("Your labels stay yours. In this project they keep the name {{.From}}.", names),
		},
		{
			Title: lang.L("Somebody Else"), Do: answer(false),
			Text: lang.L("{{.To}} starts without the labels of {{.From}}, which stay in the project.", names),
		},
	}, c.win.Window())
}

// annotateAs changes the name under which the analyst works in the open project,
// and saves that choice.
func (c *Controller) annotateAs(name string) {
	c.win.Report(c.names.Use(c.current.Info().ID, c.prefs.Analyst, name))
	if name != c.win.Session().Analyst() {
		c.win.Report(c.win.Session().SetAnalyst(name))
	}
	c.win.ShowAnalyst()
}

// analystIn returns the form in which the project stores an analyst's name, or the
// name itself if the project does not have it. Older versions of the program stored
// names in other forms.
func analystIn(p Project, name string) string {
	names, err := p.Analysts()
	if err != nil {
		return name // the next read reports the error
	}
	return value.AnalystsOf(names).Known(name)
}
