package versions

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/search/names"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// Link asks of which article the open one is a newer version, and links them.
func (c *Controller) Link() {
	s := c.win.Session()
	s.EndTyping()
	doc := s.Document()
	candidates := c.candidates(doc.Article)
	index := names.NewIndex(len(candidates), func(i int, add func(string)) {
		add(candidates[i].Heading())
		add(candidates[i].Metadata.Outlet)
	})
	dialog.ShowOffers(dialog.Offers{
		Asks: lang.L("Of which article is “{{.Title}}” a newer version?", map[string]any{"Title": doc.Heading()}),
		Find: func(typed string) (out []control.Offered) {
			for _, hit := range index.Find(strings.TrimSpace(typed)) {
				if len(out) == mostProposals {
					break
				}
				of := candidates[hit.Line]
				out = append(out, control.Offered{
					Title: of.Heading(), TitleMarks: names.Marks(typed, of.Heading()), Detail: whyOffered(doc.Article, of.Article),
					Do: func() { c.link(doc.ID, of.ID) },
				})
			}
			return out
		},
	}, c.win.Window())
}

// candidates returns the articles of which another one can be a version: first those with its
// address, and then those of its outlet with a similar title. Of articles with versions, it
// returns the newest.
func (c *Controller) candidates(a model.Article) (all []model.Summary) {
	s := c.win.Session()
	own := s.Chains().Of(a.ID)
	for sum := range s.Summaries() {
		if _, superseded := s.CurrentVersion(sum.ID); !superseded && !slices.Contains(own, sum.ID) {
			all = append(all, sum)
		}
	}
	title := keysOf(a.Metadata.Title)
	likely := make(map[model.ArticleID]float64, len(all))
	for _, sum := range all {
		points := 0.0
		if sameAddress(a.Metadata, sum.Metadata) {
			points += 4
		}
		if a.Metadata.Outlet != "" && model.OutletIDOf(a.Metadata.Outlet) == model.OutletIDOf(sum.Metadata.Outlet) {
			points++
		}
		of := keysOf(sum.Metadata.Title)
		common := 0
		for w := range of {
			if title[w] {
				common++
			}
		}
		likely[sum.ID] = points + float64(2*common)/float64(max(1, len(of)+len(title)))
	}
	slices.SortStableFunc(all, func(x, y model.Summary) int { return cmp.Compare(likely[y.ID], likely[x.ID]) })
	return all
}

func sameAddress(a, b model.Metadata) bool {
	return a.URL != "" && strings.TrimSuffix(a.URL, "/") == strings.TrimSuffix(b.URL, "/")
}

// whyOffered returns the date and the outlet of an article, and whether it has the address of
// another one.
func whyOffered(a, of model.Article) string {
	parts := []string{words.VersionDate(of)}
	if of.Metadata.Outlet != "" {
		parts = append(parts, of.Metadata.Outlet)
	}
	if sameAddress(a.Metadata, of.Metadata) {
		parts = append(parts, lang.L("same address"))
	}
	return strings.Join(parts, " · ")
}

// link asks whether to make an article a newer version of another one, and says what that does.
func (c *Controller) link(newer, of model.ArticleID) {
	c.plan(lang.L("Comparing the versions"), func(p carry.Planner) (carry.Plan, error) {
		return p.Add(newer, of, false)
	}, func(plan carry.Plan, carryNow func()) {
		c.ask(lang.L("Make it a version?"), lang.L("Make Version"), c.whatAdding(plan, newer, of), func() {
			carryNow()
			c.win.Notice(carriedText(plan) + " " + c.undoHint())
		})
	})
}

// ask asks whether to make a planned change.
func (c *Controller) ask(title, accept, text string, yes func()) {
	dialog.Ask(title, text+"\n\n"+lang.L("You can undo this in one step."), accept, lang.L("Cancel"), c.win.Window(), func(agrees bool) {
		if agrees {
			yes()
		}
	})
}

