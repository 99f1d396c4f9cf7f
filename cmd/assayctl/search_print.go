package main

import (
	"bufio"
	"fmt"
	"strings"

	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
)

// hitsPrinter prints hits one article at a time, so that the first appear before
// the last are found.
type hitsPrinter interface {
	found(search.Found) error
	end(search.Result) error
}

// printer returns the printer that the flags require.
func (s *searching) printer(p *storage.Project, out *bufio.Writer) hitsPrinter {
	switch {
	case s.asJSON:
		printer := &hitsJSON{project: p, out: output.NewObject(out), query: s.typed}
		printer.out.BeginList("found")
		return printer
	case s.label != "" || s.exports():
		return silent{}
	}
	return &hitsText{project: p, out: out}
}

// silent prints nothing.
type silent struct{}

func (silent) found(search.Found) error { return nil }
func (silent) end(search.Result) error  { return nil }

// hitsText prints the hits in the form in which "show" prints sentences.
type hitsText struct {
	project *storage.Project
	out     *bufio.Writer
	voices  *kinds.Voices // nil until they are needed
}

func (h *hitsText) end(search.Result) error { return nil }

func (h *hitsText) found(found search.Found) error {
	var b strings.Builder
	if found.Article == "" {
		for _, hit := range found.Notes {
			fmt.Fprintf(&b, "outlet %s\n", output.OneLine(hit.Note.Target.Outlet))
			if hit.Note.ID != "" {
				output.WriteNotes(&b, []model.Note{hit.Note})
			}
		}
	} else {
		doc, err := h.project.Document(found.Article)
		if err != nil {
			return err
		}
		if err := h.writeHits(&b, doc, found); err != nil {
			return err
		}
	}
	if _, err := h.out.WriteString(b.String()); err != nil {
		return err
	}
	return h.out.Flush()
}

// writeHits writes the hits in one article.
func (h *hitsText) writeHits(b *strings.Builder, doc *model.Document, found search.Found) error {
	if h.voices == nil {
		list, err := h.project.Voices()
		if err != nil {
			return err
		}
		h.voices = &list
	}
	m := doc.Metadata
	fmt.Fprintf(b, "%s  %s  %s  %s\n", doc.ID, output.OrDash(m.Published), output.OrDash(m.Outlet), output.Heading(doc.Article))
	var hits search.Hits
	hits.Add(found)
	written := map[string]bool{}
	for name, u := range output.Units(doc) {
		if !hits.Has(doc.ID, u.Span) {
			continue
		}
		for _, n := range output.WriteUnit(b, doc, *h.voices, name, u) {
			written[n.ID] = true
		}
	}
	for _, hit := range found.Notes {
		if !written[hit.Note.ID] {
			output.WriteNotes(b, []model.Note{hit.Note})
		}
	}
	return nil
}

// hitsJSON prints one JSON object. It prints each article when its hits are found.
type hitsJSON struct {
	project *storage.Project
	out     *output.JSON
	query   string
}

func (h *hitsJSON) found(found search.Found) error {
	if len(found.Sentences) == 0 {
		return nil
	}
	doc, err := h.project.Document(found.Article)
	if err != nil {
		return err
	}
	article, err := record.FoundOf(doc, found)
	if err != nil {
		return err
	}
	h.out.Item(article)
	return h.out.Err()
}

func (h *hitsJSON) end(r search.Result) error {
	h.out.Field("query", h.query)
	h.out.Field("typos", r.Relaxed)
	h.out.Field("sentences", r.Sentences)
	h.out.Field("articles", r.Articles)
	h.out.Field("total", r.Total)
	return h.out.End()
}
