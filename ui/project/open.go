package project

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// OpenProject opens the project at path in place of the open one, unless it is open
// already.
func (c *Controller) OpenProject(path string) {
	if c.current != nil && sameFile(path, c.current.Path()) {
		c.win.Notice(lang.L("This project is already open."))
		return
	}
	c.OpenThen(path, nil)
}

// OpenThen opens the project at path in place of the open one. If that succeeds, it
// calls then.
func (c *Controller) OpenThen(path string, then func()) {
	c.switchTo(c.openStep(path), then)
}

// step describes the opening or creation of a project.
type step struct {
	path   string
	doing  string // the title of the job
	failed string // the title of the dialog if it fails
	open   func(Opening) (Project, error)
}

// openStep returns the step that opens the project at path.
func (c *Controller) openStep(path string) step {
	return step{
		path, lang.L("Opening {{.Name}}", map[string]any{"Name": words.FileName(path)}), lang.L("Could not open the project"),
		func(o Opening) (Project, error) { return c.desk.Open(path, o) },
	}
}

// createStep returns the step that creates a project at path with the labels of a
// codebook, or with the default labels if it is nil.
func (c *Controller) createStep(path string, book model.Codebook) step {
	return step{
		path, lang.L("Creating {{.Name}}", map[string]any{"Name": words.FileName(path)}), lang.L("Could not create the project"),
		func(o Opening) (Project, error) {
			o.Codebook = book
			p, err := c.desk.Create(path, o)
			return p, explain.Unwritable(path, err)
		},
	}
}

// switchTo takes a step away from the GUI goroutine. If it succeeds, switchTo
// closes the open project, shows the new one and calls then. If the analyst keeps
// the open project so that no work is lost, switchTo closes the new one. If open
// fails, the open project stays open, and a rescue is offered if the file is
// damaged.
func (c *Controller) switchTo(s step, then func()) {
	var opened Project
	notify := func(durable uint64, err error) {
		c.win.Post(func() {
			if c.win.Session() != nil && c.current == opened {
				c.win.Session().StoreStatus(durable, err)
			}
		})
	}
	c.win.Run(s.doing, func(ctx context.Context, step func(dialog.Step)) (err error) {
		p, err := s.open(Opening{Context: ctx, Notify: notify, Step: func(done, all int64) {
			step(dialog.Step{Done: int(done >> 10), Total: int(all >> 10), What: lang.L("Updating the project to the current format…"), Share: true})
		}})
		c.win.Post(func() { opened = p })
		return err
	}, func(err error) {
		if err != nil {
			if c.opening {
				c.ShowWelcome()
			}
			c.notOpened(s, err)
			return
		}
		c.Leave(func() { c.enter(opened, then) }, func() { c.discard(opened, nil) })
	})
}

// enter shows a project that has been opened. If that succeeds, it calls then
// unless then is nil.
func (c *Controller) enter(p Project, then func()) {
	c.current, c.welcome, c.opening = p, false, false
	err := c.win.Show(p)
	if c.win.Session() != nil {
		c.backUpIfOld(p)
	}
	switch {
	case err == nil:
		if then != nil {
			then()
		}
		c.askIfOlder(p)
		c.askIfRenamed(p)
		c.settleName()
	case c.win.Session() != nil: // the project is shown, but its first article cannot be opened
		c.win.Report(explain.Titled(lang.L("Could not open the article"), err))
	default:
		c.current = nil
		c.ShowWelcome()
		c.discard(p, func() { c.notOpened(c.openStep(p.Path()), err) })
	}
}

// notOpened reports why a project could not be opened, and offers to rescue it if
// it is damaged. It reports nothing if the analyst has cancelled the opening.
func (c *Controller) notOpened(s step, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	c.LookAtRecent()
	if !c.rescue(s.path, err) {
		c.prefs.RejectFolder(filepath.Dir(s.path))
		c.win.Report(explain.Titled(s.failed, err))
	}
}

// discard closes a project that will not be shown, and calls then afterwards,
// unless then is nil.
func (c *Controller) discard(p Project, then func()) {
	c.win.Run(lang.L("Closing {{.Name}}", map[string]any{"Name": words.FileName(p.Path())}), func(context.Context, func(dialog.Step)) error {
		return p.Close()
	}, func(err error) {
		c.win.Report(explain.Titled(lang.L("Could not close the project"), err))
		if then != nil {
			then()
		}
	})
}

// Leave closes the open project, if there is one, and calls then. If work would be
// lost, it asks the analyst first, and calls stay if the project stays open.
func (c *Controller) Leave(then, stay func()) {
	if c.current == nil {
		then()
		return
	}
	c.win.Unfocus()
	c.win.Session().EndTyping()
	if err := c.win.Session().Save().Err; err != nil {
		c.askBeforeLeaving(err, then, stay)
		return
	}
	p := c.current
	c.leaving = true
	c.win.Run(lang.L("Saving"), func(ctx context.Context, _ func(dialog.Step)) error {
		return p.Flush(ctx)
	}, func(err error) {
		c.leaving = false
		if err != nil {
			c.askBeforeLeaving(err, then, stay)
			return
		}
		c.release(then)
	})
}

