package edit_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

func TestWhatIsDetachedGoesToTheNearestSentence(t *testing.T) {
	// Spans:     0-9       10-18    19-28     29-38
	d := divided("aaaa aaaa/#bbbb bbb/cccc cccc/dddd dddd")
	label := func(from, to int, analyst string, key model.LabelKey) {
		d.SetAnnotation(model.Span{Start: from, End: to}, analyst, &model.Annotation{Analyst: analyst, Label: key, At: noon.Add(time.Hour)})
	}
	note := func(id string, from, to int, analyst string) {
		d.SetNote(id, &model.Note{ID: id, Target: model.OnSentence("a", model.Span{Start: from, End: to}), Analyst: analyst, Text: id, Created: noon, Updated: noon})
	}
	label(2, 12, "Ines", model.Claim)       // mostly in the first sentence
	label(12, 22, "Ines", model.Quote)      // what it shares most with is set aside
	label(32, 34, "Ines", model.Background) // its sentence has a label
	label(29, 38, "Ines", model.Claim)      // which is that of a sentence
	label(24, 28, "Ines", model.Claim)      // its sentence already gets the quote
	label(3, 5, "Oskar", model.Claim)       // somebody else's
	note("n", 30, 38, "Ines")
	note("o", 0, 3, "Oskar")
	var got []string
	for _, one := range edit.DetachedOf(d, "Ines") {
		got = append(got, fmt.Sprintf("%s→%s", one.Span, one.To))
	}
	want := []string{"2-12→0-9", "12-22→19-28", "24-28→0-0", "30-38→29-38", "32-34→0-0"}
	if !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	c := edit.At(noon).Attaching(d, "Ines")
	for _, e := range c.Edits {
		e.Apply(d)
	}
	for at, want := range map[int]model.LabelKey{0: model.Claim, 2: model.Quote, 3: model.Claim} {
		if a, _ := d.Annotation(d.Units[at].Span, "Ines"); a.Label != want {
			t.Errorf("unit %d has the label %q, want %q", at, a.Label, want)
		}
	}
	if n := d.NotesOn(model.OnSentence("a", d.Units[3].Span)); len(n) != 1 || n[0].ID != "n" || !n[0].Created.Equal(noon) {
		t.Errorf("notes %v", n)
	}
	if left := edit.DetachedOf(d, "Ines"); len(left) != 2 || len(edit.At(noon).Attaching(d, "Ines").Edits) != 0 {
		t.Errorf("left: %v", left)
	}
	if len(edit.DetachedOf(d, "Oskar")) != 2 {
		t.Error("Oskar's were touched")
	}
	for _, e := range edit.Inverses(c.Edits) {
		e.Apply(d)
	}
	if got := edit.DetachedOf(d, "Ines"); len(got) != 5 {
		t.Errorf("after undo: %v", got)
	}
}

func TestWithoutASentenceNothingIsPutBack(t *testing.T) {
	d := divided("#aaaa")
	d.SetAnnotation(model.Span{Start: 0, End: 2}, "Ines", &model.Annotation{Analyst: "Ines", Label: model.Claim})
	if got := edit.DetachedOf(d, "Ines"); len(got) != 1 || got[0].To != (model.Span{}) {
		t.Errorf("%v", got)
	}
}

func TestDetachedPhrasesGoToTheNearestSentence(t *testing.T) {
	d := divided("aaaa aaaa/bbbb bbb")
	give := func(from, to int, analyst string, id model.PhraseID) {
		on := model.Subject{Article: "a", Sentence: model.Span{Start: from, End: to}}
		record.Of(record.GivenKind).Show(d, record.GivenOn(on, analyst, id), &record.Given{Phrase: id, Analyst: analyst, Name: string(id)})
	}
	give(0, 9, "Ines", "odd")    // on a sentence
	give(0, 4, "Ines", "odd")    // its sentence has it already
	give(10, 12, "Ines", "late") // both go to one sentence
	give(12, 17, "Ines", "late")
	give(10, 12, "Oskar", "late")
	give(0, 0, "Ines", "thin") // on the article
	before := len(d.Records)
	if got := edit.DetachedOf(d, "Ines"); len(got) != 3 {
		t.Fatalf("%v", got)
	}
	c := edit.At(noon).Attaching(d, "Ines")
	for _, e := range c.Edits {
		e.Apply(d)
	}
	names := func(unit int) (out []string) {
		for _, g := range record.GivenTo(d, d.Units[unit].Span) {
			out = append(out, g.Analyst+" "+g.Name)
		}
		return out
	}
	if first, second := names(0), names(1); !slices.Equal(first, []string{"Ines odd"}) || !slices.Equal(second, []string{"Ines late"}) {
		t.Errorf("%q, %q", first, second)
	}
	if left := edit.DetachedOf(d, "Ines"); len(left) != 0 || len(d.Records) != 4 {
		t.Errorf("left: %v of %d records", left, len(d.Records))
	}
	for _, e := range edit.Inverses(c.Edits) {
		e.Apply(d)
	}
	if len(d.Records) != before {
		t.Errorf("after undo there are %d records, not %d", len(d.Records), before)
	}
}

func TestDetachedMentionsGoToTheNearestSentence(t *testing.T) {
	d := divided("aaaa aaaa/bbbb bbb")
	mention := func(from, to int, analyst string, id model.StatementID, stance model.Stance) {
		on := model.Subject{Article: "a", Sentence: model.Span{Start: from, End: to}}
		m := &record.Mention{Statement: id, Analyst: analyst, Title: string(id), Stance: stance}
		record.Of(record.MentionKind).Show(d, record.MentionOn(on, analyst, id), m)
	}
	mention(0, 9, "Ines", "s1", model.Asserts) // on a sentence
	mention(0, 4, "Ines", "s1", model.Denies)  // its sentence is a mention of the same statement
	mention(0, 4, "Ines", "s2", model.Denies)
	mention(10, 12, "Ines", "s1", model.Doubts) // both go to one sentence
	mention(12, 17, "Ines", "s1", model.Asserts)
	mention(10, 12, "Oskar", "s1", model.Asserts)
	before := len(d.Records)
	if got := edit.DetachedOf(d, "Ines"); len(got) != 4 {
		t.Fatalf("%v", got)
	}
	c := edit.At(noon).Attaching(d, "Ines")
	for _, e := range c.Edits {
		e.Apply(d)
	}
	for unit, want := range [][]string{{"s1 asserts", "s2 denies"}, {"s1 doubts"}} {
		var got []string
		for _, m := range record.Mentioned(d, d.Units[unit].Span) {
			got = append(got, string(m.Statement)+" "+string(m.Stance))
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("sentence %d has %q, want %q", unit, got, want)
		}
	}
	if left := edit.DetachedOf(d, "Ines"); len(left) != 2 || len(d.Records) != before {
		t.Errorf("left: %v of %d records", left, len(d.Records))
	}
}
