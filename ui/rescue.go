package ui

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

// rescue says what is wrong with a project that cannot be opened, and offers
// the ways out. It reports whether it is for it to say.
func (w *Window) rescue(path string, err error) bool {
	if !errors.Is(err, model.ErrDamaged) && !errors.Is(err, model.ErrEmptyFile) && !unlikeProject(path, err) {
		return false
	}
	fyne.LogError("assay", err)
	var good model.Backup
	var found bool
	w.run(lang.L("Looking for a good backup"), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: words.FileName(path)})
		b, ok, err := w.desk.GoodBackup(ctx, path)
		w.opts.Post(func() { good, found = b, ok })
		return err
	}, func(e error) {
		if e != nil && !errors.Is(e, context.Canceled) {
			fyne.LogError("assay", e) // there is still what can be recovered
		}
		var ways []dialog.Way
		if found {
			ways = append(ways, dialog.Way{
				Title: lang.L("Open the backup of {{.Date}}", map[string]any{"Date": dialog.BackupTime(good)}),
				Text:  lang.L("It takes the damaged file’s place, without what was done since then. The damaged file is kept among the backups."),
				Do:    func() { w.restore(good, path) },
			})
		}
		if !errors.Is(err, model.ErrEmptyFile) {
			ways = append(ways, dialog.Way{
				Title: lang.L("Recover what is readable…"),
				Text:  lang.L("Every article, label and note that can be read goes into a new project. The damaged file stays as it is."),
				Do:    func() { w.recover(path) },
			})
		}
		text := whatIsWrong(err)
		if !found {
			text += "\n\n" + lang.L("There is no good backup of it.")
		}
		dialog.Offer(lang.L("{{.Name}} cannot be opened", map[string]any{"Name": words.FileName(path)}), text, ways, w.win)
	})
	return true
}

// unlikeProject reports whether a file has a project's name, but does not look
// like one: where its beginning was written over, the rest may still be there.
func unlikeProject(path string, err error) bool {
	info, e := os.Stat(path)
	return errors.Is(err, model.ErrNotProject) && isProject(path) && e == nil && info.Mode().IsRegular()
}

// whatIsWrong says what a damaged file suffers from. What to do about it, the
// offers below it say.
func whatIsWrong(err error) string {
	switch {
	case errors.Is(err, model.ErrEmptyFile):
		return lang.L("The file is empty: its content was lost, in a copy perhaps. Nothing was changed in it.")
	case errors.Is(err, model.ErrNotProject):
		return lang.L("The file has a project’s name, but does not begin as one does: it was written over, or never was a project. Nothing was changed in it.")
	case errors.Is(err, model.ErrWentBack):
		return lang.L("The file is as it was some changes ago; what was done after that cannot be read in it. Nothing was changed in it.")
	}
	if m, known := explain.MeaningOf(err); known && m.Foreign() {
		return m.What + " " + lang.L("Nothing was changed in it.") + "\n\n(" + err.Error() + ")"
	}
	text := err.Error()
	if _, cause, ok := strings.Cut(text, model.ErrDamaged.Error()+": "); ok {
		text = model.ErrDamaged.Error() + ": " + cause
	}
	text, _, _ = strings.Cut(text, "; ") // the way out, for a terminal
	return words.Sentence(text) + " " + lang.L("Nothing was changed in it.")
}

// recover saves what is readable of a damaged project into a new one, and
// opens that.
func (w *Window) recover(damaged string) {
	stem := strings.TrimSuffix(filepath.Base(damaged), filepath.Ext(damaged))
	start := filepath.Join(filepath.Dir(damaged), model.FileName(stem, " "+lang.L("recovered")+model.ProjectExt, model.MaxFileName))
	w.choose(dialog.Choice{Title: lang.L("Recover into a new project"), Accept: lang.L("Recover"), Save: true, Fresh: true, Ext: model.ProjectExt, Match: isProject, Start: start}, func(fresh string) {
		var report results.Recovery
		w.run(lang.L("Recovering {{.Name}}", map[string]any{"Name": words.FileName(damaged)}), func(ctx context.Context, step func(dialog.Step)) error {
			step(dialog.Step{What: words.FileName(damaged)})
			r, err := w.desk.Recover(ctx, damaged, fresh)
			w.opts.Post(func() { report = r })
			return err
		}, func(err error) {
			if w.failed(err) {
				return
			}
			w.chose(fresh)
			w.openThen(fresh, func() { w.tellRecovered(report) })
		})
	})
}

func (w *Window) tellRecovered(r results.Recovery) {
	const most = 40
	lines := []string{lang.L("Saved: {{.Articles}}, {{.Labels}}, {{.Notes}} and {{.Changes}} of the history.", map[string]any{
		"Articles": words.Articles(r.Saved.Articles), "Labels": words.Labels(r.Saved.Annotations), "Notes": words.Notes(r.Saved.Notes), "Changes": words.Changes(r.Saved.Changes),
	})}
	if len(r.Missing) == 0 {
		lines = append(lines, lang.L("Nothing is missing."))
	} else {
		lines = append(lines, "", lang.L("Missing or put right:"))
		lines = append(lines, r.Missing[:min(len(r.Missing), most)]...)
		if n := len(r.Missing) - most; n > 0 {
			lines = append(lines, lang.L("and {{.Count}} more", map[string]any{"Count": n}))
		}
	}
	dialog.Tell(lang.L("Recovered"), strings.Join(lines, "\n"), w.win)
}
