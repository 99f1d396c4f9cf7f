package exchange

import (
	"context"
	"io"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage/exchange/setfile"
)

// Format is a kind of file that projects are exported to or loaded from.
type Format struct {
	model.ExchangeFormat

	// write writes the hits of src to w if opts has a Selection, or otherwise its
	// articles.
	write func(ctx context.Context, w io.Writer, src Source, opts Options) (results.Export, error)
	// read reads what write wrote; nil if the format cannot be loaded.
	read func(r io.Reader) (*setfile.Set, error)
}

// Formats returns the formats in the order in which they are offered: the
// first that fits is the default. The programs, the documents and the tests
// take them from here, so a new format is an entry in this table and a row in
// docs/export.md.
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
	}
}

// Described returns the descriptions of all formats, in the order of Formats.
func Described() model.ExchangeFormats {
	var list model.ExchangeFormats
	for _, f := range Formats() {
		list = append(list, f.ExchangeFormat)
	}
	return list
}

// formatOf returns the format that fits and has the ending of the file's name, or
// the first one that fits.
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

// ExportFile writes src to the file at path, in the format of its ending or, if no
// format fits the ending, in the default format for what is exported. See
// Format.ExportFile.
func ExportFile(ctx context.Context, path string, src Source, opts Options) (results.Export, error) {
	fits := func(f Format) bool { return f.Project }
	if opts.Selection != nil {
		fits = func(f Format) bool { return f.Hits }
	}
	return formatOf(path, fits).ExportFile(ctx, path, src, opts)
}

// Export writes the hits of src to w if opts has a Selection, or otherwise its
// articles.
func (f Format) Export(ctx context.Context, w io.Writer, src Source, opts Options) (results.Export, error) {
	return f.write(ctx, w, src, opts)
}

// ExportFile is Export to the file at path. After an error the file is as it
// was before: the new one is written beside it and renamed when it is on disk.
// A path that is not a regular file, such as a pipe, is written to directly.
func (f Format) ExportFile(ctx context.Context, path string, src Source, opts Options) (count results.Export, err error) {
	err = writeFile(path, func(w io.Writer) error {
		count, err = f.write(ctx, w, src, opts)
		return err
	})
	return count, err
}

// ReadAs reads a set from r, the content of a file called name, in the format of
// its ending or, if there is none, as an annotation set. The errors are those of
// setfile.Read.
func ReadAs(name string, r io.Reader) (*setfile.Set, error) {
	return formatOf(name, func(f Format) bool { return f.read != nil }).read(r)
}
