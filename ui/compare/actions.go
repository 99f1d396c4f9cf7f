package compare

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/search/names"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// done shows a notice of what an action has changed, or the reason why it was refused.
func (c *Controller) done(err error, said string) {
	if err != nil {
		c.win.Notice(why(err))
		return
	}
	c.win.Notice(said + " " + lang.L("Press {{.Key}} to undo.", map[string]any{"Key": c.win.Key("edit.undo")}))
}

// why explains an error that refused a change.
func why(err error) string {
	switch {
	case errors.Is(err, model.ErrStatementUsed):
		return lang.L("Other analysts have mentions or judgements of this statement, so it stays. You can join it into another one.")
	case errors.Is(err, model.ErrNoStatement):
		return lang.L("This statement was removed.")
	case errors.Is(err, model.ErrSameStatement):
		return lang.L("This is the same statement.")
	case errors.Is(err, model.ErrNoMention):
		return lang.L("The sentence is not a mention of this statement any more.")
	}
	return explain.Error(err)
}

// acted returns the mentions on which commands act: those that are chosen, the current one, or
// those of the current cell.
func (c *Controller) acted() (all []*compare.Mention) {
	r := c.view.matrix.current()
	if r == nil {
		return nil
	}
	if c.view.area == mentionsArea {
		for i := range r.Mentions {
			if c.view.mentions.chosen[on(&r.Mentions[i])] {
				all = append(all, &r.Mentions[i])
			}
		}
		if m := c.view.mentions.mention(); len(all) == 0 && m != nil {
			all = append(all, m)
		}
		return all
	}
	if cell, ok := c.view.matrix.cell(); ok {
		for _, i := range cell.Mentions {
			all = append(all, &r.Mentions[i])
		}
	}
	return all
}

// on returns the sentence of a mention.
func on(m *compare.Mention) model.Subject {
	return model.Subject{Article: m.Article, Sentence: m.Sentence}
}

// own returns the sentences on which commands act and that the analyst mentions.
func (c *Controller) own() (all []model.Subject) {
	for _, m := range c.acted() {
		if m.Analyst == c.win.Session().Analyst() && !slices.Contains(all, on(m)) {
			all = append(all, on(m))
		}
	}
	return all
}

// open takes the current proposal, or opens what the current cell counts, or a mention.
func (c *Controller) open() {
	m := c.view.matrix
	switch c.view.area {
	case proposalsArea:
		c.take()
		return
	case mentionsArea:
		if x := c.view.mentions.mention(); x != nil {
			c.win.Read(x.Article, x.Sentence.Start)
		}
		return
	default: // the matrix
	}
	switch all := c.acted(); {
	case m.column >= m.outlets():
		c.showIndependent()
	case len(all) == 1:
		c.win.Read(all[0].Article, all[0].Sentence.Start)
	case len(all) > 1 || m.column < 0:
		c.view.mentions.show()
		if !c.focusArea(mentionsArea) {
			c.win.Notice(c.whyNoMentions())
		}
	default:
		c.win.Notice(lang.L("There is no mention here. Press {{.Key}} if you looked and the outlet leaves it out.", map[string]any{"Key": c.win.Key(gapID)}))
	}
}

// setStance sets the stance of mentions, or the one that is proposed for a member.
func (c *Controller) setStance(s model.Stance) {
	if c.view.area == proposalsArea {
		c.offers.choose(s)
		c.view.proposals.list.RefreshRow(c.offers.row)
		c.win.ShowHints()
		return
	}
	var changed []edit.Mentioning
	for _, m := range c.acted() {
		changed = append(changed, edit.Mentioning{On: on(m), Stance: s})
	}
	c.done(c.win.Session().Mention(c.view.matrix.current().ID, changed...), words.UpperFirst(words.Stance(s))+".")
}

// choose puts a member of a proposal in or out, or chooses a mention for the commands that act
// on several.
func (c *Controller) choose() {
	if c.view.area == proposalsArea {
		c.toggleMember()
		return
	}
	c.view.mentions.toggle()
}

// marked reports whether the analyst marked that the outlet of a cell leaves the statement out.
func (c *Controller) marked(cell compare.Cell) bool {
	return slices.Contains(cell.By, c.win.Session().Analyst())
}

