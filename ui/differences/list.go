package differences

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/align"
	"assay.app/assay/ui/command"
)

// How the list scrolls
//
// Lines have several heights, which follow from how their texts wrap. Only lines that are
// visible, or have been, are measured; the heights of the others are estimated from the
// lengths of their texts. When a line comes into view from above, its bottom stays where it is.

// List shows two texts side by side, a line for each sentence. Sentences that are the same are
// joined to a line that says how many they are, until they are opened. One line is current. The
// arrows move it, and other keys are passed on.
type List struct {
	widget.BaseWidget

	OnKey      func(*fyne.KeyEvent)   // called with keys that do not move; must be set
	OnRune     func(rune)             // must be set
	OnShortcut func(fyne.Shortcut)    // must be set
	OnMoved    func()                 // called when another line is current, if set
	OnFocus    func(on bool)          // called when the list gets or loses the focus, if set
	OnOpen     func()                 // called when the current line is clicked, if set
	OnMenu     func(at fyne.Position) // opens the menu of the current line, if set
	Focus      func(f fyne.Focusable) // focuses the list; must be set

	compared Compared
	all      bool         // sentences that are the same are shown
	opened   map[int]bool // runs that are shown, by their first pair
	lines    []line
	at       int

	heights  []float32 // of the lines; estimated if not measured
	measured []bool
	tops     []float32 // of the lines, and the end of the last one
	width    float32   // for which heights were measured
	size     float32   // of the text then
	cells    map[int]*cell
	spare    []*cell
	scroll   *container.Scroll
	content  *fyne.Container
	placing  bool
	focused  bool
	held     command.Held
}

var (
	_ fyne.Focusable    = (*List)(nil)
	_ fyne.Shortcutable = (*List)(nil)
	_ fyne.Accessible   = (*List)(nil)
	_ fyne.Tabbable     = (*List)(nil)
	_ desktop.Keyable   = (*List)(nil)
)

// NewList returns an empty list.
func NewList() *List {
	l := &List{cells: map[int]*cell{}, opened: map[int]bool{}, tops: []float32{0}}
	l.content = container.New(linesLayout{l})
	l.scroll = container.NewVScroll(l.content)
	l.scroll.OnScrolled = func(fyne.Position) { l.place() }
	l.ExtendBaseWidget(l)
	return l
}

// Set shows two texts. The first difference becomes the current line.
func (l *List) Set(c Compared) {
	l.compared, l.opened = c, map[int]bool{}
	l.relay()
	l.at = 0
	if i := l.difference(-1, 1); i >= 0 {
		l.at = i
	}
	l.scroll.ScrollToTop()
	l.reveal()
}

// All reports whether the list shows the sentences that are the same.
func (l *List) All() bool { return l.all }

// ShowAll sets whether the list shows the sentences that are the same. The current line stays
// current.
func (l *List) ShowAll(all bool) {
	pair := l.pair()
	l.all, l.opened = all, map[int]bool{}
	l.relay()
	l.toPair(pair)
}

// Open shows the sentences of the current line if it stands for several, and reports whether it
// does.
func (l *List) Open() bool {
	if l.at >= len(l.lines) || l.lines[l.at].run == 0 {
		return false
	}
	pair := l.pair()
	l.opened[pair] = true
	l.relay()
	l.toPair(pair)
	return true
}

// Current returns the pair of the current line. It is false if the list is empty or if the line
// stands for several sentences.
func (l *List) Current() (align.Pair, bool) {
	if l.at >= len(l.lines) || l.lines[l.at].run > 0 {
		return align.Pair{A: -1, B: -1}, false
	}
	return l.compared.Pairs[l.lines[l.at].pair], true
}

// pair returns the index of the pair of the current line, or of its first pair.
func (l *List) pair() int {
	if l.at < len(l.lines) {
		return l.lines[l.at].pair
	}
	return 0
}

// toPair makes the line current that shows a pair, or stands for it.
func (l *List) toPair(pair int) {
	i := sort.Search(len(l.lines), func(i int) bool { return l.lines[i].pair > pair }) - 1
	l.at = max(0, i)
	l.reveal()
	l.moved()
}

