package report

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/report"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// save asks for a file and writes the report to it.
func (s *sheet) save() {
	request := s.request()
	if unready(request) != "" {
		s.preview.refresh() // says why
		return
	}
	s.remember(s.settings())
	s.win.Window().Canvas().Focus(s.saves) // a click leaves nothing with the focus
	p := s.project
	name := cmp.Or(request.Title, p.Info().Name)
	s.writing(writing{
		asks:    lang.L("Save report"),
		job:     lang.L("Writing the report"),
		formats: s.desk.ReportFormats(false),
		named: func(ext string) string {
			return dialog.FileNamed(name, ext, func(name string) string { return lang.L("{{.Name}} report", map[string]any{"Name": name}) })
		},
		write: func(ctx context.Context, path string, progress func(done, all int)) (report.Written, error) {
			return p.WriteReport(ctx, path, request, progress)
		},
		written: lang.L("Report saved"), done: s.hide,
	})
}

// writing describes a document that is to be written.
type writing struct {
	asks, job string // the titles of the file dialog and of the job
	formats   model.ExchangeFormats
	named     func(ext string) string // returns the suggested name of the file
	write     func(ctx context.Context, path string, progress func(done, all int)) (report.Written, error)
	written   string // the title of the message that the file is written
	done      func() // called once the file is written
}

// writing asks for a file and writes a document to it on another goroutine.
func (c *Controller) writing(w writing) {
	// With the endings in it, the title needs no names of formats.
	choice := dialog.ExportChoice(w.asks+" ("+strings.Join(w.formats.Exts(), ", ")+")", w.formats)
	choice.Accept = lang.L("Save")
	choice.Start = filepath.Join(filepath.Dir(c.project.Path()), w.named(choice.Ext))
	c.win.Choose(choice, func(path string) {
		var written report.Written
		c.win.RunToEnd(w.job, lang.L("The file is still being written. If you stop, no file is written."), func(ctx context.Context, step func(dialog.Step)) (err error) {
			step(dialog.Step{What: filepath.Base(path)})
			got, err := w.write(ctx, path, func(done, all int) {
				step(dialog.Step{What: filepath.Base(path), Done: done, Total: all, Share: true})
			})
			c.win.Post(func() { written = got })
			return err
		}, func(err error) {
			if !c.win.Failed(explain.Titled(lang.L("Could not save the file"), why(path, err))) {
				w.done()
				c.saved(w.written, path, written)
			}
		})
	})
}

// saved says that a file was written, and offers to open it or to show it in its folder.
func (c *Controller) saved(title, path string, written report.Written) {
	text := lang.L("Saved as {{.Path}}", map[string]any{"Path": path})
	if written.Missing > 0 {
		text += "\n\n" + words.N("{{.Count}} characters are not visible in the file, because no font on this computer has them.", written.Missing)
	}
	if !c.win.ShowsFiles() {
		c.win.Written(path)
		if written.Missing > 0 {
			dialog.Tell(title, text, c.win.Window())
		}
		return
	}
	dialog.Question(dialog.Asked{
		Title: title, Text: text,
		Ways: []dialog.Way{
			{Title: lang.L("Close"), Do: func() {}},
			{Title: lang.L("Show in Folder"), Do: func() { c.win.ShowFile(path) }},
			{Title: lang.L("Open"), Do: func() { c.win.OpenFile(path) }},
		},
	}, c.win.Window())
}

// why explains an error of writing a file: what happened to which file, and what to do about it.
func why(path string, err error) error {
	data := map[string]any{"Name": filepath.Base(path), "Folder": filepath.Dir(path)}
	text := ""
	switch {
	case err == nil:
		return nil
	case errors.Is(err, report.ErrInUse):
		text = lang.L("“{{.Name}}” is open in another program. Close it there, or choose another name.", data)
	case errors.Is(err, report.ErrIsFolder):
		text = lang.L("“{{.Name}}” is a folder. Choose another name.", data)
	case errors.Is(err, report.ErrNotRedacted):
		text = lang.L("A spreadsheet has everything in the project, so nothing can be left out of it. Choose another format, or leave nothing out.")
	case errors.Is(err, syscall.ENOSPC):
		text = lang.L("The disk is full, so “{{.Name}}” was not written. Free some space, or choose another disk.", data)
	case errors.Is(err, report.ErrNoFolder):
		text = lang.L("The folder {{.Folder}} does not exist. Choose another folder.", data)
	case errors.Is(err, fs.ErrPermission), explain.ReadOnly(err):
		text = lang.L("You may not write in {{.Folder}}. Choose another folder.", data)
	default:
		return err
	}
	return explain.Plain(text, err)
}

// exportMarkedArticle asks for a file and writes the marked text of the open article to it.
func (c *Controller) exportMarkedArticle() {
	doc := c.win.Session().Document()
	c.marked(report.Marking{Article: doc.ID}, doc.Heading())
}

// exportMarked asks for a file and writes the marked text of all articles to it.
func (c *Controller) exportMarked() { c.marked(report.Marking{}, c.project.Info().Name) }

// marked asks for a file and writes marked text to it, which has the work that is shown.
func (c *Controller) marked(m report.Marking, name string) {
	s := c.win.Session()
	s.EndTyping()
	p := c.project
	m.Counts = s.Seeing()
	m.Language = cmp.Or(c.remembered().Language, lang.X("language", "en"))
	c.writing(writing{
		asks:    lang.L("Save marked text"),
		job:     lang.L("Writing the marked text"),
		formats: c.desk.ReportFormats(true),
		named: func(ext string) string {
			return dialog.FileNamed(name, ext, func(name string) string { return lang.L("{{.Name}} marked", map[string]any{"Name": name}) })
		},
		write: func(ctx context.Context, path string, progress func(done, all int)) (report.Written, error) {
			return p.WriteMarked(ctx, path, m, progress)
		},
		written: lang.L("Marked text saved"), done: func() {},
	})
}
