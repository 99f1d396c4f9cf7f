package dialog

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// Choice describes what to choose, and how.
type Choice struct {
	Title  string
	Accept string            // the text of the button, such as "Open"
	Folder bool              // choose a folder, not a file
	Many   bool              // choose one or several existing files
	Save   bool              // choose a file to write, which need not exist
	Fresh  bool              // with Save: an existing file must not be replaced
	Ext    string            // with Save: the extension added to a name that lacks one
	Exts   []string          // with Save: further permitted extensions
	Match  func(string) bool // which files to list, by name; nil means all
	Home   string            // the user's home folder, for ~ and for the places on the left
	Start  string            // the path shown first: a folder, or a file to write
}

// Choose lets the analyst choose a path, or several if c.Many is set, by clicking
// through folders or by typing. It calls accept with the chosen paths. Choose neither writes nor opens the
// file. Fyne's own dialog for saving empties an existing file before anything is
// written to it, which an export must not do. Choose uses post to run functions on
// the GUI goroutine.
func Choose(c Choice, w fyne.Window, post func(func()), accept func(paths []string)) {
	ch := &chooser{choice: c, win: w, post: post, accept: accept}
	body := ch.build()
	ch.dialog = control.NewModal(c.Title, body, w)
	ch.ok = control.NewButton(c.Accept, func() { ch.submit(ch.path.Text) }, ch.dialog.Hide)
	ch.ok.Importance = widget.HighImportance
	ch.dialog.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), ch.dialog.Hide, ch.dialog.Hide), ch.ok})
	size := w.Canvas().Size()
	ch.dialog.Resize(fyne.NewSize(min(760, size.Width-64), min(540, size.Height-64)))
	ch.dialog.Show()
	w.Canvas().Focus(ch.path)
	start := c.Start
	ch.path.SetText(start)
	if !c.Folder && !isDir(start) {
		ch.name = filepath.Base(start)
		start = filepath.Dir(start)
	}
	ch.open(start)
}

type chooser struct {
	choice Choice
	win    fyne.Window
	post   func(func())
	accept func([]string)
	dialog *fynedialog.CustomDialog

	folder  string
	wanted  string // the folder requested last
	name    string // the name of the file to write
	entries []fs.DirEntry
	path    *pathEntry
	list    *control.PickList
	note    *widget.Label
	ok      *control.Button
}

func (ch *chooser) build() fyne.CanvasObject {
	ch.path = newPathEntry(func() { ch.dialog.Hide() }, func() { ch.win.Canvas().Focus(ch.list) })
	ch.path.OnSubmitted = ch.submit
	up := widget.NewButtonWithIcon("", theme.MoveUpIcon(), func() { ch.open(filepath.Dir(ch.wanted)) })
	up.Importance = widget.LowImportance
	ch.list = control.NewPickList(func() { ch.dialog.Hide() }, func() int { return len(ch.entries) }, func() fyne.CanvasObject {
		name := widget.NewLabel("")
		name.Truncation = fyne.TextTruncateEllipsis
		return container.NewBorder(nil, nil, widget.NewIcon(theme.FolderIcon()), nil, name)
	}, func(i int, o fyne.CanvasObject) {
		if i >= len(ch.entries) {
			return
		}
		e, box := ch.entries[i], o.(*fyne.Container)
		box.Objects[0].(*widget.Label).SetText(e.Name())
		icon := theme.FolderIcon()
		if !e.IsDir() {
			icon = theme.FileTextIcon()
		}
		box.Objects[1].(*widget.Icon).SetResource(icon)
	})
	ch.list.HideSeparators = true
	ch.list.OnSelected = ch.picked
	ch.note = widget.NewLabel("")
	ch.note.SizeName = theme.SizeNameCaptionText
	ch.note.Truncation = fyne.TextTruncateEllipsis
	top := container.NewBorder(nil, nil, up, nil, ch.path)
	return container.NewBorder(top, ch.note, ch.places(), nil, ch.list)
}

// places returns buttons for the home folder and some usual folders in it, if they
// exist.
func (ch *chooser) places() fyne.CanvasObject {
	box := container.NewVBox()
	for _, place := range []struct{ folder, name string }{
		{"", lang.L("Home")},
		{"Documents", lang.L("Documents")},
		{"Downloads", lang.L("Downloads")},
		{"Desktop", lang.L("Desktop")},
	} {
		path := filepath.Join(ch.choice.Home, place.folder)
		if !isDir(path) {
			continue
		}
		b := widget.NewButtonWithIcon(place.name, theme.FolderIcon(), func() { ch.open(path) })
		b.Importance = widget.LowImportance
		b.Alignment = widget.ButtonAlignLeading
		box.Add(b)
	}
	return box
}

