package ui

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	byname "assay.app/assay/model/search/names"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
)

// paletteLimit is the largest number of entries that the palette lists.
const paletteLimit = 50

// showPalette opens the palette, which finds articles, commands, labels and saved
// searches by name.
func (w *Window) showPalette() {
	offered := w.paletteOffers()
	index := byname.NewIndex(len(offered), func(i int, add func(string)) {
		add(offered[i].Title)
		add(offered[i].Detail)
	})
	byID := make(map[string]control.Offered, len(offered))
	for _, o := range offered {
		byID[o.id] = o.Offered
	}
	dialog.ShowPalette(func(query string) []control.Offered {
		query = strings.TrimSpace(query)
		var hits []byname.Candidate
		for _, hit := range index.Find(query) {
			hits = append(hits, byname.Candidate{ID: offered[hit.Line].id, Points: hit.Points})
		}
		// Among equal matches, articles come last: there are so many that they
		// could fill the list.
		best := byname.Best(paletteLimit, w.prefs.Recent(), hits, w.articlesNamed(query))
		out := make([]control.Offered, 0, len(best))
		for _, c := range best {
			o, known := byID[c.ID]
			if !known {
				o = w.offerArticle(model.ArticleID(strings.TrimPrefix(c.ID, articlePrefix)))
			}
			o.TitleMarks, o.DetailMarks = byname.Marks(query, o.Title), byname.Marks(query, o.Detail)
			out = append(out, o)
		}
		return out
	}, w.win)
}

// Prefixes of the ids by which the palette remembers recent choices.
const (
	commandPrefix = "command:"
	articlePrefix = "article:"
	findPrefix    = "find:"  // followed by the key of a label
	savedPrefix   = "saved:" // followed by the name of a search
)

// paletteOffer is an entry of the palette with its id.
type paletteOffer struct {
	control.Offered
	id string
}

// paletteOffers returns the entries of the palette other than articles.
func (w *Window) paletteOffers() (out []paletteOffer) {
	add := func(id string, o control.Offered, do func()) {
		o.Do = func() {
			w.prefs.ChoseLately(id)
			do()
		}
		out = append(out, paletteOffer{o, id})
	}
	for _, c := range w.table.Commands() {
		add(commandPrefix+string(c.ID), control.Offered{
			Title: w.commandTitle(c), Detail: cmp.Or(c.View, c.Group.Title()), Key: w.shownKey(c.ID), Why: c.Why(),
		}, func() { w.table.Run(c.ID) })
	}
	if w.needArticles() != "" {
		return out
	}
	for _, l := range w.session.Codebook().Current() {
		filter := search.Query{Filters: []search.Filter{{Kind: search.Label, Values: []string{l.Name}}}}.String()
		add(findPrefix+string(l.Key), control.Offered{
			Title: lang.L("Find label: {{.Label}}", map[string]any{"Label": l.Name}), Detail: filter,
		}, func() { w.find.Show(filter + " ") })
	}
	for _, s := range w.find.Saved() {
		add(savedPrefix+s.Name, control.Offered{
			Title: lang.L("Search: {{.Name}}", map[string]any{"Name": s.Name}), Detail: s.Query,
		}, func() { w.find.ShowSaved(s) })
	}
	return out
}

// commandTitle returns the title of a command in the palette. For a label of the
// open project it is "Tag as …".
func (w *Window) commandTitle(c *command.Command) string {
	if _, gives := w.labelGiven(c.ID); gives && w.session != nil {
		return lang.L("Tag as {{.Label}}", map[string]any{"Label": c.Title})
	}
	return c.Title
}

// articlesNamed returns up to 4*paletteLimit articles that match a query. For an
// empty query, it adds the articles chosen recently.
func (w *Window) articlesNamed(query string) (out []byname.Candidate) {
	if w.session == nil {
		return nil
	}
	for _, a := range w.session.Find(query, 4*paletteLimit) {
		out = append(out, byname.Candidate{ID: articlePrefix + string(a.ID), Points: a.Points})
	}
	if query == "" {
		for _, id := range w.prefs.Recent() {
			if article, ok := strings.CutPrefix(id, articlePrefix); ok {
				if _, there := w.session.Summary(model.ArticleID(article)); there {
					out = append(out, byname.Candidate{ID: id})
				}
			}
		}
	}
	return out
}

// mostListed is the largest number of articles that are offered if no letter is
// typed.
const mostListed = 1000

// chooseArticle lets the analyst choose an article by name, and passes it to take.
// It first offers the articles in the order of the list.
func (w *Window) chooseArticle(take func(model.ArticleID)) {
	dialog.ShowArticles(func(query string) (out []control.Offered) {
		query = strings.TrimSpace(query)
		offer := func(id model.ArticleID) {
			o := w.offerArticle(id)
			o.Do = func() { take(id) }
			o.TitleMarks, o.DetailMarks = byname.Marks(query, o.Title), byname.Marks(query, o.Detail)
			out = append(out, o)
		}
		if query == "" {
			for row := range min(w.session.Shown(), mostListed) {
				offer(w.session.Row(row).ID)
			}
			return out
		}
		for _, a := range w.session.Find(query, paletteLimit) {
			offer(a.ID)
		}
		return out
	}, w.win)
}

func (w *Window) offerArticle(id model.ArticleID) control.Offered {
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
	return control.Offered{
		Title: sum.Heading(), Detail: detail,
		Do: func() {
			w.prefs.ChoseLately(articlePrefix + string(id))
			w.follow(func() error { return w.session.Open(id) })
		},
	}
}
