package importing

import (
	"context"
	"fmt"
	"io"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/rehearse"
)

// mostCompared is the largest number of articles that an import compares each new
// article with. It bounds the memory.
const mostCompared = 1 << 16

// comparison finds articles with nearly the same text during an import, in the
// project and among those read before. It reads the project's articles only when
// the first new article is read.
type comparison struct {
	ctx     context.Context
	project *storage.Project
	like    rehearse.Likeness
	learned bool  // the project's articles have been read
	err     error // the error that ended the import
}

func newComparison(ctx context.Context) *comparison {
	return &comparison{ctx: ctx, like: rehearse.Likeness{Most: mostCompared}}
}

// compare returns doc with the articles that have nearly the same text, and the one of
// which it is probably a newer version. It returns none of them if the project already has
// doc, or had it until it was removed. It reports whether the import can continue.
func (c *comparison) compare(doc *model.Document) (readArticle, bool) {
	known, err := c.project.Keeps(doc.ID)
	if err == nil && !known && !c.learned {
		c.learned = true
		err = c.like.Learn(c.ctx, c.project, func(int, int) {})
	}
	if err != nil {
		c.err = err
		return readArticle{}, false
	}
	similar, offer := c.like.Compare(doc, !known)
	if known {
		return readArticle{Article: doc.Article}, true
	}
	return readArticle{doc.Article, record.SimilarOf(similar, record.MostSimilar), record.VersionOfOffer(offer)}, true
}

// sayIfFull prints a message if not all articles were compared.
func (c *comparison) sayIfFull(stderr io.Writer) {
	if c.like.Full() {
		cli.Say(stderr, fmt.Sprintf("the project is large, so new articles were compared only with its first %d articles", mostCompared))
	}
}
