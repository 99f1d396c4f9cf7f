package edit_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

// Tests that walk all edits rely on modeltest.Edits, which must have every type.
func TestTestsKnowEveryTypeOfEdit(t *testing.T) {
	known := map[string]bool{}
	for _, e := range modeltest.Edits(t) {
		known[reflect.TypeOf(e).Name()] = true
	}
	file, err := parser.ParseFile(token.NewFileSet(), "edit.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	types := 0
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil && f.Name.Name == "Inverse" {
			types++
			if name := f.Recv.List[0].Type.(*ast.Ident).Name; !known[name] {
				t.Errorf("modeltest.Edits has no %s", name)
			}
		}
	}
	if types < 4 {
		t.Errorf("%d types of edits were found", types)
	}
}

// shownIn returns everything that edits can change in a document.
func shownIn(d *model.Document) string {
	return fmt.Sprintf("%v %v %v %+v %+v %+v", d.Removed, d.Metadata, d.Units, d.Annotations, d.Notes, d.Records)
}

// before returns a document to which an edit can be applied.
func before(e edit.Edit) *model.Document {
	d := divided("It rained.")
	d.Metadata.Title = "Old"
	d.Units[0].Span = model.Span{Start: 0, End: 9}
	switch e := e.(type) {
	case edit.Record:
		if !e.Beside {
			e.Kind().Show(d, e.Key, e.Before)
		}
	case edit.Presence:
		d.Removed = !e.Before
	}
	return d
}

func TestAnEditAndItsInverseLeaveADocumentAsItWas(t *testing.T) {
	for _, e := range modeltest.Edits(t) {
		d := before(e)
		was := shownIn(d)
		e.Apply(d)
		now := shownIn(d)
		e.Apply(d)
		if again := shownIn(d); again != now {
			t.Errorf("%+v, applied twice, makes %s of %s", e, again, now)
		}
		r, isRecord := e.(edit.Record)
		if hidden := isRecord && (r.Beside || r.Kind().Same(r.Before, r.After)); (now == was) != hidden {
			t.Errorf("%+v makes %s of %s", e, now, was)
		}
		e.Inverse().Apply(d)
		if got := shownIn(d); got != was {
			t.Errorf("%+v and its inverse make %s of %s", e, got, was)
		}
	}
}

func TestWhatEditsAreAbout(t *testing.T) {
	for _, e := range modeltest.Edits(t) {
		article, placed, moves := model.ArticleID("a"), false, false
		switch e := e.(type) {
		case edit.Record:
			subject := e.Subject()
			article, placed = subject.Article, subject.Sentence != model.Span{}
			content := e.After
			if content == nil {
				content = e.Before
			}
			if want := record.Of(e.Key.Kind).SubjectOf(e.Key, content); subject != want || e.Kind() != record.Of(e.Key.Kind) {
				t.Errorf("%+v is about %+v, want %+v", e, subject, want)
			}
		case edit.Units:
			placed, moves = true, true
		case edit.Presence:
			moves = true
		}
		at, ok := e.Stretch()
		if e.About() != article || e.Moves() != moves || ok != placed || ok && at != (model.Span{End: 9}) {
			t.Errorf("%+v is about %q, moves: %v, affects %v (%v)", e, e.About(), e.Moves(), at, ok)
		}
	}
}

func TestADividedStretchHasBothDivisions(t *testing.T) {
	unit := func(start, end int) model.Unit { return model.Unit{Span: model.Span{Start: start, End: end}} }
	for _, c := range []struct {
		before, after []model.Unit
		want          model.Span
		ok            bool
	}{
		{[]model.Unit{unit(3, 9)}, []model.Unit{unit(3, 5), unit(6, 9)}, model.Span{Start: 3, End: 9}, true},
		{[]model.Unit{unit(3, 5), unit(6, 9)}, []model.Unit{unit(2, 8)}, model.Span{Start: 2, End: 9}, true},
		{nil, []model.Unit{unit(3, 9)}, model.Span{}, false},
		{[]model.Unit{unit(3, 9)}, nil, model.Span{}, false},
	} {
		if got, ok := (edit.Units{Before: c.before, After: c.after}).Stretch(); got != c.want || ok != c.ok {
			t.Errorf("%v to %v affects %v (%v)", c.before, c.after, got, ok)
		}
	}
}

