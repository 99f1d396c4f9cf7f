// Package rows holds a list of any length, of which only the visible rows exist, and
// the selection of several of its rows. Fyne's list selects a single row, does not
// report that the pointer has left it, and is slow with rows of several heights.
package rows

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
)

// Source has what the list shows. Rows are counted from 0, headings included.
type Source interface {
	// Len returns the number of rows.
	Len() int
	// Heading reports whether row i is a heading, and HeadingsBefore how many of
	// the rows before row i are headings.
	Heading(i int) bool
	HeadingsBefore(i int) int
	// NewRow and NewHeading make the object of a row, and Fill shows row i in it.
	// All rows are of one height, and so are all headings.
	NewRow() fyne.CanvasObject
	NewHeading() fyne.CanvasObject
	Fill(i int, o fyne.CanvasObject)
	// State returns how row i is drawn.
	State(i int) State
}

// State says how a row is drawn.
type State struct {
	Selected bool // is shaded, more strongly while the list has the focus
	Open     bool // has a bar at its left edge
	Lead     bool // has a ring while the list has the focus
}

// List is a list of rows. It has no selection of its own: its Source knows which
// rows are selected, and the callbacks, which must all be set, change that. They get
// the index of a row.
type List struct {
	widget.BaseWidget

	OnClick    func(i int, mod fyne.KeyModifier)
	OnMenu     func(i int, at fyne.Position) // at is a position on the canvas
	OnDrag     func(i int, at fyne.Position) // while a row is dragged
	OnDrop     func(i int, at fyne.Position)
	OnEnter    func(i int, row fyne.CanvasObject) // the pointer rests on a row
	OnLeave    func()                             // the pointer has left the row
	OnKey      func(k *fyne.KeyEvent, mod fyne.KeyModifier)
	OnShortcut func(fyne.Shortcut)
	OnFocus    func(on bool) // the list gets or loses the focus; may be nil
	OnRune     func(r rune)  // a character is typed in the list; if nil, it does nothing
	OnTab      func(n int)   // Tab is typed, with 1, or with Shift, with -1; if nil, it moves the focus
	// Spoken returns the text of the list for screen readers. If it is nil, they announce the
	// list of articles.
	Spoken func() string

	source  Source
	scroll  *container.Scroll
	content *fyne.Container
	cells   map[int]*cell // the visible rows
	spare   [2][]*cell    // rows and headings that are not in use
	heights [2]float32    // of a row and of a heading
	focused bool
	shift   bool // used if the driver does not know the modifiers
	held    command.Held
}

var (
	_ fyne.Focusable     = (*List)(nil)
	_ fyne.Shortcutable  = (*List)(nil)
	_ fyne.Accessible    = (*List)(nil)
	_ fyne.Tabbable      = (*List)(nil)
	_ desktop.Keyable    = (*List)(nil)
	_ desktop.Cursorable = (*List)(nil)
)

// New returns a list of the rows of a source.
func New(source Source) *List {
	l := &List{source: source, cells: map[int]*cell{}}
	l.content = container.New(rowsLayout{l})
	l.scroll = container.NewVScroll(l.content)
	l.scroll.OnScrolled = func(fyne.Position) { l.place(false) }
	l.ExtendBaseWidget(l)
	return l
}

// RefreshRow fills row i again, if it is visible. If a heading has come there, or has gone
// from there, it fills all rows.
func (l *List) RefreshRow(i int) {
	c := l.cells[i]
	switch {
	case c == nil:
	case i >= l.source.Len() || c.heading != l.source.Heading(i):
		l.place(true)
	default:
		l.source.Fill(i, c.content)
		c.Refresh()
	}
}

// RefreshStates draws the visible rows again in their present states.
func (l *List) RefreshStates() {
	for _, c := range l.cells {
		c.Refresh()
	}
}

