package settings

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/look"
)

// Preferences are what the window remembers. They are window state and
// choices, never work: the file behind them is rewritten in place. Before Fyne
// reads it, MendPreferences has looked through it.
type Preferences struct {
	dialog.Choices
	store       fyne.Preferences
	Left, Right float32
	Others      bool // labels of other analysts are shown
}

// The window's size at first, which fits a small laptop's screen of 1280 × 800
// with the system's bar and the window's own. Fyne does not tell how large the
// screen is.
const (
	defaultWidth  = 1200
	defaultHeight = 720
)

// The widths of the side panes at first.
const (
	leftDefault  = 300
	rightDefault = 320
)

// languageKey is where the language is kept: it is read before all else.
const languageKey = "language"

// unnamed is who annotates when nobody is named anywhere.
const unnamed = "analyst"

func LoadPreferences(store fyne.Preferences, analyst string) Preferences {
	return Preferences{
		store: store,
		Choices: dialog.Choices{
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
		Others: store.Bool("view.others"),

		Left:  float32(store.FloatWithFallback("pane.left", leftDefault)),
		Right: float32(store.FloatWithFallback("pane.right", rightDefault)),
	}
}

func (p *Preferences) Set(next dialog.Choices) {
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

func (p *Preferences) WindowSize() fyne.Size {
	return fyne.NewSize(
		float32(p.store.FloatWithFallback("window.width", defaultWidth)),
		float32(p.store.FloatWithFallback("window.height", defaultHeight)))
}

func (p *Preferences) SetWindowSize(s fyne.Size) {
	p.store.SetFloat("window.width", float64(s.Width))
	p.store.SetFloat("window.height", float64(s.Height))
}

func (p *Preferences) SetPanes(left, right float32) {
	p.Left, p.Right = left, right
	p.store.SetFloat("pane.left", float64(left))
	p.store.SetFloat("pane.right", float64(right))
}

func (p *Preferences) SetOthers(on bool) {
	p.Others = on
	p.store.SetBool("view.others", on)
}

func (p *Preferences) LastProject() string        { return p.store.String("project.last") }
func (p *Preferences) SetLastProject(path string) { p.store.SetString("project.last", path) }

func (p *Preferences) LastArticle(project string) model.ArticleID {
	return model.ArticleID(p.store.String("article.last." + project))
}

func (p *Preferences) SetLastArticle(project string, id model.ArticleID) {
	p.store.SetString("article.last."+project, string(id))
}

// Head is how a project's history ended when it was last open here; "" when it
// was not.
func (p *Preferences) Head(project string) string { return p.store.String("head." + project) }

func (p *Preferences) SetHead(project, head string) { p.store.SetString("head."+project, head) }

func (p *Preferences) Folder() string        { return p.store.String("folder.last") }
func (p *Preferences) SetFolder(path string) { p.store.SetString("folder.last", path) }

// recentLimit is how many things the palette remembers to have been chosen.
const recentLimit = 12

// Recent gives what was chosen in the palette lately, the newest first.
func (p *Preferences) Recent() []string { return p.store.StringList("palette.recent") }

// ChoseLately remembers that something was chosen in the palette.
func (p *Preferences) ChoseLately(id string) {
	list := slices.DeleteFunc(slices.Clone(p.Recent()), func(old string) bool { return old == id })
	list = slices.Insert(list, 0, id)
	p.store.SetStringList("palette.recent", list[:min(len(list), recentLimit)])
}
