package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/deed"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// reversible is what can be undone and redone. It is looked up when it is needed first
// after a change, because menus, buttons and tips ask for it after each key.
type reversible struct {
	known      bool
	undo, redo []edit.Change
	undoErr    error // why nothing can be undone, or of reading the history
	redoErr    error
}

// newest identifies the state of the history: what can be undone and what can be redone.
func (r reversible) newest() (ids [2]uint64) {
	for i, changes := range [][]edit.Change{r.undo, r.redo} {
		if len(changes) > 0 {
			ids[i] = changes[0].ID
		}
	}
	return ids
}

// reversible returns what can be undone and redone now.
func (w *Window) reversible() reversible {
	if !w.reverses.known {
		undo, err := w.session.Undoable()
		redo, redoErr := w.session.Redoable()
		w.reverses = reversible{known: true, undo: undo, redo: redo, undoErr: err, redoErr: redoErr}
	}
	return w.reverses
}

// undoCommands returns the commands that undo and redo changes.
func (w *Window) undoCommands() []*command.Command {
	undoing := func() ([]edit.Change, error) { return w.reversible().undo, w.reversible().undoErr }
	redoing := func() ([]edit.Change, error) { return w.reversible().redo, w.reversible().redoErr }
	return []*command.Command{
		{
			ID: "edit.undo", Title: lang.L("Undo"), Group: command.Edit, Section: command.UndoSection, Repeats: true,
			Now:      w.withChange(undoing, lang.L("Undo"), func(what string) string { return lang.X("menu.undo", "Undo: {{.What}}", map[string]any{"What": what}) }),
			Keys:     []command.Key{command.Ctrl(fyne.KeyZ)},
			Disabled: w.needChange(undoing, lang.L("There is nothing to undo.")), Run: w.undoChange,
		},
		{
			ID: "edit.redo", Title: lang.L("Redo"), Group: command.Edit, Section: command.UndoSection, Repeats: true,
			Now:      w.withChange(redoing, lang.L("Redo"), func(what string) string { return lang.X("menu.redo", "Redo: {{.What}}", map[string]any{"What": what}) }),
			Keys:     []command.Key{command.CtrlShift(fyne.KeyZ), command.Ctrl(fyne.KeyY)},
			Disabled: w.needChange(redoing, lang.L("There is nothing to redo.")), Run: w.redoChange,
		},
	}
}

// needChange returns a function for Command.Disabled. It returns the reason none if there
// are no changes.
func (w *Window) needChange(changes func() ([]edit.Change, error), none string) func() string {
	return func() string {
		if why := w.needWritable(); why != "" {
			return why
		}
		if all, err := changes(); len(all) == 0 && err == nil {
			return none
		}
		return ""
	}
}

// withChange returns a function for Command.Now. It returns title if there are no changes,
// and otherwise what titled returns for their name.
func (w *Window) withChange(changes func() ([]edit.Change, error), title string, titled func(what string) string) func() string {
	return func() string {
		if w.session == nil {
			return title
		}
		all, _ := changes()
		if len(all) == 0 {
			return title
		}
		return titled(deed.Name(all[0], w.session.Codebook()))
	}
}

func (w *Window) undoChange() {
	r := w.reversible()
	w.reverse(r.undo, r.undoErr, reversal{
		ask:  func(what string) string { return lang.L("Undo “{{.What}}”?", map[string]any{"What": what}) },
		done: func(what string) string { return lang.L("Undone: {{.What}}", map[string]any{"What": what}) },
		goes: func(p edit.Presence) bool { return p.After && !p.Before },
		run:  w.session.Undo, back: "edit.redo",
	})
}

func (w *Window) redoChange() {
	r := w.reversible()
	w.reverse(r.redo, r.redoErr, reversal{
		ask:  func(what string) string { return lang.L("Redo “{{.What}}”?", map[string]any{"What": what}) },
		done: func(what string) string { return lang.L("Redone: {{.What}}", map[string]any{"What": what}) },
		goes: func(p edit.Presence) bool { return p.Before && !p.After },
		run:  w.session.Redo, back: "edit.undo",
	})
}

