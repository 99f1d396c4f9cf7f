package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/windowtest"
)

// newerVersion makes the article of an outlet a newer version of that of another outlet, from two
// days later.
func (b *harness) newerVersion(outlet, of string) {
	b.T.Helper()
	var newer, older model.Summary
	for sum := range b.Session().Summaries() {
		switch sum.Metadata.Outlet {
		case outlet:
			newer = sum
		case of:
			older = sum
		}
	}
	meta := newer.Metadata
	meta.Outlet, meta.Published = of, "2031-03-16"
	if err := b.Session().CorrectMetadata(newer.ID, meta); err != nil {
		b.T.Fatal(err)
	}
	plan, err := b.Session().PlanVersions("", func(p carry.Planner) (carry.Plan, error) { return p.Add(newer.ID, older.ID, false) })
	if err == nil {
		_, err = b.Session().Carry(plan)
	}
	if err != nil {
		b.T.Fatal(err)
	}
}

func TestCompareShowsWhatWasWithdrawn(t *testing.T) {
	b := compared(t)
	ferries := []edit.Mentioning{b.mention("Brenholt Post", 3, model.Asserts), b.mention("Tellwire", 2, model.Attributes)}
	if _, err := b.Session().NewStatement("No ferries before Monday", ferries); err != nil {
		t.Fatal(err)
	}
	b.newerVersion("Coastal Courier", "Brenholt Post")
	b.compare()
	b.Until("the withdrawal", func() bool { return b.Reads("1 withdrawn") })
	b.WantText("said on 14 March 2031, gone on 16 March 2031")
	b.WantText("●†")
	b.WantText("2 outlets, at most 2 independent, 1 withdrawn")
	for range 3 {
		if strings.Contains(b.Heard(), "row 1 of 1") {
			break
		}
		b.Key(fyne.KeyTab)
	}
	b.Key(fyne.KeyRight)
	b.WantHeard("No ferries before Monday: Brenholt Post asserts, withdrawn")
}

func TestTheInspectorSaysWhatWasWithdrawn(t *testing.T) {
	b := compared(t)
	said := []edit.Mentioning{b.mention("Brenholt Post", 3, model.Asserts), b.mention("Brenholt Post", 0, model.Asserts)}
	if _, err := b.Session().NewStatement("No ferries before Monday", said); err != nil {
		t.Fatal(err)
	}
	b.newerVersion("Coastal Courier", "Brenholt Post")
	b.Shortcut(windowtest.Ctrl(fyne.Key1))
	for _, c := range []struct {
		of   edit.Mentioning
		want string
	}{
		{said[0], "said on 14 March 2031, gone on 16 March 2031"},
		{edit.Mentioning{}, "said since 14 March 2031"},
	} {
		id := c.of.On.Article
		if id == "" {
			id, _ = b.Session().CurrentVersion(said[0].On.Article)
		}
		if err := b.Session().Open(id); err != nil {
			t.Fatal(err)
		}
		b.Session().MoveTo(b.Session().Document().UnitAt(c.of.On.Sentence.Start))
		b.Until(c.want, func() bool { return b.Reads(c.want) })
	}
}
