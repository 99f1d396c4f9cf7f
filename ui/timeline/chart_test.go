package timeline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/timeline"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/uitest"
)

// boats are five outlets that say a statement at times of different precision.
func boats() []said {
	return []said{
		{outlet: "Tellwire", at: "2031-03-14T09:00+01:00", stance: model.Asserts},
		{outlet: "Brenholt Post", at: "2031-03-14T11:10+01:00", stance: model.Attributes},
		{outlet: "Coastal Courier", at: "2031-03-16", stance: model.Asserts},
		{outlet: "Harbour Echo", at: "2031-03-14T12:00+01:00", stance: model.Denies},
		{outlet: "Isle Gazette", stance: model.Asserts},
	}
}

func wantShown(t *testing.T, v *View, texts ...string) {
	t.Helper()
	all := uitest.Texts(v.Content)
	for _, text := range texts {
		if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, text) }) {
			t.Errorf("the view does not show %q; it shows %q", text, all)
		}
	}
}

func TestAStatementHasABandForEachOutletInOrderOfFirstAppearance(t *testing.T) {
	v, host := shownIn(t, timelineOf(boats()...), OfStatement, 1200, 700)
	var got []string
	for _, b := range v.chart.content.Bands {
		got = append(got, strings.TrimSpace(b.Rank+" "+b.Name+": "+b.Lag))
	}
	want := []string{"1 Tellwire: first", "2 Brenholt Post: 2 h 10 min later", "3 Coastal Courier: 2 days later, 26–76 h", "Harbour Echo: denies"}
	if !slices.Equal(got, want) {
		t.Errorf("the bands are\n%q, want\n%q", got, want)
	}
	wantShown(t, v, "Tellwire", "2 h 10 min later", "●", "“", "✕", "day known, time unknown", "1 mention without a date")
	press(v, fyne.KeyDown)
	if text := v.Spoken(); !strings.Contains(text, "2, Brenholt Post, 2 h 10 min later") || !strings.Contains(text, "attributes") {
		t.Errorf("screen readers announce %q", text)
	}
	v.Open()
	if !slices.Equal(host.read, []string{"a00001 7"}) {
		t.Errorf("Enter opens %q", host.read)
	}
}

func TestTiesShareARank(t *testing.T) {
	for name, c := range map[string]struct{ a, b, want string }{
		"one minute":       {"2031-03-14T09:00Z", "2031-03-14T09:00Z", "same time"},
		"days":             {"2031-03-14", "2031-03-14", "same day"},
		"a day and a time": {"2031-03-14", "2031-03-14T09:00Z", "same day"},
		"unknown zones":    {"2031-03-14T09:00", "2031-03-14T15:00", "may be first"},
	} {
		v, _ := shownIn(t, timelineOf(said{outlet: "A", at: c.a, stance: model.Asserts}, said{outlet: "B", at: c.b, stance: model.Asserts}), OfStatement, 900, 600)
		for _, b := range v.chart.content.Bands {
			if b.Rank != "1=" || b.Lag != c.want {
				t.Errorf("%s: %s has rank %s, %s; want 1=, %s", name, b.Name, b.Rank, b.Lag, c.want)
			}
		}
	}
}

func TestALargeChartDrawsVisibleMarksOnly(t *testing.T) {
	v, _ := shownIn(t, many(), OfArticles, 1440, 900)
	c := v.chart
	for zoom := 1.0; zoom < 1<<15; zoom *= 4 {
		for _, share := range []float64{0, 0.5, 1} {
			c.x, c.y = share*c.laid.Scale.Width(), share*c.laid.Height()
			c.clamp()
			c.place(false)
			if n := len(c.field.objects) + len(c.rail.objects) + len(c.axis.objects); n > 450 {
				t.Errorf("at %v× and %v there are %d objects", c.zoom, share, n)
			}
		}
		c.zoomBy(4, 300)
	}
	if c.laid.markOf == nil || len(c.laid.markOf) != len(c.content.Chart.Items) {
		t.Error("some articles have no mark")
	}
}