func TestTheContentsOfOtherKindsAreNotLabelsOrNotes(t *testing.T) {
	for _, e := range modeltest.Edits(t) {
		r, ok := e.(edit.Record)
		if !ok {
			continue
		}
		labelBefore, labelAfter, isLabel := r.Annotation()
		noteBefore, noteAfter, isNote := r.Note()
		if isLabel != (r.Key.Kind == record.Annotation && !r.Beside) || isNote != (r.Key.Kind == record.Note && !r.Beside) {
			t.Errorf("%+v is of a label: %v, of a note: %v", r, isLabel, isNote)
		}
		if isLabel && (!r.Kind().Same(r.Before, orNil(labelBefore)) || !r.Kind().Same(r.After, orNil(labelAfter))) {
			t.Errorf("%+v has the labels %v and %v", r, labelBefore, labelAfter)
		}
		if isNote && (!r.Kind().Same(r.Before, orNil(noteBefore)) || !r.Kind().Same(r.After, orNil(noteAfter))) {
			t.Errorf("%+v has the notes %v and %v", r, noteBefore, noteAfter)
		}
	}
}

// orNil returns a pointer as a content, and nil for a nil pointer.
func orNil[T any](p *T) any {
	if p == nil {
		return nil
	}
	return p
}

// version returns a version whose past has all versions before it.
func version(counter uint64, by byte) *record.Version {
	v := record.Version{Stamp: record.StampAt(1, record.Replica{by}, noon)}
	for v.Counter < counter {
		v = record.Version{Stamp: record.StampAt(v.Counter+1, record.Replica{by}, v.Time().Add(time.Hour)), Past: v.After()}
	}
	return &v
}

func TestTheInverseOfABroughtVersionWithdrawsIt(t *testing.T) {
	v1, v2 := version(1, 7), version(2, 7)
	for _, e := range modeltest.Examples(t) {
		for _, c := range []struct {
			name    string
			edit    edit.Record
			brought bool
			want    edit.Record
		}{
			{"made", edit.Record{Before: e.One, After: e.Other}, false, edit.Record{Before: e.Other, After: e.One}},
			{"the first brought", edit.Record{After: e.One, Is: v1}, true, edit.Record{Before: e.One, Was: v1}},
			{"brought in place of another", edit.Record{Before: e.One, After: e.Other, Was: v1, Is: v2}, true, edit.Record{Before: e.Other, After: e.One, Was: v2, Is: v1}},
			{"brought deleted", edit.Record{Before: e.One, Was: v1, Is: v2}, true, edit.Record{After: e.One, Was: v2, Is: v1}},
			{"made with a past", edit.Record{Before: e.One, After: e.Other, Is: &record.Version{Past: v2.After()}}, false, edit.Record{Before: e.Other, After: e.One}},
			{"kept beside", edit.Record{After: e.One, Is: v1, Beside: true}, true, edit.Record{Before: e.One, Was: v1, Beside: true}},
			{
				"taken",
				edit.Record{Before: e.One, After: e.Other, Settles: &edit.Settlement{Drops: []any{e.Other}, Leaves: []any{e.One}}},
				false,
				edit.Record{Before: e.Other, After: e.One, Settles: &edit.Settlement{Drops: []any{e.One}, Leaves: []any{e.Other}}},
			},
			{
				"kept",
				edit.Record{Before: e.One, After: e.One, Settles: &edit.Settlement{Drops: []any{nil}}},
				false,
				edit.Record{Before: e.One, After: e.One, Settles: &edit.Settlement{Leaves: []any{nil}}},
			},
		} {
			c.edit.Key, c.want.Key = e.Key, e.Key
			if c.edit.Brought() != c.brought || c.want.Brought() != c.brought {
				t.Errorf("%s, %s is brought: %v, and its inverse: %v", e.Name, c.name, c.edit.Brought(), c.want.Brought())
			}
			if got := c.edit.Inverse(); !reflect.DeepEqual(got, c.want) {
				t.Errorf("%s, %s: the inverse is %+v, want %+v", e.Name, c.name, got, c.want)
			}
			if c.name == "made with a past" {
				continue // its inverse makes a version, and so does the inverse of that
			}
			if got := c.want.Inverse(); !reflect.DeepEqual(got, c.edit) {
				t.Errorf("%s, %s: the inverse of the inverse is %+v", e.Name, c.name, got)
			}
		}
	}
}

