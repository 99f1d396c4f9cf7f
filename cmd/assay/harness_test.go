package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/sidefile"
	"assay.app/assay/ui"
	"assay.app/assay/ui/project"
	"assay.app/assay/ui/trace"
)

// harness runs the window over a real project in a temporary folder. Tests operate
// it with the keys and clicks of Fyne's test driver. Functions that the window
// posts wait in a queue, which the test empties on its own goroutine.
type harness struct {
	*ui.Window
	t      *testing.T
	app    fyne.App
	queue  chan func()
	screen screen
	closed bool
}

// screen holds the last state that the window wrote to its trace.
type screen struct{ trace.State }

// Write implements io.Writer. It decodes a line of the trace.
func (s *screen) Write(line []byte) (int, error) { return len(line), json.Unmarshal(line, &s.State) }

// patience is how long until waits before it fails the test.
const patience = 20 * time.Second

// atHome sets a temporary home folder for the test and returns it.
func atHome(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	for _, name := range []string{"HOME", "USERPROFILE", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, home)
	}
	return home
}

// newHarness opens the window in app, or in a new app if app is nil.
func newHarness(t *testing.T, app fyne.App) *harness {
	t.Helper()
	return newHarnessAt(t, app, desk{})
}

func newHarnessAt(t *testing.T, app fyne.App, d project.Desk) *harness {
	t.Helper()
	if app == nil {
		app = test.NewTempApp(t)
	}
	b := &harness{t: t, app: app, queue: make(chan func(), 1<<14)}
	b.Window = ui.New(app, d, ui.Options{
		Analyst: "Ines", Version: "test", Trace: &b.screen, Post: func(f func()) { b.queue <- f },
		Settings: sidefile.Settings(filepath.Join(os.Getenv("HOME"), "config")), // see atHome
	})
	b.Window.Window().SetOnClosed(func() { b.closed = true })
	b.Window.Window().Show()
	t.Cleanup(func() {
		path := b.screen.Project
		if err := b.Shutdown(); err != nil {
			t.Errorf("shut down: %v", err)
		}
		if path != "" {
			verify(t, path)
		}
	})
	return b
}

// withSample returns a harness in which the untagged sample corpus is open.
func withSample(t *testing.T) *harness {
	t.Helper()
	atHome(t)
	b := newHarness(t, nil)
	b.button("Open the sample corpus")
	b.until("the sample corpus", func() bool { return b.screen.Articles == 5 && b.screen.Article != "" })
	return b
}

// failing is a desk whose projects can report write errors, as if the disk were
// full.
type failing struct {
	desk
	notify  project.Notify
	durable atomic.Uint64
}

// Create implements project.Desk.
func (f *failing) Create(path string, notify project.Notify) (project.Project, error) {
	f.notify = notify
	return f.desk.Create(path, func(durable uint64, err error) {
		f.durable.Store(durable)
		notify(durable, err)
	})
}

// report tells the window that writing fails, or that it works again if err is nil.
func (f *failing) report(err error) { f.notify(f.durable.Load(), err) }

// verify fails the test if the closed project at path has a problem.
func verify(t *testing.T, path string) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: coding.Encode})
	if err != nil {
		t.Errorf("open the project to verify it: %v", err)
		return
	}
	defer p.Close()
	problems, err := p.Verify(context.Background())
	if err != nil || len(problems) > 0 {
		t.Errorf("the project has problems: %v, %v", problems, err)
	}
}

// Shutdown closes the project and the window. A window left open would be laid out
// again each time the app gets a theme.
func (b *harness) Shutdown() error {
	err := b.Window.Shutdown()
	if !b.closed {
		b.Window.Window().Close()
	}
	return err
}

// until runs queued functions until so returns true.
func (b *harness) until(what string, so func() bool) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for !so() {
		select {
		case f := <-b.queue:
			f()
		case <-ctx.Done():
			b.t.Fatalf("waited in vain for %s; the screen is %+v and says %q", what, b.screen, b.texts())
		}
	}
}

