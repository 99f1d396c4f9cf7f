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

// rescue explains what is wrong with a damaged or empty project file, and offers to
// open a backup or to recover what is readable. It returns true for such a file.
// For any other error, it shows nothing and returns false.
func (c *Controller) rescue(path string, err error) bool {
	if !errors.Is(err, model.ErrDamaged) && !errors.Is(err, model.ErrEmptyFile) && !unlikeProject(path, err) {
		return false
	}
	fyne.LogError("assay", err)
	var good model.Backup
	var found bool
	c.win.Run(lang.L("Looking for an undamaged backup"), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: words.FileName(path)})
		b, ok, err := c.desk.GoodBackup(ctx, path)
		c.win.Post(func() { good, found = b, ok })
		return err
	}, func(e error) {
		if e != nil && !errors.Is(e, context.Canceled) {
			fyne.LogError("assay", e) // recovering may still be possible
		}
		var ways []dialog.Way
		if found {
			ways = append(ways, dialog.Way{
				Title: lang.L("Open the backup of {{.Date}}", map[string]any{"Date": BackupTime(good)}),
				Text:  lang.L("Replaces the damaged file. Later work is not included. The damaged file is kept with the backups."),
				Do:    func() { c.restore(good, path) },
			})
		}
		if !errors.Is(err, model.ErrEmptyFile) {
			ways = append(ways, dialog.Way{
				Title: lang.L("Recover readable data…"),
				Text:  lang.L("Copies every readable article, label and note into a new project. The damaged file is not changed."),
				Do:    func() { c.recover(path) },
			})
		}
		text := whatIsWrong(err)
		if !found {
			text += "\n\n" + lang.L("There is no undamaged backup.")
		}
		dialog.Offer(lang.L("Could not open {{.Name}}", map[string]any{"Name": words.FileName(path)}), text, ways, c.win.Window())
	})
	return true
}

// unlikeProject reports whether a file has a project's name but not a project's
// first bytes. If only its beginning was overwritten, the rest may be recoverable.
func unlikeProject(path string, err error) bool {
	info, e := os.Stat(path)
	return errors.Is(err, model.ErrNotProject) && dialog.IsProject(path) && e == nil && info.Mode().IsRegular()
}

// whatIsWrong returns a text that describes the damage of a file. It gives no
// advice, because rescue shows buttons for that.
func whatIsWrong(err error) string {
	switch {
	case errors.Is(err, model.ErrEmptyFile):
		return lang.L("The file is empty. Its content may have been lost while it was copied. The file was not changed.")
	case errors.Is(err, model.ErrNotProject):
		return lang.L("The file is named like a project, but its content is not a project. It may have been overwritten. The file was not changed.")
	case errors.Is(err, model.ErrWentBack):
		return lang.L("The latest changes in the file cannot be read. The file was not changed.")
	}
	if m, known := explain.MeaningOf(err); known && m.Foreign() {
		return m.What + " " + lang.L("The file was not changed.") + "\n\n(" + err.Error() + ")"
	}
	text := err.Error()
	if _, cause, ok := strings.Cut(text, model.ErrDamaged.Error()+": "); ok {
		text = model.ErrDamaged.Error() + ": " + cause
	}
	text, _, _ = strings.Cut(text, "; ") // drops the advice, which is for a terminal
	return words.Sentence(text) + " " + lang.L("The file was not changed.")
}

// recover copies what can be read of a damaged project into a new one, and opens
// the new one.
func (c *Controller) recover(damaged string) {
	stem := strings.TrimSuffix(filepath.Base(damaged), filepath.Ext(damaged))
	start := filepath.Join(filepath.Dir(damaged), model.FileName(stem, " "+lang.L("recovered")+model.ProjectExt, model.MaxFileName))
	c.win.Choose(projectChoice(lang.L("Recover into a new project"), lang.L("Recover"), start), func(fresh string) {
		var report results.Recovery
		c.win.RunToEnd(lang.L("Recovering {{.Name}}", map[string]any{"Name": words.FileName(damaged)}), lang.L("The project is still being recovered. If you stop, there is no new project. The damaged file is not changed."), func(ctx context.Context, step func(dialog.Step)) error {
			step(dialog.Step{What: words.FileName(damaged)})
			r, err := c.desk.Recover(ctx, damaged, fresh)
			c.win.Post(func() { report = r })
			return err
		}, func(err error) {
			if c.win.Failed(explain.Titled(lang.L("Could not recover the project"), c.unwritable(fresh, err))) {
				return
			}
			c.chose(fresh)
			c.OpenThen(fresh, func() { c.tellRecovered(report) })
		})
	})
}

func (c *Controller) tellRecovered(r results.Recovery) {
	const most = 40
	lines := []string{lang.L("Recovered: {{.Articles}}, {{.Labels}}, {{.Notes}} and a history of {{.Changes}}.", map[string]any{
		"Articles": words.Articles(r.Saved.Articles), "Labels": words.Labels(r.Saved.Annotations), "Notes": words.Notes(r.Saved.Notes), "Changes": words.Changes(r.Saved.Changes),
	})}
	if len(r.Missing) == 0 {
		lines = append(lines, lang.L("Nothing is missing."))
	} else {
		lines = append(lines, "", lang.L("Missing or repaired:"))
		lines = append(lines, r.Missing[:min(len(r.Missing), most)]...)
		if n := len(r.Missing) - most; n > 0 {
			lines = append(lines, lang.L("and {{.Count}} more", map[string]any{"Count": n}))
		}
	}
	dialog.Tell(lang.L("Project recovered"), strings.Join(lines, "\n"), c.win.Window())
}
