package parquet

import (
	"context"
	"io"

	"github.com/parquet-go/parquet-go"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// writer writes the tables of a project.
type writer struct {
	corpus      *peer.Corpus
	articles    *table[articleRow]
	sentences   *table[sentenceRow] // nil in a data set for Hugging Face, which has examples instead
	examples    *table[exampleRow]
	annotations *table[annotationRow]
	statements  *table[statementRow]
	mentions    *table[mentionRow]
	codebook    *table[labelRow]
	judgements  *table[judgementRow]
	citations   *table[citationRow]
}

func newWriter(c *peer.Corpus) *writer {
	by := c.Project.Generator
	return &writer{
		corpus:      c,
		articles:    newTable("articles", by, articleRow.size, parquet.SkipPageBounds("text")),
		sentences:   newTable("sentences", by, sentenceRow.size, parquet.SkipPageBounds("text")),
		annotations: newTable("annotations", by, annotationRow.size, parquet.SkipPageBounds("text")),
		statements:  newTable("statements", by, statementRow.size),
		mentions:    newTable("mentions", by, mentionRow.size),
		codebook:    newTable("codebook", by, labelRow.size),
		judgements:  newTable("judgements", by, judgementRow.size),
		citations:   newTable("citations", by, citationRow.size),
	}
}

// file is a table of any type of rows.
type file interface {
	title() string
	schema() *parquet.Schema
	copyTo(w io.Writer) error
	close() error
}

// files returns the tables in the order in which they are written.
func (w *writer) files() []file {
	all := []file{w.articles}
	if w.sentences != nil {
		all = append(all, w.sentences)
	} else {
		all = append(all, w.examples)
	}
	return append(all, w.annotations, w.statements, w.mentions, w.codebook, w.judgements, w.citations)
}

// close removes what is temporary.
func (w *writer) close() {
	for _, f := range w.files() {
		_ = f.close() // the tables are complete, or another error is returned
	}
}

// copyTo completes the tables and copies them to a folder. path returns the path for a table.
func (w *writer) copyTo(to bundle.Folder, path func(table string) string) error {
	for _, f := range w.files() {
		out, err := to.Create(path(f.title()))
		if err == nil {
			err = f.copyTo(out)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// project writes all rows.
func (w *writer) project(ctx context.Context) error {
	c := w.corpus
	for rows, err := range peer.Encoded(ctx, c, func() func(*peer.Page) (*page, error) {
		return func(p *peer.Page) (*page, error) {
			rows := pageOf(&c.Project, p)
			if w.examples != nil {
				rows.examples = examplesOf(c, p)
			}
			return rows, nil
		}
	}) {
		if err == nil {
			err = w.page(rows)
		}
		if err != nil {
			return err
		}
	}
	for _, step := range []func() error{w.sources, w.statement, w.labels, w.judged} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// page writes the rows of an article.
func (w *writer) page(rows *page) error {
	if err := w.articles.Add([]articleRow{rows.article}); err != nil {
		return err
	}
	if w.sentences != nil {
		if err := w.sentences.Add(rows.sentences); err != nil {
			return err
		}
	} else if err := w.examples.Add(rows.examples); err != nil {
		return err
	}
	if err := w.annotations.Add(rows.annotations); err != nil {
		return err
	}
	return w.mentions.Add(rows.mentions)
}

// sources writes what analysts said of outlets and voices.
func (w *writer) sources() error {
	var rows []annotationRow
	for _, o := range w.corpus.Project.Outlets {
		on := annotationRow{On: "outlet", Outlet: o.Name}
		rows = append(rows, notes(on, o.Notes)...)
		rows = append(rows, phrases(on, o.Phrases)...)
		rows = append(rows, grades(on, o.Grades)...)
	}
	for _, v := range w.corpus.Project.Voices {
		rows = append(rows, grades(annotationRow{On: "voice", Voice: v.Name}, v.Grades)...)
	}
	return w.annotations.Add(rows)
}

// statement writes the statements.
func (w *writer) statement() error {
	var rows []statementRow
	for i, s := range w.corpus.Project.Statements {
		rows = append(rows, statementRow{Statement: string(s.ID), Index: int32(i), Title: s.Title})
	}
	return w.statements.Add(rows)
}

// labels writes the codebook.
func (w *writer) labels() error {
	var rows []labelRow
	for i, l := range w.corpus.Project.Codebook {
		rows = append(rows, labelRow{
			Label: string(l.Key), Index: int32(i), Name: l.Name, Group: l.Group, Letter: l.Letter, Color: l.Color,
			Definition: l.Definition, Use: l.Use, Avoid: l.Avoid, Examples: l.Examples, Counter: l.CounterExamples,
			Retired: l.Retired, Defined: l.Defined,
		})
	}
	return w.codebook.Add(rows)
}

// judged writes the judgements and what they cite.
func (w *writer) judged() error {
	store := w.corpus.Store()
	compared, err := store.Compared()
	if err != nil {
		return err
	}
	names, err := store.Names()
	if err != nil {
		return err
	}
	var rows []judgementRow
	var cited []citationRow
	citations := compared.Citations()
	for _, j := range compared.Judgements(func(model.StatementID, string) bool { return true }) {
		rows = append(rows, judgementOf(compared, names, j))
		for _, c := range citations[j.ID] {
			cited = append(cited, citationRow{
				Judgement: string(j.ID), Analyst: names.Shown(c.Analyst), Sentence: schema.SentenceID(c.On.Article, c.On.Sentence),
				Article: string(c.On.Article), Weight: string(c.Weight),
			})
		}
	}
	if err := w.judgements.Add(rows); err != nil {
		return err
	}
	return w.citations.Add(cited)
}

func judgementOf(compared record.Compared, names record.Names, j record.Judged) judgementRow {
	row := judgementRow{
		Judgement: string(j.ID), Statement: string(j.Statement), Title: compared.Statements.Title(j.Statement),
		Analyst: names.Shown(j.Analyst), Verdict: j.Verdict, Likelihood: string(j.Likelihood), Confidence: string(j.Confidence),
		Reason: j.Reason, Assumptions: j.Assumptions, Gaps: j.Gaps, Change: j.Change, Judged: j.At, Stands: j.Later == "",
	}
	if row.Title == "" {
		row.Title = j.Title
	}
	return row
}
