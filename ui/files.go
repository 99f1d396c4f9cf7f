package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/dialog"
)

// Start opens what the program was started with: a project, files and folders
// to add, or else the project that was open last.
func (w *Window) Start(paths []string) {
	switch {
	case len(paths) == 1 && isProject(paths[0]):
		w.OpenProject(paths[0])
	case len(paths) > 0:
		w.AddPaths(paths)
	default:
		if last := w.prefs.last(); last != "" {
			if _, err := os.Stat(last); err == nil {
				w.OpenProject(last)
			}
		}
	}
}

func isProject(path string) bool {
	return strings.EqualFold(filepath.Ext(path), model.ProjectExt)
}

// OpenProject opens a project in place of the one that is open.
func (w *Window) OpenProject(path string) {
	w.switchTo("Opening "+filepath.Base(path), func(n Notify) (Project, error) { return w.desk.Open(path, n) }, nil)
}

// switchTo closes the open project and opens another, away from the GUI
// goroutine. Then then is called, if it was opened.
func (w *Window) switchTo(title string, open func(Notify) (Project, error), then func()) {
	w.leave(func() {
		var opened Project
		notify := func(durable uint64, err error) {
			w.opts.Post(func() {
				if w.session != nil && w.project == opened {
					w.session.StoreStatus(durable, err)
				}
			})
		}
		dialog.Run(title, w.win, w.opts.Post, func(context.Context, func(dialog.Step)) (err error) {
			p, err := open(notify)
			w.opts.Post(func() { opened = p })
			return err
		}, func(err error) {
			if err == nil {
				err = w.show(opened)
			}
			if err != nil {
				w.report(err)
				return
			}
			w.trace.write(w)
			if then != nil {
				then()
			}
		})
	})
}

// leave closes the open project, if there is one, and goes on when nothing is
// lost by it.
func (w *Window) leave(then func()) {
	if w.project == nil {
		then()
		return
	}
	w.unfocus()
	w.session.EndTyping()
	p := w.project
	dialog.Run("Saving", w.win, w.opts.Post, func(context.Context, func(dialog.Step)) error {
		return p.Close()
	}, func(err error) {
		if err != nil {
			w.report(err)
		}
		w.undo()
		w.project, w.session = nil, nil
		w.showWelcome()
		then()
	})
}

// Close closes the window once everything is saved.
func (w *Window) Close() {
	if w.closing {
		return
	}
	w.prefs.setSize(w.win.Canvas().Size())
	if w.session != nil {
		w.session.EndTyping()
		if err := w.session.Save().Err; err != nil {
			w.askBeforeClosing(err)
			return
		}
	}
	w.closing = true
	w.leave(w.win.Close)
}

// askBeforeClosing gives the analyst the choice when closing would lose work.
func (w *Window) askBeforeClosing(err error) {
	dialog.Warn("Close without saving?",
		"Your last edits could not be saved: "+explain(err)+"\n\n“Save elsewhere…” above the article keeps them.",
		"Close and lose them", "Keep working", w.win, func() {
			w.closing = true
			w.leave(w.win.Close)
		})
}

// Shutdown makes what was typed durable when the app is ended from outside.
func (w *Window) Shutdown() error {
	if w.project == nil {
		return nil
	}
	w.session.EndTyping()
	return w.project.Close()
}

func (w *Window) newProject() {
	w.choose(dialog.Choice{Title: "New project", Accept: "Create", Save: true, Match: isProject, Start: w.startPath("Untitled" + model.ProjectExt)}, func(path string) {
		if !isProject(path) {
			path += model.ProjectExt
		}
		w.switchTo("Creating "+filepath.Base(path), func(n Notify) (Project, error) { return w.desk.Create(path, n) }, nil)
	})
}

func (w *Window) openProject() {
	w.choose(dialog.Choice{Title: "Open a project", Accept: "Open", Match: isProject, Start: w.startPath("")}, w.OpenProject)
}

func (w *Window) openSample() {
	paths, err := w.desk.Sample()
	if err != nil {
		w.report(err)
		return
	}
	w.inProject(paths, func() { w.addDirectly(paths) })
}

