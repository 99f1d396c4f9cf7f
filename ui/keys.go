package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
)

// How keys reach commands
//
// A key typed while an entry has the focus is the entry's. Otherwise the
// canvas reports it twice: by name (TypedKey) and, if it types something, by
// rune (TypedRune). Letters and signs are taken by rune, which is right on
// every layout; what types nothing is taken by name; nothing is taken both
// ways. Keys held with Ctrl come as shortcuts, and some of those as Fyne's own
// kinds. While a dialog is open, the article's keys are dead.

// namedKeys are the keys taken by name.
var namedKeys = map[fyne.KeyName]bool{
	fyne.KeyUp: true, fyne.KeyDown: true, fyne.KeyLeft: true, fyne.KeyRight: true,
	fyne.KeyPageUp: true, fyne.KeyPageDown: true, fyne.KeyHome: true, fyne.KeyEnd: true,
	fyne.KeyReturn: true, fyne.KeyEnter: true, fyne.KeyDelete: true, fyne.KeyBackspace: true,
	fyne.KeyEscape: true, fyne.KeySpace: true,
	fyne.KeyF1: true, fyne.KeyF2: true, fyne.KeyF3: true, fyne.KeyF4: true, fyne.KeyF5: true,
	fyne.KeyF6: true, fyne.KeyF7: true, fyne.KeyF8: true, fyne.KeyF9: true,
}

// listen has the canvas report keys to the table of commands.
func (w *Window) listen() {
	canvas := w.win.Canvas()
	canvas.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if namedKeys[e.Name] {
			w.press(command.Named(e.Name))
		}
	})
	canvas.SetOnTypedRune(func(r rune) {
		if r != ' ' {
			w.press(command.Typed(r))
		}
	})
	for _, k := range append(w.table.Shortcuts(), w.modeKeys.Shortcuts()...) {
		for _, s := range shortcuts(k) {
			canvas.AddShortcut(s, func(fyne.Shortcut) { w.press(k) })
		}
	}
}

// shortcuts gives the shortcuts by which Fyne reports a key.
func shortcuts(k command.Key) []fyne.Shortcut {
	out := []fyne.Shortcut{&desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Mod}}
	if k.Mod == fyne.KeyModifierShortcutDefault {
		switch k.Name {
		case fyne.KeyZ:
			out = append(out, &fyne.ShortcutUndo{})
		case fyne.KeyY:
			out = append(out, &fyne.ShortcutRedo{})
		case fyne.KeyC:
			out = append(out, &fyne.ShortcutCopy{})
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
	if custom.KeyName == fyne.KeyZ && custom.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift {
		// The entry redoes by itself, but knows another key for it.
		if entry, ok := w.win.Canvas().Focused().(fyne.Shortcutable); ok {
			entry.TypedShortcut(&fyne.ShortcutRedo{})
			return true
		}
	}
	c := w.table.Bound(command.Key{Name: custom.KeyName, Mod: custom.Modifier})
	if c == nil || entrysOwn(c.ID) {
		return false
	}
	w.table.Run(c.ID)
	w.trace.write(w)
	return true
}

// entrysOwn reports whether an entry does itself what a command's keys stand
// for, on some system or other.
func entrysOwn(id command.ID) bool {
	switch id {
	case "edit.undo", "edit.redo", "trail.back", "trail.forward":
		return true
	}
	return false
}

func (w *Window) press(k command.Key) {
	if w.tips != nil {
		w.tips.Leave()
	}
	if w.busy() {
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