// painted returns how many signs are visible in the field.
func painted(c *Chart) (n int) {
	for _, i := range c.field.list {
		m := &c.laid.Marks[i]
		if m.X1 > c.x && m.X0 < c.x+c.laid.measures.width && c.laid.Top(i) < c.y+c.laid.measures.height && c.laid.Top(i)+c.laid.Shape.Row > c.y {
			n++
		}
	}
	return n
}

func TestScrollingPaintsAllThatIsVisible(t *testing.T) {
	v, _ := shownIn(t, many(), OfArticles, 1000, 600)
	c := v.chart
	c.zoomBy(16, 100)
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		c.wheel(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(float32(r.IntN(800)-400), float32(r.IntN(800)-400))}, false)
		seen := c.visible()
		want := len(c.laid.AppendVisible(nil, seen.x0, seen.x1, seen.y0, seen.y1))
		if got := painted(c); got < want-1 || !c.field.painted.covers(seen) {
			t.Fatalf("at %v, %v there are %d marks, but %d are painted", c.x, c.y, want, got)
		}
	}
}

func TestZoomingKeepsTheCurrentMarkWhereItIs(t *testing.T) {
	v, _ := shownIn(t, many(), OfArticles, 1200, 700)
	c := v.chart
	press(v, fyne.KeyDown, fyne.KeyRight, fyne.KeyRight)
	item := c.item
	for range 6 {
		before := c.laid.Scale.X(c.content.Chart.Items[item].From) - c.x
		v.ZoomIn()
		if after := c.laid.Scale.X(c.content.Chart.Items[item].From) - c.x; abs(after-before) > c.laid.Shape.Mark {
			t.Errorf("at %v× the current article moves from %.0f to %.0f", c.zoom, before, after)
		}
		if c.item != item {
			t.Fatal("another article is current after zooming")
		}
	}
	if c.zoom <= 1 {
		t.Fatal("nothing was zoomed")
	}
	v.Whole()
	if c.zoom != 1 || c.laid.Scale.Width() > c.laid.measures.width {
		t.Errorf("the whole time is %.0f wide at %v×", c.laid.Scale.Width(), c.zoom)
	}
}

func TestTheWheelScrollsAndZoomsAndADragPans(t *testing.T) {
	v, _ := shownIn(t, many(), OfArticles, 1000, 500)
	c := v.chart
	c.wheel(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -200)}, false)
	if c.y != 200 {
		t.Errorf("the wheel scrolls to %v", c.y)
	}
	c.wheel(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 25), PointEvent: fyne.PointEvent{Position: fyne.NewPos(600, 200)}}, true)
	if c.zoom <= 1 {
		t.Error("Ctrl and the wheel do not zoom in")
	}
	x := c.x
	c.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-30, 0)})
	if c.x != x+30 {
		t.Errorf("a drag pans from %v to %v", x, c.x)
	}
}

func TestEveryMarkIsReachedByKeys(t *testing.T) {
	v, _ := shownIn(t, many(), OfArticles, 1000, 500)
	c := v.chart
	press(v, fyne.KeyHome)
	b := c.laid.Bands[c.band]
	seen := map[int]bool{}
	for range b.To - b.From {
		seen[c.mark()] = true
		press(v, fyne.KeyRight)
	}
	if len(seen) != b.To-b.From {
		t.Errorf("Right reaches %d of %d marks", len(seen), b.To-b.From)
	}
	for range len(c.laid.Bands) {
		press(v, fyne.KeyDown)
	}
	if c.band != len(c.laid.Bands)-1 {
		t.Errorf("Down ends at band %d of %d", c.band, len(c.laid.Bands))
	}
	if top := c.laid.Bands[c.band].Y; top < c.y || top > c.y+c.laid.measures.height {
		t.Error("the current band is not visible")
	}
}

