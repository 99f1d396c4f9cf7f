package sources

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/sources"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/uitest"
)

// host keeps the name Window free for the method.
type host = Window

// still is a window in which nothing but the grid works.
type still struct {
	host
	screen *uitest.Screen
}

func (s still) Window() fyne.Window         { return s.screen.Window }
func (s still) Focus(f fyne.Focusable)      { s.screen.Canvas().Focus(f) }
func (s still) ShowHints()                  {}
func (s still) PressKey(*fyne.KeyEvent)     {}
func (s still) PressRune(rune)              {}
func (s still) PressShortcut(fyne.Shortcut) {}

// many returns a table in which every outlet lets every voice speak. The name of a voice
// says its place in the order by frequency.
func many(voices, outlets int) (t sources.Table) {
	for i := range outlets {
		name := fmt.Sprintf("Outlet %02d", i)
		t.Outlets = append(t.Outlets, sources.Outlet{
			ID: model.OutletIDOf(name), Name: name, Articles: 3, Letter: "B", Total: sources.Uses{Direct: voices, Indirect: voices, Mixed: voices},
		})
	}
	for i := range voices {
		v := sources.Voice{Voice: model.Voice{ID: model.VoiceID(fmt.Sprintf("%04d", i)), Name: fmt.Sprintf("Voice %04d", i)}, Letter: "C", Count: map[model.OutletID]sources.Uses{}}
		for _, o := range t.Outlets {
			v.Count[o.ID] = sources.Uses{Direct: voices - i, Indirect: 1, Mixed: 1}
		}
		v.Total = sources.Uses{Direct: (voices - i) * outlets, Indirect: outlets, Mixed: outlets}
		t.Voices = append(t.Voices, v)
	}
	return t
}

// shown shows a table in a window, with the focus in the grid.
func shown(t *testing.T, table sources.Table, width, height float32) *Controller {
	t.Helper()
	s := uitest.NewScreen(t)
	c := New(still{screen: s})
	tips := panel.NewTips(func(time.Duration, func()) func() { return func() {} })
	content := c.Open(nil, tips)
	c.table, c.loaded, c.stale = table, true, false
	s.SetContent(content)
	s.Resize(fyne.NewSize(width, height))
	c.view.refresh()
	c.win.Focus(c.view.grid.list)
	return c
}

// drawn returns the number of visible objects below an object, and the texts that they show.
func drawn(o fyne.CanvasObject) (n int, texts []string) {
	if !o.Visible() {
		return 0, nil
	}
	n = 1
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, child := range children {
		more, _ := drawn(child)
		n += more
	}
	return n, uitest.Texts(o)
}

func TestALargeTableDrawsVisibleCellsOnly(t *testing.T) {
	small := shown(t, many(40, 12), 1440, 900)
	least, _ := drawn(small.view.grid.content)
	small.Close()
	c := shown(t, many(2000, 60), 1440, 900)
	g := c.view.grid
	_, places := c.sheets[voicesSection].places(g.width())
	height := test.WidgetRenderer(newRow(g)).MinSize().Height
	rows := int(g.list.Size().Height/height) + 2
	most := (rows+1)*(5+4*len(places)) + 3*rows + 40 // a name, a detail, a ring and a chip in each row, and four parts in each cell
	check := func(when string) {
		t.Helper()
		n, texts := drawn(g.content)
		if n > most || n > least*5/4 {
			t.Errorf("%s: %d objects are drawn, want at most %d, and about the %d of a small table", when, n, most, least)
		}
		text := strings.Join(texts, "\n")
		for _, stays := range []string{"Voice", "All outlets"} { // the heading and the first column
			if !strings.Contains("\n"+text+"\n", "\n"+stays+"\n") {
				t.Errorf("%s: %q is not shown", when, stays)
			}
		}
	}
	check("at first")
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			g.list.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	wants := func(when string, row, column int) {
		t.Helper()
		s := c.sheets[voicesSection]
		if s.row != row || s.column != column {
			t.Errorf("%s: the current cell is %d, %d; want %d, %d", when, s.row, s.column, row, column)
		}
		_, texts := drawn(g.content)
		if text := strings.Join(texts, "\n"); !strings.Contains(text, fmt.Sprintf("Voice %04d", row)) {
			t.Errorf("%s: the current row is not visible", when)
		}
		if column > 0 && !strings.Contains(strings.Join(texts, "\n"), fmt.Sprintf("Outlet %02d", column-1)) {
			t.Errorf("%s: the current column is not visible", when)
		}
		check(when)
	}
	press(fyne.KeyDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyRight)
	wants("two rows down, two columns to the right", 2, 1)
	press(fyne.KeyEnd)
	wants("End", 1999, 1)
	for range 80 {
		press(fyne.KeyRight)
	}
	wants("the last column", 1999, 60)
	press(fyne.KeyUp)
	wants("up", 1998, 60)
	press(fyne.KeyPageUp)
	if s := c.sheets[voicesSection]; s.row >= 1998 || s.row < 1998-rows {
		t.Errorf("Page Up goes to row %d", s.row)
	}
	press(fyne.KeyHome)
	wants("Home", 0, -1)
}

func TestTheWheelScrollsRowsAndColumnsAndLeavesTheCellCurrent(t *testing.T) {
	c := shown(t, many(2000, 60), 1440, 900)
	g, s := c.view.grid, c.sheets[voicesSection]
	shows := func(text string) bool {
		_, all := drawn(g.content)
		return slices.Contains(all, text)
	}
	before, _ := drawn(g.content)
	for range 20 {
		g.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -700)})
		if n, _ := drawn(g.content); n > 2*before { // rows above and below are kept ready
			t.Fatalf("%d objects are drawn after scrolling, and %d before", n, before)
		}
	}
	if shows("Voice 0000") || !shows("All outlets") || !shows("Outlet 00") {
		t.Error("the wheel does not scroll rows alone")
	}
	for range 100 {
		g.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-20, 0)})
	}
	if shows("Outlet 00") || !shows("Outlet 59") || !shows("All outlets") {
		t.Error("a wheel that turns sideways does not scroll to the last column")
	}
	if n, _ := drawn(g.content); n > 2*before {
		t.Errorf("%d objects are drawn after scrolling sideways, and %d before", n, before)
	}
	if s.row != 0 || s.column != -1 {
		t.Errorf("the wheel moves the current cell to %d, %d", s.row, s.column)
	}
	g.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if !shows("Voice 0001") {
		t.Error("a key does not scroll to the current row")
	}
}
