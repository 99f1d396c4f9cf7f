package project

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// Who works here
//
// A project stores records under the name with which an analyst began. If the analyst
// changes the name, or a project opens in which labels were last made under another name,
// the program asks whether both names belong to the same person. The same person is
// renamed in the project: a record says what the analyst is called now, and all places
// show that name (record.Names). Somebody else works under the new name.
//
// The names that a person used on this computer are in names.json (names.go in
// ui/settings), so the question is asked once.

// WorksAs returns the name under which a project stores the records of the person who
// has a name now.
func (c *Controller) WorksAs(p Project, name string) string {
	names, err := p.Names()
	if err != nil {
		return name // the session reports the error
	}
	id := p.Info().ID
	under := c.names.Under(id, name, func(name string) bool { return labelsOf(p, name) > 0 })
	if under != name || c.names.Last(id) == name {
		return analystIn(names, under)
	}
	return storedFor(names, name)
}

// storedFor returns the name under which a project stores the records of the analyst who
// has a name now, or one that is alike. If nobody has it, but an analyst who was renamed is
// stored under it, storedFor returns a free name.
func storedFor(names record.Names, name string) string {
	if stored, alike := names.Alike(name); alike {
		return stored
	}
	stored := analystIn(names, name)
	for i := 2; names.Holds(stored) && names.Plain(stored) != stored; i++ {
		stored = fmt.Sprintf("%s (%d)", name, i)
	}
	return stored
}

// analystIn returns the form in which the project stores an analyst's name, or the name
// itself if the project does not have it. Older versions of the program stored names in
// other forms.
func analystIn(names record.Names, name string) string {
	return value.AnalystsOf(names.All()).Known(name)
}

// labelsOf counts the labels that a project stores under a name. If they cannot be read,
// it logs the error and returns 0.
func labelsOf(p Project, stored string) int {
	counts, err := p.Labels("")
	if err != nil {
		fyne.LogError("assay", err)
	}
	return counts[stored]
}

// askIfRenamed asks who is working if labels in the project were last made under another
// name, or if an analyst had the name before who is called otherwise now.
func (c *Controller) askIfRenamed(p Project) {
	s, last := c.win.Session(), c.names.Last(p.Info().ID)
	now := s.Analyst()
	if before := analystIn(s.Names(), c.prefs.Analyst); last == "" && now != before && s.Called(before) != before && labelsOf(p, now) == 0 {
		last = before
	}
	if last == "" || last == now || labelsOf(p, last) == 0 || c.names.Apart(s.Called(last), c.prefs.Analyst) {
		c.win.Report(c.names.Use(p.Info().ID, c.prefs.Analyst, now))
		c.adopt(p)
		return
	}
	c.askWho(last, c.prefs.Analyst, nil)
}

// adopt renames the analyst in a project that has the analyst's labels under a former
// name and was last open before the analyst changed it.
func (c *Controller) adopt(p Project) {
	s := c.win.Session()
	stored := s.Analyst()
	if _, renamed := s.Names().Renamed(stored); renamed || value.AlikeNames(stored, c.prefs.Analyst) || labelsOf(p, stored) == 0 {
		return
	}
	c.win.Report(s.RenameAnalyst(c.prefs.Analyst))
}