// Reveal scrolls as little as needed to show row i, and a heading above it.
func (l *List) Reveal(i int) {
	if i < 0 || i >= l.source.Len() || l.Size().Height == 0 {
		return
	}
	top, bottom := l.top(i), l.top(i+1)
	if i > 0 && l.source.Heading(i-1) {
		top = l.top(i - 1)
	}
	switch y, height := l.scroll.Offset.Y, l.scroll.Size().Height; {
	case top < y:
		l.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > y+height:
		l.scroll.ScrollToOffset(fyne.NewPos(0, bottom-height))
	default:
		return
	}
	l.place(false)
}

// Page returns the number of rows that the list shows at once, at least 1.
func (l *List) Page() int { return max(1, int(l.Size().Height/max(1, l.heights[0]))-1) }

// RowPosition returns the position on the canvas just below row i.
func (l *List) RowPosition(i int) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	return at.AddXY(0, min(max(0, l.top(i+1)-l.scroll.Offset.Y), l.Size().Height))
}

// Focused reports whether the list has the keyboard focus.
func (l *List) Focused() bool { return l.focused }

// top returns the distance of the top of row i from the top of the list. Row Len is
// the end of the list.
func (l *List) top(i int) float32 {
	headings := l.source.HeadingsBefore(i)
	return float32(i-headings)*l.heights[0] + float32(headings)*l.heights[1]
}

// place puts a cell wherever a row is visible. If all is true, it fills all of them
// again, and otherwise only those that were not visible.
func (l *List) place(all bool) {
	n, y, size := l.source.Len(), l.scroll.Offset.Y, l.scroll.Size()
	first := max(0, sort.Search(n, func(i int) bool { return l.top(i+1) > y }))
	last := first
	for last < n && l.top(last) < y+size.Height {
		last++
	}
	for i, c := range l.cells {
		if i < first || i >= last || c.heading != l.source.Heading(i) {
			l.release(c)
		}
	}
	for i := first; i < last; i++ {
		c, there := l.cells[i]
		if !there {
			c = l.take(i)
		}
		if all || !there {
			l.source.Fill(i, c.content)
		}
		top := l.top(i)
		c.Move(fyne.NewPos(0, top))
		c.Resize(fyne.NewSize(size.Width, l.top(i+1)-top))
		if all || !there {
			c.Refresh()
		}
	}
}

// take returns a cell for row i, which is not in use.
func (l *List) take(i int) *cell {
	heading := l.source.Heading(i)
	k := kind(heading)
	var c *cell
	if n := len(l.spare[k]); n > 0 {
		c, l.spare[k] = l.spare[k][n-1], l.spare[k][:n-1]
	} else {
		c = newCell(l, heading)
		l.content.Objects = append(l.content.Objects, c)
	}
	c.at = i
	l.cells[i] = c
	c.Show()
	return c
}

func (l *List) release(c *cell) {
	delete(l.cells, c.at)
	c.at, c.hovered, c.dragging = -1, false, false
	c.Hide()
	l.spare[kind(c.heading)] = append(l.spare[kind(c.heading)], c)
}

func kind(heading bool) int {
	if heading {
		return 1
	}
	return 0
}

// rowsLayout makes the content as high as all rows.
type rowsLayout struct{ l *List }

// MinSize implements fyne.Layout.
func (r rowsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, r.l.top(r.l.source.Len()))
}

