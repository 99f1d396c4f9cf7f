package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/format/argilla"
	"assay.app/assay/storage/exchange/format/brat"
	"assay.app/assay/storage/exchange/format/cas"
	"assay.app/assay/storage/exchange/format/claimreview"
	"assay.app/assay/storage/exchange/format/conll"
	"assay.app/assay/storage/exchange/format/doccano"
	"assay.app/assay/storage/exchange/format/labelstudio"
	"assay.app/assay/storage/exchange/format/misp"
	"assay.app/assay/storage/exchange/format/parquet"
	"assay.app/assay/storage/exchange/format/prodigy"
	"assay.app/assay/storage/exchange/format/refi"
	"assay.app/assay/storage/exchange/format/stix"
	"assay.app/assay/storage/exchange/format/table"
	"assay.app/assay/storage/exchange/format/webanno"
	"assay.app/assay/storage/exchange/format/webannotation"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/exchange/workbook"
)

// Format is a file format in which projects or search hits are exported, or from
// which data sets are loaded.
type Format struct {
	model.ExchangeFormat

	// write writes a project or hits in one of Assay's own formats. It is nil for the formats of
	// other programs.
	write func(ctx context.Context, w io.Writer, src Source, opts Options) (results.Export, error)
	// peer writes and reads the formats of other programs, and reads tables.
	peer peer.Format
}

// Formats returns the formats in the order in which the programs offer them. The first
// format that supports an operation is the default for it. A new format needs an entry
// here and a row in docs/export.md.
func Formats() []Format {
	all := []Format{
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "json", Name: "an annotation set", Ext: ".json", Flag: "set", Project: true, Hits: true, Loads: true,
				Loses: []string{"removed articles", "the history"},
			},
			write: Export,
		},
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "csv", Name: "a table", Ext: ".csv", Others: []string{".tsv"}, Flag: "csv", Project: true, Hits: true, Loads: true,
				Carries: table.Sentences().Carries, Loses: table.Sentences().Loses,
			},
			write: ExportTable, peer: table.Sentences(),
		},
		{
			ExchangeFormat: model.ExchangeFormat{
				Key: "xlsx", Name: "an Excel workbook", Ext: ".xlsx", Flag: "xlsx", Project: true, Hits: true, Loads: true,
				Carries: table.Workbook().Carries,
				Loses:   []string{"sentences of superseded versions", "removed articles", "the history"},
			},
			write: exportWorkbook, peer: table.Workbook(),
		},
	}
	for _, f := range foreign() {
		f.Foreign = true
		all = append(all, Format{ExchangeFormat: f.ExchangeFormat, peer: f})
	}
	return all
}

// foreign returns the formats of other programs.
func foreign() []peer.Format {
	return slices.Concat(
		table.Formats(), refi.Formats(), labelstudio.Formats(), doccano.Formats(), prodigy.Formats(), argilla.Formats(), brat.Formats(),
		webannotation.Formats(), webanno.Formats(), cas.Formats(), conll.Formats(), parquet.Formats(),
		claimreview.Formats(), misp.Formats(), stix.Formats(),
	)
}

// exportWorkbook is Export for workbooks. Comparing outlets takes more than a Source, so src must
// be a project.
func exportWorkbook(ctx context.Context, w io.Writer, src Source, opts Options) (results.Export, error) {
	p, ok := src.(*storage.Project)
	if !ok {
		return results.Export{}, fmt.Errorf("export: a workbook can only be made of a project, not of %T", src)
	}
	return workbook.Write(ctx, w, p, workbook.Options{
		Articles: opts.Articles, Selection: opts.Selection, NoText: opts.NoText, Labelled: opts.Labelled,
		Now: opts.Now, Generator: opts.Generator, Progress: opts.Progress,
	})
}

// Described returns the descriptions of all formats, in the order of Formats.
func Described() model.ExchangeFormats {
	var list model.ExchangeFormats
	for _, f := range Formats() {
		list = append(list, f.ExchangeFormat)
	}
	return list
}

