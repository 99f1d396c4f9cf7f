package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/merge"
	"assay.app/assay/ui"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
)

// project is a project file as the window knows it.
type project struct{ *storage.Project }

var _ ui.Project = project{}

// Load implements ui.Project.
func (p project) Load(ctx context.Context, analyst, path string) (ui.Loaded, error) {
	file, err := os.Open(path)
	if err != nil {
		return ui.Loaded{}, fmt.Errorf("load %s: %w", path, err)
	}
	defer file.Close()
	set, err := exchange.ReadAs(path, file)
	if err != nil {
		return ui.Loaded{}, fmt.Errorf("load %s: %w", path, err)
	}
	// What is queued comes first: the load is planned by what the file holds.
	if err := p.Project.Flush(ctx); err != nil {
		return ui.Loaded{}, err
	}
	done, err := merge.Load(ctx, p.Project, set, analyst)
	report := ui.Loaded{
		Added: len(done.Added), Changed: len(done.Merged), Unchanged: len(done.Unchanged),
		Annotations: done.Annotations, Notes: done.Notes, Conflicts: done.Conflicts, Changes: done.Changes,
		Future: done.Future.Annotations + done.Future.Notes, Latest: done.Future.Latest,
	}
	for _, r := range done.Refused {
		heading := r.Article.Heading()
		report.Refused = append(report.Refused, explain.Refusal(heading, heading, r.Err))
	}
	return report, err
}

// Export implements ui.Project.
func (p project) Export(ctx context.Context, path string, only model.ArticleID, progress func(dialog.Step)) (ui.Exported, error) {
	opts := exchange.Options{Generator: "Assay " + model.Version}
	if only != "" {
		opts.Articles = []model.ArticleID{only}
	}
	if err := p.Project.Flush(ctx); err != nil {
		return ui.Exported{}, err
	}
	progress(dialog.Step{What: filepath.Base(path)})
	n, err := exchange.ExportFile(ctx, path, p.Project, opts)
	return exported(n), err
}

func exported(n exchange.Count) ui.Exported {
	return ui.Exported{Articles: n.Articles, Sentences: n.Sentences, Annotations: n.Annotations, Notes: n.Notes, Bytes: n.Bytes}
}