func TestAMarkOfSeveralArticlesOpensTheirList(t *testing.T) {
	v, host := shownIn(t, many(), OfArticles, 1000, 500)
	press(v, fyne.KeyHome)
	n := len(v.chart.items())
	if n < 2 {
		t.Fatalf("the first mark has %d articles", n)
	}
	id, _, _ := v.Current()
	v.Open()
	if v.Display() != AsList || len(host.read) > 0 {
		t.Fatalf("Enter shows %s and opens %q", v.Display().Title(), host.read)
	}
	if now, _, _ := v.Current(); now != id {
		t.Errorf("the list is at %s, want %s", now, id)
	}
	v.Open()
	if !slices.Equal(host.read, []string{fmt.Sprint(id, " 0")}) {
		t.Errorf("Enter in the list opens %q", host.read)
	}
}

func TestClicksChooseMarksAndBands(t *testing.T) {
	v, _ := shownIn(t, timelineOf(boats()...), OfStatement, 1200, 700)
	c := v.chart
	for i := range c.laid.Marks {
		m := &c.laid.Marks[i]
		at := fyne.NewPos(float32((m.X0+m.X1)/2-c.x)+c.railWidth(), float32(c.laid.Top(i)-c.y)+float32(c.laid.Shape.Row/2)+axisEms*theme.TextSize())
		c.Tapped(&fyne.PointEvent{Position: at})
		if c.mark() != i {
			t.Errorf("a click on mark %d chooses %d", i, c.mark())
		}
	}
	c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, axisEms*theme.TextSize()+5)})
	if c.band != 0 {
		t.Errorf("a click on the first name chooses band %d", c.band)
	}
}

func TestOtherContentIsShownInAnySizeAndScript(t *testing.T) {
	titles := []string{strings.Repeat("A very long title ", 40), "انهار جدار الميناء يوم الجمعة", "港の防波堤が金曜日に崩れた", "e\u0301\u200d"}
	var all []said
	for i, title := range titles {
		all = append(all, said{outlet: title, title: title, at: fmt.Sprintf("2031-03-%02d", i+1), stance: model.Stances()[i]})
	}
	for _, size := range []fyne.Size{{Width: 1024, Height: 700}, {Width: 300, Height: 240}, {Width: 40, Height: 20}, {Width: 2400, Height: 1300}} {
		for d := range displays {
			v, host := shownIn(t, timelineOf(all...), d, size.Width, size.Height)
			for _, scale := range []float32{1.6, 0.8} {
				fyne.CurrentApp().Settings().SetTheme(look.Theme{Scale: scale})
				v.Content.Refresh()
				v.chart.Refresh()
				press(v, fyne.KeyDown, fyne.KeyRight, fyne.KeyEnd, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyPageUp)
				v.ZoomIn()
				v.ZoomOut()
			}
			host.window.Resize(fyne.NewSize(800, 500))
		}
	}
}

func TestEmptyTimelinesSayWhy(t *testing.T) {
	for _, c := range []struct {
		all  []said
		d    Display
		want string
	}{
		{nil, OfArticles, "There are no articles to show."},
		{[]said{{outlet: "A"}}, OfArticles, "No article has a date."},
		{[]said{{outlet: "A", at: "2031-03-14"}}, OfStatement, "This statement has no mentions that count."},
		{[]said{{outlet: "A", stance: model.Asserts}}, OfStatement, "None of its articles has a date."},
	} {
		v, _ := shownIn(t, timelineOf(c.all...), c.d, 900, 600)
		wantShown(t, v, c.want)
		press(v, fyne.KeyRight, fyne.KeyDown)
		v.ZoomIn()
		v.Open()
	}
	v, _ := shownIn(t, timelineOf(boats()...), OfStatement, 900, 600)
	v.Show(nil)
	wantShown(t, v, "Reading…")
	v.SetStatement("another")
	v.Show(Prepare(timelineOf(boats()...), nil))
	wantShown(t, v, "There is no statement.")
	if v.ToFirst() {
		t.Error("a statement that is unknown has a first appearance")
	}
}

