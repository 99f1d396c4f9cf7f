package ui

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

// How a project is backed up while it is worked on
//
//	show ── BackUp, in a goroutine of its own ──▶ a word in the status bar
//	                 ▲                             when it failed
//	closer  ── stop ─┘  waits for it, then closes the project
//
// The goroutine belongs to the open project: whoever closes that does so by
// closer, away from the GUI goroutine, which ends the backup first. A backup
// that is stopped leaves nothing, and is made the next time.

// backUpIfOld makes a backup of the project that has just been opened when the
// last one is too old.
func (w *Window) backUpIfOld(p Project) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	w.stopBackup = func() {
		cancel()
		<-done
	}
	go func() {
		defer close(done)
		_, err := p.BackUp(ctx, false)
		if err == nil || ctx.Err() != nil {
			return
		}
		w.opts.Post(func() {
			fyne.LogError("assay", err)
			if w.project == p {
				w.status.SetNotice(lang.L("No backup could be made: {{.Why}}", map[string]any{"Why": explain.Error(err)}))
			}
		})
	}()
}

// closer gives what closes the open project for good. It waits, and is to be
// called away from the GUI goroutine.
func (w *Window) closer() func() error {
	p, stop, doubtful := w.project, w.stopBackup, w.doubtful
	w.finding.Die()
	return func() error {
		stop()
		w.working.Wait()
		if !doubtful {
			w.noteHead(p)
		}
		return p.Close()
	}
}

// backUpNow makes a backup because the analyst asks for it.
func (w *Window) backUpNow() {
	w.session.EndTyping()
	p := w.project
	w.run(lang.L("Backing up"), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: words.FileName(p.Path())})
		_, err := p.BackUp(ctx, true)
		return err
	}, func(err error) {
		if !w.failed(err) {
			w.status.SetNotice(lang.L("Backed up."))
		}
	})
}

// restoreBackup lets the analyst choose a backup of the open project, and puts
// it in its place.
func (w *Window) restoreBackup() {
	path := w.project.Path()
	var backups []model.Backup
	w.run(lang.L("Looking for backups"), func(context.Context, func(dialog.Step)) error {
		found, err := w.desk.Backups(path)
		w.opts.Post(func() { backups = found })
		return err
	}, func(err error) {
		switch {
		case w.failed(err):
		case len(backups) == 0:
			dialog.Tell(lang.L("Restore a backup"), lang.L("There are no backups of this project yet. “Back Up Now” makes one."), w.win)
		default:
			dialog.ShowBackups(words.FileName(path), backups, w.win, func(b model.Backup) {
				w.leave(func() { w.restore(b, path) }, nil)
			})
		}
	})
}

// restore puts a backup in the place of a project that is closed, and opens
// it.
func (w *Window) restore(b model.Backup, path string) {
	w.run(lang.L("Restoring the backup of {{.Date}}", map[string]any{"Date": dialog.BackupTime(b)}), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: words.FileName(b.Path)})
		return w.desk.Restore(ctx, b.Path, path)
	}, func(err error) {
		if !w.failed(err) {
			w.chose(path)
		}
		w.openThen(path, func() {
			if err == nil {
				w.status.SetNotice(lang.L("Restored as it was on {{.Date}}. What was there is kept among the backups.", map[string]any{"Date": dialog.BackupTime(b)}))
			}
		})
	})
}

// checkProject looks through all of the project for damage.
func (w *Window) checkProject() {
	w.session.EndTyping()
	p := w.project
	var problems []string
	w.run(lang.L("Checking"), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: words.FileName(p.Path())})
		found, err := p.Check(ctx)
		w.opts.Post(func() { problems = found })
		return err
	}, func(err error) {
		switch {
		case w.failed(err):
		case len(problems) == 0:
			dialog.Tell(lang.L("Check this project"), lang.L("Every article, label and note is as it was written, and the history leads to them."), w.win)
		default:
			const most = 20
			text := words.N("{{.Count}} problems found.", len(problems)) + " " +
				lang.L("Restore a backup, or save what is readable with “assayctl recover”.") + "\n\n" +
				strings.Join(problems[:min(len(problems), most)], "\n")
			dialog.Tell(lang.L("Check this project"), text, w.win)
		}
	})
}
