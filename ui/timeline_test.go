package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/uitest"
)

// timed opens Compare with three articles of three outlets, with times of publication, one of
// which is only a day. A statement has a mention in each, and its timeline is shown.
func timed(t *testing.T) *harness {
	t.Helper()
	b := compared(t)
	b.boats()
	for sum := range b.Session().Summaries() {
		meta := sum.Metadata
		switch meta.Outlet {
		case "Brenholt Post":
			meta.PublishedAt = "2031-03-14T11:10+01:00"
		case "Coastal Courier":
			meta.Published = "2031-03-16"
		case "Tellwire":
			meta.PublishedAt = "2031-03-14T09:00+01:00"
		}
		if err := b.Session().CorrectMetadata(sum.ID, meta); err != nil {
			t.Fatal(err)
		}
	}
	b.compare()
	b.Keys("y")
	b.Until("the timeline", func() bool { return b.Reads("2 h 10 min later") })
	return b
}

// untilSpoken waits until screen readers announce some texts.
func (b *harness) untilSpoken(texts ...string) {
	b.T.Helper()
	b.Until(strings.Join(texts, ", "), func() bool {
		for _, text := range texts {
			if !strings.Contains(b.Screen.Spoken, text) {
				return false
			}
		}
		return true
	})
}

func TestTheTimelineOfAStatementIsWorkedByKeys(t *testing.T) {
	b := timed(t)
	b.WantText("Tellwire")
	b.WantText("first")
	b.WantText("denies")
	b.untilSpoken("1, Tellwire, first: Tellwire · attributes")
	b.Key(fyne.KeyDown)
	b.untilSpoken("2, Brenholt Post, 2 h 10 min later", "14 March 2031 11:10 +01:00")
	b.Key(fyne.KeyReturn)
	b.Until("the sentence in Read", func() bool {
		return b.Screen.View == "view.read" && strings.HasPrefix(b.Screen.Sentence, "Twelve boats sank")
	})
	b.Press(b.Commands().Find("trail.back").Keys[0])
	b.Until("the timeline again", func() bool { return b.Screen.View == "view.compare" && b.Screen.Timeline == "statement" })
	b.untilSpoken("Brenholt Post")
	b.Keys("f")
	b.untilSpoken("1, Tellwire, first")
	b.Keys("y")
	b.Until("the matrix", func() bool { return b.Screen.Timeline == "" && b.Reads("All states ▾") })
	b.WantHeard("Twelve boats sank")
	b.Saved()
}

func TestTheTimelineFollowsChanges(t *testing.T) {
	b := timed(t)
	id := b.statements()[0]
	for sum := range b.Session().Summaries() {
		if sum.Metadata.Outlet == "Tellwire" {
			meta := sum.Metadata
			meta.PublishedAt = "2031-03-14T11:10+01:00"
			if err := b.Session().CorrectMetadata(sum.ID, meta); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.Until("a tie", func() bool { return b.Reads("same time") })
	mention := b.mention("Coastal Courier", 1, model.Asserts)
	b.compare()
	if err := b.Session().Mention(id, mention); err != nil {
		t.Fatal(err)
	}
	b.Until("the new stance", func() bool { return b.Reads("2 days later, ") })
	b.undo()
	b.Until("the old stance", func() bool { return b.Reads("denies") && !b.Reads("2 days later, ") })
	if err := b.Session().DropMentions(id, mention.On); err != nil {
		t.Fatal(err)
	}
	b.Until("two outlets", func() bool { return !b.Reads("Coastal Courier") })
	b.Saved()
}

func TestTheListHasTheArticlesOfAnOutletByTime(t *testing.T) {
	b := timed(t)
	b.Keys("l")
	b.Until("the list", func() bool {
		return b.Screen.Timeline == "list" && b.Reads("First to say: “Twelve boats sank”") && b.Reads("16 March 2031, time unknown")
	})
	b.Keys("o")
	b.Until("the outlets", func() bool { return b.Screen.Dialog && b.Reads("Coastal Courier") })
	b.Keys("courier")
	b.Key(fyne.KeyReturn)
	b.Until("one outlet", func() bool { return !b.Screen.Dialog && b.Reads("1 article") && !b.Reads("First to say") })
	b.Keys("f")
	b.Until("the first appearance", func() bool { return b.Reads("All outlets ▾") && strings.Contains(b.Screen.Spoken, "First to say") })
	b.Saved()
}

// The keys of the matrix must not change what is hidden.
func TestKeysOfTheMatrixDoNothingInTheTimeline(t *testing.T) {
	b := timed(t)
	id := b.statements()[0]
	before := b.stances(id)
	b.Keys("nd1")
	b.Key(fyne.KeyDelete, fyne.KeyF2, fyne.KeySpace)
	if after := b.stances(id); len(after) != len(before) || after["Tellwire"] != before["Tellwire"] || b.Screen.Dialog {
		t.Errorf("keys change %v to %v", before, after)
	}
	b.Saved()
}

func TestTheStatementsAreWalkedByKeysInTheTimeline(t *testing.T) {
	b := timed(t)
	if _, err := b.Session().NewStatement("Ferries do not sail", []edit.Mentioning{b.mention("Tellwire", 2, model.Asserts)}); err != nil {
		t.Fatal(err)
	}
	b.compare()
	b.Until("both statements", func() bool { return b.Reads("Twelve boats sank · 1 of 2") })
	b.Keys("j")
	b.Until("the other one", func() bool { return b.Reads("Ferries do not sail · 2 of 2") })
	b.Keys("k")
	b.Until("the first one", func() bool { return b.Reads("Twelve boats sank · 1 of 2") })
	b.Saved()
}

func TestTheTimelineIsExported(t *testing.T) {
	b := timed(t)
	for _, name := range []string{"over time.csv", "over time.svg"} {
		path := filepath.Join(t.TempDir(), name)
		b.Commands().Run("timeline.export")
		b.WantText("Export timeline (.csv for a spreadsheet, .svg for a drawing)")
		b.Answer(path)
		b.Until("the file", func() bool { _, err := os.Stat(path); return err == nil && !b.Screen.Dialog && b.Reads(name) })
		if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), "Twelve boats sank") {
			t.Errorf("the file has %q: %v", data, err)
		}
	}
}

func TestTheTimelineFitsAnyWindow(t *testing.T) {
	b := timed(t)
	for _, size := range []fyne.Size{{Width: 1024, Height: 700}, {Width: 800, Height: 500}} {
		b.Window.Window().Resize(size)
		for range 4 {
			b.Commands().Run("view.larger")
		}
		for _, key := range []string{"a", "l", "t"} {
			b.Keys(key)
			if out := uitest.Outside(b.Window.Window().Content(), fyne.Position{}, size.Width); len(out) > 0 {
				t.Errorf("at %v, %s: these do not fit: %q", size, key, out)
			}
		}
		b.Commands().Run("view.normal")
	}
}
