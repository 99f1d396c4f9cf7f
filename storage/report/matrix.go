package report

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/report/content"
)

// matrixColumns is how many outlets or explanations one table has, so that it fits a page.
const matrixColumns = 6

// The signs of stances, as the window shows them.
const (
	assertsSign    = "●"
	attributesSign = "“"
	deniesSign     = "✕"
	doubtsSign     = "?"
	mixedSign      = "±"
	leftOutSign    = "–"
	detachedSign   = "·"
)

// matrix adds the table of statements and outlets. If there are many outlets, it is several tables.
func (c *composition) matrix(p *page) {
	p.heading(1, "matrix", c.w.Say("Statements and outlets"))
	if len(c.all) == 0 || len(c.Table.Outlets) == 0 {
		p.say(c.w.Say("There is nothing to compare."))
		return
	}
	for from := 0; from < len(c.Table.Outlets) && !p.stopped; from += matrixColumns {
		to := min(from+matrixColumns, len(c.Table.Outlets))
		title := c.w.Say("Who says what")
		if len(c.Table.Outlets) > matrixColumns {
			title = c.w.Say("Who says what: outlets {first} to {last}", "first", strconv.Itoa(from+1), "last", strconv.Itoa(to))
		}
		columns := []content.Column{{Title: c.w.Say("Statement"), Width: 4}}
		for n := from; n < to; n++ {
			columns = append(columns, content.Column{Title: c.column(n), Width: 1.4, Align: content.Centre})
		}
		var all [][]content.Cell
		for _, j := range c.all {
			row := []content.Cell{cell(linked(strconv.Itoa(j.number)+". "+j.Title, c.place(j)))}
			for n := from; n < to; n++ {
				row = append(row, c.matrixCell(j.row, n))
			}
			all = append(all, row)
		}
		p.add(content.Table{
			ID: "matrix-" + strconv.Itoa(from/matrixColumns+1), Title: title,
			Summary: c.w.Say("A row for each statement and a column for each outlet. The signs are explained below the table."),
			Columns: columns, Rows: rows(all),
		})
	}
	p.paragraph(content.Caption, content.Plain(c.w.Say("{asserts} asserts, {attributes} attributes to somebody, {denies} denies, {doubts} doubts, {mixed} says both, {leftOut} left out; empty: not found.",
		"asserts", assertsSign, "attributes", attributesSign, "denies", deniesSign, "doubts", doubtsSign, "mixed", mixedSign, "leftOut", leftOutSign)+" "+
		c.w.Say("“#” marks figures or dates that others do not have, “~” other words in a quotation, “*” what newer versions no longer say.")))
}

// matrixCell returns what an outlet does with a statement, as a sign.
func (c *composition) matrixCell(row *compare.Row, column int) content.Cell {
	if row == nil {
		return content.Cell{}
	}
	one := row.Cell(column)
	sign := ""
	switch {
	case one.Mixed:
		sign = mixedSign
	case one.Stance == model.Asserts:
		sign = assertsSign
	case one.Stance == model.Attributes:
		sign = attributesSign
	case one.Stance == model.Denies:
		sign = deniesSign
	case one.Stance == model.Doubts:
		sign = doubtsSign
	case len(one.Mentions) > 0:
		sign = detachedSign
	case one.LeftOut:
		sign = leftOutSign
	}
	if one.Differs&compare.FiguresDiffer != 0 {
		sign += " #"
	}
	if one.Differs&compare.WordingDiffers != 0 {
		sign += " ~"
	}
	if one.Withdrawn {
		sign += " *"
	}
	return cell(bold(sign))
}

