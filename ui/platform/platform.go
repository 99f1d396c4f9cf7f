// Package platform asks the desktop for its file dialogs, and shows files in its file
// manager. It does not use Fyne.
//
//	Linux, BSD   the file chooser portal over D-Bus; org.freedesktop.FileManager1, xdg-open
//	Windows      IFileOpenDialog and IFileSaveDialog over COM; Explorer
//	macOS        NSOpenPanel and NSSavePanel; the Finder
//
// The dialogs return paths only. They neither create nor empty a file.
package platform

import (
	"errors"
	"path/filepath"
)

// ErrNoDialog is the error of Ask if the desktop has no file dialogs that can be used.
var ErrNoDialog = errors.New("the desktop has no file dialog")

// Request describes a file dialog.
type Request struct {
	Title  string
	Accept string // the text of the button, such as "Open"; some dialogs ignore it
	Folder bool   // choose a folder, not files
	Save   bool   // choose a file to write; the dialog asks before it accepts an existing one
	Many   bool   // choose one or several existing files
	Dir    string // the folder shown first; "" for the desktop's choice
	Name   string // with Save: the suggested name
	Kinds  []Kind // the kinds of files offered; the first is shown at first
	// Parent is the window that the dialog belongs to: an X11 window, an HWND or an
	// NSWindow. 0 means that it is unknown.
	Parent uintptr
}

// Kind is a kind of files in a dialog.
type Kind struct {
	Name string   // such as "Assay projects"
	Exts []string // such as ".assay"; none for all files
}

// Desktop is the desktop that the program runs on.
type Desktop struct{}

// start returns the folder in which a dialog starts, or "" if it is not a full path.
func (r Request) start() string {
	if !filepath.IsAbs(r.Dir) {
		return ""
	}
	return filepath.Clean(r.Dir)
}