// Layout implements fyne.Layout.
func (r rowsLayout) Layout([]fyne.CanvasObject, fyne.Size) { r.l.place(false) }

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() {
	l.focused = true
	l.RefreshStates()
	if l.OnFocus != nil {
		l.OnFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() {
	l.focused, l.shift = false, false
	l.held.Up()
	l.RefreshStates()
	if l.OnFocus != nil {
		l.OnFocus(false)
	}
}

// TypedRune implements fyne.Focusable. Letters do nothing in the list of articles, so that
// they never label a sentence that the analyst does not look at.
func (l *List) TypedRune(r rune) {
	if l.OnRune != nil {
		l.OnRune(r)
	}
}

// Scrolled implements fyne.Scrollable. Rows that handle the wheel pass on vertical movements.
func (l *List) Scrolled(e *fyne.ScrollEvent) { l.scroll.Scrolled(e) }

// TypedKey implements fyne.Focusable. Delete is ignored while it is held down, so that
// one press does not remove one article after another.
func (l *List) TypedKey(k *fyne.KeyEvent) {
	if l.held.Repeats(k) && (k.Name == fyne.KeyDelete || k.Name == fyne.KeyBackspace) {
		return
	}
	if k.Name == fyne.KeyTab && l.OnTab != nil {
		n := 1
		if l.modifiers()&fyne.KeyModifierShift != 0 {
			n = -1
		}
		l.OnTab(n)
		return
	}
	l.OnKey(k, l.modifiers())
}

// AcceptsTab implements fyne.Tabbable.
func (l *List) AcceptsTab() bool { return l.OnTab != nil }

// TypedShortcut implements fyne.Shortcutable.
func (l *List) TypedShortcut(s fyne.Shortcut) { l.OnShortcut(s) }

// KeyDown implements desktop.Keyable.
func (l *List) KeyDown(k *fyne.KeyEvent) {
	l.shift = l.shift || isShift(k)
	l.held.Down(k)
	command.PassDown(l, k)
}

// KeyUp implements desktop.Keyable.
func (l *List) KeyUp(k *fyne.KeyEvent) {
	l.shift = l.shift && !isShift(k)
	l.held.Up()
}

func isShift(k *fyne.KeyEvent) bool {
	return k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight
}

// modifiers returns the modifiers that are held down.
func (l *List) modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	if l.shift {
		return fyne.KeyModifierShift
	}
	return 0
}

// Cursor implements desktop.Cursorable.
func (l *List) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// AccessibilityLabel implements fyne.Accessible.
func (l *List) AccessibilityLabel() string {
	if l.Spoken != nil {
		return l.Spoken()
	}
	return lang.L("Articles")
}

// AccessibilityRole implements fyne.Accessible.
func (l *List) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer implements fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	r := &listRenderer{l: l}
	r.measure()
	return r
}

type listRenderer struct{ l *List }

func (r *listRenderer) Destroy()                     {}
func (r *listRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.l.scroll} }
func (r *listRenderer) MinSize() fyne.Size           { return fyne.NewSize(100, 100) }

func (r *listRenderer) Layout(size fyne.Size) {
	r.l.scroll.Resize(size)
	r.l.place(false)
}

// measure computes the heights of the rows, which follow the size of the text.
func (r *listRenderer) measure() {
	heights := [2]float32{r.l.source.NewRow().MinSize().Height, r.l.source.NewHeading().MinSize().Height}
	if heights != r.l.heights {
		r.l.heights = heights
		r.l.content.Refresh()
	}
}

// Refresh fills the visible rows again.
func (r *listRenderer) Refresh() {
	r.measure()
	r.l.scroll.Refresh() // the list may have become shorter than what was scrolled away
	r.l.place(true)
	canvas.Refresh(r.l)
}

// cell shows one row, or a heading.
type cell struct {
	widget.BaseWidget
	l        *List
	at       int // the row, or -1
	heading  bool
	content  fyne.CanvasObject
	back     *canvas.Rectangle
	open     *canvas.Rectangle
	hovered  bool
	dragging bool
	dragged  fyne.Position // where the pointer was last while dragging
	mod      fyne.KeyModifier
}

var (
	_ fyne.Tappable          = (*cell)(nil)
	_ fyne.SecondaryTappable = (*cell)(nil)
	_ fyne.Draggable         = (*cell)(nil)
	_ desktop.Hoverable      = (*cell)(nil)
	_ desktop.Mouseable      = (*cell)(nil)
)

func newCell(l *List, heading bool) *cell {
	c := &cell{l: l, at: -1, heading: heading, back: canvas.NewRectangle(nil), open: canvas.NewRectangle(nil)}
	if heading {
		c.content = l.source.NewHeading()
	} else {
		c.content = l.source.NewRow()
	}
	c.ExtendBaseWidget(c)
	return c
}

