package report

import (
	"context"
	"strconv"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
	reader "assay.app/assay/storage/figures"
	"assay.app/assay/storage/report/content"
)

// figureWidth is the width of drawings, in points: that of the text on A4.
const figureWidth = 460

// shownFigures returns the names of the figures that a report has.
func shownFigures() []string {
	return []string{"labels-by-outlet", "grades", "speakers", "statements-by-outlets", "statements-by-independent", "left-out"}
}

// countFigures counts what the figures show.
func (c *composition) countFigures(ctx context.Context) error {
	if !c.has[FiguresPart] {
		return nil
	}
	facts, err := reader.Read(ctx, c.project, time.UTC)
	if err != nil {
		return err
	}
	asked := compare.Request{Articles: c.opts.Articles, Counts: c.opts.Counts}
	counts := figures.NewCounts(facts, asked)
	counts.Use(c.Table)
	for _, name := range shownFigures() {
		if f, is := counts.Figure(name); is && f.Total > 0 {
			c.figures = append(c.figures, f)
		}
	}
	return nil
}

// figuresPart adds drawings of counts.
func (c *composition) figuresPart(p *page) {
	p.heading(1, "figures", c.w.Say("Figures"))
	if len(c.figures) == 0 {
		p.say(c.w.Say("There is nothing to count."))
	}
	for i, f := range c.figures {
		if p.stopped {
			return
		}
		drawing := chart.Layout(f, chart.Options{Width: figureWidth, Words: c.chartWords()})
		p.add(content.Picture{ID: "figure-" + strconv.Itoa(i+1), Scene: drawing, Caption: plain(c.figureTitle(f) + ": " + c.figureCount(f))})
	}
}

func (c *composition) figureTitle(f *figures.Figure) string {
	return c.w.Name("figure", chart.Title(f))
}

// figureCount returns what a figure counts and how many there are.
func (c *composition) figureCount(f *figures.Figure) string {
	return c.w.Name("unit", f.Unit.String()) + " – " + c.w.Number(f.Total)
}

func (c *composition) chartWords() chart.Words {
	return chart.Words{
		Title: c.figureTitle, Counted: c.figureCount, Number: c.w.Number, Value: c.figureValue,
		More:        func(n int) string { return c.w.Count("{n} more rows are not drawn", n) },
		MoreColumns: func(n int) string { return c.w.Count("{n} more columns are not drawn", n) },
		Undated:     func(n int) string { return c.w.Say("without a date: {n}", "n", c.w.Number(n)) },
		Empty:       c.w.Say("There is nothing to count."),
	}
}

// figureValue returns the name of a value of a figure.
func (c *composition) figureValue(d figures.Dimension, v figures.Value) string {
	name := chart.Name(d, v)
	switch {
	case v.None():
		return c.w.Name("none", name)
	case d == figures.Label:
		if l, is := c.book.Find(model.LabelKey(v.Key)); is {
			return inLanguage(c.w, model.Codebook{l})[0].Called()
		}
	case d == figures.Mode:
		return c.w.Name("mode", name)
	case d == figures.Coverage:
		return c.w.Name("coverage", name)
	case d == figures.Analyst:
		return c.names.of(v.Key)
	case d == figures.Statement:
		return c.names.text(name)
	}
	return name
}
