package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/look"
)

// commands returns the table of all commands except those of labels, which
// setLabels adds.
func (w *Window) commands() *command.Table {
	return command.NewTable(slices.Concat(
		w.projects.Commands(), w.importing.Commands(), w.fileCommands(), w.editCommands(), w.projects.HistoryCommands(), w.annotateCommands(), w.reading.SuggestCommands(), w.reading.DivideCommands(),
		w.goCommands(), w.reading.TrailCommands(), w.reading.MarginCommands(), w.reading.BesideCommands(),
		w.viewCommands(), w.find.Commands(), w.notes.Commands(),
	)...)
}

func (w *Window) fileCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "app.quit", Title: lang.L("Quit"), Group: command.File, Section: command.QuitSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyQ)},
			Run:  w.Close,
		},
	}
}

func (w *Window) editCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "edit.undo", Title: lang.L("Undo"), Group: command.Edit, Section: command.UndoSection, Repeats: true,
			Keys:     []command.Key{command.Ctrl(fyne.KeyZ)},
			Disabled: w.needProject, Run: func() { w.undone(w.session.Undo, undone) },
		},
		{
			ID: "edit.redo", Title: lang.L("Redo"), Group: command.Edit, Section: command.UndoSection, Repeats: true,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyZ), command.Ctrl(fyne.KeyY)},
			Disabled: w.needProject, Run: func() { w.undone(w.session.Redo, redone) },
		},
		{
			ID: "sentence.copy", Title: lang.L("Copy Sentence"), Group: command.Edit, Section: command.CopySection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyC)},
			Disabled: w.needArticle, Run: w.copySentence,
		},
		{
			ID: "article.correct", Title: lang.L("About This Article…"), Group: command.Edit, Section: command.ArticleSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyD)},
			Disabled: w.needArticle, Run: w.correct,
		},
		{
			ID: "article.remove", Title: lang.L("Remove This Article"), Group: command.Edit, Section: command.ArticleSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyR)},
			Disabled: w.needArticle, Run: w.removeArticle,
		},
		{
			ID: "keys.change", Title: lang.L("Change Keys…"), Group: command.Edit, Section: command.SettingsSection,
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
			ID: clearLabelID, Title: lang.L("Clear the Label"), Group: command.Annotate, Section: command.LabelSection,
			Keys:     []command.Key{command.Rune('0'), command.Named(fyne.KeyDelete)},
			Disabled: w.needSentence, Run: w.reading.ClearLabel,
		},
		{
			ID: "note.write", Title: lang.L("Write a Note"), Group: command.Annotate, Section: command.NoteSection,
			Keys:     []command.Key{command.Rune('n')},
			Disabled: w.needArticle, Run: func() { w.inspector.WriteNote(false) },
		},
		{
			ID: "note.another", Title: lang.L("Write Another Note"), Group: command.Annotate, Section: command.NoteSection,
			Keys:     []command.Key{command.Shifted('n')},
			Disabled: w.needArticle, Run: func() { w.inspector.WriteNote(true) },
		},
		{
			ID: "note.article", Title: lang.L("Note on the Article"), Group: command.Annotate, Section: command.NoteSection,
			Keys:     []command.Key{command.Rune('a')},
			Disabled: w.needArticle, Run: func() { w.inspector.WriteArticleNote() },
		},
		{
			ID: "note.outlet", Title: lang.L("Note on the Outlet"), Group: command.Annotate, Section: command.NoteSection,
			Keys:     []command.Key{command.Rune('o')},
			Disabled: w.needOutlet, Run: func() { w.inspector.WriteOutletNote() },
		},
		{
			ID: "sentence.aside", Title: lang.L("Set Aside or Restore"), Group: command.Annotate, Section: command.SentenceSection,
			Keys:     []command.Key{command.Rune('x')},
			Disabled: w.needArticle, Run: func() { w.report(w.session.ToggleAside()) },
		},
		{
			ID: "sentence.attach", Title: lang.L("Put Detached Labels Back"), Group: command.Annotate, Section: command.SentenceSection,
			Disabled: w.needDetached, Run: w.attach,
		},
	}
}

