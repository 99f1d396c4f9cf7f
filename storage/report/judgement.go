package report

import (
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/storage/report/content"
)

// judgements adds the statements that are judged, each with its judgements and their evidence.
func (c *composition) judgements(p *page) {
	p.heading(1, "judgements", c.w.Say("Judgements and evidence"))
	none := true
	for _, j := range c.all {
		if p.stopped {
			return
		}
		if len(j.stands) > 0 {
			none = false
			c.judgedStatement(p, j)
		}
	}
	if none {
		p.paragraph(content.Warning, content.Plain(c.w.Say("No statement is judged.")))
	}
}

// statementHeading adds the heading of the section about a statement, and what outlets say of it.
func (c *composition) statementHeading(p *page, j *judged) {
	p.heading(2, j.id(), strconv.Itoa(j.number)+". "+j.Title)
	runs := plain(c.coverageOf(j))
	if c.has[SummaryPart] {
		runs = append(runs, content.Plain(" "), linked(c.w.Say("To the summary"), "#"+j.summaryID()))
	}
	p.paragraph(content.Small, runs...)
}

// coverageOf returns how many outlets say a statement.
func (c *composition) coverageOf(j *judged) string {
	if j.row == nil || j.row.Outlets == 0 {
		return c.w.Say("No outlet of the selection was found to mention it.")
	}
	return c.w.Count("{n} outlets mention it", j.row.Outlets) + "; " +
		c.w.Say("independent sources: at most {n}.", "n", c.w.Number(j.row.Independent.Count))
}

func (c *composition) judgedStatement(p *page, j *judged) {
	c.statementHeading(p, j)
	shown := map[cited]bool{}
	for i, one := range j.stands {
		c.judgement(p, j, one, i+1)
		for k := range one.Links {
			shown[citedBy(&one.Links[k])] = true
		}
	}
	c.mentions(p, j, shown)
	c.differences(p, j, 3)
	c.earlier(p, j)
}

// judgement adds one judgement that stands.
//
// Likelihood and confidence are in sentences of their own, because together they are easily taken
// for one another (Intelligence Community Directive 203, 2015, section D.6.e.2).
func (c *composition) judgement(p *page, j *judged, one *evidence.Judgement, number int) {
	verdict := []content.Run{content.Plain(c.w.Say("Verdict:") + " "), bold(c.verdict(one.Verdict) + ".")}
	if one.Likelihood != "" {
		verdict = append(verdict, content.Plain(" "+c.w.Say("Likelihood:")+" "), bold(c.likelihood(one.Likelihood)+"."))
	}
	p.paragraph(content.Lead, verdict...)
	if one.Confidence != "" {
		said := c.w.Say("Confidence in this judgement: {confidence}.", "confidence", c.w.Name("confidence", string(one.Confidence)))
		if one.Reason != "" {
			said += " " + c.names.text(one.Reason)
		}
		p.say(said)
	} else {
		p.labelled(c.w.Say("Reason:"), c.names.text(one.Reason))
	}
	p.labelled(c.w.Say("Assumptions:"), c.names.text(one.Assumptions))
	p.labelled(c.w.Say("What is not known:"), c.names.text(one.Gaps))
	p.labelled(c.w.Say("What would change it:"), c.names.text(one.Change))
	p.paragraph(content.Small, muted(c.w.Say("Judged by {analyst} on {date}.", "analyst", c.names.of(one.Analyst), "date", c.w.Date(one.At.UTC()))))
	if one.Title != j.Title && one.Title != "" {
		p.paragraph(content.Small, muted(c.w.Say("When it was judged, the statement was worded: {title}", "title", c.w.Quoted(one.Title))))
	}
	if one.Incomplete() {
		p.paragraph(content.Warning, content.Plain(c.w.Say("This judgement is incomplete: it cites no sentence.")))
		return
	}
	place := j.id() + "-" + strconv.Itoa(number)
	for _, weight := range model.Weights() {
		n := one.Count(weight)
		if n == 0 {
			continue
		}
		p.heading(3, place+"-"+string(weight), c.w.Say("Evidence {weight} ({n})", "weight", c.w.Name("weight", string(weight)), "n", c.w.Number(n)))
		for k := range one.Links {
			if one.Links[k].Weight == weight {
				c.quotation(p, &one.Links[k], place+"-"+strconv.Itoa(k+1), j.id())
			}
		}
	}
}

// earlier adds the judgements that later ones supersede.
func (c *composition) earlier(p *page, j *judged) {
	first := true
	for i := range j.Judgements {
		one := &j.Judgements[i]
		if one.Stands() {
			continue
		}
		if first {
			p.heading(3, j.id()+"-earlier", c.w.Say("Earlier judgements"))
			first = false
		}
		said := c.w.Say("{date}, {analyst}:", "date", c.w.Date(one.At.UTC()), "analyst", c.names.of(one.Analyst)) + " " + c.verdict(one.Verdict) + "."
		if one.Likelihood != "" {
			said += " " + c.w.Say("Likelihood:") + " " + c.likelihood(one.Likelihood) + "."
		}
		if one.Confidence != "" {
			said += " " + c.w.Say("Confidence in this judgement: {confidence}.", "confidence", c.w.Name("confidence", string(one.Confidence)))
		}
		if one.Reason != "" {
			said += " " + c.names.text(one.Reason)
		}
		said += " " + c.w.Count("It cites {n} sentences.", len(one.Links))
		p.paragraph(content.Small, content.Plain(said))
	}
}

// unjudged adds the statements that nobody judged.
func (c *composition) unjudged(p *page) {
	p.heading(1, "unjudged", c.w.Say("Statements without a judgement"))
	none := true
	for _, j := range c.all {
		if p.stopped {
			return
		}
		if len(j.stands) == 0 {
			none = false
			c.statementHeading(p, j)
			c.mentions(p, j, nil)
			c.differences(p, j, 3)
		}
	}
	if none {
		p.say(c.w.Say("There are none."))
	}
}
