package rows

import (
	"fmt"
	"math/rand/v2"
	"sort"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// groups is a Source with a heading before each of some rows.
type groups struct {
	rows     int
	headings []int // the rows that are headings, sorted
	filled   int   // how often a row was filled
}

const rowHeight, headingHeight = 40, 24

// box shows a row as a number.
type box struct {
	*canvas.Text
	height float32
}

func (b box) MinSize() fyne.Size { return fyne.NewSize(10, b.height) }

func (g *groups) Len() int { return g.rows }

func (g *groups) HeadingsBefore(i int) int { return sort.SearchInts(g.headings, i) }

func (g *groups) Heading(i int) bool {
	at := sort.SearchInts(g.headings, i)
	return at < len(g.headings) && g.headings[at] == i
}

func (g *groups) NewRow() fyne.CanvasObject     { return box{canvas.NewText("", nil), rowHeight} }
func (g *groups) NewHeading() fyne.CanvasObject { return box{canvas.NewText("", nil), headingHeight} }
func (g *groups) State(int) State               { return State{} }

func (g *groups) Fill(i int, o fyne.CanvasObject) {
	g.filled++
	o.(box).Text.Text = fmt.Sprint(i)
}

func listOf(t *testing.T, g *groups, height float32) *List {
	t.Helper()
	test.NewTempApp(t)
	l := New(g)
	l.OnEnter, l.OnLeave = func(int, fyne.CanvasObject) {}, func() {}
	w := test.NewTempWindow(t, l)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(200, height))
	return l
}

// every returns a source with a heading before every nth row.
func every(n, rows int) *groups {
	g := &groups{rows: rows}
	for i := 0; i < rows; i += n {
		g.headings = append(g.headings, i)
	}
	return g
}

// wantRows fails the test unless the list shows exactly the rows that are visible,
// each with its own content and in its place.
func wantRows(t *testing.T, l *List, g *groups, when string) {
	t.Helper()
	from, to := l.scroll.Offset.Y, l.scroll.Offset.Y+l.scroll.Size().Height
	seen := 0
	for _, o := range l.content.Objects {
		c := o.(*cell)
		if !c.Visible() {
			continue
		}
		seen++
		top := c.Position().Y
		if text := c.content.(box).Text.Text; text != fmt.Sprint(c.at) || top != l.top(c.at) || c.heading != g.Heading(c.at) {
			t.Fatalf("%s: the cell at %v shows %q as row %d", when, top, text, c.at)
		}
	}
	want := 0
	for i := range g.rows {
		if l.top(i+1) > from && l.top(i) < to {
			want++
			if l.cells[i] == nil {
				t.Fatalf("%s: row %d is not shown", when, i)
			}
		}
	}
	if seen != want {
		t.Fatalf("%s: %d rows are shown, want %d", when, seen, want)
	}
}

func TestTheVisibleRowsAreShown(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	g := every(7, 500)
	l := listOf(t, g, 330)
	wantRows(t, l, g, "at first")
	for range 200 {
		i := r.IntN(g.rows)
		l.Reveal(i)
		top, bottom := l.top(i)-l.scroll.Offset.Y, l.top(i+1)-l.scroll.Offset.Y
		if top < 0 || bottom > l.scroll.Size().Height {
			t.Fatalf("seed %d: row %d is at %v after it was revealed", seed, i, top)
		}
		wantRows(t, l, g, fmt.Sprintf("seed %d, at row %d", seed, i))
	}
	g.rows, g.headings = 5, nil // as after a filter was typed
	l.Refresh()
	wantRows(t, l, g, "after the list became short")
	if l.scroll.Offset.Y != 0 {
		t.Errorf("a short list is scrolled by %v", l.scroll.Offset.Y)
	}
}

func TestAHundredThousandRowsCostNoMoreThanTheVisibleOnes(t *testing.T) {
	g := every(9, 100_000)
	l := listOf(t, g, 800)
	g.filled = 0
	l.Reveal(90_000)
	if most := 800/headingHeight + 2; g.filled > most || len(l.content.Objects) > 2*most {
		t.Errorf("%d rows were filled, with %d cells", g.filled, len(l.content.Objects))
	}
}

func TestHeadingsAreLowerThanRows(t *testing.T) {
	l := listOf(t, every(3, 9), 400)
	if got := l.top(3) - l.top(0); got != headingHeight+2*rowHeight {
		t.Errorf("a group of two is %v high", got)
	}
}

func TestAListReportsClicksAndTheModifiers(t *testing.T) {
	g := every(3, 9)
	l := listOf(t, g, 400)
	var got []string
	l.OnClick = func(i int, mod fyne.KeyModifier) { got = append(got, fmt.Sprint(i, mod)) }
	click := func(i int, mod fyne.KeyModifier) {
		l.cells[i].MouseDown(&desktop.MouseEvent{Modifier: mod})
		test.Tap(l.cells[i])
	}
	click(1, 0)
	click(2, fyne.KeyModifierControl)
	click(3, 0) // a heading
	click(4, fyne.KeyModifierShift)
	if want := fmt.Sprint([]string{"1 0", fmt.Sprint(2, fyne.KeyModifierControl), fmt.Sprint(4, fyne.KeyModifierShift)}); fmt.Sprint(got) != want {
		t.Errorf("the clicks are %v, want %v", got, want)
	}
}

func TestADraggedDividerDoesNotEnterRows(t *testing.T) {
	l := listOf(t, every(3, 9), 400)
	entered, left := 0, 0
	l.OnEnter = func(int, fyne.CanvasObject) { entered++ }
	l.OnLeave = func() { left++ }
	pressed := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	l.cells[1].MouseIn(pressed)
	l.cells[1].MouseMoved(pressed)
	if entered > 0 {
		t.Error("a row is entered while a button is down")
	}
	l.cells[1].MouseMoved(&desktop.MouseEvent{})
	l.cells[1].MouseOut()
	if entered != 1 || left != 1 {
		t.Errorf("the row was entered %d times and left %d times", entered, left)
	}
	var dropped fyne.Position
	l.OnDrag = func(int, fyne.Position) {}
	l.OnDrop = func(_ int, at fyne.Position) { dropped = at }
	l.cells[1].MouseIn(&desktop.MouseEvent{})
	at := fyne.NewPos(50, 60)
	l.cells[1].Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}})
	l.cells[1].DragEnd()
	if left != 2 || dropped != at {
		t.Errorf("dragging left the row %d times and dropped it at %v", left, dropped)
	}
}

func TestARowThatHasBecomeAHeadingIsFilledAsOne(t *testing.T) {
	g := every(4, 40)
	l := listOf(t, g, 300)
	*g = *every(3, 40)
	l.RefreshRow(3) // was a row
	wantRows(t, l, g, "after a heading has come")
	*g = *every(4, 40)
	l.RefreshRow(3) // was a heading
	wantRows(t, l, g, "after a heading has gone")
	*g = *every(4, 2)
	l.RefreshRow(3)
	wantRows(t, l, g, "after rows have gone")
}