func (w *Window) goCommands() []*command.Command {
	move := func(n int) func() { return func() { w.session.Move(n) } }
	return []*command.Command{
		{
			ID: "sentence.next", Title: lang.L("Next Sentence"), Group: command.Go, Section: command.MoveSection, Repeats: true,
			Keys:     []command.Key{command.Rune('j'), command.Named(fyne.KeyDown)},
			Disabled: w.needArticle, Run: move(1),
		},
		{
			ID: "sentence.previous", Title: lang.L("Previous Sentence"), Group: command.Go, Section: command.MoveSection, Repeats: true,
			Keys:     []command.Key{command.Rune('k'), command.Named(fyne.KeyUp)},
			Disabled: w.needArticle, Run: move(-1),
		},
		{
			ID: "paragraph.next", Title: lang.L("Next Paragraph"), Group: command.Go, Section: command.MoveSection, Repeats: true,
			Keys:     []command.Key{command.Shifted('j')},
			Disabled: w.needArticle, Run: func() { w.session.MoveParagraph(1) },
		},
		{
			ID: "paragraph.previous", Title: lang.L("Previous Paragraph"), Group: command.Go, Section: command.MoveSection, Repeats: true,
			Keys:     []command.Key{command.Shifted('k')},
			Disabled: w.needArticle, Run: func() { w.session.MoveParagraph(-1) },
		},
		{
			ID: "sentence.untagged", Title: lang.L("Next Untagged Sentence"), Group: command.Go, Section: command.UntaggedSection,
			Keys:     []command.Key{command.Named(fyne.KeySpace)},
			Disabled: w.needArticles, Run: func() { w.report(w.session.NextUntagged()) },
		},
		{
			ID: "sentence.first", Title: lang.L("First Sentence"), Group: command.Go, Section: command.MoveSection,
			Keys:     []command.Key{command.Named(fyne.KeyHome)},
			Disabled: w.needArticle, Run: func() { w.session.MoveToFirst() },
		},
		{
			ID: "sentence.last", Title: lang.L("Last Sentence"), Group: command.Go, Section: command.MoveSection,
			Keys:     []command.Key{command.Named(fyne.KeyEnd)},
			Disabled: w.needArticle, Run: func() { w.session.MoveToLast() },
		},
		{
			ID: "article.next", Title: lang.L("Next Article"), Group: command.Go, Section: command.TurnSection, Repeats: true,
			Keys:     []command.Key{command.Rune(']')},
			Disabled: w.needArticles, Run: func() { w.turn(1) },
		},
		{
			ID: "article.previous", Title: lang.L("Previous Article"), Group: command.Go, Section: command.TurnSection, Repeats: true,
			Keys:     []command.Key{command.Rune('[')},
			Disabled: w.needArticles, Run: func() { w.turn(-1) },
		},
		{
			ID: "scroll.down", Title: lang.L("Scroll Down"), Group: command.Go, Section: command.TurnSection, Repeats: true,
			Keys:     []command.Key{command.Named(fyne.KeyPageDown)},
			Disabled: w.needArticle, Run: func() { w.reading.Reader().ScrollPage(1) },
		},
		{
			ID: "scroll.up", Title: lang.L("Scroll Up"), Group: command.Go, Section: command.TurnSection, Repeats: true,
			Keys:     []command.Key{command.Named(fyne.KeyPageUp)},
			Disabled: w.needArticle, Run: func() { w.reading.Reader().ScrollPage(-1) },
		},
		{
			ID: "palette.show", Title: lang.L("Go to Anything…"), Group: command.Go, Section: command.ListSection,
			Keys: []command.Key{command.Ctrl(fyne.KeyK)},
			Run:  w.showPalette,
		},
		{
			ID: "article.filter", Title: lang.L("Filter the Articles"), Group: command.Go, Section: command.ListSection,
			Keys:     []command.Key{command.Rune('/'), command.Ctrl(fyne.KeyL)},
			Disabled: w.needProject, Run: func() {
				w.panes.SetPeek(true)
				w.focus(w.corpus.Filter())
			},
		},
		{
			ID: "list.order", Title: lang.L("Sort the List Another Way"), Group: command.Go, Section: command.ListSection,
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
	scale := func(change func(float32) float32) func() {
		return func() {
			p := w.prefs.Choices
			p.Scale = change(p.Scale)
			w.apply(p)
		}
	}
	return []*command.Command{
		{
			ID: "view.toggle", Title: lang.L("Light or Dark"), Group: command.View, Section: command.ColourSection,
			Keys: []command.Key{command.CtrlShift(fyne.KeyL)},
			Run:  w.toggleMode,
		},
		{
			ID: "view.light", Title: lang.L("Light"), Group: command.View, Section: command.ColourSection,
			Run: mode(look.Light),
		},
		{
			ID: "view.dark", Title: lang.L("Dark"), Group: command.View, Section: command.ColourSection,
			Run: mode(look.Dark),
		},
		{
			ID: "view.system", Title: lang.L("Colours as the System"), Group: command.View, Section: command.ColourSection,
			Run: mode(look.System),
		},
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
			ID: "help.keys", Title: lang.L("Keys"), Group: command.Help, Section: command.HelpSection,
			Keys: []command.Key{command.Named(fyne.KeyF1), command.Rune('?')},
			Run:  func() { dialog.ShowKeys(w.table, w.win) },
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
		return lang.L("There are no articles yet: add some first.")
	}
	return ""
}

func (w *Window) needArticle() string {
	if why := w.needProject(); why != "" {
		return why
	}
	if w.session.Document() == nil {
		return lang.L("Open an article first.")
	}
	return ""
}

func (w *Window) needSentence() string {
	if why := w.needArticle(); why != "" {
		return why
	}
	u, ok := w.session.Current()
	switch {
	case !ok:
		return lang.L("This article has no sentences.")
	case u.Kind != model.UnitSentence:
		return lang.L("This is set aside. {{.Key}} makes it a sentence.", map[string]any{"Key": w.keyOf("sentence.aside")})
	case w.session.Save().State == session.Failed:
		return lang.L("Nothing can be changed until the work is saved again.")
	}
	return ""
}

func (w *Window) needDetached() string {
	if why := w.needArticle(); why != "" {
		return why
	}
	if len(w.session.Detached()) == 0 {
		return lang.L("All your labels and notes in this article are on sentences.")
	}
	return ""
}

func (w *Window) needOutlet() string {
	if why := w.needArticle(); why != "" {
		return why
	}
	if w.session.Document().Metadata.Outlet == "" {
		return lang.L("The outlet is not known. {{.Key}} lets you name it.", map[string]any{"Key": w.keyOf("article.correct")})
	}
	return ""
}
