package edit_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

var noon = time.Date(2031, 3, 14, 12, 0, 0, 0, time.UTC)

// divided returns an article made from a marked text: "/" separates units, "¶"
// separates paragraphs, and a unit that begins with "#" is set aside.
func divided(marked string) *model.Document {
	d := &model.Document{Article: model.Article{ID: "a"}, Annotations: map[model.Span][]model.Annotation{}}
	for i, p := range strings.Split(marked, "¶") {
		if i > 0 {
			d.Text += "\n"
		}
		from := len(d.Text)
		for j, s := range strings.Split(p, "/") {
			if j > 0 {
				d.Text += " "
			}
			u := model.Unit{Span: model.Span{Start: len(d.Text)}, Paragraph: i}
			if strings.HasPrefix(s, "#") {
				u.Kind, s = model.UnitCredit, s[1:]
			}
			d.Text += s
			u.Span.End = len(d.Text)
			d.Units = append(d.Units, u)
		}
		d.Paragraphs = append(d.Paragraphs, model.Span{Start: from, End: len(d.Text)})
	}
	return d
}

func say(d *model.Document, unit int, analyst string, label model.LabelKey, at time.Time) {
	d.SetAnnotation(d.Units[unit].Span, analyst, &model.Annotation{Analyst: analyst, Label: label, At: at})
}

func noteOn(d *model.Document, unit int, id string) {
	d.SetNote(id, &model.Note{ID: id, Target: model.OnSentence(d.ID, d.Units[unit].Span), Analyst: "Ines", Text: "Note " + id, Created: noon, Updated: noon})
}

// carryOut applies the edits to the document. It fails the test if an edit of a
// label or of units does not find the value that it expects.
func carryOut(t *testing.T, d *model.Document, edits []edit.Edit) {
	t.Helper()
	for _, e := range edits {
		switch e := e.(type) {
		case edit.Record:
			before, _, isLabel := e.Annotation()
			was, ok := d.Annotation(e.Key.Sentence, e.Key.Analyst)
			if isLabel && (ok != (before != nil) || ok && was != *before) {
				t.Fatalf("%+v finds %+v (%v)", e, was, ok)
			}
		case edit.Units:
			if _, ok := model.Replace(d.Units, e.Before, e.After); !ok {
				t.Fatalf("%+v does not fit %v", e, d.Units)
			}
		}
		e.Apply(d)
	}
}