// Rename changes the analyst's name in the preferences. If the name is another analyst's in
// the open project, that analyst works. Rename refuses a name that is only like another
// analyst's. If the open project has labels by the analyst and it is unknown whether both
// names are one person, Rename asks first.
func (c *Controller) Rename(to string) {
	from := c.prefs.Analyst
	accept := func() { c.setName(to) }
	if c.win.Session() == nil {
		accept()
		return
	}
	s := c.win.Session()
	if other, called := s.Names().Stored(to); called && other != s.Analyst() {
		c.Work(other, to)
		return
	}
	if err := s.Names().Refuse(to, s.Analyst()); err != nil {
		c.win.Report(err)
		return
	}
	under, known := s.Analyst(), c.WorksAs(c.current, to)
	_, called := s.Names().Stored(to)
	switch {
	case known == under && called:
		accept()
		c.annotateAs(under)
	case known == under: // a former name of the same person
		accept()
		c.renameTo(under, to)
	case labelsOf(c.current, under) == 0 || known != storedFor(s.Names(), to): // no labels disappear, or the answer is known
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

// askWho asks whether the analyst with the stored name from is the person who is called
// to now. Before the answer takes effect, it calls answered, which must record the change
// of name. If answered is nil, askWho records it.
func (c *Controller) askWho(from, to string, answered func(same bool)) {
	s := c.win.Session()
	as := storedFor(s.Names(), to)
	counts, err := c.current.Labels("")
	if err != nil {
		c.win.Report(err)
		return
	}
	by := func(stored, called string) string {
		return words.N("{{.Count}} labels in this project are by “{{.Name}}”.", counts[stored], map[string]any{"Name": called})
	}
	text := by(from, s.Called(from))
	if counts[as] > 0 {
		text += "\n" + by(as, s.Called(as))
	}
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
				c.renameTo(from, to)
				return
			}
			c.win.Report(c.names.Meet(s.Called(from), to))
			c.annotateAs(as)
			c.win.Notice(words.Joined(" ", lang.L("You are now working as {{.Analyst}}.", map[string]any{"Analyst": to}), c.win.Others()))
		}
	}
	asked := map[string]any{"From": s.Called(from), "To": to}
	dialog.Offer(lang.L("Is {{.To}} the same person as {{.From}}?", asked), text, []dialog.Way{
		{
			Title: lang.L("Same person"), Do: answer(true),
			Text: lang.L("You keep your labels, notes and phrases. {{.From}} becomes {{.To}} throughout this project.", asked),
		},
		{
			Title: lang.L("Someone else"), Do: answer(false),
			Text: lang.L("{{.To}} starts without labels. The labels of {{.From}} stay in the project.", asked),
		},
	}, c.win.Window())
}

// renameTo makes the person who is called to now work under a stored name, and renames
// the analyst in the project.
func (c *Controller) renameTo(stored, to string) {
	c.annotateAs(stored)
	before := c.win.Session().Called(stored)
	if err := c.win.Session().RenameAnalyst(to); err != nil {
		c.win.Report(err)
		return
	}
	c.win.Notice(lang.L("{{.From}} is now {{.To}} in this project.", map[string]any{"From": before, "To": to}))
}

// annotateAs changes the name under which the open project stores what the analyst does,
// and saves that choice.
func (c *Controller) annotateAs(stored string) {
	c.win.Report(c.names.Use(c.current.Info().ID, c.prefs.Analyst, stored))
	if stored != c.win.Session().Analyst() {
		c.win.Report(c.win.Session().SetAnalyst(stored))
	}
	c.win.ShowAnalyst()
}

// introduction returns the question for the analyst's name on the welcome page. It
// returns nil if the analyst has a name already. Until it is answered, the analyst has
// the name that the system knows.
func (c *Controller) introduction() fyne.CanvasObject {
	c.ask = nil
	if c.prefs.Named() {
		return nil
	}
	c.introduced = true
	ask := widget.NewLabel(lang.L("What is your name?"))
	ask.TextStyle.Bold = true
	ask.Alignment = fyne.TextAlignCenter
	name := control.NewEntry()
	c.ask = name
	name.SetText(c.prefs.Analyst)
	name.Spoken = ask.Text
	name.Validator = func(s string) error { return dialog.WhyNotName(s) }
	name.OnChanged = func(s string) {
		if s, err := value.Analyst.Accept(s); err == nil {
			c.setName(s)
		}
	}
	name.OnF1 = func(k *fyne.KeyEvent) { c.win.Window().Canvas().OnTypedKey()(k) }
	name.OnShortcut = func(s fyne.Shortcut) {
		if canvas, ok := c.win.Window().Canvas().(fyne.Shortcutable); ok {
			canvas.TypedShortcut(s)
		}
	}
	name.OnEscape = func() { c.win.Window().Canvas().Unfocus() }
	name.OnSubmitted = func(s string) {
		if s, err := value.Analyst.Accept(s); err == nil {
			c.setName(s)
			c.ShowWelcome() // without the question
		}
	}
	says := widget.NewLabel(lang.L("Shown on every label and note you add. You can change it later."))
	says.SizeName = theme.SizeNameCaptionText
	says.Alignment = fyne.TextAlignCenter
	says.Wrapping = fyne.TextWrapWord
	return container.NewVBox(ask, container.New(&middle{width: 340}, name), says, widget.NewSeparator())
}

// settleName accepts the name that the system knows if the analyst was not asked or did
// not answer, and says so if the analyst was not asked.
func (c *Controller) settleName() {
	if c.prefs.Named() {
		return
	}
	c.prefs.Set(c.prefs.Choices)
	if !c.introduced {
		c.win.Notice(lang.L("You are working as {{.Analyst}}. To change that, click the name at the top.", map[string]any{"Analyst": c.prefs.Analyst}))
	}
}
