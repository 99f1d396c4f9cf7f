package parquet

import (
	"time"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/peer"
)

// page has the rows of an article.
type page struct {
	book        model.Codebook
	article     articleRow
	sentences   []sentenceRow
	annotations []annotationRow
	mentions    []mentionRow
	examples    []exampleRow // only in a data set for Hugging Face
	numbers     []int32      // what columns of sentences point to
}

// pageOf returns the rows of an article of a project.
func pageOf(project *peer.Project, p *peer.Page) *page {
	rows := &page{book: project.Codebook, article: articleOf(project.Name, p), sentences: make([]sentenceRow, 0, len(p.Units)+len(p.Detached))}
	rows.numbers = make([]int32, 0, 2*len(p.Units))
	at := counter{text: p.Text}
	for i := range p.Units {
		u := &p.Units[i]
		rows.sentence(p, u, u.Kind.String(), at.runes(u.Span))
		rows.remarks(p, u)
	}
	at = counter{text: p.Text}
	for i := range p.Detached {
		rows.sentence(p, &p.Detached[i], "detached", at.runes(p.Detached[i].Span))
		rows.remarks(p, &p.Detached[i])
	}
	rows.whole(p)
	return rows
}

func articleOf(project string, p *peer.Page) articleRow {
	m := p.Metadata
	row := articleRow{
		Article: string(p.ID), Project: project, Title: m.Title, Outlet: m.Outlet, OutletID: string(model.OutletIDOf(m.Outlet)),
		Byline: m.Byline, Dateline: m.Dateline, Section: m.Section, Language: m.Language, PublishedAt: m.PublishedAt, URL: m.URL,
		Archive: m.Archive, Retrieved: m.Retrieved, Origin: string(p.Origin.Kind), OriginName: p.Origin.Name, File: p.File,
		Encoding: p.Encoding, SHA256: p.SHA256, Imported: p.Imported, Text: p.Text,
	}
	if day, err := time.Parse(time.DateOnly, m.Published); err == nil {
		days := int32(day.Unix() / 86400) // exact: both are midnight in UTC
		row.Published = &days
	}
	if at, zoned, ok := model.ParseMoment(m.PublishedAt); ok && zoned {
		row.PublishedUTC = at.UTC()
	}
	for i := range p.Units {
		if p.Units[i].IsSentence() {
			row.Sentences++
		}
	}
	return row
}

// counter converts offsets in bytes to offsets in code points. The offsets must grow, or it counts
// from the beginning again.
type counter struct {
	text         string
	bytes, sofar int
}

func (c *counter) at(offset int) int32 {
	if offset < c.bytes {
		c.bytes, c.sofar = 0, 0
	}
	c.sofar += utf8.RuneCountInString(c.text[c.bytes:offset])
	c.bytes = offset
	return int32(c.sofar)
}

func (c *counter) runes(s model.Span) [2]int32 { return [2]int32{c.at(s.Start), c.at(s.End)} }

// number returns a pointer to a number, as columns that can be NULL need it.
func (rows *page) number(n int) *int32 {
	rows.numbers = append(rows.numbers, int32(n))
	return &rows.numbers[len(rows.numbers)-1]
}

func (rows *page) sentence(p *peer.Page, u *peer.Unit, kind string, at [2]int32) {
	row := sentenceRow{
		Sentence: u.ID, Article: string(p.ID), Kind: kind, StartByte: int32(u.Span.Start), EndByte: int32(u.Span.End),
		StartChar: at[0], EndChar: at[1], Text: u.Span.Of(p.Text),
	}
	if kind != "detached" {
		row.Paragraph = rows.number(u.Paragraph)
	}
	if u.IsSentence() {
		row.Index = rows.number(u.Index)
	}
	rows.sentences = append(rows.sentences, row)
}

// remarks adds what analysts said of a sentence.
func (rows *page) remarks(p *peer.Page, u *peer.Unit) {
	on := annotationRow{On: "sentence", Sentence: u.ID, Article: string(p.ID), Outlet: p.Metadata.Outlet}
	add := func(row annotationRow) { rows.annotations = append(rows.annotations, row) }
	for _, a := range u.Labels {
		row := on
		row.Analyst, row.Kind, row.Value, row.Created = a.Analyst, "label", string(a.Label), a.At
		if l, known := rows.book.Find(a.Label); known {
			row.Name = l.Name
		}
		add(row)
	}
	rows.annotations = append(rows.annotations, notes(on, u.Notes)...)
	rows.annotations = append(rows.annotations, phrases(on, u.Phrases)...)
	rows.annotations = append(rows.annotations, grades(on, u.Grades)...)
	for _, a := range u.Attributions {
		row := on
		row.Analyst, row.Kind, row.Value, row.Name = a.Analyst, "attribution", string(a.Voice), a.Name
		row.Mode, row.Cue, row.Via = string(a.Mode), a.Cue, a.Via
		add(row)
	}
	for _, m := range u.Mentions {
		rows.mentions = append(rows.mentions, mentionRow{
			Statement: string(m.Statement), Title: m.Title, Sentence: u.ID, Article: string(p.ID), Outlet: p.Metadata.Outlet,
			Analyst: m.Analyst, Stance: string(m.Stance),
		})
	}
}

// whole adds what analysts said of the whole article.
func (rows *page) whole(p *peer.Page) {
	on := annotationRow{On: "article", Article: string(p.ID), Outlet: p.Metadata.Outlet}
	rows.annotations = append(rows.annotations, notes(on, p.Notes)...)
	rows.annotations = append(rows.annotations, phrases(on, p.Phrases)...)
	rows.annotations = append(rows.annotations, grades(on, p.Grades)...)
	for _, c := range p.Checklist {
		row := on
		row.Analyst, row.Created = c.Analyst, c.At
		for _, pillar := range model.Pillars() {
			if found := c.Found[pillar]; found != "" {
				row.Kind, row.Value, row.Name = "check", string(pillar), string(found)
				rows.annotations = append(rows.annotations, row)
			}
		}
		if c.Remark != "" {
			row.Kind, row.Value, row.Name, row.Text = "check", "", "", c.Remark
			rows.annotations = append(rows.annotations, row)
		}
	}
}

func notes(on annotationRow, all []model.Note) (rows []annotationRow) {
	for _, n := range all {
		row := on
		row.Analyst, row.Kind, row.Text, row.ID, row.Created, row.Updated = n.Analyst, "note", n.Text, n.ID, n.Created, n.Updated
		row.Value, row.Reliability, row.Credibility = n.Grade.String(), n.Grade.Source, n.Grade.Information
		rows = append(rows, row)
	}
	return rows
}

func phrases(on annotationRow, all []peer.Given) (rows []annotationRow) {
	for _, g := range all {
		row := on
		row.Analyst, row.Kind, row.Value, row.Name = g.Analyst, "phrase", string(g.Phrase), g.Name
		rows = append(rows, row)
	}
	return rows
}

func grades(on annotationRow, all []peer.Graded) (rows []annotationRow) {
	for _, g := range all {
		row := on
		row.Analyst, row.Kind, row.Text, row.Created = g.Analyst, "grade", g.Basis, g.At
		row.Value, row.Reliability, row.Credibility = g.Grade.String(), g.Grade.Source, g.Grade.Information
		rows = append(rows, row)
	}
	return rows
}