// explanations adds how the statements fit the rival explanations, a table for each analyst who
// rated them.
func (c *composition) explanations(p *page) {
	p.heading(1, "explanations", c.w.Say("Rival explanations"))
	all := c.Compared.Explanations()
	raters := map[string]bool{}
	c.Compared.Each(record.RatingKind, func(key model.Key, _ any) {
		if c.opts.Counts(key.Analyst) {
			raters[key.Analyst] = true
		}
	})
	if len(all) == 0 {
		p.say(c.w.Say("No rival explanations were compared."))
		return
	}
	var items [][]content.Run
	for _, e := range all {
		items = append(items, plain(c.names.text(e.Title)))
	}
	p.add(content.List{Numbered: true, Items: items})
	for i, analyst := range slices.Sorted(maps.Keys(raters)) {
		c.ratings(p, i+1, analyst, all)
	}
	p.paragraph(content.Caption, content.Plain(c.w.Say("+ consistent, − inconsistent, ○ neither; empty: not rated.")+" "+
		c.w.Say("The table declares no winner: it shows which statements tell the explanations apart.")))
}

// ratings adds one analyst's ratings.
func (c *composition) ratings(p *page, number int, analyst string, all []record.Explained) {
	rates := c.rates(analyst)
	for from := 0; from < len(all) && !p.stopped; from += matrixColumns {
		to := min(from+matrixColumns, len(all))
		columns := []content.Column{{Title: c.w.Say("Statement"), Width: 4}}
		for n := from; n < to; n++ {
			columns = append(columns, content.Column{Title: strconv.Itoa(n+1) + ". " + c.names.text(all[n].Title), Width: 1.6, Align: content.Centre})
		}
		var table [][]content.Cell
		for _, j := range c.all {
			if !rates[j.ID] {
				continue
			}
			row, rated := []content.Cell{cell(linked(strconv.Itoa(j.number)+". "+j.Title, c.place(j)))}, false
			for n := from; n < to; n++ {
				sign := fitSign(c.Compared.Fit(analyst, all[n].ID, j.ID))
				rated = rated || sign != ""
				row = append(row, cell(bold(sign)))
			}
			if rated {
				table = append(table, row)
			}
		}
		if len(table) == 0 {
			continue
		}
		p.add(content.Table{
			ID:      "explanations-" + strconv.Itoa(number) + "-" + strconv.Itoa(from/matrixColumns+1),
			Title:   c.w.Say("How the statements fit, according to {analyst}", "analyst", c.names.of(analyst)),
			Summary: c.w.Say("A row for each statement that was rated and a column for each explanation. The signs are explained below the table."),
			Columns: columns, Rows: rows(table),
		})
	}
}

// rates returns the statements that an analyst rated, each by the id that stands. Compared.Fit looks
// through all statements, so only these are asked for.
func (c *composition) rates(analyst string) map[model.StatementID]bool {
	all := map[model.StatementID]bool{}
	c.Compared.Each(record.RatingKind, func(key model.Key, stored any) {
		if r, is := stored.(*record.Rating); is && key.Analyst == analyst {
			all[c.Compared.Statements.Root(r.Statement)] = true
		}
	})
	return all
}

func fitSign(f model.Fit) string {
	switch f {
	case model.Consistent:
		return "+"
	case model.Inconsistent:
		return "−"
	case model.NeitherFit:
		return "○"
	}
	return ""
}

// outletGrades returns the grades of an outlet by the analysts of the report, a line for each.
func (c *composition) outletGrades(id model.OutletID) []content.Run {
	var lines [][]content.Run
	if id != "" {
		for _, analyst := range c.graders {
			g := c.grades[record.GradeOn(model.Subject{Outlet: id}, analyst)]
			if g == nil || g.Grade.IsZero() {
				continue
			}
			said := gradeWords(c.w, g.Grade)
			if basis := c.basis(g); basis != "" {
				said += ": " + basis
			}
			details := []string{}
			if len(c.graders) > 1 {
				details = append(details, c.names.of(analyst))
			}
			if !g.At.IsZero() {
				details = append(details, c.w.Date(g.At.UTC()))
			}
			lines = append(lines, []content.Run{content.Plain(said), muted(" (" + strings.Join(details, ", ") + ")")})
		}
	}
	if len(lines) == 0 {
		return []content.Run{muted(c.w.Say("not graded"))}
	}
	return onNewLines(lines...)
}
