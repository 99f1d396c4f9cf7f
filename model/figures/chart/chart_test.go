package chart_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
	"assay.app/assay/model/record"
	"assay.app/assay/model/scene"
)

// outlets are names that are hard to draw.
func outlets() []string {
	return []string{
		"Tide Post", "The Quay Courier and Evening Advertiser of the Northern Islands, Late Edition", "阿尔玛日报", "النهار الجديد للأخبار البحرية",
		"Вісник узбережжя", "Zeitung am Kanal", "海岸通信社 国際版 夕刊 特別号", "עיתון הנמל", "Evening Semaphore", "L’Écho des Îles",
		"Ελληνική Ακτή", "หนังสือพิมพ์ท่าเรือ", "항구 신문", "Windward", "WWWWWW MMMMMM", "a", "Łódzki Dziennik Portowy", "دریا نیوز", "Port & Pier <News>", "",
	}
}

// counts returns counts of random work on the articles of all outlets.
func counts(t testing.TB, articles int) *figures.Counts {
	t.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	names := figures.NewNames()
	var all []figures.ArticleFacts
	voices := []string{"Lena Okray", "the harbour master", "وزير البحر", "海事局", "Міністр"}
	for i := range articles {
		f := figures.ArticleFacts{ID: model.ArticleID(fmt.Sprintf("%016x", i)), Title: fmt.Sprintf("Article %d", i), Outlet: outlets()[rng.IntN(len(outlets()))]}
		if rng.IntN(9) > 0 {
			f.Published = fmt.Sprintf("2031-%02d-%02d", 3+rng.IntN(2), 1+rng.IntN(28))
		}
		var units []model.Unit
		for s := range 12 {
			span := model.Span{Start: s * 10, End: s*10 + 9}
			units = append(units, model.Unit{Span: span})
			place := figures.Place{Start: uint32(span.Start), End: uint32(span.End)}
			by := names.Analyst([]string{"Ines", "Oskar"}[rng.IntN(2)])
			label := model.DefaultCodebook()[min(rng.IntN(5), 2)].Key
			f.Annotations = append(f.Annotations, figures.Annotation{Place: place, Analyst: by, Label: names.Label(label), Day: int32(22_350 + rng.IntN(40))})
			if rng.IntN(3) == 0 {
				v := voices[rng.IntN(len(voices))]
				f.Attributions = append(f.Attributions, figures.Attribution{Place: place, Analyst: by, Voice: names.Voice(record.VoiceIDOf(v), v), Mode: uint8(rng.IntN(3))})
				f.Grades = append(f.Grades, figures.Grade{Place: place, Analyst: by, Letter: "ABCDEF"[rng.IntN(6)], Digit: "123456"[rng.IntN(6)]})
				f.Mentions = append(f.Mentions, figures.Mention{Place: place, Analyst: by, Statement: names.Statement(model.StatementID(fmt.Sprintf("S%d", rng.IntN(30))), ""), Stance: uint8(rng.IntN(4))})
			}
		}
		f.SetUnits(units)
		all = append(all, f)
	}
	lists := figures.Lists{Codebook: model.DefaultCodebook(), Zone: time.UTC}
	return figures.NewCounts(figures.NewFacts(lists, names, all), compare.Request{})
}

func figure(t testing.TB, c *figures.Counts, name string) *figures.Figure {
	t.Helper()
	f, ok := c.Figure(name)
	if !ok {
		t.Fatalf("there is no figure %s", name)
	}
	return f
}

// box is the room that an item takes.
type box struct{ x0, y0, x1, y1 float64 }

func boxOf(it *scene.Item) box {
	if it.Shape != scene.Text {
		return box{it.X, it.Y, it.X + it.W, it.Y + it.H}
	}
	w := chart.Estimate(it.Text, it.Size, it.Bold)
	before := map[scene.Anchor]float64{scene.Start: 0, scene.Middle: w / 2, scene.End: w}[it.Anchor]
	if it.Turned {
		return box{it.X - it.Size*0.8, it.Y - w + before, it.X + it.Size*0.2, it.Y + before}
	}
	return box{it.X - before, it.Y - it.Size*0.8, it.X - before + w, it.Y + it.Size*0.2}
}

func TestNoTextOverlapsAnotherOrLeavesTheDrawing(t *testing.T) {
	for _, articles := range []int{0, 1, 30, 400} {
		c := counts(t, articles)
		for _, name := range figures.Named() {
			for _, width := range []float64{0, 420, 760, 1500} {
				s := chart.Layout(figure(t, c, name), chart.Options{Width: width})
				var texts []box
				for i := range s.Items {
					it := &s.Items[i]
					b := boxOf(it)
					if b.x0 < -0.5 || b.y0 < -0.5 || b.x1 > s.Width+0.5 || b.y1 > s.Height+0.5 {
						t.Errorf("%s, %v wide: %q is outside at %v", name, width, it.Text, b)
					}
					if it.Shape != scene.Text {
						continue
					}
					for k, other := range texts {
						if b.x0 < other.x1 && other.x0 < b.x1 && b.y0 < other.y1 && other.y0 < b.y1 {
							t.Errorf("%s, %v wide: %q overlaps text %d at %v", name, width, it.Text, k, b)
						}
					}
					texts = append(texts, b)
				}
			}
		}
	}
}

