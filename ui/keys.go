package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/panel"
)

// How keys reach commands
//
// An entry that has the focus gets the typed keys. Otherwise the canvas reports a
// key by name (TypedKey) and, if it types something, also by rune (TypedRune). For
// letters and signs, commands use the rune. For Space and for keys that type
// nothing, they use the name. So no key runs a command twice. Keys with Ctrl arrive
// as shortcuts, some of them as Fyne's own types. While a dialog is open, keys do
// not reach the article. A key that is held down repeats its command only if the
// command may repeat; see held.go.

// listen registers the callbacks for keys on the canvas.
func (w *Window) listen() {
	canvas := w.win.Canvas()
	w.listenToHolding()
	canvas.SetOnTypedKey(func(e *fyne.KeyEvent) {
		w.typed()
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

// listenToShortcuts replaces the shortcuts on the canvas with the current ones of
// the commands and modes.
func (w *Window) listenToShortcuts() {
	canvas := w.win.Canvas()
	for _, s := range w.registered {
		canvas.RemoveShortcut(s)
	}
	w.registered = nil
	keys := w.table.Shortcuts()
	for _, m := range w.modes {
		keys = append(keys, m.keys.Shortcuts()...)
	}
	keys = append(keys, w.barKeys()...)
	for _, k := range keys {
		for _, s := range shortcuts(k) {
			canvas.AddShortcut(s, func(fyne.Shortcut) {
				w.typed()
				w.press(k)
			})
			w.registered = append(w.registered, s)
		}
	}
}

// shifted reports whether Shift is the only modifier held down. Fyne reports no
// shortcut for keys such as Shift+F3.
func shifted() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers() == fyne.KeyModifierShift
}

// shortcuts returns the Fyne shortcuts to register for a key.
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

// shortcut handles a shortcut that was pressed in an entry, and reports whether it
// did. It runs the command of the shortcut, unless the entry must get the shortcut.
func (w *Window) shortcut(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || w.dialogOpen() || w.busy() {
		return false
	}
	k := command.Key{Name: custom.KeyName, Mod: custom.Modifier}
	c := w.table.Bound(k)
	if c == nil {
		return w.pressBar(k)
	}
	if entrysOwn(c.ID) {
		return false
	}
	w.table.Run(c.ID)
	w.trace.write(w)
	return true
}

// entrysOwn reports whether a focused entry must get the keys of a command, because
// the keys have a meaning in entries on some system.
func entrysOwn(id command.ID) bool {
	switch id {
	case "edit.undo", "edit.redo", "trail.back", "trail.forward",
		"suggestion.all": // many programs submit a text with Ctrl+Enter, so in an entry it must not label sentences
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
	if !w.pressInMode(k) && !w.table.Press(k) {
		w.pressBar(k)
	}
	if w.session != nil {
		w.showHints()
	}
	w.trace.write(w)
}

// runFromMenu runs the command of a menu item, unless a dialog is open or a job is
// running. Undo, redo, copy and paste go to the focused entry, if there is one, because
// the shortcuts of menu items fire before those of the entry.
func (w *Window) runFromMenu(c *command.Command) {
	if w.dialogOpen() || w.busy() {
		return
	}
	if w.entrysOwnInMenu(c.ID) {
		entry := w.bar.Below().(fyne.Shortcutable)
		switch c.ID {
		case "edit.undo":
			entry.TypedShortcut(&fyne.ShortcutUndo{})
		case "edit.redo":
			entry.TypedShortcut(&fyne.ShortcutRedo{})
		case "sentence.copy":
			entry.TypedShortcut(&fyne.ShortcutCopy{Clipboard: w.app.Clipboard()})
		case "import.paste":
			entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: w.app.Clipboard()})
		}
		return
	}
	w.table.Do(c)
	w.trace.write(w)
}

// entrysOwnInMenu reports whether a menu item acts on the focused entry and not on the
// project.
func (w *Window) entrysOwnInMenu(id command.ID) bool {
	if _, ok := w.bar.Below().(fyne.Shortcutable); !ok {
		return false
	}
	switch id {
	case "edit.undo", "edit.redo", "sentence.copy":
		return true
	case "import.paste":
		return nativeMenus || w.session != nil // the first page has a field for the name
	}
	return false
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

// keysChanged updates the shortcuts, the menu and the panels after keys have
// changed, and saves the keys.
func (w *Window) keysChanged() {
	w.listenToShortcuts()
	w.setMenus()
	if w.session != nil {
		w.showKeys()
	}
	w.report(w.keyFile.Save(w.table.Changed()))
}

// showKeys updates the keys shown in the panels around the article.
func (w *Window) showKeys() {
	w.status.SetKeys(w.hints())
	w.inspector.SetKeys(panel.InspectorKeys{
		Labels:  func(key model.LabelKey) string { return w.shownKey(labelCommand(key)) },
		History: w.shownKey("history.show"), Aside: w.shownKey("sentence.aside"),
		NoteSentence: w.shownKey("note.write"), NoteArticle: w.shownKey("note.article"), NoteOutlet: w.shownKey("note.outlet"),
		Phrase: w.shownKey("phrase.add"), PhraseArticle: w.shownKey("phrase.article"), PhraseOutlet: w.shownKey("phrase.outlet"),
		Accept: w.shownKey("suggestion.accept"), Why: w.shownKey("suggestion.why"),
		Grade: w.shownKey("grade.sentence"), Attribute: w.shownKey("voice.attribute"), Unattribute: w.shownKey("voice.clear"), Mention: w.shownKey("statement.add"),
	})
	w.reading.SayWhose()
	w.corpus.SetKeys(panel.CorpusKeys{Filter: w.shownKey("article.filter"), Add: w.shownKey("import.files")})
}
