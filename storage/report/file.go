package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/scene"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/drawing"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/docx"
	"assay.app/assay/storage/report/html"
	"assay.app/assay/storage/report/markdown"
	"assay.app/assay/storage/report/pdf"
	"assay.app/assay/storage/typeset"
)

// Format is a format of files in which documents are written.
type Format struct {
	Ext    string // the ending of the names of its files, such as ".docx"
	Name   string // such as "a Word document"
	Marked bool   // marked text is written in it, too

	// write writes a document. It is nil for spreadsheets, which have the contents of the project
	// instead of a document.
	write func(ctx context.Context, w io.Writer, d *content.Document, fonts typeset.Sources) (Result, error)
}

// Result is what a reader should know of a file that was written.
type Result struct {
	// Missing is how many characters no font on this computer has. They are in the text of the file,
	// but not to be seen.
	Missing int
}

// Formats returns the formats in the order in which the programs offer them. A new format needs an
// entry here and a row in docs/report.md.
func Formats() []Format {
	return []Format{
		{Ext: ".docx", Name: "a Word document", Marked: true, write: writeWord},
		{Ext: ".pdf", Name: "PDF", Marked: true, write: writePDF},
		{Ext: ".html", Name: "a web page", Marked: true, write: writePage},
		{Ext: ".md", Name: "Markdown", Marked: true, write: writeMarkdown},
		{Ext: spreadsheet, Name: "a spreadsheet"},
	}
}

func writeWord(ctx context.Context, w io.Writer, d *content.Document, fonts typeset.Sources) (Result, error) {
	var loaded *typeset.Fonts
	draw := func(s *scene.Scene, scale float64) ([]byte, error) {
		if loaded == nil {
			var err error
			if loaded, err = typeset.New(fonts); err != nil {
				return nil, err
			}
		}
		return loaded.PNG(s, scale, scene.Light())
	}
	return Result{}, docx.Write(ctx, w, d, docx.Options{Draw: draw})
}

func writePDF(ctx context.Context, w io.Writer, d *content.Document, fonts typeset.Sources) (Result, error) {
	r, err := pdf.Write(ctx, w, d, pdf.Options{Fonts: fonts})
	return Result{Missing: r.Missing}, err
}

func writePage(ctx context.Context, w io.Writer, d *content.Document, _ typeset.Sources) (Result, error) {
	drawings := 0
	inline := func(w io.Writer, s *scene.Scene) error {
		drawings++
		return drawing.WriteInline(w, s, drawing.Usual(), "drawing"+strconv.Itoa(drawings))
	}
	return Result{}, html.Write(ctx, w, d, html.Options{SVG: inline})
}

func writeMarkdown(ctx context.Context, w io.Writer, d *content.Document, _ typeset.Sources) (Result, error) {
	return Result{}, markdown.Write(ctx, w, d)
}

const spreadsheet = ".xlsx"

// Problem is why a document was not written.
type Problem uint8

// The problems.
const (
	NoEnding      Problem = iota // the name has no ending, so nobody knows the format
	UnknownEnding                // no format has the ending
	NoFolder                     // the folder of the file does not exist
	IsFolder                     // the name is that of a folder
	InUse                        // another program has the file open, as Word does on Windows
	NoSpace                      // the disk is full
	NotAllowed                   // nobody may write there
	NotRedacted                  // the format has everything, but analysts, statements or texts are to be left out
)

// FileError says why a document was not written to a file. The file is as it was before.
type FileError struct {
	Path    string
	Problem Problem
	Marked  bool  // it is about a marked text
	Err     error // the cause, or nil
}

// Error returns a sentence that says what happened to which file and what to do about it.
func (e *FileError) Error() string {
	switch e.Problem {
	case NoEnding:
		return fmt.Sprintf("%s: the name has no ending, which says the format; add one of %s", e.Path, endings(e.Marked))
	case UnknownEnding:
		return fmt.Sprintf("%s: nothing is written with the ending %q; choose one of %s", e.Path, filepath.Ext(e.Path), endings(e.Marked))
	case NoFolder:
		return fmt.Sprintf("%s: the folder %s does not exist; make it, or choose another", e.Path, filepath.Dir(e.Path))
	case IsFolder:
		return fmt.Sprintf("%s is a folder; choose the name of a file", e.Path)
	case InUse:
		return fmt.Sprintf("%s is open in another program; close it there, or choose another name", e.Path)
	case NoSpace:
		return fmt.Sprintf("%s: the disk is full, so nothing was written; free some space, or choose another disk", e.Path)
	case NotAllowed:
		return fmt.Sprintf("%s: you may not write there; choose another folder", e.Path)
	case NotRedacted:
		return fmt.Sprintf("%s: a spreadsheet has all statements and everybody's work, so nothing can be left out of it; choose one of %s", e.Path, endings(true))
	}
	return fmt.Sprintf("%s: %v", e.Path, e.Err)
}

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }

