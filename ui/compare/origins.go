package compare

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/origin"
	"assay.app/assay/model/search/names"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// sourced is an article with its origin.
type sourced struct {
	article  model.Summary
	origin   model.Origin // set by an analyst, or proposed
	set      bool
	proposal *origin.Proposal // nil if there is no evidence
}

// sourcedArticles returns the articles of the selection by origin: those whose origin is only
// proposed first, then by the name of the origin and by family.
func (c *Controller) sourcedArticles() (all []sourced) {
	proposals := map[model.ArticleID]*origin.Proposal{}
	for i := range c.sources {
		proposals[c.sources[i].Article] = &c.sources[i]
	}
	compared := c.win.Session().Compared()
	for a := range c.win.Session().Summaries() {
		if c.request.articles != nil && !c.request.articles[a.ID] {
			continue
		}
		one := sourced{article: a, proposal: proposals[a.ID]}
		if one.origin, one.set = compared.Origin(a.ID); !one.set && one.proposal != nil {
			one.origin = one.proposal.Origin
		}
		all = append(all, one)
	}
	rank := func(s sourced) int {
		switch {
		case s.set:
			return 1
		case s.proposal == nil:
			return 2
		}
		return 0
	}
	family := func(s sourced) int {
		if s.proposal == nil {
			return 0
		}
		return s.proposal.Family
	}
	slices.SortStableFunc(all, func(a, b sourced) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(words.Origin(a.origin), words.Origin(b.origin)), cmp.Compare(family(a), family(b)))
	})
	return all
}

// because returns the evidence for a proposal in words.
func (c *Controller) because(p *origin.Proposal) string {
	if p == nil {
		return ""
	}
	var parts []string
	add := func(text string) {
		if !slices.Contains(parts, text) {
			parts = append(parts, text)
		}
	}
	for _, e := range p.Because {
		data := map[string]any{"Name": e.Name}
		switch e.Kind {
		case origin.Dateline:
			add(lang.L("dateline: {{.Name}}", data))
		case origin.Credit:
			add(lang.L("credit: {{.Name}}", data))
		case origin.Named:
			add(lang.L("names {{.Name}}", data))
		case origin.NearIdentical:
			sum, _ := c.win.Session().Summary(e.Of)
			data["Name"] = outletNameOf(sum)
			add(lang.L("nearly the text of {{.Name}}", data))
		default: // of a newer Assay
			add(e.Kind.String())
		}
	}
	return strings.Join(parts, " · ")
}

// outletNameOf returns the outlet of an article, or its heading if it has none.
func outletNameOf(a model.Summary) string { return cmp.Or(a.Metadata.Outlet, a.Heading()) }

// showOrigins lists the articles by origin. Enter accepts a proposed origin, and F2 asks for
// another one. Right shows what a reprint changed.
func (c *Controller) showOrigins() {
	if c.table == nil {
		c.win.Notice(c.whyEmpty())
		return
	}
	var all []sourced
	var index *names.Index
	read := func() {
		all = c.sourcedArticles()
		index = names.NewIndex(len(all), func(i int, add func(string)) {
			add(outletNameOf(all[i].article) + " " + all[i].article.Heading())
			add(words.Origin(all[i].origin))
		})
	}
	read()
	var rows []int
	var shown dialog.Shown
	dialog.ShowOffers(dialog.Offers{
		Asks: lang.L("Origins: {{.Enter}} accepts, {{.F2}} sets another, {{.Right}} shows what was changed", map[string]any{
			"Enter": command.Named(fyne.KeyReturn).String(), "F2": command.Named(fyne.KeyF2).String(), "Right": command.Named(fyne.KeyRight).String(),
		}),
		Opened: func(s dialog.Shown) { shown = s },
		Find: func(typed string) (out []control.Offered) {
			rows = rows[:0]
			for _, hit := range index.Find(strings.TrimSpace(typed)) {
				rows = append(rows, hit.Line)
			}
			slices.Sort(rows)
			for _, i := range rows {
				out = append(out, c.originOffer(all[i]))
			}
			return out
		},
		Key: func(key fyne.KeyName, at int) bool {
			if at >= len(rows) {
				return false
			}
			one := all[rows[at]]
			switch key {
			case fyne.KeyF2:
				shown.Close()
				c.askOrigin(one.article.Metadata.Outlet, []model.ArticleID{one.article.ID})
			case fyne.KeyRight:
				shown.Close()
				c.showChanges(one)
			default:
				return false
			}
			return true
		},
	}, c.win.Window())
}

// originOffer returns the line of an article. Choosing it accepts its proposed origin and shows
// the list again.
func (c *Controller) originOffer(s sourced) control.Offered {
	sign := "?"
	switch {
	case s.set:
		sign = "✓"
	case s.proposal == nil:
		sign = "–"
	}
	why := ""
	switch {
	case s.set:
		why = lang.L("Accepted already. {{.F2}} sets another origin.", map[string]any{"F2": command.Named(fyne.KeyF2).String()})
	case s.origin == (model.Origin{}):
		why = lang.L("No origin is proposed. {{.F2}} sets one.", map[string]any{"F2": command.Named(fyne.KeyF2).String()})
	}
	detail := c.because(s.proposal)
	if why != "" {
		detail = cmp.Or(detail, why)
		return control.Offered{Title: sign + " " + words.Origin(s.origin) + " · " + outletNameOf(s.article) + " · " + s.article.Heading(), Detail: detail, Do: func() {
			c.askOrigin(s.article.Metadata.Outlet, []model.ArticleID{s.article.ID})
		}}
	}
	return control.Offered{
		Title:  sign + " " + words.Origin(s.origin) + " · " + outletNameOf(s.article) + " · " + s.article.Heading(),
		Detail: detail,
		Do: func() {
			c.done(c.win.Session().SetOrigin([]model.ArticleID{s.article.ID}, s.origin), lang.L("Origin accepted."))
			c.showOrigins()
		},
	}
}
