package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
)

// paletteLimit is how many things the palette offers at most: nobody reads
// further, they type another letter.
const paletteLimit = 50

// recentLimit is how many things the palette remembers to have been chosen.
const recentLimit = 12

// showPalette offers every article and every command by name.
func (w *Window) showPalette() {
	all := w.table.Commands()
	names := search.NewIndex(len(all), func(i int, add func(string)) {
		add(all[i].Title)
		add(all[i].Group.Title())
	})
	dialog.ShowPalette(func(query string) []dialog.Offered {
		query = strings.TrimSpace(query)
		var commands []search.Candidate
		for _, hit := range names.Find(query) {
			commands = append(commands, search.Candidate{ID: commandPrefix + string(all[hit.Line].ID), Points: hit.Points})
		}
		best := search.Best(paletteLimit, w.prefs.recent(), w.articlesNamed(query), commands)
		out := make([]dialog.Offered, 0, len(best))
		for _, c := range best {
			out = append(out, w.offer(c.ID, query))
		}
		return out
	}, w.win)
}

// What the palette offers is remembered by these and an id.
const (
	commandPrefix = "command:"
	articlePrefix = "article:"
)

// articlesNamed gives the articles that match a query, or for an empty one
// those chosen lately.
func (w *Window) articlesNamed(query string) (out []search.Candidate) {
	if w.session == nil {
		return nil
	}
	for _, a := range w.session.Find(query, 4*paletteLimit) {
		out = append(out, search.Candidate{ID: articlePrefix + string(a.ID), Points: a.Points})
	}
	if query == "" {
		for _, id := range w.prefs.recent() {
			if article, ok := strings.CutPrefix(id, articlePrefix); ok {
				if _, there := w.session.Summary(model.ArticleID(article)); there {
					out = append(out, search.Candidate{ID: id})
				}
			}
		}
	}
	return out
}

// offer shows an article or a command as the palette does.
func (w *Window) offer(id, query string) dialog.Offered {
	if article, ok := strings.CutPrefix(id, articlePrefix); ok {
		return w.offerArticle(model.ArticleID(article), query)
	}
	c := w.table.Find(command.ID(strings.TrimPrefix(id, commandPrefix)))
	o := dialog.Offered{
		Title: c.Title, TitleMarks: search.Marks(query, c.Title),
		Detail: c.Group.Title(), DetailMarks: search.Marks(query, c.Group.Title()),
		Why: c.Why(),
		Do: func() {
			w.prefs.choseLately(id)
			w.table.Run(c.ID)
			w.trace.write(w)
		},
	}
	if len(c.Keys) > 0 {
		o.Key = c.Keys[0].String()
	}
	return o
}

func (w *Window) offerArticle(id model.ArticleID, query string) dialog.Offered {
	sum, _ := w.session.Summary(id)
	var facts []string
	for _, fact := range []string{sum.Metadata.Outlet, sum.Metadata.Published, sum.Metadata.Byline} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	if len(facts) == 0 {
		facts = []string{lang.L("Article")}
	}
	detail := strings.Join(facts, " · ")
	return dialog.Offered{
		Title: sum.Heading(), TitleMarks: search.Marks(query, sum.Heading()),
		Detail: detail, DetailMarks: search.Marks(query, detail),
		Do: func() {
			w.prefs.choseLately(articlePrefix + string(id))
			w.report(w.session.Open(id))
			w.trace.write(w)
		},
	}
}

// recent gives what was chosen in the palette lately, the newest first.
func (p *preferences) recent() []string { return p.store.StringList("palette.recent") }

// choseLately remembers that something was chosen in the palette.
func (p *preferences) choseLately(id string) {
	list := slices.DeleteFunc(slices.Clone(p.recent()), func(old string) bool { return old == id })
	list = slices.Insert(list, 0, id)
	p.store.SetStringList("palette.recent", list[:min(len(list), recentLimit)])
}
