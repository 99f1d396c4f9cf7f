package timeline

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/timeline"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
)

// said is an article with a mention.
type said struct {
	outlet, at string
	stance     model.Stance
	title      string
}

// timelineOf returns the timeline of a statement with a mention in each article.
func timelineOf(all ...said) *timeline.Timeline {
	b := compare.NewBuilder()
	b.Statement(compare.Statement{ID: "s", Title: "Twelve boats sank"})
	var articles []model.Article
	for i, one := range all {
		a := model.Article{ID: model.ArticleID(fmt.Sprintf("a%05d", i))}
		a.Metadata.Outlet, a.Metadata.Title = one.outlet, one.title
		if one.title == "" {
			a.Metadata.Title = fmt.Sprintf("Article %d", i)
		}
		if len(one.at) >= len(time.DateOnly) {
			a.Metadata.Published = one.at[:len(time.DateOnly)]
		}
		if len(one.at) > len(time.DateOnly) {
			a.Metadata.PublishedAt = one.at
		}
		articles = append(articles, a)
		b.Article(compare.Article{ID: a.ID, Title: a.Metadata.Title, Outlet: one.outlet})
		if one.stance != "" {
			b.Mention(compare.Mention{Statement: "s", Analyst: "Ines", Article: a.ID, Sentence: model.Span{Start: 7, End: 20}, Text: "Twelve boats sank.", Stance: one.stance})
		}
	}
	return timeline.New(timeline.Source{Table: b.Table(), Articles: articles})
}

// many returns the timeline of 13,013 articles of 40 outlets within two years.
func many() *timeline.Timeline {
	r := rand.New(rand.NewPCG(1, 2))
	var all []said
	for range 13_013 {
		at := time.Date(2031, 1, 1, 0, r.IntN(2*365*24*60), 0, 0, time.UTC)
		layout := []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"}[r.IntN(4)]
		all = append(all, said{outlet: fmt.Sprintf("Outlet %02d", r.IntN(40)), at: at.Format(layout)})
	}
	return timelineOf(all...)
}

// still is a host in which work on other goroutines is done at once.
type still struct {
	window fyne.Window
	read   []string
	typed  []fyne.KeyName
}

func (s *still) Go(work func())              { work() }
func (s *still) Post(f func())               { f() }
func (s *still) Focus(f fyne.Focusable)      { s.window.Canvas().Focus(f) }
func (s *still) PressKey(k *fyne.KeyEvent)   { s.typed = append(s.typed, k.Name) }
func (s *still) PressRune(rune)              {}
func (s *still) PressShortcut(fyne.Shortcut) {}
func (s *still) Moved()                      {}
func (s *still) Read(id model.ArticleID, offset int) {
	s.read = append(s.read, fmt.Sprint(id, " ", offset))
}

// shownIn shows a timeline in a window.
func shownIn(t testing.TB, of *timeline.Timeline, d Display, width, height float32) (*View, *still) {
	t.Helper()
	app := test.NewApp()
	app.Settings().SetTheme(look.Theme{})
	host := &still{window: test.NewWindow(nil)}
	t.Cleanup(func() {
		host.window.Close()
		app.Quit()
	})
	var v *View
	tips := panel.NewTips(func(time.Duration, func()) func() { return func() {} })
	v = NewView(host, tips, Actions{Display: func(d Display) { v.SetDisplay(d) }, Outlet: func() {}, Open: func() { v.Open() }, Export: func() {}})
	host.window.SetContent(v.Content)
	host.window.Resize(fyne.NewSize(width, height))
	v.SetStatement("s")
	v.SetDisplay(d)
	v.Show(Prepare(of, nil))
	v.Focus()
	return v, host
}

func press(v *View, keys ...fyne.KeyName) {
	for _, k := range keys {
		v.Focusable().TypedKey(&fyne.KeyEvent{Name: k})
	}
}
