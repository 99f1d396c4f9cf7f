package edit

import (
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

func TestATimeIsLaterThanThatOfWhatItReplaces(t *testing.T) {
	now := time.Date(2026, 5, 6, 7, 8, 9, 0, time.UTC)
	end := time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC)
	for _, c := range []struct {
		name           string
		replaced, want time.Time
	}{
		{"an hour ago", now.Add(-time.Hour), now},
		{"a nanosecond ago", now.Add(-1), now},
		{"now", now, now.Add(1)},
		{"in an hour", now.Add(time.Hour), now.Add(time.Hour + 1)},
		{"in five years", now.AddDate(5, 0, 0), now.AddDate(5, 0, 0).Add(1)},
		{"at the end of all times", end, end},
		{"never", time.Time{}, now},
	} {
		if got := Later(now, c.replaced); !got.Equal(c.want) {
			t.Errorf("%s: in place of %v it is dated %v, want %v", c.name, c.replaced, got, c.want)
		}
	}
}

// labelled returns a document in which Ines has labelled the first sentence, unless
// label is "".
func labelled(label model.LabelKey, at time.Time) *model.Document {
	d := &model.Document{Article: model.Article{ID: "a"}}
	if label != "" {
		d.SetAnnotation(first, "Ines", &model.Annotation{Analyst: "Ines", Label: label, At: at})
	}
	return d
}

func TestAClockDatesALabelAfterTheOneItReplaces(t *testing.T) {
	future := morning.AddDate(5, 0, 0)
	for _, c := range []struct {
		name   string
		before model.LabelKey
		at     time.Time
		want   time.Time
	}{
		{"no label", "", morning, morning},
		{"an older label", model.Claim, morning.Add(-time.Hour), morning},
		{"one of the future", model.Claim, future, future.Add(1)},
	} {
		e, changes := At(morning).Label(labelled(c.before, c.at), first, "Ines", model.Quote)
		before, after, _ := e.Annotation()
		if !changes || after == nil || !after.At.Equal(c.want) || (before != nil) != (c.before != "") {
			t.Errorf("%s: %+v (%v), want it dated %v", c.name, e, changes, c.want)
		}
	}
}

func TestAClockSeesWhatDoesNotChange(t *testing.T) {
	for _, label := range []model.LabelKey{"", model.Claim} {
		if e, changes := At(morning).Label(labelled(label, morning), first, "Ines", label); changes {
			t.Errorf("%q in place of %q is %+v", label, label, e)
		}
	}
	if e, changes := At(morning).Label(labelled(model.Claim, morning), first, "Ines", ""); !changes || e.Before == nil || e.After != nil {
		t.Errorf("taking a label away is %+v (%v)", e, changes)
	}
}

func TestAClockDatesALabelAfterOneThatWasTakenAway(t *testing.T) {
	future := morning.AddDate(5, 0, 0)
	taken := Change{Edits: []Edit{Of(record.OnSentence("a", first, "Ines"), &model.Annotation{Analyst: "Ines", Label: model.Claim, At: future}, nil)}}
	for _, analyst := range []string{"Ines", "Oskar"} {
		want := morning
		if analyst == "Ines" {
			want = future.Add(1)
		}
		e, _ := At(morning, taken).Label(labelled("", morning), first, analyst, model.Quote)
		if _, after, _ := e.Annotation(); !after.At.Equal(want) {
			t.Errorf("the label of %s is dated %v, want %v", analyst, after.At, want)
		}
	}
}

func TestAClockDatesANoteAfterWhatItReplaces(t *testing.T) {
	fresh := At(morning).Note(model.Note{ID: "n"}, nil)
	if !fresh.Created.Equal(morning) || !fresh.Updated.Equal(morning) {
		t.Errorf("a new note is %+v", fresh)
	}
	future := morning.AddDate(5, 0, 0)
	before := model.Note{ID: "n", Created: future, Updated: future}
	if n := At(morning).Note(before, &before); !n.Created.Equal(future) || !n.Updated.Equal(future.Add(1)) {
		t.Errorf("a note of the future becomes %+v", n)
	}
}
