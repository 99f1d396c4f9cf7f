package project

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// saveCopy writes a copy of the open project to a new file. The open project stays
// open.
func (c *Controller) saveCopy() {
	c.win.Session().EndTyping()
	p := c.current
	start := filepath.Join(filepath.Dir(p.Path()), dialog.FileNamed(c.Name(), model.ProjectExt, func(name string) string {
		return lang.L("{{.Name}} copy", map[string]any{"Name": name})
	}))
	choice := projectChoice(lang.L("Save a copy"), lang.L("Save"), start)
	c.win.Choose(choice, func(path string) {
		c.win.RunToEnd(lang.L("Saving a copy"), lang.L("The copy is still being written. If you stop it, there is no copy."), func(ctx context.Context, step func(dialog.Step)) error {
			step(dialog.Step{What: words.FileName(path)})
			return p.SaveCopy(ctx, path)
		}, func(err error) {
			if c.win.Failed(explain.Titled(lang.L("Could not save a copy"), c.unwritable(path, err))) {
				return
			}
			c.tellWritten(lang.L("Copy saved"), lang.L("The copy has everything up to now. You continue to work in {{.Name}}.", map[string]any{"Name": c.Name()}), path, false)
		})
	})
}

// projectChoice returns the choice of a new project file.
func projectChoice(title, accept, start string) dialog.Choice {
	return dialog.Choice{Title: title, Accept: accept, Save: true, Fresh: true, Ext: model.ProjectExt, Match: dialog.IsProject, Kinds: dialog.ProjectKinds(), Start: start}
}

// unwritable explains an error if nothing can be written to the folder of a path, and
// makes the next file dialog start elsewhere.
func (c *Controller) unwritable(path string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	c.prefs.RejectFolder(filepath.Dir(path))
	return explain.Unwritable(path, err)
}

// rename asks for a new name of the open project. The project is closed meanwhile,
// because Windows renames no file that is open.
func (c *Controller) rename() {
	path := c.current.Path()
	dialog.AskName(lang.L("Rename project"), c.Name(), lang.L("Rename"), c.win.Window(), func(name string) string {
		name = strings.TrimSpace(name)
		if strings.EqualFold(filepath.Ext(name), model.ProjectExt) {
			name = name[:len(name)-len(model.ProjectExt)]
		}
		to := filepath.Join(filepath.Dir(path), name+model.ProjectExt)
		switch _, err := os.Lstat(to); {
		case to == path:
			return ""
		case !model.IsFileName(name) || len(name)+len(model.ProjectExt) > model.MaxFileName:
			return lang.L("This is not a valid file name. Do not use / \\ : * ? \" < > | or a dot at the beginning or end.")
		case err == nil && !sameFile(path, to):
			return lang.L("“{{.Name}}” already exists.", map[string]any{"Name": filepath.Base(to)}) + " " + lang.L("Choose another name.")
		}
		c.Leave(func() { c.moveTo(path, to) }, nil)
		return ""
	})
}

// moveTo renames a closed project and opens it, even if renaming has failed.
func (c *Controller) moveTo(path, to string) {
	c.win.Run(lang.L("Renaming"), func(context.Context, func(dialog.Step)) error {
		return c.desk.Rename(path, to)
	}, func(err error) {
		if err != nil {
			c.OpenThen(path, func() { c.win.Failed(explain.Titled(lang.L("Could not rename the project"), err)) })
			return
		}
		c.prefs.RemoveRecentProject(path)
		c.chose(to)
		c.OpenThen(to, func() {
			c.win.Notice(lang.L("Renamed to {{.Name}}. Its backups have moved with it.", map[string]any{"Name": c.Name()}))
		})
	})
}

// tellWritten shows that a file was written, with ways to get at it. The file can be
// opened in another program if opens is set. If the window is about to close, it
// shows nothing.
func (c *Controller) tellWritten(title, text, path string, opens bool) {
	if c.win.Awaited() {
		return
	}
	ways := []dialog.Way{{Title: lang.L("Copy path"), Do: func() { c.win.CopyPath(path) }}}
	if c.win.ShowsFiles() {
		ways = append(ways, dialog.Way{Title: lang.L("Show in folder"), Do: func() { c.win.ShowFile(path) }})
		if opens {
			ways = append(ways, dialog.Way{Title: lang.L("Open"), Do: func() { c.win.OpenFile(path) }})
		}
	}
	ways = append(ways, dialog.Way{Title: lang.L("Close"), Do: func() {}})
	dialog.Question(dialog.Asked{Title: title, Text: text + "\n\n" + path, Ways: ways, Escape: len(ways) - 1}, c.win.Window())
}
