package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/panel"
)

// How keys reach commands
//
// A key typed while an entry has the focus is the entry's. Otherwise the
// canvas reports it twice: by name (TypedKey) and, if it types something, by
// rune (TypedRune). Letters and signs are taken by rune, which is right on
// every layout; what types nothing is taken by name; nothing is taken both
// ways. Keys held with Ctrl come as shortcuts, and some of those as Fyne's own
// kinds. While a dialog is open, the article's keys are dead. A key that is held
// down runs its command again only if that may repeat; see held.go.

// listen has the canvas report keys to the table of commands.
func (w *Window) listen() {
	canvas := w.win.Canvas()
	w.listenToHolding()
	canvas.SetOnTypedKey(func(e *fyne.KeyEvent) {
		w.held.typed()
		switch {
		case shifted() && w.table.Bound(command.Key{Name: e.Name, Mod: fyne.KeyModifierShift}) != nil:
			w.press(command.Key{Name: e.Name, Mod: fyne.KeyModifierShift})
		case command.ByName(e.Name):
			w.press(command.Named(e.Name))
		}
	})
	canvas.SetOnTypedRune(func(r rune) {
		if r != ' ' {
			w.press(command.Typed(r))
		}
	})
	w.listenToShortcuts()
}

// listenToShortcuts has the canvas report the shortcuts that commands have
// now, and no others.
func (w *Window) listenToShortcuts() {
	canvas := w.win.Canvas()
	for _, s := range w.heard {
		canvas.RemoveShortcut(s)
	}
	w.heard = nil
	keys := w.table.Shortcuts()
	for _, m := range w.modes {
		keys = append(keys, m.keys.Shortcuts()...)
	}
	for _, k := range keys {
		for _, s := range shortcuts(k) {
			canvas.AddShortcut(s, func(fyne.Shortcut) {
				w.held.typed()
				w.press(k)
			})
			w.heard = append(w.heard, s)
		}
	}
}

// shifted reports whether Shift is held: Fyne reports no shortcut for a named
// key held with Shift alone.
func shifted() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers() == fyne.KeyModifierShift
}

// shortcuts gives the shortcuts by which Fyne reports a key.
func shortcuts(k command.Key) []fyne.Shortcut {
	out := []fyne.Shortcut{&desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Mod}}
	for _, own := range []fyne.Shortcut{
		&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}, &fyne.ShortcutCopy{}, &fyne.ShortcutCut{},
		&fyne.ShortcutPaste{}, &fyne.ShortcutSelectAll{},
	} {
		if same, ok := command.OfShortcut(own); ok && same == k {
			out = append(out, own)
		}
	}
	return out
}

// shortcut does what a shortcut stands for while an entry has the keyboard,
// and reports whether it stands for anything. What an entry does itself, such
// as undoing what was typed, stays the entry's.
func (w *Window) shortcut(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || w.dialogOpen() || w.busy() {
		return false
	}
	c := w.table.Bound(command.Key{Name: custom.KeyName, Mod: custom.Modifier})
	if c == nil || entrysOwn(c.ID) {
		return false
	}
	// The entry undoes and redoes by itself, but knows other keys for it.
	entry, ok := w.win.Canvas().Focused().(fyne.Shortcutable)
	switch {
	case ok && c.ID == "edit.undo":
		entry.TypedShortcut(&fyne.ShortcutUndo{})
		return true
	case ok && c.ID == "edit.redo":
		entry.TypedShortcut(&fyne.ShortcutRedo{})
		return true
	}
	w.table.Run(c.ID)
	w.trace.write(w)
	return true
}

// entrysOwn reports whether an entry does itself what a command's keys stand
// for, on some system or other.
func entrysOwn(id command.ID) bool {
	switch id {
	case "edit.undo", "edit.redo", "trail.back", "trail.forward",
		"suggestion.all": // Ctrl+Enter ends many a text, and must not tag an article then
		return true
	}
	return false
}

func (w *Window) press(k command.Key) {
	if w.tips != nil {
		w.tips.Leave()
	}
	if w.busy() || w.held.repeating() && !w.mayRepeat(k) {
		w.trace.write(w)
		return
	}
	if w.dialogOpen() {
		if k.Name == fyne.KeyEscape {
			w.closeDialog()
		}
		return
	}
	if !w.pressInMode(k) {
		w.table.Press(k)
	}
	w.trace.write(w)
}

// runFromMenu does what a menu item says. Menu shortcuts fire behind dialogs
// and before a focused entry's own: the first are dropped, undo and redo are
// given back to the entry.
func (w *Window) runFromMenu(c *command.Command) {
	if w.dialogOpen() || w.busy() {
		return
	}
	if entry, ok := w.win.Canvas().Focused().(fyne.Shortcutable); ok {
		switch c.ID {
		case "edit.undo":
			entry.TypedShortcut(&fyne.ShortcutUndo{})
			return
		case "edit.redo":
			entry.TypedShortcut(&fyne.ShortcutRedo{})
			return
		case "sentence.copy":
			entry.TypedShortcut(&fyne.ShortcutCopy{Clipboard: w.app.Clipboard()})
			return
		}
	}
	w.table.Run(c.ID)
	w.trace.write(w)
}

func (w *Window) dialogOpen() bool { return w.win.Canvas().Overlays().Top() != nil }

func (w *Window) closeDialog() {
	top := w.win.Canvas().Overlays().Top()
	if p, ok := top.(*widget.PopUp); ok {
		p.Hide()
		return
	}
	w.win.Canvas().Overlays().Remove(top)
}

// keysChanged shows the keys that commands have now, wherever keys are shown,
// and keeps them.
func (w *Window) keysChanged() {
	w.listenToShortcuts()
	w.win.SetMainMenu(w.menu())
	if w.session != nil {
		w.showKeys()
	}
	w.report(w.keyFile.Save(w.table.Changed()))
}

// showKeys writes the keys into what stands around the article.
func (w *Window) showKeys() {
	w.status.SetKeys(w.hints())
	w.inspector.SetKeys(panel.InspectorKeys{
		Labels: w.labelKeys(), History: w.shownKey("history.show"), Aside: w.shownKey("sentence.aside"),
		NoteSentence: w.shownKey("note.write"), NoteArticle: w.shownKey("note.article"), NoteOutlet: w.shownKey("note.outlet"),
		Accept: w.shownKey("suggestion.accept"), Why: w.shownKey("suggestion.why"),
	})
	w.sayWhose()
	w.corpus.SetKeys(panel.CorpusKeys{Filter: w.shownKey("article.filter"), Add: w.shownKey("import.files")})
}
