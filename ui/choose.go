package ui

import (
	"os"
	"path/filepath"

	"assay.app/assay/ui/dialog"
)

// choose asks for a path and passes it to accept.
func (w *Window) choose(c dialog.Choice, accept func(path string)) {
	w.chooseMany(c, func(paths []string) { accept(paths[0]) })
}

// chooseMany asks for a path, or for several if c.Many is set, and passes them to
// accept. It remembers the chosen folder, or the folder of the chosen files.
func (w *Window) chooseMany(c dialog.Choice, accept func(paths []string)) {
	c.Home = w.home()
	dialog.Choose(c, w.win, w.opts.Post, func(paths []string) {
		folder := paths[0]
		if !c.Folder {
			folder = filepath.Dir(folder)
		}
		w.prefs.SetFolder(folder)
		accept(paths)
	})
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