func (w *Window) addFolder() {
	w.choose(dialog.Choice{Title: "Add a folder of articles", Accept: "Add this folder", Folder: true, Match: isText, Start: w.startPath("")},
		func(path string) { w.AddPaths([]string{path}) })
}

func (w *Window) addFile() {
	w.choose(dialog.Choice{Title: "Add an article", Accept: "Add", Match: isText, Start: w.startPath("")},
		func(path string) { w.AddPaths([]string{path}) })
}

func isText(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".text", ".md":
		return true
	}
	return false
}

// dropped adds what was dropped on the window, wherever on it.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	if w.dialogOpen() {
		return
	}
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	if len(paths) == 1 && isProject(paths[0]) {
		w.OpenProject(paths[0])
		return
	}
	if len(paths) == 1 && isJSON(paths[0]) && w.session != nil {
		w.load(paths[0])
		return
	}
	if len(paths) > 0 {
		w.AddPaths(paths)
	}
}

// failed reports an error, if there is one, and says whether there is. What
// the analyst stopped needs no report.
func (w *Window) failed(err error) bool {
	if err != nil && !errors.Is(err, context.Canceled) {
		w.report(err)
	}
	return err != nil
}

// export asks where to, and writes an annotation set there.
func (w *Window) export(only model.ArticleID) {
	w.session.EndTyping()
	name := w.project.Info().Name
	if only != "" {
		name = base(w.session.Document().ImportPath)
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	start := filepath.Join(filepath.Dir(w.project.Path()), name+" annotations.json")
	p := w.project
	w.choose(dialog.Choice{Title: "Export an annotation set", Accept: "Export", Save: true, Match: isJSON, Start: start}, func(path string) {
		if !isJSON(path) {
			path += ".json"
		}
		var report Exported
		dialog.Run("Exporting", w.win, w.opts.Post, func(ctx context.Context, step func(dialog.Step)) (err error) {
			got, err := p.Export(ctx, path, only, step)
			w.opts.Post(func() { report = got })
			return err
		}, func(err error) {
			if w.failed(err) {
				return
			}
			dialog.Tell("Exported", fmt.Sprintf(
				"%d articles with %d sentences, %d labels and %d notes (%s) were written to\n\n%s",
				report.Articles, report.Sentences, report.Annotations, report.Notes, size(report.Bytes), path), w.win)
			w.status.SetNotice("Exported to " + path)
			w.trace.write(w)
		})
	})
}

func isJSON(name string) bool { return strings.EqualFold(filepath.Ext(name), ".json") }

func (w *Window) retry() { w.project.Retry() }

// saveElsewhere writes the whole project, with what could not be saved, to
// another file, and goes on working there.
func (w *Window) saveElsewhere() {
	p := w.project
	w.choose(dialog.Choice{Title: "Save elsewhere", Accept: "Save", Save: true, Match: isProject, Start: w.startPath(p.Info().Name + " copy" + model.ProjectExt)}, func(path string) {
		if !isProject(path) {
			path += model.ProjectExt
		}
		dialog.Run("Saving", w.win, w.opts.Post, func(context.Context, func(dialog.Step)) error {
			return p.SaveElsewhere(path)
		}, func(err error) {
			if w.failed(err) {
				return
			}
			// What the old file could not take is in the new one.
			w.undo()
			w.project, w.session = nil, nil
			go func() { _ = p.Close() }()
			w.OpenProject(path)
		})
	})
}

// choose asks for a path and remembers its folder.
func (w *Window) choose(c dialog.Choice, accept func(string)) {
	dialog.Choose(c, w.win, w.opts.Post, func(path string) {
		folder := path
		if !c.Folder {
			folder = filepath.Dir(path)
		}
		w.prefs.setFolder(folder)
		accept(path)
	})
	w.trace.write(w)
}

// startPath is where a chooser begins: the folder chosen last, or the home
// folder, with the name of a file to write.
func (w *Window) startPath(name string) string {
	folder := w.prefs.folder()
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder, err = os.UserHomeDir()
		if err != nil {
			folder = string(filepath.Separator)
		}
	}
	return filepath.Join(folder, name)
}
