package ui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/dialog"
)

// rescue says what is wrong with a project that cannot be opened, and offers
// the ways out. It reports whether it is for it to say.
func (w *Window) rescue(path string, err error) bool {
	if !errors.Is(err, model.ErrDamaged) && !errors.Is(err, model.ErrEmptyFile) {
		return false
	}
	fyne.LogError("assay", err)
	var good dialog.Backup
	var found bool
	w.run("Looking for a good backup", func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: base(path)})
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
				Title: "Open the backup of " + good.When(),
				Text:  "It takes the damaged file’s place, without what was done since then. The damaged file is kept among the backups.",
				Do:    func() { w.restore(good, path) },
			})
		}
		if !errors.Is(err, model.ErrEmptyFile) {
			ways = append(ways, dialog.Way{
				Title: "Recover what is readable…",
				Text:  "Every article, label and note that can be read goes into a new project. The damaged file stays as it is.",
				Do:    func() { w.recover(path) },
			})
		}
		text := whatIsWrong(err)
		if !found {
			text += "\n\nThere is no good backup of it."
		}
		dialog.Offer(base(path)+" cannot be opened", text, ways, w.win)
		w.trace.write(w)
	})
	return true
}

// whatIsWrong says what a damaged file suffers from. What to do about it, the
// offers below it say.
func whatIsWrong(err error) string {
	switch {
	case errors.Is(err, model.ErrEmptyFile):
		return "The file is empty: its content was lost, in a copy perhaps. Nothing was changed in it."
	case errors.Is(err, model.ErrWentBack):
		return "The file is as it was some changes ago; what was done after that cannot be read in it. Nothing was changed in it."
	}
	text := err.Error()
	if _, cause, ok := strings.Cut(text, model.ErrDamaged.Error()+": "); ok {
		text = model.ErrDamaged.Error() + ": " + cause
	}
	text, _, _ = strings.Cut(text, "; ") // the way out, for a terminal
	return sentence(text) + " Nothing was changed in it."
}

// recover saves what is readable of a damaged project into a new one, and
// opens that.
func (w *Window) recover(damaged string) {
	start := strings.TrimSuffix(damaged, filepath.Ext(damaged)) + " recovered" + model.ProjectExt
	w.choose(dialog.Choice{Title: "Recover into a new project", Accept: "Recover", Save: true, Fresh: true, Ext: model.ProjectExt, Match: isProject, Start: start}, func(fresh string) {
		var report Recovered
		w.run("Recovering "+base(damaged), func(ctx context.Context, step func(dialog.Step)) error {
			step(dialog.Step{What: base(damaged)})
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

func (w *Window) tellRecovered(r Recovered) {
	const most = 40
	lines := []string{fmt.Sprintf("Saved: %s, %s, %s and %s of the history.", counted(r.Articles, "article"),
		counted(r.Annotations, "label"), counted(r.Notes, "note"), counted(r.Changes, "change"))}
	if len(r.Missing) == 0 {
		lines = append(lines, "Nothing is missing.")
	} else {
		lines = append(lines, "", "Missing or put right:")
		lines = append(lines, r.Missing[:min(len(r.Missing), most)]...)
		if n := len(r.Missing) - most; n > 0 {
			lines = append(lines, fmt.Sprintf("and %d more", n))
		}
	}
	dialog.Tell("Recovered", strings.Join(lines, "\n"), w.win)
	w.trace.write(w)
}
