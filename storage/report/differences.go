package report

import (
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/storage/report/content"
)

// differences adds what contradicts or differs in the mentions of a statement, and the outlets that
// have none, under a heading of a level.
func (c *composition) differences(p *page, j *judged, level int) {
	if j.row == nil {
		return
	}
	var conflicts [][]content.Run
	for _, one := range j.row.Conflicts {
		conflicts = append(conflicts, c.conflict(j.row, one))
	}
	utterances := c.Table.Utterances(j.row)
	leftOut, notFound := c.gaps(j.row)
	if len(conflicts)+len(utterances)+len(leftOut)+len(notFound) == 0 {
		return
	}
	p.heading(level, j.id()+"-differences", c.w.Say("Conflicts, variants and gaps"))
	if len(conflicts) > 0 {
		p.say(c.w.Count("{n} pairs of sentences seem to contradict one another. This is a hint of the program, to be judged by the reader:", len(conflicts)))
		p.add(content.List{Items: conflicts})
	}
	for i := range utterances {
		c.utterance(p, &utterances[i])
	}
	p.labelled(c.w.Say("Left out by:"), joinedNames(leftOut))
	p.labelled(c.w.Say("Not found in:"), joinedNames(notFound))
}

func joinedNames(names []string) (text string) {
	for i, name := range names {
		if i > 0 {
			text += "; "
		}
		text += name
	}
	if text != "" {
		text += "."
	}
	return text
}

// conflict returns two sentences that seem to contradict one another, with what contradicts in bold.
func (c *composition) conflict(row *compare.Row, one compare.Conflict) []content.Run {
	from, to := &row.Mentions[one.From], &row.Mentions[one.To]
	runs := []content.Run{content.Plain(c.w.Name("conflict", one.Kind.String()) + " – ")}
	runs = append(runs, c.side(from, one.A)...)
	second := leftward(c.side(to, one.B))
	second[0].Break = true
	return append(runs, second...)
}

// side returns one side of a conflict. Contrary is in bytes of the text of the mention. If texts are
// left out, the place of the sentence stands instead.
func (c *composition) side(m *compare.Mention, contrary model.Span) []content.Run {
	outlet := isolated(c.column(m.Column)) + ": "
	switch {
	case c.opts.Redact.Texts:
		return []content.Run{content.Plain(outlet), muted(c.sentencePlace(m.Index))}
	case contrary.Start < 0 || contrary.End > len(m.Text) || contrary.Start >= contrary.End:
		return plain(outlet + c.w.Quoted(m.Text))
	}
	before, after, _ := strings.Cut(c.w.Quoted("\x00"), "\x00")
	return []content.Run{
		content.Plain(outlet + before + m.Text[:contrary.Start]), bold(contrary.Of(m.Text)), content.Plain(m.Text[contrary.End:] + after),
	}
}

// sentencePlace returns the place of a sentence, whose index is from 0, in brackets.
func (c *composition) sentencePlace(index int) string {
	return c.w.Say("[sentence {sentence}]", "sentence", strconv.Itoa(index+1))
}

// column returns the name of a column of the table: an outlet, or an article without one.
func (c *composition) column(n int) string {
	o := c.Table.Outlets[n]
	if o.Name != "" {
		return o.Name
	}
	for _, a := range c.Articles {
		if a.ID == o.Article {
			return heading(a, c.opts.Redact)
		}
	}
	return c.w.Say("(no outlet)")
}

// utterance adds how outlets word a quotation.
func (c *composition) utterance(p *page, u *compare.Utterance) {
	said := c.w.Say("{outlets} of {of} outlets quote this wording:", "outlets", c.w.Number(u.Outlets), "of", c.w.Number(u.Of))
	if u.VoiceName != "" {
		said = c.w.Say("{voice}, quoted in this wording by {outlets} of {of} outlets:", "voice", u.VoiceName, "outlets", c.w.Number(u.Outlets), "of", c.w.Number(u.Of))
	}
	if c.opts.Redact.Texts {
		p.say(said + " " + c.w.Say("[text left out]"))
	} else {
		p.say(said + " " + c.w.Quoted(u.Wording))
	}
	var items [][]content.Run
	for i := range u.Variants {
		v := &u.Variants[i]
		if !differs(v) {
			continue
		}
		runs := []content.Run{content.Plain(v.OutletName + ": ")}
		if c.opts.Redact.Texts {
			runs = append(runs, muted(c.sentencePlace(v.Index)))
		} else {
			runs = append(runs, c.variant(v)...)
		}
		items = append(items, runs)
	}
	if len(items) > 0 {
		p.add(content.List{Items: items})
	}
}

