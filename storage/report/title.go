package report

import (
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/storage/report/content"
)

// made returns by whom and when the question was answered.
func (c *composition) made() string {
	var made []string
	if c.opts.Author != "" {
		made = append(made, c.w.Say("Written by {author}.", "author", c.opts.Author))
	}
	made = append(made, c.w.Say("From the project {project}, as of {date}.", "project", c.projectName(), "date", c.w.Time(c.opts.Now)))
	return strings.Join(made, " ")
}

// summary adds the statements with their judgements in one table.
func (c *composition) summary(p *page) {
	p.heading(1, "summary", c.w.Say("Summary"))
	if len(c.all) == 0 {
		p.say(c.w.Say("There are no statements."))
		return
	}
	judgedHere, several := 0, false
	for _, j := range c.all {
		if len(j.stands) > 0 {
			judgedHere++
		}
		several = several || len(j.stands) > 1
	}
	p.paragraph(content.Lead, content.Plain(c.w.Count("{n} statements were examined.", len(c.all))+" "+c.w.Count("{n} of them are judged.", judgedHere)))
	t := content.Table{
		ID: "summary-table", Title: c.w.Say("Statements and judgements"),
		Summary: c.w.Say("Each statement with the verdict, the likelihood and the confidence, and with its sources."),
		Columns: []content.Column{
			{Title: c.w.Say("No."), Width: 0.7, Align: content.Trailing},
			{Title: c.w.Say("Statement"), Width: 4.4},
			{Title: c.w.Say("Verdict"), Width: 2},
			{Title: c.w.Say("Likelihood"), Width: 2.2},
			{Title: c.w.Say("Confidence"), Width: 1.8},
			{Title: c.w.Say("Outlets"), Width: 1.3, Align: content.Trailing},
			{Title: c.w.Say("Independent, at most"), Width: 2.2, Align: content.Trailing},
		},
	}
	var all [][]content.Cell
	for _, j := range c.all {
		all = append(all, c.summaryRows(j, several)...)
	}
	t.Rows = rows(all)
	p.add(t)
	p.paragraph(content.Caption, content.Plain(c.w.Say("Independent sources are the different origins of what asserts a statement and the different voices of what attributes it. There may be fewer.")))
}

// summaryRows returns the rows of a statement: one for each judgement that stands, at least one.
func (c *composition) summaryRows(j *judged, named bool) (all [][]content.Cell) {
	outlets, independent := "", ""
	if j.row != nil {
		outlets, independent = strconv.Itoa(j.row.Outlets), strconv.Itoa(j.row.Independent.Count)
	}
	first := []content.Cell{
		cell(content.Run{Text: strconv.Itoa(j.number), ID: j.summaryID()}),
		cell(linked(j.Title, c.place(j))),
	}
	last := []content.Cell{textCell(outlets), textCell(independent)}
	if len(j.stands) == 0 {
		row := append(first, cell(muted(c.w.Say("not judged"))), content.Cell{}, content.Cell{})
		return [][]content.Cell{append(row, last...)}
	}
	for i, one := range j.stands {
		row := first
		if i > 0 {
			row = []content.Cell{{}, {}}
		}
		verdict := []content.Run{bold(c.verdict(one.Verdict))}
		if named {
			verdict = append(verdict, content.Run{Text: c.names.of(one.Analyst), Muted: true, Break: true})
		}
		if one.Incomplete() {
			verdict = append(verdict, content.Run{Text: c.w.Say("incomplete"), Italic: true, Break: true})
		}
		row = append(row[:len(row):len(row)], cell(verdict...), textCell(c.likelihood(one.Likelihood)), textCell(c.confidence(one)))
		if i > 0 {
			all = append(all, append(row, content.Cell{}, content.Cell{}))
			continue
		}
		all = append(all, append(row, last...))
	}
	return all
}

// likelihood returns a likelihood with its range, or "".
func (c *composition) likelihood(l model.Likelihood) string {
	if l == "" {
		return ""
	}
	from, to := l.Range()
	if to == 0 {
		return c.w.Name("likelihood", string(l))
	}
	return c.w.Say("{likelihood} ({from}–{to} %)", "likelihood", c.w.Name("likelihood", string(l)), "from", strconv.Itoa(from), "to", strconv.Itoa(to))
}

func (c *composition) confidence(j *evidence.Judgement) string {
	if j.Confidence == "" {
		return ""
	}
	return c.w.Name("confidence", string(j.Confidence))
}
