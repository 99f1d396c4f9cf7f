package ui

import (
	"cmp"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/look"
)

// preferences are what the window remembers. They are window state and
// choices, never work: the file behind them is rewritten in place. Before Fyne
// reads it, MendPreferences has looked through it.
type preferences struct {
	dialog.Preferences
	store       fyne.Preferences
	left, right float32
	others      bool // labels of other analysts are shown
}

// The window's size at first, which fits a small laptop's screen of 1280 × 800
// with the system's bar and the window's own. Fyne does not tell how large the
// screen is.
const (
	defaultWidth  = 1200
	defaultHeight = 720
)

// languageKey is where the language is kept: it is read before all else.
const languageKey = "language"

// unnamed is who annotates when nobody is named anywhere.
const unnamed = "analyst"

func loadPreferences(store fyne.Preferences, analyst string) preferences {
	return preferences{
		store: store,
		Preferences: dialog.Preferences{
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
		others: store.Bool("view.others"),

		left:  float32(store.FloatWithFallback("pane.left", leftDefault)),
		right: float32(store.FloatWithFallback("pane.right", rightDefault)),
	}
}

// analystIn returns what a project calls an analyst: an older version may have
// kept the name in another form.
func analystIn(p Project, name string) string {
	names, err := p.Analysts()
	if err != nil {
		return name // whatever is read next says what is wrong
	}
	return value.AnalystsOf(names).Known(name)
}

func (p *preferences) set(next dialog.Preferences) {
	next.Scale = min(max(next.Scale, look.MinScale), look.MaxScale)
	p.Preferences = next
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

func (p *preferences) size() fyne.Size {
	return fyne.NewSize(
		float32(p.store.FloatWithFallback("window.width", defaultWidth)),
		float32(p.store.FloatWithFallback("window.height", defaultHeight)))
}

func (p *preferences) setSize(s fyne.Size) {
	p.store.SetFloat("window.width", float64(s.Width))
	p.store.SetFloat("window.height", float64(s.Height))
}

func (p *preferences) setPanes(left, right float32) {
	p.left, p.right = left, right
	p.store.SetFloat("pane.left", float64(left))
	p.store.SetFloat("pane.right", float64(right))
}

func (p *preferences) setOthers(on bool) {
	p.others = on
	p.store.SetBool("view.others", on)
}

func (p *preferences) last() string        { return p.store.String("project.last") }
func (p *preferences) setLast(path string) { p.store.SetString("project.last", path) }

func (p *preferences) lastArticle(project string) model.ArticleID {
	return model.ArticleID(p.store.String("article.last." + project))
}

func (p *preferences) setLastArticle(project string, id model.ArticleID) {
	p.store.SetString("article.last."+project, string(id))
}

// head is how a project's history ended when it was last open here; "" when it
// was not.
func (p *preferences) head(project string) string { return p.store.String("head." + project) }

func (p *preferences) setHead(project, head string) { p.store.SetString("head."+project, head) }

func (p *preferences) folder() string        { return p.store.String("folder.last") }
func (p *preferences) setFolder(path string) { p.store.SetString("folder.last", path) }
