package project

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// How a project is backed up while it is open
//
//	enter   ── BackUp, in its own goroutine ──▶ a message in the status bar
//	                  ▲                         if it failed
//	closer  ── stop ──┘  waits for it, then closes the project
//
// The goroutine belongs to the open project. The function that closer returns stops
// the backup before it closes the project. A stopped backup leaves no file. It is
// still due when the project opens the next time.

// backUpIfOld backs up the project that has just been opened, if it has changed and
// its last backup is too old.
func (c *Controller) backUpIfOld(p Project) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	c.stopBackup = func() {
		cancel()
		<-done
	}
	go func() {
		defer close(done)
		_, err := p.BackUp(ctx, false)
		if err == nil || ctx.Err() != nil {
			return
		}
		c.win.Post(func() {
			fyne.LogError("assay", err)
			if c.current == p {
				c.win.Notice(lang.L("Could not back up: {{.Why}}", map[string]any{"Why": explain.Error(err)}))
			}
		})
	}()
}

// closer returns a function that closes the open project. That function blocks, and
// must be called away from the GUI goroutine. It passes a function to post that saves
// how the history ends: Fyne reads the preferences again when something in their
// folder changes, and finds half a file if another goroutine writes them.
func (c *Controller) closer(post func(func())) func() error {
	p, stop, doubtful := c.current, c.stopBackup, c.doubtful
	wait := c.win.EndWork()
	return func() error {
		stop()
		wait()
		if head, err := p.Head(); err == nil && !doubtful {
			id := p.Info().ID
			post(func() { c.prefs.SetHead(id, head) })
		}
		return p.Close()
	}
}

func (c *Controller) backUpNow() {
	c.win.Session().EndTyping()
	p := c.current
	var made string
	c.win.RunToEnd(lang.L("Backing up"), lang.L("The backup is still being made. If you stop it, there is no backup of the current state."), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: words.FileName(p.Path())})
		path, err := p.BackUp(ctx, true)
		c.win.Post(func() { made = path })
		return err
	}, func(err error) {
		if c.win.Failed(explain.Titled(lang.L("Could not back up"), err)) {
			return
		}
		c.win.Notice(lang.L("Backup created."))
		c.tellWritten(lang.L("Backup created"), lang.L("To restore it, choose “Restore a Backup…” in the File menu."), made, false)
	})
}

// restoreBackup lets the analyst choose a backup, and replaces the open project
// with it.
func (c *Controller) restoreBackup() {
	path := c.current.Path()
	var backups []model.Backup
	c.win.Run(lang.L("Looking for backups"), func(context.Context, func(dialog.Step)) error {
		found, err := c.desk.Backups(path)
		c.win.Post(func() { backups = found })
		return err
	}, func(err error) {
		switch {
		case c.win.Failed(explain.Titled(lang.L("Could not list the backups"), err)):
		case len(backups) == 0:
			dialog.Tell(lang.L("Restore a backup"), lang.L("This project has no backups yet. “Back Up Now” in the File menu creates one."), c.win.Window())
		default:
			ShowBackups(words.FileName(path), backups, c.win.Window(), func(b model.Backup) {
				c.Leave(func() { c.restore(b, path) }, nil)
			})
		}
	})
}

// restore replaces a closed project with a backup. It then opens the project, even
// if replacing it has failed.
func (c *Controller) restore(b model.Backup, path string) {
	c.win.RunToEnd(lang.L("Restoring the backup of {{.Date}}", map[string]any{"Date": BackupTime(b)}), lang.L("The backup is still being restored. If you stop, the project stays as it is."), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: words.FileName(b.Path)})
		return c.desk.Restore(ctx, b.Path, path)
	}, func(err error) {
		if err == nil {
			c.chose(path)
		}
		c.win.Failed(explain.Titled(lang.L("Could not restore the backup"), err))
		c.OpenThen(path, func() {
			if err == nil {
				c.win.Notice(lang.L("Restored the backup of {{.Date}}. The replaced version is kept with the backups.", map[string]any{"Date": BackupTime(b)}))
			}
		})
	})
}

// checkProject checks the whole project for damage, and shows the problems.
func (c *Controller) checkProject() {
	c.win.Session().EndTyping()
	p := c.current
	var problems []string
	c.win.Run(lang.L("Checking"), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: words.FileName(p.Path())})
		found, err := p.Check(ctx)
		c.win.Post(func() { problems = found })
		return err
	}, func(err error) {
		switch {
		case c.win.Failed(explain.Titled(lang.L("Could not check the project"), err)):
		case len(problems) == 0:
			dialog.Tell(lang.L("Project check"), lang.L("No problems found."), c.win.Window())
		default:
			const most = 20
			text := words.N("{{.Count}} problems found.", len(problems)) + " " +
				lang.L("Restore a backup, or recover readable data with “assayctl recover”.") + "\n\n" +
				strings.Join(problems[:min(len(problems), most)], "\n")
			dialog.Tell(lang.L("Project check"), text, c.win.Window())
		}
	})
}
