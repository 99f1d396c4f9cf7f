package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/text/unicode/norm"

	"assay.app/assay/assets"
	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/listing"
	"assay.app/assay/storage/library"
	"assay.app/assay/storage/places"
	"assay.app/assay/storage/report/template"
	"assay.app/assay/ui/project"
)

// desk opens projects for the window.
type desk struct {
	places  places.Places
	library library.Library // keeps nothing if it is zero

	templates template.Shelf // of reports; keeps nothing if it is zero
}

var _ project.Desk = desk{}

// Open implements project.Desk.
func (desk) Open(path string, o project.Opening) (project.Project, error) {
	p, err := storage.Open(path, options(o))
	if err != nil {
		return nil, err
	}
	return adapt(p), nil
}

// Create implements project.Desk.
func (desk) Create(path string, o project.Opening) (project.Project, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("make the folder for %s: %w", path, err)
	}
	opts := options(o)
	opts.Codebook = o.Codebook
	p, err := storage.Create(path, opts)
	if err != nil {
		return nil, err
	}
	return adapt(p), nil
}

// options returns the options with which a project is opened or created.
func options(o project.Opening) storage.Options {
	opts := storage.Options{
		Generator: "Assay " + model.Version,
		Encode:    coding.Encode,
		Index:     true,
		Migrating: o.Step,
		Context:   o.Context,
	}
	if o.Notify != nil {
		opts.Notify = func(s storage.Status) {
			var err error
			if s.State == storage.Failed {
				err = s.Err
			}
			o.Notify(s.Durable, err)
		}
	}
	return opts
}

// plainOptions returns options that report nothing.
func plainOptions() storage.Options { return options(project.Opening{}) }

// Sample implements project.Desk. It writes the sample corpus to the cache folder,
// where the importer reads it like any other files.
func (desk) Sample() ([]string, error) {
	cache, err := places.Cache()
	if err != nil {
		return nil, fmt.Errorf("find a place for the sample corpus: %w", err)
	}
	folder := filepath.Join(cache, sampleName)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("make a place for the sample corpus: %w", err)
	}
	sample := assets.Sample()
	names, err := fs.Glob(sample, "*.txt")
	if err != nil {
		return nil, fmt.Errorf("list the sample corpus: %w", err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(sample, name)
		if err != nil {
			return nil, fmt.Errorf("read %s of the sample corpus: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return nil, fmt.Errorf("lay out the sample corpus: %w", err)
		}
	}
	return []string{folder}, nil
}

// sampleName is the name of the sample corpus's folder and project.
const sampleName = "Sample project"

// ProjectFor implements project.Desk. It returns the path of a project in the
// folder of places.Projects, and whether that project exists. The project is named
// after the folder of the articles. If projects of that name have only articles
// from elsewhere, a number is added to the name. If ProjectFor cannot read an
// existing project, it returns the path of that project, because opening it reports
// the error.
func (d desk) ProjectFor(paths []string) (path string, there bool, err error) {
	folder := paths[0]
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder = filepath.Dir(folder)
	}
	home, err := d.places.Projects()
	if err != nil {
		return "", false, err
	}
	name := filepath.Base(folder)
	if name == string(filepath.Separator) || name == "." {
		name = "Articles"
	}
	for n := 1; ; n++ {
		tail := model.ProjectExt
		if n > 1 {
			tail = fmt.Sprintf(" %d%s", n, tail)
		}
		path := filepath.Join(home, model.FileName(name, tail, model.MaxFileName))
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return path, false, nil
		}
		mine, err := isFor(path, folder)
		if mine || err != nil {
			return path, true, nil
		}
	}
}

// Formats implements project.Desk.
func (desk) Formats() model.ExchangeFormats { return exchange.Described() }

// Importable implements project.Desk.
func (desk) Importable(name string) bool { return listing.Importable(name) }

// Preview implements project.Desk.
func (desk) Preview(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error) {
	return openProject{}.Preview(ctx, paths, known, progress)
}

// isFor reports whether the project at path is for the articles of a folder: whether at
// least one article of the project is from the folder, or the project has no articles.
func isFor(path, folder string) (bool, error) {
	paths, err := storage.ImportPaths(path)
	if err != nil {
		return false, err
	}
	folder = norm.NFC.String(folder) // file systems store accents in two ways
	for _, file := range paths {
		if within, err := filepath.Rel(folder, norm.NFC.String(file)); err == nil && filepath.IsLocal(within) {
			return true, nil
		}
	}
	return len(paths) == 0, nil
}
