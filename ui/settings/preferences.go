// Package settings saves the analyst's preferences, changed keys, names and
// searches.
package settings

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/look"
)

// Preferences holds the state of the window and the analyst's choices. It holds
// none of the analyst's work, because Fyne rewrites the file in place and may lose
// it. RepairFile checks the file before Fyne reads it.
type Preferences struct {
	Choices
	store fyne.Preferences
	Panes Panes
	Order session.Order // of the list

	folderBefore string // the folder before the last SetFolder
}

// Panes holds the widths of the side panes, and whether they are hidden.
type Panes struct {
	Left, Right             float32
	LeftHidden, RightHidden bool
}

// The initial size of the window. With the system's bar and the title bar it fits a
// screen of 1280 × 800. Fyne does not report the size of the screen.
const (
	defaultWidth  = 1200
	defaultHeight = 720
)

// The initial widths of the side panes.
const (
	leftDefault  = 300
	rightDefault = 320
)

// languageKey is the preference that holds the language. It is read before Fyne
// starts.
const languageKey = "language"

// unnamed is the analyst's name if neither the preferences nor the system have a
// valid one.
const unnamed = "analyst"

func LoadPreferences(store fyne.Preferences, analyst string) Preferences {
	return Preferences{
		store: store,
		Choices: Choices{
			Analyst: cmp.Or(value.Analyst.Fit(store.String("analyst")), value.Analyst.Fit(analyst), unnamed),
			Mode:    look.Mode(store.String("colours")),
			Scale:   float32(store.FloatWithFallback("text.scale", 1)),
			Advance: store.BoolWithFallback("tag.advance", true),
			Suggest: store.BoolWithFallback("tag.suggest", true),

			Contrast: store.Bool("contrast"),
			Serif:    store.Bool("text.serif"),
			Still:    store.Bool("still"),

			Language: store.String(languageKey),
		},

		Order: orderOf(store.String(orderKey)),

		Panes: Panes{
			Left:        float32(store.FloatWithFallback("pane.left", leftDefault)),
			Right:       float32(store.FloatWithFallback("pane.right", rightDefault)),
			LeftHidden:  store.Bool("pane.left.hidden"),
			RightHidden: store.Bool("pane.right.hidden"),
		},
	}
}

func (p *Preferences) Set(next Choices) {
	next.Scale = min(max(next.Scale, look.MinScale), look.MaxScale)
	p.Choices = next
	p.store.SetString("analyst", next.Analyst)
	p.store.SetString("colours", string(next.Mode))
	p.store.SetFloat("text.scale", float64(next.Scale))
	p.store.SetBool("tag.advance", next.Advance)
	p.store.SetBool("tag.suggest", next.Suggest)
	p.store.SetBool("contrast", next.Contrast)
	p.store.SetBool("text.serif", next.Serif)
	p.store.SetBool("still", next.Still)
	p.store.SetString(languageKey, next.Language)
}

// Named reports whether the analyst's name is saved.
func (p *Preferences) Named() bool { return p.store.String("analyst") != "" }

func (p *Preferences) WindowSize() fyne.Size {
	return fyne.NewSize(
		float32(p.store.FloatWithFallback("window.width", defaultWidth)),
		float32(p.store.FloatWithFallback("window.height", defaultHeight)))
}

func (p *Preferences) SetWindowSize(s fyne.Size) {
	p.store.SetFloat("window.width", float64(s.Width))
	p.store.SetFloat("window.height", float64(s.Height))
}

func (p *Preferences) SetPanes(panes Panes) {
	p.Panes = panes
	p.store.SetFloat("pane.left", float64(panes.Left))
	p.store.SetFloat("pane.right", float64(panes.Right))
	p.store.SetBool("pane.left.hidden", panes.LeftHidden)
	p.store.SetBool("pane.right.hidden", panes.RightHidden)
}

// orderKey is the preference that holds the order of the list.
const orderKey = "list.order"

// orders returns the names under which the orders of the list are saved.
func orders() map[session.Order]string {
	return map[session.Order]string{
		session.ByImport: "import", session.ByOutlet: "outlet", session.ByDate: "date",
		session.ByProgress: "progress", session.ByTitle: "title", session.ByOrigin: "origin",
	}
}

