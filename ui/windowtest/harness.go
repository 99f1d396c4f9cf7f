// Package windowtest operates the program's window in Fyne's test driver. Its Desk
// keeps projects in memory.
package windowtest

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/ui"
	"assay.app/assay/ui/project"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/trace"
)

// Windows keep fonts and textures in memory, and each test opens several. With Go's default the
// garbage collector, which goes through them again and again, takes a third of the time of tests.
func init() { debug.SetGCPercent(400) }

// Harness is a window and the queue of functions that the window posts. The test
// runs them on its own goroutine, which is the GUI goroutine.
type Harness struct {
	*ui.Window
	T      *testing.T
	App    fyne.App
	Screen Screen
	Closed bool

	opts  Options
	queue chan func()
}

// Options configure a Harness.
type Options struct {
	App      fyne.App // a new one if nil
	Desk     project.Desk
	Settings settings.Folder
	Desktop  ui.Desktop // the window has its own file dialogs if nil
	// Ended, if set, is called at the end of the test, after the window was shut
	// down. Its argument is the path of the project that was open, or "".
	Ended func(project string)
}

// Screen holds the last state in the window's trace.
type Screen struct{ trace.State }

// Write implements io.Writer. It decodes a line of the trace.
func (s *Screen) Write(line []byte) (int, error) { return len(line), json.Unmarshal(line, &s.State) }

// calm is how long the status bar waits before it says “Saved”. Most tests of windows wait for
// that word, some after each of a hundred keys. TestTheBarShowsSavedOnlyForSavedWork, in
// ui/panel, tests the usual delay.
const calm = time.Millisecond

// Patience is how long Until waits before it fails the test.
const Patience = 20 * time.Second

// New opens a window for the analyst Ines. When the test ends, the window is shut
// down.
func New(t *testing.T, opts Options) *Harness {
	t.Helper()
	if opts.App == nil {
		opts.App = test.NewTempApp(t)
	}
	b := &Harness{T: t, App: opts.App, opts: opts, queue: make(chan func(), 1<<14)}
	b.Window = ui.New(opts.App, opts.Desk, ui.Options{
		Analyst: "Ines", Version: "test", Trace: &b.Screen, Post: func(f func()) { b.queue <- f }, Settings: opts.Settings, Desktop: opts.Desktop, Calm: calm,
	})
	b.Window.Window().SetOnClosed(func() { b.Closed = true })
	b.Window.Window().Show()
	t.Cleanup(func() {
		path := b.Screen.Project
		if err := b.Shutdown(); err != nil {
			t.Errorf("shut down: %v", err)
		}
		if opts.Ended != nil {
			opts.Ended(path)
		}
	})
	return b
}

// Desk returns the desk of the harness, which must be a *Desk.
func (b *Harness) Desk() *Desk { return b.opts.Desk.(*Desk) }

// Open opens a window whose projects are in memory.
func Open(t *testing.T) *Harness {
	t.Helper()
	return New(t, Options{Desk: NewDesk(t), Settings: Folder(t.TempDir())})
}

// Another opens another window with the same app, desk and settings, like a restart
// of the program.
func (b *Harness) Another() *Harness {
	b.T.Helper()
	opts := b.opts
	opts.App = b.App
	return New(b.T, opts)
}

// WithSample opens a window with the untagged sample corpus.
func WithSample(t *testing.T) *Harness {
	t.Helper()
	b := Open(t)
	b.OpenSample()
	return b
}

// OpenSample opens the sample corpus from the start page.
func (b *Harness) OpenSample() {
	b.T.Helper()
	b.Button("Open the sample project")
	b.Until("the sample corpus", func() bool { return b.Screen.Articles == 5 && b.Screen.Article != "" })
}

// WithText opens a window with one article.
func WithText(t *testing.T, text string) *Harness {
	t.Helper()
	b := Open(t)
	b.AddText(text)
	return b
}

// AddText imports a text as the first article of a new project.
func (b *Harness) AddText(text string) {
	b.T.Helper()
	b.AddPaths([]string{Files(b.T, map[string]string{"one.txt": text})})
	b.Until("the preview", func() bool { return b.Screen.Dialog })
	b.Key(fyne.KeyReturn)
	b.Until("the article", func() bool { return b.Screen.Articles == 1 && !b.Screen.Dialog && b.Screen.Article != "" })
}

// Shutdown shuts the window down and closes it. If the window stayed open, the app
// would lay it out again each time its theme is set.
func (b *Harness) Shutdown() error {
	err := b.Window.Shutdown()
	if !b.Closed {
		b.Window.Window().Close()
	}
	return err
}

// Until runs posted functions until done returns true. It fails the test if that
// takes longer than Patience.
func (b *Harness) Until(what string, done func() bool) {
	b.T.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), Patience)
	defer cancel()
	for !done() {
		select {
		case f := <-b.queue:
			f()
		case <-ctx.Done():
			b.T.Fatalf("did not see %s; the state is %+v and the texts are %q", what, b.Screen, b.Texts())
		}
	}
}

// Saved waits until the status bar says that everything is saved.
func (b *Harness) Saved() {
	b.T.Helper()
	b.Until("Saved", func() bool { return b.Screen.Saved == "Saved" })
}

// Files writes files into a new folder and returns the folder's path. The keys of
// contents are the file names.
func Files(t *testing.T, contents map[string]string) string {
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

// Folder is a settings.Folder that keeps the files in the folder with this path.
type Folder string

// Path implements settings.Folder.
func (f Folder) Path(name string) string { return filepath.Join(string(f), name) }

// Read implements settings.Folder.
func (f Folder) Read(name string) ([]byte, error) { return os.ReadFile(f.Path(name)) }

// Write implements settings.Folder.
func (f Folder) Write(name string, data []byte) error {
	return errors.Join(os.MkdirAll(string(f), 0o700), os.WriteFile(f.Path(name), data, 0o600))
}

// Rename implements settings.Folder.
func (f Folder) Rename(from, to string) error { return os.Rename(f.Path(from), f.Path(to)) }
