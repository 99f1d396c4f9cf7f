package ui_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/project"
	"assay.app/assay/ui/windowtest"
)

// converting is a desk on which one project is in an older format. Its conversion
// never ends by itself.
type converting struct {
	*windowtest.Desk
	old string // the path of the project
}

// Open implements project.Desk.
func (d converting) Open(path string, o project.Opening) (project.Project, error) {
	if path != d.old {
		return d.Desk.Open(path, o)
	}
	o.Step(1<<20, 4<<20)
	<-o.Context.Done()
	return nil, fmt.Errorf("open project %s: %w", path, o.Context.Err())
}

func TestTheConversionOfAnOldProjectIsShownAndCanBeStopped(t *testing.T) {
	desk := windowtest.NewDesk(t)
	b := windowtest.New(t, windowtest.Options{Desk: converting{desk, "old.assay"}})
	b.OpenSample()
	open := b.Screen.Project
	b.OpenProject("old.assay")
	b.Until("the progress", func() bool { return b.Reads("Updating the project to the current format…") })
	b.Key(fyne.KeyEscape)
	b.Until("the end of it", func() bool { return !b.Reads("Updating the project to the current format…") })
	if b.Reads("Could not open") {
		t.Errorf("the window shows %q", b.Texts())
	}
	if b.Screen.Project != open {
		t.Errorf("open is %s, not %s", b.Screen.Project, open)
	}
}

func TestTheProjectOpenedAtTheStartStaysShownIfAnotherCannotBeOpened(t *testing.T) {
	b := withSample(t)
	b.Saved()
	again := restarted(b)
	again.OpenProject("missing.assay")
	again.Until("the error", func() bool { return again.Reads("Could not open the project") })
	again.Key(fyne.KeyReturn)
	again.WantText("1–3 label")
	if again.Reads("Open the sample project") {
		t.Error("the welcome page is shown in place of the open project")
	}
	again.Keys("1")
	if again.Screen.Total != 1 {
		t.Error("the open project does not get keys")
	}
	again.Saved()
}
