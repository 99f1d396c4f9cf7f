package report

import (
	"iter"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/words"
)

// annex adds every article of the report with its hash. The rows are read while they are written.
func (c *composition) annex(p *page) {
	p.heading(1, "annex", c.w.Say("Annex: articles"))
	p.say(c.w.Say("The SHA-256 is that of the text as it was taken in. A copy of the text with another hash is not the text that this report is about."))
	p.add(content.Table{
		ID: "annex-table", Title: c.w.Say("Articles"),
		Summary: c.w.Say("Each article with its outlet, dates and addresses, and with the hash of its text."),
		Columns: []content.Column{
			{Title: c.w.Say("No."), Width: 0.8, Align: content.Trailing}, {Title: c.w.Say("Article"), Width: 5}, {Title: c.w.Say("Record"), Width: 5},
		},
		Rows: c.annexRows(),
	})
}

// annexRows iterates over the articles of the selection with their earlier versions, and over those
// that judgements cite, in the order of import.
func (c *composition) annexRows() iter.Seq2[[]content.Cell, error] {
	return func(yield func([]content.Cell, error) bool) {
		selected, number := c.selected(), 0
		of := len(selected)
		for a, err := range c.project.Articles() {
			if err == nil {
				err = c.ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !selected[a.ID] && !c.cited[a.ID] {
				continue
			}
			number++
			c.progress(2*of+min(number, of), 3*of)
			if !yield(c.annexRow(a, number), nil) {
				return
			}
		}
	}
}

func (c *composition) annexRow(a model.Article, number int) []content.Cell {
	m := a.Metadata
	title := content.Run{Text: isolated(heading(a, c.opts.Redact)), Bold: true, ID: articlePlace(a.ID), Language: c.foreign(m.Language)}
	about := joined(", ", plain(isolated(c.outletOf(a))), plain(isolated(m.Byline)), plain(published(c.w, a)))
	var remarks []content.Run
	if c.Earlier[a.ID].ID != "" {
		remarks = []content.Run{italic(c.w.Say("earlier version of a newer article"))}
	}
	if a.Removed {
		remarks = []content.Run{italic(c.w.Say("removed from the corpus"))}
	}
	var addresses [][]content.Run
	if m.URL != "" {
		addresses = append(addresses, []content.Run{address(m.URL)})
	}
	if m.Archive != "" {
		addresses = append(addresses, []content.Run{content.Plain(c.w.Say("archived copy:") + " "), address(m.Archive)})
	}
	left := onNewLines(append([][]content.Run{{title}, about, remarks}, addresses...)...)
	return []content.Cell{textCell(strconv.Itoa(number)), cell(leftward(left)...), cell(custodyOf(c.w, a)...)}
}

// custodyOf returns when an article was saved and taken in, from which file, and its hash.
func custodyOf(w *words.Words, a model.Article) []content.Run {
	var retrieved []content.Run
	if a.Metadata.Retrieved != "" {
		retrieved = plain(w.Say("retrieved {date}", "date", w.DayOf(a.Metadata.Retrieved)))
	}
	return onNewLines(
		retrieved,
		plain(w.Say("taken in {date}", "date", w.Time(a.ImportedAt))),
		plain(w.Say("file {file}", "file", model.BaseName(a.ImportPath))),
		[]content.Run{content.Plain("SHA-256 "), {Text: a.SHA256, Mono: true}},
	)
}
