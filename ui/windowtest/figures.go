package windowtest

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
	"assay.app/assay/model/record"
)

// Figures implements project.Project.
func (p *openProject) Figures(ctx context.Context) (*figures.Facts, error) {
	return locked(p, func() (*figures.Facts, error) {
		lists := figures.Lists{Zone: time.UTC}
		entries, err := p.store.Entries()
		if err != nil {
			return nil, err
		}
		lists.Codebook = record.Book(entries)
		if lists.Analysts, err = p.store.Names(); err != nil {
			return nil, err
		}
		if lists.Voices, err = p.store.Voices(); err != nil {
			return nil, err
		}
		compared, err := p.store.Compared()
		if err != nil {
			return nil, err
		}
		lists.Statements = compared.Statements
		if lists.Chains, err = p.store.Chains(); err != nil {
			return nil, err
		}
		var articles []figures.ArticleFacts
		for _, doc := range p.store.Docs {
			a := figures.ArticleFacts{ID: doc.ID, Title: doc.Heading(), Outlet: doc.Metadata.Outlet, Published: doc.Metadata.Published, Removed: doc.Removed}
			a.SetUnits(doc.Units)
			articles = append(articles, a)
		}
		facts := figures.NewFacts(lists, figures.NewNames(), articles)
		for key, content := range p.store.Records {
			facts.Put(key, content)
		}
		for _, doc := range p.store.Docs {
			factsOf(doc, facts)
		}
		return facts, ctx.Err()
	})
}

// factsOf adds the records of an article.
func factsOf(doc *model.Document, facts *figures.Facts) {
	for span, all := range doc.Annotations {
		for i := range all {
			facts.Set(record.OnSentence(doc.ID, span, all[i].Analyst), &all[i])
		}
	}
	for key, content := range doc.Records {
		if key.Sentence == (model.Span{}) {
			facts.Put(key, content)
		} else {
			facts.Set(key, content)
		}
	}
}

// ExportFigure implements project.Project. It writes a line for each row, with its name and sum.
func (p *openProject) ExportFigure(_ context.Context, f *figures.Figure, words chart.Words, path string) error {
	var text strings.Builder
	for i, v := range f.Rows {
		fmt.Fprintf(&text, "%s,%d\n", words.Value(f.Cross.Rows, v), f.Sums[i])
	}
	return os.WriteFile(path, []byte(text.String()), 0o600)
}