func TestTheListIsByTimeAndSaysWhatIsSaidFirst(t *testing.T) {
	v, _ := shownIn(t, timelineOf(boats()...), AsList, 1200, 700)
	wantShown(t, v, "First to say: “Twelve boats sank”", "16 March 2031, time unknown", "date unknown", "14 March 2031 09:00 +01:00")
	if names := v.Outlets(); len(names) != 6 || names[0] != "All outlets" {
		t.Errorf("the outlets are %q", names)
	}
	press(v, fyne.KeyEnd)
	if !v.ToFirst() {
		t.Fatal("there is no first appearance")
	}
	if id, offset, _ := v.Current(); id != "a00000" || offset != 7 {
		t.Errorf("the first appearance is %s at %d", id, offset)
	}
	v.SetOutlet(1)
	if len(v.list.shown) != 1 || v.Outlet() != 1 {
		t.Errorf("the list of one outlet has %d articles", len(v.list.shown))
	}
}

func TestMarksShowHowManyArticlesTheyHave(t *testing.T) {
	var all []said
	for range 40 {
		all = append(all, said{outlet: "A", at: "2031-03-14T09:00Z"})
	}
	all = append(all, said{outlet: "A", at: "2031-03-20T09:00Z"})
	v, _ := shownIn(t, timelineOf(all...), OfArticles, 900, 600)
	sum := 0
	for i := range v.chart.laid.Marks {
		sum += v.chart.laid.Marks[i].Count()
	}
	if sum != len(all) {
		t.Errorf("the marks have %d articles of %d", sum, len(all))
	}
	var signs []string
	for i := range v.chart.laid.Marks {
		signs = append(signs, v.chart.signOf(i).Text)
	}
	if want := []string{"●37", "●", "●", "●", "●"}; !slices.Equal(signs, want) {
		t.Errorf("the signs are %q, want %q", signs, want)
	}
}

func TestALineLeadsToWhereASentenceIsGone(t *testing.T) {
	b := compare.NewBuilder()
	b.Statement(compare.Statement{ID: "s", Title: "Twelve boats sank"})
	var articles []model.Article
	for i, day := range []string{"2031-03-10", "2031-03-12"} {
		a := model.Article{ID: model.ArticleID([]string{"old", "new"}[i])}
		a.Metadata = model.Metadata{Outlet: "Tellwire", Title: "The harbour wall", Published: day, PublishedAt: day + "T09:00Z"}
		articles = append(articles, a)
	}
	b.Article(compare.Article{ID: "new", Outlet: "Tellwire"})
	b.Article(compare.Article{ID: "old", Outlet: "Tellwire", Current: "new"})
	b.Mention(compare.Mention{Statement: "s", Analyst: "Ines", Article: "old", Sentence: model.Span{End: 10}, Stance: model.Asserts, First: "old", Gone: "new"})
	v, _ := shownIn(t, timeline.New(timeline.Source{Table: b.Table(), Articles: articles}), OfStatement, 900, 600)
	c := v.chart
	if len(c.laid.Marks) != 1 || c.laid.Marks[0].Until <= c.laid.Marks[0].X {
		t.Fatalf("the marks are %+v", c.laid.Marks)
	}
	if text := v.Spoken(); !strings.Contains(text, "said 10 March 2031 09:00 Z, gone 12 March 2031 09:00 Z") {
		t.Errorf("screen readers announce %q", text)
	}
	before := len(c.field.objects)
	c.laid.Marks[0].Until = 0
	c.place(true)
	if line := before - len(c.field.objects); line != 2 {
		t.Errorf("the line and its end are %d objects", line)
	}
}