// ToA makes the line current that shows a sentence of the first text.
func (l *List) ToA(sentence int) {
	for i, p := range l.compared.Pairs {
		if p.A == sentence {
			l.toPair(i)
			return
		}
	}
}

// ToB makes the line current that shows a sentence of the second text.
func (l *List) ToB(sentence int) {
	for i, p := range l.compared.Pairs {
		if p.B == sentence {
			l.toPair(i)
			return
		}
	}
}

// Walk makes the next difference current if n is 1, or the previous one if n is −1. It reports
// whether there is one.
func (l *List) Walk(n int) bool {
	i := l.difference(l.at, n)
	if i < 0 {
		return false
	}
	l.choose(i)
	return true
}

// difference returns the nearest line after a line, or before it if step is −1, that shows a
// difference, or −1.
func (l *List) difference(from, step int) int {
	for i := from + step; i >= 0 && i < len(l.lines); i += step {
		if l.lines[i].run == 0 && isDifference(l.compared.Pairs[l.lines[i].pair]) {
			return i
		}
	}
	return -1
}

// Walked returns the number of the current difference, from 1, and how many there are. The
// number is 0 if the current line shows none.
func (l *List) Walked() (number, count int) {
	here := -1
	if l.at < len(l.lines) && l.lines[l.at].run == 0 {
		here = l.lines[l.at].pair
	}
	for i, p := range l.compared.Pairs {
		if isDifference(p) {
			count++
			if i == here {
				number = count
			}
		}
	}
	return number, count
}

// choose makes a line current, or the nearest one.
func (l *List) choose(i int) {
	if len(l.lines) == 0 {
		return
	}
	l.at = min(max(i, 0), len(l.lines)-1)
	l.reveal()
	l.moved()
}

func (l *List) moved() {
	for _, c := range l.cells {
		c.Refresh()
	}
	if l.OnMoved != nil {
		l.OnMoved()
	}
}

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() { l.focus(true) }

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() { l.focus(false) }

func (l *List) focus(on bool) {
	l.focused = on
	l.held.Up()
	for _, c := range l.cells {
		c.Refresh()
	}
	if l.OnFocus != nil {
		l.OnFocus(on)
	}
}

// TypedRune implements fyne.Focusable.
func (l *List) TypedRune(r rune) { l.OnRune(r) }

// TypedShortcut implements fyne.Shortcutable.
func (l *List) TypedShortcut(s fyne.Shortcut) { l.OnShortcut(s) }

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		l.choose(l.at + 1)
	case fyne.KeyUp:
		l.choose(l.at - 1)
	case fyne.KeyPageDown:
		l.turn(1)
	case fyne.KeyPageUp:
		l.turn(-1)
	case fyne.KeyHome:
		l.choose(0)
	case fyne.KeyEnd:
		l.choose(len(l.lines) - 1)
	default:
		l.OnKey(k)
	}
}

// turn moves by about a page, at least by a line.
func (l *List) turn(n int) {
	if len(l.lines) == 0 {
		return
	}
	to := l.lineAt(l.tops[l.at] + float32(n)*l.scroll.Size().Height*0.9)
	if to == l.at {
		to += n
	}
	l.choose(to)
}

// AcceptsTab implements fyne.Tabbable.
func (l *List) AcceptsTab() bool { return true }

// Scrolled implements fyne.Scrollable.
func (l *List) Scrolled(e *fyne.ScrollEvent) { l.scroll.Scrolled(e) }

// AccessibilityLabel implements fyne.Accessible.
func (l *List) AccessibilityLabel() string { return l.Spoken() }

// AccessibilityRole implements fyne.Accessible.
func (l *List) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer implements fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer { return &listRenderer{l} }

type listRenderer struct{ l *List }

func (r *listRenderer) Destroy()                     {}
func (r *listRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.l.scroll} }
func (r *listRenderer) MinSize() fyne.Size           { return fyne.NewSize(200, 100) }

func (r *listRenderer) Layout(size fyne.Size) {
	r.l.scroll.Resize(size)
	r.l.place()
}

func (r *listRenderer) Refresh() {
	if r.l.size != theme.TextSize() {
		r.l.relay()
	}
	for _, c := range r.l.cells {
		c.Refresh()
	}
	r.l.place()
	canvas.Refresh(r.l)
}
