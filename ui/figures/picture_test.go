package figures

import (
	"context"
	"fmt"
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/scene"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/uitest"
)

// host keeps the name Window free for the method.
type host = Window

// still is a window in which nothing but the figure works.
type still struct {
	host
	screen  *uitest.Screen
	session *session.Session
	opened  *string
}

func (s still) Window() fyne.Window                         { return s.screen.Window }
func (s still) Focus(f fyne.Focusable)                      { s.screen.Canvas().Focus(f) }
func (s still) Session() *session.Session                   { return s.session }
func (s still) ShowHints()                                  {}
func (s still) PressKey(*fyne.KeyEvent)                     {}
func (s still) PressRune(rune)                              {}
func (s still) PressShortcut(fyne.Shortcut)                 {}
func (s still) Search(query string)                         { *s.opened = query }
func (s still) Post(f func())                               { f() }
func (s still) Go(work func())                              { work() }
func (s still) After(time.Duration, func()) (cancel func()) { return func() {} }
func (s still) Notice(text string)                          { *s.opened = text }

// source of facts for the view.
type facts struct {
	Project
	of *figures.Facts
}

func (f facts) Figures(context.Context) (*figures.Facts, error) { return f.of, nil }

// manyFacts returns the facts of articles in outlets, each with labels on its sentences.
func manyFacts(articles, outlets, sentences int) *figures.Facts {
	var all []figures.ArticleFacts
	book := model.DefaultCodebook()
	for i := range articles {
		a := figures.ArticleFacts{
			ID: model.ArticleID(fmt.Sprintf("%016x", i)), Title: fmt.Sprintf("Article %05d about the harbour wall and the ferry", i),
			Outlet: fmt.Sprintf("Outlet %03d", i%outlets), Published: fmt.Sprintf("2031-03-%02d", 1+i%28),
		}
		var units []model.Unit
		for s := range sentences {
			units = append(units, model.Unit{Kind: model.UnitSentence, Span: model.Span{Start: s * 10, End: s*10 + 9}})
		}
		a.SetUnits(units)
		all = append(all, a)
	}
	f := figures.NewFacts(figures.Lists{Codebook: book, Zone: time.UTC}, figures.NewNames(), all)
	for i := range articles {
		for s := range sentences {
			key := record.OnSentence(all[i].ID, model.Span{Start: s * 10, End: s*10 + 9}, "Ines")
			f.Set(key, &model.Annotation{Analyst: "Ines", Label: book[(i+s)%3].Key})
		}
	}
	return f
}

// shown shows facts in a window, with the focus in the chart.
func shown(t *testing.T, f *figures.Facts, name string, width, height float32) (*Controller, *string) {
	t.Helper()
	s := uitest.NewScreen(t)
	work, err := session.New(modeltest.NewStore(t), session.Options{Analyst: "Ines"})
	if err != nil {
		t.Fatal(err)
	}
	opened := ""
	c := New(still{screen: s, session: work, opened: &opened})
	content := c.Open(facts{of: f}, panel.NewTips(func(time.Duration, func()) func() { return func() {} }))
	s.SetContent(content)
	s.Resize(fyne.NewSize(width, height))
	c.cross, _ = figures.CrossOf(name)
	c.Enter()
	c.win.Focus(c.view.main())
	return c, &opened
}

// objects returns the number of visible objects below an object.
func objects(o fyne.CanvasObject) (n int) {
	if !o.Visible() {
		return 0
	}
	n = 1
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			n += objects(child)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			n += objects(child)
		}
	}
	return n
}