// saved waits until all changes are saved.
func (b *harness) saved() {
	b.t.Helper()
	b.until("Saved", func() bool { return b.screen.Saved == "Saved" })
}

// keys types runes one by one into the focused object, or into the canvas if
// nothing has the focus.
func (b *harness) keys(text string) {
	c := b.Window.Window().Canvas()
	for _, r := range text {
		if f := c.Focused(); f != nil {
			f.TypedRune(r)
			continue
		}
		c.OnTypedRune()(r)
	}
}

// key presses keys that type no rune.
func (b *harness) key(names ...fyne.KeyName) {
	c := b.Window.Window().Canvas()
	for _, name := range names {
		if f := c.Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: name})
			continue
		}
		c.OnTypedKey()(&fyne.KeyEvent{Name: name})
	}
}

// shortcut sends a shortcut to the canvas. It uses reflection, because the canvas
// of the test driver has no method for that.
func (b *harness) shortcut(s fyne.Shortcut) {
	b.t.Helper()
	c := reflect.ValueOf(b.Window.Window().Canvas()).Elem().FieldByName("WindowlessCanvas").Interface()
	c.(fyne.Shortcutable).TypedShortcut(s)
}

// menu runs the action of an item of the menu bar.
func (b *harness) menu(menu, title string) {
	b.t.Helper()
	for _, m := range b.Window.Window().MainMenu().Items {
		for _, item := range m.Items {
			if m.Label == menu && titleOf(item) == title {
				item.Action()
				return
			}
		}
	}
	b.t.Fatalf("the menu %s has no %q", menu, title)
}

// titleOf returns the title of a menu item without its key.
func titleOf(item *fyne.MenuItem) string {
	title, _, _ := strings.Cut(item.Label, "  (")
	return title
}

// each calls visit with every visible object of the top dialog, or of the window if
// no dialog is open.
func (b *harness) each(visit func(fyne.CanvasObject)) {
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		visit(o)
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case *container.Scroll:
			walk(o.Content)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		}
	}
	c := b.Window.Window().Canvas()
	if top := c.Overlays().Top(); top != nil {
		walk(top)
		return
	}
	walk(c.Content())
}

func (b *harness) texts() (out []string) {
	b.each(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widget.Label:
			out = append(out, o.Text)
		case *widget.Button:
			out = append(out, o.Text)
		case *canvas.Text:
			out = append(out, o.Text)
		}
	})
	return out
}

func (b *harness) reads(text string) bool {
	return strings.Contains(strings.Join(b.texts(), "\n"), text)
}

func (b *harness) wantText(text string) {
	b.t.Helper()
	if !b.reads(text) {
		b.t.Errorf("%q is nowhere in %q", text, b.texts())
	}
}

// button clicks the button with the text.
func (b *harness) button(text string) {
	b.t.Helper()
	var found fyne.Tappable
	b.each(func(o fyne.CanvasObject) {
		if button, ok := o.(*widget.Button); ok && button.Text == text && found == nil {
			found = button
		}
	})
	if found == nil {
		b.t.Fatalf("there is no button %q among %q", text, b.texts())
	}
	test.Tap(found)
}

// label clicks the inspector's button of a label.
func (b *harness) label(name string) {
	b.t.Helper()
	found := false
	b.each(func(o fyne.CanvasObject) {
		a, named := o.(fyne.Accessible)
		button, tappable := o.(fyne.Tappable)
		if named && tappable && !found && strings.TrimSuffix(a.AccessibilityLabel(), ", given") == name {
			found = true
			test.Tap(button)
		}
	})
	if !found {
		b.t.Fatalf("there is no label %q", name)
	}
}

// answer types a path into the focused entry of a dialog and presses Enter.
func (b *harness) answer(path string) {
	b.t.Helper()
	entry, ok := b.Window.Window().Canvas().Focused().(interface {
		fyne.Focusable
		SetText(string)
	})
	if !ok {
		b.t.Fatal("no dialog asks for a path")
	}
	entry.SetText("")
	test.Type(entry, path)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// files writes files by name into a new folder and returns the folder.
func files(t *testing.T, contents map[string]string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "Flood")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range contents {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}
