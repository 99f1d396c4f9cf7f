package compare

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search/names"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// chooseOrigin asks for the origin of the current mention's article, or of the articles of the
// current outlet.
func (c *Controller) chooseOrigin() {
	column, _ := c.outlet()
	outlet := c.table.Outlets[column]
	var articles []model.ArticleID
	if m := c.view.mentions.mention(); m != nil && c.view.area == mentionsArea {
		articles = []model.ArticleID{m.Article}
	} else {
		articles = c.articlesOf(outlet)
	}
	c.askOrigin(outlet.Name, articles)
}

// articlesOf returns the articles of a column.
func (c *Controller) articlesOf(outlet compare.Outlet) (all []model.ArticleID) {
	if outlet.Article != "" {
		return []model.ArticleID{outlet.Article}
	}
	s := c.win.Session()
	for a := range s.Summaries() {
		if model.OutletIDOf(a.Metadata.Outlet) == outlet.ID && (c.request.articles == nil || c.request.articles[a.ID]) {
			all = append(all, a.ID)
		}
	}
	return all
}

// askOrigin asks for the origin of articles of an outlet.
func (c *Controller) askOrigin(outlet string, articles []model.ArticleID) {
	choices := c.origins(outlet)
	index := names.NewIndex(len(choices), func(i int, add func(string)) { add(words.Origin(choices[i])) })
	present := model.Origin{}
	if len(articles) > 0 {
		present, _ = c.win.Session().Compared().Origin(articles[0])
	}
	set := func(o model.Origin) func() {
		return func() {
			c.done(c.win.Session().SetOrigin(articles, o), words.N("Origin of {{.Count}} articles: {{.Origin}}.", len(articles), map[string]any{"Origin": words.Origin(o)}))
		}
	}
	dialog.ShowOffers(dialog.Offers{
		Asks: words.N("Origin of {{.Count}} articles: an agency, an outlet", len(articles)),
		Find: func(typed string) (out []control.Offered) {
			typed = strings.TrimSpace(typed)
			known := false
			for _, hit := range index.Find(typed) {
				o := choices[hit.Line]
				known = known || model.OutletIDOf(o.Name) == model.OutletIDOf(typed)
				out = append(out, control.Offered{Title: words.Origin(o), TitleMarks: names.Marks(typed, words.Origin(o)), Detail: originKind(o.Kind), Do: set(o)})
			}
			if typed != "" && !known {
				out = append(out, newOrigin(typed, set)...)
			}
			if typed == "" && present != (model.Origin{}) {
				out = append(out, control.Offered{Title: lang.L("Unknown"), Detail: lang.L("removes the origin"), Do: set(model.Origin{})})
			}
			return out
		},
		First: func() int { return max(0, slices.Index(choices, present)) },
	}, c.win.Window())
}

// newOrigin returns the offers for a typed name.
func newOrigin(typed string, set func(model.Origin) func()) (out []control.Offered) {
	why := ""
	if err := value.OriginName.Check(typed); err != nil {
		why = explain.Error(err)
	}
	for _, kind := range []model.OriginKind{model.FromAgency, model.FromOutlet} {
		o := model.Origin{Kind: kind, Name: typed}
		out = append(out, control.Offered{Title: words.Origin(o), Detail: originKind(kind), Why: why, Do: set(o)})
	}
	return out
}

// originKind returns the words for a kind of origins.
func originKind(k model.OriginKind) string {
	switch k {
	case model.OwnReporting:
		return lang.L("the outlet’s own work")
	case model.FromAgency:
		return lang.L("an agency’s copy")
	case model.FromOutlet:
		return lang.L("from another outlet")
	default:
		return string(k)
	}
}

// origins returns the origins to offer for articles of an outlet: its own reporting, those that
// articles have already, and the other outlets.
func (c *Controller) origins(outlet string) []model.Origin {
	all := []model.Origin{{Kind: model.OwnReporting, Name: outlet}}
	var known []model.Origin
	c.win.Session().Compared().Each(record.OriginKind, func(_ model.Key, content any) {
		o := content.(*record.Origin)
		if one := (model.Origin{Kind: o.Kind, Name: o.Name}); o.Kind != model.OwnReporting && !slices.Contains(known, one) {
			known = append(known, one)
		}
	})
	slices.SortFunc(known, func(a, b model.Origin) int { return strings.Compare(a.Name, b.Name) })
	all = append(all, known...)
	for _, o := range c.table.Outlets {
		one := model.Origin{Kind: model.FromOutlet, Name: o.Name}
		if o.Name != "" && o.Name != outlet && !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}
