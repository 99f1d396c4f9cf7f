package main

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/project"
	"assay.app/assay/ui/windowtest"
	"assay.app/assay/ui/words"
)

// stalling is a desk whose new projects stall during their first import until the
// import is stopped.
type stalling struct {
	desk
	after   int           // the number of articles before the import stalls
	stalled chan struct{} // closed when the import stalls
}

// Create implements project.Desk.
func (s stalling) Create(path string, o project.Opening) (project.Project, error) {
	p, err := s.desk.Create(path, o)
	return &stallingProject{Project: p, stalling: s}, err
}

type stallingProject struct {
	project.Project
	stalling
}

// Import implements project.Project. The second import does not stall.
func (s *stallingProject) Import(ctx context.Context, analyst string, p *draft.Preview, progress func(draft.Step)) (draft.Added, error) {
	after := s.after
	s.after = -1
	return s.Project.Import(ctx, analyst, p, func(step draft.Step) {
		progress(step)
		if step.Done == after {
			close(s.stalled)
			progress(step) // wakes the test, which waits for posted functions
			<-ctx.Done()
		}
	})
}

func TestAnImportThatWasStoppedSaysSoAndIsCompletedByAddingAgain(t *testing.T) {
	const all, stoppedAt = 2600, 2500 // an import of this size needs more than one transaction
	atHome(t)
	table := "title,text\n"
	for i := range all {
		table += fmt.Sprintf("Ferry %d,\"Ferry %[1]d left quay %[1]d at noon. It came back with %[1]d people.\"\n", i)
	}
	folder := windowtest.Files(t, map[string]string{"ferries.csv": table})
	stalled := make(chan struct{})
	b := newHarnessAt(t, nil, stalling{after: stoppedAt, stalled: stalled})
	b.preview(folder)
	b.Key(fyne.KeyReturn)
	b.Until("the focus on Stop", func() bool {
		f, ok := b.Window.Window().Canvas().Focused().(fyne.Accessible)
		return ok && f.AccessibilityLabel() == "Stop"
	})
	b.Until("the import stall", func() bool {
		select {
		case <-stalled:
			return true
		default:
			return false
		}
	})
	b.Key(fyne.KeyReturn)
	b.Until("the notice that the import was stopped", func() bool { return strings.HasPrefix(b.Screen.Notice, "The import was stopped. ") })
	in := b.Screen.Articles
	if want := fmt.Sprintf("The import was stopped. %s articles added. Add the same files again to get the rest. Press Ctrl+Z to undo.", words.Number(in)); b.Screen.Notice != want || in == 0 || in > stoppedAt+1 {
		t.Errorf("with %d articles the notice is %q, want %q", in, b.Screen.Notice, want)
	}
	b.preview(folder)
	b.tabTo(fmt.Sprintf("Add %s articles", words.Number(all-in)))
	b.Key(fyne.KeyReturn)
	b.Until("the rest", func() bool { return b.Screen.Articles == all })
	want := fmt.Sprintf("%s articles added, %s duplicates skipped. Press Ctrl+Z to undo.", words.Number(all-in), words.Number(in))
	b.Until(want, func() bool { return b.Screen.Notice == want })
	b.Saved() // the cleanup of the harness verifies the project
}
