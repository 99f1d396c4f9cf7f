package project

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/uitest"
)

// dispute is a list of conflicts that a test decides.
type dispute struct {
	left  []string // what the conflicts are about
	fails error
	done  []string
}

func (d *dispute) actions() ConflictActions {
	decide := func(verb string) func(record.Conflict) error {
		return func(c record.Conflict) error {
			if d.fails != nil {
				return d.fails
			}
			d.done = append(d.done, verb+" "+string(c.Subject.Article))
			if verb == "keep" {
				d.left = slices.DeleteFunc(slices.Clone(d.left), func(s string) bool { return s == string(c.Subject.Article) })
			}
			return nil
		}
	}
	return ConflictActions{
		Undo: "Ctrl+Z", Explain: error.Error, Take: decide("take"), Keep: decide("keep"),
		Read: func(context.Context) ([]ConflictRow, error) {
			var rows []ConflictRow
			at := time.Date(2031, 5, 7, 12, 0, 0, 0, time.Local)
			for _, about := range d.left {
				rows = append(rows, ConflictRow{
					Conflict: record.Conflict{Subject: model.Subject{Article: model.ArticleID(about)}},
					About:    "Label on: " + about, Where: "Storm",
					Stands: ConflictSide{"Claim", "Ines", at}, Beside: ConflictSide{"Quote", "Oskar", at.Add(time.Hour)},
				})
			}
			return rows, nil
		},
		Listed: func(id model.ArticleID) bool { return id != "gone" },
		Open:   func(at model.Subject) { d.done = append(d.done, "open "+string(at.Article)) },
	}
}

func showConflicts(s *uitest.Screen, d *dispute) *control.List {
	s.T.Helper()
	ShowConflicts(d.actions(), s, s.Post)
	l := s.Canvas().Focused().(*control.List)
	s.Until("the conflicts", func() bool { return l.Length() == len(d.left) && !s.Reads("Loading…") })
	return l
}

func TestConflictsAreDecidedByKey(t *testing.T) {
	s, d := uitest.NewScreen(t), &dispute{left: []string{"a", "b", "c"}}
	l := showConflicts(s, d)
	for _, text := range []string{"Label on: a", "In use: Claim", "Ines, ", "Other version: Quote", "Oskar, ", "Press Ctrl+Z to undo."} {
		if !s.Reads(text) {
			t.Errorf("%q is not shown in %q", text, s.Labels())
		}
	}
	s.Press(fyne.KeyDown)
	s.Reach("Keep this version")
	s.Press(fyne.KeyReturn)
	s.Until("the rest", func() bool { return l.Length() == 2 })
	if !s.Reads("Label on: c") { // the next one is chosen
		t.Errorf("the view shows %q", s.Labels())
	}
	s.Press(fyne.KeyReturn) // the button still has the focus
	s.Until("the rest", func() bool { return l.Length() == 1 })
	s.Reach("Use the other version")
	s.Press(fyne.KeyReturn)
	s.Until("the same conflict", func() bool { return !s.Reach("Use the other version").(*control.Button).Disabled() })
	s.Reach("Keep this version")
	s.Press(fyne.KeyReturn)
	s.Until("the end", func() bool { return l.Length() == 0 })
	if want := []string{"keep b", "keep c", "take a", "keep a"}; !slices.Equal(d.done, want) || !s.Reads("No conflicts.") {
		t.Errorf("done: %v, want %v; the view shows %q", d.done, want, s.Labels())
	}
	s.Press(fyne.KeyReturn) // nothing is left to keep
	s.Press(fyne.KeyEscape)
	if s.Open() || len(d.done) != 4 {
		t.Errorf("the view is open: %v; done: %v", s.Open(), d.done)
	}
}

