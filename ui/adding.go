package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// AddPaths shows what is recognised in files and folders, and adds it when the
// analyst agrees.
func (w *Window) AddPaths(paths []string) {
	w.receiving(paths, func(to receiver) {
		w.preview(to, paths, func(p *draft.Preview, rereader Rereader) {
			again := rereading{w, p, rereader}
			dialog.ShowImport(p, w.win, dialog.ImportActions{
				Add:     to.add,
				After:   w.after,
				Again:   again.read,
				Lines:   again.lines,
				Explain: explain.Refusal,
			})
			w.trace.offer(w, p)
		})
	})
}

// addDirectly adds what is new without asking.
func (w *Window) addDirectly(paths []string) {
	w.receiving(paths, func(to receiver) {
		w.preview(to, paths, func(p *draft.Preview, _ Rereader) {
			if len(p.Wanted()) > 0 {
				to.add(p)
				return
			}
			if w.status != nil {
				w.status.SetNotice(lang.L("All of these articles are in the project already."))
			}
		})
	})
}

// receiver is the project that articles are added to: the open one, or one that is
// created when they are added.
type receiver struct {
	preview func(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, Rereader, error)
	add     func(*draft.Preview)
}

// receiving calls then with the project that files and folders are added to. If none is
// open, that is the desk's project for these paths: it is opened if it exists, and
// otherwise created when something is added, not before.
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
			then(receiver{w.desk.Preview, func(p *draft.Preview) { w.addToNew(path, p) }})
		}
	})
}

// notReceived shows the first page if the window says that a project is being opened,
// and none is.
func (w *Window) notReceived() {
	if w.opening {
		w.showWelcome()
	}
}

// addToNew makes the project at path and adds the drafts wanted to it.
func (w *Window) addToNew(path string, p *draft.Preview) {
	w.switchTo(path, creating, func(n Notify) (Project, error) { return w.desk.Create(path, n) }, func() { w.importDrafts(p) })
}

// preview recognises the articles in files and folders, and calls then with them.
func (w *Window) preview(to receiver, paths []string, then func(*draft.Preview, Rereader)) {
	var preview *draft.Preview
	var rereader Rereader
	known := w.prefs.Mappings()
	w.run(lang.L("Reading"), func(ctx context.Context, step func(dialog.Step)) (err error) {
		found, again, err := to.preview(ctx, paths, known, stepsOf(step))
		w.opts.Post(func() { preview, rereader = found, again })
		return err
	}, func(err error) {
		if !w.failed(err) {
			then(preview, rereader)
		}
	})
}

// stepsOf shows the steps of an import by showing the steps of a job.
func stepsOf(show func(dialog.Step)) func(draft.Step) {
	return func(s draft.Step) {
		what := lang.L("what the project has already")
		if s.Path != "" {
			what = filepath.Base(s.Path)
		}
		show(dialog.Step{Done: s.Done, Total: s.Total, What: what, Share: s.Bytes})
	}
}

// rereading reads parts of a preview again.
type rereading struct {
	window   *Window
	preview  *draft.Preview
	rereader Rereader
}

// read implements dialog.ImportActions.Again.
func (a rereading) read(r draft.Rereading, then func(*draft.Preview)) {
	w := a.window
	var found *draft.Preview
	w.run(lang.L("Reading"), func(ctx context.Context, step func(dialog.Step)) error {
		got, err := a.rereader.Again(ctx, r, stepsOf(step))
		w.opts.Post(func() { found = got })
		return err
	}, func(err error) {
		if w.failed(err) {
			then(nil)
			return
		}
		then(found)
		if r.Mapping != nil {
			w.prefs.SetMappings(a.preview.Mappings)
		}
	})
}

// lines implements dialog.ImportActions.Lines.
func (a rereading) lines(r draft.Rereading, then func([]draft.Line)) {
	w := a.window
	var lines []draft.Line
	w.run(lang.L("Reading"), func(ctx context.Context, step func(dialog.Step)) error {
		got, err := a.rereader.Lines(ctx, r, stepsOf(step))
		w.opts.Post(func() { lines = got })
		return err
	}, func(err error) {
		if !w.failed(err) {
			then(lines)
		}
	})
}

func (w *Window) importDrafts(preview *draft.Preview) {
	var report draft.Added
	p, analyst := w.project, w.session.Analyst()
	w.run(lang.L("Adding articles"), func(ctx context.Context, step func(dialog.Step)) (err error) {
		got, err := p.Import(ctx, analyst, preview, stepsOf(step))
		w.opts.Post(func() { report = got })
		return err
	}, func(err error) {
		if err == nil { // otherwise it is unknown which of them the import reached
			report.Known += preview.Duplicates()
		}
		w.imported(report, errors.Is(err, context.Canceled))
		w.failed(err)
	})
}

// imported shows the result of an import, even of one that was stopped halfway.
func (w *Window) imported(r draft.Added, stopped bool) {
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
	if len(r.Refused) > 0 {
		dialog.ShowNotAdded(notice, r.Refused, explain.Refusal, w.win)
	}
}
