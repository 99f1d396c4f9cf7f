package ui

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/assets"
	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/help"
	"assay.app/assay/ui/look"
)

// commands returns the table of all commands except those of labels, which
// setLabels adds.
func (w *Window) commands() *command.Table {
	return command.NewTable(slices.Concat(
		w.reports.Commands(), w.projects.Commands(), w.transfer.ExportCommands(), w.reading.CopyCommands(), w.importing.Commands(), w.transfer.LoadCommands(), w.reports.ExportCommands(), w.fileCommands(), w.undoCommands(), w.projects.HistoryCommands(), w.reading.SelectionCommands(), w.projects.AnalystCommands(), w.editCommands(), w.correcting.Commands(), w.annotateCommands(), w.reading.SuggestCommands(), w.reading.DivideCommands(),
		w.goCommands(), w.wayBackCommands(), w.reading.MarginCommands(), w.reading.BesideCommands(),
		w.viewSwitchCommands(), w.paneCommands(), w.viewCommands(), w.find.Commands(), w.notes.Commands(), w.phrases.Commands(),
		w.attributing.Commands(), w.grading.Commands(), w.checklist.Commands(), w.sources.Commands(), w.compare.Commands(), w.figures.Commands(), w.versions.Commands(), w.judge.Commands(), w.mention.Commands(), w.profiles.Commands(), w.codebook.Commands(), w.repeats.Commands(),
	)...)
}

func (w *Window) fileCommands() []*command.Command {
	return []*command.Command{
		{
			ID: quitID, Title: lang.L("Quit"), Group: command.File, Section: command.QuitSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyQ)},
			Run:  w.Close,
		},
	}
}

func (w *Window) editCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "article.correct", Title: lang.L("Article Details…"), Group: command.Edit, Section: command.ArticleSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyD)},
			Disabled: w.needWritableArticle, Run: func() { w.correct(w.session.Document().ID) },
		},
		{
			ID: "article.remove", Title: lang.L("Remove Article"), Group: command.Edit, Section: command.ArticleSection,
			Disabled: w.needWritableArticle, Run: func() { w.removeArticles([]model.ArticleID{w.session.Document().ID}) },
		},
		{
			ID: "keys.change", Title: lang.L("Change Shortcuts…"), Group: command.Edit, Section: command.SettingsSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyF2)},
			Run:  w.changeKeys,
		},
		{
			ID: "app.preferences", Title: lang.L("Preferences…"), Group: command.Edit, Section: command.SettingsSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyComma)},
			Run:  w.showPreferences,
		},
	}
}

func (w *Window) annotateCommands() []*command.Command {
	return []*command.Command{
		{
			ID: clearLabelID, Title: lang.L("Clear Label"), Group: command.Annotate, Section: command.LabelSection,
			Keys:     []command.Key{command.Rune('0'), command.Named(fyne.KeyDelete)},
			Disabled: w.needLabel, Run: w.reading.ClearLabel,
		},
		{
			ID: "note.write", Title: lang.L("Write Note"), Group: command.Annotate, Section: command.NoteSection,
			Keys:     []command.Key{command.Rune('n')},
			Disabled: w.needWritableArticle, Run: func() { w.writeNote(false) },
		},
		{
			ID: "note.another", Title: lang.L("Write Another Note"), Group: command.Annotate, Section: command.NoteSection, Submenu: lang.L("Notes"),
			Keys:     []command.Key{command.Shifted('n')},
			Disabled: w.needWritableArticle, Run: func() { w.writeNote(true) },
		},
		{
			ID: "note.article", Title: lang.L("Note on Article"), Group: command.Annotate, Section: command.NoteSection, Submenu: lang.L("Notes"),
			Keys:     []command.Key{command.Rune('a')},
			Disabled: w.needWritableArticle, Run: func() { w.inspector.WriteArticleNote() },
		},
		{
			ID: "note.outlet", Title: lang.L("Note on Outlet"), Group: command.Annotate, Section: command.NoteSection, Submenu: lang.L("Notes"),
			Keys:     []command.Key{command.Rune('o')},
			Disabled: w.needOutlet, Run: func() { w.inspector.WriteOutletNote() },
		},
		{
			ID: "sentence.aside", Title: lang.L("Exclude or Include"), Group: command.Annotate, Section: command.SentenceSection,
			Now:      w.asideTitle,
			Keys:     []command.Key{command.Rune('x')},
			Disabled: w.needWritableArticle, Run: func() { w.report(w.session.ToggleAside()) },
		},
		{
			ID: "sentence.attach", Title: lang.L("Reattach Labels"), Group: command.Annotate, Section: command.SentenceSection,
			Disabled: w.needDetached, Run: w.attach,
		},
	}
}

