package report

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/report"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// sheet is the dialog: the settings at the left, and the preview at the right.
type sheet struct {
	*Controller
	dialog  *fynedialog.CustomDialog
	hidden  bool
	left    *container.Scroll
	through control.Viewport

	title, question, author *control.Field
	language                *control.Selection
	languages               []string
	parts                   *parts
	redact                  []*control.Check
	articles                *control.Selection
	filter                  string // of the list of articles, if articles offers it
	statements              *statements
	whose                   *control.Selection
	templates               *templates
	preview                 *preview
	sides                   *control.Sides
	turn, saves             *control.Button
	unfollow                func() // ends following the size of the window
	quiet                   bool   // the settings are being shown
}

// Show opens the dialog.
func (c *Controller) Show() {
	if c.open != nil {
		return
	}
	session := c.win.Session()
	session.EndTyping()
	s := &sheet{Controller: c, filter: session.Filter()}
	c.open = s
	s.quiet = true
	s.dialog = control.NewModal(lang.L("Report"), s.build(), c.win.Window())
	cancel := control.NewButton(lang.L("Cancel"), s.hide, s.hide)
	s.turn = control.NewButton(lang.L("Preview"), s.turnOver, s.hide)
	s.saves = control.NewButton(lang.L("Save…"), s.save, s.hide)
	s.saves.Importance = widget.HighImportance
	s.dialog.SetButtons([]fyne.CanvasObject{cancel, s.turn, s.saves})
	s.dialog.SetOnClosed(s.closed)
	s.unfollow = control.Spread{Dialog: s.dialog, Window: c.win.Window(), After: c.win.After, Fit: func(width float32) {
		s.sides.Fit(width)
		control.ShowIf(s.turn, s.sides.Narrow)
	}}.Follow()
	s.set(c.remembered())
	s.quiet = false
	s.dialog.Show()
	c.win.Window().Canvas().Focus(s.title)
	s.preview.refresh()
}

// closed is called when the dialog is closed in whatever way.
func (s *sheet) closed() {
	if s.hidden {
		return
	}
	s.hidden = true
	s.unfollow()
	s.preview.stop()
	s.remember(s.settings())
	s.open = nil
	s.Controller.open = nil
}

// hide closes the dialog.
func (s *sheet) hide() { s.dialog.Hide() }

func (s *sheet) build() fyne.CanvasObject {
	s.left = container.NewVScroll(nil)
	s.through = control.Viewport{Scroll: s.left}
	s.preview = newPreview(s)
	column := container.NewVBox()
	add := func(name string, input fyne.CanvasObject) { column.Add(named(name, input)) }

	s.templates = newTemplates(s)
	add(lang.L("Template"), s.templates.content)
	s.title = s.field(lang.L("Title"), 1)
	s.title.SetPlaceHolder(s.project.Info().Name)
	add(s.title.Spoken, s.title)
	s.question = s.field(lang.L("Question that the report answers"), 3)
	add(s.question.Spoken, s.question)
	s.author = s.field(lang.L("Author"), 1)
	s.author.SetText(s.win.Session().Called(s.win.Session().Analyst()))
	add(s.author.Spoken, s.author)
	add(lang.L("Language of the report"), s.languageField())
	add(lang.L("Parts"), s.partsField())
	for _, r := range redactions() {
		check := control.NewCheck(r.title, false, func(bool) { s.changed() }, s.hide)
		check.Viewport = s.through
		s.redact = append(s.redact, check)
	}
	add(lang.L("Redaction"), container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()), s.redact[0], s.redact[1], s.redact[2]))
	add(lang.L("Articles"), s.articlesField())
	s.statements = newStatements(s)
	add(lang.L("Statements"), s.statements.content)
	add(lang.L("Whose work counts"), s.whoseField())
	s.left.Content = container.New(layout.NewCustomPaddedLayout(0, theme.Padding(), theme.Padding(), theme.Padding()), control.BesideBar(column))
	const share = 0.36
	s.sides = control.NewSides(s.left, s.preview.content, share)
	return container.NewBorder(nil, widget.NewSeparator(), nil, nil, s.sides.Content)
}

// field returns an input of a number of lines.
func (s *sheet) field(name string, lines int) *control.Field {
	f := control.NewField(lines)
	f.Spoken, f.Viewport = name, s.through
	f.OnEscape, f.OnSave = s.hide, s.save
	f.OnChanged = func(string) { s.changed() }
	if lines == 1 {
		f.OnSubmitted = func(string) { s.save() }
	}
	return f
}

