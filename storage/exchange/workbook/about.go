package workbook

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"assay.app/assay/storage/exchange/spreadsheet"
)

// about writes the About sheet: what the workbook is of, what it leaves out, how texts were
// changed, and the columns of the other sheets.
func (e *export) about() error {
	described := slices.Clone(e.described)
	s := e.sheet("About", []column{
		{"subject", 26, spreadsheet.Wrapped, ""},
		{"detail", 24, spreadsheet.Wrapped, ""},
		{"value", 100, spreadsheet.Wrapped, ""},
	})
	line := func(subject, detail, value string) {
		s.Row()
		s.Text(subject)
		s.Text(detail)
		s.Text(value)
		s.EndRow()
	}
	number := func(subject, detail string, n int) {
		if n > 0 || subject == "count" {
			line(subject, detail, fmt.Sprint(n))
		}
	}
	info, left, count := e.project.Info(), e.seen.left, &e.count
	line("project", "name", info.Name)
	line("project", "id", info.ID)
	line("project", "created", info.Created.UTC().Format(time.RFC3339))
	line("workbook", "program", e.opts.Generator)
	line("workbook", "written", e.now.Format(time.RFC3339))
	line("workbook", "times", "UTC, unless a column says otherwise")
	e.selected(line)
	number("count", "articles", count.Articles)
	number("count", "sentences", count.Sentences)
	number("count", "labels", count.Annotations)
	number("count", "notes", count.Notes)
	number("left out", "superseded versions of articles", len(e.older))
	number("left out", "passages of excluded text", left.excluded)
	number("left out", "labels on excluded text", left.excludedLabels)
	number("left out", "notes on excluded text", left.excludedNotes)
	number("left out", "sentences about which nobody said anything", left.bare)
	number("left out", "other sentences that were not found", left.sentences)
	number("left out", "labels on these", left.labels)
	number("left out", "notes on these", left.notes)
	number("left out", "labels and notes on passages that are no sentences any more", left.detached)
	if e.opts.NoText {
		line("left out", "texts", "the texts of the sentences")
	}
	line("left out", "always", "removed articles, the times of labels and notes, the history, rival explanations")
	number("changed", "addresses without a link, because a sheet can have only so many", e.book.Losses().Unlinked)
	line("Statement × Outlet", "signs", "● asserts, “ attributes, ✕ denies, ? doubts, – left out, ○ the sentence was divided since. "+
		"Nothing means that nobody found a mention")
	for _, c := range described {
		for _, d := range c.columns {
			if d.meaning != "" {
				line(c.name, d.name, d.meaning)
			}
		}
	}
	// Last, because the texts of this sheet count too.
	lost := e.book.Losses()
	number("changed", "characters that Excel does not allow, replaced by U+FFFD", lost.Replaced)
	number("changed", fmt.Sprintf("texts of more than %d UTF-16 units, cut", spreadsheet.MaxUnits), lost.Cut)
	if lost.Cut > 0 {
		where := strings.Join(lost.Cells, ", ")
		if lost.Cut > len(lost.Cells) {
			where += ", …"
		}
		line("changed", "where texts were cut", where)
	}
	for _, c := range described {
		if c.Parts() > 1 {
			line("changed", "sheets that continue "+c.name, fmt.Sprint(c.Parts()-1))
		}
	}
	return s.Close()
}

// selected says which articles the workbook has.
func (e *export) selected(line func(subject, detail, value string)) {
	switch sel := e.opts.Selection; {
	case sel != nil:
		line("workbook", "query", sel.Query)
		if sel.Analyst != "" {
			line("workbook", "labels of", e.names.Shown(sel.Analyst))
		}
		if sel.Relaxed {
			line("workbook", "typing mistakes", "allowed")
		}
	case e.opts.Articles != nil:
		line("workbook", "articles", "a choice")
	default:
		line("workbook", "articles", "all")
	}
	if e.opts.Labelled {
		line("workbook", "sentences", "those about which an analyst said something")
	}
}