// stepsOf returns changes with one edit each, newest first. The edits are in the order in
// which they were made.
func stepsOf(edits ...edit.Edit) []edit.Change {
	var out []edit.Change
	for i, e := range edits {
		out = append(out, edit.Change{ID: uint64(i + 1), Edits: []edit.Edit{e}})
	}
	slices.Reverse(out)
	return out
}

func TestTheNetOfChangesIsOneEditOfEachThing(t *testing.T) {
	v1, v2, v3 := version(1, 7), version(2, 7), version(3, 7)
	for _, e := range modeltest.Examples(t) {
		r := func(before, after any, was, is *record.Version) edit.Edit {
			return edit.Record{Key: e.Key, Before: before, After: after, Was: was, Is: is}
		}
		beside := func(before, after any, was, is *record.Version) edit.Edit {
			return edit.Record{Key: e.Key, Before: before, After: after, Was: was, Is: is, Beside: true}
		}
		for _, c := range []struct {
			name       string
			done, want []edit.Edit
		}{
			{"nothing", nil, nil},
			{"one", []edit.Edit{r(nil, e.One, nil, nil)}, []edit.Edit{r(nil, e.One, nil, nil)}},
			{"made and changed", []edit.Edit{r(nil, e.One, nil, nil), r(e.One, e.Other, nil, nil)}, []edit.Edit{r(nil, e.Other, nil, nil)}},
			{"changed back", []edit.Edit{r(e.One, e.Other, nil, nil), r(e.Other, e.One, nil, nil)}, nil},
			{"made and deleted", []edit.Edit{r(nil, e.Other, nil, nil), r(e.Other, nil, nil, nil)}, nil},
			{"brought twice", []edit.Edit{r(nil, e.One, nil, v1), r(e.One, e.Other, v1, v2)}, []edit.Edit{r(nil, e.Other, nil, v2)}},
			{"brought twice over another", []edit.Edit{r(e.One, nil, v1, v2), r(nil, e.Other, v2, v3)}, []edit.Edit{r(e.One, e.Other, v1, v3)}},
			{"brought and withdrawn", []edit.Edit{r(nil, e.One, nil, v1), r(e.One, nil, v1, nil)}, nil},
			{"brought and changed", []edit.Edit{r(nil, e.One, nil, v1), r(e.One, e.Other, nil, nil)}, []edit.Edit{r(nil, e.Other, nil, nil)}},
			{"changed and brought", []edit.Edit{r(nil, e.One, nil, nil), r(e.One, e.Other, v1, v2)}, []edit.Edit{r(nil, e.Other, nil, nil)}},
			{
				"brought and kept beside",
				[]edit.Edit{r(e.One, e.Other, v1, v3), beside(nil, e.One, nil, v1)},
				[]edit.Edit{r(e.One, e.Other, v1, v3), beside(nil, e.One, nil, v1)},
			},
			{"kept beside for a while", []edit.Edit{beside(nil, e.One, nil, v1), beside(e.One, nil, v1, nil)}, nil},
			{
				"two kept beside",
				[]edit.Edit{beside(nil, e.One, nil, v1), beside(nil, e.Other, nil, v2), beside(e.One, nil, v1, nil)},
				[]edit.Edit{beside(nil, e.Other, nil, v2)},
			},
		} {
			if got := edit.Net(stepsOf(c.done...)); len(got)+len(c.want) > 0 && !reflect.DeepEqual(got, c.want) {
				t.Errorf("%s, %s: %+v, want %+v", e.Name, c.name, got, c.want)
			}
		}
	}
}

