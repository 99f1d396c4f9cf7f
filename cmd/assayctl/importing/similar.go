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

// similarTo returns articles that have nearly the same text as doc, and reports
// whether the import can continue. It returns no articles if the project already
// has doc, or had it until it was removed.
func (c *comparison) similarTo(doc *model.Document) ([]record.Similar, bool) {
	known, err := c.project.Keeps(doc.ID)
	if err == nil && !known && !c.learned {
		c.learned = true
		err = c.like.Learn(c.ctx, c.project, func(int, int) {})
	}
	if err != nil {
		c.err = err
		return nil, false
	}
	similar := c.like.To(doc, !known)
	if known {
		return nil, true
	}
	return record.SimilarOf(similar, record.MostSimilar), true
}

// sayIfFull prints a message if not all articles were compared.
func (c *comparison) sayIfFull(stderr io.Writer) {
	if c.like.Full() {
		cli.Say(stderr, fmt.Sprintf("the project is large, so new articles were compared only with its first %d articles", mostCompared))
	}
}
