package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// AddPaths shows what is recognised in files and folders, and adds it when the
// analyst agrees.
func (w *Window) AddPaths(paths []string) {
	w.receiving(paths, func(to receiver) {
		w.preview(to, paths, func(p *dialog.Preview) {
			dialog.ShowImport(p, w.win, dialog.ImportActions{
				Add:   to.add,
				After: w.after,
				Again: func(r dialog.Rereading, then func(*dialog.Preview)) { w.readAgain(p, r, then) },
				Lines: func(r dialog.Rereading, then func([]dialog.Line)) { w.readLines(p, r, then) },
			})
			w.trace.offer(w, p)
		})
	})
}

// addDirectly adds what is new without asking.
func (w *Window) addDirectly(paths []string) {
	w.receiving(paths, func(to receiver) {
		w.preview(to, paths, func(p *dialog.Preview) {
			if len(p.Wanted()) > 0 {
				to.add(p)
				return
			}
			if w.status != nil {
				w.status.SetNotice(lang.L("All of these articles are in the project already."))
			}
			w.trace.write(w)
		})
	})
}

// receiver is what articles are added to: the open project, or one that is made
// when they are.
type receiver struct {
	preview func(ctx context.Context, paths []string, known []dialog.Mapping, progress func(dialog.Step)) (*dialog.Preview, error)
	add     func(*dialog.Preview)
}

// receiving goes on with what files and folders are to be added to. Without an
// open project that is the one for these paths: it is opened if it is there, and
// else made once something is to be added, not before.
func (w *Window) receiving(paths []string, then func(receiver)) {
	opened := func() { then(receiver{w.project.Preview, w.importDrafts}) }
	if w.project != nil {
		opened()
		return
	}
	var path string
	var there bool
	w.run(lang.L("Opening a project"), func(context.Context, func(dialog.Step)) error {
		found, ok, err := w.desk.ProjectFor(paths)
		w.opts.Post(func() { path, there = found, ok })
		return err
	}, func(err error) {
		switch {
		case err != nil:
			w.notReceived()
			w.report(err)
		case there:
			w.openThen(path, opened)
		default:
			w.notReceived()
			then(receiver{w.desk.Preview, func(p *dialog.Preview) { w.addToNew(path, p) }})
		}
	})
}

// notReceived shows the first page when the window says that something is being
// opened, and nothing is.
func (w *Window) notReceived() {
	if w.opening {
		w.showWelcome()
	}
}

// addToNew makes the project at path and adds the drafts wanted to it.
func (w *Window) addToNew(path string, p *dialog.Preview) {
	w.switchTo(path, creating, func(n Notify) (Project, error) { return w.desk.Create(path, n) }, func() { w.importDrafts(p) })
}

// preview recognises the articles in files and folders.
func (w *Window) preview(to receiver, paths []string, then func(*dialog.Preview)) {
	var preview *dialog.Preview
	known := w.prefs.Mappings()
	w.run(lang.L("Reading"), func(ctx context.Context, step func(dialog.Step)) (err error) {
		found, err := to.preview(ctx, paths, known, step)
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
			w.prefs.SetMappings(p.Mappings)
		}
		w.trace.write(w)
	})
}

// readLines reads the lines of an article of a preview. Then is not called when that is
// stopped or fails.
func (w *Window) readLines(p *dialog.Preview, r dialog.Rereading, then func([]dialog.Line)) {
	var lines []dialog.Line
	w.run(lang.L("Reading"), func(ctx context.Context, step func(dialog.Step)) error {
		got, err := p.Lines(ctx, r, step)
		w.opts.Post(func() { lines = got })
		return err
	}, func(err error) {
		if !w.failed(err) {
			then(lines)
		}
		w.trace.write(w)
	})
}

func (w *Window) importDrafts(preview *dialog.Preview) {
	var report Imported
	p, analyst := w.project, w.session.Analyst()
	w.run(lang.L("Adding articles"), func(ctx context.Context, step func(dialog.Step)) (err error) {
		got, err := p.Import(ctx, analyst, preview, step)
		w.opts.Post(func() { report = got })
		return err
	}, func(err error) {
		if err == nil { // else nobody knows which of them it came to
			report.Known += preview.There()
		}
		w.imported(report, errors.Is(err, context.Canceled))
		w.failed(err)
	})
}

// imported shows what an import brought, also one that was stopped halfway.
func (w *Window) imported(r Imported, stopped bool) {
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
	if r.Added > 0 && w.corpus.Unfilter() { // it may hide what came
		notice += " " + lang.L("The filter is off.")
	}
	if stopped {
		notice = lang.L("Stopped.") + " " + notice + " " + lang.L("Add the same again for the rest.")
	}
	w.status.SetNotice(notice)
	w.trace.write(w)
	if len(r.Refused) > 0 {
		dialog.ShowNotAdded(notice, r.Refused, w.win)
	}
}
