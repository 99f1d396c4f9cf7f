package exchange

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/format/table"
	"assay.app/assay/storage/exchange/peer"
)

// ExportTable writes a project to w as CSV: the notes of opts.Selection if it is one of notes, the
// sentences that it has if it is one of sentences, and all sentences of the articles that opts
// selects if it is nil. It skips hits in removed articles, and sentences that are no longer units of
// their article. For sentences, src must be a *storage.Project.
func ExportTable(ctx context.Context, w io.Writer, src Source, opts Options) (count results.Export, err error) {
	switch {
	case opts.Selection == nil:
		f, err := Called("csv")
		if err != nil {
			return count, err
		}
		return f.exporting(ctx, src, opts, f.writing(ctx, w))
	case opts.Selection.Notes:
		t := &noteTable{src: src, out: &counter{w: w}}
		err = t.export(ctx, opts.Selection)
		t.count.Bytes = t.out.n
		count = t.count
	default:
		count, err = exportHits(ctx, w, src, opts)
	}
	if err != nil {
		return count, fmt.Errorf("export: %w", err)
	}
	return count, nil
}

// exportHits writes the sentences of a selection.
func exportHits(ctx context.Context, w io.Writer, src Source, opts Options) (count results.Export, err error) {
	p, ok := src.(*storage.Project)
	if !ok {
		return count, fmt.Errorf("a table can only be made of a project, not of %T", src)
	}
	hits, articles := opts.Selection.Hits, []model.ArticleID{}
	for _, id := range hits.Articles() {
		if len(hits.In(id)) == 0 { // only notes on it were found
			continue
		}
		a, err := p.Article(id)
		if err != nil {
			return count, fmt.Errorf("article %s: %w", id, err)
		}
		if !a.Removed {
			articles = append(articles, id)
		}
	}
	c, err := peer.Open(ctx, p, peer.Options{Articles: articles, Now: opts.Now, Generator: opts.Generator, Progress: opts.Progress})
	if err != nil {
		return count, err
	}
	out := &counter{w: w}
	count, err = table.WriteHits(ctx, out, c, hits)
	count.Bytes = out.n
	return count, err
}

// beginTable begins a table: it writes the byte order mark and the headings.
func beginTable(w io.Writer, head []string) (*csv.Writer, error) {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return nil, err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return out, out.Write(head)
}

// counter counts the bytes written through it.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
