package comparison

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/storage"
	reader "assay.app/assay/storage/comparison"
)

// coverage is what the articles of a project say of its statements.
type coverage struct {
	*reader.Coverage
	reader *reader.Reader
	asked  compare.Request
	files  map[model.ArticleID]string // of the articles and their versions, in base names
	days   map[model.ArticleID]string // of the articles and their versions: when they were published, as text; "" if that is unknown
}

// read reads the articles of a project. It counts the mentions of an analyst, or everybody's
// if analyst is empty.
func read(ctx context.Context, p *storage.Project, analyst string) (*coverage, error) {
	c := &coverage{reader: reader.New(p), files: map[model.ArticleID]string{}, days: map[model.ArticleID]string{}}
	if analyst != "" {
		stored, err := cli.AnalystIn(p, analyst)
		if err != nil {
			return nil, err
		}
		c.asked = compare.Request{Analyst: stored, Counts: func(analyst string) bool { return analyst == stored }}
	}
	var err error
	if c.Coverage, err = c.reader.Read(ctx, c.asked, func(int, int) {}); err != nil {
		return nil, err
	}
	for _, a := range slices.AppendSeq(slices.Clone(c.Articles), maps.Values(c.Earlier)) {
		c.files[a.ID] = model.BaseName(a.ImportPath)
		c.days[a.ID] = cmp.Or(a.Metadata.PublishedAt, a.Metadata.Published)
	}
	return c, nil
}

// eachDocument calls visit with the articles in the order of import.
func (c *coverage) eachDocument(ctx context.Context, p *storage.Project, visit func(*model.Document)) error {
	for _, a := range c.Articles {
		doc, err := p.Document(a.ID)
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return err
		}
		visit(doc)
	}
	return nil
}

// statement returns the record of a row.
func (c *coverage) statement(row *compare.Row) record.Statement {
	s := record.StatementOf(c.Table, row, c.complete)
	s.Deleted = c.Deleted[row.ID]
	return s
}

// complete sets the file of a mention and the days of its versions and, if the mention is detached,
// the reason.
func (c *coverage) complete(m compare.Mention, to *record.Mention) {
	to.File = c.files[m.Article]
	switch from, until := c.days[m.First], c.days[m.Gone]; {
	case m.Gone != "" && from != "" && until != "":
		to.Since = "said on " + from + ", gone on " + until
	case m.Gone != "":
		to.Since = "said in an earlier version, gone in a newer one"
	case to.First != "" && from != "":
		to.Since = "said since " + from
	case to.First != "":
		to.Since = "said since an earlier version"
	}
	if m.Index >= 0 {
		return
	}
	to.Note = "the sentence was divided or merged"
	on := model.Subject{Article: m.Article, Sentence: m.Sentence}
	for _, joined := range append(c.Compared.Statements.Joined(m.Statement), m.Statement) {
		if c.SetAside[kinds.MentionOn(on, m.Analyst, joined)] {
			to.Note = "the sentence was set aside"
		}
	}
}