// toggleGap marks that the current outlet leaves the statement out, or removes the mark.
func (c *Controller) toggleGap() {
	cell, _ := c.view.matrix.cell()
	said := lang.L("Left out.")
	if c.marked(cell) {
		said = lang.L("Not left out any more.")
	}
	c.done(c.win.Session().MarkGap(c.view.matrix.current().ID, c.table.Outlets[cell.Column].ID, !c.marked(cell)), said)
}

// remove dismisses the proposal, or removes the mark of a gap, mentions, or the statement.
func (c *Controller) remove() {
	m := c.view.matrix
	if c.view.area == proposalsArea {
		c.dismiss()
		return
	}
	r := m.current()
	id, title := r.ID, r.Title // a change moves rows
	cell, ok := m.cell()
	switch s := c.win.Session(); {
	case c.view.area == matrixArea && m.column < 0:
		c.done(s.RemoveStatement(id), lang.L("Removed “{{.Statement}}”.", map[string]any{"Statement": title}))
	case c.view.area == matrixArea && ok && c.marked(cell):
		c.done(s.MarkGap(id, c.table.Outlets[cell.Column].ID, false), lang.L("Not left out any more."))
	default:
		all := c.own()
		c.done(s.DropMentions(id, all...), words.N("{{.Count}} mentions removed.", len(all)))
	}
}

// rename asks for another title of the current statement.
func (c *Controller) rename() {
	r := c.view.matrix.current()
	id := r.ID
	dialog.AskName(lang.L("Rename Statement"), r.Title, lang.L("Rename"), c.win.Window(), func(title string) string {
		if err := c.win.Session().RenameStatement(id, title); err != nil {
			return why(err)
		}
		c.done(nil, lang.L("Renamed."))
		return ""
	})
}

// moveStatement moves the current statement past the next one that is shown, or past the one
// before it.
func (c *Controller) moveStatement(n int) {
	m := c.view.matrix
	id := m.current().ID
	if err := c.win.Session().MoveStatement(id, c.filter.rows[m.row+n]); err != nil {
		c.win.Notice(why(err))
	}
}

// join asks for the statement into which to join the current one.
func (c *Controller) join() {
	r := c.view.matrix.current()
	from, title := r.ID, r.Title
	var others []compare.Row
	for i := range c.table.Rows {
		if c.table.Rows[i].ID != from {
			others = append(others, c.table.Rows[i])
		}
	}
	index := names.NewIndex(len(others), func(i int, add func(string)) { add(others[i].Title) })
	dialog.ShowOffers(dialog.Offers{
		Asks: lang.L("Join “{{.Statement}}” into…", map[string]any{"Statement": model.Excerpt(title)}),
		Find: func(typed string) (out []control.Offered) {
			typed = strings.TrimSpace(typed)
			for _, hit := range index.Find(typed) {
				id, into := others[hit.Line].ID, others[hit.Line].Title
				out = append(out, control.Offered{Title: into, TitleMarks: names.Marks(typed, into), Detail: support(&others[hit.Line]), Do: func() {
					c.view.matrix.id = id
					c.done(c.win.Session().JoinStatements(from, id), lang.L("“{{.From}}” is now part of “{{.Into}}”.", map[string]any{"From": title, "Into": into}))
				}})
			}
			return out
		},
	}, c.win.Window())
}

// divide asks for the title of the statement to which mentions move.
func (c *Controller) divide() {
	id, all := c.view.matrix.current().ID, c.own()
	start := ""
	if m := c.acted()[0]; m != nil {
		sum, _ := c.win.Session().Summary(m.Article)
		start = compare.Title(sum.Metadata.Language, m.Text)
	}
	dialog.AskName(lang.L("Title of the New Statement"), start, lang.L("Divide"), c.win.Window(), func(title string) string {
		divided, err := c.win.Session().DivideStatement(id, title, all...)
		if err != nil {
			return why(err)
		}
		clear(c.view.mentions.chosen)
		c.view.matrix.show(divided)
		c.done(nil, words.N("{{.Count}} mentions moved.", len(all)))
		return ""
	})
}

// outlet returns the column of the current cell or mention.
func (c *Controller) outlet() (int, bool) {
	if m := c.view.mentions.mention(); m != nil && c.view.area == mentionsArea {
		return m.Column, true
	}
	m := c.view.matrix
	return m.column, m.current() != nil && m.column >= 0 && m.column < m.outlets()
}

// statementTitle returns the title of a statement.
func (c *Controller) statementTitle(id model.StatementID) string {
	return c.win.Session().Compared().Statements.Title(id)
}