func differs(v *compare.Variant) bool {
	for _, op := range v.Ops {
		if op.Kind != wording.Same {
			return true
		}
	}
	return false
}

// variant returns a wording, with what differs from the shared one in bold and what it has instead
// in brackets.
func (c *composition) variant(v *compare.Variant) (runs []content.Run) {
	for _, op := range v.Ops {
		words := op.Span.Of(v.Text)
		switch op.Kind {
		case wording.Same:
			runs = append(runs, content.Plain(words))
		case wording.Added:
			runs = append(runs, bold(words))
		case wording.Replaced:
			runs = append(runs, bold(words), muted(" "+c.w.Say("[instead of: {words}]", "words", op.Words)+" "))
		case wording.Dropped:
			runs = append(runs, muted(" "+c.w.Say("[without: {words}]", "words", op.Words)+" "))
		default:
			runs = append(runs, content.Plain(words))
		}
	}
	return runs
}

// gaps returns the outlets that leave a statement out, with the analysts who say so, and those in
// which nobody found it.
func (c *composition) gaps(row *compare.Row) (leftOut, notFound []string) {
	for column := range c.Table.Outlets {
		switch one := row.Cell(column); {
		case one.LeftOut:
			leftOut = append(leftOut, c.w.Say("{outlet} ({analysts})", "outlet", isolated(c.column(column)), "analysts", c.w.List(c.names.all(one.By))))
		case len(one.Mentions) == 0:
			notFound = append(notFound, isolated(c.column(column)))
		}
	}
	return leftOut, notFound
}

// conflicts adds an overview of the statements whose mentions contradict one another or differ, or
// that outlets lack.
func (c *composition) conflicts(p *page) {
	p.heading(1, "conflicts", c.w.Say("Conflicts and gaps"))
	var all [][]content.Cell
	for _, j := range c.all {
		if j.row == nil {
			continue
		}
		leftOut, notFound := c.gaps(j.row)
		if j.row.State == compare.Uniform && len(leftOut)+len(notFound) == 0 {
			continue
		}
		all = append(all, []content.Cell{
			cell(linked(strconv.Itoa(j.number)+". "+j.Title, c.place(j))),
			textCell(c.w.Name("state", j.row.State.String())),
			textCell(c.w.Number(len(j.row.Conflicts))),
			textCell(c.w.Number(len(leftOut))),
			textCell(c.w.Number(len(notFound))),
		})
	}
	if len(all) == 0 {
		p.say(c.w.Say("No conflicts, differences or gaps were found."))
		return
	}
	p.add(content.Table{
		ID: "conflicts-table", Title: c.w.Say("Statements on which outlets do not agree"),
		Summary: c.w.Say("Each statement with how far its mentions agree, and with the outlets that lack it."),
		Columns: []content.Column{
			{Title: c.w.Say("Statement"), Width: 5},
			{Title: c.w.Say("Mentions"), Width: 2},
			{Title: c.w.Say("Conflicts"), Width: 1.3, Align: content.Trailing},
			{Title: c.w.Say("Left out"), Width: 1.3, Align: content.Trailing},
			{Title: c.w.Say("Not found"), Width: 1.3, Align: content.Trailing},
		},
		Rows: rows(all),
	})
	p.paragraph(content.Caption, content.Plain(c.w.Say("“Left out” means that an analyst looked and did not find the statement; “not found” that nobody has found it.")))
	for _, j := range c.all {
		if !c.detailed(j) && !p.stopped && j.row != nil && j.row.State != compare.Uniform {
			p.heading(2, j.id(), strconv.Itoa(j.number)+". "+j.Title)
			c.differences(p, j, 3)
		}
	}
}
