package dialog

import (
	"testing"
	"time"

	"assay.app/assay/ui/uitest"
)

func TestTheRemainingTimeIsShownOnceItIsKnown(t *testing.T) {
	for _, c := range []struct {
		taken      time.Duration
		done, more int
		want       string
	}{
		{time.Second, 10, 1000, ""}, // too early
		{10 * time.Second, 0, 1000, ""},
		{10 * time.Second, 900, 100, ""}, // nearly done
		{10 * time.Second, 500, 500, "about 10 seconds left"},
		{10 * time.Second, 100, 412, "about 40 seconds left"},
		{10 * time.Second, 100, 1_300, "about 2 minutes left"},
		{10 * time.Second, 100, 12_000, "about 20 minutes left"},
	} {
		if got := left(c.taken, c.done, c.more); got != c.want {
			t.Errorf("after %v for %d, %d more: %q, want %q", c.taken, c.done, c.more, got, c.want)
		}
	}
}

func TestEachPartOfAJobIsTimedByItself(t *testing.T) {
	uitest.NewScreen(t)
	r, at := newRunner(), time.Date(2031, 5, 3, 12, 0, 0, 0, time.UTC)
	r.show(Step{Done: 0, Total: 13_013, What: "the project"}, at)
	r.show(Step{Done: 13_000, Total: 13_013, What: "the project"}, at.Add(20*time.Second))
	r.show(Step{Done: 1, Total: 5_000, What: "one.txt"}, at.Add(21*time.Second))
	if r.left.Text != "" {
		t.Errorf("the remaining time of a new part is %q", r.left.Text)
	}
	r.show(Step{Done: 1_001, Total: 5_000, What: "two.txt"}, at.Add(31*time.Second))
	if want := "1,001 of 5,000 · two.txt"; r.what.Text != want || r.left.Text != "about 40 seconds left" {
		t.Errorf("the texts are %q and %q", r.what.Text, r.left.Text)
	}
}
