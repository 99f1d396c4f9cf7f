package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// AddPaths shows what is recognised in files and folders, and adds it when the
// analyst agrees. Without an open project it opens the one for these paths.
func (w *Window) AddPaths(paths []string) {
	w.inProject(paths, func() {
		w.preview(paths, func(p *dialog.Preview) {
			dialog.ShowImport(p, w.win, dialog.ImportActions{
				Add:   w.importDrafts,
				After: w.after,
				Again: func(r dialog.Rereading, then func(*dialog.Preview)) { w.readAgain(p, r, then) },
			})
			w.trace.offer(w, p)
		})
	})
}

// addDirectly adds what is new without asking.
func (w *Window) addDirectly(paths []string) {
	w.preview(paths, func(p *dialog.Preview) {
		if len(p.Wanted()) > 0 {
			w.importDrafts(p)
			return
		}
		w.status.SetNotice(lang.L("All of these articles are in the project already."))
		w.trace.write(w)
	})
}

// preview recognises the articles in files and folders.
func (w *Window) preview(paths []string, then func(*dialog.Preview)) {
	var preview *dialog.Preview
	p, known := w.project, w.prefs.mappings()
	w.run(lang.L("Reading"), func(ctx context.Context, step func(dialog.Step)) (err error) {
		found, err := p.Preview(ctx, paths, known, step)
		w.opts.Post(func() { preview = found })
		return err
	}, func(err error) {
		if !w.failed(err) {
			then(preview)
		}
	})
}

// readAgain reads some of a preview once more, in another way. Then is not
// called when that is stopped or fails; the preview is as it was then.
func (w *Window) readAgain(p *dialog.Preview, r dialog.Rereading, then func(*dialog.Preview)) {
	var found *dialog.Preview
	w.run(lang.L("Reading"), func(ctx context.Context, step func(dialog.Step)) error {
		got, err := p.Again(ctx, r, step)
		w.opts.Post(func() { found = got })
		return err
	}, func(err error) {
		if w.failed(err) {
			then(nil)
			return
		}
		then(found)
		if r.Mapping != nil {
			w.prefs.setMappings(p.Mappings)
		}
		w.trace.write(w)
	})
}

// inProject goes on once a project is open.
func (w *Window) inProject(paths []string, then func()) {
	if w.project != nil {
		then()
		return
	}
	w.switchTo("", func(string) string { return lang.L("Opening a project") }, func(n Notify) (Project, error) { return w.desk.OpenFor(paths, n) }, then)
}

func (w *Window) importDrafts(preview *dialog.Preview) {
	var report Imported
	p, analyst := w.project, w.prefs.Analyst
	w.run(lang.L("Adding articles"), func(ctx context.Context, step func(dialog.Step)) (err error) {
		got, err := p.Import(ctx, analyst, preview, step)
		w.opts.Post(func() { report = got })
		return err
	}, func(err error) {
		w.imported(report)
		w.failed(err)
	})
}

// imported shows what an import brought, also one that was stopped halfway.
func (w *Window) imported(r Imported) {
	w.session.Absorb(r.Changes)
	if err := w.session.Reload(); err != nil {
		w.report(err)
		return
	}
	if r.First != "" {
		w.report(w.session.Open(r.First))
	}
	notice := words.N("{{.Count}} added.", r.Added)
	if r.Known > 0 {
		notice += " " + words.N("{{.Count}} there already.", r.Known)
	}
	w.status.SetNotice(notice)
	w.trace.write(w)
	if len(r.Refused) > 0 {
		lines := []string{words.N("{{.Count}} could not be added:", len(r.Refused))}
		for _, refused := range r.Refused {
			lines = append(lines, refused.Path+": "+strings.TrimSpace(refused.Why+" "+refused.Out))
		}
		dialog.Tell(lang.L("Not everything was added"), strings.Join(lines, "\n"), w.win)
	}
}