func (w *Window) goCommands() []*command.Command {
	move := func(n int) func() { return func() { w.session.Move(n) } }
	sentences, articles := lang.L("Sentence"), lang.L("Article")
	return []*command.Command{
		{
			ID: "sentence.next", Title: lang.L("Next Sentence"), Group: command.Go, Section: command.MoveSection, Submenu: sentences, Repeats: true,
			Keys:     []command.Key{command.Rune('j'), command.Named(fyne.KeyDown)},
			Disabled: w.needArticle, Run: move(1),
		},
		{
			ID: "sentence.previous", Title: lang.L("Previous Sentence"), Group: command.Go, Section: command.MoveSection, Submenu: sentences, Repeats: true,
			Keys:     []command.Key{command.Rune('k'), command.Named(fyne.KeyUp)},
			Disabled: w.needArticle, Run: move(-1),
		},
		{
			ID: "paragraph.next", Title: lang.L("Next Paragraph"), Group: command.Go, Section: command.MoveSection, Submenu: sentences, Repeats: true,
			Keys:     []command.Key{command.Shifted('j')},
			Disabled: w.needArticle, Run: func() { w.session.MoveParagraph(1) },
		},
		{
			ID: "paragraph.previous", Title: lang.L("Previous Paragraph"), Group: command.Go, Section: command.MoveSection, Submenu: sentences, Repeats: true,
			Keys:     []command.Key{command.Shifted('k')},
			Disabled: w.needArticle, Run: func() { w.session.MoveParagraph(-1) },
		},
		{
			ID: "sentence.untagged", Title: lang.L("Next Untagged Sentence"), Group: command.Go, Section: command.AnywhereSection,
			Keys:     []command.Key{command.Named(fyne.KeySpace)},
			Disabled: w.needArticles, Run: func() { w.report(w.session.NextUntagged()) },
		},
		{
			ID: "sentence.first", Title: lang.L("First Sentence"), Group: command.Go, Section: command.MoveSection, Submenu: sentences,
			Keys:     []command.Key{command.Named(fyne.KeyHome)},
			Disabled: w.needArticle, Run: func() { w.session.MoveToFirst() },
		},
		{
			ID: "sentence.last", Title: lang.L("Last Sentence"), Group: command.Go, Section: command.MoveSection, Submenu: sentences,
			Keys:     []command.Key{command.Named(fyne.KeyEnd)},
			Disabled: w.needArticle, Run: func() { w.session.MoveToLast() },
		},
		{
			ID: "article.next", Title: lang.L("Next Article"), Group: command.Go, Section: command.TurnSection, Submenu: articles, Repeats: true,
			Keys:     []command.Key{command.Rune(']')},
			Disabled: w.needArticles, Run: func() { w.turn(1) },
		},
		{
			ID: "article.previous", Title: lang.L("Previous Article"), Group: command.Go, Section: command.TurnSection, Submenu: articles, Repeats: true,
			Keys:     []command.Key{command.Rune('[')},
			Disabled: w.needArticles, Run: func() { w.turn(-1) },
		},
		{
			ID: "scroll.down", Title: lang.L("Scroll Down"), Group: command.Go, Section: command.ScrollSection, Submenu: articles, Repeats: true,
			Keys:     []command.Key{command.Named(fyne.KeyPageDown)},
			Disabled: w.needArticle, Run: func() { w.reading.Reader().ScrollPage(1) },
		},
		{
			ID: "scroll.up", Title: lang.L("Scroll Up"), Group: command.Go, Section: command.ScrollSection, Submenu: articles, Repeats: true,
			Keys:     []command.Key{command.Named(fyne.KeyPageUp)},
			Disabled: w.needArticle, Run: func() { w.reading.Reader().ScrollPage(-1) },
		},
		{
			ID: "palette.show", Title: lang.L("Go to Anything…"), Group: command.Go, Section: command.AnywhereSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyK)},
			Run:  w.showPalette,
		},
		{
			ID: "article.filter", Title: lang.L("Filter Articles"), Group: command.Go, Section: command.ListSection,
			Keys:     []command.Key{command.Rune('/'), command.Ctrl(fyne.KeyL)},
			Disabled: w.needProject, Run: func() {
				w.showView(readView)
				w.panes.SetPeek(control.Left, true)
				w.focus(w.corpus.Filter())
			},
		},
		{
			ID: "list.focus", Title: lang.L("Go to the Article List"), Group: command.Go, Section: command.ListSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyA)},
			Disabled: w.needArticles, Run: func() {
				w.showView(readView)
				w.panes.SetPeek(control.Left, true)
				w.corpus.FocusList()
			},
		},
		{
			ID: "list.order", Title: lang.L("Change Sort Order"), Group: command.Go, Section: command.ListSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyG)},
			Disabled: w.needArticles, Run: func() { w.corpus.NextOrder() },
		},
	}
}

