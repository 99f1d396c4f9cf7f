package workbook

import (
	"context"
	"fmt"
	"io"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/results"
	"assay.app/assay/model/sources"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/spreadsheet"
)

// Options select what is written.
type Options struct {
	// Articles are the ids of the articles to write, in any order. Nil means all articles that
	// are not removed. Then the sentences of superseded versions are left out.
	Articles []model.ArticleID
	// Selection, if not nil, limits the sentences to the hits of a search, and the articles to
	// those with hits. Articles must then be nil.
	Selection *finding.Selection
	NoText    bool // leaves out the texts of sentences
	Labelled  bool // leaves out sentences without labels, notes, phrases, attributions, mentions and grades of their own

	Now       func() time.Time    // nil means time.Now
	Generator string              // the program that writes the workbook, such as "Assay 0.1.0"
	Progress  func(done, all int) // called with the number of articles read so far and of all; may be nil
}

// Write writes a workbook to w, and returns the amounts written. If ctx ends, Write returns its
// error soon, and what it wrote is no complete workbook. Two workbooks of an unchanged project
// with the same options differ only in the time of the export.
func Write(ctx context.Context, w io.Writer, p *storage.Project, opts Options) (results.Export, error) {
	if opts.Progress == nil {
		opts.Progress = func(int, int) {}
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	e := &export{ctx: ctx, project: p, opts: opts, now: opts.Now().UTC().Truncate(time.Second)}
	count, err := e.write(w)
	if err != nil {
		return count, fmt.Errorf("export: %w", err)
	}
	return count, nil
}

// export is one call of Write.
type export struct {
	ctx     context.Context
	project *storage.Project
	opts    Options
	now     time.Time
	book    *spreadsheet.Book

	lists
	corpus
	seen  seen
	table *compare.Table // set by compare
	count results.Export // the losses are those of the book

	described []described // the sheets so far

	speaking []sources.Voice // set by outlets
}

func (e *export) write(w io.Writer) (results.Export, error) {
	if err := e.lists.read(e.project); err != nil {
		return results.Export{}, err
	}
	if err := e.survey(); err != nil {
		return results.Export{}, err
	}
	var err error
	if e.book, err = spreadsheet.NewBook(w, e.labels); err != nil {
		return results.Export{}, err
	}
	for _, sheet := range []func() error{
		e.compare, e.sentences, e.statements, e.matrix, e.digits, e.judgements, e.articles, e.outlets, e.voices, e.codebook, e.about,
	} {
		if err == nil {
			err = e.ctx.Err()
		}
		if err == nil {
			err = sheet()
		}
	}
	if err == nil {
		err = e.book.Close(spreadsheet.Properties{Title: e.project.Info().Name, Program: e.opts.Generator, Created: e.now})
	}
	lost := e.book.Losses()
	e.count.Bytes, e.count.Cut, e.count.Replaced, e.count.Further, e.count.Unlinked = e.book.Size(), lost.Cut, lost.Replaced, lost.Further, lost.Unlinked
	return e.count, err
}

// column describes a column of a sheet.
type column struct {
	name    string  // its heading
	width   float64 // in characters
	style   spreadsheet.Style
	meaning string // for the About sheet; "" if the heading says enough
}

// described is a sheet with its columns.
type described struct {
	*spreadsheet.Sheet
	name    string
	columns []column
}

// sheet begins a sheet.
func (e *export) sheet(name string, columns []column) *spreadsheet.Sheet {
	var plain []spreadsheet.Column
	for _, c := range columns {
		plain = append(plain, spreadsheet.Column{Name: c.name, Width: c.width, Style: c.style})
	}
	s := e.book.Sheet(name, plain)
	e.described = append(e.described, described{s, name, columns})
	return s
}
