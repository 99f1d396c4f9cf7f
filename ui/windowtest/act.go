package windowtest

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/menu"
)

// Keys types the runes of text into the focused object, or into the canvas if
// nothing has the focus.
func (b *Harness) Keys(text string) {
	c := b.Window.Window().Canvas()
	for _, r := range text {
		if f := c.Focused(); f != nil {
			f.TypedRune(r)
			continue
		}
		c.OnTypedRune()(r)
	}
}

// Key presses and releases keys by name in the focused object, or in the canvas if nothing
// has the focus. It is for keys that type no rune, such as arrows; see Keys.
func (b *Harness) Key(names ...fyne.KeyName) {
	for _, name := range names {
		b.Hold(name, 1)
	}
}

// Hold presses a key, holds it down until it has been typed a number of times, and releases
// it. As the desktop driver does, it reports the press once, and only to the focused object
// if that is desktop.Keyable.
func (b *Harness) Hold(name fyne.KeyName, times int) {
	c := b.Window.Window().Canvas()
	event := &fyne.KeyEvent{Name: name}
	if keys, ok := c.Focused().(desktop.Keyable); ok {
		keys.KeyDown(event)
	} else if d, ok := c.(desktop.Canvas); ok && d.OnKeyDown() != nil {
		d.OnKeyDown()(event)
	}
	for range times {
		if f := c.Focused(); f != nil {
			f.TypedKey(event)
		} else {
			c.OnTypedKey()(event)
		}
	}
	if keys, ok := c.Focused().(desktop.Keyable); ok {
		keys.KeyUp(event)
	}
}

// Shortcut sends a shortcut to the canvas. The test driver exports no method for
// this, so Shortcut uses reflection.
func (b *Harness) Shortcut(s fyne.Shortcut) {
	b.T.Helper()
	c := reflect.ValueOf(b.Window.Window().Canvas()).Elem().FieldByName("WindowlessCanvas").Interface()
	c.(fyne.Shortcutable).TypedShortcut(s)
}

// OpenMenu opens a menu of the menu bar with the mouse.
func (b *Harness) OpenMenu(title string) {
	b.T.Helper()
	var found *menu.Title
	b.Each(func(o fyne.CanvasObject) {
		if t, ok := o.(*menu.Title); ok && t.Menu.Title == title {
			found = t
		}
	})
	if found == nil {
		b.T.Fatalf("the menu bar has no menu %q; the window shows %q", title, b.Texts())
	}
	found.MouseIn(&desktop.MouseEvent{})
	found.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
}

// Lines returns the lines of the open menus.
func (b *Harness) Lines() (out []*menu.Line) {
	if b.Window.Window().Canvas().Overlays().Top() == nil {
		return nil
	}
	b.Each(func(o fyne.CanvasObject) {
		if l, ok := o.(*menu.Line); ok {
			out = append(out, l)
		}
	})
	return out
}

// Line returns the line of an open menu with a title, or nil. The title may lack what
// follows a colon, as in “Undo: Label as Claim”.
func (b *Harness) Line(title string) *menu.Line {
	for _, l := range b.Lines() {
		if l.Item.Title == title || strings.HasPrefix(l.Item.Title, title+": ") {
			return l
		}
	}
	return nil
}

// Menu chooses an item of the menu bar or of one of its submenus with the mouse. Behind a
// dialog it does nothing, because the bar cannot be clicked there.
func (b *Harness) Menu(title, item string) {
	b.T.Helper()
	if native := b.Window.Window().MainMenu(); native != nil {
		b.nativeMenu(native, title, item)
		return
	}
	if b.Window.Window().Canvas().Overlays().Top() != nil {
		return
	}
	b.OpenMenu(title)
	for _, l := range b.Lines() {
		if l.Item.Menu != nil && b.Line(item) == nil {
			l.Tapped(&fyne.PointEvent{})
		}
	}
	line := b.Line(item)
	if line == nil {
		b.T.Fatalf("the menu %s has no item %q", title, item)
	}
	line.MouseIn(&desktop.MouseEvent{})
	line.Tapped(&fyne.PointEvent{})
	for len(b.Lines()) > 0 { // the item is disabled
		b.Key(fyne.KeyEscape)
	}
}

// nativeMenu runs the action of an item in a menu bar that the system draws.
func (b *Harness) nativeMenu(bar *fyne.MainMenu, title, item string) {
	b.T.Helper()
	for _, m := range bar.Items {
		items := m.Items
		for _, i := range m.Items {
			if i.ChildMenu != nil {
				items = append(items, i.ChildMenu.Items...)
			}
		}
		for _, i := range items {
			name, _, _ := strings.Cut(i.Label, " (")
			if m.Label == title && (name == item || strings.HasPrefix(name, item+": ")) {
				i.Action()
				return
			}
		}
	}
	b.T.Fatalf("the menu %s has no item %q", title, item)
}

// Press sends the window a key as a rune, a key name or a shortcut.
func (b *Harness) Press(k command.Key) {
	b.T.Helper()
	switch {
	case k.Rune != 0 && k.Mod == fyne.KeyModifierShift:
		b.Keys(strings.ToUpper(string(k.Rune)))
	case k.Rune != 0:
		b.Keys(string(k.Rune))
	case k.Mod == 0:
		b.Key(k.Name)
		if k.Name == fyne.KeySpace { // Space also types a rune
			b.Keys(" ")
		}
	default:
		b.Shortcut(ShortcutOf(k))
	}
}

// ShortcutOf returns the shortcut that Fyne's driver makes of a key with modifiers.
func ShortcutOf(k command.Key) fyne.Shortcut {
	for _, s := range []fyne.Shortcut{
		&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}, &fyne.ShortcutCopy{}, &fyne.ShortcutCut{}, &fyne.ShortcutPaste{}, &fyne.ShortcutSelectAll{},
	} {
		if same, ok := command.OfShortcut(s); ok && same == k {
			return s
		}
	}
	return &desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Mod}
}

