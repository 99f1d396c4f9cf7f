package figures_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/record"
)

// work is a small project. Each sentence is 9 bytes long.
type work struct {
	names    *figures.Names
	lists    figures.Lists
	articles []figures.ArticleFacts
	far      map[model.Key]any
}

func newWork() *work {
	return &work{names: figures.NewNames(), lists: figures.Lists{Codebook: model.DefaultCodebook(), Zone: time.UTC}, far: map[model.Key]any{}}
}

// article adds an article with labels, one for each sentence.
func (w *work) article(outlet, published string, labels ...model.LabelKey) model.ArticleID {
	f := figures.ArticleFacts{ID: model.ArticleID(fmt.Sprintf("%016x", len(w.articles))), Title: "Title", Outlet: outlet, Published: published}
	var units []model.Unit
	for i, l := range labels {
		units = append(units, model.Unit{Span: sentence(i)})
		if l != "" {
			f.Annotations = append(f.Annotations, figures.Annotation{Place: place(i), Analyst: w.names.Analyst("Ines"), Label: w.names.Label(l)})
		}
	}
	f.SetUnits(units)
	w.articles = append(w.articles, f)
	return f.ID
}

func sentence(i int) model.Span { return model.Span{Start: 10 * i, End: 10*i + 9} }

func place(i int) figures.Place { return figures.Place{Start: uint32(10 * i), End: uint32(10*i + 9)} }

// mention makes a sentence of the last article a mention.
func (w *work) mention(i int, statement model.StatementID, stance model.Stance) {
	a := &w.articles[len(w.articles)-1]
	a.Mentions = append(a.Mentions, figures.Mention{Place: place(i), Analyst: w.names.Analyst("Ines"), Statement: w.names.Statement(statement, ""), Stance: figures.StanceOf(stance)})
	w.restand(a)
}

// attribute attributes a sentence of the last article.
func (w *work) attribute(i int, voice string) {
	a := &w.articles[len(w.articles)-1]
	a.Attributions = append(a.Attributions, figures.Attribution{Place: place(i), Analyst: w.names.Analyst("Ines"), Voice: w.names.Voice(record.VoiceIDOf(voice), voice)})
	w.restand(a)
}

func (w *work) restand(a *figures.ArticleFacts) {
	var units []model.Unit
	for i := range 10 {
		units = append(units, model.Unit{Span: sentence(i)})
	}
	a.SetUnits(units)
}

func (w *work) counts() *figures.Counts {
	f := figures.NewFacts(w.lists, w.names, slices.Clone(w.articles))
	for key, content := range w.far {
		f.Put(key, content)
	}
	return figures.NewCounts(f, compare.Request{})
}

