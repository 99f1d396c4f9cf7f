package judge

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/words"
)

// open opens the current sentence in Read. On a group or a judgement it opens or closes it, and in
// the list of statements it goes to the evidence.
func (c *Controller) open() {
	if c.area() != treeArea {
		c.focusArea(treeArea)
		return
	}
	n := c.view.tree.current()
	if n.link == nil {
		c.view.tree.toggle()
		return
	}
	c.win.Read(n.link.On.Article, n.link.On.Sentence.Start)
}

// cite sets the weight of the current sentence or, if it is a group, of all in it. If whole is set,
// it acts on the whole group of the current sentence. For "", they are cited no longer.
func (c *Controller) cite(w model.Weight, whole bool) {
	t := c.view.tree
	on := t.cited()
	if n := t.current(); whole && n.depth > 1 {
		on = nil
		for _, l := range c.linksWith(n.analyst, n.judgement, n.weight) {
			on = append(on, l.On)
		}
	}
	said := words.N("{{.Count}} sentences cited no longer.", len(on))
	if w != "" {
		said = words.UpperFirst(words.Weight(w)) + "."
		if len(on) > 1 {
			said = words.N("{{.Count}} sentences cited {{.Weight}}.", len(on), map[string]any{"Weight": words.Weight(w)})
		}
	}
	c.citeAs(on, func(model.Subject) model.Weight { return w }, said)
}

// citeAll cites the mentions of the analyst that are not cited yet, with the weights that their
// stances propose.
func (c *Controller) citeAll() {
	j, _ := c.own()
	links := c.linksWith(c.win.Session().Analyst(), j.ID, "")
	proposed := map[model.Subject]model.Weight{}
	var on []model.Subject
	for _, l := range links {
		on = append(on, l.On)
		proposed[l.On] = model.WeightOf(c.stance(l))
	}
	c.citeAs(on, func(on model.Subject) model.Weight { return proposed[on] },
		words.N("{{.Count}} sentences cited. Check whether each is for or against.", len(on)))
}

// citeAs changes how the judgement of the analyst that stands cites sentences.
func (c *Controller) citeAs(on []model.Subject, weight func(model.Subject) model.Weight, said string) {
	j, _ := c.own()
	var all []edit.Citing
	for _, one := range on {
		all = append(all, edit.Citing{On: one, Weight: weight(one)})
	}
	c.done(c.win.Session().Cite(j.ID, all...), said)
}

// whyUncitable returns why the current sentence cannot be cited, or "".
func (c *Controller) whyUncitable() string {
	t := c.view.tree
	switch n := t.current(); {
	case n == nil:
		return c.view.whyNoEvidence()
	case !t.mine():
		return lang.L("This is the work of {{.Analyst}}.", map[string]any{"Analyst": c.win.Session().Called(n.analyst)})
	case len(t.cited()) == 0:
		return lang.L("Select a sentence first.")
	}
	return ""
}
