package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"assay.app/assay/assets"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
	"assay.app/assay/model/scene"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/drawing"
	counting "assay.app/assay/storage/figures"
	"assay.app/assay/storage/typeset"
)

// Figures implements project.Project.
func (p openProject) Figures(ctx context.Context) (*figures.Facts, error) {
	return counting.Read(ctx, p.Project, nil)
}

// The size of exported drawings: their width in points, and the pixels of a PNG for each point.
const (
	drawingWidth = 720
	drawingScale = 2.5
)

// ExportFigure implements project.Project.
func (p openProject) ExportFigure(ctx context.Context, f *figures.Figure, words chart.Words, path string) error {
	ext := strings.ToLower(filepath.Ext(path))
	if ext != ".svg" && ext != ".png" {
		return bundle.WriteFile(path, func(w io.Writer) error { return exchange.WriteFigure(w, f, words.Value) })
	}
	fonts, err := typeset.New(typeset.Sources{Sans: assets.Sans, Serif: assets.Serif})
	if err != nil {
		return fmt.Errorf("export a figure: %w", err)
	}
	s := chart.Layout(f, chart.Options{Width: drawingWidth, Measure: fonts.Measure, Words: words})
	if err := ctx.Err(); err != nil {
		return err
	}
	if ext == ".svg" {
		return bundle.WriteFile(path, func(w io.Writer) error { return drawing.WriteScene(w, s, drawing.Usual()) })
	}
	png, err := fonts.PNG(s, drawingScale, scene.Light())
	if err != nil {
		return fmt.Errorf("export a figure: %w", err)
	}
	return bundle.WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(png)
		return err
	})
}
