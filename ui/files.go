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

// Start opens what the program was started with: a project, files and folders
// to add, or else the project that was open last. It may be called before the
// window shows, so that the project is read while the window is being made.
func (w *Window) Start(paths []string) {
	w.tellNotices()
	switch {
	case len(paths) == 1 && isProject(paths[0]):
		w.OpenProject(paths[0])
	case len(paths) > 0:
		w.AddPaths(paths)
	default:
		if last := w.lastThere(); last != "" {
			w.OpenProject(last)
		}
	}
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

func isProject(path string) bool {
	return strings.EqualFold(filepath.Ext(path), model.ProjectExt)
}

// OpenProject opens a project in place of the one that is open.
func (w *Window) OpenProject(path string) {
	if w.project != nil && sameFile(path, w.project.Path()) {
		w.status.SetNotice(lang.L("This project is open already."))
		return
	}
	w.openThen(path, nil)
}

// openThen opens a project in place of the one that is open, and then calls
// then, if it was opened.
func (w *Window) openThen(path string, then func()) {
	w.switchTo(path, opening, func(n Notify) (Project, error) { return w.desk.Open(path, n) }, then)
}

// switchTo opens the project at path, away from the GUI goroutine, and then
// closes the one that was open: one that cannot be opened leaves everything as
// it is, and is offered to be rescued when it is damaged. Then then is called,
// if it was opened.
func (w *Window) switchTo(path string, doing func(name string) string, open func(Notify) (Project, error), then func()) {
	var opened Project
	notify := func(durable uint64, err error) {
		w.opts.Post(func() {
			if w.session != nil && w.project == opened {
				w.session.StoreStatus(durable, err)
			}
		})
	}
	w.run(doing(words.FileName(path)), func(context.Context, func(dialog.Step)) (err error) {
		p, err := open(notify)
		w.opts.Post(func() { opened = p })
		return err
	}, func(err error) {
		if err != nil {
			if w.opening {
				w.showWelcome()
			}
			w.notOpened(path, err)
			return
		}
		w.leave(func() { w.enter(opened, then) }, func() { w.discard(opened, nil) })
	})
}

func opening(name string) string { return lang.L("Opening {{.Name}}", map[string]any{"Name": name}) }

func creating(name string) string { return lang.L("Creating {{.Name}}", map[string]any{"Name": name}) }

// enter shows a project that was opened.
func (w *Window) enter(p Project, then func()) {
	err := w.show(p)
	switch {
	case err == nil:
		if then != nil {
			then()
		}
		w.askIfOlder(p)
		w.askIfRenamed(p)
	case w.project == p: // but its first article cannot be shown
		w.report(err)
	default:
		w.showWelcome()
		w.discard(p, func() { w.notOpened(p.Path(), err) })
	}
}

// notOpened says why a project could not be opened, and offers to rescue it
// when it is damaged.
func (w *Window) notOpened(path string, err error) {
	if !w.rescue(path, err) {
		w.report(err)
	}
}

// discard closes a project that is not going to be shown.
func (w *Window) discard(p Project, then func()) {
	w.run(lang.L("Closing {{.Name}}", map[string]any{"Name": words.FileName(p.Path())}), func(context.Context, func(dialog.Step)) error {
		return p.Close()
	}, func(err error) {
		w.report(err)
		if then != nil {
			then()
		}
	})
}

// leave closes the open project, if there is one, and goes on to then. When
// work would be lost by it the analyst is asked, and stay is called if the
// project stays open.
func (w *Window) leave(then, stay func()) {
	if w.project == nil {
		then()
		return
	}
	w.unfocus()
	w.session.EndTyping()
	if err := w.session.Save().Err; err != nil {
		w.askBeforeLeaving(err, then, stay)
		return
	}
	p := w.project
	w.leaving = true
	w.run(lang.L("Saving"), func(ctx context.Context, _ func(dialog.Step)) error {
		return p.Flush(ctx)
	}, func(err error) {
		w.leaving = false
		if err != nil {
			w.askBeforeLeaving(err, then, stay)
			return
		}
		w.release(then)
	})
}

// askBeforeLeaving gives the analyst the choice when leaving would lose work.
func (w *Window) askBeforeLeaving(err error, then, stay func()) {
	dialog.Warn(lang.L("Leave without saving?"),
		lang.L("Your last edits could not be saved: {{.Why}}", map[string]any{"Why": explain.Error(err)})+"\n\n"+lang.L("“Save elsewhere…” above the article keeps them."),
		lang.L("Leave and lose them"), lang.L("Keep working"), w.win, func() { w.release(then) }, stay)
}

// release closes the open project and shows the first page.
func (w *Window) release(then func()) {
	p, closeIt := w.project, w.closer()
	w.leaving = true
	w.run(lang.L("Saving"), func(context.Context, func(dialog.Step)) error {
		return closeIt()
	}, func(err error) {
		w.leaving = false
		if err != nil {
			fyne.LogError("close "+p.Path(), err) // the analyst has been asked
		}
		w.undo()
		w.project, w.session = nil, nil
		w.showWelcome()
		then()
	})
}

// Close closes the window once everything is saved. A job that is running is
// stopped first.
func (w *Window) Close() {
	switch {
	case w.closing || w.leaving:
		return
	case w.busy():
		w.closeAfter = true
		w.stopJob()
		return
	}
	w.prefs.SetWindowSize(w.win.Canvas().Size())
	w.leave(func() {
		w.closing = true
		w.win.Close()
	}, nil)
}

// Shutdown makes what was typed durable when the app is ended from outside.
func (w *Window) Shutdown() error {
	if w.project == nil {
		return nil
	}
	w.session.EndTyping()
	return w.closer()()
}

func (w *Window) newProject() {
	w.choose(dialog.Choice{Title: lang.L("New project"), Accept: lang.L("Create"), Save: true, Fresh: true, Ext: model.ProjectExt, Match: isProject, Start: w.startPath(lang.L("Untitled") + model.ProjectExt)}, func(path string) {
		w.switchTo(path, creating, func(n Notify) (Project, error) { return w.desk.Create(path, n) }, nil)
	})
}

func (w *Window) openProject() {
	w.choose(dialog.Choice{Title: lang.L("Open a project"), Accept: lang.L("Open"), Match: isProject, Start: w.startPath("")}, w.OpenProject)
}

func (w *Window) openSample() {
	paths, err := w.desk.Sample()
	if err != nil {
		w.report(err)
		return
	}
	w.addDirectly(paths)
}

func (w *Window) addFolder() {
	w.choose(dialog.Choice{Title: lang.L("Add a folder of articles"), Accept: lang.L("Add this folder"), Folder: true, Match: w.desk.Importable, Start: w.startPath("")},
		func(path string) { w.AddPaths([]string{path}) })
}

func (w *Window) addFile() {
	w.choose(dialog.Choice{Title: lang.L("Add an article"), Accept: lang.L("Add"), Match: w.desk.Importable, Start: w.startPath("")},
		func(path string) { w.AddPaths([]string{path}) })
}

// failed reports an error, if there is one, and says whether there is. What
// the analyst stopped needs no report.
func (w *Window) failed(err error) bool {
	if err != nil && !errors.Is(err, context.Canceled) {
		w.report(err)
	}
	return err != nil
}

// export asks for a file and exports one article to it, or the whole project if
// only is empty.
func (w *Window) export(only model.ArticleID) {
	w.session.EndTyping()
	name := w.project.Info().Name
	if only != "" {
		name = words.FileName(w.session.Document().ImportPath)
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	choice := exportChoice(lang.L("Export an annotation set"), w.desk.Formats().ForProjects())
	choice.Start = filepath.Join(filepath.Dir(w.project.Path()), named(name, choice.Ext, func(name string) string {
		return lang.L("{{.Name}} annotations", map[string]any{"Name": name})
	}))
	p := w.project
	w.choose(choice, func(path string) {
		var report results.Export
		w.run(lang.L("Exporting"), func(ctx context.Context, step func(dialog.Step)) (err error) {
			step(dialog.Step{What: words.FileName(path)})
			got, err := p.Export(ctx, path, only)
			w.opts.Post(func() { report = got })
			return err
		}, func(err error) {
			if w.failed(err) {
				return
			}
			w.exported(report, path)
		})
	})
}

// exported shows what was written, and where.
func (w *Window) exported(report results.Export, path string) {
	dialog.Tell(lang.L("Exported"), lang.L("{{.Articles}} with {{.Sentences}}, {{.Labels}} and {{.Notes}} ({{.Size}}) were written to", map[string]any{
		"Articles": words.Articles(report.Articles), "Sentences": words.N("{{.Count}} sentences", report.Sentences),
		"Labels": words.Labels(report.Annotations), "Notes": words.Notes(report.Notes), "Size": words.Size(report.Bytes),
	})+"\n\n"+path, w.win)
	w.status.SetNotice(lang.L("Exported to {{.Path}}", map[string]any{"Path": path}))
}

// exportChoice returns the choice of a file to export to in one of the formats,
// the first unless its name asks for another. The title names the first format;
// those whose endings it does not mention are added to it.
func exportChoice(title string, formats model.ExchangeFormats) dialog.Choice {
	for _, f := range formats[1:] {
		if !strings.Contains(title, f.Ext) {
			title += ", " + f.Ext + ": " + f.Name
		}
	}
	exts := formats.Exts()
	return dialog.Choice{Title: title, Accept: lang.L("Export"), Save: true, Ext: exts[0], Exts: exts[1:], Match: formats.Has}
}

func (w *Window) retry() { w.project.Retry() }

// saveElsewhere writes the whole project, with what could not be saved, to
// another file, and goes on working there.
func (w *Window) saveElsewhere() {
	p := w.project
	start := named(p.Info().Name, model.ProjectExt, func(name string) string {
		return lang.L("{{.Name}} copy", map[string]any{"Name": name})
	})
	w.choose(dialog.Choice{Title: lang.L("Save elsewhere"), Accept: lang.L("Save"), Save: true, Fresh: true, Ext: model.ProjectExt, Match: isProject, Start: w.startPath(start)}, func(path string) {
		w.run(lang.L("Saving"), func(context.Context, func(dialog.Step)) error {
			return p.SaveElsewhere(path)
		}, func(err error) {
			if !w.failed(err) {
				// What the old file could not take is in the new one.
				w.release(func() { w.OpenProject(path) })
			}
		})
	})
}

// choose asks for a path and remembers its folder.
func (w *Window) choose(c dialog.Choice, accept func(string)) {
	c.Home = w.home()
	dialog.Choose(c, w.win, w.opts.Post, func(path string) {
		folder := path
		if !c.Folder {
			folder = filepath.Dir(path)
		}
		w.prefs.SetFolder(folder)
		accept(path)
	})
}

// startPath is where a chooser begins: the folder chosen last, or the home
// folder, with the name of a file to write.
func (w *Window) startPath(name string) string {
	folder := w.prefs.Folder()
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder = w.home()
	}
	return filepath.Join(folder, name)
}

// named returns the name of a file as titled words it from the name of what is
// in it, which is shortened where the file's would be too long.
func named(name, ext string, titled func(name string) string) string {
	return titled(model.FileName(name, "", model.MaxFileName-len(titled("")+ext))) + ext
}

// home is the user's home folder, or the root of the file system.
func (w *Window) home() string {
	if w.opts.Home != "" {
		return w.opts.Home
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}