// Ctrl returns the shortcut of a key with Ctrl, or with ⌘ on macOS.
func Ctrl(name fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault}
}

// ShortcutInEntry sends a shortcut to the focused entry.
func (b *Harness) ShortcutInEntry(s fyne.Shortcut) {
	b.T.Helper()
	entry, ok := b.Window.Window().Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		b.T.Fatal("no entry has the focus")
	}
	entry.TypedShortcut(s)
}

// Button clicks the first visible button with the text.
func (b *Harness) Button(text string) {
	b.T.Helper()
	var found fyne.Tappable
	b.Each(func(o fyne.CanvasObject) {
		if button, ok := o.(*widget.Button); ok && button.Text == text && found == nil {
			found = button
		}
	})
	if found == nil {
		b.T.Fatalf("there is no button %q; the window shows %q", text, b.Texts())
	}
	test.Tap(found)
}

// ClickRow clicks the row of the list that shows a title, with modifiers held down.
func (b *Harness) ClickRow(title string, mod fyne.KeyModifier) {
	b.T.Helper()
	row := b.ListRow(title)
	row.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod})
	test.Tap(row)
}

// ShiftKey presses keys with Shift in the focused object.
func (b *Harness) ShiftKey(names ...fyne.KeyName) {
	b.T.Helper()
	keys, ok := b.Window.Window().Canvas().Focused().(desktop.Keyable)
	if !ok {
		b.T.Fatal("nothing that has the focus knows about Shift")
	}
	keys.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for _, name := range names {
		keys.TypedKey(&fyne.KeyEvent{Name: name})
	}
	keys.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

// Label clicks the inspector's button of a label.
func (b *Harness) Label(name string) {
	b.T.Helper()
	found := false
	b.Each(func(o fyne.CanvasObject) {
		a, named := o.(fyne.Accessible)
		button, tappable := o.(fyne.Tappable)
		if named && tappable && !found && strings.TrimSuffix(a.AccessibilityLabel(), ", chosen") == name {
			found = true
			test.Tap(button)
		}
	})
	if !found {
		b.T.Fatalf("there is no label %q", name)
	}
}

// Answer types a path into the focused entry of a dialog and presses Enter.
func (b *Harness) Answer(path string) {
	b.T.Helper()
	entry, ok := b.Window.Window().Canvas().Focused().(interface {
		fyne.Focusable
		fyne.Shortcutable
	})
	if !ok {
		b.T.Fatal("no entry for a path has the focus")
	}
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(entry, path)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// Choose clicks the button or menu item that shows title.
func (b *Harness) Choose(title string) {
	b.T.Helper()
	var found fyne.Tappable
	b.Each(func(o fyne.CanvasObject) {
		if tappable, ok := o.(fyne.Tappable); ok {
			if w, ok := o.(fyne.Widget); ok && writes(w, title) {
				found = tappable // the innermost match is visited last
			}
		}
	})
	if found == nil {
		b.T.Fatalf("there is no button or menu item %q; the window shows %q", title, b.Texts())
	}
	test.Tap(found)
}

// writes reports whether a widget or one of its descendants draws exactly the text.
func writes(w fyne.Widget, text string) bool {
	for _, o := range test.WidgetRenderer(w).Objects() {
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text == text {
				return true
			}
		case fyne.Widget:
			if writes(o, text) {
				return true
			}
		}
	}
	return false
}

// SentenceMenu opens the menu of a sentence with a right-click on the first reader,
// 200 of Fyne's units below its top edge.
func (b *Harness) SentenceMenu() {
	b.T.Helper()
	var page Page
	b.Each(func(o fyne.CanvasObject) {
		if p := AsPage(o); p != nil && page == nil {
			page = p
		}
	})
	page.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(page.Size().Width/2, 200)})
}

// Search searches for a query in the search dialog. It waits until the search has
// ended and the window shows the text in says.
func (b *Harness) Search(query, says string) {
	b.T.Helper()
	b.Press(command.CtrlShift(fyne.KeyF))
	b.Keys(query)
	b.Until(says, func() bool { return b.Reads(says) && !b.Reads("So far: ") })
}

// OpenRow opens the article in a row of the list, counted from 0.
func (b *Harness) OpenRow(row int) {
	b.T.Helper()
	if err := b.Session().Open(b.Session().Row(row).ID); err != nil {
		b.T.Fatal(err)
	}
}

// Rename replaces the analyst's name in the preferences and presses Enter.
func (b *Harness) Rename(to string) {
	b.T.Helper()
	b.Menu("Edit", "Preferences…")
	name := b.Window.Window().Canvas().Focused().(interface {
		fyne.Focusable
		SetText(string)
	})
	name.SetText("")
	test.Type(name, to)
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// SamePerson answers that the new name belongs to the same person.
func (b *Harness) SamePerson() { b.Key(fyne.KeyReturn) }

// SomebodyElse answers that the new name belongs to another person.
func (b *Harness) SomebodyElse() {
	b.Window.Window().Canvas().FocusNext()
	b.Key(fyne.KeyReturn)
}

// WantWork waits until no dialog is open, and then compares the session's analyst
// and number of labels.
func (b *Harness) WantWork(analyst string, labels int) {
	b.T.Helper()
	b.Until("the dialogs closed", func() bool { return !b.Screen.Dialog })
	if got := b.Session().Analyst(); got != analyst || b.Screen.Total != labels {
		b.T.Errorf("the session has analyst %q and %d labels; want %q and %d", got, b.Screen.Total, analyst, labels)
	}
}
