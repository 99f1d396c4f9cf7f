package edit

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

var (
	morning = time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)
	first   = model.Span{Start: 0, End: 9}
)

// oneOfEach returns at least one edit of every kind.
func oneOfEach() []Edit {
	claim := &model.Annotation{Analyst: "Ines", Label: model.Claim, At: morning}
	quote := &model.Annotation{Analyst: "Ines", Label: model.Quote, At: morning}
	text := &model.Note{ID: "n", Target: model.OnSentence("a", first), Text: "Only one source."}
	units := []model.Unit{{Span: first}}
	aside := []model.Unit{{Span: first, Kind: model.UnitResidue}}
	return []Edit{
		Of(record.OnSentence("a", first, "Ines"), claim, quote),
		Of(record.OnSentence("a", first, "Ines"), quote, nil),
		OfNote(nil, text),
		OfNote(text, &model.Note{ID: "n", Target: text.Target, Text: "Two."}),
		Metadata{Article: "a", Before: model.Metadata{Title: "Old"}, After: model.Metadata{Title: "New"}},
		Units{Article: "a", Before: units, After: aside},
		Presence{Article: "a", After: true},
	}
}

func TestEveryEditIsTheInverseOfItsInverse(t *testing.T) {
	for _, e := range oneOfEach() {
		inverse := e.Inverse()
		if reflect.DeepEqual(inverse, e) {
			t.Errorf("%#v is its own inverse", e)
		}
		if back := inverse.Inverse(); !reflect.DeepEqual(back, e) {
			t.Errorf("the inverse's inverse of %#v is %#v", e, back)
		}
		if inverse.About() != e.About() {
			t.Errorf("the inverse of %#v is about %q", e, inverse.About())
		}
	}
}

func TestEditsSayWhichArticleTheyTouch(t *testing.T) {
	for _, e := range oneOfEach() {
		if got := e.About(); got != "a" {
			t.Errorf("%#v is about %q", e, got)
		}
	}
	outlet := OfNote(nil, &model.Note{ID: "n", Target: model.OnOutlet("Tide Post")})
	if got := outlet.About(); got != "" {
		t.Errorf("a note on an outlet is about article %q", got)
	}
}

func TestANoteEditIsAboutTheNoteOnEitherSide(t *testing.T) {
	n := &model.Note{ID: "n", Target: model.OnArticle("a")}
	for _, e := range []Record{OfNote(nil, n), OfNote(n, nil), OfNote(n, n)} {
		if e.Key.ID != "n" || e.Subject() != n.Target.Subject() {
			t.Errorf("%+v is about note %q on %v", e, e.Key.ID, e.Subject())
		}
	}
}

func TestInversesAreMadeInTheOppositeOrder(t *testing.T) {
	edits := oneOfEach()
	inverses := Inverses(edits)
	for i, e := range inverses {
		if want := edits[len(edits)-1-i].Inverse(); !reflect.DeepEqual(e, want) {
			t.Errorf("inverse %d is %#v, want %#v", i, e, want)
		}
	}
	if back := Inverses(inverses); !reflect.DeepEqual(back, edits) {
		t.Errorf("the inverses' inverses are %#v", back)
	}
}

// numbered returns a change of an article's title.
func numbered(id uint64, from, to string) Change {
	return Change{ID: id, Verb: Correct, Edits: []Edit{Metadata{
		Article: "a", Before: model.Metadata{Title: from}, After: model.Metadata{Title: to},
	}}}
}

// run applies edits to a title. It fails the test if an edit expects another title.
func run(t *testing.T, title string, edits []Edit) string {
	t.Helper()
	for _, e := range edits {
		m := e.(Metadata)
		if m.Before.Title != title {
			t.Fatalf("an edit that expects %q meets %q", m.Before.Title, title)
		}
		title = m.After.Title
	}
	return title
}

func TestUndoingABatchAndRedoingItMeetsWhatEachEditExpects(t *testing.T) {
	batch := []Change{numbered(3, "a", "b"), numbered(4, "b", "c"), numbered(5, "c", "d")}

	newestFirst := slices.Clone(batch)
	slices.Reverse(newestFirst)
	undo := Undoing(newestFirst)
	if !slices.Equal(undo.Undoes, []uint64{5, 4, 3}) || undo.Redoes != nil || undo.Verb != Correct {
		t.Errorf("the undo is %+v", undo)
	}
	if title := run(t, "d", undo.Edits); title != "a" {
		t.Errorf("after the undo the title is %q", title)
	}

	redo := Redoing(batch)
	if !slices.Equal(redo.Redoes, []uint64{3, 4, 5}) || redo.Undoes != nil || redo.Verb != Correct {
		t.Errorf("the redo is %+v", redo)
	}
	if title := run(t, "a", redo.Edits); title != "d" {
		t.Errorf("after the redo the title is %q", title)
	}
	if !reflect.DeepEqual(Inverses(undo.Edits), redo.Edits) {
		t.Error("the redo's edits are not the inverses of the undo's")
	}
}

func TestOnlySomeChangesBringWhatWasNotThere(t *testing.T) {
	for _, c := range []struct {
		change  Change
		repeats bool
	}{
		{Change{Verb: Tag}, false},
		{Change{Verb: Note}, false},
		{Change{Verb: Correct}, false},
		{Change{Verb: Load}, false},
		{Change{Verb: "a verb to come"}, false},
		{Change{Verb: Tag, Undoes: []uint64{1}}, true},
		{Change{Verb: Tag, Redoes: []uint64{1}}, true},
		{Change{Verb: GoBack}, true},
		{Change{Verb: Split}, true},
		{Change{Verb: Merge}, true},
		{Change{Verb: SetAside}, true},
	} {
		if got := c.change.Repeats(); got != c.repeats {
			t.Errorf("%+v repeats: %v", c.change, got)
		}
	}
}