// named returns an input below its name.
func named(name string, input fyne.CanvasObject) fyne.CanvasObject {
	head := control.Wrapped(name)
	head.TextStyle.Bold = true
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()/2), head, input)
}

func (s *sheet) languageField() fyne.CanvasObject {
	s.languages = s.desk.ReportLanguages()
	var names []string
	for _, tag := range s.languages {
		names = append(names, languageTitle(tag))
	}
	s.language = control.NewSelection(names, 0, func(int) { s.changed() }, s.hide)
	s.language.Spoken, s.language.Viewport = lang.L("Language of the report"), s.through
	return s.language
}

func (s *sheet) partsField() fyne.CanvasObject {
	s.parts = newParts(s.desk.ReportParts(), s)
	return s.parts.content
}

func (s *sheet) articlesField() fyne.CanvasObject {
	options := []string{lang.L("All articles ({{.Count}})", map[string]any{"Count": words.Number(s.win.Session().Articles())})}
	if s.filter != "" {
		options = append(options, lang.L("Articles filtered by “{{.Filter}}”", map[string]any{"Filter": s.filter})+" ("+words.Number(s.win.Session().Shown())+")")
	}
	s.articles = control.NewSelection(options, 0, func(int) { s.changed() }, s.hide)
	s.articles.Spoken, s.articles.Viewport = lang.L("Articles"), s.through
	return s.articles
}

func (s *sheet) whoseField() fyne.CanvasObject {
	options := []string{lang.L("Your own work")}
	if s.win.Session().SeesAll() {
		options = append(options, lang.L("All work shown"))
	}
	s.whose = control.NewSelection(options, len(options)-1, func(int) { s.changed() }, s.hide)
	s.whose.Spoken, s.whose.Viewport = lang.L("Whose work counts"), s.through
	return s.whose
}

// set shows settings.
func (s *sheet) set(to report.Settings) {
	quiet := s.quiet
	s.quiet = true
	defer func() { s.quiet = quiet }()
	s.title.SetText(to.Title)
	s.question.SetText(to.Question)
	at := slices.Index(s.languages, to.Language)
	if at < 0 {
		at = slices.Index(s.languages, lang.X("language", "en"))
	}
	s.language.SetSelectedIndex(max(0, at))
	s.parts.set(to.Parts)
	for i, r := range redactions() {
		s.redact[i].SetChecked(slices.Contains(to.Redact, r.name))
	}
}

// settings returns the settings as the dialog shows them.
func (s *sheet) settings() report.Settings {
	to := report.Settings{
		Title: value.Title.Fit(s.title.Text), Question: value.Reasoning.Fit(s.question.Text),
		Language: s.languages[max(0, s.language.SelectedIndex())], Parts: s.parts.chosen(),
	}
	for i, r := range redactions() {
		if s.redact[i].Checked {
			to.Redact = append(to.Redact, r.name)
		}
	}
	return to
}

// counts returns a function that reports whose work counts. It may be called on any goroutine.
func (s *sheet) counts() func(analyst string) bool {
	sees, own := s.win.Session().Seeing(), s.win.Session().Analyst()
	all := s.whose.SelectedIndex() > 0
	return func(analyst string) bool { return analyst == own || all && sees(analyst) }
}

// request returns what the dialog asks for.
func (s *sheet) request() report.Request {
	r := report.Request{Settings: s.settings(), Author: value.Analyst.Fit(s.author.Text), Counts: s.counts()}
	if s.articles.SelectedIndex() > 0 {
		r.Selection, r.Articles = s.filter, map[model.ArticleID]bool{}
		session := s.win.Session()
		for i := range session.Shown() {
			r.Articles[session.Row(i).ID] = true
		}
	}
	r.Statements = s.statements.ids(r.Counts)
	return r
}

// changed shows the preview again after a pause.
func (s *sheet) changed() {
	if s.quiet || s.hidden {
		return
	}
	s.preview.later()
}

// turnOver shows the preview in place of the settings, or the other way round.
func (s *sheet) turnOver() {
	s.sides.Turn()
	if s.sides.Over {
		s.turn.SetText(lang.L("Settings"))
		s.win.Window().Canvas().Focus(s.preview.page)
		return
	}
	s.turn.SetText(lang.L("Preview"))
	s.win.Window().Canvas().Focus(s.title)
}
