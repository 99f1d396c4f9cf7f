package figures_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/record"
)

// many has so many articles that several workers count them.
func many(rng *rand.Rand) *work {
	w := newWork()
	for i := range 4_500 {
		w.article(fmt.Sprint("Outlet ", rng.IntN(30)), fmt.Sprintf("2031-03-%02d", 1+rng.IntN(28)), model.DefaultCodebook()[rng.IntN(3)].Key, "", model.Claim)
		f := &w.articles[i]
		for k := range f.Annotations {
			f.Annotations[k].Day = int32(22_000 + rng.IntN(300))
			f.Annotations[k].Analyst = w.names.Analyst(fmt.Sprint("Analyst ", rng.IntN(3)))
		}
		if rng.IntN(3) == 0 {
			w.attribute(rng.IntN(3), fmt.Sprint("voice ", rng.IntN(40)))
		}
		if rng.IntN(4) == 0 {
			w.mention(rng.IntN(3), model.StatementID(fmt.Sprint("S", rng.IntN(20))), model.Stances()[rng.IntN(len(model.Stances()))])
		}
		if rng.IntN(4) == 0 {
			f.Grades = append(f.Grades, figures.Grade{Place: place(1), Analyst: w.names.Analyst("Ines"), Letter: 'B', Digit: "12"[rng.IntN(2)]})
			w.restand(f)
		}
	}
	w.far[record.GradeOn(model.Subject{Outlet: "outlet 3"}, "Ines")] = &record.Grade{Analyst: "Ines", On: record.GradedOutlet, Grade: model.Grade{Source: "C"}}
	w.far[record.GradeOfVoice("voice 7", "Ines")] = &record.Grade{Analyst: "Ines", On: record.GradedVoice, Voice: "voice 7", Grade: model.Grade{Source: "F"}}
	return w
}

// everyCross returns all figures that can be counted.
func everyCross() (all []figures.Cross) {
	for _, rows := range figures.Dimensions() {
		for _, columns := range figures.Dimensions() {
			x := figures.Cross{Rows: rows, Columns: columns}
			if _, err := figures.UnitOf(x); err == nil {
				all = append(all, x)
			}
		}
	}
	return all
}

// said is what a figure says, without the numbers that its values have.
type said struct {
	Rows, Columns, Cells, Sums, Totals any
	Total                              int
}

func saidBy(t *testing.T, c *figures.Counts, x figures.Cross) said {
	t.Helper()
	f := cross(t, c, x.Rows, x.Columns)
	keys := func(values []figures.Value) (out []string) {
		for _, v := range values {
			out = append(out, v.Key+"\x00"+v.Name+"\x00"+v.Group)
		}
		return out
	}
	counts := [][3]int{}
	for _, cell := range f.Cells {
		counts = append(counts, [3]int{cell.Row, cell.Column, cell.Count})
	}
	return said{keys(f.Rows), keys(f.Columns), counts, slices.Clone(f.Sums), slices.Clone(f.Totals), f.Total}
}

// Several workers count what one counts, whichever figures were counted before.
func TestSeveralWorkersCountWhatOneCounts(t *testing.T) {
	all := everyCross()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	w := many(rand.New(rand.NewPCG(3, 4)))
	several := w.counts()
	var got []said
	for _, x := range all {
		got = append(got, saidBy(t, several, x))
	}
	runtime.GOMAXPROCS(1)
	one := w.counts()
	for i, x := range slices.Backward(all) {
		if want := saidBy(t, one, x); !reflect.DeepEqual(got[i], want) {
			t.Errorf("%v differs", x)
		}
	}
}

// A figure after labels is the one that is counted then, and the figures before do not change.
func TestAFigureStaysAsItWasWhenLabelsChange(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	w := newWork()
	for i := range 60 {
		w.article(fmt.Sprint("Outlet ", i%7), "2031-03-14", model.Claim, model.Quote, "", "", "")
	}
	c := figures.NewCounts(figures.NewFacts(w.lists, w.names, slices.Clone(w.articles)), compare.Request{})
	crosses := []figures.Cross{{Rows: figures.Article, Columns: figures.Label}, {Rows: figures.Label, Columns: figures.Article}, {Rows: figures.Outlet, Columns: figures.Analyst}, {Rows: figures.Speaker, Columns: figures.Mode}}
	type kept struct {
		f    *figures.Figure
		text string
	}
	var before []kept
	for n := range 300 {
		on := w.articles[rng.IntN(len(w.articles))].ID
		by := fmt.Sprint("Analyst ", rng.IntN(3))
		var label *model.Annotation
		if rng.IntN(3) > 0 {
			label = &model.Annotation{Analyst: by, Label: model.DefaultCodebook()[rng.IntN(3)].Key}
		}
		if !c.Apply(edit.Record{Key: record.OnSentence(on, sentence(rng.IntN(5)), by), After: orNil(label)}) {
			t.Fatal("not applied")
		}
		x := crosses[n%len(crosses)]
		f := cross(t, c, x.Rows, x.Columns)
		before = append(before, kept{f, text(f)})
		if want := cross(t, figures.Fresh(c), x.Rows, x.Columns); text(f) != text(want) || !slices.Equal(f.Sums, want.Sums) {
			t.Fatalf("%v after %d labels:\n%s\nwant\n%s", x, n, text(f), text(want))
		}
	}
	for _, k := range before {
		if got := text(k.f); got != k.text {
			t.Fatalf("a figure became\n%s\nit was\n%s", got, k.text)
		}
	}
}
