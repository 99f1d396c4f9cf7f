package main

import (
	"context"
	"io"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/evidence"
	readevidence "assay.app/assay/storage/evidence"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/format/table"
)

// Repeats implements project.Project.
func (p openProject) Repeats(ctx context.Context, article model.ArticleID, sentence model.Span, progress func(done, all int)) (model.Passages, error) {
	if err := p.Project.Flush(ctx); err != nil {
		return nil, err
	}
	return p.comparison.Repeats(ctx, article, sentence, progress)
}

// ExportStatements implements project.Project.
func (p openProject) ExportStatements(ctx context.Context, asked compare.Request, path string, progress func(done, all int)) error {
	if err := p.Project.Flush(ctx); err != nil {
		return err
	}
	found, err := p.comparison.Read(ctx, asked, progress)
	if err != nil {
		return err
	}
	return bundle.WriteFile(path, func(w io.Writer) error { return table.WriteMatrix(w, found.Table) })
}

// Evidence implements project.Project.
func (p openProject) Evidence(ctx context.Context, statements map[model.StatementID]bool, counts func(analyst string) bool, progress func(done, all int)) ([]evidence.Statement, error) {
	return readevidence.Read(ctx, p.Project, readevidence.Asked{Counts: counts, Statements: statements}, progress)
}
