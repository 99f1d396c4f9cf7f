package exchange

import (
	"context"
	"fmt"
	"io"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/exchange/workbook"
)

// Format is a file format in which projects or search hits are exported, or from
// which sets are loaded.
type Format struct {
	model.ExchangeFormat

	// write implements Export.
	write func(ctx context.Context, w io.Writer, src Source, opts Options) (results.Export, error)
	// read reads a file of the format. It is nil if the format cannot be loaded.
	read func(r io.Reader) (*setfile.Set, error)
}

// Formats returns the formats in the order in which the programs offer them. The
// first format that supports an operation is the default for it. A new format needs
// an entry here and a row in docs/export.md.
func Formats() []Format {
	return []Format{
		{
			ExchangeFormat: model.ExchangeFormat{
				Name: "a table", Ext: ".csv", Flag: "csv", Hits: true,
				Loses: "sentences that were not found, notes on articles and outlets, the times of labels and notes, the codebook, the history",
			},
			write: ExportTable,
		},
		{
			ExchangeFormat: model.ExchangeFormat{
				Name: "an annotation set", Ext: ".json", Flag: "set", Project: true, Hits: true, Loads: true,
				Loses: "removed articles, the history",
			},
			write: Export,
			read:  setfile.Read,
		},
		{
			ExchangeFormat: model.ExchangeFormat{
				Name: "an Excel workbook", Ext: ".xlsx", Flag: "xlsx", Project: true, Hits: true,
				Loses: "excluded text that was not found, sentences of superseded versions, removed articles, the times of labels and notes, the history",
			},
			write: exportWorkbook,
		},
	}
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

// formatOf returns the format that fits and matches the extension of the file name.
// If there is none, it returns the first format that fits.
func formatOf(name string, fits func(Format) bool) Format {
	var first *Format
	for _, f := range Formats() {
		switch {
		case !fits(f):
		case f.Is(name):
			return f
		case first == nil:
			first = &f
		}
	}
	return *first
}

// ExportFile exports src to the file at path, in the format that its extension
// names. If no such format can hold the export, it uses the first format that can.
// See Format.ExportFile.
func ExportFile(ctx context.Context, path string, src Source, opts Options) (results.Export, error) {
	fits := func(f Format) bool { return f.Project }
	if opts.Selection != nil {
		fits = func(f Format) bool { return f.Hits }
	}
	return formatOf(path, fits).ExportFile(ctx, path, src, opts)
}

// Export writes the hits of opts.Selection to w. If opts.Selection is nil, it
// writes the articles that opts selects, and the format must be one for projects.
func (f Format) Export(ctx context.Context, w io.Writer, src Source, opts Options) (results.Export, error) {
	return f.write(ctx, w, src, opts)
}

// ExportFile exports src to the file at path, as Export does. It writes a temporary
// file beside it, which replaces the file once it is complete and synced. A path
// that is not a regular file, such as a pipe, is written to directly.
func (f Format) ExportFile(ctx context.Context, path string, src Source, opts Options) (count results.Export, err error) {
	err = WriteFile(path, func(w io.Writer) error {
		count, err = f.write(ctx, w, src, opts)
		return err
	})
	return count, err
}

// ReadAs reads a set from r. The extension of name selects the format. If no format
// that can be loaded has this extension, r is read as an annotation set. The errors
// are those of setfile.Read.
func ReadAs(name string, r io.Reader) (*setfile.Set, error) {
	return formatOf(name, func(f Format) bool { return f.read != nil }).read(r)
}