// Every cell that is drawn has an item, and the number with it is its count.
func TestItemsBelongToTheirCells(t *testing.T) {
	c := counts(t, 60)
	for _, name := range figures.Named() {
		f := figure(t, c, name)
		drawn := map[int]bool{}
		s := chart.Layout(f, chart.Options{Width: 900})
		for i := range s.Items {
			it := &s.Items[i]
			if it.Of < 0 {
				continue
			}
			drawn[it.Of] = true
			if cell := f.Cells[it.Of]; !strings.HasSuffix(it.Tip, fmt.Sprintf(": %d", cell.Count)) {
				t.Errorf("%s: the tip of %+v is %q", name, cell, it.Tip)
			}
		}
		for at, cell := range f.Cells {
			undated := f.Rows[cell.Row].None() && chart.KindOf(f) == chart.Days
			if !drawn[at] && !undated {
				t.Errorf("%s: %+v is not drawn", name, cell)
			}
		}
	}
}

func TestAWindowOfRowsHasTheScaleOfAll(t *testing.T) {
	f := figure(t, counts(t, 200), "labels-by-outlet")
	all := map[int]float64{}
	for _, it := range chart.Layout(f, chart.Options{Width: 760}).Items {
		if it.Shape == scene.Rect && it.Of >= 0 {
			all[it.Of] = it.W
		}
	}
	some := chart.Layout(f, chart.Options{Width: 760, From: 5, Rows: 4})
	seen := map[int]bool{}
	for _, it := range some.Items {
		if it.Shape == scene.Rect && it.Of >= 0 {
			seen[f.Cells[it.Of].Row] = true
		}
	}
	if len(seen) != 4 || seen[4] || !seen[5] || !seen[8] {
		t.Errorf("the rows %v are drawn", seen)
	}
}

func TestMoreRowsThanADrawingHoldsAreSaid(t *testing.T) {
	f := figure(t, counts(t, chart.MostRows+20), "labels-by-article")
	s := chart.Layout(f, chart.Options{Width: 760})
	last := s.Items[len(s.Items)-1]
	if want := fmt.Sprintf("%d more rows are not drawn", len(f.Rows)-chart.MostRows); last.Text != want {
		t.Errorf("%q, not %q", last.Text, want)
	}
}

func TestDaysFarApartShareColumns(t *testing.T) {
	names := figures.NewNames()
	var all []figures.ArticleFacts
	for i, day := range []string{"0002-01-01", "1899-12-31", "2031-03-10", "2031-03-11", "9999-12-31", "nonsense"} {
		f := figures.ArticleFacts{ID: model.ArticleID(fmt.Sprintf("%016x", i)), Title: "A", Published: day}
		f.Annotations = []figures.Annotation{{Place: figures.Place{Start: 0, End: 9}, Analyst: names.Analyst("Ines"), Label: names.Label(model.Claim)}}
		f.SetUnits([]model.Unit{{Span: model.Span{End: 9}}})
		all = append(all, f)
	}
	c := figures.NewCounts(figures.NewFacts(figures.Lists{Codebook: model.DefaultCodebook()}, names, all), compare.Request{})
	s := chart.Layout(figure(t, c, "labels-by-day"), chart.Options{Width: 600})
	rects := 0
	for _, it := range s.Items {
		if it.Shape == scene.Rect && strings.Contains(it.Tip, "Claim") {
			rects++
		}
	}
	if rects != 4 || len(s.Items) > 400 {
		t.Errorf("%d columns in %d items", rects, len(s.Items))
	}
}

func FuzzNamesAreCut(f *testing.F) {
	for _, name := range outlets() {
		f.Add(name, 80.0)
	}
	f.Fuzz(func(t *testing.T, name string, width float64) {
		names := figures.NewNames()
		a := figures.ArticleFacts{ID: "0123456789abcdef", Title: name, Outlet: name}
		a.Annotations = []figures.Annotation{{Place: figures.Place{End: 9}, Analyst: names.Analyst("Ines"), Label: names.Label(model.Claim)}}
		a.SetUnits([]model.Unit{{Span: model.Span{End: 9}}})
		c := figures.NewCounts(figures.NewFacts(figures.Lists{}, names, []figures.ArticleFacts{a}), compare.Request{})
		s := chart.Layout(figure(t, c, "labels-by-outlet"), chart.Options{Width: width})
		for i := range s.Items {
			if b := boxOf(&s.Items[i]); b.x0 < -1 || b.x1 > s.Width+1 {
				t.Errorf("%q is outside at %v of %v", s.Items[i].Text, b, s.Width)
			}
		}
	})
}
