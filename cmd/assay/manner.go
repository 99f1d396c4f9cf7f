package main

import (
	"context"
	"path/filepath"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/ui/dialog"
)

// manner is how files are read, as it was corrected in a preview.
type manner struct {
	encoding, language string
	divided            dialog.Divisions
	allBlocks          map[string]bool // by path of a file
	headlinesAside     bool            // see intake.Options
}

// options returns the manner as intake takes it, with what is known of tables.
func (m manner) options(mapped map[string]article.Columns) intake.Options {
	return intake.Options{
		Encoding: m.encoding, Language: m.language, Mapped: lookup(mapped), HeadlinesAside: m.headlinesAside,
		Division: func(text string) ([]model.Span, bool) {
			spans, ok := m.divided[text]
			return spans, ok
		},
		AllBlocks: func(path string) bool { return m.allBlocks[path] },
	}
}

// maxLines is how many lines of an article are offered for a division.
const maxLines = 100_000

// lines implements dialog.Preview.Lines. The preview keeps no texts, so it reads the
// file again.
func (r *rehearsal) lines(ctx context.Context, what dialog.Rereading, progress func(dialog.Step)) ([]dialog.Line, error) {
	d := what.Drafts[0]
	progress(dialog.Step{What: filepath.Base(d.File)})
	how := manner{encoding: d.Encoding, divided: what.Divisions, allBlocks: what.AllBlocks}
	for doc := range intake.Documents(ctx, []intake.File{fileAt(d.File)}, how.options(r.mapped), func(intake.Refusal) {}) {
		if doc.ImportPath == d.Path {
			return linesOf(doc), nil
		}
	}
	return nil, ctx.Err()
}

// linesOf returns the lines of an article that are not empty.
func linesOf(doc *model.Document) (lines []dialog.Line) {
	at := doc.Within.Span.Start
	for line := range strings.Lines(doc.Text) {
		if len(lines) == maxLines {
			break
		}
		if text := shortened(line); text != "" {
			lines = append(lines, dialog.Line{Start: at, Text: text})
		}
		at += len(line)
	}
	return lines
}
