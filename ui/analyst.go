package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/value"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// Who annotates
//
// Everything that counts labels counts those of one name. So when the name in
// the preferences is no longer the one that labels stand under, it is asked
// whether this is the same person, who goes on under the old name in this
// project (namefile.go), or somebody else, who begins without labels. That is
// asked when the name is changed, and when a project is opened that was last
// worked on under another one.

// worksAs returns the name that a person's labels stand under in a project.
func (w *Window) worksAs(p Project, name string) string {
	return analystIn(p, w.names.Under(p.Info().ID, name, func(name string) bool { return labelsOf(p, name) > 0 }))
}

// labelsOf counts the labels of somebody in a project; 0 where they cannot be
// read, as opening an article will say.
func labelsOf(p Project, name string) int {
	counts, err := p.Labels("")
	if err != nil {
		fyne.LogError("assay", err)
	}
	return counts[analystIn(p, name)]
}

// askIfRenamed asks who this is, if the project was last worked on under
// another name, and that has labels.
func (w *Window) askIfRenamed(p Project) {
	now, last := w.session.Analyst(), w.names.Last(p.Info().ID)
	if last == "" || last == now || labelsOf(p, last) == 0 {
		w.report(w.names.Use(p.Info().ID, w.prefs.Analyst, now))
		return
	}
	w.askWho(last, w.prefs.Analyst, nil)
}

// rename changes the analyst's name in the preferences. Where labels stand
// under the old one it is asked first who this is.
func (w *Window) rename(to string) {
	from := w.prefs.Analyst
	accept := func() {
		p := w.prefs.Choices
		p.Analyst = to
		w.prefs.Set(p)
	}
	if w.session == nil {
		accept()
		return
	}
	under, known := w.session.Analyst(), w.worksAs(w.project, to)
	switch {
	case known == under:
		accept()
		w.annotateAs(under)
	case labelsOf(w.project, under) == 0 || known != analystIn(w.project, to): // nothing disappears, or it is known who this is
		accept()
		w.annotateAs(known)
	default:
		w.askWho(under, to, func(same bool) {
			accept()
			if same {
				w.report(w.names.Rename(from, to))
			}
		})
	}
}

// askWho asks whether the analyst called to is the person whose labels stand under the name from.
// Before what follows from the answer, answered is called, unless it is nil.
func (w *Window) askWho(from, to string, answered func(same bool)) {
	as := analystIn(w.project, to)
	counts, err := w.project.Labels("")
	if err != nil {
		w.report(err)
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
				w.report(w.names.Rename(from, to))
			}
			if same {
				w.annotateAs(from)
				w.status.SetNotice(lang.L("In this project your labels stay under the name {{.Name}}.", map[string]any{"Name": from}))
				return
			}
			w.annotateAs(as)
			w.status.SetNotice(lang.L("Labels shown: {{.Analyst}}.", map[string]any{"Analyst": as}) + " " + w.othersText())
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
	}, w.win)
}

// annotateAs goes on under a name in the open project, and remembers that.
func (w *Window) annotateAs(name string) {
	w.report(w.names.Use(w.project.Info().ID, w.prefs.Analyst, name))
	if name != w.session.Analyst() {
		w.report(w.session.SetAnalyst(name))
	}
	w.sayWhose()
}

// analystIn returns what a project calls an analyst: an older version may have
// kept the name in another form.
func analystIn(p Project, name string) string {
	names, err := p.Analysts()
	if err != nil {
		return name // whatever is read next says what is wrong
	}
	return value.AnalystsOf(names).Known(name)
}
