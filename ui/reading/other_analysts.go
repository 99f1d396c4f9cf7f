package reading

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/reader"
	"assay.app/assay/ui/words"
)

// The work of other analysts
//
// The list, the status bar, the sentences and the notes show the work of one analyst. The
// labels, notes and phrases of the others are hidden, so that they do not influence the analyst,
// until a command shows them. The history records that. If other analysts have labels, a
// line above the list says how many. Shown labels are in the right margin of the readers.

func (c *Controller) toggleOthers() {
	show := !c.win.Session().SeesAll()
	if err := c.win.Session().ShowLayers(show); err != nil {
		c.win.Report(err)
		return
	}
	key := map[string]any{"Key": c.win.Key("view.others")}
	switch {
	case show && !c.othersWork():
		c.win.Notice(lang.L("Other analysts' work is shown, but there is none yet. Press {{.Key}} to hide it.", key))
	case show:
		c.win.Notice(lang.L("Other analysts' work is shown in the margin and the inspector. Press {{.Key}} to hide it.", key))
	default:
		c.win.Notice(lang.L("Other analysts' work is hidden. Press {{.Key}} to show it.", key))
	}
}

// LayersChanged updates the readers after the layers of other analysts were shown or
// hidden, or after an analyst was renamed.
func (c *Controller) LayersChanged() {
	for i := range c.win.Session().Places() {
		if c.win.Session().DocumentAt(i) != nil {
			c.leaves[i].reader.Restructure(c.view(i), c.win.Session().CursorAt(i))
		}
	}
}

// showsOthers reports whether the right margin has room for labels of other analysts.
func (c *Controller) showsOthers() bool { return c.win.Session().SeesAll() && c.othersCount() > 0 }

// othersOn returns the labels of other analysts on a sentence, or nil if they are hidden.
func (c *Controller) othersOn(doc *model.Document, sentence model.Span) []reader.OtherMark {
	own, labelled := doc.Annotation(sentence, c.win.Session().Analyst())
	var out []reader.OtherMark
	for _, a := range c.win.Session().OthersOn(doc, sentence) {
		if l, ok := c.win.Session().Codebook().Find(a.Label); ok {
			out = append(out, reader.OtherMark{
				Letter: l.Letter, Color: look.Hex(l.Color), Who: c.win.Session().Called(a.Analyst),
				Differs: labelled && own.Label != a.Label,
			})
		}
	}
	return out
}

// others returns the other analysts who have labels. It returns nil if they cannot
// be read.
func (c *Controller) others() []session.Annotator {
	list, err := c.win.Session().Others()
	if err != nil {
		return nil
	}
	return list
}

// othersWork reports whether other analysts have worked in the project.
func (c *Controller) othersWork() bool {
	s := c.win.Session()
	return slices.ContainsFunc(s.Names().All(), func(stored string) bool { return stored != s.Analyst() })
}

func (c *Controller) othersCount() (labels int) {
	for _, a := range c.others() {
		labels += a.Labels
	}
	return labels
}

// Others returns a text that says how many labels other analysts have and, if they
// are hidden, how to show them. It returns "" if there are none or they cannot be
// read.
func (c *Controller) Others() string {
	list := c.others()
	if len(list) == 0 {
		return ""
	}
	who := list[0].Name
	if len(list) > 1 {
		who = words.N("{{.Count}} other analysts", len(list))
	}
	text := words.N("There are {{.Count}} labels by {{.Who}}.", c.othersCount(), map[string]any{"Who": who})
	if c.win.Session().SeesAll() {
		return text
	}
	return text + " " + lang.L("Other analysts' work is hidden. Press {{.Key}} to show it.", map[string]any{"Key": c.win.Key("view.others")})
}

// SayWhose updates the text above the list. The text says whose labels are shown if
// other analysts have labels, or if the analyst works under a name other than that
// in the preferences. Otherwise it is empty.
func (c *Controller) SayWhose() {
	text, others := "", c.Others()
	if name := c.win.Session().Called(c.win.Session().Analyst()); others != "" || name != c.prefs.Analyst {
		text = lang.L("Labels shown: {{.Analyst}}.", map[string]any{"Analyst": name})
	}
	if others != "" {
		text += " " + others
	}
	c.win.SetWhose(text)
}
