package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/transfer"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/finding"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

// labelIn returns the key of the label given with --tag. It returns "" if labels
// are to be removed or --tag is not given.
func (s *searching) labelIn(p *storage.Project) (model.LabelKey, error) {
	if s.label == "" || s.label == cli.NoLabel {
		return "", nil
	}
	return cli.FindLabel(p, s.label)
}

// tagAll labels the hits, or removes their labels, as one change. It returns an
// error if the hits are not exact matches.
func (s *searching) tagAll(ctx context.Context, p *storage.Project, label model.LabelKey, out io.Writer) error {
	if s.result.Relaxed {
		return fmt.Errorf("no sentence matches %q exactly, so no labels were changed", s.typed)
	}
	clock, err := cli.ClockOf(p)
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
		if err := cli.Commit(ctx, p, c); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintln(out, labelled(s.label, all))
	return err
}

// labelled returns a line with the numbers of labelled and skipped sentences.
func labelled(label string, n edit.Labelled) string {
	text := fmt.Sprintf("%s: %s in %s", output.OneLine(label), output.Amount(n.Changed, "sentence"), output.Amount(n.Articles, "article"))
	for _, more := range []struct {
		n    int
		what string
	}{
		{n.Replaced, "relabelled"},
		{n.Already, "unchanged"},
		{n.Kept, "skipped because of another label"},
		{n.Aside, "skipped because set aside"},
	} {
		if more.n > 0 {
			text += fmt.Sprintf(", %d %s", more.n, more.what)
		}
	}
	return text
}

// checkFolders returns an error if the folder of a file to export to does not
// exist. It is called before the hits are labelled, so that a missing folder
// prevents the labelling, too.
func (s *searching) checkFolders() error {
	for _, to := range s.files {
		if to.path == "" || to.path == "-" {
			continue
		}
		folder := filepath.Dir(to.path)
		info, err := os.Stat(folder)
		if err == nil && !info.IsDir() {
			err = fmt.Errorf("%s is not a folder", folder)
		}
		if err != nil {
			return fmt.Errorf("cannot write %s, so nothing was done: %w", to.path, err)
		}
	}
	return nil
}

// export writes the hits to the files that the flags name.
func (s *searching) export(ctx context.Context, p *storage.Project, out *bufio.Writer) error {
	found := &finding.Selection{Query: strings.TrimSpace(s.typed), Analyst: s.analyst, Relaxed: s.result.Relaxed, Hits: &s.hits}
	opts := exchange.Options{Selection: found, Generator: cli.Generator}
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
		s.say(fmt.Sprintf("%s: %s", to.path, transfer.Exported(n)))
	}
	return nil
}
