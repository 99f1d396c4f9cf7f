package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

// labelIn gives the label that all is to be given, "" for none.
func (s *searching) labelIn(p *storage.Project) (model.LabelKey, error) {
	if s.label == "" || s.label == noLabel {
		return "", nil
	}
	return findLabel(p, s.label)
}

// tagAll labels what was found, as one change.
func (s *searching) tagAll(ctx context.Context, p *storage.Project, label model.LabelKey, out io.Writer) error {
	if s.result.Relaxed {
		return fmt.Errorf("nothing has %q as it was typed, so nothing was labelled", s.typed)
	}
	clock, err := clockOf(p)
	if err != nil {
		return err
	}
	labelling := edit.Labelling{Analyst: s.analyst, Label: label, Replace: s.replace, Clock: clock}
	c := edit.Change{Analyst: s.analyst, Verb: labelling.Verb()}
	var all edit.Labelled
	for _, id := range s.hits.Articles() {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc, err := p.Document(id)
		if err != nil {
			return err
		}
		edits, n := labelling.Edits(doc, s.hits.In(id))
		c.Edits = append(c.Edits, edits...)
		all.Add(n)
	}
	if len(c.Edits) > 0 {
		if err := commit(ctx, p, c); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintln(out, labelled(s.label, all))
	return err
}

// labelled says what became of the sentences.
func labelled(label string, n edit.Labelled) string {
	what := fmt.Sprintf("%s: %s in %s", oneLine(label), amount(n.Changed, "sentence"), amount(n.Articles, "article"))
	for _, more := range []struct {
		n    int
		what string
	}{
		{n.Replaced, "with another label before"},
		{n.Already, "as they are already"},
		{n.Kept, "left with another label"},
		{n.Aside, "left because they are set aside"},
	} {
		if more.n > 0 {
			what += fmt.Sprintf(", %d %s", more.n, more.what)
		}
	}
	return what
}

// writable reports why the files that were asked for could not be written: what
// was found is labelled first, so that they have the labels.
func (s *searching) writable() error {
	for _, to := range s.files {
		if to.path == "" || to.path == "-" {
			continue
		}
		folder := filepath.Dir(to.path)
		info, err := os.Stat(folder)
		if err == nil && !info.IsDir() {
			err = fmt.Errorf("%s is no folder", folder)
		}
		if err != nil {
			return fmt.Errorf("%s cannot be written, so nothing was done: %w", to.path, err)
		}
	}
	return nil
}

// sayUnknown says which labels the query names that the codebook does not have.
func (s *searching) sayUnknown(p *storage.Project) error {
	book, err := p.Codebook()
	if err != nil {
		return err
	}
	for _, name := range s.query.UnknownLabels(book) {
		s.say(fmt.Sprintf("the codebook has no label %q", name))
	}
	return nil
}

// export writes what was found to the files that were asked for.
func (s *searching) export(ctx context.Context, p *storage.Project, out *bufio.Writer) error {
	found := &exchange.Selection{Query: strings.TrimSpace(s.typed), Analyst: s.analyst, Relaxed: s.result.Relaxed, Hits: &s.hits}
	opts := exchange.Options{Selection: found, Generator: "assayctl " + model.Version}
	for _, to := range s.files {
		switch to.path {
		case "":
			continue
		case "-":
			if _, err := to.format.Export(ctx, out, p, opts); err != nil {
				return err
			}
			continue
		}
		n, err := to.format.ExportFile(ctx, to.path, p, opts)
		if err != nil {
			return err
		}
		s.say(fmt.Sprintf("%s: %s, %s, %s, %s", to.path,
			amount(n.Articles, "article"), amount(n.Sentences, "sentence"), amount(n.Annotations, "annotation"), amount(n.Notes, "note")))
	}
	return nil
}
