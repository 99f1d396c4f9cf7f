package main

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	timelines "assay.app/assay/model/timeline"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/drawing"
	"assay.app/assay/ui/timeline"
)

// ExportTimeline implements project.Project.
func (p openProject) ExportTimeline(ctx context.Context, asked compare.Request, statement model.StatementID, path string, progress func(done, all int)) error {
	if err := p.Project.Flush(ctx); err != nil {
		return err
	}
	found, err := p.comparison.Read(ctx, asked, progress)
	if err != nil {
		return err
	}
	t := found.Timeline()
	return bundle.WriteFile(path, func(w io.Writer) error {
		if strings.EqualFold(filepath.Ext(path), ".svg") {
			return drawing.WriteTimeline(w, drawn(t, statement))
		}
		return exchange.WriteTimeline(w, t)
	})
}

// drawn returns what a drawing shows: the statement with an id or, if no statement has it, all articles.
func drawn(t *timelines.Timeline, statement model.StatementID) drawing.Timeline {
	texts := timeline.NewTexts()
	out := drawing.Timeline{Timeline: t, Words: drawing.Words{
		Articles: texts.Articles, NoOutlet: texts.NoOutlet, Timed: texts.Timed, NoZone: texts.NoZone, Day: texts.Day,
		Version: texts.Version, Stances: texts.Stances, Gone: texts.Gone, Empty: texts.Empty,
		Describe: timeline.Described, Undated: timeline.Undated,
	}}
	if i := slices.IndexFunc(t.Statements, func(s timelines.Statement) bool { return s.ID == statement }); i >= 0 {
		out.Statement = &t.Statements[i]
	}
	return out
}
