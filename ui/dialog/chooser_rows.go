package dialog

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/words"
)

// fileEntry is a row of the chooser.
type fileEntry struct {
	name    string
	isDir   bool
	size    int64
	changed time.Time
}

// readFolder returns the folders and the matching files in a folder, folders first.
// Hidden files are left out. A link is what it leads to.
func readFolder(folder string, match func(string) bool) ([]fileEntry, error) {
	found, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var entries []fileEntry
	for _, f := range found {
		if strings.HasPrefix(f.Name(), ".") {
			continue
		}
		e := fileEntry{name: f.Name(), isDir: f.IsDir()}
		info, err := f.Info()
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			info, err = os.Stat(filepath.Join(folder, f.Name()))
		}
		if err == nil {
			e.isDir, e.size, e.changed = info.IsDir(), info.Size(), info.ModTime()
		}
		if e.isDir || match == nil || match(e.name) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b fileEntry) int {
		if a.isDir != b.isDir {
			if a.isDir {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), cmp.Compare(a.name, b.name))
	})
	return entries, nil
}

// fileRow shows a file or a folder with its date and size.
type fileRow struct {
	widget.BaseWidget
	row     int
	clicked func(row int, mod fyne.KeyModifier)

	icon                *widget.Icon
	name, changed, size *widget.Label
}

var _ desktop.Mouseable = (*fileRow)(nil)

func newFileRow(clicked func(row int, mod fyne.KeyModifier)) *fileRow {
	r := &fileRow{clicked: clicked, icon: widget.NewIcon(theme.FileIcon()), name: widget.NewLabel(""), changed: newCell(), size: newCell()}
	r.name.Truncation = fyne.TextTruncateEllipsis
	r.ExtendBaseWidget(r)
	return r
}

// newCell returns a label of a column on the right.
func newCell() *widget.Label {
	l := widget.NewLabel("")
	l.SizeName = theme.SizeNameCaptionText
	l.Alignment = fyne.TextAlignTrailing
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// CreateRenderer implements fyne.Widget.
func (r *fileRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(fileColumns{}, r.icon, r.name, r.changed, r.size))
}

// show shows an entry in a row. A marked file has a tick.
func (r *fileRow) show(row int, e fileEntry, marked bool) {
	r.row = row
	icon, size := theme.FileIcon(), words.Size(e.size)
	switch {
	case e.isDir:
		icon, size = theme.FolderIcon(), ""
	case marked:
		icon = theme.ConfirmIcon()
	}
	r.icon.SetResource(icon)
	r.name.TextStyle.Bold = marked
	r.name.SetText(e.name)
	r.changed.SetText("")
	if !e.changed.IsZero() {
		r.changed.SetText(words.Moment(e.changed.Local()))
	}
	r.size.SetText(size)
}

// MouseDown implements desktop.Mouseable. A row acts when the button is pressed and
// not on a tap, because Fyne delays the taps of what can be tapped twice, and does
// not report the modifiers with them.
func (r *fileRow) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		r.clicked(r.row, e.Modifier)
	}
}

// MouseUp implements desktop.Mouseable.
func (r *fileRow) MouseUp(*desktop.MouseEvent) {}

// newFileHeader returns the titles of the columns.
func newFileHeader() fyne.CanvasObject {
	name := widget.NewLabel(lang.L("Name"))
	changed, size := newCell(), newCell()
	changed.SetText(lang.L("Modified"))
	size.SetText(lang.L("Size"))
	name.SizeName = theme.SizeNameCaptionText
	return container.New(fileColumns{}, widget.NewIcon(nil), name, changed, size)
}

// fileColumns lays out an icon, a name, a date and a size. The name gets the space
// that the others leave. If there is little, the date is hidden.
type fileColumns struct{}

// The widths of columns, in multiples of the text size.
const (
	changedWidth = 10
	sizeWidth    = 6
	nameLeast    = 14
)

// MinSize implements fyne.Layout.
func (fileColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(nameLeast*theme.TextSize(), objects[1].MinSize().Height)
}

// Layout implements fyne.Layout.
func (fileColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	text, icon := theme.TextSize(), theme.IconInlineSize()
	right := size.Width
	put := func(o fyne.CanvasObject, width float32) {
		if right-width < nameLeast*text {
			o.Hide()
			return
		}
		o.Show()
		right -= width
		h := o.MinSize().Height
		o.Move(fyne.NewPos(right, (size.Height-h)/2))
		o.Resize(fyne.NewSize(width, h))
	}
	put(objects[3], sizeWidth*text)
	put(objects[2], changedWidth*text)
	objects[0].Move(fyne.NewPos(theme.Padding(), (size.Height-icon)/2))
	objects[0].Resize(fyne.NewSquareSize(icon))
	left := icon + theme.Padding()
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(right-left, size.Height))
}

// clicks recognises double clicks on one thing.
type clicks struct {
	what string
	at   time.Time
}

// double reports whether a click on something follows another one on it quickly.
func (c *clicks) double(what string) bool {
	now := time.Now()
	double := c.what == what && now.Sub(c.at) < fyne.CurrentApp().Driver().DoubleTapDelay()
	c.what, c.at = what, now
	if double {
		c.what = ""
	}
	return double
}

// clickCatcher is an invisible object behind others. It receives clicks beside them,
// which would otherwise remove the focus.
type clickCatcher struct {
	widget.BaseWidget
	clicked func()
}

func newClickCatcher(clicked func()) *clickCatcher {
	c := &clickCatcher{clicked: clicked}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *clickCatcher) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// Tapped implements fyne.Tappable.
func (c *clickCatcher) Tapped(*fyne.PointEvent) { c.clicked() }

// pathEntry is the entry for the path. Esc closes the dialog, and ↓ moves the focus
// to the list.
type pathEntry struct {
	widget.Entry
	leave, down func()
	onShortcut  func(fyne.Shortcut) bool
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

// SetText replaces the text. It first ends a selection, which Fyne would keep.
func (e *pathEntry) SetText(text string) {
	if e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	e.Entry.SetText(text)
}

// TypedShortcut implements fyne.Shortcutable.
func (e *pathEntry) TypedShortcut(s fyne.Shortcut) {
	if e.onShortcut == nil || !e.onShortcut(s) {
		e.Entry.TypedShortcut(s)
	}
}

// selectStem selects the last name in the path, without its extension. Fyne selects
// text only by keys.
func (e *pathEntry) selectStem() {
	name := filepath.Base(e.Text)
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	end := len([]rune(e.Text)) - len([]rune(name)) + len([]rune(stem))
	e.CursorColumn = end - len([]rune(stem))
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	e.KeyDown(shift)
	for range []rune(stem) {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	e.KeyUp(shift)
	e.Refresh()
}