// open shows a folder. It reads the folder in another goroutine, because a folder
// on a network may be slow.
func (ch *chooser) open(folder string) {
	typed := ch.path.Text
	ch.wanted = folder
	go func() {
		entries, err := os.ReadDir(folder)
		ch.post(func() {
			switch {
			case ch.wanted != folder:
				return // another folder was requested meanwhile
			case err != nil:
				ch.note.SetText(err.Error())
				return
			}
			ch.show(folder, entries)
			if ch.path.Text == typed { // unless something was typed meanwhile
				ch.path.SetText(filepath.Join(folder, ch.name))
				ch.path.CursorColumn = len([]rune(ch.path.Text))
				ch.path.Refresh()
			}
		})
	}()
}

func (ch *chooser) show(folder string, entries []fs.DirEntry) {
	ch.folder = folder
	files := 0
	ch.entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		hidden := strings.HasPrefix(e.Name(), ".")
		unwanted := !e.IsDir() && ch.choice.Match != nil && !ch.choice.Match(e.Name())
		if !hidden && !unwanted && !e.IsDir() {
			files++
		}
		return hidden || unwanted
	})
	slices.SortFunc(ch.entries, func(a, b fs.DirEntry) int {
		if a.IsDir() != b.IsDir() {
			if a.IsDir() {
				return -1
			}
			return 1
		}
		return cmp.Compare(strings.ToLower(a.Name()), strings.ToLower(b.Name()))
	})
	ch.note.SetText(words.N("{{.Count}} files here", files))
	ch.list.UnselectAll()
	ch.list.ScrollToTop()
	ch.list.Refresh()
}

func (ch *chooser) picked(i int) {
	if i >= len(ch.entries) {
		return
	}
	path := filepath.Join(ch.folder, ch.entries[i].Name())
	if ch.entries[i].IsDir() {
		ch.open(path)
		return
	}
	ch.path.SetText(path)
	if ch.choice.Save {
		ch.name = ch.entries[i].Name()
	}
}

// submit handles a typed path. It opens a folder, or accepts the folder if one is
// wanted and this one is open. It accepts an existing file if no folder is wanted,
// or a file to write if its folder exists. If the file to write exists, submit asks
// before replacing it, or refuses it if the file must be new.
func (ch *chooser) submit(path string) {
	path = ch.absolute(path)
	if ch.choice.Save && !isDir(path) && !ch.ends(path) {
		path += ch.choice.Ext
	}
	switch {
	case isDir(path) && ch.choice.Folder && path == filepath.Clean(ch.folder):
		ch.done(path)
	case isDir(path):
		ch.open(path)
	case ch.choice.Save && !isDir(filepath.Dir(path)):
		ch.note.SetText(lang.L("There is no folder {{.Path}}", map[string]any{"Path": filepath.Dir(path)}))
	case ch.choice.Save && ch.choice.Fresh && exists(path):
		ch.note.SetText(lang.L("There is a file of that name already. Choose another name."))
	case ch.choice.Save && exists(path):
		Ask(lang.L("Replace the file?"), lang.L("{{.Name}} is there already.", map[string]any{"Name": filepath.Base(path)}), lang.L("Replace it"), lang.L("Cancel"), ch.win, func(yes bool) {
			if yes {
				ch.done(path)
			}
		})
	case ch.choice.Save || !ch.choice.Folder && exists(path):
		ch.done(path)
	default:
		ch.note.SetText(lang.L("There is nothing called {{.Path}}", map[string]any{"Path": path}))
	}
}

// ends reports whether the name of a file to write has a permitted extension.
func (ch *chooser) ends(path string) bool {
	return slices.ContainsFunc(append([]string{ch.choice.Ext}, ch.choice.Exts...), func(ext string) bool {
		return strings.EqualFold(filepath.Ext(path), ext)
	})
}

// absolute returns the absolute form of a typed path. A leading ~ stands for the
// home folder. A relative path is relative to the open folder or, before one has
// been read, to the requested folder.
func (ch *chooser) absolute(path string) string {
	path = strings.TrimSpace(path)
	if rest, ok := strings.CutPrefix(path, "~"); ok {
		path = filepath.Join(ch.choice.Home, rest)
	}
	if folder := cmp.Or(ch.folder, ch.wanted); !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	return filepath.Clean(path)
}

func (ch *chooser) done(path string) {
	ch.dialog.Hide()
	ch.accept([]string{path})
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// pathEntry is the entry for the path. Esc closes the dialog, and ↓ moves the focus
// to the list.
type pathEntry struct {
	widget.Entry
	leave, down func()
}

func newPathEntry(leave, down func()) *pathEntry {
	e := &pathEntry{leave: leave, down: down}
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey implements fyne.Focusable.
func (e *pathEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		e.leave()
	case fyne.KeyDown:
		e.down()
	default:
		e.Entry.TypedKey(k)
	}
}