func TestALargeFigureHasFewObjects(t *testing.T) {
	f := manyFacts(13_013, 60, 4)
	for _, name := range []string{"labels-by-article", "labels-by-outlet", "labels-by-day"} {
		c, _ := shown(t, f, name, 1440, 900)
		if n := objects(c.view.chart); n > 400 {
			t.Errorf("%s: the chart has %d objects, want at most 400", name, n)
		}
		c.view.chart.scroll(5000)
		if n := objects(c.view.chart); n > 400 {
			t.Errorf("%s, scrolled: the chart has %d objects, want at most 400", name, n)
		}
		c.tabulate(true)
		if n := objects(c.view.numbers.content); n > 450 {
			t.Errorf("%s: the table has %d objects, want at most 450", name, n)
		}
	}
	c, _ := shown(t, f, "labels-by-outlet", 1440, 900)
	c.show(figures.Cross{Rows: figures.Article, Columns: figures.Outlet})
	if n := objects(c.view.chart); n > 400 {
		t.Errorf("a matrix has %d objects, want at most 400", n)
	}
}

func TestArrowsReachTheLastRowAndTheChartFollows(t *testing.T) {
	c, opened := shown(t, manyFacts(300, 300, 3), "labels-by-article", 1000, 600)
	p := c.view.chart
	press := func(k fyne.KeyName) { p.TypedKey(&fyne.KeyEvent{Name: k}) }
	if p.current() == "" || p.ring.Hidden {
		t.Fatal("no cell is current")
	}
	press(fyne.KeyEnd)
	if p.row != 299 || p.ring.Hidden || p.from != p.last {
		t.Errorf("after End, row %d is current, from %d of %d, ring hidden: %v", p.row, p.from, p.last, p.ring.Hidden)
	}
	press(fyne.KeyHome)
	press(fyne.KeyRight)
	if p.row != 0 || p.column != 1 || p.from != 0 {
		t.Errorf("Home and → lead to row %d, column %d, from %d", p.row, p.column, p.from)
	}
	press(fyne.KeyPageDown)
	if p.row != p.rows-1 {
		t.Errorf("PgDn leads to row %d of %d", p.row, p.rows)
	}
	_ = opened
}

func TestTheNumberOfHitsIsTheNumberInTheCell(t *testing.T) {
	c, opened := shown(t, manyFacts(40, 4, 3), "labels-by-outlet", 1000, 600)
	c.open()
	if !strings.Contains(*opened, "label:claim") || !strings.Contains(*opened, `outlet:"Outlet 000"`) {
		t.Errorf("the query is %q", *opened)
	}
}

func TestRowsAreSortedHiddenAndShownAsShares(t *testing.T) {
	f := manyFacts(40, 4, 3)
	c, _ := shown(t, f, "labels-by-outlet", 1000, 600)
	c.order = byName
	c.arrange()
	for i := range c.shown.Rows {
		if want := fmt.Sprintf("Outlet %03d", i); c.shown.Rows[i].Name != want {
			t.Errorf("by name, row %d is %q", i, c.shown.Rows[i].Name)
		}
	}
	c.shares = true
	c.arrange()
	for r := range c.drawn.Rows {
		sum := 0
		for _, cell := range c.drawn.RowCells(r) {
			sum += cell.Count
		}
		if sum < figures.WholeShare-3 || sum > figures.WholeShare+3 {
			t.Errorf("the shares of row %d make %d", r, sum)
		}
	}
	if !strings.Contains(c.cell(0, 0), "%)") {
		t.Errorf("a cell reads %q", c.cell(0, 0))
	}
}

func TestBarsAndTextsStandOut(t *testing.T) {
	for _, looks := range []look.Theme{{Mode: look.Light}, {Mode: look.Dark}, {Mode: look.Light, Contrast: true}, {Mode: look.Dark, Contrast: true}} {
		variant := looks.Variant(theme.VariantLight)
		p := palette(variant)
		text := 4.5
		for name, ink := range map[string]scene.RGB{"ink": p.Ink, "muted": p.Muted} {
			if got := scene.Contrast(ink, p.Paper); got < text {
				t.Errorf("%+v: %s has contrast %.2f", looks, name, got)
			}
		}
		s := &scene.Scene{}
		for _, rgb := range []string{"#FFFFFF", "#000000", "#FFFF00", "#808080", "#F0E442"} {
			s.Items = append(s.Items, scene.Item{Shape: scene.Rect, Fill: scene.Color{Role: scene.Own, RGB: rgb}})
		}
		for i := range 8 {
			s.Items = append(s.Items, scene.Item{Shape: scene.Rect, Fill: scene.Color{Role: scene.Series, Number: i}})
		}
		for i, c := range colorsOf(s, p) {
			if got := scene.Contrast(c, p.Paper); got < leastContrast {
				t.Errorf("%+v: bar %d has contrast %.2f", looks, i, got)
			}
		}
	}
}