// askBeforeLeaving asks whether to leave even though work would be lost.
func (c *Controller) askBeforeLeaving(err error, then, stay func()) {
	dialog.Warn(lang.L("Close without saving?"),
		lang.L("Your last edits could not be saved: {{.Why}}", map[string]any{"Why": explain.Error(err)})+"\n\n"+lang.L("To keep them, use “Save elsewhere…” above the article."),
		lang.L("Close without saving"), lang.L("Keep working"), c.win.Window(), func() { c.release(then) }, stay)
}

// release closes the open project, shows the welcome page and calls then.
func (c *Controller) release(then func()) {
	p, closeIt := c.current, c.closer(c.win.Post)
	c.leaving = true
	c.win.Run(lang.L("Saving"), func(context.Context, func(dialog.Step)) error {
		return closeIt()
	}, func(err error) {
		c.leaving = false
		if err != nil {
			fyne.LogError("close "+p.Path(), err) // the project can no longer stay open
		}
		c.win.Clear()
		c.current = nil
		c.ShowWelcome()
		then()
	})
}

// Shutdown saves pending text and closes the project, if one is open. The program
// calls it before it exits.
func (c *Controller) Shutdown() error {
	if c.current == nil {
		return nil
	}
	c.win.Session().EndTyping()
	return c.closer(func(save func()) { save() })() // the window has ended, and runs nothing any more
}

func (c *Controller) newProject() { c.newProjectWith(nil) }

// newWithCodebook creates a project with the labels of the open one.
func (c *Controller) newWithCodebook() {
	book := slices.Clone(c.win.Session().StoredCodebook().Current())
	for i := range book {
		book[i].Defined = time.Time{} // nothing is tagged there
	}
	c.newProjectWith(book)
}

func (c *Controller) newProjectWith(book model.Codebook) {
	choice := projectChoice(lang.L("New project"), lang.L("Create"), c.win.StartPath(lang.L("Untitled")+model.ProjectExt))
	c.win.Choose(choice, func(path string) { c.switchTo(c.createStep(path, book), nil) })
}

func (c *Controller) openProject() {
	c.win.Choose(dialog.Choice{Title: lang.L("Open project"), Accept: lang.L("Open"), Match: dialog.IsProject, Kinds: dialog.ProjectKinds(), Start: c.win.StartPath("")}, c.OpenProject)
}

// Exported shows the result of an export.
func (c *Controller) Exported(report results.Export, path string) {
	text := lang.L("Exported {{.Articles}} with {{.Sentences}}, {{.Labels}} and {{.Notes}} ({{.Size}}).", map[string]any{
		"Articles": words.Articles(report.Articles), "Sentences": words.N("{{.Count}} sentences", report.Sentences),
		"Labels": words.Labels(report.Annotations), "Notes": words.Notes(report.Notes), "Size": words.Size(report.Bytes),
	})
	if report.Cut+report.Replaced+report.Unlinked+report.Further > 0 {
		text += "\n\n" + lang.L("The format could not hold everything as it is. The sheet About says what was changed.")
	}
	if len(report.Lost) > 0 {
		text += "\n\n" + lang.L("Has no place in the file:")
		for _, lost := range report.Lost {
			text += "\n• " + words.Amount(lost)
		}
	}
	c.tellWritten(lang.L("Export finished"), text, path, true)
	c.win.Notice(lang.L("Exported to {{.Path}}", map[string]any{"Path": path}))
}

// Written says that a file was written.
func (c *Controller) Written(path string) {
	c.win.Notice(lang.L("Exported to {{.Path}}", map[string]any{"Path": path}))
}

// Retry retries the writes that have failed.
func (c *Controller) Retry() { c.current.Retry() }

// SaveElsewhere writes the whole project, including the edits that could not be
// saved, to a file that the analyst chooses, and opens that file.
func (c *Controller) SaveElsewhere() {
	p := c.current
	start := dialog.FileNamed(c.Name(), model.ProjectExt, func(name string) string {
		return lang.L("{{.Name}} copy", map[string]any{"Name": name})
	})
	c.win.Choose(projectChoice(lang.L("Save elsewhere"), lang.L("Save"), c.win.StartPath(start)), func(path string) {
		c.win.Run(lang.L("Saving"), func(context.Context, func(dialog.Step)) error {
			return p.SaveElsewhere(path)
		}, func(err error) {
			if !c.win.Failed(explain.Titled(lang.L("Could not save the project"), c.unwritable(path, err))) {
				// The new file has the edits that the old one could not save.
				c.release(func() { c.OpenProject(path) })
			}
		})
	})
}

// CreateThen creates a project in place of the open one. If that succeeds, it calls
// then.
func (c *Controller) CreateThen(path string, then func()) {
	c.switchTo(c.createStep(path, nil), then)
}

// NotOpened shows the welcome page if the window shows that a project is being
// opened.
func (c *Controller) NotOpened() {
	if c.opening {
		c.ShowWelcome()
	}
}

// Leaving reports whether the open project is being closed.
func (c *Controller) Leaving() bool { return c.leaving }
