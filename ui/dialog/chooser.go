package dialog

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/platform"
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
	Match  func(string) bool // which files our own dialog lists, by name; nil means all
	Kinds  []platform.Kind   // which files the desktop's dialog lists; none means all
	Home   string            // the user's home folder, for ~ and for the places on the left
	Start  string            // the path shown first: a folder, or a file to write
}

// Choose lets the analyst choose a path, or several if c.Many is set, by clicking
// through folders or by typing. It calls accept with the chosen paths. Choose neither
// writes nor opens a file. Fyne's own dialog for saving empties an existing file
// before anything is written to it, which an export must not do. Choose uses post to
// run functions on the GUI goroutine.
func Choose(c Choice, w fyne.Window, post func(func()), accept func(paths []string)) {
	ch := &chooser{choice: c, win: w, post: post, accept: accept, marked: map[string]bool{}}
	body := ch.build()
	ch.dialog = control.NewModal(c.Title, body, w)
	ch.ok = control.NewButton(c.Accept, ch.pressed, ch.dialog.Hide)
	ch.ok.Importance = widget.HighImportance
	ch.dialog.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), ch.dialog.Hide, ch.dialog.Hide), ch.ok})
	size := w.Canvas().Size()
	ch.dialog.Resize(fyne.NewSize(min(860, size.Width-64), min(580, size.Height-64)))
	ch.dialog.Show()
	w.Canvas().Focus(ch.path)
	start := c.Start
	ch.setPath(start)
	if !c.Folder && !isDir(start) {
		ch.name = filepath.Base(start)
		start = filepath.Dir(start)
		ch.path.selectStem()
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
	shown   string // the path that the chooser, not the analyst, put into the entry
	entries []fileEntry
	marked  map[string]bool // with Many: the names of the marked files
	anchor  int             // the row at which a range of marked files begins
	path    *pathEntry
	list    *control.List
	note    *widget.Label
	ok      *control.Button
	click   clicks
}

func (ch *chooser) build() fyne.CanvasObject {
	ch.path = newPathEntry(func() { ch.dialog.Hide() }, ch.focusList)
	ch.path.OnSubmitted = func(string) { ch.pressed() }
	ch.path.onShortcut = ch.shortcut
	up := widget.NewButtonWithIcon("", theme.MoveUpIcon(), ch.up)
	up.Importance = widget.LowImportance
	fresh := widget.NewButtonWithIcon(lang.L("New folder"), theme.FolderNewIcon(), ch.newFolder)
	fresh.Importance = widget.LowImportance

	ch.list = control.NewList(func() int { return len(ch.entries) }, func() fyne.CanvasObject { return newFileRow(ch.clicked) }, func(i int, o fyne.CanvasObject) {
		if i < len(ch.entries) {
			o.(*fileRow).show(i, ch.entries[i], ch.marked[ch.entries[i].name])
		}
	})
	ch.list.HideSeparators = true
	ch.list.OnChosen = func(int) { ch.at() }
	ch.list.OnAccept = ch.enter
	ch.list.OnSpace = ch.toggle
	ch.list.OnEscape = func() { ch.dialog.Hide() }
	ch.list.OnTyped = ch.jump
	ch.list.OnShortcut = func(s fyne.Shortcut) { ch.shortcut(s) }
	ch.note = widget.NewLabel("")
	ch.note.SizeName = theme.SizeNameCaptionText
	ch.note.Truncation = fyne.TextTruncateEllipsis
	top := container.NewBorder(nil, nil, up, fresh, ch.path)
	left := container.NewBorder(nil, nil, nil, widget.NewSeparator(), ch.places())
	files := container.NewBorder(newFileHeader(), nil, nil, nil, ch.list)
	return container.NewStack(
		newClickCatcher(ch.focusList),
		container.NewBorder(top, ch.note, left, nil, files),
	)
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
		icon := theme.FolderIcon()
		if place.folder == "" {
			icon = theme.HomeIcon()
		}
		b := widget.NewButtonWithIcon(place.name, icon, func() { ch.enterFolder(path) })
		b.Importance = widget.LowImportance
		b.Alignment = widget.ButtonAlignLeading
		box.Add(b)
	}
	return box
}

// up opens the folder that contains the open one.
func (ch *chooser) up() { ch.enterFolder(filepath.Dir(ch.wanted)) }

// enterFolder opens a folder and moves the focus to the list.
func (ch *chooser) enterFolder(path string) {
	ch.setPath(ch.path.Text) // even if it was typed, the new folder replaces it
	ch.win.Canvas().Focus(ch.list)
	ch.open(path)
}

// focusList moves the focus to the list, and shows its current row.
func (ch *chooser) focusList() {
	ch.win.Canvas().Focus(ch.list)
	if len(ch.entries) > 0 {
		ch.list.Choose(ch.list.At)
	}
}

