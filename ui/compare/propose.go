package compare

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/words"
)

// stanceOf returns the stance that a member gets if its proposal is taken.
func (c *Controller) stanceOf(m compare.Offered) model.Stance {
	if s, ok := c.offers.stances[model.Subject{Article: m.Article, Sentence: m.Sentence}]; ok {
		return s
	}
	return m.Stance
}

// choose sets the stance that the current member gets if its proposal is taken.
func (o *offers) choose(s model.Stance) {
	now := o.current()
	if now == nil || o.row >= len(now.Members) {
		return
	}
	if o.stances == nil {
		o.stances = map[model.Subject]model.Stance{}
	}
	m := now.Members[o.row]
	o.stances[model.Subject{Article: m.Article, Sentence: m.Sentence}] = s
}

// in returns the sentences of the current proposal that are in, with their stances.
func (c *Controller) in() (all []edit.Mentioning) {
	o := &c.offers
	for i, m := range o.current().Members {
		if o.is(o.at, i) == proposed {
			all = append(all, edit.Mentioning{On: model.Subject{Article: m.Article, Sentence: m.Sentence}, Stance: c.stanceOf(m)})
		}
	}
	return all
}

// take makes the current proposal a statement, or adds its sentences to the statement for which
// they are proposed.
func (c *Controller) take() {
	if why := c.needProposal(); why != "" {
		c.win.Notice(why)
		return
	}
	now, all := *c.offers.current(), c.in()
	c.offers.holding = noProposal
	if len(all) == 0 {
		c.win.Notice(lang.L("All sentences are left out of this proposal."))
		return
	}
	s := c.win.Session()
	if now.Statement != "" {
		err := s.Mention(now.Statement, all...)
		c.view.matrix.show(s.Compared().Statements.Root(now.Statement))
		c.done(err, words.N("{{.Count}} mentions added.", len(all)))
		return
	}
	id, err := s.NewStatement(now.Title, all)
	if err != nil {
		c.win.Notice(why(err))
		return
	}
	c.view.matrix.show(id)
	c.done(nil, lang.L("New statement. {{.Key}} renames it.", map[string]any{"Key": c.win.Key(renameID)}))
}

// dismiss puts all sentences of the current proposal out.
func (c *Controller) dismiss() {
	if why := c.needProposal(); why != "" {
		c.win.Notice(why)
		return
	}
	var all []model.Subject
	for _, m := range c.in() {
		all = append(all, m.On)
	}
	if c.offers.holding = noProposal; len(all) == 0 { // all were put out one by one
		c.walk(1)
		return
	}
	c.done(c.win.Session().DismissProposed(all, true), lang.L("Dismissed."))
}

// toggleMember puts the current member of the proposal in or out.
func (c *Controller) toggleMember() {
	o := &c.offers
	now := o.current()
	if now == nil || o.row >= len(now.Members) {
		return
	}
	m := now.Members[o.row]
	is := o.is(o.at, o.row)
	if is == taken {
		c.win.Notice(lang.L("This sentence is a mention already."))
		return
	}
	o.holding = o.at
	err := c.win.Session().DismissProposed([]model.Subject{{Article: m.Article, Sentence: m.Sentence}}, is == proposed)
	c.done(err, words.UpperFirst(o.is(o.at, o.row).inWords())+".")
}

// walk makes another proposal current.
func (c *Controller) walk(n int) {
	o := &c.offers
	if o.holding = noProposal; o.gone(o.at) {
		o.count(o.at)
	}
	if !o.walk(n) {
		if n > 0 {
			c.win.Notice(lang.L("This is the last proposal."))
		} else {
			c.win.Notice(lang.L("This is the first proposal."))
		}
	}
	if c.view.proposals.folded {
		c.fold()
	}
	c.view.proposals.refresh()
	c.view.content.Refresh()
	c.win.ShowHints()
}

// fold shows or hides the members of the proposals.
func (c *Controller) fold() {
	p := c.view.proposals
	if p.folded = !p.folded; p.folded && p.list.Focused() {
		c.win.Focus(c.view.matrix.list)
	}
	p.refresh()
	c.view.content.Refresh()
}
