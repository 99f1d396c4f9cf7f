package peer

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	stored "assay.app/assay/storage/evidence"
)

// Judged returns the statements of the project with what was concluded of them and what these
// conclusions rest on. Analysts have their present names. Mentions are those in the articles of the
// corpus; judgements cite sentences of any article.
func (c *Corpus) Judged(ctx context.Context) ([]evidence.Statement, error) {
	articles := make(map[model.ArticleID]bool, len(c.articles))
	for _, a := range c.articles {
		articles[a.ID] = true
	}
	all, err := stored.Read(ctx, c.store, stored.Asked{Articles: articles}, func(int, int) {})
	if err != nil {
		return nil, err
	}
	shown := func(links []evidence.Link) {
		for i := range links {
			links[i].Analyst = c.names.Shown(links[i].Analyst)
		}
	}
	for i := range all {
		shown(all[i].Mentions)
		for k := range all[i].Judgements {
			j := &all[i].Judgements[k]
			one := *j.Judgement
			one.Analyst = c.names.Shown(one.Analyst)
			j.Judgement = &one
			shown(j.Links)
		}
	}
	return all, nil
}

// Scale returns the verdicts of the project, in their order.
func (c *Corpus) Scale() ([]string, error) {
	compared, err := c.store.Compared()
	return compared.Verdicts(), err
}

// Count reads the articles only to count what they have, for formats that need no more of them.
func (c *Corpus) Count(ctx context.Context) error {
	for _, err := range c.Pages(ctx) {
		if err != nil {
			return err
		}
	}
	return nil
}