// newFolder asks for a name, makes a folder in the open one, and opens it.
func (ch *chooser) newFolder() {
	parent := cmp.Or(ch.folder, ch.wanted)
	AskName(lang.L("New folder"), lang.L("Untitled folder"), lang.L("Create"), ch.win, func(name string) string {
		name = strings.TrimSpace(name)
		if name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\`) {
			return lang.L("A name cannot be empty or contain / or \\.")
		}
		path := filepath.Join(parent, name)
		if err := os.Mkdir(path, 0o755); err != nil {
			return explain.Error(err)
		}
		ch.enterFolder(path)
		return ""
	})
}

// setPath puts a path into the entry.
func (ch *chooser) setPath(path string) {
	ch.shown = path
	ch.path.SetText(path)
	ch.path.CursorColumn = len([]rune(path))
	ch.path.Refresh()
}

// typed reports whether the entry has what the analyst typed, and not what the
// chooser put there.
func (ch *chooser) typed() bool { return ch.path.Text != ch.shown }

// open shows a folder. It reads the folder in another goroutine, because a folder
// on a network may be slow.
func (ch *chooser) open(folder string) {
	before := ch.path.Text
	ch.wanted = folder
	go func() {
		entries, err := readFolder(folder, ch.choice.Match)
		ch.post(func() {
			switch {
			case ch.wanted != folder:
				return // another folder was requested meanwhile
			case err != nil:
				ch.note.SetText(explain.Error(err))
				return
			}
			ch.show(folder, entries)
			if ch.path.Text == before { // unless something was typed meanwhile
				ch.setPath(ch.pathIn(folder))
				if ch.choice.Save {
					ch.path.selectStem()
				}
			}
		})
	}()
}

// pathIn returns the path that the entry shows while a folder is open.
func (ch *chooser) pathIn(folder string) string {
	switch {
	case ch.name != "":
		return filepath.Join(folder, ch.name)
	case ch.choice.Folder || strings.HasSuffix(folder, string(filepath.Separator)):
		return folder
	}
	return folder + string(filepath.Separator)
}

func (ch *chooser) show(folder string, entries []fileEntry) {
	ch.folder, ch.entries = folder, entries
	clear(ch.marked)
	ch.anchor = 0
	ch.list.UnselectAll()
	ch.list.At = 0
	ch.list.ScrollToTop()
	ch.list.Refresh()
	if ch.win.Canvas().Focused() == ch.list {
		ch.list.Choose(0)
	}
	ch.count()
}

// count shows how many files are marked, or in the folder.
func (ch *chooser) count() {
	files := 0
	for _, e := range ch.entries {
		if !e.isDir {
			files++
		}
	}
	switch {
	case len(ch.marked) > 0:
		ch.note.SetText(words.N("{{.Count}} files selected", len(ch.marked)))
	case len(ch.entries) == 0:
		ch.note.SetText(lang.L("Empty folder"))
	case files > 0:
		ch.note.SetText(words.N("{{.Count}} files", files))
	default:
		ch.note.SetText("")
	}
}

// at follows the current row of the list.
func (ch *chooser) at() {
	e, ok := ch.current()
	if !ok || e.isDir || ch.choice.Many || ch.choice.Folder || ch.win.Canvas().Focused() != ch.list {
		return
	}
	ch.setPath(filepath.Join(ch.folder, e.name))
	if ch.choice.Save {
		ch.name = e.name
	}
}

// current returns the entry in the current row of the list.
func (ch *chooser) current() (fileEntry, bool) {
	if i := ch.list.At; i >= 0 && i < len(ch.entries) {
		return ch.entries[i], true
	}
	return fileEntry{}, false
}

// clicked handles a click on a row. A click on a folder opens it, and a double click
// on a file accepts it. With Ctrl or Shift, a click marks several files.
func (ch *chooser) clicked(i int, mod fyne.KeyModifier) {
	if i >= len(ch.entries) {
		return
	}
	ch.win.Canvas().Focus(ch.list)
	e := ch.entries[i]
	before := ch.list.At
	ch.list.Choose(i)
	if before == i {
		ch.at() // Fyne does not report the row again
	}
	double := ch.click.double(filepath.Join(ch.folder, e.name))
	switch {
	case e.isDir && mod == 0:
		ch.enterFolder(filepath.Join(ch.folder, e.name))
	case e.isDir || ch.choice.Folder:
	case ch.choice.Many:
		ch.mark(i, mod)
		if double && mod == 0 {
			ch.pressed()
		}
	case double:
		ch.pressed()
	}
}

// mark marks the file in a row, further files with Ctrl, and a range with Shift.
func (ch *chooser) mark(i int, mod fyne.KeyModifier) {
	name := ch.entries[i].name
	switch {
	case mod&fyne.KeyModifierShift != 0:
		if mod&fyne.KeyModifierShortcutDefault == 0 {
			clear(ch.marked)
		}
		for _, e := range ch.entries[min(i, ch.anchor) : max(i, ch.anchor)+1] {
			if !e.isDir {
				ch.marked[e.name] = true
			}
		}
	case mod&fyne.KeyModifierShortcutDefault != 0:
		if ch.marked[name] {
			delete(ch.marked, name)
		} else {
			ch.marked[name] = true
		}
		ch.anchor = i
	default:
		clear(ch.marked)
		ch.marked[name] = true
		ch.anchor = i
	}
	ch.setPath(ch.pathIn(ch.folder))
	ch.list.Refresh()
	ch.count()
}

// toggle marks the current file, or removes the mark, and goes to the next row.
func (ch *chooser) toggle() {
	if e, ok := ch.current(); ok && ch.choice.Many && !e.isDir {
		ch.mark(ch.list.At, fyne.KeyModifierShortcutDefault)
		ch.list.Choose(ch.list.At + 1)
	}
}

// enter handles Enter in the list.
func (ch *chooser) enter() {
	e, ok := ch.current()
	switch {
	case ok && e.isDir && len(ch.marked) == 0:
		ch.enterFolder(filepath.Join(ch.folder, e.name))
	case len(ch.marked) > 0:
		ch.pressed()
	case ok && !e.isDir && !ch.choice.Folder:
		ch.submit(filepath.Join(ch.folder, e.name))
	}
}

// jump goes to the next entry that begins with a letter.
func (ch *chooser) jump(r rune) {
	for k := range ch.entries {
		i := (ch.list.At + 1 + k) % len(ch.entries)
		if strings.HasPrefix(strings.ToLower(ch.entries[i].name), strings.ToLower(string(r))) {
			ch.list.Choose(i)
			return
		}
	}
}

// shortcut handles the keys of the dialog, and reports whether it did.
func (ch *chooser) shortcut(s fyne.Shortcut) bool {
	if _, all := s.(*fyne.ShortcutSelectAll); all && ch.choice.Many && ch.win.Canvas().Focused() == ch.list {
		for _, e := range ch.entries {
			if !e.isDir {
				ch.marked[e.name] = true
			}
		}
		ch.list.Refresh()
		ch.count()
		return true
	}
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return false
	}
	switch {
	case custom.KeyName == fyne.KeyUp && custom.Modifier == fyne.KeyModifierAlt:
		ch.up()
	case custom.KeyName == fyne.KeyN && custom.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift:
		ch.newFolder()
	default:
		return false
	}
	return true
}

// pressed accepts the marked files, or what the entry has.
func (ch *chooser) pressed() {
	if ch.choice.Many && len(ch.marked) > 0 && !ch.typed() {
		var paths []string
		for _, e := range ch.entries {
			if ch.marked[e.name] {
				paths = append(paths, filepath.Join(ch.folder, e.name))
			}
		}
		ch.done(paths...)
		return
	}
	ch.submit(ch.path.Text)
}

// submit handles a path. It accepts a folder if one is wanted, and opens it
// otherwise. It accepts an existing file if no folder is wanted, or a file to write
// if its folder exists. If the file to write exists, submit asks before replacing it,
// or refuses it if the file must be new.
func (ch *chooser) submit(path string) {
	path = ch.absolute(path)
	if ch.choice.Save && !isDir(path) && !ch.choice.ends(path) {
		path += ch.choice.Ext
	}
	switch {
	case isDir(path) && ch.choice.Folder:
		ch.done(path)
	case isDir(path):
		ch.open(path)
	case ch.choice.Save && !isDir(filepath.Dir(path)):
		ch.note.SetText(lang.L("{{.Path}} does not exist.", map[string]any{"Path": filepath.Dir(path)}))
	case ch.choice.Save && ch.choice.Fresh && exists(path):
		ch.note.SetText(takenText(path) + " " + lang.L("Choose another name."))
	case ch.choice.Save && exists(path):
		askToReplace(path, ch.win, func() { ch.done(path) })
	case ch.choice.Save || !ch.choice.Folder && exists(path):
		ch.done(path)
	default:
		ch.note.SetText(lang.L("{{.Path}} does not exist.", map[string]any{"Path": path}))
	}
}

// ends reports whether the name of a file to write has a permitted extension.
func (c Choice) ends(path string) bool {
	return slices.ContainsFunc(append([]string{c.Ext}, c.Exts...), func(ext string) bool {
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

func (ch *chooser) done(paths ...string) {
	ch.dialog.Hide()
	ch.accept(paths)
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