func TestShapesArePaintedInWholePixels(t *testing.T) {
	c, _ := shown(t, manyFacts(20, 4, 3), "labels-by-outlet", 1000, 600)
	p := c.view.chart
	for _, by := range []float32{1, 1.6, 2} {
		w, h := int(p.Size().Width*by), int(p.Size().Height*by)
		img := p.paint(w, h)
		known := map[color.Color]bool{color.RGBA{}: true}
		for _, rgb := range p.colors {
			known[color.RGBA{rgb.R, rgb.G, rgb.B, 0xff}] = true
		}
		for y := 0; y < h; y += 3 {
			for x := 0; x < w; x += 3 {
				if !known[img.At(x, y)] {
					t.Fatalf("scale %.1f: the pixel %d, %d has a mixed colour %v", by, x, y, img.At(x, y))
				}
			}
		}
	}
}

func TestAFigureFollowsChanges(t *testing.T) {
	f := manyFacts(20, 4, 3)
	c, _ := shown(t, f, "labels-by-outlet", 1000, 600)
	before := c.figure.Total
	key := record.OnSentence("0000000000000001", model.Span{Start: 0, End: 9}, "Ines")
	c.Follow(edit.Change{Edits: []edit.Edit{edit.Record{Key: key}}})
	c.Changed(nil)
	if c.figure.Total != before-1 {
		t.Errorf("after a label was cleared, %d labels are counted, want %d", c.figure.Total, before-1)
	}
	whole, err := figures.NewCounts(f, compare.Request{}).Cross(c.cross)
	if err != nil || whole.Total != c.figure.Total {
		t.Errorf("counted again: %v, %v", whole.Total, err)
	}
}

// benchmarked is shown for benchmarks.
func benchmarked(b *testing.B, f *figures.Facts, name string) *Controller {
	b.Helper()
	app := test.NewApp()
	app.Settings().SetTheme(look.Theme{Mode: look.Light})
	w := test.NewWindow(nil)
	work, err := session.New(modeltest.NewStore(b), session.Options{Analyst: "Ines"})
	if err != nil {
		b.Fatal(err)
	}
	opened := ""
	c := New(still{screen: &uitest.Screen{Window: w}, session: work, opened: &opened})
	w.SetContent(c.Open(facts{of: f}, panel.NewTips(func(time.Duration, func()) func() { return func() {} })))
	w.Resize(fyne.NewSize(1440, 900))
	c.cross, _ = figures.CrossOf(name)
	c.Enter()
	return c
}

// BenchmarkScroll scrolls the chart of 13,013 articles by a row.
func BenchmarkScroll(b *testing.B) {
	c := benchmarked(b, manyFacts(13_013, 60, 4), "labels-by-article")
	n := 1
	for i := 0; b.Loop(); i++ {
		if i%400 == 0 {
			n = -n
		}
		c.view.chart.scroll(-n)
	}
	b.ReportMetric(float64(objects(c.view.chart)), "objects")
}

// BenchmarkLabel gives and clears a label while a figure is shown.
func BenchmarkLabel(b *testing.B) {
	for _, name := range []string{"labels-by-outlet", "labels-by-article"} {
		b.Run(name, func(b *testing.B) {
			c := benchmarked(b, manyFacts(13_013, 60, 80), name)
			key := record.OnSentence("0000000000000001", model.Span{Start: 0, End: 9}, "Ines")
			for i := 0; b.Loop(); i++ {
				e := edit.Record{Key: key}
				if i%2 == 1 {
					e.After = &model.Annotation{Analyst: "Ines", Label: model.Claim}
				}
				c.Follow(edit.Change{Edits: []edit.Edit{e}})
				c.Changed(nil)
			}
		})
	}
}
