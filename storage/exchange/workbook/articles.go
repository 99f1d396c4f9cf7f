package workbook

import (
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/schema"
	"assay.app/assay/storage/exchange/spreadsheet"
)

// articles writes the Articles sheet. Superseded versions follow the others.
func (e *export) articles() error {
	s := e.sheet("Articles", []column{
		{"title", 40, spreadsheet.Wrapped, ""},
		{"outlet", 18, spreadsheet.Wrapped, ""},
		{"published", 11, spreadsheet.Date, "the day"},
		{"published_at", 16, spreadsheet.Time, "the day and time by the clock of the zone"},
		{"zone", 8, spreadsheet.Plain, "the zone of published_at; empty if it is unknown"},
		{"url", 36, spreadsheet.Link, ""},
		{"archive", 30, spreadsheet.Link, "an archived copy"},
		{"retrieved", 16, spreadsheet.Time, "when the file was saved"},
		{"file", 24, spreadsheet.Plain, "the name of the imported file"},
		{"imported", 16, spreadsheet.Time, "UTC"},
		{"language", 9, spreadsheet.Plain, ""},
		{"section", 12, spreadsheet.Wrapped, ""},
		{"byline", 18, spreadsheet.Wrapped, ""},
		{"dateline", 18, spreadsheet.Wrapped, ""},
		{"origin", 14, spreadsheet.Wrapped, "where its knowledge comes from, as an analyst set it"},
		{"grade", 14, spreadsheet.Wrapped, "the article's own grades, with the analysts"},
		{"phrases", 20, spreadsheet.Wrapped, ""},
		{"notes", 40, spreadsheet.Wrapped, "those on the article itself"},
		{"sentences", 10, spreadsheet.Number, "rows of the Sentences sheet; empty for a superseded version"},
		{"labelled", 9, spreadsheet.Number, "sentences that an analyst labelled; likewise in the next three columns"},
		{"attributed", 10, spreadsheet.Number, ""},
		{"graded", 8, spreadsheet.Number, "sentences with a grade of their own"},
		{"mentions", 9, spreadsheet.Number, "sentences that are mentions"},
		{"note_count", 10, spreadsheet.Number, "notes on the article and its sentences"},
		{"code_points", 11, spreadsheet.Number, "the length of the text"},
		{"sha256", 66, spreadsheet.Plain, "of the text in its encoding"},
		{"encoding", 12, spreadsheet.Plain, ""},
		{"source_format", 13, spreadsheet.Plain, "of the file that the text was converted from"},
		{"source_sha256", 66, spreadsheet.Plain, "of that file"},
		{"superseded_by", 18, spreadsheet.Plain, "the id of the current version"},
		{"article", 18, spreadsheet.Plain, "the article's id"},
	})
	for i, l := range e.listed {
		if err := e.articleRow(s, l.id, &e.seen.articles[i]); err != nil {
			return err
		}
	}
	for _, l := range e.older {
		if err := e.articleRow(s, l.id, nil); err != nil {
			return err
		}
	}
	return s.Close()
}

// articleRow writes the row of an article. c is nil if its sentences are left out.
func (e *export) articleRow(s *spreadsheet.Sheet, id model.ArticleID, c *counts) error {
	if err := e.ctx.Err(); err != nil {
		return err
	}
	a, err := e.project.Article(id)
	if err != nil {
		return err
	}
	m, file := a.Metadata, ""
	file, _ = schema.FileName(a.ImportPath)
	s.Row()
	s.Text(m.Title)
	s.Text(m.Outlet)
	s.Date(m.Published)
	moment(s, m.PublishedAt)
	s.Text(zoneOf(m.PublishedAt))
	s.Link(m.URL)
	s.Link(m.Archive)
	moment(s, m.Retrieved)
	s.Text(file)
	s.Time(a.ImportedAt.UTC())
	for _, text := range []string{m.Language, m.Section, m.Byline, m.Dateline} {
		s.Text(text)
	}
	origin := ""
	if o, ok := e.compared.Origin(id); ok {
		if origin = o.Name; origin == "" {
			origin = string(o.Kind)
		}
	}
	s.Text(origin)
	if c == nil {
		s.Skip(9)
	} else {
		s.Text(e.gradeLines(c.own.graded, c.own.notes))
		s.Text(strings.Join(c.own.phrases, "; "))
		s.Text(e.noteLines(c.own.notes))
		for _, n := range []int{c.sentences, c.labelled, c.attributed, c.graded, c.mentions, c.notes} {
			s.Number(n)
		}
	}
	if c == nil {
		s.Skip()
	} else {
		s.Number(c.length)
	}
	for _, text := range []string{a.SHA256, a.Encoding, a.Source.Format, a.Source.SHA256, string(e.newer[id]), string(id)} {
		s.Text(text)
	}
	s.EndRow()
	return s.Err()
}

// gradeLines returns grades as one cell. Each begins a line with the name of its analyst, and ends
// with its basis. notes are those that can be the basis.
func (e *export) gradeLines(grades []*record.Grade, notes []model.Note) string {
	var lines []string
	for _, g := range grades {
		line, basis := e.names.Shown(g.Analyst)+": "+g.Grade.String(), g.Basis
		for _, n := range notes {
			if basis == "" && g.Note != "" && n.ID == g.Note {
				basis = n.Text
			}
		}
		if basis != "" {
			line += " (" + basis + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// moment writes a cell with a time as metadata has it, by the clock of its zone, or with a date.
// Any other text stays text.
func moment(s *spreadsheet.Sheet, text string) {
	if t, _, ok := model.ParseMoment(text); ok {
		s.Time(t)
		return
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		s.Dated(t)
		return
	}
	s.Text(text)
}

// zoneOf returns the zone of a time as metadata has it, such as +01:00, or "".
func zoneOf(text string) string {
	if t, zoned, ok := model.ParseMoment(text); ok && zoned {
		return t.Format("Z07:00")
	}
	return ""
}
