package comparison

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/timeline"
)

// Timeline returns what the articles of the selection say, over time. Earlier versions of
// articles are among the articles, because each was published at its own time.
func (c *Coverage) Timeline() *timeline.Timeline {
	articles := slices.Clone(c.Articles)
	for _, a := range c.Earlier {
		articles = append(articles, a)
	}
	return timeline.New(timeline.Source{Table: c.Table, Articles: articles, Before: func(id model.ArticleID) model.ArticleID {
		if p := c.Chains.Stored(id); p != nil {
			return p.Article
		}
		return ""
	}})
}