// orderOf returns the order with a name, or the order of import for other names.
func orderOf(name string) session.Order {
	for o, n := range orders() {
		if n == name {
			return o
		}
	}
	return session.ByImport
}

func (p *Preferences) SetOrder(o session.Order) {
	p.Order = o
	p.store.SetString(orderKey, orders()[o])
}

// foldedKey is the preference that holds the folded sections of the inspector.
const foldedKey = "inspector.folded"

// Folded reports whether a section of the inspector is folded.
func (p *Preferences) Folded(section string) bool {
	return slices.Contains(p.store.StringList(foldedKey), section)
}

func (p *Preferences) SetFolded(section string, folded bool) {
	list := slices.DeleteFunc(slices.Clone(p.store.StringList(foldedKey)), func(s string) bool { return s == section })
	if folded {
		list = append(list, section)
	}
	p.store.SetStringList(foldedKey, list)
}

func (p *Preferences) LastProject() string        { return p.store.String("project.last") }
func (p *Preferences) SetLastProject(path string) { p.store.SetString("project.last", path) }

func (p *Preferences) LastArticle(project string) model.ArticleID {
	return model.ArticleID(p.store.String("article.last." + project))
}

func (p *Preferences) SetLastArticle(project string, id model.ArticleID) {
	p.store.SetString("article.last."+project, string(id))
}

// Report returns the settings of the last report on a project, as SetReport saved them, or "".
func (p *Preferences) Report(project string) string { return p.store.String("report." + project) }

func (p *Preferences) SetReport(project, settings string) {
	p.store.SetString("report."+project, settings)
}

// Head returns what SetHead saved for a project, or "" if nothing was saved.
func (p *Preferences) Head(project string) string { return p.store.String("head." + project) }

func (p *Preferences) SetHead(project, head string) { p.store.SetString("head."+project, head) }

// projectsKey is the preference that holds the paths of recent projects.
const projectsKey = "project.recent"

// projectsLimit is the number of recent projects that are remembered.
const projectsLimit = 10

// RecentProjects returns the paths of the projects that were open last, newest first.
func (p *Preferences) RecentProjects() []string {
	list := p.store.StringList(projectsKey)
	if last := p.LastProject(); len(list) == 0 && last != "" { // saved by a version without a list
		list = []string{last}
	}
	return list
}

// AddRecentProject puts a project at the beginning of the recent ones.
func (p *Preferences) AddRecentProject(path string) {
	list := slices.Insert(p.without(path), 0, path)
	p.store.SetStringList(projectsKey, list[:min(len(list), projectsLimit)])
}

// RemoveRecentProject removes a project from the recent ones.
func (p *Preferences) RemoveRecentProject(path string) {
	p.store.SetStringList(projectsKey, p.without(path))
}

// ClearRecentProjects removes all recent projects but the one that is open.
func (p *Preferences) ClearRecentProjects(open string) {
	list := slices.DeleteFunc(p.RecentProjects(), func(path string) bool { return path != open })
	p.store.SetStringList(projectsKey, list)
	p.SetLastProject(open)
}

func (p *Preferences) without(path string) []string {
	return slices.DeleteFunc(slices.Clone(p.RecentProjects()), func(other string) bool { return other == path })
}

func (p *Preferences) Folder() string { return p.store.String("folder.last") }

// SetFolder remembers the folder in which the next file dialog starts.
func (p *Preferences) SetFolder(path string) {
	p.folderBefore = p.Folder()
	p.store.SetString("folder.last", path)
}

// RejectFolder forgets a folder in which a file could not be opened or written, so
// that the next file dialog does not start there.
func (p *Preferences) RejectFolder(path string) {
	if p.Folder() == path && p.folderBefore != path {
		p.store.SetString("folder.last", p.folderBefore)
	}
}

// recentLimit is the number of palette choices that are remembered.
const recentLimit = 12

// Recent returns the ids of recent palette choices, newest first.
func (p *Preferences) Recent() []string { return p.store.StringList("palette.recent") }

// ChoseLately remembers the id of a palette choice.
func (p *Preferences) ChoseLately(id string) {
	list := slices.DeleteFunc(slices.Clone(p.Recent()), func(old string) bool { return old == id })
	list = slices.Insert(list, 0, id)
	p.store.SetStringList("palette.recent", list[:min(len(list), recentLimit)])
}
