package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/uitest"
)

// host keeps the name Window free for the method.
type host = Window

// still is a window in which nothing but the view works.
type still struct {
	host
	window  fyne.Window
	session *session.Session
}

func (s still) Window() fyne.Window                { return s.window }
func (s still) Session() *session.Session          { return s.session }
func (s still) Focus(f fyne.Focusable)             { s.window.Canvas().Focus(f) }
func (s still) Post(func())                        {}
func (s still) ShowHints()                         {}
func (s still) PressKey(*fyne.KeyEvent)            {}
func (s still) PressRune(rune)                     {}
func (s still) PressShortcut(fyne.Shortcut)        {}
func (s still) Go(func())                          {}
func (s still) After(time.Duration, func()) func() { return func() {} }
func (s still) Key(id command.ID) string           { return string(id) }
func (s still) ShownKey(id command.ID) string      { return string(id) }
func (s still) NeedProject() string                { return "" }
func (s still) NeedWritable() string               { return "" }
func (s still) Notice(string)                      {}
func (s still) Report(error)                       {}

// many returns a table in which every outlet mentions every statement, in five forms.
func many(statements, outlets int) *compare.Table {
	b := compare.NewBuilder()
	for i := range outlets {
		name := fmt.Sprintf("Outlet %03d", i)
		b.Article(compare.Article{ID: model.ArticleID(fmt.Sprintf("a%03d", i)), Title: "Title", Outlet: name, Language: "en"})
	}
	texts := []string{"Twelve boats sank.", "Fourteen boats sank on Friday.", "Twelve boats sank, she said.", "No boats sank.", "It is unclear whether twelve boats sank."}
	for k := range statements {
		id := model.StatementID(fmt.Sprintf("s%04d", k))
		b.Statement(compare.Statement{ID: id, Title: fmt.Sprintf("Statement %04d", k), Position: float64(k)})
		for i := range outlets {
			b.Mention(compare.Mention{
				Statement: id, Analyst: "Ines", Article: model.ArticleID(fmt.Sprintf("a%03d", i)), Sentence: model.Span{Start: 100 * k, End: 100*k + 20},
				Index: k, Text: texts[(i+k)%len(texts)], Stance: model.Stances()[(i+k)%4],
			})
		}
	}
	return b.Table()
}

// laid shows a table in a window, with the focus in the matrix.
func laid(t testing.TB, table *compare.Table, width, height float32) *Controller {
	t.Helper()
	app := test.NewApp()
	app.Settings().SetTheme(look.Theme{})
	w := test.NewWindow(nil)
	t.Cleanup(func() {
		w.Close()
		app.Quit()
	})
	of, err := session.New(modeltest.NewStore(t), session.Options{Analyst: "Ines"})
	if err != nil {
		t.Fatal(err)
	}
	c := New(still{window: w, session: of})
	content := c.Open(nil, panel.NewTips(func(time.Duration, func()) func() { return func() {} }))
	c.shows, c.stale, c.outdated = true, false, false
	c.loaded(table, nil, compare.Request{}, nil)
	w.SetContent(content)
	w.Resize(fyne.NewSize(width, height))
	c.view.refresh()
	c.win.Focus(c.view.matrix.list)
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

func TestALargeMatrixDrawsVisibleCellsOnly(t *testing.T) {
	c := laid(t, many(200, 200), 1440, 900)
	m := c.view.matrix
	height := test.WidgetRenderer(newRow(m)).MinSize().Height
	check := func(when string) {
		t.Helper()
		n, _ := drawn(c.view.content)
		cells := (int(m.list.Size().Height/height) + 1) * len(m.columns().places)
		if most := cells*3/2 + 200; n > most {
			t.Errorf("%s: %d objects are drawn for %d cells, want at most %d", when, n, cells, most)
		}
		t.Logf("%s: %d objects, %d cells", when, n, cells)
	}
	check("at first")
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			m.list.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	wants := func(when string, row, column int) {
		t.Helper()
		if m.row != row || m.column != column {
			t.Errorf("%s: the current cell is %d, %d; want %d, %d", when, m.row, m.column, row, column)
		}
		_, texts := drawn(m.content)
		text := strings.Join(texts, "\n")
		if !strings.Contains(text, fmt.Sprintf("Statement %04d", row)) {
			t.Errorf("%s: the current row is not visible", when)
		}
		if column >= 0 && column < 200 && !strings.Contains(text, fmt.Sprintf("Outlet %03d", column)) {
			t.Errorf("%s: the current column is not visible", when)
		}
		check(when)
	}
	press(fyne.KeyDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyRight)
	wants("two rows down, two columns to the right", 2, 1)
	press(fyne.KeyEnd)
	wants("End", 199, 1)
	for range 198 {
		press(fyne.KeyRight)
	}
	wants("the last outlet", 199, 199)
	press(fyne.KeyRight)
	wants("the support", 199, 200)
	press(fyne.KeyUp)
	wants("up", 198, 200)
	press(fyne.KeyHome)
	wants("Home", 0, titleColumn)
}

func TestTheWheelScrollsRowsAndOutlets(t *testing.T) {
	c := laid(t, many(300, 60), 1440, 900)
	m := c.view.matrix
	shows := func(text string) bool {
		_, all := drawn(m.content)
		return slices.Contains(all, text)
	}
	for range 20 {
		m.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -200)})
	}
	if shows("Statement 0000") || !shows("Outlet 000") {
		t.Error("the wheel does not scroll rows alone")
	}
	for range 100 {
		m.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-20, 0)})
	}
	if shows("Outlet 000") || !shows("Outlet 059") {
		t.Error("a wheel that turns sideways does not scroll to the last outlet")
	}
	if m.row != 0 || m.column != titleColumn {
		t.Errorf("the wheel moves the current cell to %d, %d", m.row, m.column)
	}
}

func TestANarrowWindowShowsATitleAnOutletAndTheSupport(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 728, Height: 490}, {Width: 400, Height: 300}, {Width: 1920, Height: 1080}} {
		c := laid(t, many(30, 5), size.Width, size.Height)
		c.win.Window().Resize(fyne.NewSize(1440, 900))
		c.win.Window().Resize(size)
		places := c.view.matrix.columns()
		if _, texts := drawn(c.view.matrix.head); len(texts) != len(places.places)+1 {
			t.Errorf("at %v the heading shows %q for %d outlets", size, texts, len(places.places))
		}
		if len(places.places) == 0 || places.title < 80 || places.at+places.support > size.Width {
			t.Errorf("at %v the columns are %+v", size, places)
		}
	}
}

func TestTitlesOfAnyScriptAndLengthAreShown(t *testing.T) {
	b := compare.NewBuilder()
	b.Article(compare.Article{ID: "a", Outlet: "صحيفة", Language: "ar"})
	for i, title := range []string{strings.Repeat("A very long title ", 40), "انهار جدار الميناء يوم الجمعة", "港の防波堤が金曜日に崩れた", "e\u0301\u200d"} {
		id := model.StatementID(fmt.Sprint(i))
		b.Statement(compare.Statement{ID: id, Title: title, Position: float64(i)})
		b.Mention(compare.Mention{Statement: id, Analyst: "Ines", Article: "a", Sentence: model.Span{End: len(title)}, Text: title, Stance: model.Asserts})
	}
	c := laid(t, b.Table(), 728, 490)
	_, texts := drawn(c.view.content)
	if text := strings.Join(texts, "\n"); !strings.Contains(text, "…") || !strings.Contains(text, "港の防波堤") {
		t.Errorf("the window shows %q", texts)
	}
	for range 4 {
		c.view.matrix.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		c.view.mentions.show()
	}
}
