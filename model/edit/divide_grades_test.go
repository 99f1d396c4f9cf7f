package edit_test

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// judge adds a grade, and a checklist with a remark, to a span of a document.
func judge(d *model.Document, at model.Span, analyst, letter, remark string) {
	on := model.Subject{Article: d.ID, Sentence: at}
	g := &record.Grade{Analyst: analyst, On: record.GradedSentence, Grade: model.Grade{Source: letter}, At: noon}
	record.Of(record.GradeKind).Show(d, record.GradeOn(on, analyst), g)
	c := &record.Checklist{Analyst: analyst, Remark: remark, At: noon}
	record.Of(record.ChecklistKind).Show(d, record.ChecklistOn(on, analyst), c)
}

// judged lists the grades and the checklists of a document by the text that they are on.
func judged(d *model.Document) (list []string) {
	for key, content := range d.Records {
		switch c := content.(type) {
		case *record.Grade:
			list = append(list, key.Sentence.Of(d.Text)+" "+c.Analyst+": "+c.Grade.String())
		case *record.Checklist:
			list = append(list, key.Sentence.Of(d.Text)+" "+c.Analyst+": "+c.Remark)
		}
	}
	slices.Sort(list)
	return list
}

func wantJudged(t *testing.T, when string, d *model.Document, want ...string) {
	t.Helper()
	slices.Sort(want)
	if got := judged(d); !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", when, got, want)
	}
}

func TestGradesAndChecklistsStayWithTheFirstHalf(t *testing.T) {
	d := divided("It rained, the dam held.")
	judge(d, d.Units[0].Span, "Ines", "B", "dated")
	judge(d, d.Units[0].Span, "Oskar", "F", "undated")
	before := judged(d)
	c, err := edit.Splitting(d, 0, strings.Index(d.Text, "the dam"))
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, d, c.Edits)
	wantJudged(t, "split", d, "It rained, Ines: B", "It rained, Ines: dated", "It rained, Oskar: F", "It rained, Oskar: undated")
	carryOut(t, d, edit.Inverses(c.Edits))
	wantJudged(t, "undone", d, before...)
}

// Of records that differ, those of the analyst who merges are dropped with the second
// sentence, and those of others stay where they are.
func TestGradesAndChecklistsThatDifferAreMerged(t *testing.T) {
	for by, want := range map[string][]string{
		"": {
			"It rained, the dam held. Ines: A", "It rained, the dam held. Ines: a", "It rained, the dam held. Oskar: B", "It rained, the dam held. Oskar: b",
			"It rained, the dam held. Zoe: E", "It rained, the dam held. Zoe: e",
		},
		"Ines": {
			"It rained, the dam held. Ines: A", "It rained, the dam held. Ines: a",
			"It rained, Oskar: B", "It rained, Oskar: b", "the dam held. Oskar: D", "the dam held. Oskar: d",
			"It rained, the dam held. Zoe: E", "It rained, the dam held. Zoe: e", // they do not differ
		},
		"Zoe": {
			"It rained, Ines: A", "It rained, Ines: a", "the dam held. Ines: C", "the dam held. Ines: c",
			"It rained, Oskar: B", "It rained, Oskar: b", "the dam held. Oskar: D", "the dam held. Oskar: d",
			"It rained, the dam held. Zoe: E", "It rained, the dam held. Zoe: e",
		},
	} {
		d := divided("It rained,/the dam held.")
		first, second := d.Units[0].Span, d.Units[1].Span
		judge(d, first, "Ines", "A", "a")
		judge(d, second, "Ines", "C", "c")
		judge(d, first, "Oskar", "B", "b")
		judge(d, second, "Oskar", "D", "d")
		judge(d, first, "Zoe", "E", "e")
		judge(d, second, "Zoe", "E", "e")
		before := judged(d)
		var dropped []model.Kind
		if by == "Ines" {
			dropped = []model.Kind{record.GradeKind, record.ChecklistKind}
		}
		if got := edit.Dropped(d, 0, by); !slices.Equal(got, dropped) {
			t.Errorf("%q drops the kinds %v, want %v", by, got, dropped)
		}
		c, err := edit.Merging(d, 0, edit.NoSide, by)
		if err != nil {
			t.Fatal(err)
		}
		carryOut(t, d, c.Edits)
		wantJudged(t, "merged by "+by, d, want...)
		carryOut(t, d, edit.Inverses(c.Edits))
		wantJudged(t, "undone", d, before...)
	}
}

func TestNothingIsDroppedFromUnitsThatCannotBeMerged(t *testing.T) {
	d := divided("It rained.¶The dam held.")
	for unit, letter := range []string{"A", "B"} {
		judge(d, d.Units[unit].Span, "Ines", letter, "")
	}
	for _, unit := range []int{-1, 0, 1, 2} {
		if got := edit.Dropped(d, unit, "Ines"); got != nil {
			t.Errorf("unit %d: %v", unit, got)
		}
	}
}

func TestDetachedGradesAndChecklistsGoToTheNearestSentence(t *testing.T) {
	d := divided("It rained, the dam held./It did.")
	judge(d, model.Span{Start: 0, End: 10}, "Oskar", "B", "b")
	judge(d, model.Span{Start: 11, End: 24}, "Oskar", "D", "d")
	judge(d, model.Span{Start: 0, End: 10}, "Ines", "A", "a")
	before := judged(d)
	all := edit.DetachedOf(d, "Oskar")
	if len(all) != 4 {
		t.Fatalf("detached: %+v", all)
	}
	c := edit.At(noon).Attaching(d, "Oskar")
	carryOut(t, d, c.Edits)
	wantJudged(t, "put back", d,
		"It rained, the dam held. Oskar: B", "It rained, the dam held. Oskar: b", // there is one of each on a sentence
		"the dam held. Oskar: D", "the dam held. Oskar: d", "It rained, Ines: A", "It rained, Ines: a")
	for _, left := range edit.DetachedOf(d, "Oskar") {
		if left.To != (model.Span{}) {
			t.Errorf("%+v can be put on a sentence that has one", left)
		}
	}
	carryOut(t, d, edit.Inverses(c.Edits))
	wantJudged(t, "undone", d, before...)
}
