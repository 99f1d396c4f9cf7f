package ui_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/platform"
	"assay.app/assay/ui/project"
	"assay.app/assay/ui/windowtest"
)

// fakeDesktop is a desktop whose file dialogs a test answers.
type fakeDesktop struct {
	answers chan []string // the answers of the dialogs
	none    bool          // the desktop has no dialogs

	mu     sync.Mutex
	asked  []platform.Request
	shown  []string
	opened []string
}

func (d *fakeDesktop) Ask(ctx context.Context, r platform.Request) ([]string, error) {
	d.mu.Lock()
	d.asked = append(d.asked, r)
	d.mu.Unlock()
	if d.none {
		return nil, platform.ErrNoDialog
	}
	select {
	case paths := <-d.answers:
		return paths, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (d *fakeDesktop) Show(_ context.Context, path string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.shown = append(d.shown, path)
	return nil
}

func (d *fakeDesktop) Open(_ context.Context, path string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.opened = append(d.opened, path)
	return errors.New("no program is set for it")
}

// last returns the last request, and how many there were.
func (d *fakeDesktop) last() (r platform.Request, n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n = len(d.asked); n > 0 {
		r = d.asked[n-1]
	}
	return r, n
}

// on opens a window with the sample project on a desktop.
func onDesktop(t *testing.T, d *fakeDesktop, desk project.Desk) *windowtest.Harness {
	t.Helper()
	d.answers = make(chan []string)
	if desk == nil {
		desk = windowtest.NewDesk(t)
	}
	b := windowtest.New(t, windowtest.Options{Desk: desk, Desktop: d})
	b.OpenSample()
	return b
}

func TestTheDesktopsFileDialogIsUsed(t *testing.T) {
	d := &fakeDesktop{}
	b := onDesktop(t, d, nil)
	path := filepath.Join(t.TempDir(), "Flood")
	b.Menu("File", "New Project…")
	d.answers <- []string{path}
	b.Until("the project with its ending", func() bool { return b.Screen.Project == path+model.ProjectExt })
	r, _ := d.last()
	if !r.Save || r.Name != "Untitled.assay" || len(r.Kinds) != 1 || !slices.Equal(r.Kinds[0].Exts, []string{".assay"}) {
		t.Errorf("asked was %+v", r)
	}
}

func TestCommandsWaitForTheDesktopsFileDialog(t *testing.T) {
	d := &fakeDesktop{}
	b := onDesktop(t, d, nil)
	b.Press(command.Ctrl(fyne.KeyO))
	b.Keys("1")
	b.Press(command.Ctrl(fyne.KeyO))
	d.answers <- nil
	b.Until("the end of the dialog", func() bool {
		b.Keys("1")
		return b.Screen.Total == 1
	})
	if _, n := d.last(); n != 1 {
		t.Errorf("%d dialogs were shown", n)
	}
}

func TestClosingClosesTheDesktopsFileDialog(t *testing.T) {
	d := &fakeDesktop{}
	b := onDesktop(t, d, nil)
	b.Press(command.Ctrl(fyne.KeyO))
	b.Close()
	b.Until("the window close", func() bool { return b.Closed })
}

func TestWithoutDialogsOfTheDesktopOurOwnIsShown(t *testing.T) {
	d := &fakeDesktop{none: true}
	b := onDesktop(t, d, nil)
	path := filepath.Join(t.TempDir(), "Flood.assay")
	b.Menu("File", "New Project…")
	b.Until("our own dialog", func() bool { return b.Screen.Dialog && b.Screen.Writing })
	b.Answer(path)
	b.Until("the project", func() bool { return b.Screen.Project == path })
	b.Menu("File", "New Project…")
	if _, n := d.last(); n != 1 || !b.Reads("New project") {
		t.Errorf("the desktop was asked %d times", n)
	}
}

func TestTheProjectIsShownInItsFolder(t *testing.T) {
	d := &fakeDesktop{}
	b := onDesktop(t, d, nil)
	b.Menu("File", "Show in Folder")
	b.Until("the file manager", func() bool {
		d.mu.Lock()
		defer d.mu.Unlock()
		return slices.Equal(d.shown, []string{b.Screen.Project})
	})
}

// slow is a desk whose exports last until the test ends them.
type slow struct {
	*windowtest.Desk
	end     chan error
	written *string
}

// Open implements project.Desk.
func (s slow) Open(path string, o project.Opening) (project.Project, error) {
	p, err := s.Desk.Open(path, o)
	return slowProject{p, s}, err
}

// Create implements project.Desk.
func (s slow) Create(path string, o project.Opening) (project.Project, error) {
	p, err := s.Desk.Create(path, o)
	return slowProject{p, s}, err
}

type slowProject struct {
	project.Project
	of slow
}

// Export implements project.Project.
func (p slowProject) Export(ctx context.Context, path string, _ model.ExportRequest, _ func(done, all int)) (results.Export, error) {
	select {
	case err := <-p.of.end:
		if err == nil {
			*p.of.written = path
		}
		return results.Export{Articles: 5}, err
	case <-ctx.Done():
		return results.Export{}, ctx.Err()
	}
}

// exporting opens a window in which an export runs.
func exporting(t *testing.T, d *fakeDesktop) (b *windowtest.Harness, s slow) {
	t.Helper()
	s = slow{windowtest.NewDesk(t), make(chan error), new(string)}
	b = onDesktop(t, d, s)
	b.Press(command.Ctrl(fyne.KeyE))
	b.Key(fyne.KeyReturn) // takes the first format
	d.answers <- []string{filepath.Join(t.TempDir(), "set.json")}
	b.Until("the export", func() bool { return b.Reads("Exporting") })
	return b, s
}

func TestClosingDuringAnExportAsks(t *testing.T) {
	for _, c := range []struct {
		name    string
		answer  func(b *windowtest.Harness, s slow)
		closed  bool
		written bool
	}{
		{"wait", func(b *windowtest.Harness, s slow) {
			b.Key(fyne.KeyReturn)
			b.WantText("The window closes when this is done.")
			s.end <- nil
		}, true, true},
		{"stop", func(b *windowtest.Harness, _ slow) {
			b.WantText("The export is still running. If you stop it, no file is written.")
			b.Choose("Stop")
		}, true, false},
		{"go on", func(b *windowtest.Harness, s slow) {
			b.Key(fyne.KeyEscape)
			s.end <- nil
			b.Until("the result", func() bool { return b.Reads("Export finished") })
		}, false, true},
		{"no answer before the end", func(_ *windowtest.Harness, s slow) { s.end <- nil }, true, true},
		{"it fails", func(b *windowtest.Harness, s slow) {
			b.Key(fyne.KeyReturn)
			s.end <- errors.New("the disk is gone")
			b.Until("the error", func() bool { return b.Reads("Could not export") && b.Reads("The disk is gone.") })
		}, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, s := exporting(t, &fakeDesktop{})
			b.Close()
			b.Until("the question", func() bool { return b.Reads("Wait until this is done?") })
			b.Close() // asks once
			c.answer(b, s)
			b.Until("the end", func() bool { return b.Closed == c.closed })
			if got := *s.written != ""; got != c.written {
				t.Errorf("written: %v", got)
			}
		})
	}
}

func TestOpeningAnotherProjectWaitsForTheExport(t *testing.T) {
	d := &fakeDesktop{}
	b, s := exporting(t, d)
	other := filepath.Join(t.TempDir(), "other.assay")
	s.Make(other, nil)
	b.Start([]string{other}) // as macOS asks for it
	b.Until("the question", func() bool { return b.Reads("Wait until this is done?") })
	b.Key(fyne.KeyReturn)
	b.WantText("other.assay opens when this is done.")
	s.end <- nil
	b.Until("the other project", func() bool { return b.Screen.Project == other })
	if *s.written == "" {
		t.Error("nothing was exported")
	}
}

func TestTheSystemsSignalEndsWithoutAQuestion(t *testing.T) {
	b, s := exporting(t, &fakeDesktop{})
	b.End()
	b.Until("the window close", func() bool { return b.Closed })
	if *s.written != "" {
		t.Error("the export was not stopped")
	}
}

func TestAnExportedFileIsShownOpenedAndItsPathCopied(t *testing.T) {
	d := &fakeDesktop{}
	b, s := exporting(t, d)
	s.end <- nil
	b.Until("the result", func() bool { return b.Reads("Export finished") })
	b.Choose("Open")
	b.Until("the error", func() bool { return b.Reads("Could not open the file") })
	path := *s.written
	d.mu.Lock()
	defer d.mu.Unlock()
	if !slices.Equal(d.opened, []string{path}) {
		t.Errorf("opened are %q", d.opened)
	}
}

func TestAPathIsCopied(t *testing.T) {
	d := &fakeDesktop{}
	b, s := exporting(t, d)
	s.end <- nil
	b.Until("the result", func() bool { return b.Reads("Export finished") })
	b.Choose("Copy path")
	if got := b.App.Clipboard().Content(); got != *s.written || got == "" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestRecentProjectsAreOpenedFromTheMenu(t *testing.T) {
	d := &fakeDesktop{}
	b := onDesktop(t, d, nil)
	first := b.Screen.Project
	second := filepath.Join(t.TempDir(), "Storm.assay")
	b.Menu("File", "New Project…")
	d.answers <- []string{second}
	b.Until("the second project", func() bool { return b.Screen.Project == second })
	one := b.Commands().Find("project.recent.1")
	if one == nil || one.Submenu != "Open Recent" || one.Title != strings.TrimSuffix(filepath.Base(first), ".assay") {
		t.Fatalf("the most recent project is %+v", one)
	}
	b.Commands().Run("project.recent.1")
	b.Until("the first project again", func() bool { return b.Screen.Project == first })

	if err := os.Remove(second); err != nil {
		t.Fatal(err)
	}
	b.Commands().Run("project.rename") // any way to look again: the list is checked when a project opens
	b.Answer("Flood")
	b.Until("the renamed project", func() bool { return filepath.Base(b.Screen.Project) == "Flood.assay" })
	b.Until("the missing one", func() bool { return b.Commands().Find("project.recent.1").Why() != "" })
	b.Commands().Run("project.recent.clear")
	if b.Commands().Find("project.recent.1") != nil {
		t.Error("the list is not empty")
	}
}

func TestAProjectIsRenamed(t *testing.T) {
	b := onDesktop(t, &fakeDesktop{}, nil)
	b.Keys("1")
	b.Saved()
	before := b.Screen.Project
	b.Menu("File", "Rename…")
	b.Answer("a/b")
	b.WantText("This is not a valid file name.")
	b.Answer("Harbour")
	to := filepath.Join(filepath.Dir(before), "Harbour.assay")
	b.Until("the new name", func() bool { return b.Screen.Project == to && b.Screen.Total == 1 && !b.Screen.Dialog })
	if _, err := os.Stat(before); err == nil {
		t.Error("the old file is still there")
	}
	if title := b.Window.Window().Title(); title != "Harbour — Assay" {
		t.Errorf("the window is called %q", title)
	}
}

func TestACopyIsSavedAndTheProjectStaysOpen(t *testing.T) {
	d := &fakeDesktop{}
	b := onDesktop(t, d, nil)
	before := b.Screen.Project
	copied := filepath.Join(t.TempDir(), "copy.assay")
	b.Menu("File", "Save a Copy…")
	d.answers <- []string{copied}
	b.Until("the result", func() bool { return b.Reads("Copy saved") && b.Reads(copied) })
	if b.Screen.Project != before {
		t.Errorf("open is %s", b.Screen.Project)
	}
	b.Key(fyne.KeyEscape)
	b.Menu("File", "Save a Copy…")
	d.answers <- []string{copied}
	b.Until("what exists", func() bool { return b.Reads("“copy.assay” already exists.") })
}

// unwritable is a desk that cannot create projects.
type unwritable struct{ *windowtest.Desk }

// Create implements project.Desk.
func (unwritable) Create(path string, _ project.Opening) (project.Project, error) {
	return nil, &os.PathError{Op: "mkdir", Path: filepath.Join(filepath.Dir(path), ".assay-1231825"), Err: os.ErrNotExist}
}

func TestAProjectThatCannotBeCreatedIsExplained(t *testing.T) {
	d := &fakeDesktop{answers: make(chan []string)}
	b := windowtest.New(t, windowtest.Options{Desk: unwritable{windowtest.NewDesk(t)}, Desktop: d})
	good := t.TempDir()
	bad := filepath.Join(t.TempDir(), "proc")
	if err := os.Mkdir(bad, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{good, bad} {
		b.Commands().Run("project.new")
		d.answers <- []string{filepath.Join(folder, "Flood.assay")}
		b.Until("the error", func() bool { return b.Reads("Could not create the project") })
		b.WantText("cannot be written to the folder “" + folder + "”")
		if b.Reads(".assay-1231825") {
			t.Errorf("the window shows %q", b.Texts())
		}
		b.Key(fyne.KeyEscape)
	}
	b.Commands().Run("project.new")
	if r, _ := d.last(); r.Dir == bad {
		t.Error("the folder that failed is offered again")
	}
	d.answers <- nil
}
