package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/platform"
)

// choose asks for a path and passes it to accept.
func (w *Window) choose(c dialog.Choice, accept func(path string)) {
	w.chooseMany(c, func(paths []string) { accept(paths[0]) })
}

// chooseMany asks for a path, or for several if c.Many is set, and passes them to
// accept. It remembers the chosen folder, or the folder of the chosen files. It uses
// the desktop's file dialog if there is one, and our own otherwise.
func (w *Window) chooseMany(c dialog.Choice, accept func(paths []string)) {
	c.Home = w.home()
	chosen := func(paths []string) {
		folder := paths[0]
		if !c.Folder {
			folder = filepath.Dir(folder)
		}
		w.prefs.SetFolder(folder)
		accept(paths)
	}
	if w.opts.Desktop == nil || w.noDialogs {
		dialog.Choose(c, w.win, w.opts.Post, chosen)
		return
	}
	w.ask(c, chosen)
}

// dialogDelay is how long the desktop's file dialog may take to appear before the
// window offers to do without it.
const dialogDelay = 1500 * time.Millisecond

// ask asks for paths in the desktop's file dialog. Meanwhile keys and menus run no
// commands. If the desktop has no dialog, ask uses our own from then on.
func (w *Window) ask(c dialog.Choice, accept func(paths []string)) {
	ctx, cancel := context.WithCancel(context.Background())
	w.stopAsking = cancel
	hide := func() {}
	stop := w.after(dialogDelay, func() {
		hide = dialog.Waiting(c.Title, w.win, cancel)
	})
	request := c.Request(nativeWindow(w.win))
	go func() {
		paths, err := w.opts.Desktop.Ask(ctx, request)
		w.opts.Post(func() {
			cancel()
			stop()
			hide()
			w.stopAsking = nil
			switch {
			case w.closing || errors.Is(err, context.Canceled):
			case err != nil:
				if !errors.Is(err, platform.ErrNoDialog) {
					fyne.LogError("assay", err)
				}
				w.noDialogs = true
				w.chooseMany(c, accept)
			case len(paths) > 0:
				again := func() { w.ask(c, accept) }
				c.Confirm(paths, w.win, accept, again)
			}
			w.goOn()
		})
	}()
}

// nativeWindow returns the system's handle of a window, or 0 if it has none that a
// file dialog can belong to.
func nativeWindow(win fyne.Window) (handle uintptr) {
	native, ok := win.(driver.NativeWindow)
	if !ok {
		return 0
	}
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.X11WindowContext:
			handle = c.WindowHandle
		case driver.WindowsWindowContext:
			handle = c.HWND
		case driver.MacWindowContext:
			handle = c.NSWindow
		}
	})
	return handle
}

// Desktop is what the window needs from the desktop around it. Its methods are called
// away from the GUI goroutine.
type Desktop interface {
	// Ask shows a file dialog and returns the chosen paths, or none if the analyst
	// cancelled it. If ctx ends, it closes the dialog. It returns an error if the
	// desktop has no file dialog.
	Ask(ctx context.Context, r platform.Request) ([]string, error)
	// Show shows a file in the file manager. If ctx ends, it returns early.
	Show(ctx context.Context, path string) error
	// Open opens a file with the program that the desktop has for it. If ctx ends, it
	// returns early.
	Open(ctx context.Context, path string) error
}

// showFile shows a file in the file manager.
func (w *Window) showFile(path string) {
	w.withDesktop(lang.L("Could not show the folder"), path, func(ctx context.Context, d Desktop) error { return d.Show(ctx, path) })
}

// openFile opens a file with the program that the desktop has for it.
func (w *Window) openFile(path string) {
	w.withDesktop(lang.L("Could not open the file"), path, func(ctx context.Context, d Desktop) error { return d.Open(ctx, path) })
}

// withDesktop calls work on the file at path away from the GUI goroutine, and reports its
// error. Shutdown ends ctx and waits for work.
func (w *Window) withDesktop(title, path string, work func(ctx context.Context, d Desktop) error) {
	if w.opts.Desktop == nil {
		return
	}
	w.showing.Go(func() {
		err := work(w.ctx, w.opts.Desktop)
		w.opts.Post(func() {
			if !w.closing {
				text := lang.L("The desktop has no program that does this. The path is {{.Path}}", map[string]any{"Path": path})
				w.report(explain.Titled(title, explain.Plain(text, err)))
			}
		})
	})
}

// copyPath copies a path to the clipboard.
func (w *Window) copyPath(path string) {
	w.app.Clipboard().SetContent(path)
	if w.status != nil {
		w.status.SetNotice(lang.L("Path copied."))
	}
}

// startPath returns the path at which a chooser starts: name in the folder chosen
// last, or in the home folder if there is no such folder.
func (w *Window) startPath(name string) string {
	folder := w.prefs.Folder()
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder = w.home()
	}
	return filepath.Join(folder, name)
}

// home returns the user's home folder, or the root of the file system if the home
// folder is unknown.
func (w *Window) home() string {
	if w.opts.Home != "" {
		return w.opts.Home
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}