func TestConflictsAreDecidedByMouse(t *testing.T) {
	s, d := uitest.NewScreen(t), &dispute{left: []string{"a", "b"}}
	l := showConflicts(s, d)
	s.Click("Label on: b")
	s.Click("Keep this version")
	s.Until("the rest", func() bool { return l.Length() == 1 })
	s.Click("Close")
	if s.Open() || !slices.Equal(d.done, []string{"keep b"}) {
		t.Errorf("the view is open: %v; done: %v", s.Open(), d.done)
	}
}

func TestTheArticleOfAConflictIsOpened(t *testing.T) {
	s, d := uitest.NewScreen(t), &dispute{left: []string{"gone", "a"}}
	showConflicts(s, d)
	s.Press(fyne.KeyReturn)
	if !s.Open() || len(d.done) > 0 {
		t.Fatalf("an article that was removed is opened: %v", d.done)
	}
	s.Press(fyne.KeyDown, fyne.KeyReturn)
	if s.Open() || !slices.Equal(d.done, []string{"open a"}) {
		t.Errorf("the view is open: %v; done: %v", s.Open(), d.done)
	}
}

func TestAViewWithoutConflictsSaysSo(t *testing.T) {
	s, d := uitest.NewScreen(t), &dispute{}
	showConflicts(s, d)
	s.Until("the empty view", func() bool { return s.Reads("No conflicts.") })
	s.Press(fyne.KeyReturn)
	for range 10 {
		s.Press(fyne.KeyTab)
		if b, ok := s.Canvas().Focused().(*control.Button); ok && b.Text != "Close" {
			t.Errorf("%q can be pressed", b.Text)
		}
	}
	s.Press(fyne.KeyEscape)
	if s.Open() || len(d.done) > 0 {
		t.Errorf("the view is open: %v; done: %v", s.Open(), d.done)
	}
}

func TestADecisionThatFailsSaysWhy(t *testing.T) {
	s, d := uitest.NewScreen(t), &dispute{left: []string{"a"}, fails: errors.New("The disk is full.")}
	l := showConflicts(s, d)
	s.Click("Use the other version")
	if !s.Reads("The disk is full.") || l.Length() != 1 || len(d.done) > 0 {
		t.Errorf("done: %v; the view shows %q", d.done, s.Labels())
	}
}

func TestConflictsThatCannotBeReadSayWhy(t *testing.T) {
	s, do := uitest.NewScreen(t), (&dispute{}).actions()
	do.Read = func(context.Context) ([]ConflictRow, error) { return nil, errors.New("The file is damaged.") }
	ShowConflicts(do, s, s.Post)
	s.Until("why", func() bool { return s.Reads("The file is damaged.") })
}

func TestConflictsAreDescribed(t *testing.T) {
	d := describer()
	key := record.OnSentence("a", model.Span{Start: 0, End: 10}, "Ines")
	at := time.Date(2031, 5, 7, 12, 0, 0, 0, time.UTC)
	version := record.Version{Stamp: record.StampAt(3, record.Replica{7}, at)}
	gone := model.Key{Kind: record.Label, ID: "risk"}
	rows := d.conflicts([]record.Conflict{
		{
			Subject: key.Subject, Which: 1,
			Held: []record.Held{{Key: key, Version: version, Content: label("claim")}, {Key: key, Version: version, Content: label("quote")}},
		},
		{Which: 2, Held: []record.Held{{Key: gone}, {Key: gone}, {Key: gone, Version: record.Version{By: "Oskar"}, Content: &record.Entry{Label: model.Label{Key: "risk"}}}}},
	})
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.About, "; ", r.Where, "; ", r.Stands.What, " by ", r.Stands.Who, "; ", r.Beside.What, " by ", r.Beside.Who))
	}
	want := []string{"Label on: Rain fell.; Storm; Claim by Ines; Quote by Ines", "The label “risk”; ; none by ; risk by Oskar"}
	if !slices.Equal(got, want) || !rows[0].Stands.At.Equal(at) {
		t.Errorf("%q, want %q", got, want)
	}
}