// endings returns the endings of the formats for messages.
func endings(marked bool) string {
	var all []string
	for _, f := range Formats() {
		if f.Marked || !marked && available(f) {
			all = append(all, f.Ext)
		}
	}
	return strings.Join(all, ", ")
}

// available reports whether a format can be written.
func available(f Format) bool {
	_, known := exported(f.Ext)
	return f.write != nil || known
}

// exported returns the format of exchange with an ending in which projects are exported.
func exported(ext string) (exchange.Format, bool) {
	for _, f := range exchange.Formats() {
		if f.Project && f.Ext == ext {
			return f, true
		}
	}
	return exchange.Format{}, false
}

// FormatOf returns the format for a file. The error is a *FileError if there is none.
func FormatOf(path string, marked bool) (Format, error) {
	ext := strings.ToLower(filepath.Ext(path))
	if name := filepath.Base(path); ext == "" || ext == "." || ext == strings.ToLower(name) {
		return Format{}, &FileError{Path: path, Problem: NoEnding, Marked: marked}
	}
	for _, f := range Formats() {
		if f.Ext == ext && available(f) && (f.Marked || !marked) {
			return f, nil
		}
	}
	return Format{}, &FileError{Path: path, Problem: UnknownEnding, Marked: marked}
}

// WriteFile writes a report to the file at path, in the format of its ending. The file is written
// completely or not at all. The error is a *FileError if the file is the reason.
func (c *Composer) WriteFile(ctx context.Context, path string, o Options, progress func(done, all int)) (Result, error) {
	format, err := FormatOf(path, false)
	if err != nil {
		return Result{}, err
	}
	if format.write == nil {
		return Result{}, c.writeSheets(ctx, path, o)
	}
	return c.put(ctx, path, format, func() (*content.Document, error) { return c.Document(ctx, o, progress) })
}

// WriteMarked writes a marked text to the file at path, as WriteFile does with a report.
func (c *Composer) WriteMarked(ctx context.Context, path string, o MarkedOptions, progress func(done, all int)) (Result, error) {
	format, err := FormatOf(path, true)
	if err != nil {
		return Result{}, err
	}
	return c.put(ctx, path, format, func() (*content.Document, error) { return c.Marked(ctx, o, progress) })
}

// put writes a document to the file at path.
func (c *Composer) put(ctx context.Context, path string, format Format, compose func() (*content.Document, error)) (result Result, err error) {
	if err := placeFor(path); err != nil {
		return Result{}, err
	}
	d, err := compose()
	if err != nil {
		return Result{}, err
	}
	err = bundle.WriteFile(path, func(w io.Writer) error {
		result, err = format.write(ctx, w, d, c.fonts)
		return err
	})
	return result, reason(path, err)
}

// placeFor returns an error if there can be no file at path, before a long report is composed.
func placeFor(path string) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return &FileError{Path: path, Problem: IsFolder}
	case err == nil:
		return nil
	}
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
		return &FileError{Path: path, Problem: NoFolder, Err: err}
	}
	return nil
}

// reason returns an error as a *FileError if the file is the reason.
func reason(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case inUse(path, err):
		return &FileError{Path: path, Problem: InUse, Err: err}
	case errors.Is(err, syscall.ENOSPC) || full(err):
		return &FileError{Path: path, Problem: NoSpace, Err: err}
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		return &FileError{Path: path, Problem: NotAllowed, Err: err}
	case errors.Is(err, fs.ErrNotExist):
		return &FileError{Path: path, Problem: NoFolder, Err: err}
	}
	return err
}

// writeSheets writes the project as a spreadsheet.
func (c *Composer) writeSheets(ctx context.Context, path string, o Options) error {
	names, err := c.project.Names()
	if err != nil {
		return err
	}
	left := o.Counts != nil && slices.ContainsFunc(names.All(), func(analyst string) bool { return !o.Counts(analyst) })
	if left || o.Statements != nil || o.Redact != (Redaction{}) {
		return &FileError{Path: path, Problem: NotRedacted}
	}
	o, err = o.withDefaults()
	if err != nil {
		return err
	}
	if err := placeFor(path); err != nil {
		return err
	}
	opts := exchange.Options{Generator: o.Program, Now: func() time.Time { return o.Now }}
	if o.Articles != nil {
		opts.Articles = []model.ArticleID{}
		for id := range o.Articles {
			opts.Articles = append(opts.Articles, id)
		}
		slices.Sort(opts.Articles)
	}
	format, _ := exported(spreadsheet)
	_, err = format.ExportFile(ctx, path, c.project, opts)
	return reason(path, err)
}

func noTexts() error {
	return fmt.Errorf("%w: a marked text is the text of articles, which cannot be left out of it", model.ErrValue)
}