// reversal describes undo or redo.
type reversal struct {
	ask, done func(what string) string
	goes      func(edit.Presence) bool // whether the reversal of an edit takes an article away
	run       func() (edit.Verb, error)
	back      command.ID // the command that reverses the reversal
}

// reverse undoes or redoes changes and says so. If that takes an article away, the notice
// is a bar above the reader. If it takes more than one away, reverse asks first.
func (w *Window) reverse(changes []edit.Change, err error, r reversal) {
	if err != nil {
		w.report(err)
		return
	}
	if len(changes) == 0 {
		return
	}
	what := deed.Name(changes[0], w.session.Codebook())
	gone := w.goneBy(changes, r.goes)
	w.takingAway(gone, r.ask(what), func() {
		other := w.otherVersion()
		if _, err := r.run(); err != nil {
			w.report(err)
			return
		}
		if id := other(); id != "" {
			w.report(w.session.Open(id))
		}
		if len(gone) == 0 {
			w.status.SetNotice(r.done(what))
			return
		}
		w.sayGone(gone, r.back)
	})
}

// otherVersion returns a function that returns, after a change, the version that takes the place
// of the article that is open now: an older one if the change took the article away, or the
// current one if the article got a newer one. It returns "" if the article keeps its place.
func (w *Window) otherVersion() func() model.ArticleID {
	s := w.session
	doc := s.Document()
	if doc == nil {
		return func() model.ArticleID { return "" }
	}
	id := doc.ID
	_, before := s.CurrentVersion(id)
	older := s.Versions(id)
	older = older[:max(slices.IndexFunc(older, func(v model.Summary) bool { return v.ID == id }), 0)]
	return func() model.ArticleID {
		if _, listed := s.Summary(id); listed {
			if current, superseded := s.CurrentVersion(id); superseded && !before {
				return current
			}
			return ""
		}
		for _, v := range slices.Backward(older) {
			if _, listed := s.Summary(v.ID); listed {
				return v.ID
			}
		}
		return ""
	}
}

// takingAway calls run. If run takes more than one article away, takingAway asks first.
func (w *Window) takingAway(articles gone, question string, run func()) {
	if len(articles) < 2 {
		run()
		return
	}
	dialog.Warn(question, articles.warning(), lang.L("Remove articles"), lang.L("Cancel"), w.win, run, nil)
}

// gone are articles that a change takes away, as they were before.
type gone []model.Summary

// goneBy returns the listed articles that changes take away by the edits for which goes
// returns true.
func (w *Window) goneBy(changes []edit.Change, goes func(edit.Presence) bool) (out gone) {
	for _, c := range changes {
		for e := range c.All() {
			p, ok := e.(edit.Presence)
			if !ok || !goes(p) {
				continue
			}
			if sum, listed := w.session.Summary(p.Article); listed {
				out = append(out, sum)
			}
		}
	}
	return out
}

// warning says what would go with the articles.
func (g gone) warning() string {
	labels, notes := 0, 0
	for _, sum := range g {
		labels += sum.Progress.Tagged()
		notes += sum.Progress.Notes
	}
	what := words.N("{{.Count}} articles", len(g))
	if labels > 0 {
		what += " · " + words.N("{{.Count}} labels", labels)
	}
	if notes > 0 {
		what += " · " + words.N("{{.Count}} notes", notes)
	}
	return lang.L("This will be removed from the project: {{.What}}", map[string]any{"What": what})
}

// says names the articles in the bar above the reader.
func (g gone) says() string {
	if len(g) == 1 {
		return lang.L("Article removed: {{.Title}}", map[string]any{"Title": g[0].Heading()})
	}
	return words.N("{{.Count}} articles removed.", len(g))
}

// sayGone says in a bar above the reader that articles were removed, and offers the
// command that brings them back.
func (w *Window) sayGone(articles gone, back command.ID) {
	w.status.SetNotice("")
	c := w.table.Find(back)
	w.removed.show(articles.says(), c.Title, func() { w.table.Run(back) }, w.reversible().newest())
}
