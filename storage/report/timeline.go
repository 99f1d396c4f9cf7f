package report

import (
	"iter"
	"strconv"

	"assay.app/assay/model/timeline"
	"assay.app/assay/storage/report/content"
)

// timeline adds the articles by time, and for each statement who said it first.
func (c *composition) timeline(p *page) {
	p.heading(1, "timeline", c.w.Say("Timeline"))
	t := c.Timeline()
	if len(t.Articles) == 0 {
		p.say(c.w.Say("There are no articles."))
		return
	}
	p.add(content.Table{
		ID: "timeline-articles", Title: c.w.Say("Articles by time of publication"),
		Summary: c.w.Say("Each article with the time of its publication, as precisely as it is known."),
		Columns: []content.Column{
			{Title: c.w.Say("Published"), Width: 2.2}, {Title: c.w.Say("Outlet"), Width: 2}, {Title: c.w.Say("Article"), Width: 5},
		},
		Rows: c.timelineArticles(t),
	})
	var all [][]content.Cell
	for _, j := range c.all {
		of := t.OfStatement(j.ID)
		if len(of.Statements) > 0 {
			all = append(all, c.appearances(j, &of.Statements[0])...)
		}
	}
	if len(all) == 0 {
		return
	}
	p.add(content.Table{
		ID: "timeline-statements", Title: c.w.Say("Who said what first"),
		Summary: c.w.Say("For each statement the outlets that say it, the first one first."),
		Columns: []content.Column{
			{Title: c.w.Say("Statement"), Width: 4},
			{Title: c.w.Say("Place"), Width: 1, Align: content.Centre},
			{Title: c.w.Say("Outlet"), Width: 2},
			{Title: c.w.Say("Published"), Width: 2.2},
		},
		Rows: rows(all),
	})
	p.paragraph(content.Caption, content.Plain(c.w.Say("A place such as 1–3 means that the times are not known precisely enough to tell the outlets' order. Who denies or doubts a statement has no place.")))
}

func (c *composition) timelineArticles(t *timeline.Timeline) iter.Seq2[[]content.Cell, error] {
	return func(yield func([]content.Cell, error) bool) {
		for i := range t.Articles {
			a := &t.Articles[i]
			title := a.Title
			if stored, err := c.project.Article(a.ID); err != nil {
				yield(nil, err)
				return
			} else if c.opts.Redact.Texts {
				title = heading(stored, c.opts.Redact)
			}
			runs := []content.Run{linked(title, c.annexLink(a.ID))}
			if c.Earlier[a.ID].ID != "" {
				runs = append(runs, muted(" "+c.w.Say("(earlier version)")))
			}
			if !yield([]content.Cell{textCell(c.moment(a.Moment)), textCell(a.Outlet), cell(runs...)}, nil) {
				return
			}
		}
	}
}

// moment returns a time as precisely as it is known.
func (c *composition) moment(m timeline.Moment) string {
	if !m.Known() {
		return c.w.Say("no date")
	}
	return c.w.DayOf(m.Text)
}

// appearances returns the rows of the outlets that say a statement.
func (c *composition) appearances(j *judged, s *timeline.Statement) (all [][]content.Cell) {
	title := cell(linked(strconv.Itoa(j.number)+". "+j.Title, c.place(j)))
	for _, o := range s.Outlets {
		if o.Rank == 0 {
			continue
		}
		place := strconv.Itoa(o.Rank)
		if o.Last > o.Rank {
			place += "–" + strconv.Itoa(o.Last)
		}
		a := &s.Appearances[o.First]
		all = append(all, []content.Cell{title, textCell(place), textCell(a.Outlet), textCell(c.moment(a.Moment))})
		title = content.Cell{}
	}
	return all
}
