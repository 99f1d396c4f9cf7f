package transfer

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/platform"
	"assay.app/assay/ui/words"
)

// writeTo asks for a file, or for a new folder if the format has several files and is not packed, and
// exports to it.
func (c *Controller) writeTo(x model.ExportRequest, f offered, packed bool) {
	p := c.project
	c.win.Choose(c.fileFor(x, f, packed), func(path string) {
		var done results.Export
		c.win.RunToEnd(lang.L("Exporting"), lang.L("The export is still running. If you stop it, no file is written."), func(ctx context.Context, step func(dialog.Step)) error {
			name := words.FileName(path)
			step(dialog.Step{What: name})
			got, err := p.Export(ctx, path, x, func(n, all int) { step(dialog.Step{Done: n, Total: all, What: name}) })
			c.win.Post(func() { done = got })
			return err
		}, func(err error) {
			if err != nil && !errors.Is(err, context.Canceled) {
				c.prefs.RejectFolder(filepath.Dir(path))
				err = explain.Unwritable(path, err)
			}
			if !c.win.Failed(explain.Titled(lang.L("Could not export"), err)) {
				c.win.Exported(done, path)
			}
		})
	})
}

// fileFor returns the choice of the file or folder to write.
func (c *Controller) fileFor(x model.ExportRequest, f offered, packed bool) dialog.Choice {
	choice := dialog.Choice{
		Title:  lang.L("Export: {{.Format}}", map[string]any{"Format": f.full()}),
		Accept: lang.L("Export"), Save: true,
	}
	if packed {
		kind := model.ExchangeFormats{{Ext: f.Ext}}
		choice.Ext, choice.Match, choice.Kinds = f.Ext, kind.Has, []platform.Kind{{Name: f.full() + " (*" + f.Ext + ")", Exts: []string{f.Ext}}}
	} else {
		choice.Fresh = true // no file of a folder is replaced
	}
	name := c.win.Name()
	if len(x.Articles) == 1 {
		sum, _ := c.win.Session().Summary(x.Articles[0])
		name = words.FileName(sum.ImportPath)
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	choice.Start = filepath.Join(filepath.Dir(c.project.Path()), dialog.FileNamed(name, choice.Ext, func(name string) string {
		return lang.L("{{.Name}} annotations", map[string]any{"Name": name})
	}))
	return choice
}
