package project

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/words"
)

// recent is a project that was open some time before.
type recent struct {
	path    string
	missing bool // no file has the path any more
}

// name returns the project's name.
func (r recent) name() string { return nameOf(r.path) }

// folder returns the folder of the project for people: ~ is the home folder.
func (r recent) folder() string {
	folder := filepath.Dir(r.path)
	home, err := os.UserHomeDir()
	if err != nil || home == string(filepath.Separator) {
		return folder
	}
	if rest, in := strings.CutPrefix(folder, home); in && (rest == "" || rest[0] == filepath.Separator) {
		return "~" + rest
	}
	return folder
}

// nameOf returns the name of the project at a path: its file's name without the
// extension, in the window's language if it is the sample project.
func nameOf(path string) string {
	name := words.FileName(path)
	if ext := filepath.Ext(name); strings.EqualFold(ext, model.ProjectExt) {
		name = name[:len(name)-len(ext)]
	}
	return words.ProjectName(name)
}

// Name returns the name of the open project, which is the name of its file.
func (c *Controller) Name() string { return nameOf(c.current.Path()) }

// LookAtRecent reads the list of recent projects, and checks in the background which
// of them are still there: a disk on a network may be slow.
func (c *Controller) LookAtRecent() {
	paths := c.prefs.RecentProjects()
	before := c.recent
	c.recent = nil
	for _, path := range paths {
		r := recent{path: path}
		if i := slices.IndexFunc(before, func(r recent) bool { return r.path == path }); i >= 0 {
			r.missing = before[i].missing
		}
		c.recent = append(c.recent, r)
	}
	c.showRecent()
	go func() {
		missing := map[string]bool{}
		for _, path := range paths {
			_, err := os.Stat(path)
			missing[path] = err != nil
		}
		c.win.Post(func() {
			changed := false
			for i, r := range c.recent {
				if now, known := missing[r.path]; known && now != r.missing {
					c.recent[i].missing, changed = now, true
				}
			}
			if changed {
				c.showRecent()
			}
		})
	}()
}

// showRecent shows the recent projects in the menu and on the welcome page.
func (c *Controller) showRecent() {
	c.win.RecentChanged()
	if c.welcome {
		c.ShowWelcome()
	}
}

// RecentCommands returns the commands that open recent projects, except the open one.
func (c *Controller) RecentCommands() []*command.Command {
	var out []*command.Command
	names := map[string]int{}
	for _, r := range c.recent {
		names[r.name()]++
	}
	for _, r := range c.recent {
		if c.current != nil && c.current.Path() == r.path {
			continue
		}
		title := r.name()
		if names[title] > 1 {
			title += " — " + r.folder()
		}
		out = append(out, &command.Command{
			ID: command.ID(fmt.Sprintf("project.recent.%d", len(out)+1)), Title: title, Group: command.File, Section: command.FileSection,
			Submenu:  lang.L("Open Recent"),
			Disabled: r.whyMissing, Run: func() { c.OpenProject(r.path) },
		})
	}
	if len(out) == 0 {
		none := lang.L("There are no other recent projects.")
		return []*command.Command{{
			ID: "project.recent.none", Title: lang.L("No Other Projects"), Group: command.File, Section: command.FileSection, Submenu: lang.L("Open Recent"),
			Disabled: func() string { return none }, Run: func() {},
		}}
	}
	return append(out, &command.Command{
		ID: "project.recent.clear", Title: lang.L("Clear List"), Group: command.File, Section: command.FileSection, Submenu: lang.L("Open Recent"),
		Run: c.clearRecent,
	})
}

// whyMissing returns a sentence if the project's file is missing, and "" otherwise.
func (r recent) whyMissing() string {
	if !r.missing {
		return ""
	}
	return lang.L("This file is no longer in {{.Folder}}.", map[string]any{"Folder": r.folder()})
}

func (c *Controller) clearRecent() {
	open := ""
	if c.current != nil {
		open = c.current.Path()
	}
	c.prefs.ClearRecentProjects(open)
	c.LookAtRecent()
}