func cross(t *testing.T, c *figures.Counts, rows, columns figures.Dimension) *figures.Figure {
	t.Helper()
	f, err := c.Cross(figures.Cross{Rows: rows, Columns: columns})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// text returns the cells of a figure: "row/column count".
func text(f *figures.Figure) string {
	var out []string
	for _, c := range f.Cells {
		out = append(out, fmt.Sprintf("%s/%s %d", f.Rows[c.Row].Name, f.Columns[c.Column].Name, c.Count))
	}
	return strings.Join(out, ", ")
}

func TestWhatTwoDimensionsCount(t *testing.T) {
	for _, c := range []struct {
		rows, columns figures.Dimension
		unit          figures.Unit
		refused       bool
	}{
		{figures.Outlet, figures.Published, figures.Articles, false},
		{figures.Outlet, figures.Whole, figures.Articles, false},
		{figures.Outlet, figures.Label, figures.Annotations, false},
		{figures.Whole, figures.Whole, figures.Annotations, false},
		{figures.Analyst, figures.Worked, figures.Annotations, false},
		{figures.Speaker, figures.Mode, figures.Attributions, false},
		{figures.Statement, figures.Outlet, figures.Mentions, false},
		{figures.Statement, figures.Analyst, figures.Mentions, false},
		{figures.Statement, figures.Outlets, figures.Statements, false},
		{figures.Independents, figures.Whole, figures.Statements, false},
		{figures.Voice, figures.Label, figures.Sentences, false},
		{figures.Letter, figures.Digit, figures.Sentences, false},
		{figures.Letter, figures.Outlet, figures.Sentences, false},
		{figures.Analyst, figures.Work, figures.Sentences, false},
		{figures.Outlet, figures.Coverage, figures.Statements, false},
		{figures.Label, figures.Label, 0, true},
		{figures.Label, figures.Work, 0, true},
		{figures.Voice, figures.Coverage, 0, true},
	} {
		unit, err := figures.UnitOf(figures.Cross{Rows: c.rows, Columns: c.columns})
		if errors.Is(err, model.ErrValue) != c.refused || err == nil && unit != c.unit {
			t.Errorf("%v against %v: %v (%v)", c.rows, c.columns, unit, err)
		}
	}
}

func TestDimensionsAreParsedFromTheirNames(t *testing.T) {
	for _, d := range figures.Dimensions() {
		if got, ok := figures.ParseDimension(d.String()); !ok || got != d {
			t.Errorf("%v is parsed as %v", d, got)
		}
	}
	for _, name := range figures.Named() {
		x, ok := figures.CrossOf(name)
		if _, err := figures.UnitOf(x); !ok || err != nil || figures.NameOf(x) != name {
			t.Errorf("%s is %v (%v)", name, x, err)
		}
	}
}

func TestRowsAreSortedByCountAndThenByName(t *testing.T) {
	w := newWork()
	for _, outlet := range []string{"b", "C", "a", "", "Tide", "Tide", ""} {
		w.article(outlet, "", model.Claim)
	}
	if got := text(cross(t, w.counts(), figures.Outlet, figures.Label)); got != "Tide/Claim 2, a/Claim 1, b/Claim 1, C/Claim 1, /Claim 2" {
		t.Error(got)
	}
}

func TestDaysOfWorkMayBeAny(t *testing.T) {
	w := newWork()
	w.article("Tide", "", model.Claim, model.Claim, model.Claim, model.Claim)
	for i, at := range []time.Time{{}, time.Date(9999, 12, 31, 23, 0, 0, 0, time.UTC), time.Date(1, 2, 3, 0, 0, 0, 0, time.UTC), time.Date(2031, 3, 14, 0, 0, 0, 0, time.UTC)} {
		w.articles[0].Annotations[i].Day = figures.DayOf(at, time.UTC)
	}
	if got := text(cross(t, w.counts(), figures.Worked, figures.Label)); got != "0001-02-03/Claim 1, 2031-03-14/Claim 1, 9999-12-31/Claim 1, /Claim 1" {
		t.Error(got)
	}
}

func TestASentenceCountsOnceInATotal(t *testing.T) {
	w := newWork()
	w.article("Tide", "", model.Claim, model.Quote, "")
	w.attribute(0, "Lena")
	w.attribute(2, "Lena")
	w.articles[0].Attributions = append(w.articles[0].Attributions, figures.Attribution{Place: place(0), Analyst: w.names.Analyst("Oskar"), Voice: w.names.Voice("bo", "Bo")})
	slices.SortStableFunc(w.articles[0].Attributions, func(a, b figures.Attribution) int { return int(a.Start) - int(b.Start) })
	w.restand(&w.articles[0])
	f := cross(t, w.counts(), figures.Label, figures.Voice)
	if got := text(f); got != "Claim/bo 1, Claim/lena 1, Quote/ 1" && got != "Claim/Bo 1, Claim/Lena 1, Quote/ 1" {
		t.Error(got)
	}
	if !slices.Equal(f.Sums, []int{1, 1, 0}) || f.Total != 2 || f.Additive() {
		t.Errorf("%v, %d in all", f.Sums, f.Total)
	}
}

func TestAQueryExcludesNamesThatTheFilterAlsoFinds(t *testing.T) {
	w := newWork()
	for _, outlet := range []string{"Tide", "Tide Post", "Café", "Cafe", "Quay \"Late\"", "New York Times", "", "新聞", "*"} {
		w.article(outlet, "", model.Claim)
	}
	f := cross(t, w.counts(), figures.Outlet, figures.Label)
	for _, c := range f.Cells {
		o := f.Open(c.Row, c.Column)
		want := map[string]string{
			"Tide":           `outlet:Tide -outlet:"Tide Post" label:claim analyst:*`,
			"Tide Post":      `outlet:"Tide Post" label:claim analyst:*`,
			"New York Times": `outlet:"New York Times" label:claim analyst:*`,
			"":               `-outlet:* label:claim analyst:*`,
			"新聞":             `outlet:"新聞" label:claim analyst:*`,
		}[f.Rows[c.Row].Name]
		if o.Query != want || (o.Hits < 0) != (want == "") {
			t.Errorf("%q: %q with %d hits, not %q", f.Rows[c.Row].Name, o.Query, o.Hits, want)
		}
	}
}

func TestStatementsAreCountedByTheirSources(t *testing.T) {
	w := newWork()
	w.lists.Statements = record.NewStatements(map[model.StatementID]record.Statement{"S1": {Title: "One"}, "S2": {Title: "Two"}, "S3": {Title: "Three"}})
	w.article("Tide", "", "", "", "")
	w.mention(0, "S1", model.Asserts)
	w.mention(1, "S2", model.Attributes)
	w.attribute(1, "Lena")
	echo := w.article("Echo", "", "", "", "")
	w.mention(0, "S1", model.Asserts)
	w.mention(1, "S2", model.Attributes)
	w.attribute(1, "Lena")
	w.article("Blatt", "", "", "")
	w.mention(0, "S1", model.Denies)
	w.far[record.OriginOf(echo)] = &record.Origin{Kind: model.FromOutlet, Name: "tide"}
	w.far[record.GapOf("blatt", "Ines", "S2")] = &record.Gap{Statement: "S2"}
	c := w.counts()
	if got := text(cross(t, c, figures.Statement, figures.Outlets)); got != "One/3 1, Three/0 1, Two/2 1" {
		t.Error(got)
	}
	if got := text(cross(t, c, figures.Independents, figures.Whole)); got != "0/all 1, 1/all 2" {
		t.Error(got)
	}
	f, _ := c.Figure("left-out")
	if got := text(f); got != "Blatt/said 1, Blatt/left-out 1, Blatt/not-found 1, Echo/said 2, Echo/not-found 1, Tide/said 2, Tide/not-found 1" {
		t.Error(got)
	}
	if o := f.Open(0, 1); !slices.Equal(o.Statements, []model.StatementID{"S2"}) {
		t.Errorf("%+v", o)
	}
	c.Use(&compare.Table{Rows: []compare.Row{{Statement: compare.Statement{ID: "S1"}, Outlets: 7, Independent: compare.Independent{Count: 5}}}})
	if got := text(cross(t, c, figures.Outlets, figures.Independents)); got != "0/0 1, 2/1 1, 7/5 1" {
		t.Error(got)
	}
}

func TestAnEditOfAnUnknownArticleIsNotApplied(t *testing.T) {
	c := newWork().counts()
	doc := &model.Document{Article: model.Article{ID: "0123456789abcdef"}}
	for _, e := range []edit.Edit{
		edit.OfLabel(doc, sentence(0), "Ines", nil, &model.Annotation{Analyst: "Ines", Label: model.Claim}),
		edit.Presence{Article: doc.ID, After: true},
		edit.Metadata{Article: doc.ID},
		edit.Units{Article: doc.ID},
	} {
		if c.Apply(e) {
			t.Errorf("%+v is applied", e)
		}
	}
	if !c.Apply(edit.Of(record.PhraseKey("p"), nil, &record.Phrase{Name: "P"})) {
		t.Error("an edit that changes no figure is not applied")
	}
}