// whatAdding says what it does to make an article a version of another one.
func (c *Controller) whatAdding(plan carry.Plan, newer, of model.ArticleID) string {
	var parts []string
	if plan.Current != newer {
		parts = append(parts, lang.L("By its date it is an earlier version. “{{.Title}}” stays the newest.", map[string]any{"Title": c.titleOf(plan.Current)}))
	} else {
		parts = append(parts, lang.L("It becomes the newest version of “{{.Title}}”. The list shows both as one article.", map[string]any{"Title": c.titleOf(of)}))
	}
	if plan.Shared == 0 {
		parts = append(parts, lang.L("The two texts have no sentence in common. Are they really versions of one article?"))
	} else {
		parts = append(parts, words.N("They have {{.Count}} sentences in common.", plan.Shared))
	}
	return strings.Join(append(parts, carriedText(plan)), "\n\n")
}

// titleOf returns the heading of an article of the list, or its id.
func (c *Controller) titleOf(id model.ArticleID) string {
	if sum, ok := c.win.Session().Summary(id); ok {
		return sum.Heading()
	}
	return string(id)
}

// carriedText says how much a plan carries and leaves behind.
func carriedText(plan carry.Plan) string {
	var parts []string
	switch n := plan.Carried + plan.Joined; {
	case n > 0:
		parts = append(parts, words.N("{{.Count}} labels, notes and other work go to the newest version.", n))
	case len(plan.Left) == 0:
		return lang.L("There is no work to carry.")
	}
	if len(plan.Left) > 0 {
		parts = append(parts, words.N("{{.Count}} are left behind.", len(plan.Left)))
	}
	return strings.Join(parts, " ")
}

// move moves the newer one of the compared versions by n places in the order.
func (c *Controller) move(n int) {
	id := c.chain.versions[c.b].doc.ID
	order := slices.Clone(c.win.Session().Chains().Of(id)) // has versions that were removed, too
	at, to := slices.Index(order, id), slices.Index(order, c.chain.versions[c.b+n].doc.ID)
	if at < 0 || to < 0 {
		return
	}
	order = slices.Insert(slices.Delete(order, at, at+1), to, id)
	c.plan(lang.L("Comparing the versions"), func(p carry.Planner) (carry.Plan, error) { return p.Arrange(order) }, func(plan carry.Plan, carryNow func()) {
		text := lang.L("The newest version will be “{{.Title}}”, {{.Date}}.", map[string]any{"Title": c.titleOf(plan.Current), "Date": c.dateOf(plan.Current)})
		c.ask(lang.L("Change the order of the versions?"), lang.L("Change Order"), text+"\n\n"+carriedText(plan), func() {
			c.wants = &wanted{b: id}
			carryNow()
			c.win.Notice(carriedText(plan) + " " + c.undoHint())
		})
	})
}

func (c *Controller) dateOf(id model.ArticleID) string {
	sum, _ := c.win.Session().Summary(id)
	return words.VersionDate(sum.Article)
}

// separate makes the newer one of the compared versions an article of its own again.
func (c *Controller) separate() {
	id := c.chain.versions[max(0, c.b)].doc.ID
	c.plan(lang.L("Comparing the versions"), func(p carry.Planner) (carry.Plan, error) { return p.Separate(id) }, func(plan carry.Plan, carryNow func()) {
		text := lang.L("“{{.Title}}”, {{.Date}}, becomes an article of its own. The work on it stays there.", map[string]any{"Title": c.titleOf(id), "Date": c.dateOf(id)})
		if plan.Carried+plan.Joined+len(plan.Left) > 0 {
			text += "\n\n" + carriedText(plan)
		}
		c.ask(lang.L("Separate this version?"), lang.L("Separate"), text, func() {
			carryNow()
			c.win.Notice(lang.L("Separated.") + " " + c.undoHint())
		})
	})
}
