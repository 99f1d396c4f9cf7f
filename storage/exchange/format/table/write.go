package table

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// A table of sentences
//
// The table is CSV as defined by RFC 4180, for spreadsheets and scripts. It has a
// line of headings and a row for each sentence, with commas as separators and CR LF as
// line endings. It begins with a byte order mark, so that Excel reads it as UTF-8.
//
// Some texts are changed so that spreadsheets do not evaluate or reformat them: see
// cell.go.

// Write writes the sentences of a project, and the excluded text with labels or notes. It has columns for all analysts of the project.
func Write(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	var all []string
	for _, a := range c.Project.Analysts {
		all = append(all, a.Name)
	}
	_, err := write(ctx, w, c, layout{labels: all, notes: all})
	return err
}

// WriteHits writes the sentences and the excluded text that a search found, and returns the amounts
// written but the bytes. It has columns of labels for the analysts who labelled sentences of the
// project. The articles of c must be those of the hits.
func WriteHits(ctx context.Context, w io.Writer, c *peer.Corpus, hits *search.Hits) (results.Export, error) {
	l := layout{labels: c.Labelled(), hits: hits}
	for _, a := range c.Project.Analysts {
		l.notes = append(l.notes, a.Name)
	}
	return write(ctx, w, c, l)
}

// layout says which rows and columns a table has.
type layout struct {
	labels, notes []string     // the analysts with columns of labels and of notes
	hits          *search.Hits // nil for all sentences
}

func write(ctx context.Context, w io.Writer, c *peer.Corpus, l layout) (count results.Export, err error) {
	head := []byte("\uFEFF")
	for _, name := range columns {
		head = append(append(head, name...), ',')
	}
	for _, name := range l.labels {
		head = append(appendCell(head, LabelPrefix+name), ',')
	}
	for _, name := range l.notes {
		head = append(appendCell(head, NotePrefix+name), ',')
		head = append(appendCell(head, NoteIDPrefix+name), ',')
	}
	if _, err := w.Write(append(head[:len(head)-1], "\r\n"...)); err != nil {
		return count, err
	}
	for rows, err := range peer.Encoded(ctx, c, l.worker) {
		if err == nil {
			_, err = w.Write(rows.text)
		}
		if err != nil {
			return count, err
		}
		count.Articles += min(rows.Sentences, 1)
		count.Sentences += rows.Sentences
		count.Annotations += rows.Annotations
		count.Notes += rows.Notes
	}
	return count, nil
}

// rows are the rows of an article.
type rows struct {
	text []byte
	results.Export
}

// worker returns a function that makes the rows of an article.
func (l layout) worker() func(*peer.Page) (rows, error) {
	r := &rowWriter{layout: l}
	return func(p *peer.Page) (rows, error) {
		r.page(p)
		return rows{slices.Clone(r.b), r.count}, nil
	}
}

// rowWriter makes rows on one goroutine.
type rowWriter struct {
	layout
	b       []byte
	article *peer.Page
	front   []byte // the cells of all rows of the article up to the file
	origin  string
	at      *schema.Offsets
	count   results.Export
}

// page makes the rows of an article.
func (r *rowWriter) page(p *peer.Page) {
	r.article, r.b, r.front, r.count, r.at = p, r.b[:0], r.front[:0], results.Export{}, schema.NewOffsets(p.Text)
	m := p.Metadata
	for _, text := range []string{string(p.ID), m.Title, m.Outlet, m.Published, m.URL, p.File} {
		r.front = append(appendCell(r.front, text), ',')
	}
	r.origin = cmp.Or(p.Origin.Name, string(p.Origin.Kind))
	for i := range p.Units {
		u := &p.Units[i]
		if r.takes(u) {
			r.row(u)
		}
	}
}

// takes reports whether a unit gets a row.
func (r *rowWriter) takes(u *peer.Unit) bool {
	if r.hits != nil {
		return r.hits.Has(r.article.ID, u.Span)
	}
	return u.IsSentence() || len(u.Labels)+len(u.Notes) > 0
}

