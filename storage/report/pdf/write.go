package pdf

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/pdf/paper"
	"assay.app/assay/storage/typeset"
)

// Options are the choices for a PDF.
type Options struct {
	Fonts typeset.Sources
}

// Result is what a reader should know of a written PDF.
type Result struct {
	Pages int
	// Missing is how many characters no font on this computer has. They are in the text of the
	// file, but are drawn as empty boxes.
	Missing int
}

// Write writes a document as PDF. It returns the errors of the document's blocks, of the writer
// and of the context. What is written before an error is no PDF.
func Write(ctx context.Context, w io.Writer, doc *content.Document, opts Options) (Result, error) {
	fonts, err := typeset.New(opts.Fonts)
	if err != nil {
		return Result{}, fmt.Errorf("write a PDF: %w", err)
	}
	out := bufio.NewWriterSize(w, 1<<16)
	left := leftwards(doc.Language)
	f := &flow{
		ctx: ctx, doc: doc, fonts: fonts, left: left, light: scene.Light(),
		file: paper.New(out, paper.Info{
			Title: clean(doc.Title), Subject: clean(doc.Subject), Authors: cleanAll(doc.Authors), Language: content.Tag(doc.Language),
			Program: clean(doc.Program), Created: doc.Created, Leftwards: left,
		}),
	}
	if err := f.document(); err != nil {
		return Result{}, err
	}
	if err := f.file.Close(); err != nil {
		return Result{}, err
	}
	if err := out.Flush(); err != nil {
		return Result{}, fmt.Errorf("write a PDF: %w", err)
	}
	return Result{Pages: f.file.Pages(), Missing: f.missing}, nil
}

// flow is a document on its way to pages.
type flow struct {
	ctx   context.Context
	doc   *content.Document
	fonts *typeset.Fonts
	file  *paper.File
	light *scene.Palette
	left  bool // the language of the document runs from right to left

	sheet
	notes    []note
	numbers  map[string]int // of notes by their IDs
	tocs     *paper.Element
	held     []*paper.Page // the pages of the table of contents
	entries  []entry
	missing  int
	headings int // written so far
}

// document writes the whole document.
func (f *flow) document() error {
	f.numbers = map[string]int{}
	f.begin(false)
	f.title()
	f.contents()
	for block, err := range f.doc.Blocks {
		if err == nil {
			err = f.ctx.Err()
		}
		if err == nil {
			err = f.block(block)
		}
		if err == nil {
			err = f.file.Err()
		}
		if err != nil {
			return err
		}
	}
	f.endnotes()
	f.finish()
	f.fillContents()
	f.feet()
	return f.ctx.Err()
}

// block writes a block.
func (f *flow) block(b content.Block) error {
	switch b := b.(type) {
	case content.Heading:
		f.heading(b)
	case content.Paragraph:
		f.paragraph(b)
	case content.List:
		f.list(b)
	case content.Table:
		return f.table(b)
	case content.Picture:
		f.picture(b)
	case content.Break:
		if !f.fresh() {
			f.next()
		}
	default:
		return fmt.Errorf("write a PDF: a block of unknown type %T", b)
	}
	return nil
}

// leftwards reports whether a language is written from right to left.
func leftwards(tag string) bool {
	main, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch main {
	case "ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb":
		return true
	default:
		return false
	}
}

// clean returns a text as all formats can hold it, with no white space at its ends.
func clean(text string) string { return strings.TrimSpace(content.Clean(text)) }

func cleanAll(texts []string) []string {
	out := make([]string, 0, len(texts))
	for _, t := range texts {
		if t = clean(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}
