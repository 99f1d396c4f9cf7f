package project

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

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
		c.win.Notice(lang.L("This project is open already."))
		return
	}
	c.OpenThen(path, nil)
}

// OpenThen opens the project at path in place of the open one. If that succeeds, it
// calls then.
func (c *Controller) OpenThen(path string, then func()) {
	c.switchTo(path, opening, func(o Opening) (Project, error) { return c.desk.Open(path, o) }, then)
}

// switchTo calls open away from the GUI goroutine. If open succeeds, switchTo
// closes the open project, shows the new one and calls then. If the analyst keeps
// the open project so that no work is lost, switchTo closes the new one. If open
// fails, the open project stays open, and a rescue is offered if the file is
// damaged.
func (c *Controller) switchTo(path string, doing func(name string) string, open func(Opening) (Project, error), then func()) {
	var opened Project
	notify := func(durable uint64, err error) {
		c.win.Post(func() {
			if c.win.Session() != nil && c.current == opened {
				c.win.Session().StoreStatus(durable, err)
			}
		})
	}
	c.win.Run(doing(words.FileName(path)), func(ctx context.Context, step func(dialog.Step)) (err error) {
		p, err := open(Opening{Context: ctx, Notify: notify, Step: func(done, all int64) {
			step(dialog.Step{Done: int(done >> 10), Total: int(all >> 10), What: lang.L("Bringing the project up to date…"), Share: true})
		}})
		c.win.Post(func() { opened = p })
		return err
	}, func(err error) {
		if err != nil {
			if c.opening {
				c.ShowWelcome()
			}
			c.notOpened(path, err)
			return
		}
		c.Leave(func() { c.enter(opened, then) }, func() { c.discard(opened, nil) })
	})
}

func opening(name string) string { return lang.L("Opening {{.Name}}", map[string]any{"Name": name}) }

func creating(name string) string { return lang.L("Creating {{.Name}}", map[string]any{"Name": name}) }

// enter shows a project that has been opened. If that succeeds, it calls then
// unless then is nil.
func (c *Controller) enter(p Project, then func()) {
	c.current = p
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
		c.win.Report(err)
	default:
		c.current = nil
		c.ShowWelcome()
		c.discard(p, func() { c.notOpened(p.Path(), err) })
	}
}

// notOpened reports why a project could not be opened, and offers to rescue it if
// it is damaged. It reports nothing if the analyst has cancelled the opening.
func (c *Controller) notOpened(path string, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	if !c.rescue(path, err) {
		c.win.Report(err)
	}
}

// discard closes a project that will not be shown, and calls then afterwards,
// unless then is nil.
func (c *Controller) discard(p Project, then func()) {
	c.win.Run(lang.L("Closing {{.Name}}", map[string]any{"Name": words.FileName(p.Path())}), func(context.Context, func(dialog.Step)) error {
		return p.Close()
	}, func(err error) {
		c.win.Report(err)
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
	dialog.Warn(lang.L("Leave without saving?"),
		lang.L("Your last edits could not be saved: {{.Why}}", map[string]any{"Why": explain.Error(err)})+"\n\n"+lang.L("“Save elsewhere…” above the article keeps them."),
		lang.L("Leave and lose them"), lang.L("Keep working"), c.win.Window(), func() { c.release(then) }, stay)
}

// release closes the open project, shows the welcome page and calls then.
func (c *Controller) release(then func()) {
	p, closeIt := c.current, c.closer()
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
	return c.closer()()
}

func (c *Controller) newProject() {
	c.win.Choose(dialog.Choice{Title: lang.L("New project"), Accept: lang.L("Create"), Save: true, Fresh: true, Ext: model.ProjectExt, Match: dialog.IsProject, Start: c.win.StartPath(lang.L("Untitled") + model.ProjectExt)}, func(path string) {
		c.switchTo(path, creating, func(o Opening) (Project, error) { return c.desk.Create(path, o) }, nil)
	})
}

func (c *Controller) openProject() {
	c.win.Choose(dialog.Choice{Title: lang.L("Open a project"), Accept: lang.L("Open"), Match: dialog.IsProject, Start: c.win.StartPath("")}, c.OpenProject)
}

// Export asks for a file and exports articles to it, or the whole project if only is
// empty.
func (c *Controller) Export(only ...model.ArticleID) {
	c.win.Session().EndTyping()
	name := words.ProjectName(c.current.Info().Name)
	if len(only) == 1 {
		sum, _ := c.win.Session().Summary(only[0])
		name = words.FileName(sum.ImportPath)
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	choice := dialog.ExportChoice(lang.L("Export an annotation set"), c.desk.Formats().ForProjects())
	choice.Start = filepath.Join(filepath.Dir(c.current.Path()), dialog.FileNamed(name, choice.Ext, func(name string) string {
		return lang.L("{{.Name}} annotations", map[string]any{"Name": name})
	}))
	p := c.current
	c.win.Choose(choice, func(path string) {
		var report results.Export
		c.win.Run(lang.L("Exporting"), func(ctx context.Context, step func(dialog.Step)) (err error) {
			step(dialog.Step{What: words.FileName(path)})
			got, err := p.Export(ctx, path, only)
			c.win.Post(func() { report = got })
			return err
		}, func(err error) {
			if c.win.Failed(err) {
				return
			}
			c.Exported(report, path)
		})
	})
}

// Exported shows the result of an export.
func (c *Controller) Exported(report results.Export, path string) {
	dialog.Tell(lang.L("Exported"), lang.L("{{.Articles}} with {{.Sentences}}, {{.Labels}} and {{.Notes}} ({{.Size}}) were written to", map[string]any{
		"Articles": words.Articles(report.Articles), "Sentences": words.N("{{.Count}} sentences", report.Sentences),
		"Labels": words.Labels(report.Annotations), "Notes": words.Notes(report.Notes), "Size": words.Size(report.Bytes),
	})+"\n\n"+path, c.win.Window())
	c.win.Notice(lang.L("Exported to {{.Path}}", map[string]any{"Path": path}))
}

// Retry retries the writes that have failed.
func (c *Controller) Retry() { c.current.Retry() }

// SaveElsewhere writes the whole project, including the edits that could not be
// saved, to a file that the analyst chooses, and opens that file.
func (c *Controller) SaveElsewhere() {
	p := c.current
	start := dialog.FileNamed(p.Info().Name, model.ProjectExt, func(name string) string {
		return lang.L("{{.Name}} copy", map[string]any{"Name": name})
	})
	c.win.Choose(dialog.Choice{Title: lang.L("Save elsewhere"), Accept: lang.L("Save"), Save: true, Fresh: true, Ext: model.ProjectExt, Match: dialog.IsProject, Start: c.win.StartPath(start)}, func(path string) {
		c.win.Run(lang.L("Saving"), func(context.Context, func(dialog.Step)) error {
			return p.SaveElsewhere(path)
		}, func(err error) {
			if !c.win.Failed(err) {
				// The new file has the edits that the old one could not save.
				c.release(func() { c.OpenProject(path) })
			}
		})
	})
}

// CreateThen creates a project in place of the open one. If that succeeds, it calls
// then.
func (c *Controller) CreateThen(path string, then func()) {
	c.switchTo(path, creating, func(o Opening) (Project, error) { return c.desk.Create(path, o) }, then)
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
