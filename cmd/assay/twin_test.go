package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/storage/sidefile"
	"assay.app/assay/ui/menu"
	"assay.app/assay/ui/platform"
	"assay.app/assay/ui/trace"
	"assay.app/assay/ui/uitest"
	"assay.app/assay/ui/windowtest"
)

// twins are a real window and a window of the same size in Fyne's test driver. A test
// finds in the second one where to click in the first. It clicks in both, and both must
// come to the same state.
type twins struct {
	t    *testing.T
	real *uitest.App
	twin *harness
}

// The size of both windows.
const (
	twinsWidth  = 1440
	twinsHeight = 900
)

// startTwins opens both windows, each with a home folder that has the named folders. It
// returns them with the home folder of the real window.
func startTwins(t *testing.T, folders ...string) (b *twins, home string) {
	t.Helper()
	home, other := t.TempDir(), atHome(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere") // as for the real window
	t.Setenv("XDG_CACHE_HOME", filepath.Join(other, ".cache"))
	for _, folder := range folders {
		for _, home := range []string{home, other} {
			if err := os.Mkdir(filepath.Join(home, folder), 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	preferIn(t, home, map[string]any{"still": true})
	app := test.NewTempApp(t)
	app.Preferences().SetBool("still", true)
	b = &twins{t: t}
	b.twin = &harness{windowtest.New(t, windowtest.Options{
		App: app, Desk: desk{}, Desktop: platform.Desktop{}, Settings: sidefile.Settings(filepath.Join(other, ".config")),
		Ended: func(project string) { verify(t, project) },
	})}
	b.twin.Window.Window().Resize(fyne.NewSize(twinsWidth, twinsHeight))
	display := uitest.NewDisplay(t, twinsWidth, twinsHeight)
	b.real = display.Start(t, program(t), home)
	b.real.PutInCorner(twinsWidth, twinsHeight)
	b.see("both windows of one size", func(s trace.State) bool { return s.Width == twinsWidth && s.Height == twinsHeight })
	return b, home
}

// see waits until ok returns true for the states of both windows.
func (b *twins) see(what string, ok func(trace.State) bool) trace.State {
	b.t.Helper()
	b.twin.Until(what, func() bool { return ok(b.twin.Screen.State) })
	return b.real.See(what, ok)
}

// click clicks the button, the list row or the line of a menu with this text.
func (b *twins) click(text string) {
	b.t.Helper()
	b.clickOn(b.find(text))
}

// clickRow clicks a row of the list of articles, counted from 0.
func (b *twins) clickRow(row int) {
	b.t.Helper()
	b.layOut()
	b.clickOn(b.twin.ListRow(b.twin.Session().Row(row).Heading()))
}

// layOut lays out the second window again. Fyne's test driver does not do so when the
// least size of an object has changed.
func (b *twins) layOut() {
	for _, height := range []float32{twinsHeight - 1, twinsHeight} {
		b.twin.Window.Window().Resize(fyne.NewSize(twinsWidth, height))
	}
}

// clickOn clicks the middle of an object.
func (b *twins) clickOn(o fyne.CanvasObject) {
	b.t.Helper()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	middle := fyne.NewPos(o.Size().Width/2, o.Size().Height/2)
	b.real.Click(at.Add(middle))
	pressed := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	pressed.Position, pressed.AbsolutePosition = middle, at.Add(middle)
	mouse, mouseable := o.(desktop.Mouseable)
	if mouseable {
		mouse.MouseDown(pressed)
	}
	if tappable, ok := o.(fyne.Tappable); ok {
		test.TapAt(tappable, middle)
	}
	if mouseable {
		mouse.MouseUp(pressed)
	}
}

// point clicks the middle of an object only in the real window.
func (b *twins) point(o fyne.CanvasObject) {
	b.t.Helper()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	b.real.Click(at.AddXY(o.Size().Width/2, o.Size().Height/2))
}

// clickMark clicks a mark in the margin of the article.
func (b *twins) clickMark(find func(windowtest.Page) (fyne.Position, bool)) {
	b.t.Helper()
	page := b.twin.Pages()[0]
	at, ok := find(page)
	if !ok {
		b.t.Fatal("the margin does not have the mark")
	}
	b.real.Click(fyne.CurrentApp().Driver().AbsolutePositionForObject(page).Add(at))
	b.twin.Window.Window().Canvas().Unfocus() // as Fyne does for a click on what cannot have the focus
	b.twin.Click(page, at, 1, 0)
}

// find returns the object that can be clicked and shows the text. If there are several,
// it returns the innermost.
func (b *twins) find(text string) (found fyne.CanvasObject) {
	b.t.Helper()
	b.twin.Each(func(o fyne.CanvasObject) {
		_, tappable := o.(fyne.Tappable)
		_, mouseable := o.(desktop.Mouseable)
		w, ok := o.(fyne.Widget)
		if ok && (tappable || mouseable) && (named(o, text) || shows(w, text)) {
			found = o
		}
	})
	if found == nil {
		b.t.Fatalf("nothing with the text %q can be clicked; the window shows %q", text, b.twin.Texts())
	}
	return found
}

// named reports whether a screen reader announces an object by this name.
func named(o fyne.CanvasObject, name string) bool {
	a, ok := o.(fyne.Accessible)
	if !ok {
		return false
	}
	spoken, _, _ := strings.Cut(a.AccessibilityLabel(), "  (") // a key can follow
	return strings.TrimSuffix(spoken, ", chosen") == name
}

// shows reports whether an object or one of its descendants draws exactly the text.
func shows(o fyne.CanvasObject, text string) bool {
	for _, o := range test.LaidOutObjects(o) {
		if t, ok := o.(*canvas.Text); ok && t.Text == text {
			return true
		}
	}
	return false
}

// menu chooses an item of a menu with two clicks. It does so only in the real window.
func (b *twins) menu(title, item string) {
	b.t.Helper()
	bar := b.find(title).(*menu.Title)
	b.point(bar)
	b.real.See("the menu "+title, func(s uitest.State) bool { return s.Dialog })
	b.twin.OpenMenu(title)
	line := b.twin.Line(item)
	if line == nil {
		b.t.Fatalf("the menu %s has no item %q", title, item)
	}
	b.point(line)
	b.twin.Key(fyne.KeyEscape)
}

// suggestedLetter returns the position on a page of the first letter of a suggestion.
func suggestedLetter(page windowtest.Page) (at fyne.Position, ok bool) {
	var box *canvas.Rectangle // the outline that is drawn just before its letter
	for _, o := range test.WidgetRenderer(page).Objects() {
		if letter, text := o.(*canvas.Text); text && box != nil && box.StrokeWidth > 0 && letter.Position() == box.Position() && letter.Size() == box.Size() {
			return box.Position().AddXY(box.Size().Width/2, box.Size().Height/2), true
		}
		box, _ = o.(*canvas.Rectangle)
	}
	return at, false
}

// noteMark returns the position on a page of the first mark of a note.
func noteMark(page windowtest.Page) (at fyne.Position, ok bool) {
	for _, o := range test.WidgetRenderer(page).Objects() {
		if r, isRect := o.(*canvas.Rectangle); isRect && r.Size() == fyne.NewSize(12, 14) {
			return r.Position().AddXY(6, 7), true
		}
	}
	return at, false
}
