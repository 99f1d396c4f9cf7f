package model

import (
	"slices"
	"testing"
	"time"
)

var noon = time.Date(2031, 3, 14, 12, 0, 0, 0, time.UTC)

func said(analyst string, label LabelKey) *Annotation {
	return &Annotation{Analyst: analyst, Label: label, At: noon}
}

func note(id string, minutes int, target NoteTarget) Note {
	return Note{ID: id, Target: target, Created: noon.Add(time.Duration(minutes) * time.Minute)}
}

func idsOf(notes []Note) (ids []string) {
	for _, n := range notes {
		ids = append(ids, n.ID)
	}
	return ids
}

func TestSetAnnotationKeepsOneForEachAnalystInOrder(t *testing.T) {
	sentence, other := Span{0, 5}, Span{6, 9}
	d := &Document{}
	d.SetAnnotation(sentence, "Ines", nil) // nothing to remove
	d.SetAnnotation(sentence, "Omar", said("Omar", Quote))
	d.SetAnnotation(sentence, "Ines", said("Ines", Claim))
	d.SetAnnotation(sentence, "Zoe", said("Zoe", Claim))
	d.SetAnnotation(sentence, "Omar", said("Omar", Background))
	d.SetAnnotation(other, "Omar", said("Omar", Quote))

	want := []Annotation{*said("Ines", Claim), *said("Omar", Background), *said("Zoe", Claim)}
	if got := d.Annotations[sentence]; !slices.Equal(got, want) {
		t.Errorf("the sentence has %v, want %v", got, want)
	}
	if a, ok := d.Annotation(sentence, "Omar"); !ok || a.Label != Background {
		t.Errorf("Omar's label is %v, %v", a, ok)
	}
	if _, ok := d.Annotation(sentence, "omar"); ok {
		t.Error("another analyst has Omar's label")
	}

	before := d.Annotations[sentence]
	d.SetAnnotation(sentence, "Ines", nil)
	if !slices.Equal(before, want) {
		t.Error("a list given out earlier has changed")
	}
	d.SetAnnotation(sentence, "Zoe", nil)
	d.SetAnnotation(sentence, "Omar", nil)
	if _, left := d.Annotations[sentence]; left {
		t.Error("a sentence without labels is still in the map")
	}
	if len(d.Annotations[other]) != 1 {
		t.Error("the other sentence lost its label")
	}
}

func TestSetNoteReplacesByIDAndLeavesTheGivenListAlone(t *testing.T) {
	on := OnArticle("a")
	given := []Note{note("p", 1, on), note("q", 2, on)}
	later := note("p", 3, on)
	for _, c := range []struct {
		name string
		id   string
		n    *Note
		want []string
	}{
		{"a new one", "r", &Note{ID: "r", Created: noon}, []string{"r", "p", "q"}},
		{"a changed one", "p", &later, []string{"q", "p"}},
		{"one taken away", "p", nil, []string{"q"}},
		{"one that is not there taken away", "x", nil, []string{"p", "q"}},
	} {
		if got := idsOf(SetNote(given, c.id, c.n)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if got := idsOf(given); !slices.Equal(got, []string{"p", "q"}) {
			t.Fatalf("%s: the given list is now %v", c.name, got)
		}
	}
}

func TestSortNotesOrdersByCreationThenID(t *testing.T) {
	on := OnArticle("a")
	notes := []Note{note("c", 2, on), note("b", 1, on), note("a", 2, on), note("d", 0, on)}
	// The same moment in another zone must sort the same.
	notes[0].Created = notes[0].Created.In(time.FixedZone("east", 3600))
	SortNotes(notes)
	if got := idsOf(notes); !slices.Equal(got, []string{"d", "b", "a", "c"}) {
		t.Errorf("the order is %v", got)
	}
}

func TestNotesOnGivesOnlyThoseOnTheTarget(t *testing.T) {
	sentence := Span{0, 5}
	d := &Document{Notes: []Note{
		note("article", 0, OnArticle("a")), note("sentence", 1, OnSentence("a", sentence)),
		note("another", 2, OnSentence("a", Span{6, 9})),
	}}
	if got := idsOf(d.NotesOn(OnSentence("a", sentence))); !slices.Equal(got, []string{"sentence"}) {
		t.Errorf("on the sentence are %v", got)
	}
	if got := idsOf(d.NotesOn(OnArticle("a"))); !slices.Equal(got, []string{"article"}) {
		t.Errorf("on the article are %v", got)
	}
}

func TestProgressCountsTheSentencesOfOneAnalyst(t *testing.T) {
	all := units(0, 3, 4, 7, 8, 11)
	all[2].Kind = UnitCredit
	d := &Document{Structure: Structure{Units: all}, Notes: []Note{note("n", 0, OnArticle("a"))}}
	d.SetAnnotation(all[0].Span, "Ines", said("Ines", Claim))
	d.SetAnnotation(all[0].Span, "Omar", said("Omar", Quote))
	d.SetAnnotation(all[1].Span, "Omar", said("Omar", Quote))
	d.SetAnnotation(all[2].Span, "Ines", said("Ines", Claim)) // this unit is set aside now
	d.SetAnnotation(Span{0, 7}, "Ines", said("Ines", Claim))  // this span is no longer a unit

	p := d.ProgressOf("Ines")
	if p.Sentences != 2 || p.Tagged() != 1 || p.Labelled[Claim] != 1 || p.Notes != 1 {
		t.Errorf("Ines's progress is %+v", p)
	}
	if p := d.ProgressOf("Omar"); p.Labelled[Quote] != 2 || !p.Done() {
		t.Errorf("Omar's progress is %+v", p)
	}
	if p := d.ProgressOf("Zoe"); p.Tagged() != 0 || p.Sentences != 2 {
		t.Errorf("Zoe's progress is %+v", p)
	}
}
