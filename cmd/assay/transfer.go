package main

import (
	"context"
	"fmt"
	"os"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/adopt"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/merge"
	"assay.app/assay/storage/exchange/peer"
)

// exportOptions returns the options of an export.
func exportOptions(x model.ExportRequest, progress func(done, all int)) exchange.Options {
	return exchange.Options{Generator: "Assay " + model.Version, Articles: x.Articles, Analyst: x.Analyst, Progress: progress}
}

// Export implements project.Project.
func (p openProject) Export(ctx context.Context, path string, x model.ExportRequest, progress func(done, all int)) (results.Export, error) {
	f, err := exchange.Called(x.Format)
	if err != nil {
		return results.Export{}, err
	}
	if err := p.Project.Flush(ctx); err != nil {
		return results.Export{}, err
	}
	return f.ExportFile(ctx, path, p.Project, exportOptions(x, progress))
}

// Amounts implements project.Project.
func (p openProject) Amounts(ctx context.Context, x model.ExportRequest, progress func(done, all int)) ([]model.Loss, error) {
	if err := p.Project.Flush(ctx); err != nil {
		return nil, err
	}
	return exchange.Amounts(ctx, p.Project, exportOptions(x, progress))
}

// Load implements project.Project.
func (p openProject) Load(ctx context.Context, analyst, path string) (results.Load, error) {
	file, err := os.Open(path)
	if err != nil {
		return results.Load{}, fmt.Errorf("load %s: %w", path, err)
	}
	defer file.Close()
	set, err := exchange.ReadAs(path, file)
	if err != nil {
		return results.Load{}, fmt.Errorf("load %s: %w", path, err)
	}
	// The result depends on the content of the project's file, so queued changes
	// must be written first.
	if err := p.Project.Flush(ctx); err != nil {
		return results.Load{}, err
	}
	return merge.Load(ctx, p.Project, set, analyst)
}

// Recognise implements project.Project.
func (openProject) Recognise(path string) (format string, shown bool, err error) {
	files, err := bundle.Open(path)
	if err != nil {
		return "", false, fmt.Errorf("load %s: %w", path, err)
	}
	defer files.Close()
	f, err := exchange.Recognised(files)
	return f.Key, f.ByContent(), err
}

// Read implements project.Project.
func (p openProject) Read(ctx context.Context, analyst, path, format string) (arrival.Set, error) {
	f, err := exchange.Called(format)
	if err != nil {
		return nil, err
	}
	files, err := bundle.Open(path)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", path, err)
	}
	defer files.Close()
	batch, err := f.Read(ctx, files)
	if err != nil {
		return nil, err
	}
	tags, err := p.Project.TagsHeadlines()
	return arrived{p.Project, batch, adopt.Options{File: files.Name(), Format: f.Name, Analyst: analyst, HeadlinesAside: !tags}}, err
}

// arrived is a data set that was read.
type arrived struct {
	into  *storage.Project
	batch *peer.Batch
	opts  adopt.Options
}

// plan plans the load. The plan depends on the content of the project's file, so queued changes must
// be written first.
func (a arrived) plan(ctx context.Context, labels map[string]string, progress func(done, all int)) (*adopt.Plan, error) {
	if err := a.into.Flush(ctx); err != nil {
		return nil, err
	}
	o := a.opts
	o.Map, o.Progress = labels, progress
	return adopt.Make(ctx, a.into, a.batch, o)
}

// Preview implements arrival.Set.
func (a arrived) Preview(ctx context.Context, labels map[string]string) (*arrival.Preview, error) {
	plan, err := a.plan(ctx, labels, nil)
	if err != nil {
		return nil, err
	}
	return &plan.Preview, nil
}

// Load implements arrival.Set.
func (a arrived) Load(ctx context.Context, labels map[string]string, progress func(done, all int)) (results.Load, error) {
	plan, err := a.plan(ctx, labels, progress)
	if err != nil {
		return results.Load{}, err
	}
	return plan.Apply(ctx)
}
