package find

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// manyTagged is the largest number of sentences that are tagged without
// confirmation.
const manyTagged = 200

// tagFound asks which label to give all hits, and assigns it. If a search is
// running, it waits for the end of the search.
func (c *Controller) tagFound() {
	if c.onceRead("search.tag") {
		return
	}
	c.win.Session().EndTyping()
	t := tagQuestion{
		Found:   foundSentence(c.finding),
		Pressed: c.win.LabelPressed,
		Count:   c.countFound(),
		Choose:  c.tagAllFound,
		Context: c.finding.Context(),
		Go:      c.win.Go,
		Post:    c.win.Post,
	}
	for _, l := range c.win.Session().Codebook().Current() {
		t.Labels = append(t.Labels, tagLabel{Label: l.Key, Name: l.Name, Key: c.win.ShownKey(c.win.LabelCommand(l.Key))})
	}
	clear := c.win.LabelCommand("")
	t.Labels = append(t.Labels, tagLabel{Name: c.win.Commands().Find(clear).Title, Key: c.win.ShownKey(clear)})
	showTagFound(t, c.win.Window())
}

// countFound returns a function that counts the found sentences by the analyst's
// own labels on them. That function may take a long time.
func (c *Controller) countFound() func(context.Context) (tagCount, error) {
	p, hits, analyst := c.project, c.finding.All(), c.win.Session().Analyst()
	query := finding.Request{Query: c.finding.Query(), Analyst: analyst}
	return func(ctx context.Context) (tagCount, error) {
		n := tagCount{Labels: map[model.LabelKey]int{}}
		if hits == nil {
			var err error
			if hits, err = allHits(ctx, p, query, func(int, int) {}); err != nil {
				return n, err
			}
		}
		for _, id := range hits.Articles() {
			if err := ctx.Err(); err != nil {
				return n, err
			}
			if id == "" || len(hits.In(id)) == 0 { // hits in notes only
				continue
			}
			doc, err := p.Document(id)
			if err != nil {
				return n, err
			}
			for _, span := range hits.In(id) {
				at := doc.UnitAt(span.Start)
				if at >= 0 && doc.Units[at].Kind != model.UnitSentence {
					n.Aside++
					continue
				}
				a, _ := doc.Annotation(span, analyst)
				n.Labels[a.Label]++
			}
		}
		return n, nil
	}
}

// allHits searches all texts without a limit and returns the hits.
func allHits(ctx context.Context, p Project, query finding.Request, looked func(done, all int)) (*search.Hits, error) {
	query.Limit = 0
	hits := &search.Hits{}
	_, err := p.Search(ctx, query, hits.Add, looked)
	return hits, err
}

// withAllHits calls then with all hits. If they are not known yet, it first
// searches for them in a job, and does not call then if the job fails.
func (c *Controller) withAllHits(then func(*search.Hits)) {
	if hits := c.finding.All(); hits != nil {
		then(hits)
		return
	}
	p, query := c.project, c.finding.Request()
	var hits *search.Hits
	c.win.Run(lang.L("Searching"), func(ctx context.Context, step func(dialog.Step)) error {
		got, err := allHits(ctx, p, query, func(done, all int) { step(dialog.Step{Done: done, Total: all}) })
		c.win.Post(func() { hits = got })
		return err
	}, func(err error) {
		if !c.win.Failed(err) {
			then(hits)
		}
	})
}

// tagAllFound assigns a label to the hits, or clears their labels if label is "".
// Unless replace is set, hits with another label keep it. If more than manyTagged
// sentences are listed, it asks first.
func (c *Controller) tagAllFound(label model.LabelKey, replace bool) {
	do := func() { c.withAllHits(func(hits *search.Hits) { c.tagHits(hits, label, replace) }) }
	if c.finding.Tally().Sentences <= manyTagged {
		do()
		return
	}
	title, accept := lang.L("Tag all results as {{.Label}}?", map[string]any{"Label": c.labelName(label)}), lang.L("Tag all")
	if label == "" {
		title, accept = lang.L("Remove the labels from all results?"), lang.L("Remove labels")
	}
	dialog.Ask(title, foundSentence(c.finding)+"\n\n"+lang.L("You can undo this in one step."), accept, lang.L("Cancel"), c.win.Window(), func(yes bool) {
		if yes {
			do()
		}
	})
}

func (c *Controller) labelName(key model.LabelKey) string {
	l, _ := c.win.Session().Codebook().Find(key)
	return l.Name
}

// tagHits reads the articles of the hits in a job, and then assigns the label.
func (c *Controller) tagHits(hits *search.Hits, label model.LabelKey, replace bool) {
	plan, err := c.win.Session().PlanTagAll(hits, label, replace)
	if err != nil {
		c.win.Report(err)
		return
	}
	c.win.Run(lang.L("Tagging"), func(ctx context.Context, step func(dialog.Step)) error {
		return plan.Read(ctx, func(done, all int) { step(dialog.Step{Done: done, Total: all}) })
	}, func(err error) {
		if c.win.Failed(err) {
			return
		}
		n, err := c.win.Session().TagAll(plan)
		c.win.Report(err)
		if err == nil {
			c.view.hide()
			c.finding.Invalidate()
			c.win.Notice(c.tagged(n, label))
		}
	})
}

// tagged returns a text that says what was changed.
func (c *Controller) tagged(n edit.Labelled, label model.LabelKey) string {
	undo := map[string]any{"Key": c.win.Key("edit.undo")}
	name := map[string]any{"Label": c.labelName(label)}
	var text string
	switch {
	case n.Changed == 0:
		return lang.L("Nothing to change.")
	case label == "":
		text = words.N("{{.Count}} labels removed.", n.Changed)
	default:
		text = words.N("{{.Count}} sentences tagged as {{.Label}}.", n.Changed, name)
	}
	if n.Kept > 0 {
		text += " " + words.N("{{.Count}} sentences keep another label.", n.Kept)
	}
	if n.Gone > 0 {
		text += " " + words.N("{{.Count}} sentences have changed since the search and were skipped.", n.Gone)
	}
	return text + " " + lang.L("Press {{.Key}} to undo.", undo)
}