// picture returns the units of a document with their labels and notes, one unit per
// line.
func picture(d *model.Document) string {
	var b strings.Builder
	for _, u := range d.Units {
		fmt.Fprintf(&b, "%s|%v", u.Span.Of(d.Text), u.Kind)
		for _, a := range d.Annotations[u.Span] {
			fmt.Fprintf(&b, " %s:%s", a.Analyst, a.Label)
		}
		for _, n := range d.NotesOn(model.OnSentence(d.ID, u.Span)) {
			fmt.Fprintf(&b, " +%s", n.ID)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestBothHalvesKeepEveryLabelAndTheFirstTheNotes(t *testing.T) {
	d := divided("It rained, the dam held./It did.")
	say(d, 0, "Ines", model.Claim, noon)
	say(d, 0, "Oskar", model.Quote, noon.Add(time.Hour))
	noteOn(d, 0, "x")
	noteOn(d, 1, "y")
	noteOn(d, 0, "z")
	c, err := edit.Splitting(d, 0, strings.Index(d.Text, "the dam"))
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, d, c.Edits)
	const want = `It rained,|sentence Ines:claim Oskar:quote +x +z
the dam held.|sentence Ines:claim Oskar:quote
It did.|sentence +y
`
	if got := picture(d); got != want || c.Verb != edit.Split {
		t.Errorf("%q gives\n%s, want\n%s", c.Verb, got, want)
	}
	if a, _ := d.Annotation(d.Units[1].Span, "Oskar"); !a.At.Equal(noon.Add(time.Hour)) {
		t.Errorf("the second half was labelled at %v", a.At)
	}
}

func TestWhereNothingCanBeDivided(t *testing.T) {
	d := divided("Ünal  came./Yes.")
	for _, at := range []int{-1, 0, 1, len("Ünal  came."), len(d.Text), len(d.Text) + 9} {
		if _, err := edit.Splitting(d, 0, at); !errors.Is(err, model.ErrNotDivided) {
			t.Errorf("splitting at %d gives %v", at, err)
		}
	}
	for _, unit := range []int{-1, 2} {
		if _, err := edit.Splitting(d, unit, 3); !errors.Is(err, model.ErrNoSentence) {
			t.Errorf("splitting unit %d gives %v", unit, err)
		}
	}
	for _, at := range []int{len("Ünal"), len("Ünal "), len("Ünal  ")} { // the space belongs to neither half
		c, err := edit.Splitting(d, 0, at)
		if err != nil {
			t.Fatal(err)
		}
		u := c.Edits[0].(edit.Units).After
		if got := u[0].Span.Of(d.Text) + "|" + u[1].Span.Of(d.Text); got != "Ünal|came." {
			t.Errorf("splitting at %d gives %q", at, got)
		}
	}
}

func TestMergingKeepsWhatAgreesAndAsksWhereItDoesNot(t *testing.T) {
	for _, c := range []struct {
		first, second map[string]model.LabelKey
		keep          edit.Side
		want          string // "?" if the analyst must decide
	}{
		{nil, nil, edit.NoSide, ""},
		{map[string]model.LabelKey{"Ines": model.Claim}, nil, edit.NoSide, " Ines:claim"},
		{nil, map[string]model.LabelKey{"Oskar": model.Quote}, edit.NoSide, " Oskar:quote"},
		{map[string]model.LabelKey{"Ines": model.Claim}, map[string]model.LabelKey{"Ines": model.Claim}, edit.NoSide, " Ines:claim"},
		{map[string]model.LabelKey{"Ines": model.Claim}, map[string]model.LabelKey{"Oskar": model.Quote}, edit.NoSide, " Ines:claim Oskar:quote"},
		{map[string]model.LabelKey{"Ines": model.Claim}, map[string]model.LabelKey{"Ines": model.Quote}, edit.NoSide, "?"},
		{map[string]model.LabelKey{"Ines": model.Claim}, map[string]model.LabelKey{"Ines": model.Quote}, edit.First, " Ines:claim"},
		{map[string]model.LabelKey{"Ines": model.Claim}, map[string]model.LabelKey{"Ines": model.Quote}, edit.Second, " Ines:quote"},
		{map[string]model.LabelKey{"Ines": model.Claim}, map[string]model.LabelKey{"Ines": model.Quote}, edit.Neither, ""},
		{ // Ines's labels agree and stay; Oskar's differ and are removed
			map[string]model.LabelKey{"Ines": model.Claim, "Oskar": model.Quote},
			map[string]model.LabelKey{"Ines": model.Claim, "Oskar": model.Background},
			edit.Neither, " Ines:claim",
		},
	} {
		d := divided("It rained./The dam held.")
		for unit, said := range []map[string]model.LabelKey{c.first, c.second} {
			for _, who := range slices.Sorted(maps.Keys(said)) {
				say(d, unit, who, said[who], noon.Add(time.Duration(unit)*time.Hour))
			}
		}
		change, err := edit.Merging(d, 0, c.keep, "")
		if c.want == "?" {
			if !errors.Is(err, model.ErrLabelsDiffer) || len(edit.Differences(d, 0)) != 1 {
				t.Errorf("%v and %v give %v", c.first, c.second, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		carryOut(t, d, change.Edits)
		if got, want := picture(d), "It rained. The dam held.|sentence"+c.want+"\n"; got != want || change.Verb != edit.Merge {
			t.Errorf("%v and %v with %d give\n%s, want\n%s", c.first, c.second, c.keep, got, want)
		}
	}
}

func TestALabelOnBothHalvesIsAsOldAsTheLaterOne(t *testing.T) {
	for _, hours := range [][2]int{{1, 2}, {2, 1}} {
		d := divided("It rained./The dam held.")
		for unit, h := range hours {
			say(d, unit, "Ines", model.Claim, noon.Add(time.Duration(h)*time.Hour))
		}
		c, err := edit.Merging(d, 0, edit.NoSide, "")
		if err != nil {
			t.Fatal(err)
		}
		carryOut(t, d, c.Edits)
		if a, _ := d.Annotation(d.Units[0].Span, "Ines"); !a.At.Equal(noon.Add(2 * time.Hour)) {
			t.Errorf("labels of %v hours give one of %v", hours, a.At)
		}
	}
}

func TestMergingKeepsTheNotesOnBoth(t *testing.T) {
	d := divided("It rained./The dam held.")
	noteOn(d, 1, "x")
	noteOn(d, 0, "y")
	c, err := edit.Merging(d, 0, edit.NoSide, "")
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, d, c.Edits)
	if got, want := picture(d), "It rained. The dam held.|sentence +x +y\n"; got != want {
		t.Errorf("the merged sentence is %q, want %q", got, want)
	}
}

func TestWhyNothingCanBeMerged(t *testing.T) {
	d := divided("One./Two./#Three/Four.¶Five.")
	for unit, want := range []error{nil, model.ErrAsideBetween, model.ErrAsideBetween, model.ErrParagraphEnds, model.ErrLastUnit, model.ErrNoSentence} {
		_, err := edit.Merging(d, unit, edit.First, "")
		if !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("merging unit %d gives %v, want %v", unit, err, want)
		}
		if can := edit.CanMerge(d, unit); !errors.Is(can, want) || (can == nil) != (want == nil) {
			t.Errorf("unit %d can be merged: %v, want %v", unit, can, want)
		}
	}
}

// randomly returns a random article with labels and notes.
func randomly(rng *rand.Rand) *model.Document {
	var marked strings.Builder
	for i := range 1 + rng.IntN(8) {
		if i > 0 {
			marked.WriteString([]string{"/", "/", "/", "¶"}[rng.IntN(4)])
		}
		marked.WriteString([]string{"", "", "", "#"}[rng.IntN(4)])
		marked.WriteString([]string{"Rain fell.", "水が来た。", "It rose, and fell  again.", "No.", "e\u0301tait là"}[rng.IntN(5)])
	}
	d := divided(marked.String())
	for unit, u := range d.Units {
		for _, who := range []string{"Ines", "Oskar"} {
			if u.Kind == model.UnitSentence && rng.IntN(2) == 0 {
				say(d, unit, who, model.DefaultCodebook()[rng.IntN(3)].Key, noon.Add(time.Duration(rng.IntN(100))*time.Minute))
			}
		}
		for range rng.IntN(3) {
			noteOn(d, unit, fmt.Sprint("n", len(d.Notes)))
		}
	}
	return d
}

func copyOf(d *model.Document) *model.Document {
	c := *d
	c.Units, c.Notes, c.Annotations = slices.Clone(d.Units), slices.Clone(d.Notes), maps.Clone(d.Annotations)
	c.Records = maps.Clone(d.Records)
	return &c
}

// TestDividingIsTakenBackExactly splits and merges random articles. It checks that
// undo restores the old state, that no note is lost, and that merging a split
// sentence restores it.
func TestDividingIsTakenBackExactly(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 7))
	did := map[edit.Verb]int{}
	for range 2000 {
		d := randomly(rng)
		was := copyOf(d)
		unit := rng.IntN(len(d.Units))
		c, err := edit.Merging(d, unit, edit.Side(1+rng.IntN(3)), "")
		if split := rng.IntN(2) == 0; split {
			c, err = edit.Splitting(d, unit, rng.IntN(len(d.Text)))
		}
		if err != nil {
			continue
		}
		did[c.Verb]++
		carryOut(t, d, c.Edits)
		if len(d.Notes) != len(was.Notes) {
			t.Fatalf("%s makes %d notes of %d", c.Verb, len(d.Notes), len(was.Notes))
		}
		for _, n := range d.Notes { // every note is on a unit
			if !slices.ContainsFunc(d.Units, func(u model.Unit) bool { return u.Span == *n.Target.Sentence }) {
				t.Fatalf("%s leaves the note %s on %v", c.Verb, n.ID, *n.Target.Sentence)
			}
		}
		if c.Verb == edit.Split {
			back, err := edit.Merging(d, unit, edit.NoSide, "")
			if err != nil {
				t.Fatalf("what was split cannot be merged: %v", err)
			}
			merged := copyOf(d)
			carryOut(t, merged, back.Edits)
			for key, is := range merged.Records { // says that the paragraph is as before
				paragraph := was.Units[unit].Paragraph
				if !reflect.DeepEqual(is, &record.Paragraph{Units: edit.InParagraph(was.Units, paragraph)}) || key.Sentence != was.Paragraphs[paragraph] {
					t.Fatalf("the division of %+v is %+v", key, is)
				}
			}
			merged.Records = was.Records
			if !reflect.DeepEqual(merged, was) {
				t.Fatalf("split and merged\n%s is\n%s", picture(was), picture(merged))
			}
		}
		carryOut(t, d, edit.Inverses(c.Edits))
		if !reflect.DeepEqual(d, was) {
			t.Fatalf("undo of %s makes\n%s of\n%s", c.Verb, picture(d), picture(was))
		}
	}
	if did[edit.Split] < 100 || did[edit.Merge] < 100 {
		t.Errorf("only %v were tried", did)
	}
}
