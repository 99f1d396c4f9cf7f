package dialog

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/platform"
)

// Request returns the choice as a request to the desktop's file dialog, which belongs
// to a window with the given handle.
func (c Choice) Request(parent uintptr) platform.Request {
	r := platform.Request{
		Title: c.Title, Accept: c.Accept, Folder: c.Folder, Save: c.Save, Many: c.Many,
		Dir: c.Start, Kinds: c.Kinds, Parent: parent,
	}
	if !c.Folder && !isDir(c.Start) {
		r.Dir = filepath.Dir(c.Start)
		if c.Save {
			r.Name = filepath.Base(c.Start)
		}
	}
	if !c.Save && len(c.Kinds) > 0 {
		r.Kinds = append(r.Kinds[:len(r.Kinds):len(r.Kinds)], platform.Kind{Name: lang.L("All files")})
	}
	return r
}

// Confirm checks paths that the desktop's file dialog has returned, and passes them
// to accept. It adds the extension to the name of a file to write. The dialog has
// asked whether to replace an existing file, but not for the name with the extension.
// If the file must be new but exists, Confirm says so and calls again.
func (c Choice) Confirm(paths []string, w fyne.Window, accept func([]string), again func()) {
	if !c.Save {
		accept(paths)
		return
	}
	path, asked := paths[0], true
	if !c.ends(path) {
		path, asked = path+c.Ext, false
	}
	switch {
	case exists(path) && c.Fresh:
		control.Prompt(c.Title, "", lang.L("Choose another name"), message(takenText(path)), w, func(bool) { again() })
	case exists(path) && !asked:
		askToReplace(path, w, func() { accept([]string{path}) })
	default:
		accept([]string{path})
	}
}

// takenText says that a file exists.
func takenText(path string) string {
	return lang.L("“{{.Name}}” already exists.", map[string]any{"Name": filepath.Base(path)})
}

// askToReplace asks whether to replace a file. The answer that keeps it has the focus.
func askToReplace(path string, w fyne.Window, replace func()) {
	Warn(lang.L("Replace the file?"), takenText(path), lang.L("Replace"), lang.L("Cancel"), w, replace, nil)
}

// Waiting shows that the window waits for the desktop's file dialog, and offers to
// cancel it. The returned function closes what it shows.
func Waiting(title string, w fyne.Window, cancel func()) (hide func()) {
	text := widget.NewLabel(lang.L("The file dialog is open in a separate window."))
	d := control.NewModal(title, container.NewPadded(text), w)
	end := control.NewButton(lang.L("Cancel"), cancel, cancel)
	d.SetButtons([]fyne.CanvasObject{end})
	d.Show()
	w.Canvas().Focus(end)
	return d.Hide
}