// Row returns the row that the cell shows, or -1.
func (c *cell) Row() int { return c.at }

// takes reports whether the cell takes part in what the pointer does.
func (c *cell) takes() bool { return !c.heading && c.at >= 0 }

// MouseDown implements desktop.Mouseable.
func (c *cell) MouseDown(e *desktop.MouseEvent) { c.mod = e.Modifier }

// MouseUp implements desktop.Mouseable.
func (c *cell) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable.
func (c *cell) Tapped(*fyne.PointEvent) {
	mod := c.mod
	c.mod = 0
	if c.takes() {
		c.l.OnClick(c.at, mod)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (c *cell) TappedSecondary(e *fyne.PointEvent) {
	if c.takes() {
		c.l.OnLeave()
		c.l.OnMenu(c.at, e.AbsolutePosition)
	}
}

// Dragged implements fyne.Draggable.
func (c *cell) Dragged(e *fyne.DragEvent) {
	if !c.takes() {
		return
	}
	if !c.dragging {
		c.dragging = true
		c.l.OnLeave()
	}
	c.dragged = e.AbsolutePosition
	c.l.OnDrag(c.at, c.dragged)
}

// DragEnd implements fyne.Draggable.
func (c *cell) DragEnd() {
	if c.dragging {
		c.dragging = false
		c.l.OnDrop(c.at, c.dragged)
	}
}

// MouseIn implements desktop.Hoverable. While a button is down, something is being
// dragged over the row, such as a divider.
func (c *cell) MouseIn(e *desktop.MouseEvent) {
	if !c.takes() || e != nil && e.Button != 0 {
		return
	}
	c.hovered = true
	c.Refresh()
	c.l.OnEnter(c.at, c)
}

// MouseMoved implements desktop.Hoverable.
func (c *cell) MouseMoved(e *desktop.MouseEvent) {
	if !c.hovered {
		c.MouseIn(e)
	}
}

// MouseOut implements desktop.Hoverable.
func (c *cell) MouseOut() {
	if c.hovered {
		c.hovered = false
		c.Refresh()
		c.l.OnLeave()
	}
}

// CreateRenderer implements fyne.Widget.
func (c *cell) CreateRenderer() fyne.WidgetRenderer {
	r := &cellRenderer{c}
	r.style()
	return r
}

type cellRenderer struct{ c *cell }

// The bar at the left edge of the open article's row, and the margin of a row's
// background, in device-independent pixels.
const (
	openBar = 3
	margin  = 1
)

func (r *cellRenderer) Destroy() {}

func (r *cellRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.back, r.c.open, r.c.content}
}

func (r *cellRenderer) MinSize() fyne.Size { return r.c.content.MinSize() }

func (r *cellRenderer) Layout(size fyne.Size) {
	r.c.back.Move(fyne.NewPos(margin, margin))
	r.c.back.Resize(size.SubtractWidthHeight(2*margin, 2*margin))
	r.c.open.Move(fyne.NewPos(margin, margin))
	r.c.open.Resize(fyne.NewSize(openBar, size.Height-2*margin))
	r.c.content.Resize(size)
}

func (r *cellRenderer) Refresh() {
	r.style()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *cellRenderer) style() {
	c := r.c
	var s State
	if c.takes() {
		s = c.l.source.State(c.at)
	}
	c.back.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	c.back.FillColor, c.back.StrokeWidth = nil, 0
	switch {
	case s.Selected && (s.Open || c.l.focused):
		c.back.FillColor = look.Current(theme.ColorNameSelection)
	case s.Selected, c.hovered:
		c.back.FillColor = look.Current(theme.ColorNameHover)
	}
	if s.Lead && c.l.focused {
		c.back.StrokeColor, c.back.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
	}
	c.back.Hidden = c.back.FillColor == nil && c.back.StrokeWidth == 0
	c.open.FillColor, c.open.Hidden = look.Current(theme.ColorNamePrimary), !s.Open
	c.open.CornerRadius = openBar / 2
}