func (w *Window) viewCommands() []*command.Command {
	mode := func(m look.Mode) func() {
		return func() {
			p := w.prefs.Choices
			p.Mode = m
			w.apply(p)
		}
	}
	isMode := func(m look.Mode) func() bool { return func() bool { return w.prefs.Mode == m } }
	colours := lang.L("Colours")
	scale := func(change func(float32) float32) func() {
		return func() {
			p := w.prefs.Choices
			p.Scale = change(p.Scale)
			w.apply(p)
		}
	}
	return []*command.Command{
		{
			ID: "view.larger", Title: lang.L("Larger Text"), Group: command.View, Section: command.SizeSection, Repeats: true,
			Keys: []command.Key{command.Ctrl(fyne.KeyEqual), command.CtrlShift(fyne.KeyEqual)},
			Run:  scale(func(s float32) float32 { return s + 0.1 }),
		},
		{
			ID: "view.smaller", Title: lang.L("Smaller Text"), Group: command.View, Section: command.SizeSection, Repeats: true,
			Keys: []command.Key{command.Ctrl(fyne.KeyMinus)},
			Run:  scale(func(s float32) float32 { return s - 0.1 }),
		},
		{
			ID: "view.normal", Title: lang.L("Normal Text Size"), Group: command.View, Section: command.SizeSection,
			Keys: []command.Key{command.Ctrl(fyne.Key0)},
			Run:  scale(func(float32) float32 { return 1 }),
		},
		{
			ID: "view.light", Title: lang.L("Light"), Group: command.View, Section: command.ColourSection, Submenu: colours,
			On: isMode(look.Light), Run: mode(look.Light),
		},
		{
			ID: "view.dark", Title: lang.L("Dark"), Group: command.View, Section: command.ColourSection, Submenu: colours,
			On: isMode(look.Dark), Run: mode(look.Dark),
		},
		{
			ID: "view.system", Title: lang.L("Follow System"), Group: command.View, Section: command.ColourSection, Submenu: colours,
			On: isMode(look.System), Run: mode(look.System),
		},
		{
			ID: "view.toggle", Title: lang.L("Switch Light and Dark"), Group: command.View, Section: command.SwitchColourSection, Submenu: colours,
			Keys: []command.Key{command.CtrlShift(fyne.KeyL)},
			Run:  w.toggleMode,
		},
		{
			ID: "help.guide", Title: lang.L("Assay Guide"), Group: command.Help, Section: command.HelpSection,
			Run: func() { help.ShowGuide(assets.Guide, w.win) },
		},
		{
			ID: "help.keys", Title: lang.L("Keyboard Shortcuts"), Group: command.Help, Section: command.HelpSection,
			Keys: []command.Key{command.Named(fyne.KeyF1), command.Rune('?')},
			Run:  func() { help.ShowKeys(w.table, w.win) },
		},
		{
			ID: "help.report", Title: lang.L("Report a Problem…"), Group: command.Help, Section: command.ReportSection,
			Run: w.reportProblem,
		},
		{
			ID: "help.about", Title: lang.L("About Assay"), Group: command.Help, Section: command.AboutSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyF1)},
			Run:  w.about,
		},
	}
}

// The need methods return the reason why a command cannot run, or "" if it can.

func (w *Window) needProject() string {
	if w.session == nil {
		return lang.L("Open a project first.")
	}
	return ""
}

func (w *Window) needArticles() string {
	if why := w.needProject(); why != "" {
		return why
	}
	if w.session.Articles() == 0 {
		return lang.L("Add articles first.")
	}
	return ""
}

func (w *Window) needArticle() string {
	if why := w.needReading(); why != "" {
		return why
	}
	if w.session.Document() == nil {
		return lang.L("Open an article first.")
	}
	return ""
}

// needWritable returns why nothing can be changed, or "".
func (w *Window) needWritable() string {
	if why := w.needProject(); why != "" {
		return why
	}
	if w.session.Save().State == session.Failed {
		return lang.L("Nothing can be changed until your work is saved.")
	}
	return ""
}

func (w *Window) needWritableArticle() string { return cmp.Or(w.needArticle(), w.needWritable()) }

func (w *Window) needSentence() string {
	if why := w.needArticle(); why != "" {
		return why
	}
	_, ok := w.session.Current()
	switch {
	case !ok:
		return lang.L("This article has no sentences.")
	case w.session.SentencesActed() == 0:
		return lang.L("This text is excluded. Press {{.Key}} to include it.", map[string]any{"Key": w.keyOf("sentence.aside")})
	}
	return w.needWritable()
}

// needLabel returns why the label of the current sentence cannot be cleared, or "".
func (w *Window) needLabel() string {
	if why := w.needSentence(); why != "" {
		return why
	}
	if w.session.SentencesActed() > 1 {
		return ""
	}
	if _, suggested := w.session.Suggestion(); w.session.Label() == "" && !suggested {
		return lang.L("This sentence has no label.")
	}
	return ""
}

// asideTitle returns the title of the command that excludes or includes a sentence.
func (w *Window) asideTitle() string {
	if w.session != nil {
		if u, ok := w.session.Current(); ok && u.Kind != model.UnitSentence {
			return lang.L("Include in Tagging")
		}
	}
	return lang.L("Exclude from Tagging")
}

func (w *Window) needDetached() string {
	if why := w.needArticle(); why != "" {
		return why
	}
	if len(w.session.Detached()) == 0 {
		return lang.L("All your labels, notes and phrases in this article are attached to sentences.")
	}
	return ""
}

func (w *Window) needOutlet() string {
	if why := w.needArticle(); why != "" {
		return why
	}
	if w.session.Document().Metadata.Outlet == "" {
		return lang.L("This article has no outlet. Press {{.Key}} to add one.", map[string]any{"Key": w.keyOf("article.correct")})
	}
	return ""
}