func TestTheNetOfOtherEdits(t *testing.T) {
	title := func(from, to string) edit.Edit {
		return edit.Metadata{Article: "a", Before: model.Metadata{Title: from}, After: model.Metadata{Title: to}}
	}
	in, out := edit.Presence{Article: "a", After: true}, edit.Presence{Article: "a", Before: true}
	other := edit.Presence{Article: "b", After: true}
	got := edit.Net(stepsOf(title("a", "b"), in, other, title("b", "c"), out))
	if want := []edit.Edit{title("a", "c"), other}; len(got) != 2 || !slices.ContainsFunc(got, is(want[0])) || !slices.ContainsFunc(got, is(want[1])) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func is(want edit.Edit) func(edit.Edit) bool {
	return func(e edit.Edit) bool { return reflect.DeepEqual(e, want) }
}

func TestEditsOfADividedArticleAreNotCombined(t *testing.T) {
	d := divided("It rained, the dam held.")
	say(d, 0, "Ines", model.Claim, noon)
	c, err := edit.Splitting(d, 0, strings.Index(d.Text, "the dam"))
	if err != nil {
		t.Fatal(err)
	}
	c.ID = 1
	label := edit.Of(record.OnSentence("a", model.Span{Start: 0, End: 10}, "Ines"), &model.Annotation{Analyst: "Ines", Label: model.Claim, At: noon}, nil)
	changes := []edit.Change{{ID: 2, Edits: []edit.Edit{label}}, c}
	if got, want := edit.Net(changes), append(slices.Clone(c.Edits), label); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// A note is moved into an article that was divided, and out of it again.
func TestEditsOfANoteThatWasMovedStayInOrder(t *testing.T) {
	d := divided("It rained, the dam held.")
	split, err := edit.Splitting(d, 0, strings.Index(d.Text, "the dam"))
	if err != nil {
		t.Fatal(err)
	}
	on := func(target model.NoteTarget) *model.Note { return &model.Note{ID: "n", Target: target} }
	outlet, there := on(model.OnOutlet("Tide Post")), on(model.OnArticle("a"))
	moved := []edit.Edit{edit.OfNote(outlet, there), edit.OfNote(there, outlet), edit.OfNote(outlet, there), edit.OfNote(there, outlet)}
	var changes []edit.Change // newest first
	for i, e := range append(split.Edits, moved...) {
		changes = append([]edit.Change{{ID: uint64(i + 1), Edits: []edit.Edit{e}}}, changes...)
	}
	at := outlet
	for _, e := range edit.GoingBack(changes, "").Edits {
		before, after, ok := sidesOf(e)
		if !ok {
			continue
		}
		if before != at {
			t.Fatalf("%+v is moved from %+v, but it is at %+v", e, before, at)
		}
		at = after
	}
	if at != outlet {
		t.Errorf("it ends at %+v", at)
	}
}

func sidesOf(e edit.Edit) (before, after *model.Note, ok bool) {
	r, isRecord := e.(edit.Record)
	if !isRecord {
		return nil, nil, false
	}
	return r.Note()
}

func TestQuietEditsAreNotTold(t *testing.T) {
	var all, want []edit.Edit
	for _, e := range modeltest.Edits(t) {
		all = append(all, e)
		if r, ok := e.(edit.Record); !ok || !r.Kind().Quiet || r.Beside {
			want = append(want, e)
		}
	}
	was := slices.Clone(all)
	if got := edit.Told(all); len(want) == len(all) || !reflect.DeepEqual(got, want) || !reflect.DeepEqual(all, was) {
		t.Errorf("%d edits of %d are told, want %d", len(got), len(all), len(want))
	}
	if got := edit.Told(want); !reflect.DeepEqual(got, want) {
		t.Errorf("%d edits of %d are told", len(got), len(want))
	}
}

func TestUndoingAnImportWithAChangeAfterItTellsOtherCopies(t *testing.T) {
	imported := edit.Change{ID: 1, Verb: edit.Import, Edits: []edit.Edit{edit.Presence{Article: "b", After: true}}}
	linked := edit.Of(record.PredecessorOf("b"), nil, &record.Predecessor{Article: "a"})
	after := edit.Change{ID: 2, Verb: edit.NewVersion, Edits: []edit.Edit{linked}}
	undone := edit.Undoing([]edit.Change{after, imported})
	want := append([]edit.Edit{linked.Inverse()}, edit.Removing("b")...)
	if !reflect.DeepEqual(undone.Edits, want) {
		t.Errorf("%+v, want %+v", undone.Edits, want)
	}
}