// ErrNoFormat is the error for a format that does not exist or does not support an operation.
var ErrNoFormat = errors.New("there is no such format")

// Called returns the format with a key. The error is ErrNoFormat if there is none.
func Called(key string) (Format, error) {
	for _, f := range Formats() {
		if f.Key == key {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("%q: %w", key, ErrNoFormat)
}

// formatOf returns the format that fits and matches the extension of the file name. If there is
// none, it returns the first format that fits. Formats of several files are chosen by key alone. The
// error wraps ErrNoFormat if several formats of other programs match.
func formatOf(name string, fits func(Format) bool) (Format, error) {
	var first, match *Format
	for _, f := range Formats() {
		switch {
		case !fits(f):
			continue
		case f.Folder || !f.Is(name):
		case match == nil:
			match = &f
		case match.Foreign:
			return f, fmt.Errorf("%s may be %s or %s, so the format must be stated: %w", name, match.Key, f.Key, ErrNoFormat)
		}
		if first == nil {
			first = &f
		}
	}
	if match != nil {
		return *match, nil
	}
	return *first, nil
}

// ExportFile exports src to the file at path, in the format that its extension
// names. If no such format can hold the export, it uses the first format that can.
// See Format.ExportFile.
func ExportFile(ctx context.Context, path string, src Source, opts Options) (results.Export, error) {
	f, err := ByName(path, opts)
	if err != nil {
		return results.Export{}, err
	}
	return f.ExportFile(ctx, path, src, opts)
}

// ByName returns the format that the extension of a file name chooses for an export. If no such format
// can hold the export, it returns the first format that can. The error wraps ErrNoFormat if several
// formats have the extension.
func ByName(name string, opts Options) (Format, error) {
	fits := func(f Format) bool { return f.Project }
	if opts.Selection != nil {
		fits = func(f Format) bool { return f.Hits }
	}
	return formatOf(name, fits)
}

// Export writes the hits of opts.Selection to w. If opts.Selection is nil, it
// writes the articles that opts selects, and the format must be one for projects. A format of
// several files is written as a ZIP archive.
func (f Format) Export(ctx context.Context, w io.Writer, src Source, opts Options) (results.Export, error) {
	if f.write != nil {
		return f.write(ctx, w, src, opts)
	}
	return f.exporting(ctx, src, opts, f.writing(ctx, w))
}

// writing returns a function that writes a project to w and returns the number of bytes, if there is
// one file.
func (f Format) writing(ctx context.Context, w io.Writer) func(*peer.Corpus) (int64, error) {
	return func(c *peer.Corpus) (int64, error) {
		out := &counter{w: w}
		if f.Folder {
			err := bundle.WriteZIP(out, f.bundling(ctx, c))
			return out.n, err
		}
		err := f.peer.Write(ctx, out, c)
		return out.n, err
	}
}

// bundling returns a function that writes the files of a format that has several.
func (f Format) bundling(ctx context.Context, c *peer.Corpus) func(bundle.Folder) error {
	return func(to bundle.Folder) error { return f.peer.Bundle(ctx, to, c) }
}

// ExportFile exports src to the file at path, as Export does. See bundle.WriteFile for what
// happens to a file that exists. A format of several files is written into a folder unless path
// ends in ".zip"; see bundle.WriteFolder.
func (f Format) ExportFile(ctx context.Context, path string, src Source, opts Options) (count results.Export, err error) {
	if f.Folder && !strings.EqualFold(filepath.Ext(path), ".zip") {
		return f.exporting(ctx, src, opts, func(c *peer.Corpus) (int64, error) { return 0, bundle.WriteFolder(path, f.bundling(ctx, c)) })
	}
	err = bundle.WriteFile(path, func(w io.Writer) error {
		count, err = f.Export(ctx, w, src, opts)
		return err
	})
	return count, err
}

// Archive adds src to the folder at path, which has the data of many projects. It replaces what an
// earlier export of the same project left there. The error is ErrNoFormat if the format has no such
// folders.
func (f Format) Archive(ctx context.Context, path string, src Source, opts Options) (results.Export, error) {
	if f.peer.Archive == nil {
		return results.Export{}, fmt.Errorf("an archive of projects as %s: %w", f.Key, ErrNoFormat)
	}
	return f.exporting(ctx, src, opts, func(c *peer.Corpus) (int64, error) { return 0, f.peer.Archive(ctx, path, c) })
}

// exporting exports to a format of another program with write, which returns the number of bytes.
func (f Format) exporting(ctx context.Context, src Source, opts Options, write func(*peer.Corpus) (int64, error)) (count results.Export, err error) {
	p, ok := src.(*storage.Project)
	switch {
	case !ok || f.peer.Write == nil && f.peer.Bundle == nil:
		return count, fmt.Errorf("export %T to %s: %w", src, f.Key, ErrNoFormat)
	case opts.Selection != nil, opts.NoText, opts.Labelled:
		return count, fmt.Errorf("export: %s can hold only whole articles with their texts", f.Name)
	}
	c, err := peer.Open(ctx, p, peer.Options{
		Articles: opts.Articles, Analyst: opts.Analyst, Now: opts.Now, Generator: opts.Generator, Progress: opts.Progress,
	})
	if err != nil {
		return count, fmt.Errorf("export: %w", err)
	}
	if count.Bytes, err = write(c); err != nil {
		return count, fmt.Errorf("export: %w", err)
	}
	had := c.Amounts()
	count.Articles, count.Sentences = had.Articles, had.Sentences
	count.Annotations, count.Notes = had.Carried(f.Carries)
	count.Lost, count.Empty = had.Lost(f.Carries), had.Nothing(f.Carries)
	return count, nil
}

// Survey counts what a project, or some of its articles, would lose if they were exported to a format.
func (f Format) Survey(ctx context.Context, p *storage.Project, opts Options) ([]model.Loss, error) {
	c, err := peer.Open(ctx, p, peer.Options{Articles: opts.Articles, Analyst: opts.Analyst, Progress: opts.Progress})
	if err != nil {
		return nil, err
	}
	for _, err := range c.Pages(ctx) {
		if err != nil {
			return nil, err
		}
	}
	return c.Amounts().Lost(f.Carries), nil
}

// ReadAs reads an annotation set from r. The errors are those of setfile.Read.
func ReadAs(_ string, r io.Reader) (*setfile.Set, error) { return setfile.Read(r) }

// Recognised returns the format of a data set that is to be loaded, from its name and its content. A
// file in an unknown format counts as an annotation set, whose reader says what is wrong with it.
func Recognised(files *bundle.Files) (Format, error) {
	var named []Format
	for _, f := range Formats() {
		if !f.Loads || !f.holds(files) {
			continue
		}
		if f.peer.Recognises == nil {
			named = append(named, f)
			continue
		}
		front, err := files.Front(f.Endings()...)
		if err != nil {
			return f, err
		}
		if f.peer.Recognises(files, front) {
			return f, nil
		}
	}
	if len(named) > 0 {
		return named[0], nil
	}
	return Called("json")
}

// holds reports whether a data set has a file with one of the format's extensions.
func (f Format) holds(files *bundle.Files) bool {
	return slices.ContainsFunc(append(files.Names(), files.Name()), f.Is)
}

// Previewed reports whether loading a data set of the format is planned by room adopt, which shows what it
// changes before anything changes. It is false for annotation sets, which room merge loads.
func (f Format) Previewed() bool { return f.peer.Read != nil }

// Read reads a data set of a format of another program, or a table. The error is ErrNoFormat if the
// format is an annotation set or cannot be loaded.
func (f Format) Read(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	if f.peer.Read == nil {
		return nil, fmt.Errorf("read %s: %w", f.Key, ErrNoFormat)
	}
	return f.peer.Read(ctx, files)
}