// row appends the row of a unit and counts its notes and labels.
func (r *rowWriter) row(u *peer.Unit) {
	r.count.Sentences++
	r.count.Notes += len(u.Notes)
	r.b = append(r.b, r.front...)
	r.plain(u.Kind.String())
	if u.IsSentence() {
		r.number(u.Index + 1)
	} else {
		r.plain("")
	}
	place := r.at.Span(u.Span)
	r.number(place.Bytes[0])
	r.number(place.Bytes[1])
	r.number(place.CodePoints[0])
	r.number(place.CodePoints[1])
	r.cell(u.Span.Of(r.article.Text))
	r.cell(noteLines(u.Notes))
	r.cell(noteGrades(u.Notes))
	if u.IsSentence() {
		r.number(u.Index)
		r.cell(u.ID)
	} else {
		r.b = append(r.b, ",,"...)
	}
	r.said(u)
	r.cell(r.origin)
	r.analysts(u)
	r.b = append(r.b[:len(r.b)-1], "\r\n"...)
}

// said appends the cells of phrases, attributions, grades and mentions, by all analysts.
func (r *rowWriter) said(u *peer.Unit) {
	if len(u.Phrases)+len(u.Attributions)+len(u.Mentions) == 0 {
		r.b = append(r.b, ",,,,,"...)
	} else {
		r.cell(strings.Join(phraseNames(u.Phrases), "; "))
		r.list(len(u.Attributions), func(i int) string { return u.Attributions[i].Name })
		r.list(len(u.Attributions), func(i int) string { return string(u.Attributions[i].Mode) })
		r.list(len(u.Attributions), func(i int) string { return u.Attributions[i].Cue })
		r.list(len(u.Attributions), func(i int) string { return u.Attributions[i].Via })
	}
	grades := r.article.InForce(u)
	r.list(len(grades), func(i int) string { return grades[i].Source })
	r.list(len(grades), func(i int) string { return grades[i].Information })
	r.list(len(u.Mentions), func(i int) string { return u.Mentions[i].Title })
	r.list(len(u.Mentions), func(i int) string { return string(u.Mentions[i].Stance) })
}

// analysts appends the cell of those who labelled the unit, and the columns of each analyst.
func (r *rowWriter) analysts(u *peer.Unit) {
	r.list(len(u.Labels), func(i int) string { return u.Labels[i].Analyst })
	for _, name := range r.labels {
		label := u.Label(name)
		if label != "" {
			r.count.Annotations++
		}
		r.cell(string(label))
	}
	if len(u.Notes) == 0 {
		for range r.notes {
			r.b = append(r.b, ",,"...)
		}
		return
	}
	for _, name := range r.notes {
		texts, ids := notesBy(u.Notes, name)
		r.cell(JoinNotes(texts))
		r.cell(strings.Join(ids, "\n"))
	}
}

func (r *rowWriter) cell(text string)  { r.b = append(appendCell(r.b, text), ',') }
func (r *rowWriter) plain(text string) { r.b = append(append(r.b, text...), ',') }
func (r *rowWriter) number(n int)      { r.b = append(strconv.AppendInt(r.b, int64(n), 10), ',') }

// list appends n values as one cell.
func (r *rowWriter) list(n int, value func(int) string) {
	switch n {
	case 0:
		r.plain("")
	case 1:
		r.cell(value(0))
	default:
		all := make([]string, n)
		for i := range all {
			all[i] = value(i)
		}
		r.cell(InOneCell(all))
	}
}

// noteLines returns notes as one cell. Each note starts a new line with the name of
// its analyst.
func noteLines(notes []model.Note) string {
	if len(notes) == 0 {
		return ""
	}
	var lines []string
	for _, n := range notes {
		lines = append(lines, n.Analyst+": "+n.Text)
	}
	return strings.Join(lines, "\n")
}

// noteGrades returns the grades of notes as one cell, in the order of the notes.
func noteGrades(notes []model.Note) string {
	var all []string
	for _, n := range notes {
		all = append(all, n.Grade.String())
	}
	return InOneCell(all)
}

// notesBy returns the texts and the ids of an analyst's notes.
func notesBy(notes []model.Note, analyst string) (texts, ids []string) {
	for _, n := range notes {
		if n.Analyst == analyst {
			texts, ids = append(texts, n.Text), append(ids, n.ID)
		}
	}
	return texts, ids
}

// phraseNames returns the names of phrases, sorted and each once.
func phraseNames(given []peer.Given) []string {
	var all []string
	for _, g := range given {
		all = append(all, g.Name)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
